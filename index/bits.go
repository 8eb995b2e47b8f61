package index

import "math/bits"

// bitset is a set of node numbers of one kind.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) set(i uint32)      { b[i>>6] |= 1 << (i & 63) }
func (b bitset) has(i uint32) bool { return int(i>>6) < len(b) && b[i>>6]&(1<<(i&63)) != 0 }

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

func (b bitset) and(o bitset) bitset {
	for i := range b {
		b[i] &= o[i]
	}
	return b
}

func (b bitset) or(o bitset) bitset {
	for i := range b {
		b[i] |= o[i]
	}
	return b
}

// not complements b within n members.
func (b bitset) not(n int) bitset {
	for i := range b {
		b[i] = ^b[i]
	}
	if n&63 != 0 {
		b[len(b)-1] &= 1<<(n&63) - 1
	}
	return b
}

// each calls f for the members in order, until it returns false.
func (b bitset) each(f func(uint32) bool) {
	for i, w := range b {
		for w != 0 {
			if !f(uint32(i<<6 + bits.TrailingZeros64(w))) {
				return
			}
			w &= w - 1
		}
	}
}

// members are the members in order.
func (b bitset) members() []uint32 {
	out := make([]uint32, 0, b.count())
	b.each(func(i uint32) bool {
		out = append(out, i)
		return true
	})
	return out
}
