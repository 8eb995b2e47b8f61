package crf

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestViterbi compares the score of the path with that of the best path by a
// plain search, over models of many labels and few or many steps.
func TestViterbi(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for _, l := range []int{1, 2, 5, 26} {
		for _, share := range []float64{0.05, 1} {
			m := &Model{Labels: make([]string, l), Classes: []int{3, 2}}
			for _, c := range m.Classes {
				e := make([]float32, c*l*l)
				for i := range e {
					if r.Float64() < share {
						e[i] = float32(r.IntN(200)-100) / 32
					}
				}
				m.edges = append(m.edges, e)
			}
			m.prepare()
			for range 30 {
				n := 1 + r.IntN(12)
				s, w := &Seq{}, &Lattice{}
				for range n {
					s.Ends = append(s.Ends, 0)
					s.Edges = append(s.Edges, uint16(r.IntN(3)), uint16(r.IntN(2)))
				}
				w.fit(n, l)
				for i := range w.node {
					w.node[i] = float32(r.NormFloat64())
				}
				m.viterbi(s, w)
				if got, want := m.pathScore(s, w), bestScore(m, s, w); math.Abs(got-want) > 1e-3 {
					t.Fatalf("%d labels, %d tokens: a path of %v, the best has %v", l, n, got, want)
				}
			}
		}
	}
}

func bestScore(m *Model, s *Seq, w *Lattice) float64 {
	l := w.l
	prev := make([]float64, l)
	for t := range w.n {
		cur := make([]float64, l)
		for y := range l {
			cur[y] = math.Inf(-1)
			start := float64(w.node[t*2*l+l+y])
			if t == 0 {
				cur[y] = start
			}
			for y0 := 0; t > 0 && y0 < l; y0++ {
				a, b := m.edge(m.edges, s, t, 2)
				v := prev[y0] + float64(a[y0*l+y]) + float64(b[y0*l+y])
				if y0 != y {
					v += start
				}
				cur[y] = max(cur[y], v)
			}
			cur[y] += float64(w.node[t*2*l+y])
		}
		prev = cur
	}
	best := math.Inf(-1)
	for _, v := range prev {
		best = max(best, v)
	}
	return best
}
