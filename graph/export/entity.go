package export

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"citegraph/graph"
	"citegraph/graph/measure"
)

// entities are the authors or the journals of the chosen works.
type entities struct {
	works *measure.CSR // entity to works
	of    *measure.CSR // work to entities
	cited []int        // by entity
}

// accumulator counts rows of a projection over works.
type accumulator struct {
	count   []uint32
	touched []uint32
}

func (a *accumulator) add(n uint32) {
	if a.count[n] == 0 {
		a.touched = append(a.touched, n)
	}
	a.count[n]++
}

func (a *accumulator) row() []near {
	slices.Sort(a.touched)
	row := make([]near, len(a.touched))
	for i, n := range a.touched {
		row[i] = near{n, float64(a.count[n]), int(a.count[n])}
		a.count[n] = 0
	}
	a.touched = a.touched[:0]
	return row
}

// project is the graph of entities: of those that cite each other where citing
// is set, else of those that share works.
func (b *builder) project(e *entities, citing bool) *projection {
	acc := &accumulator{count: make([]uint32, e.works.Len())}
	return &projection{n: e.works.Len(), directed: citing, row: func(i uint32) []near {
		for _, w := range e.works.Of(i) {
			if !citing {
				for _, j := range e.of.Of(w) {
					acc.add(j)
				}
				continue
			}
			for _, t := range b.out.Of(w) {
				for _, j := range e.of.Of(t) {
					acc.add(j)
				}
			}
		}
		return acc.row()
	}}
}

// entityView makes a view of authors or journals. node reads entity i.
func (b *builder) entityView(v *View, e *entities, all func() iter.Seq2[*Node, error]) (*View, error) {
	allowed := b.topEntities(e)
	p := b.project(e, v.Directed)
	s, err := b.shape(p, allowed)
	if err != nil {
		return nil, err
	}
	var ids, names []string
	var sizes []float64
	nodes := func() iter.Seq2[*Node, error] {
		return func(yield func(*Node, error) bool) {
			i := 0
			for n, err := range all() {
				if err != nil {
					yield(nil, err)
					return
				}
				if i == len(s.nodes) {
					return
				}
				if n.N != int(s.nodes[i]) {
					continue
				}
				n.N = i
				i++
				if !yield(n, nil) {
					return
				}
			}
		}
	}
	for n, err := range nodes() {
		if err != nil {
			return nil, err
		}
		ids, names, sizes = append(ids, n.ID), append(names, n.Label), append(sizes, n.Size)
	}
	if len(ids) != len(s.nodes) {
		return nil, fmt.Errorf("%d %s were chosen and %d found", len(s.nodes), v.Name, len(ids))
	}
	v.NodeCount, v.EdgeCount = len(s.nodes), s.edges
	d, err := b.deriveFrom(v, s.graph, nil, sizes, nil)
	if err != nil {
		return nil, err
	}
	for i := range v.Clusters { // named by their most cited members
		v.Clusters[i].Label = leader(d.cluster, uint32(i), sizes, names)
	}
	v.Nodes = func() iter.Seq2[*Node, error] {
		return func(yield func(*Node, error) bool) {
			for n, err := range nodes() {
				if err == nil {
					d.place(n)
				}
				if !yield(n, err) {
					return
				}
			}
		}
	}
	v.Edges = b.edgesOf(p, s, allowed, ids, nil)
	return v, nil
}

// leader is the name of the largest member of a cluster, the first of equals.
func leader(of []uint32, cluster uint32, sizes []float64, names []string) string {
	best := -1
	for i, c := range of {
		if c == cluster && (best < 0 || sizes[i] > sizes[best]) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return names[best]
}

// topEntities allows the Top most cited entities, or all.
func (b *builder) topEntities(e *entities) func(uint32) bool {
	n := e.works.Len()
	if b.opt.Top <= 0 || n <= b.opt.Top {
		return func(uint32) bool { return true }
	}
	order := make([]uint32, n)
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int { return cmp.Or(e.cited[y]-e.cited[x], cmp.Compare(x, y)) })
	in := make([]bool, n)
	for _, x := range order[:b.opt.Top] {
		in[x] = true
	}
	return func(x uint32) bool { return in[x] }
}

// gather builds the entities from pairs of entity and work.
func (b *builder) gather(n int, cited []int, pairs iter.Seq2[uint32, uint32]) *entities {
	size := max(n, b.out.Len())
	works := measure.New(size, pairs)
	of := works.Transpose()
	works.Offsets = works.Offsets[:n+1]
	of.Offsets = of.Offsets[:b.out.Len()+1]
	return &entities{works: works, of: of, cited: cited}
}

// authors is the view of who cites whom, or of who writes with whom.
func (b *builder) authors() (*View, error) {
	v := &View{Name: b.opt.View, Relation: "cites", Directed: true, Title: "Citations between authors"}
	if v.Name == CoAuthors {
		v.Relation, v.Directed, v.Title = "coauthored", false, "Authors who wrote together"
	}
	var pairs [][2]uint32
	var cited []int
	size := make([]uint32, b.out.Len()) // authors by work
	for a, err := range b.src.Authors() {
		if err != nil {
			return nil, err
		}
		cited = append(cited, a.CitedBy)
		for _, w := range a.Works {
			if int(w) < len(b.keep) && b.keep[w] {
				pairs = append(pairs, [2]uint32{a.N, w})
				size[w]++
			}
		}
	}
	crowded := 0
	for _, n := range size {
		if n > AuthorCap {
			crowded++
		}
	}
	if crowded > 0 {
		v.Notes = append(v.Notes, fmt.Sprintf("%d works with more than %d authors were left out.", crowded, AuthorCap))
	}
	e := b.gather(len(cited), cited, func(yield func(uint32, uint32) bool) {
		for _, p := range pairs {
			if size[p[1]] <= AuthorCap && !yield(p[0], p[1]) {
				return
			}
		}
	})
	return b.entityView(v, e, func() iter.Seq2[*Node, error] {
		return func(yield func(*Node, error) bool) {
			for a, err := range b.src.Authors() {
				if err != nil {
					yield(nil, err)
					return
				}
				if !yield(authorNode(a), nil) {
					return
				}
			}
		}
	})
}

func authorNode(a *graph.Author) *Node {
	name := line(personName(a.Name))
	n := &Node{N: int(a.N), ID: a.ID, Type: "author", Label: name, Title: name, Cited: a.CitedBy, References: len(a.Works), Size: size(a.CitedBy)}
	if a.ORCID != "" {
		n.URL = "https://orcid.org/" + strings.TrimPrefix(a.ORCID, "https://orcid.org/")
	}
	return n
}

// journals is the view of which journal cites which.
func (b *builder) journals() (*View, error) {
	v := &View{Name: Journals, Relation: "cites", Directed: true, Title: "Citations between journals",
		Notes: []string{"Citations within a journal are left out."}}
	var pairs [][2]uint32
	var cited []int
	for j, err := range b.src.Journals() {
		if err != nil {
			return nil, err
		}
		cited = append(cited, j.CitedBy)
		for _, w := range j.Works {
			if int(w) < len(b.keep) && b.keep[w] {
				pairs = append(pairs, [2]uint32{j.N, w})
			}
		}
	}
	e := b.gather(len(cited), cited, func(yield func(uint32, uint32) bool) {
		for _, p := range pairs {
			if !yield(p[0], p[1]) {
				return
			}
		}
	})
	return b.entityView(v, e, func() iter.Seq2[*Node, error] {
		return func(yield func(*Node, error) bool) {
			for j, err := range b.src.Journals() {
				if err != nil {
					yield(nil, err)
					return
				}
				n := &Node{N: int(j.N), ID: j.ID, Type: "journal", Label: line(j.Title), Title: line(j.Title), Cited: j.CitedBy, References: len(j.Works), Size: size(j.CitedBy)}
				if j.Abbrev != "" {
					n.Label = line(j.Abbrev)
				}
				if !yield(n, nil) {
					return
				}
			}
		}
	})
}
