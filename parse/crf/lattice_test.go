package crf

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestExp32(t *testing.T) {
	for x := -39.9; x < 40; x += 0.0137 {
		got, want := float64(exp32(float32(x))), math.Exp(float64(float32(x)))
		if e := math.Abs(got-want) / want; e > 1e-5 {
			t.Fatalf("exp32(%v) = %v, want %v (relative error %v)", x, got, want, e)
		}
	}
	if exp32(-1000) != 0 || math.IsInf(float64(exp32(1000)), 0) {
		t.Error("exp32 does not saturate")
	}
}

// TestSides: labels that are summed up side by side come out as one by one,
// to the last bit.
func TestSides(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 6))
	some := func(n int) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = exp32(float32(3 * r.NormFloat64()))
		}
		return v
	}
	for _, l := range []int{1, 3, 4, 7, 26, 64} {
		from, on, expU, expS, ea, eb := some(l), some(l), some(l), some(l), some(l*l), some(l*l)
		from[r.IntN(l)], on[r.IntN(l)] = 0, 0
		into, out, want := make([]float32, l), make([]float32, l), make([]float32, l)
		arrive(from, ea, eb, into, expU, expS)
		for y := range l {
			var s, stay float32
			for y0, v := range from {
				x := v * ea[y0*l+y] * eb[y0*l+y]
				s += x
				if y0 == y {
					s -= x
					stay = x
				}
			}
			want[y] = (max(s, 0)*expS[y] + stay) * expU[y]
		}
		if !slices.Equal(into, want) {
			t.Errorf("%d labels: arriving %v, want %v", l, into, want)
		}
		leave(from, on, expS, ea, eb, out)
		for y0 := range l {
			s := ea[y0*l+y0] * eb[y0*l+y0] * from[y0]
			for y, o := range on {
				if y != y0 {
					s += ea[y0*l+y] * eb[y0*l+y] * o * expS[y]
				}
			}
			want[y0] = s
		}
		if !slices.Equal(out, want) {
			t.Errorf("%d labels: leaving %v, want %v", l, out, want)
		}
	}
}
