package measure

import (
	"math"
	"slices"
	"testing"
)

// dag is a random graph in which every node cites lower ones only.
func dag(n, m int, seed uint64) *CSR {
	g := random(n, m, seed)
	return New(n, func(yield func(uint32, uint32) bool) {
		for a, b := range g.All() {
			if a != b && !yield(max(a, b), min(a, b)) {
				return
			}
		}
	})
}

// Search path counts are a flow: what comes into a node leaves it, and all
// that begins at the sources ends at the sinks.
func TestSPCIsConserved(t *testing.T) {
	for seed := range uint64(4) {
		g := dag(60, 200, seed)
		f := SPC(g)
		into, from := make([]float64, g.Len()), make([]float64, g.Len())
		for _, e := range f.Traversals() {
			if e.SPC < 1 {
				t.Fatalf("a citation that no path uses: %+v", e)
			}
			from[e.Citing] += e.SPC
			into[e.Cited] += e.SPC
		}
		begun, ended := 0.0, 0.0
		for i := range into {
			switch {
			case into[i] == 0:
				begun += from[i]
			case from[i] == 0:
				ended += into[i]
			case math.Abs(into[i]-from[i]) > 1e-9*into[i]:
				t.Errorf("node %d takes %v and gives %v", i, into[i], from[i])
			}
		}
		if math.Abs(begun-ended) > 1e-9*begun {
			t.Errorf("%v begin, %v end", begun, ended)
		}
	}
}

// The main path is connected, runs from a source to a sink, and is no worse
// than the path that takes the strongest citation at each step; key routes grow
// with their number until they are all.
func TestMainPathProperties(t *testing.T) {
	for seed := range uint64(4) {
		g := dag(60, 200, seed)
		in := g.Transpose()
		f := SPC(g)
		path := f.MainPath()
		if len(path) == 0 || in.Degree(path[0].Citing) != 0 || g.Degree(path[len(path)-1].Cited) != 0 {
			t.Fatalf("main path %v", path)
		}
		sum := 0.0
		for i, e := range path {
			if i > 0 && path[i-1].Cited != e.Citing {
				t.Fatalf("main path breaks at %v", e)
			}
			sum += e.SPC
		}
		spc := map[[2]uint32]float64{}
		for _, e := range f.Traversals() {
			spc[[2]uint32{e.Citing, e.Cited}] = e.SPC
		}
		for s := range uint32(g.Len()) {
			greedy := 0.0
			for v := s; g.Degree(v) > 0 && in.Degree(s) == 0; {
				best := slices.MaxFunc(g.Of(v), func(a, b uint32) int {
					return int(spc[[2]uint32{v, a}] - spc[[2]uint32{v, b}])
				})
				greedy += spc[[2]uint32{v, best}]
				v = best
			}
			if greedy > sum+1e-9 {
				t.Errorf("a path from %d sums to %v, the main path to %v", s, greedy, sum)
			}
		}
		last := map[Traversal]bool{}
		for k := range len(spc) + 1 {
			now := map[Traversal]bool{}
			for _, e := range f.KeyRoutes(k) {
				now[e] = true
			}
			for e := range last {
				if !now[e] {
					t.Fatalf("%d key routes lose %v", k, e)
				}
			}
			last = now
		}
		if len(last) != len(spc) {
			t.Errorf("all key routes have %d of %d citations", len(last), len(spc))
		}
	}
}

// Components part the nodes; no edge leads out of one, and a path leads
// between any two of one. Paths are as long as distances.
func TestComponentsAndPathsAgree(t *testing.T) {
	for seed := range uint64(4) {
		g := random(80, 70, seed).Undirected(nil)
		of, sizes := Components(g)
		sum := 0
		for i, n := range sizes {
			sum += n
			if i > 0 && sizes[i-1] < n {
				t.Error("sizes are not in order")
			}
		}
		if sum != g.Len() {
			t.Errorf("sizes sum to %d of %d", sum, g.Len())
		}
		for a := range uint32(g.Len()) {
			d := Distances(g, a)
			for b := range uint32(g.Len()) {
				p := Path(g, a, b)
				if (of[a] == of[b]) != (p != nil) || p != nil && len(p) != int(d[b])+1 {
					t.Fatalf("%d and %d: parts %d and %d, path %v, distance %d", a, b, of[a], of[b], p, d[b])
				}
				for i := 1; i < len(p); i++ {
					if !g.Has(p[i-1], p[i]) {
						t.Fatalf("path %v takes a step that is none", p)
					}
				}
			}
		}
		for a, b := range g.All() {
			if of[a] != of[b] {
				t.Fatalf("an edge leads from part %d to %d", of[a], of[b])
			}
		}
	}
}

// Both association strengths are symmetric; VOSviewer's is the ratio of what is
// shared to what chance would give, so that it averages to one over what chance
// gives; bibliometrix's is at most one over the larger set.
func TestAssociationStrengths(t *testing.T) {
	out := random(120, 900, 3)
	in := out.Transpose()
	s := NewCoCitation(out, in)
	strength, m := make([]float64, out.Len()), 0.0
	var rows [][]Pair
	for a := range uint32(out.Len()) {
		rows = append(rows, s.Row(a))
		for _, p := range rows[a] {
			strength[a] += float64(p.Shared)
			m += float64(p.Shared) / 2
		}
	}
	mean := 0.0
	for a, row := range rows {
		for _, p := range row {
			c, x, y := float64(p.Shared), float64(in.Degree(uint32(a))), float64(in.Degree(p.Node))
			v, b := AssociationVOS(c, strength[a], strength[p.Node], m), AssociationBibliometrix(c, x, y)
			if v != AssociationVOS(c, strength[p.Node], strength[a], m) || b != AssociationBibliometrix(c, y, x) {
				t.Fatal("not symmetric")
			}
			if b <= 0 || b > 1/max(x, y)+1e-12 || v <= 0 {
				t.Fatalf("%v and %v of %v shared, %v and %v", v, b, c, x, y)
			}
			mean += v * strength[a] * strength[p.Node] / (2 * m) / (2 * m)
		}
	}
	near(t, "mean association", mean, 1)
}
