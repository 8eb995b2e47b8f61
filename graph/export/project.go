package export

import (
	"fmt"
	"iter"
	"slices"

	"citegraph/graph"
	"citegraph/graph/measure"
)

// near is another node in a row of a projection.
type near struct {
	node     uint32
	weight   float64
	evidence int // works that say so
}

// projection is a graph whose rows are computed when they are asked for, so
// that only one row is in memory.
type projection struct {
	n        int
	directed bool
	row      func(i uint32) []near // by node
}

// shape is what a first walk over a projection found: which nodes have edges,
// how many there are, and their strengths.
type shape struct {
	nodes    []uint32  // that have an edge, sorted
	place    []uint32  // node to its place in nodes, or none
	strength []float64 // by place: total weight of its edges
	total    float64   // weight of all edges
	edges    int
	graph    *measure.Weighted // both directions, by place; nil where there are too many edges
}

// walk yields the edges of p between nodes that are allowed, of at least
// MinWeight; of an undirected projection each once, from the lower number.
func (b *builder) walk(p *projection, allowed func(uint32) bool) iter.Seq2[uint32, near] {
	return func(yield func(uint32, near) bool) {
		for i := range uint32(p.n) {
			if !allowed(i) {
				continue
			}
			if i%64 == 0 && b.ctx.Err() != nil {
				return
			}
			for _, o := range p.row(i) {
				if o.node == i || !p.directed && o.node < i || o.weight < b.opt.MinWeight || !allowed(o.node) {
					continue
				}
				if !yield(i, o) {
					return
				}
			}
		}
	}
}

func (b *builder) shape(p *projection, allowed func(uint32) bool) (*shape, error) {
	s := &shape{place: make([]uint32, p.n)}
	strength, used := make([]float64, p.n), make([]bool, p.n)
	var links []measure.Link
	for i, o := range b.walk(p, allowed) {
		used[i], used[o.node] = true, true
		strength[i] += o.weight
		strength[o.node] += o.weight
		s.total += o.weight
		if s.edges++; s.edges <= CommunityLimit {
			links = append(links, measure.Link{Source: i, Target: o.node, Weight: o.weight})
		} else {
			links = nil
		}
	}
	if err := b.ctx.Err(); err != nil {
		return nil, err
	}
	for i, u := range used {
		s.place[i] = none
		if u {
			s.place[i] = uint32(len(s.nodes))
			s.nodes = append(s.nodes, uint32(i))
			s.strength = append(s.strength, strength[i])
		}
	}
	if s.edges <= CommunityLimit {
		both := make([]measure.Link, 0, 2*len(links))
		for _, l := range links {
			a, z := s.place[l.Source], s.place[l.Target]
			both = append(both, measure.Link{Source: a, Target: z, Weight: l.Weight}, measure.Link{Source: z, Target: a, Weight: l.Weight})
		}
		s.graph = measure.NewWeighted(len(s.nodes), both)
	}
	return s, nil
}

// edgesOf yields the edges of a projection as a view's; sets are what its nodes
// share members of, or nil.
func (b *builder) edgesOf(p *projection, s *shape, allowed func(uint32) bool, ids []string, sets *measure.CSR) func() iter.Seq2[*Edge, error] {
	return func() iter.Seq2[*Edge, error] {
		return func(yield func(*Edge, error) bool) {
			var e Edge
			for i, o := range b.walk(p, allowed) {
				a, z := s.place[i], s.place[o.node]
				e = Edge{Source: int(a), Target: int(z), SourceID: ids[a], TargetID: ids[z], Weight: o.weight, Evidence: o.evidence}
				if sets != nil {
					c, x, y := float64(o.evidence), float64(sets.Degree(i)), float64(sets.Degree(o.node))
					e.Salton, e.Jaccard = measure.Salton(c, x, y), measure.Jaccard(c, x, y)
					e.PerOccurrence = measure.AssociationBibliometrix(c, x, y)
					e.Association = measure.AssociationVOS(o.weight, s.strength[a], s.strength[z], s.total)
				}
				if !yield(&e, nil) {
					return
				}
			}
			if err := b.ctx.Err(); err != nil {
				yield(nil, err)
			}
		}
	}
}

// pairs is the view of co-citation or of coupling.
func (b *builder) pairs() (*View, error) {
	b.top()
	v := &View{Name: b.opt.View}
	allowed := func(w uint32) bool { return b.keep[w] }
	sets := b.in
	shared := measure.NewCoCitation(b.out, b.in)
	if v.Name == Coupling {
		v.Relation, v.Title = "coupled", "Works coupled by the references they share"
		shared, sets = measure.NewCoupling(b.out, b.in), b.out
	} else {
		v.Relation, v.Title = "cocited", "Works that are cited together"
	}
	shared.Cap(ReferenceCap)
	p := &projection{n: b.out.Len(), row: func(i uint32) []near {
		row := shared.Row(i)
		out := make([]near, len(row))
		for k, x := range row {
			out[k] = near{x.Node, float64(x.Shared), x.Shared}
		}
		return out
	}}
	if b.opt.Proximity && v.Name == CoCitation {
		if err := b.proximity(p); err != nil {
			return nil, err
		}
		v.Notes = append(v.Notes, "Weight: proximity of the closest callouts, summed over citing works (same bracket 1, sentence 1/2, paragraph 1/4, section 1/8, document 1/16).")
	}
	s, err := b.shape(p, allowed)
	if err != nil {
		return nil, err
	}
	if n := shared.Skipped(); n > 0 {
		v.Notes = append(v.Notes, fmt.Sprintf("Works linked to more than %d others were no evidence for pairs.", ReferenceCap))
	}
	b.chosen = s.nodes
	b.mark()
	ids, err := b.ids()
	if err != nil {
		return nil, err
	}
	v.NodeCount, v.EdgeCount = len(s.nodes), s.edges
	d, err := b.derive(v, s.graph)
	if err != nil {
		return nil, err
	}
	v.Nodes = b.workNodes(v, d)
	v.Edges = b.edgesOf(p, s, allowed, ids, sets)
	return v, nil
}

// proximity makes the rows of p those of co-citation by proximity.
func (b *builder) proximity(p *projection) error {
	docs := map[uint32][]measure.Mention{}
	type doc struct {
		sections         map[string]uint32
		sentences, group uint32
		seen             map[uint32]bool
	}
	state := map[uint32]*doc{}
	for c, err := range b.src.Contexts() {
		if err != nil {
			return err
		}
		s := state[c.Citing]
		if s == nil {
			s = &doc{sections: map[string]uint32{}, seen: map[uint32]bool{}}
			state[c.Citing] = s
		}
		name := c.Path + "\x00" + c.Section
		section, ok := s.sections[name]
		if !ok {
			section = uint32(len(s.sections))
			s.sections[name] = section
		}
		docs[c.Citing] = append(docs[c.Citing], mentions(c, section, s.sentences, &s.group, s.seen)...)
		s.sentences++
	}
	for w := range uint32(b.out.Len()) {
		s := state[w]
		for _, t := range b.out.Of(w) {
			if s == nil || !s.seen[t] {
				docs[w] = append(docs[w], measure.Mention{Work: t, Section: measure.None, Paragraph: measure.None, Sentence: measure.None, Group: measure.None})
			}
		}
	}
	prox := measure.NewProximity(b.in, docs)
	prox.Cap(4 * ReferenceCap)
	p.row = func(i uint32) []near {
		row := prox.Row(i)
		out := make([]near, len(row))
		for k, x := range row {
			out[k] = near{x.Node, x.CPI, x.Docs}
		}
		return out
	}
	return nil
}

// mentions of the works that a sentence cites, group by group.
func mentions(c *graph.Context, section, sentence uint32, group *uint32, seen map[uint32]bool) []measure.Mention {
	var out []measure.Mention
	groups := c.Groups
	if len(groups) == 0 {
		groups = make([][]uint32, 0, len(c.Cited))
		for _, w := range c.Cited {
			groups = append(groups, []uint32{w})
		}
	}
	paragraph := uint32(c.Paragraph)
	if c.Paragraph <= 0 {
		paragraph = measure.None
	}
	for _, g := range groups {
		for _, w := range slices.Compact(slices.Sorted(slices.Values(g))) {
			seen[w] = true
			out = append(out, measure.Mention{Work: w, Section: section, Paragraph: paragraph, Sentence: sentence, Group: *group})
		}
		*group++
	}
	return out
}
