package lint

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/graph"

	"github.com/google/go-cmp/cmp"
)

// text is a document under construction: each reference is cited by number
// when it is added.
type text struct{ d corpus.Document }

func newText(path string, year int, authors ...string) *text {
	t := &text{corpus.Document{Schema: corpus.DocumentSchema, Source: corpus.DocSource{Path: path, Format: corpus.FormatJATS, SHA256: fmt.Sprintf("%064x", len(path)*1000+year)}}}
	t.d.Work = item("What peers do for one another, as told in "+path, year, "", "", "", authors...)
	return t
}

func item(title string, year int, journal, volume, page string, authors ...string) corpus.Work {
	w := corpus.Work{Type: "article-journal", Title: title, ContainerTitle: journal, Volume: volume, Page: page, Issued: &corpus.Date{Parts: [][]int{{year}}}}
	for _, a := range authors {
		f, g, _ := strings.Cut(a, " ")
		w.Author = append(w.Author, corpus.Name{Family: f, Given: g})
	}
	return w
}

func (t *text) add(w corpus.Work) *text {
	n := len(t.d.Refs) + 1
	t.d.Refs = append(t.d.Refs, corpus.Reference{N: n, CSL: w, Confidence: 1, Raw: w.Title + ".", Span: corpus.Span{Start: 1000 * n, End: 1000*n + 500}})
	t.d.Calls = append(t.d.Calls, corpus.Callout{Kind: corpus.Numeric, Text: fmt.Sprintf("[%d]", n), Numbers: []int{n}, Targets: []int{n}, Span: corpus.Span{Start: n, End: n + 1}})
	return t
}

// services are seven articles on the line of a journal: volume 50 is 1999.
func (t *text) services() *text {
	for i, title := range []string{"Recovery as a journey of the heart", "Consumers as providers in psychiatric rehabilitation", "Hospital diversion programmes in two counties",
		"Benefits of mutual help after discharge", "Training of paid peer workers", "Stigma and the social construction of illness", "Housing first for those without a home"} {
		w := item(title, 1999+i, "Psychiatric Services", fmt.Sprint(50+i), fmt.Sprint(100+i), fmt.Sprintf("Author%c B", 'A'+i))
		w.DOI = fmt.Sprintf("10.1176/appi.ps.%d.1.%d", 50+i, 100+i)
		t.add(w)
	}
	return t
}

// find indexes documents into a library of its own and runs lints: name and
// entry of each finding.
func find(t *testing.T, opt *Options, docs ...*text) []*Finding {
	t.Helper()
	s, err := graph.Create(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx := context.Background()
	if _, err := s.Add(ctx, func(yield func(*corpus.Document, error) bool) {
		for _, d := range docs {
			if !yield(&d.d, nil) {
				return
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Derive(ctx, nil); err != nil {
		t.Fatal(err)
	}
	g, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	var out []*Finding
	for f, err := range Find(ctx, g.Works(), s.Documents(), opt) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

func brief2(fs []*Finding) (out []string) {
	for _, f := range fs {
		out = append(out, fmt.Sprintf("%s %s#%d", f.Lint, f.Path, f.Entry))
	}
	return out
}

func TestFind(t *testing.T) {
	fuhr := item("Effectiveness of peer-delivered interventions for severe mental illness and depression", 2014, "Social Psychiatry and Psychiatric Epidemiology", "49", "1691-1702", "Fuhr D")
	fuhr.DOI = "10.1007/s00127-014-0857-5"
	with := func(w corpus.Work, change func(*corpus.Work)) corpus.Work {
		change(&w)
		return w
	}
	tests := []struct {
		name string
		docs []*text
		want []string
	}{
		{"nothing to say", []*text{newText("a", 2015, "Writer C").services().add(fuhr)}, nil},
		{"year against volume", []*text{newText("a", 2015).services().add(item("Outcomes of crisis houses", 2011, "Psychiatric Services", "53", "70", "Writer C"))},
			[]string{"volume-year a#8"}},
		{"volume a year beyond those known", []*text{newText("a", 2015).services().add(item("Outcomes of crisis houses", 2007, "Psychiatric Services", "58", "70", "Writer C"))}, nil},
		{"in press is no time travel", []*text{newText("a", 2013).services().add(fuhr)}, nil},
		{"time travel", []*text{newText("a", 2011).services().add(fuhr)}, []string{"time-travel a#8"}},
		{"the text's own year is what is wrong", []*text{newText("a", 1998).services()}, nil},
		{"form of DOI", []*text{newText("a", 2015).services().add(with(fuhr, func(w *corpus.Work) { w.DOI = "see publisher" }))}, []string{"doi-form a#8"}},
		{"short form of DOI", []*text{newText("a", 2015).services().add(with(fuhr, func(w *corpus.Work) { w.DOI = "10/gf7x2k" }))}, nil},
		{"twice", []*text{newText("a", 2015).services().add(item("Recovery as a journey of the heart", 1999, "Psychiatr Serv", "50", "100", "AuthorA B"))},
			[]string{"twice a#8"}},
		{"the DOI of another", []*text{newText("a", 2015).services().add(fuhr), newText("bb", 2016).services().add(fuhr),
			newText("ccc", 2016).services().add(with(item("Quantum annealing in distributed ledgers of hospitals", 2014, "Ledger", "1", "20", "Nobody F"), func(w *corpus.Work) { w.DOI = fuhr.DOI }))},
			[]string{"doi-title ccc#8"}},
		{"a DOI of another journal", []*text{newText("a", 2015).services().add(with(fuhr, func(w *corpus.Work) { w.DOI = "10.1176/appi.ps.55.1.22" }))},
			[]string{"doi-place a#8"}},
		{"a DOI of another year", []*text{newText("a", 2022).services().add(with(fuhr, func(w *corpus.Work) { w.Issued.Parts = [][]int{{2014}}; w.DOI = "10.1007/s00127-021-0857-5" }))},
			[]string{"doi-place a#8"}},
		{"the place of another", []*text{newText("a", 2015).services(), newText("bb", 2015).services().add(item("Cryptography for the nursing home of tomorrow", 1999, "Psychiatric Services", "50", "100", "Nobody F"))},
			[]string{"same-place bb#8"}},
		{"the title of another", []*text{newText("a", 2015).services().add(item("Effectiveness of peer-delivered interventions for severe mental illness and depression", 2009, "Lancet", "370", "80", "Nobody F")),
			newText("bb", 2015).services().add(fuhr)}, []string{"mixed-up a#8"}},
		{"several contradictions", []*text{newText("a", 2015).services(), newText("bb", 2015).services().
			add(with(item("Cryptography for the nursing home of tomorrow", 2012, "Psychiatric Services", "50", "100", "Nobody F"), func(w *corpus.Work) { w.DOI = "10.1176/appi.ps.51.1.101" }))},
			[]string{"volume-year bb#8", "doi-title bb#8", "same-place bb#8", "contradictory bb#8"}},
		{"a letter of another alphabet", []*text{newText("a", 2015).services().add(item("Peer support in the cоmmunity", 2014, "", "", "", "Nobody F"))}, []string{"mixed-script a#8"}},
		{"self-citation", []*text{newText("a", 2015, "AuthorA B", "AuthorB B", "AuthorC B", "AuthorD B").services().
			add(item("One", 2001, "", "", "", "X Y")).add(item("Two", 2001, "", "", "", "Y Z")).add(fuhr)}, []string{"self-citing a#0"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fs := find(t, nil, tt.docs...)
			if diff := cmp.Diff(tt.want, brief2(fs)); diff != "" {
				for _, f := range fs {
					t.Log(f.Lint, f.Entry, f.Says)
				}
				t.Error(diff)
			}
		})
	}
}

// A list and its text: what is not called, what is not answered.
func TestCallouts(t *testing.T) {
	a := newText("a", 2015).services()
	a.d.Calls = append(a.d.Calls[:1], a.d.Calls[2:]...)
	call := func(c corpus.Callout) { a.d.Calls = append(a.d.Calls, c) }
	call(corpus.Callout{Kind: corpus.Numeric, Text: "[99]", Numbers: []int{99}, Span: corpus.Span{Start: 90, End: 94}})
	if diff := cmp.Diff([]string{"unanswered a#0", "uncalled a#2"}, brief2(find(t, nil, a))); diff != "" {
		t.Error(diff)
	}
	b := newText("b", 2015).services()
	for i := range b.d.Calls {
		b.d.Calls[i].Kind = corpus.AuthorYear
	}
	for i, s := range []string{"(Davidson, 1997)", "(Linnaeus, 1758)", "(1800-1930)", "(Davidson, unpublished data, 2001)"} {
		year := strings.TrimRight(s[len(s)-5:], ")")
		b.d.Calls = append(b.d.Calls, corpus.Callout{Kind: corpus.AuthorYear, Text: s, Year: year, Span: corpus.Span{Start: 10 * i, End: 10*i + 5}})
	}
	b.d.Calls = append(b.d.Calls, append(b.d.Calls[:7:7], b.d.Calls[:7]...)...) // most are answered
	if diff := cmp.Diff([]string{"unanswered b#0"}, brief2(find(t, nil, b))); diff != "" {
		t.Error(diff)
	}
}

func TestRetracted(t *testing.T) {
	paper := item("A study that could not be repeated by anybody", 2010, "Journal of Tests", "3", "10", "Nobody F")
	paper.DOI = "10.5555/JT.2010.1"
	paper.PMID = "99000001"
	tests := []struct{ name, list, want string }{
		{"DOI a line", "# ours\nhttps://doi.org/10.5555/jt.2010.1 2014\n", "is on the list of retracted works"},
		{"PMID a line", "99000001\n", "is on the list of retracted works"},
		{"Retraction Watch", "Record ID,RetractionNature,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,Reason\n" +
			"7,Retraction,3/1/2014 0:00,10.5555/jt.2014.2,10.5555/jt.2010.1,99000001,+Results Not Reproducible;+Investigation by Journal/Publisher;\n",
			"was retracted on 3/1/2014: Results Not Reproducible; Investigation by Journal/Publisher (notice: doi:10.5555/jt.2014.2)"},
		{"concern", "\ufeffRetractionNature,OriginalPaperDOI,OriginalPaperPubMedID\nExpression of concern,unavailable,99000001\n", "is under an expression of concern"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, err := ReadList(strings.NewReader(tt.list))
			if err != nil {
				t.Fatal(err)
			}
			fs := find(t, &Options{Only: []string{Retracted}, Retracted: l}, newText("a", 2015).services().add(paper))
			if len(fs) != 1 || fs[0].Entry != 8 || fs[0].Severity != High || fs[0].Says != tt.want {
				t.Errorf("%+v", fs)
			}
		})
	}
	if _, err := ReadList(strings.NewReader("nothing here\n")); err == nil {
		t.Error("a list without identifiers is taken for one")
	}
	own := paper
	own.Custom = &corpus.Custom{Retracted: true}
	if fs := find(t, nil, newText("a", 2015).services().add(own)); len(fs) != 1 || fs[0].Lint != Retracted {
		t.Errorf("by its record: %+v", fs)
	}
}

func TestLine(t *testing.T) {
	var ps []point
	for i := range 10 {
		ps = append(ps, point{10 + i, 2000 + i, 2})
	}
	ps = append(ps[:5:5], append([]point{{14, 2012, 1}}, ps[5:]...)...) // a slip among twenty
	l := chain(ps)
	if l == nil {
		t.Fatal("no line")
	}
	tests := []struct {
		volume, year, from, to int
		ok                     bool
	}{
		{14, 2012, 2004, 2004, true},
		{12, 2002, 2002, 2002, true},
		{21, 2012, 2011, 2011, true}, // two beyond the end
		{30, 2012, 0, 0, false},
		{1, 1990, 0, 0, false},
	}
	for _, tt := range tests {
		from, to, ok := l.years(tt.volume, tt.year)
		if ok != tt.ok || ok && (from != tt.from || to != tt.to) {
			t.Errorf("volume %d of %d: %d to %d, %v", tt.volume, tt.year, from, to, ok)
		}
	}
	for i := range ps { // two volumes in turn: no line
		ps[i].year = 2000 + i*7%10
	}
	if chain(ps) != nil {
		t.Error("a line through noise")
	}
}

func TestStem(t *testing.T) {
	tests := []struct {
		doi, stem string
		year      int
	}{
		{"10.1016/j.jad.2014.05.001", "10.1016/j.jad", 2014},
		{"10.1371/journal.pone.0039315", "10.1371/journal.pone", 0},
		{"10.1007/s00127-014-0857-5", "10.1007/s00127", 2014},
		{"10.1186/1471-244x-14-39", "10.1186/1471-244x", 0},
		{"10.1016/s0140-6736(10)00001-1", "10.1016/s0140-6736", 0},
		{"10.1111/j.1365-2850.2008.01234.x", "10.1111/j.1365-2850", 2008},
		{"10.1093/nar/gkv180", "10.1093/nar", 0},
		{"10.1136/gut.45.2008.ii60", "10.1136/gut", 0},
		{"10.1080/09638237.2017.1294735", "10.1080/09638237", 2017},
		{"10.1002/14651858.cd004807.pub2", "10.1002/14651858", 0},
		{"10.5555/12345", "", 0},
		{"10.5555/", "", 0},
	}
	for _, tt := range tests {
		year, _ := yearOf(tt.doi)
		if s := stemOf(tt.doi); s != tt.stem || year != tt.year {
			t.Errorf("%s: %q, %d", tt.doi, s, year)
		}
	}
}

func FuzzReadList(f *testing.F) {
	f.Add("OriginalPaperDOI,RetractionNature\n10.1000/1,Retraction\n")
	f.Add("10.1000/1\n12345678\n")
	f.Add("OriginalPaperDOI\n\"\n")
	f.Fuzz(func(t *testing.T, s string) {
		if l, err := ReadList(strings.NewReader(s)); err == nil && len(l.why) == 0 {
			t.Error("an empty list without an error")
		}
	})
}

func FuzzStem(f *testing.F) {
	f.Add("10.1016/s0140-6736(10)00001-1")
	f.Add("10.1016/j.")
	f.Add("10.1/s1234-")
	f.Fuzz(func(t *testing.T, s string) {
		if x := stemOf(s); !strings.HasPrefix(s, x) {
			t.Errorf("%q begins no %q", s, x)
		}
		yearOf(s)
	})
}
