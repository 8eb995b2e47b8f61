package crf

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestJoint: what the joined steps sum up is what plain loops do, for numbers
// of labels that fill a stride and that do not, and for steps that share a
// place.
func TestJoint(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, l := range []int{1, 3, 4, 7, 26, 64} {
		m := &Model{Labels: make([]string, l), Classes: []int{40, 30}}
		for _, c := range m.Classes {
			x := make([]float32, c*l*l)
			for i := range x {
				x[i] = exp32(float32(r.NormFloat64()))
			}
			m.exped = append(m.exped, x)
		}
		w := &Lattice{l: l, joints: new(joints)}
		for range 400 {
			s := &Seq{Edges: []uint16{0, 0, uint16(r.IntN(40)), uint16(r.IntN(30))}}
			ea, eb := m.edge(m.exped, s, 1, 2)
			from, to := make([]float32, stride(l)), make([]float32, stride(l))
			for y := range l {
				from[y] = r.Float32()
			}
			j := m.joint(s, w, 1)
			j.into(from[:l], to)
			back := make([]float32, l)
			j.outof(from, back)
			for y := range l {
				var in, out float32
				for y0 := range l {
					if y0 != y {
						in += from[y0] * ea[y0*l+y] * eb[y0*l+y]
						out += ea[y*l+y0] * eb[y*l+y0] * from[y0]
					}
				}
				if math.Abs(float64(in-to[y])) > 1e-4*float64(in) || math.Abs(float64(out-back[y])) > 1e-4*float64(out) {
					t.Fatalf("%d labels: into %d %v, want %v; out of it %v, want %v", l, y, to[y], in, back[y], out)
				}
				if want := ea[y*l+y] * eb[y*l+y]; j.stay[y] != want {
					t.Fatalf("%d labels: staying in %d %v, want %v", l, y, j.stay[y], want)
				}
			}
		}
	}
}
