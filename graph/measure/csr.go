package measure

import (
	"fmt"
	"iter"
	"slices"
)

// CSR is a directed graph in compressed sparse rows: the targets of node n are
// Targets[Offsets[n]:Offsets[n+1]], sorted, without duplicates. Eight bytes a
// node and four an edge.
type CSR struct {
	Offsets []uint64
	Targets []uint32
}

// New builds a CSR of n nodes from edges in any order; duplicates count once,
// edges that lead out of the graph are left out.
func New(n int, edges iter.Seq2[uint32, uint32]) *CSR {
	g := &CSR{Offsets: make([]uint64, n+1)}
	for s, t := range edges {
		if int(s) < n && int(t) < n {
			g.Offsets[s+1]++
		}
	}
	for i := range n {
		g.Offsets[i+1] += g.Offsets[i]
	}
	g.Targets = make([]uint32, g.Offsets[n])
	next := slices.Clone(g.Offsets[:n])
	for s, t := range edges {
		if int(s) < n && int(t) < n {
			g.Targets[next[s]] = t
			next[s]++
		}
	}
	return g.compact()
}

// compact sorts each row and drops duplicates, in place.
func (g *CSR) compact() *CSR {
	var at uint64
	start := uint64(0)
	for i := range g.Len() {
		row := g.Targets[start:g.Offsets[i+1]]
		start = g.Offsets[i+1]
		slices.Sort(row)
		row = slices.Compact(row)
		g.Offsets[i] = at
		at += uint64(copy(g.Targets[at:], row))
	}
	if len(g.Offsets) > 0 {
		g.Offsets[g.Len()] = at
	}
	g.Targets = g.Targets[:at]
	return g
}

// Len is the number of nodes.
func (g *CSR) Len() int { return max(0, len(g.Offsets)-1) }

// Edges is the number of edges.
func (g *CSR) Edges() int { return len(g.Targets) }

// Of are the targets of n, a part of g.
func (g *CSR) Of(n uint32) []uint32 { return g.Targets[g.Offsets[n]:g.Offsets[n+1]] }

// Degree is the number of targets of n.
func (g *CSR) Degree(n uint32) int { return int(g.Offsets[n+1] - g.Offsets[n]) }

// Has reports whether n leads to t.
func (g *CSR) Has(n, t uint32) bool {
	_, ok := slices.BinarySearch(g.Of(n), t)
	return ok
}

// All yields all edges by source, then target.
func (g *CSR) All() iter.Seq2[uint32, uint32] {
	return func(yield func(uint32, uint32) bool) {
		for n := range uint32(g.Len()) {
			for _, t := range g.Of(n) {
				if !yield(n, t) {
					return
				}
			}
		}
	}
}

// Transpose is g with all edges turned round.
func (g *CSR) Transpose() *CSR {
	n := g.Len()
	r := &CSR{Offsets: make([]uint64, n+1), Targets: make([]uint32, len(g.Targets))}
	for _, t := range g.Targets {
		r.Offsets[t+1]++
	}
	for i := range n {
		r.Offsets[i+1] += r.Offsets[i]
	}
	next := slices.Clone(r.Offsets[:n])
	for s := range uint32(n) {
		for _, t := range g.Of(s) {
			r.Targets[next[t]] = s
			next[t]++
		}
	}
	return r
}

// Undirected is the graph of g's edges in both directions, without loops. in is
// g's transpose, or nil to have it computed.
func (g *CSR) Undirected(in *CSR) *CSR {
	if in == nil {
		in = g.Transpose()
	}
	n := g.Len()
	u := &CSR{Offsets: make([]uint64, n+1), Targets: make([]uint32, 0, 2*len(g.Targets))}
	for i := range uint32(n) {
		a, b := g.Of(i), in.Of(i)
		for len(a) > 0 || len(b) > 0 {
			var t uint32
			switch {
			case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
				t, a = a[0], a[1:]
			case len(a) == 0 || b[0] < a[0]:
				t, b = b[0], b[1:]
			default:
				t, a, b = a[0], a[1:], b[1:]
			}
			if t != i {
				u.Targets = append(u.Targets, t)
			}
		}
		u.Offsets[i+1] = uint64(len(u.Targets))
	}
	return u
}

// Induced is the part of g between the nodes that are given, renumbered by
// their place in nodes, which must be sorted and without duplicates.
func (g *CSR) Induced(nodes []uint32) *CSR {
	place := make(map[uint32]uint32, len(nodes))
	for i, n := range nodes {
		place[n] = uint32(i)
	}
	s := &CSR{Offsets: make([]uint64, len(nodes)+1)}
	for i, n := range nodes {
		if int(n) < g.Len() {
			for _, t := range g.Of(n) {
				if p, ok := place[t]; ok {
					s.Targets = append(s.Targets, p)
				}
			}
		}
		s.Offsets[i+1] = uint64(len(s.Targets))
	}
	return s
}

// Check reports how g breaks the rules of a CSR, for graphs that came from
// outside.
func (g *CSR) Check() error {
	if len(g.Offsets) == 0 {
		if len(g.Targets) > 0 {
			return fmt.Errorf("csr: %d targets without offsets", len(g.Targets))
		}
		return nil
	}
	if g.Offsets[0] != 0 || g.Offsets[len(g.Offsets)-1] != uint64(len(g.Targets)) {
		return fmt.Errorf("csr: offsets run from %d to %d over %d targets", g.Offsets[0], g.Offsets[len(g.Offsets)-1], len(g.Targets))
	}
	for i := range g.Len() {
		if g.Offsets[i] > g.Offsets[i+1] || g.Offsets[i+1] > uint64(len(g.Targets)) {
			return fmt.Errorf("csr: offset %d is out of order", i+1)
		}
		row := g.Of(uint32(i))
		for j, t := range row {
			if int(t) >= g.Len() {
				return fmt.Errorf("csr: node %d leads to %d of %d", i, t, g.Len())
			}
			if j > 0 && row[j-1] >= t {
				return fmt.Errorf("csr: row %d is not sorted", i)
			}
		}
	}
	return nil
}

// Weighted is a CSR with a weight for each target.
type Weighted struct {
	CSR
	Weights []float64
}

// Link is a weighted edge.
type Link struct {
	Source, Target uint32
	Weight         float64
}

// NewWeighted builds a weighted graph of n nodes; the weights of equal edges
// are added in the order given.
func NewWeighted(n int, links []Link) *Weighted {
	links = slices.DeleteFunc(slices.Clone(links), func(l Link) bool { return int(l.Source) >= n || int(l.Target) >= n })
	slices.SortStableFunc(links, func(a, b Link) int {
		if a.Source != b.Source {
			return compare(a.Source, b.Source)
		}
		return compare(a.Target, b.Target)
	})
	g := &Weighted{CSR: CSR{Offsets: make([]uint64, n+1)}}
	for i, l := range links {
		if i > 0 && links[i-1].Source == l.Source && links[i-1].Target == l.Target {
			g.Weights[len(g.Weights)-1] += l.Weight
			continue
		}
		g.Targets = append(g.Targets, l.Target)
		g.Weights = append(g.Weights, l.Weight)
		g.Offsets[l.Source+1]++
	}
	for i := range n {
		g.Offsets[i+1] += g.Offsets[i]
	}
	return g
}

// Unit is g with every weight 1.
func Unit(g *CSR) *Weighted {
	w := &Weighted{CSR: *g, Weights: make([]float64, len(g.Targets))}
	for i := range w.Weights {
		w.Weights[i] = 1
	}
	return w
}

// Row are the targets of n and their weights, parts of g.
func (g *Weighted) Row(n uint32) ([]uint32, []float64) {
	a, b := g.Offsets[n], g.Offsets[n+1]
	return g.Targets[a:b], g.Weights[a:b]
}

func compare(a, b uint32) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
