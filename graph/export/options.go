package export

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"citegraph/graph"
	"citegraph/graph/measure"
)

// Source is what a view is made from; *graph.Graph is one.
type Source interface {
	Works() iter.Seq2[*graph.Work, error] // by N
	Work(n uint32) (*graph.Work, error)
	CSR() (out, in *graph.Adjacency, err error)
	CitationsBetween(ctx context.Context, citing, cited []uint32) iter.Seq2[*graph.Citation, error] // by citing, then cited; nil: all
	Contexts() iter.Seq2[*graph.Context, error]                                                     // by citing, then place
	Authors() iter.Seq2[*graph.Author, error]                                                       // by N
	Journals() iter.Seq2[*graph.Journal, error]                                                     // by N
}

var _ Source = (*graph.Graph)(nil)

// Options choose what a view shows. The zero value is all works and their
// citations.
type Options struct {
	View string // one of [Views]; Works by default

	Works []uint32 // only these works, by graph.Work.N; nil for all, empty for none
	Ego   []uint32 // only what is at most Depth citations from these works
	Depth int      // 1 by default
	From  int      // first year, 0 for none; works without a year are left out where From or To is set
	To    int      // last year

	Top       int     // only so many nodes, 0 for all: the most cited and, of citations, what has most links with them
	MinWeight float64 // only edges of at least this weight

	Proximity bool // co-citation weighted by how close the two are cited (bracket 1, sentence 1/2, …)

	Layout      string  // "force", "year" or "none"; by default force up to LayoutLimit nodes
	Communities *bool   // nil: up to CommunityLimit edges
	Resolution  float64 // of communities, 1 by default
	Seed        uint64  // of layout and communities, 1 by default
}

// Limits of what is computed without being asked for, and of lists that say
// little and cost much.
const (
	LayoutLimit    = 10_000    // nodes
	CommunityLimit = 2_000_000 // edges
	ReferenceCap   = 5000      // references of a work above which it is no evidence for pairs
	AuthorCap      = 100       // authors of a work above which it is no evidence for pairs
)

// New makes a view of src. Works, authors and journals are named by their
// numbers in src, so the view is valid as long as src is.
func New(ctx context.Context, src Source, opt *Options) (*View, error) {
	b := &builder{ctx: ctx, src: src}
	if opt != nil {
		b.opt = *opt
	}
	if b.opt.View == "" {
		b.opt.View = Works
	}
	if b.opt.Depth <= 0 {
		b.opt.Depth = 1
	}
	out, in, err := src.CSR()
	if err != nil {
		return nil, fmt.Errorf("export: read citations: %w", err)
	}
	b.out, b.in = (*measure.CSR)(out), (*measure.CSR)(in)
	if err := b.choose(); err != nil {
		return nil, fmt.Errorf("export: choose works: %w", err)
	}
	var v *View
	switch b.opt.View {
	case Works:
		v, err = b.works()
	case CoCitation, Coupling:
		v, err = b.pairs()
	case Authors, CoAuthors:
		v, err = b.authors()
	case Journals:
		v, err = b.journals()
	case Keywords:
		v, err = b.keywords()
	case Documents:
		v, err = b.documents()
	default:
		return nil, fmt.Errorf("%w %q: there are %v", ErrView, b.opt.View, Views())
	}
	if err != nil {
		return nil, fmt.Errorf("export: view %s: %w", b.opt.View, err)
	}
	if v.works() && v.Name != Documents {
		for _, w := range b.opt.Ego {
			if n, ok := slices.BinarySearch(b.chosen, w); ok {
				v.Seeds = append(v.Seeds, n)
			}
		}
	}
	return v, nil
}
