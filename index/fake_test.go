package index

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"citegraph/corpus"
	"citegraph/graph"
)

// fake is a graph in memory.
type fake struct {
	works    []*graph.Work
	authors  []*graph.Author
	journals []*graph.Journal
	contexts []*graph.Context
	out, in  [][]uint32
	names    map[string]uint32
	gen      graph.Generation
}

var errNone = errors.New("not found")

// newFake numbers the works in the order given and derives everything else.
// cites are pairs of citing and cited.
func newFake(works []*graph.Work, cites [][2]uint32, contexts []*graph.Context) *fake {
	f := &fake{works: works, contexts: contexts, out: make([][]uint32, len(works)), in: make([][]uint32, len(works)), names: map[string]uint32{}}
	f.gen[0] = 1
	authors, journals := map[string]uint32{}, map[string]uint32{}
	for i, w := range works {
		w.N = uint32(i)
		if w.ID == "" {
			w.ID = fmt.Sprintf("w%04d", i)
		}
		f.names[w.ID], f.names[w.Key] = w.N, w.N
		for _, a := range append(w.Aliases, "doi:"+w.CSL.DOI, "pmid:"+w.CSL.PMID) {
			f.names[a] = w.N
		}
		for _, n := range w.CSL.Author {
			key := nameText(n)
			if _, ok := authors[key]; !ok {
				authors[key] = uint32(len(f.authors))
				f.authors = append(f.authors, &graph.Author{N: uint32(len(f.authors)), ID: fmt.Sprintf("a%04d", len(f.authors)), Name: n})
			}
			a := f.authors[authors[key]]
			w.Authors = append(w.Authors, a.N)
			a.Works = append(a.Works, w.N)
		}
		w.Journal = graph.None
		if t := w.CSL.ContainerTitle; t != "" {
			if _, ok := journals[t]; !ok {
				journals[t] = uint32(len(f.journals))
				f.journals = append(f.journals, &graph.Journal{N: uint32(len(f.journals)), ID: fmt.Sprintf("j%04d", len(f.journals)), Title: t})
			}
			w.Journal = journals[t]
			j := f.journals[w.Journal]
			j.Works = append(j.Works, w.N)
		}
	}
	for _, c := range cites {
		f.out[c[0]] = append(f.out[c[0]], c[1])
		f.in[c[1]] = append(f.in[c[1]], c[0])
	}
	for i, w := range works {
		slices.Sort(f.out[i])
		slices.Sort(f.in[i])
		f.out[i], f.in[i] = slices.Compact(f.out[i]), slices.Compact(f.in[i])
		w.References, w.CitedBy = len(f.out[i]), len(f.in[i])
		for _, a := range w.Authors {
			f.authors[a].CitedBy += w.CitedBy
		}
		if w.Journal != graph.None {
			f.journals[w.Journal].CitedBy += w.CitedBy
		}
	}
	slices.SortStableFunc(f.contexts, func(a, b *graph.Context) int { return int(a.Citing) - int(b.Citing) })
	return f
}

func (f *fake) Generation() graph.Generation { return f.gen }
func (f *fake) Counts() graph.Counts {
	return graph.Counts{Works: len(f.works), Authors: len(f.authors), Journals: len(f.journals), Contexts: len(f.contexts)}
}

func each[T any](s []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, x := range s {
			if !yield(x, nil) {
				return
			}
		}
	}
}

func at[T any](s []T, n uint32) (T, error) {
	if int(n) >= len(s) {
		var zero T
		return zero, errNone
	}
	return s[n], nil
}

func (f *fake) Works() iter.Seq2[*graph.Work, error]       { return each(f.works) }
func (f *fake) Authors() iter.Seq2[*graph.Author, error]   { return each(f.authors) }
func (f *fake) Journals() iter.Seq2[*graph.Journal, error] { return each(f.journals) }
func (f *fake) Contexts() iter.Seq2[*graph.Context, error] { return each(f.contexts) }
func (f *fake) Work(n uint32) (*graph.Work, error)         { return at(f.works, n) }
func (f *fake) Author(n uint32) (*graph.Author, error)     { return at(f.authors, n) }
func (f *fake) Journal(n uint32) (*graph.Journal, error)   { return at(f.journals, n) }

func (f *fake) Lookup(name string) (uint32, error) {
	if n, ok := f.names[name]; ok && name != "" && !strings.HasSuffix(name, ":") {
		return n, nil
	}
	return 0, errNone
}

func (f *fake) LookupAuthor(name string) (uint32, error) {
	for _, a := range f.authors {
		if a.ID == name {
			return a.N, nil
		}
	}
	return 0, errNone
}

func (f *fake) LookupJournal(name string) (uint32, error) {
	for _, j := range f.journals {
		if j.ID == name || strings.EqualFold(j.Title, name) || slices.Contains(j.ISSN, name) {
			return j.N, nil
		}
	}
	return 0, errNone
}

func (f *fake) CSR() (out, in *graph.Adjacency, err error) {
	csr := func(l [][]uint32) *graph.Adjacency {
		a := &graph.Adjacency{Offsets: []uint64{0}}
		for _, v := range l {
			a.Targets = append(a.Targets, v...)
			a.Offsets = append(a.Offsets, uint64(len(a.Targets)))
		}
		return a
	}
	return csr(f.out), csr(f.in), nil
}

func csl(year int, title, journal string, authors ...string) corpus.Work {
	w := corpus.Work{Title: title, ContainerTitle: journal, Issued: &corpus.Date{Parts: [][]int{{year}}}}
	for _, a := range authors {
		family, given, _ := strings.Cut(a, ", ")
		w.Author = append(w.Author, corpus.Name{Family: family, Given: given})
	}
	return w
}
