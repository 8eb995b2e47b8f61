package graph

import (
	"slices"
	"testing"
)

// Whatever stands in a value, its decoder gives lists or an error; and what
// was written is read.
func FuzzLists(f *testing.F) {
	f.Add([]byte{2, 1, 0, 1})
	f.Add(block([][]byte{appendDeltas(nil, []uint32{0, 5, 700, 1 << 31}), nil, {9}}))
	f.Add([]byte{1, 8, 1, 1, 0, 1, 0, 0, 1, 255})
	f.Fuzz(func(t *testing.T, b []byte) {
		ls, err := readBlock(b)
		if err != nil {
			return
		}
		back, err := readBlock(block(ls))
		if err != nil || !slices.EqualFunc(ls, back, slices.Equal) {
			t.Fatalf("%x read as %x, then %x, %v", b, ls, back, err)
		}
		for _, l := range ls {
			ns, err := readDeltas(nil, l)
			if err == nil {
				if !slices.IsSorted(ns) {
					t.Fatalf("%v is not sorted", ns)
				}
				again, err := readDeltas(nil, appendDeltas(nil, ns))
				if err != nil || !slices.Equal(ns, again) {
					t.Fatalf("%v read again as %v, %v", ns, again, err)
				}
			}
			if ps, err := readEvidence(l); err == nil && len(ps) > len(l) {
				t.Fatalf("%d places in %d bytes", len(ps), len(l))
			}
		}
	})
}

func TestDeltas(t *testing.T) {
	for _, want := range [][]uint32{nil, {0}, {0, 1, 2}, {7, 128, 129, 1 << 20, None - 1}} {
		got, err := readDeltas(nil, appendDeltas(nil, want))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%v read as %v, %v", want, got, err)
		}
	}
}

func block(lists [][]byte) []byte {
	var all []byte
	var lengths []uint64
	for _, l := range lists {
		all = append(all, l...)
		lengths = append(lengths, uint64(len(l)))
	}
	return appendBlock(nil, all, lengths)
}
