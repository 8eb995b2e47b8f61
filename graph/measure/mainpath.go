package measure

import (
	"cmp"
	"slices"
)

// Traversal is a citation with the number of paths from any source to any sink
// that run through it (search path count, Batagelj 2003).
type Traversal struct {
	Citing, Cited uint32
	SPC           float64
}

// Flow holds the search path counts of a citation graph. Cycles are condensed
// first: citations within a cycle have no count.
type Flow struct {
	part    []uint32 // of each node
	order   []uint32 // parts, the citing before the cited
	fwd     [][]hop  // by part, towards the cited
	bwd     [][]hop
	edges   []Traversal
	Cyclic  int // citations that were left out since they lie within a cycle
	numbers int
}

type hop struct {
	part uint32
	edge int
}

// SPC counts the search paths of all citations along out. Counts are floats:
// they grow without bound in large graphs, and only their order matters. More
// than one citation between the same two condensed parts count as parallel
// paths.
func SPC(out *CSR) *Flow {
	part, sizes := StrongComponents(out)
	f := &Flow{part: part, numbers: len(sizes), fwd: make([][]hop, len(sizes)), bwd: make([][]hop, len(sizes))}
	indegree := make([]int, len(sizes))
	for s, t := range out.All() {
		a, b := part[s], part[t]
		if a == b {
			f.Cyclic++
			continue
		}
		f.fwd[a] = append(f.fwd[a], hop{b, len(f.edges)})
		f.bwd[b] = append(f.bwd[b], hop{a, len(f.edges)})
		f.edges = append(f.edges, Traversal{Citing: s, Cited: t})
		indegree[b]++
	}
	for p := range sizes {
		if indegree[p] == 0 {
			f.order = append(f.order, uint32(p))
		}
	}
	for i := 0; i < len(f.order); i++ {
		for _, h := range f.fwd[f.order[i]] {
			if indegree[h.part]--; indegree[h.part] == 0 {
				f.order = append(f.order, h.part)
			}
		}
	}
	from, to := make([]float64, len(sizes)), make([]float64, len(sizes))
	for _, p := range f.order {
		if len(f.bwd[p]) == 0 {
			from[p] = 1
		}
		for _, h := range f.fwd[p] {
			from[h.part] += from[p]
		}
	}
	for i := len(f.order) - 1; i >= 0; i-- {
		p := f.order[i]
		if len(f.fwd[p]) == 0 {
			to[p] = 1
		}
		for _, h := range f.fwd[p] {
			to[p] += to[h.part]
		}
	}
	for i, e := range f.edges {
		f.edges[i].SPC = from[part[e.Citing]] * to[part[e.Cited]]
	}
	return f
}

// Traversals are all citations with their counts, by citing then cited.
func (f *Flow) Traversals() []Traversal { return slices.Clone(f.edges) }

// MainPath is the path from a source to a sink whose counts have the largest
// sum (the global main path), as citations from the newest work to the oldest.
// Of equal sums the one with lower numbers wins.
func (f *Flow) MainPath() []Traversal {
	best, next := make([]float64, f.numbers), make([]int, f.numbers)
	start := -1
	for i := len(f.order) - 1; i >= 0; i-- {
		p := f.order[i]
		next[p] = -1
		for _, h := range f.fwd[p] {
			if s := best[h.part] + f.edges[h.edge].SPC; next[p] < 0 || s > best[p] {
				best[p], next[p] = s, h.edge
			}
		}
		if len(f.bwd[p]) == 0 && next[p] >= 0 && (start < 0 || best[p] > best[start] || best[p] == best[start] && f.edges[next[p]].Citing < f.edges[next[start]].Citing) {
			start = int(p)
		}
	}
	var path []Traversal
	for p := start; p >= 0 && next[p] >= 0; {
		e := f.edges[next[p]]
		path = append(path, e)
		p = int(f.part[e.Cited])
	}
	return path
}

// KeyRoutes are the citations of the paths through the k citations with the
// highest counts, each followed both ways along the highest counts (Liu and
// Lu 2012, https://doi.org/10.1002/asi.21692), by citing then cited.
func (f *Flow) KeyRoutes(k int) []Traversal {
	top := make([]int, len(f.edges))
	for i := range top {
		top[i] = i
	}
	slices.SortStableFunc(top, func(a, b int) int { return cmp.Compare(f.edges[b].SPC, f.edges[a].SPC) })
	on := make([]bool, len(f.edges))
	follow := func(p uint32, hops [][]hop) {
		for len(hops[p]) > 0 {
			pick := hops[p][0]
			for _, h := range hops[p][1:] {
				if f.edges[h.edge].SPC > f.edges[pick.edge].SPC {
					pick = h
				}
			}
			on[pick.edge] = true
			p = pick.part
		}
	}
	for _, i := range top[:min(max(k, 0), len(top))] {
		on[i] = true
		follow(f.part[f.edges[i].Cited], f.fwd)
		follow(f.part[f.edges[i].Citing], f.bwd)
	}
	var out []Traversal
	for i, e := range f.edges {
		if on[i] {
			out = append(out, e)
		}
	}
	return out
}
