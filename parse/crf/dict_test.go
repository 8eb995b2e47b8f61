package crf

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rows makes n rows of one to nine pairs; most keys share their upper bits
// with others.
func rows(r *rand.Rand, n int) (keys, ends []uint32, pairs []uint16) {
	for range n {
		k := r.Uint32()
		if r.IntN(3) > 0 {
			k &= 0xF00FFFFF
		}
		keys = append(keys, k)
	}
	keys = append(keys, 0, ^uint32(0), 1<<tagBits, 1<<tagBits-1)
	slices.Sort(keys)
	keys = slices.Compact(keys)
	for range keys {
		for range 1 + r.IntN(9) {
			pairs = append(pairs, uint16(r.IntN(52))<<8|uint16(uint8(int8(1+r.IntN(120)-130*r.IntN(2)))))
			if pairs[len(pairs)-1]&0xff == 0 {
				pairs[len(pairs)-1]++
			}
		}
		ends = append(ends, uint32(len(pairs)))
	}
	return keys, ends, pairs
}

func TestDict(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for _, n := range []int{0, 1, 40, 5000} {
		keys, ends, pairs := rows(r, n)
		d := newDict(keys, ends, pairs)
		i, from := 0, uint32(0)
		want := map[uint32][]uint16{}
		d.each(func(key uint32, got []uint16) {
			if key != keys[i] || !slices.Equal(got, pairs[from:ends[i]]) {
				t.Fatalf("row %d is %x %v, want %x %v", i, key, got, keys[i], pairs[from:ends[i]])
			}
			want[key] = pairs[from:ends[i]]
			from = ends[i]
			i++
		})
		if i != len(keys) || d.rows() != len(keys) || d.pairs != len(pairs) {
			t.Fatalf("%d rows of %d, %d pairs of %d", i, len(keys), d.pairs, len(pairs))
		}
		seen := d.remember()
		for range 300 {
			var ask []uint32
			for range r.IntN(3 * batch) {
				switch r.IntN(3) {
				case 0:
					ask = append(ask, r.Uint32())
				case 1:
					ask = append(ask, keys[r.IntN(len(keys))]^1<<r.IntN(18))
				default:
					ask = append(ask, keys[r.IntN(len(keys))])
				}
			}
			var got, sum [2 * maxLabels]int32
			d.sum(ask, seen, &got)
			for _, k := range ask {
				for _, p := range want[k] {
					sum[p>>8] += int32(int8(p))
				}
				if len(want[k]) > 0 && d.sieve.Pass(k) == 0 {
					t.Fatalf("the sieve holds %x back", k)
				}
			}
			if d := cmp.Diff(sum[:52], got[:52]); d != "" {
				t.Fatalf("%d rows, sums (-want +got):\n%s", len(keys), d)
			}
		}
	}
}
