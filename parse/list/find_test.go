package list

import (
	"context"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/parse/plain"

	"github.com/google/go-cmp/cmp"
)

const prose = `Reviews gather what is known. We searched three databases and read what we found, which was
more than we had hoped for, and we were not always able to say which of the trials had been
reported twice. That is why we counted people and not papers, as others have done before us.

`

// TestFindShort reads a text that is hardly longer than its list: what stands
// before the heading is no part of it, though it names people and years.
func TestFindShort(t *testing.T) {
	list := []string{"Moher D, Liberati A, Tetzlaff J, Altman DG. Preferred reporting items for systematic reviews. BMJ. 2009;339:b2535.",
		"Higgins JPT, Thompson SG. Quantifying heterogeneity in a meta-analysis. Stat Med. 2002;21(11):1539-1558."}
	x := readText(t, "Background\n\nMoher et al. (2009) say how to report. Much was counted before (Higgins and Thompson, 2002).\n\nReferences\n\n"+strings.Join(list, "\n\n")+"\n")
	var got []string
	for _, e := range found(x) {
		got = append(got, e.Raw)
	}
	if d := cmp.Diff(list, got); d != "" {
		t.Error(d)
	}
}

func TestFind(t *testing.T) {
	moher := "Moher D, Liberati A, Tetzlaff J, Altman DG. Preferred reporting items for systematic reviews and meta-analyses. BMJ. 2009;339:b2535."
	page := "Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 statement. BMJ. 2021;372:n71."
	higgins := "Higgins JPT, Thompson SG. Quantifying heterogeneity in a meta-analysis. Stat Med. 2002;21(11):1539-1558."
	three := []string{moher, page, higgins}
	tests := []struct {
		name, text string
		want       []string
	}{
		{"numbers and stops", "References\n1. " + moher + "\n2. " + page + "\n3. " + higgins + "\n", three},
		{"brackets, wrapped", "REFERENCES\n\n[1] " + wrap(moher, 60) + "\n[2] " + wrap(page, 60) + "\n[3] " + wrap(higgins, 60) + "\n", three},
		{"number on its own line", "References\n1.\n" + wrap(moher, 70) + "\n2.\n" + wrap(page, 70) + "\n3.\n" + wrap(higgins, 70) + "\n", three},
		{"one entry a line", "Literature cited\n" + strings.Join(three, "\n") + "\n", three},
		{"blank lines", "Références\n\n" + wrap(moher, 80) + "\n\n" + wrap(page, 80) + "\n\n" + wrap(higgins, 80) + "\n", three},
		{"bullets", "Bibliography\n• " + moher + "\n• " + page + "\n• " + higgins + "\n", three},
		{"one paragraph", "References\n[1] " + moher + " [2] " + page + " [3] " + higgins, three},
		{"two run together", "References\n1. " + moher + " 2. " + page + "\n3. " + higgins + "\n", three},
		{"misprinted number", "References\n1. " + moher + "\n8. " + page + "\n3. " + higgins + "\n", three},
		{"page break within", "References\n1. " + moher + "\n2. Page MJ, McKenzie JE, Bossuyt PM, et al.\n17\nThe PRISMA 2020 statement. BMJ. 2021;372:n71.\n3. " + higgins + "\n", three},
		{"link labels", "References\n1. " + moher + " [CrossRef] [PubMed]\n2. " + page + " Google Scholar\n3. " + higgins + " View Article\n", three},
		{"link labels on lines of their own", "References\n" + moher + "\nCrossRef Google Scholar\n" + page + "\nView article | PubMed\n" + higgins + "\nGoogle Scholar\n", three},
		{"numbered search strategy behind it", "References\n\n" + moher + "\n\n" + page + "\n\n" + higgins + "\n\nAppendix A. Search strategy\n\n1. exp Peer Group/ or peer support.mp.\n2. (recovery adj3 communit*).ti,ab.\n3. 1 and 2\n", three},
		{"other articles behind it", "References\n\n1. " + moher + "\n\n2. " + page + "\n\n3. " + higgins + "\n\nRelated articles\n\nLopez A (2019) Something else. J Other 3:4-5\n\nBrown B (2018) Another thing. J Other 2:14-25\n", three},
		{"labels on lines of their own", "References\n\n[MLTA09]\n" + moher + "\n\n[PMB21]\n" + page + "\n\n[HT02]\n" + higgins + "\n", three},
		{"numbered heading", "7. References\n1. " + moher + "\n2. " + page + "\n3. " + higgins + "\n", three},
		{"letter-spaced heading", "R E F E R E N C E S\n1. " + moher + "\n2. " + page + "\n3. " + higgins + "\n", three},
		{"what follows is left out", "References\n1. " + moher + "\n2. " + page + "\n3. " + higgins + "\n\nAcknowledgements\n\n" + prose + "\n\nAppendix A\n\n" + prose, three},
		{"no list", prose, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := readText(t, prose+prose+tt.text)
			var got []string
			for i, e := range found(x) {
				got = append(got, e.Raw)
				if e.N != i+1 {
					t.Errorf("entry %d has N %d", i+1, e.N)
				}
				if s := x.Slice(e.Span); e.Raw[:8] != s[:8] {
					t.Errorf("span of entry %d opens %q, raw %q", i+1, s[:8], e.Raw[:8])
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// wrap breaks s into lines of at most n bytes.
func wrap(s string, n int) string {
	var b strings.Builder
	col := 0
	for i, w := range strings.Fields(s) {
		switch {
		case i == 0:
		case col+1+len(w) > n:
			b.WriteByte('\n')
			col = 0
		default:
			b.WriteByte(' ')
			col++
		}
		b.WriteString(w)
		col += len(w)
	}
	return b.String()
}

// An unnumbered list in the author–year style, wrapped, with no blank lines and
// no indents: entries must be told by what they look like.
func TestFindUnnumbered(t *testing.T) {
	want := []string{
		"Borenstein, M., Hedges, L. V., Higgins, J. P. T., & Rothstein, H. R. (2009). Introduction to meta-analysis. Chichester: Wiley.",
		"Davidson, L., Bellamy, C., Guy, K., & Miller, R. (2012). Peer support among persons with severe mental illnesses: A review of evidence and experience. World Psychiatry, 11(2), 123–128.",
		"Lloyd-Evans, B., Mayo-Wilson, E., Harrison, B., et al. (2014). A systematic review and meta-analysis of randomised controlled trials of peer support for people with severe mental illness. BMC Psychiatry, 14, 39.",
		"Pitt, V., Lowe, D., Hill, S., et al. (2013). Consumer-providers of care for adult clients of statutory mental health services. Cochrane Database of Systematic Reviews, (3), CD004807.",
		"Repper, J., & Carter, T. (2011). A review of the literature on peer support in mental health services. Journal of Mental Health, 20(4), 392–411.",
	}
	var b strings.Builder
	for _, r := range want {
		b.WriteString(wrap(r, 72) + "\n")
	}
	for _, heading := range []string{"Literatur\n", ""} {
		var got []string
		for _, e := range found(readText(t, prose+prose+heading+b.String())) {
			got = append(got, e.Raw)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("heading %q: %s", heading, d)
		}
	}
}

func TestMarkedEntries(t *testing.T) {
	body := "1. Moher D. Reporting items. BMJ. 2009.\nPage MJ. The statement.\n"
	x := &corpus.Text{Body: body, Blocks: []corpus.Block{
		{Kind: corpus.RefEntry, Span: corpus.Span{Start: 0, End: 39}, ID: "R1"},
		{Kind: corpus.RefEntry, Span: corpus.Span{Start: 40, End: 63}, ID: "R2", Label: "[2]", Fields: &corpus.Work{Title: "The statement"}},
	}}
	got := found(x)
	if len(got) != 2 || got[0].Label != "1" || got[0].ID != "R1" || got[0].Raw != "Moher D. Reporting items. BMJ. 2009." || got[1].Label != "2" || got[1].Fields == nil {
		t.Errorf("got %+v", got)
	}
}

func TestMend(t *testing.T) {
	tests := []struct{ text, want string }{
		{"state-\nment of things", "statement of things"},
		{"meta-\nanalysis", "meta-analysis"},
		{"self-\nhelp", "self-help"},
		{"Vor- und\nNachname", "Vor- und Nachname"},
		{"Vor-\nund Nachname", "Vor- und Nachname"},
		{"pages 12-\n34", "pages 12-34"},
		{"Baden-\nBaden", "Baden-Baden"},
		{"soft\u00ad\nhyphen", "softhyphen"},
		{"https://doi.org/10.1000/\nabc.12 end", "https://doi.org/10.1000/abc.12 end"},
		{"https://doi.org/10.1016/j.\nabc.2019 end", "https://doi.org/10.1016/j.abc.2019 end"},
		{"a  b\t c", "a b c"},
		{"BMJ. 2009. [Google Scholar] [PubMed]", "BMJ. 2009."},
		{"BMJ. 2009;1:2. CrossRef PubMed Web of Science Google Scholar", "BMJ. 2009;1:2."},
		{"A medical article", "A medical article"},
	}
	for _, tt := range tests {
		got, offs := mend(tt.text, []corpus.Span{{Start: 0, End: len(tt.text)}})
		if got != tt.want {
			t.Errorf("mend(%q) = %q, want %q", tt.text, got, tt.want)
		}
		for i := range got {
			if got[i] == ' ' {
				continue
			}
			if s := offs.Start(i); s >= len(tt.text) || tt.text[s] != got[i] {
				t.Errorf("mend(%q): byte %d leads to %d", tt.text, i, s)
				break
			}
		}
	}
}

func TestLabel(t *testing.T) {
	tests := []struct {
		text  string
		label string
		n     int
	}{
		{"[12] Smith", "12", 5}, {"12. Smith", "12", 4}, {"(3) Smith", "3", 4}, {"3) Smith", "3", 3}, {"[Smi01] Smith", "Smi01", 8},
		{"• Smith", "", 4}, {"1.5 mg", "", 0}, {"2009;12:3", "", 0}, {"Smith 1.", "", 0}, {"[in press]", "", 0}, {"10.1000/x", "", 0}, {"", "", 0},
	}
	for _, tt := range tests {
		if l, n := label(tt.text); l != tt.label || n != tt.n {
			t.Errorf("label(%q) = %q, %d, want %q, %d", tt.text, l, n, tt.label, tt.n)
		}
	}
}

func TestHeadings(t *testing.T) {
	for _, s := range []string{"References", "REFERENCES:", "6. References", "VII. Bibliography", "Literaturverzeichnis", "Références bibliographiques", "参考文献", "R E F E R E N C E S", "— References —"} {
		if opens(s) != 2 {
			t.Errorf("%q opens no list", s)
		}
	}
	for _, s := range []string{"Reference values", "The references", "Results", "Reference group and others", ""} {
		if opens(s) != 0 {
			t.Errorf("%q opens a list", s)
		}
	}
}

// FuzzFind holds that entries are in order, lie in the body, and that what
// their Map says is where their text stands.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"References\n1. A B. C. 2001.\n2. D E. F. 2002.\n3. G. H.\n", "Literatur\nA, B. (2001). C.\nD, E. (2002). F-\nG.\n", "[1] a [2] b [3] c", "• x\n• y", "1. A B, T (O: P, 1998), 4; C D, “U”, J 2 (1999): 3–4.\n\n2. Ibid., 5.\n\n3. B, T, 6; see D (n 1) 3.\n\n4. Cf. B, op. cit., p. 7.\n\n5. Ebd.\n", "\f1\n\nReferences\n\n\xff\xfe 3.\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\ufffd") // the decoder lets nothing else in
		var x *corpus.Text
		for y, err := range plain.Read(context.Background(), corpus.Input{Text: s}) {
			if err != nil {
				t.Fatal(err)
			}
			x = y
		}
		es, ns := Find(x)
		for _, n := range ns {
			if n.Span.Start < n.from || n.Span.End > len(s) || n.Span.Len() <= 0 {
				t.Fatalf("note %v from %d", n.Span, n.from)
			}
			for _, c := range n.Cites {
				if !n.Span.Contains(c.Span) || c.N < 0 || c.N > len(es) {
					t.Fatalf("%+v in note %v, %d entries", c, n.Span, len(es))
				}
			}
		}
		last := 0
		for _, e := range es {
			if !e.noted && e.Span.Start < last || e.Span.End > len(s) || e.Span.Len() <= 0 {
				t.Fatalf("span %v after %d", e.Span, last)
			}
			last = e.Span.End
			for i := 0; i < len(e.Raw); i++ {
				p := e.Map.Start(i)
				if e.Raw[i] != ' ' && (p < e.Span.Start || p >= e.Span.End || s[p] != e.Raw[i]) {
					t.Fatalf("byte %d of %q leads to %d", i, e.Raw, p)
				}
			}
		}
	})
}

// Notes that the format marks are the list of a text that has no other, also
// where all of them are references and look like a list that nothing announces.
func TestMarkedNotes(t *testing.T) {
	x := &corpus.Text{}
	add := func(k corpus.BlockKind, label, s string) {
		b := corpus.Block{Kind: k, Label: label, Span: corpus.Span{Start: len(x.Body), End: len(x.Body) + len(s)}}
		if label != "" {
			b.ID = "fn:" + label
		}
		x.Blocks = append(x.Blocks, b)
		x.Body += s + "\n"
	}
	add(corpus.Paragraph, "", "Quality of life 12; costs were not.")
	for i, s := range []string{"Moher D, Liberati A. Preferred reporting items. BMJ. 2009;339:b2535.", "Page MJ, McKenzie JE. The PRISMA 2020 statement. BMJ. 2021;372:n71.",
		"Higgins JPT, Thompson SG. Quantifying heterogeneity. Stat Med. 2002;21:1539-58.", "Egger M, Smith GD. Bias in meta-analysis. BMJ. 1997;315:629-34."} {
		add(corpus.Footnote, string(rune('1'+i)), s)
	}
	es, ns := Find(x)
	if len(es) != 4 || es[0].ID != "fn:1" || es[3].Label != "4" {
		t.Fatalf("%+v", es)
	}
	if s := Spans(es, ns); s[0].Start != es[0].Span.Start {
		t.Errorf("what stands before the list is skipped: %v, the list is at %d", s[0], es[0].Span.Start)
	}
}

// found are the entries alone.
func found(x *corpus.Text) []Entry {
	es, _ := Find(x)
	return es
}

// TestRejoined reads a list whose names, titles and sources stand apart.
func TestRejoined(t *testing.T) {
	want := []string{
		"Moher, D., Liberati, A., & Altman, D. G. (2009). Preferred reporting items for systematic reviews. BMJ, 339, b2535.",
		"Higgins, J. P. T., & Thompson, S. G. (2002). Quantifying heterogeneity in a meta-analysis. Statistics in Medicine, 21, 1539–1558.",
		"Egger, M., & Smith, G. D. (1997). Bias in meta-analysis detected by a graphical test. BMJ, 315, 629–634.",
		"Sterne, J. A. C., & Egger, M. (2001). Funnel plots for detecting bias in meta-analysis. Journal of Clinical Epidemiology, 54, 1046–1055.",
	}
	text := prose + prose + "References\n\n"
	for _, s := range want {
		a, rest, _ := strings.Cut(s, "). ")
		b, c, _ := strings.Cut(rest, ". ")
		text += a + ").\n\n" + b + ".\n\n" + c + "\n\n"
	}
	var got []string
	for _, e := range found(readText(t, text)) {
		got = append(got, e.Raw)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
