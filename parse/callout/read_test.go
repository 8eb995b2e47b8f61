package callout

import (
	"fmt"
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

// paragraphs makes a Text whose blocks are the parts.
func paragraphs(parts ...string) *corpus.Text {
	t := &corpus.Text{}
	var b strings.Builder
	for _, p := range parts {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		k := corpus.Paragraph
		if h, ok := strings.CutPrefix(p, "# "); ok {
			k, p = corpus.Heading, h
		}
		s := b.Len()
		b.WriteString(p)
		t.Blocks = append(t.Blocks, corpus.Block{Kind: k, Span: corpus.Span{Start: s, End: b.Len()}})
	}
	t.Body = b.String()
	return t
}

// numberedRefs is a list of n numbered entries.
func numberedRefs(n int) []corpus.Reference {
	out := make([]corpus.Reference, n)
	for i := range out {
		out[i] = corpus.Reference{N: i + 1, Label: fmt.Sprint(i + 1), Raw: fmt.Sprintf("Author%d A. Title. 20%02d;1:1.", i, i%20)}
	}
	return out
}

func ref(n int, raw string) corpus.Reference { return corpus.Reference{N: n, Raw: raw} }

func by(n int, family, raw string) corpus.Reference {
	return corpus.Reference{N: n, Raw: raw, CSL: corpus.Work{Author: []corpus.Name{{Family: family}}}}
}

var named5 = []corpus.Reference{
	ref(1, "Smith, J., & Doe, A. (2001a). On things. Journal of Things, 1, 1–2."),
	ref(2, "Smith, J., & Doe, A. (2001b). On more things. Journal of Things, 1, 3–4."),
	ref(3, "van der Berg, K., Lee, S., Kim, P., & Roe, R. (2010). Places. Places, 3, 7."),
	ref(4, "World Health Organization. (2019). World report. Geneva: WHO."),
	ref(5, "Müller, H. (2015). Wege. Berlin: Springer."),
}

func TestRead(t *testing.T) {
	tests := []struct {
		name  string
		parts []string
		refs  []corpus.Reference
		want  []string // text → targets
	}{
		{"brackets", []string{"First [1]. Then [2, 3] and [4–6], again [2]."}, numberedRefs(8),
			[]string{"[1] → [1]", "[2, 3] → [2 3]", "[4–6] → [4 5 6]", "[2] → [2]"}},
		{"range between brackets", []string{"First [1]–[3], then [4], [6]–[8] end."}, numberedRefs(8),
			[]string{"[1]–[3] → [1 2 3]", "[4], [6]–[8] → [4 6 7 8]"}},
		{"no range is expanded beyond the list", []string{"See [1-999999999] or [5-1] and [2]."}, numberedRefs(3),
			[]string{"[1-999999999] → []", "[5-1] → []", "[2] → [2]"}},
		{"round", []string{"It is so (1). It was (2,3), and (4-6) in 12 patients (7). Some (40%) not (n = 12; 95% CI 1–2)."}, numberedRefs(7),
			[]string{"(1) → [1]", "(2,3) → [2 3]", "(4-6) → [4 5 6]", "(7) → [7]"}},
		{"items are no citations", []string{"It is so (1). It was (2,3), and (4-6). Then (7).", "We ask: (1) who, (2) what."}, numberedRefs(7),
			[]string{"(1) → [1]", "(2,3) → [2 3]", "(4-6) → [4 5 6]", "(7) → [7]"}},
		{"lost superscripts", []string{"Pain is common.1,2 Drugs help patients,3 and care4–6 too. An area of 5 m2 and 0.05 mg of CO2 in 2010.", "Rest helps.7 So does work.3"}, numberedRefs(9),
			[]string{"1,2 → [1 2]", "3 → [3]", "4–6 → [4 5 6]", "7 → [7]", "3 → [3]"}},
		{"glued superscripts", []string{"Pain is common.1-3 Drugs help patients.45 Rest helps.6 Work too.7"}, numberedRefs(8),
			[]string{"1-3 → [1 2 3]", "45 → [4 5]", "6 → [6]", "7 → [7]"}},
		{"superscripts that stayed characters", []string{"Pain is common.¹,² Drugs help patients³ and care⁴⁻⁶ on 5 m² in 10⁻³ s.", "So it is [⁷] and ⁽⁸,⁹⁾ too."}, numberedRefs(9),
			[]string{"¹,² → [1 2]", "³ → [3]", "⁴⁻⁶ → [4 5 6]", "[⁷] → [7]", "⁽⁸,⁹⁾ → [8 9]"}},
		{"superscripts that stayed markup", []string{"Pain is common.^1,2^ Drugs help patients^(3,4) and care^5–7^ with 10^6 cells."}, numberedRefs(9),
			[]string{"^1,2^ → [1 2]", "^(3,4) → [3 4]", "^5–7^ → [5 6 7]"}},
		{"superscripts of a list by the alphabet", []string{"Pain is common6,9 in 24 weeks. Drugs help patients2 and care4,8.", "Rest in the first year7 and follow-up1 count, so does work12."}, numberedRefs(12),
			[]string{"6,9 → [6 9]", "2 → [2]", "4,8 → [4 8]", "7 → [7]", "1 → [1]", "12 → [12]"}},
		{"wide brackets", []string{"疼痛常见［1］，药物有效【2，3】。随访（4）。"}, numberedRefs(4),
			[]string{"［1］ → [1]", "【2，3】 → [2 3]"}},
		{"names in wide brackets", []string{"疼痛常见（Müller 等, 2015）。van der Berg等（2010）未发现。"}, named5,
			[]string{"（Müller 等, 2015） → [5]", "van der Berg等（2010） → [3]"}},
		{"and others in other languages", []string{"So war es (van der Berg u. a., 2010; Müller u.a. 2015). Так [van der Berg и др., 2010]; tak (van der Berg i in., 2010)."}, named5,
			[]string{"(van der Berg u. a., 2010; Müller u.a. 2015) → [3 5]", "[van der Berg и др., 2010] → [3]", "(van der Berg i in., 2010) → [3]"}},
		{"authors and pages", []string{"So it is (Smith and Doe 12). Others agree (see Müller 3–5; van der Berg et al.), not all (Geneva; Roe, p. 7).", "Few (Cambridge) do (Smith and Roe 2; Roe), as (roe 3) shows (Roe 7)."},
			[]corpus.Reference{by(1, "Smith", "Smith, Jane, and Anna Doe. “On things.” Journal of Things, vol. 1, 2001, pp. 1–20."), by(2, "Müller", "Müller, Hans. Wege. Springer, 2015."),
				by(3, "van der Berg", "van der Berg, K., et al. “Places.” Places, vol. 3, 2010, p. 7."), by(4, "Roe", "Roe, Ann. World Report. Norton, 2019.")},
			[]string{"(Smith and Doe 12) → [1]", "(see Müller 3–5; van der Berg et al.) → [2 3]", "(Roe 7) → [4]"}},
		{"names in brackets", []string{"So it is (Smith & Doe, 2001a, b; van der Berg et al., 2010). Not in 2010 (p < 0.05, 95% CI 1–2)."}, named5,
			[]string{"(Smith & Doe, 2001a, b; van der Berg et al., 2010) → [1 2 3]"}},
		{"names in the sentence", []string{"Smith and Doe (2001b) say so. However, Müller (2015, p. 12) does not. In van der Berg et al. (2010) both."}, named5,
			[]string{"Smith and Doe (2001b) → [2]", "Müller (2015, p. 12) → [5]", "van der Berg et al. (2010) → [3]"}},
		{"organisation by its acronym", []string{"Much is known (WHO, 2019)."}, named5, []string{"(WHO, 2019) → [4]"}},
		{"diacritics lost", []string{"As Muller (2015) said."}, named5, []string{"Muller (2015) → [5]"}},
		{"a name that the list has not", []string{"As Smith and Doe (2001a) said; others differ (Nobody et al., 1999)."}, named5,
			[]string{"Smith and Doe (2001a) → [1]", "(Nobody et al., 1999) → []"}},
		{"secondary, narrative", []string{"Hume (1748, as cited in Müller, 2015) said so."}, named5, []string{"Hume (1748, as cited in Müller, 2015) → [5]"}},
		{"secondary", []string{"It was so (Hume, 1748, as cited in Müller, 2015)."}, named5, []string{"(Hume, 1748, as cited in Müller, 2015) → [5]"}},
		{"names that are words", []string{"He et al. (2012) walked. He (2001) did not; others did (An and Li, 2018)."}, []corpus.Reference{
			ref(1, "He, Z., Wang, Y., & Chen, L. (2012). Walking. Stroke, 1, 1–2."), ref(2, "An, Y., & Li, X. (2018). Walking on. Stroke, 1, 3–4.")},
			[]string{"He et al. (2012) → [1]", "(An and Li, 2018) → [2]"}},
		{"no list", []string{"In three studies [23, 30, 39] it was so (95% CI 1–2); see Jain et al. (2012)."}, nil,
			[]string{"[23, 30, 39] → []", "Jain et al. (2012) → []"}},
		{"the same place", []string{"So said Müller (2015). And again (ibid., p. 7); it holds (Ebd., S. 9)."}, named5,
			[]string{"Müller (2015) → [5]", "(ibid., p. 7) → [5]", "(Ebd., S. 9) → [5]"}},
		{"empty bracket", []string{"Lost [] and kept [3]."}, numberedRefs(4), []string{"[3] → [3]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range Read(paragraphs(tt.parts...), nil, tt.refs) {
				got = append(got, fmt.Sprintf("%s → %v", c.Text, c.Targets))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestReadPlaces(t *testing.T) {
	x := paragraphs("# Methods", "One. Two words [2] here. Three.", "Four [1], p. 3.")
	cs := Read(x, nil, numberedRefs(2))
	if len(cs) != 2 {
		t.Fatalf("got %d callouts", len(cs))
	}
	c := cs[0]
	if c.Section != "Methods" || c.Context != "Two words [2] here." || x.Slice(c.Sentence) != "Two words [2] here." || c.Paragraph == 0 || cs[1].Paragraph == c.Paragraph {
		t.Errorf("got %+v", c)
	}
	if c.Confidence <= .5 || c.Confidence > 1 {
		t.Errorf("confidence %v", c.Confidence)
	}
}

func TestAnchors(t *testing.T) {
	x := paragraphs("Known [1–3] and Smith (2001).")
	refs := numberedRefs(4)
	for i := range refs {
		refs[i].ID = fmt.Sprint("R", i+1)
	}
	at := func(s, id string) corpus.Mark {
		i := strings.Index(x.Body, s)
		return corpus.Mark{Kind: corpus.Callee, Span: corpus.Span{Start: i, End: i + len(s)}, Targets: []string{id}}
	}
	x.Marks = []corpus.Mark{at("1", "R1"), at("3", "R3"), at("Smith (2001)", "#R4")}
	cs := Read(x, nil, refs)
	if len(cs) != 2 || fmt.Sprint(cs[0].Targets) != "[1 2 3]" || cs[0].Text != "[1–3]" || fmt.Sprint(cs[1].Targets) != "[4]" || cs[1].Kind != corpus.AuthorYear {
		t.Errorf("got %+v", cs)
	}
}

func TestMarkedSuperscripts(t *testing.T) {
	x := paragraphs("Pain is common1,2 in 10 m2 rooms3.")
	for _, s := range []string{"1,2", "2 rooms", "3."} {
		i := strings.Index(x.Body, s)
		x.Marks = append(x.Marks, corpus.Mark{Kind: corpus.Super, Span: corpus.Span{Start: i, End: i + len(strings.Trim(s, " .roms"))}})
	}
	var got []string
	for _, c := range Read(x, nil, numberedRefs(3)) {
		got = append(got, fmt.Sprintf("%s %v %s", c.Text, c.Targets, c.Kind))
	}
	want := []string{"1,2 [1 2] superscript", "3 [3] superscript"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestChapters(t *testing.T) {
	body := strings.Repeat("words ", 800)
	x := paragraphs("First [1] and [2]. "+body, "LIST ONE", "Second [1] and [2]. "+body, "LIST TWO")
	refs := numberedRefs(2)
	more := numberedRefs(2)
	a, b := strings.Index(x.Body, "LIST ONE"), strings.Index(x.Body, "LIST TWO")
	for i := range refs {
		refs[i].Span = corpus.Span{Start: a, End: a + 8}
		more[i].Span, more[i].N = corpus.Span{Start: b, End: b + 8}, 3+i
	}
	var got []int
	for _, c := range Read(x, []corpus.Span{{Start: a, End: a + 8}, {Start: b, End: b + 8}}, append(refs, more...)) {
		got = append(got, c.Targets...)
	}
	if d := cmp.Diff([]int{1, 2, 3, 4}, got); d != "" {
		t.Error(d)
	}
}

// FuzzRead holds that callouts are in order and in the text, whatever it is,
// and that targets are entries of the list.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"[1, 2–3] (4)", "x.1,2 y3", "(Smith, 2001; Doe et al., 2002a,b)", "Smith's (2001)", "((((2001))))", "[1-[2", "19992001", "A, 2001"} {
		f.Add(s)
	}
	refs := append(numberedRefs(5), named5...)
	f.Fuzz(func(t *testing.T, s string) {
		for _, rs := range [][]corpus.Reference{nil, numberedRefs(5), named5, refs} {
			last := 0
			for _, c := range Read(paragraphs(s), nil, rs) {
				if c.Span.Start < last || c.Span.End > len(s) || c.Span.Len() <= 0 || s[c.Span.Start:c.Span.End] != c.Text {
					t.Fatalf("%+v in %q", c, s)
				}
				last = c.Span.Start
				for _, n := range c.Targets {
					if n < 1 || n > len(rs) {
						t.Fatalf("target %d of %d", n, len(rs))
					}
				}
			}
		}
	})
}

// TestNoted puts what notes cite where their numbers stand, page by page.
func TestNoted(t *testing.T) {
	x := paragraphs("The village knew.¹ So did the court.² Nobody asked.")
	at := func(s string) corpus.Span {
		x.Blocks = append(x.Blocks, corpus.Block{Kind: corpus.Footnote, Span: corpus.Span{Start: len(x.Body) + 1, End: len(x.Body) + 1 + len(s)}})
		x.Body += "\n" + s
		return x.Blocks[len(x.Blocks)-1].Span
	}
	one, two, three := at("Davis, Return, 3; Levi; Burke."), at("Ibid., 5."), at("Nobody, Nothing, 9.")
	notes := []Note{{Label: "1", Span: one, Cites: []Cite{{one, 2, .95, "3"}, {one, 1, .9, ""}, {one, 3, .95, ""}}}, {Label: "2", Span: two, Cites: []Cite{{two, 3, .9, "5"}}}, {Label: "3", Span: three, Cites: []Cite{{Span: three}}}}
	var got []string
	for _, c := range Noted(x, []corpus.Span{one, two, three}, named5, notes) {
		got = append(got, fmt.Sprint(c.Text, c.Targets, c.Locator))
	}
	want := []string{"¹[2]3", "¹[1 3]", "²[3]5", "Nobody, Nothing, 9.[]"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// BenchmarkBrackets scans 17 MB of text with a citation in every 1.7 KB.
func BenchmarkBrackets(b *testing.B) {
	s := strings.Repeat(strings.Repeat("some words of running text that nobody reads, and more of them; ", 26)+" a citation [12, 14–16] of things; ", 10000)
	b.SetBytes(int64(len(s)))
	var out []cand
	for b.Loop() {
		out = brackets(s, 0, 100, "[", "]", square, out[:0])
	}
	b.ReportMetric(float64(len(out)), "found")
}

func BenchmarkByName(b *testing.B) {
	s := strings.Repeat("some words of running text that nobody reads, and then a citation (Smith & Doe, 2001a) of things; ", 1000)
	k := newKnown(named5)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		byName(s, 0, k, nil)
	}
}
