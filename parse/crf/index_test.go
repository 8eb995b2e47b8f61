package crf

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestIndex(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{0, 1, 2, 300, 5000} {
		var keys []uint32
		for range n {
			keys = append(keys, r.Uint32())
		}
		if n > 1 {
			keys[0], keys[1] = 0, ^uint32(0)
		}
		slices.Sort(keys)
		keys = slices.Compact(keys)
		var entries []Entry
		for i, k := range keys {
			entries = append(entries, Entry{k, uint32(i)})
		}
		x := NewIndex(entries)
		for i, k := range keys {
			if got, ok := x.Get(k); !ok || got != uint32(i) {
				t.Fatalf("%d keys: key %d has value %d, %v; want %d", n, k, got, ok, i)
			}
		}
		for range 200 {
			k := r.Uint32()
			_, want := slices.BinarySearch(keys, k)
			if _, got := x.Get(k); got != want {
				t.Fatalf("%d keys: Get(%d) = %v, want %v", n, k, got, want)
			}
		}
	}
	var zero Index
	if _, ok := zero.Get(7); ok {
		t.Error("the zero Index finds a key")
	}
}
