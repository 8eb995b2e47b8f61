package crf

import (
	"math"
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
