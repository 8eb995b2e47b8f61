package export

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/sample"
	"citegraph/graph"
	"citegraph/graph/measure"
)

// fake is a Source held in memory.
type fake struct {
	works     []*graph.Work
	citations []*graph.Citation // by citing, then cited
	contexts  []*graph.Context
	authors   []*graph.Author
	journals  []*graph.Journal
}

func yieldAll[T any](s []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range s {
			if !yield(v, nil) {
				return
			}
		}
	}
}

func (f *fake) Works() iter.Seq2[*graph.Work, error]       { return yieldAll(f.works) }
func (f *fake) Authors() iter.Seq2[*graph.Author, error]   { return yieldAll(f.authors) }
func (f *fake) Journals() iter.Seq2[*graph.Journal, error] { return yieldAll(f.journals) }
func (f *fake) Contexts() iter.Seq2[*graph.Context, error] { return yieldAll(f.contexts) }

func (f *fake) Work(n uint32) (*graph.Work, error) {
	if int(n) >= len(f.works) {
		return nil, fmt.Errorf("no work %d", n)
	}
	w := *f.works[n]
	return &w, nil
}

func (f *fake) CitationsBetween(_ context.Context, citing, cited []uint32) iter.Seq2[*graph.Citation, error] {
	among := func(ws []uint32, w uint32) bool { return ws == nil || slices.Contains(ws, w) }
	return func(yield func(*graph.Citation, error) bool) {
		for _, c := range f.citations {
			if among(citing, c.Citing) && among(cited, c.Cited) && !yield(c, nil) {
				return
			}
		}
	}
}

func (f *fake) CSR() (out, in *graph.Adjacency, err error) {
	o := measure.New(len(f.works), func(yield func(uint32, uint32) bool) {
		for _, c := range f.citations {
			if !yield(c.Citing, c.Cited) {
				return
			}
		}
	})
	return (*graph.Adjacency)(o), (*graph.Adjacency)(o.Transpose()), nil
}

// finish counts what a graph would have counted.
func (f *fake) finish() *fake {
	slices.SortFunc(f.citations, func(a, b *graph.Citation) int {
		if a.Citing != b.Citing {
			return int(a.Citing) - int(b.Citing)
		}
		return int(a.Cited) - int(b.Cited)
	})
	for _, c := range f.citations {
		f.works[c.Citing].References++
		f.works[c.Cited].CitedBy++
	}
	for _, a := range f.authors {
		for _, w := range a.Works {
			f.works[w].Authors = append(f.works[w].Authors, a.N)
			a.CitedBy += f.works[w].CitedBy
		}
	}
	for _, j := range f.journals {
		for _, w := range j.Works {
			f.works[w].Journal = j.N
			j.CitedBy += f.works[w].CitedBy
		}
	}
	return f
}

// peerSupport is the graph that the sample corpus describes, made from what is
// expected of it and not by the parser.
func peerSupport() *fake {
	f := &fake{}
	byKey := map[string]uint32{}
	authors, journals := map[string]*graph.Author{}, map[string]*graph.Journal{}
	add := func(w sample.Work, held bool) {
		n := uint32(len(f.works))
		byKey[w.Key] = n
		g := &graph.Work{N: n, ID: "w" + w.Key, Key: w.Key, Held: held, Confidence: .9, Journal: graph.None}
		g.CSL = corpus.Work{Title: w.Title, ContainerTitle: w.Journal, DOI: w.DOI, Volume: w.Volume, Issue: w.Issue, Page: w.Page,
			Issued: &corpus.Date{Parts: [][]int{{w.Year}}}, Author: []corpus.Name{{Family: w.Author}}}
		f.works = append(f.works, g)
		a := authors[w.Author]
		if a == nil {
			a = &graph.Author{N: uint32(len(f.authors)), ID: fmt.Sprintf("a%03d", len(f.authors)), Name: corpus.Name{Family: w.Author}}
			authors[w.Author] = a
			f.authors = append(f.authors, a)
		}
		a.Works = append(a.Works, n)
		if w.Journal != "" {
			j := journals[w.Journal]
			if j == nil {
				j = &graph.Journal{N: uint32(len(f.journals)), ID: fmt.Sprintf("j%03d", len(f.journals)), Title: w.Journal}
				journals[w.Journal] = j
				f.journals = append(f.journals, j)
			}
			j.Works = append(j.Works, n)
		}
	}
	titles := map[string]string{}
	for _, file := range sample.Files() {
		if file.Title != "" {
			titles[file.Title] = file.Path
		}
	}
	for _, w := range sample.Works() {
		_, held := titles[w.Title]
		add(w, held)
		if held {
			delete(titles, w.Title)
		}
	}
	for _, file := range sample.Files() { // texts that no other text cites
		if path, ok := titles[file.Title]; ok {
			add(sample.Work{Key: "sample2026" + strings.TrimSuffix(path, "."+string(path[strings.LastIndex(path, ".")+1:])), Title: file.Title, Author: "Citegraph Project Group", Year: 2026}, true)
		}
	}
	for _, file := range sample.Files() {
		if file.Title == "" {
			continue
		}
		citing := uint32(slices.IndexFunc(f.works, func(w *graph.Work) bool { return w.CSL.Title == file.Title }))
		for i, k := range file.Works {
			f.citations = append(f.citations, &graph.Citation{Citing: citing, Cited: byKey[k], Confidence: .95, Evidence: []graph.Evidence{{
				Path: file.Path, Reference: i + 1, RefSpan: corpus.Span{Start: 1000 + 100*i, End: 1090 + 100*i},
				Span: corpus.Span{Start: 10 * i, End: 10*i + 4}, Text: "A sentence that cites.", Section: "Background", Callout: i, P: .95}}})
		}
	}
	return f.finish()
}

// hostile is a small graph whose values try to break every format.
func hostile() *fake {
	title := []string{
		"Effects of <b>peers</b> & \"quotes\" ]]> -- 'single' \\ back `tick` $x$ {brace} [1] | pipe #hash % %%",
		"=HYPERLINK(\"http://e.example\",\"x\")",
		"Tab\there, newline\nthere,\r\nNUL\x00 ESC\x1b[31m BEL\x07 C1\u0085 \U0001F600 \u202eRTL\u2066 \ufffe end",
		"</script><script>alert(1)</script><!-- \u2028 \u2029",
		"\xff\xfe not UTF-8 \xed\xa0\x80",
		"",
	}
	f := &fake{}
	for i, s := range title {
		f.works = append(f.works, &graph.Work{N: uint32(i), ID: fmt.Sprintf("w%d", i), Key: fmt.Sprintf("key%d", i), Held: i == 0, Partial: i == 5,
			Ambiguous: i == 2, Retracted: i == 3, Confidence: 1 / float64(i+3), Journal: graph.None,
			CSL: corpus.Work{Title: s, Issued: &corpus.Date{Parts: [][]int{{1962 + 10*i}}}, Author: []corpus.Name{{Family: "O'Callaghan\x01 \"Q\"", Given: "<i>"}, {Literal: "Group; of | many"}}}})
	}
	f.works[0].CSL.DOI = "10.1002/(SICI)1097-0258(19980815)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
	f.works[1].CSL.DOI = "10.1/a b\"c<d>é\u202e"
	f.works[2].CSL.Issued = nil
	f.works[2].CSL.Author = nil
	f.works[4].CSL.URL = "javascript:alert(1)"
	f.works[5].CSL.Issued = nil
	f.works[5].CSL.Author = nil
	cite := func(a, b uint32, text string) {
		f.citations = append(f.citations, &graph.Citation{Citing: a, Cited: b, Confidence: .5, Evidence: []graph.Evidence{
			{Path: "a \"b\"\n.txt", Span: corpus.Span{Start: 1042, End: 1090}, Text: text, Callout: 0, P: .5},
			{Path: "a \"b\"\n.txt", RefSpan: corpus.Span{Start: 5000, End: 5010}, Text: text, Callout: 1, P: .4}}})
		f.contexts = append(f.contexts, &graph.Context{Citing: a, Cited: []uint32{b}, Text: text, Path: "a.txt", Paragraph: 1})
	}
	cite(0, 1, "measured once [23, 30]; \"quoted\" & <b>\x00")
	cite(0, 2, "-0.04 was found\r\n")
	cite(0, 3, "")
	cite(3, 1, "@cmd")
	cite(3, 2, "+1")
	cite(0, 5, "x")
	f.authors = []*graph.Author{{N: 0, ID: "a0", Name: corpus.Name{Family: "O'Callaghan\x01 \"Q\"", Given: "<i>"}, Works: []uint32{0, 1, 3}}, {N: 1, ID: "a1", Name: corpus.Name{Literal: "Group; of | many"}, Works: []uint32{0, 2}}}
	f.journals = []*graph.Journal{{N: 0, ID: "j0", Title: "J <Ment> & \"Health\"", Works: []uint32{0, 3}}, {N: 1, ID: "j1", Title: "=J", Works: []uint32{1, 2}}}
	return f.finish()
}
