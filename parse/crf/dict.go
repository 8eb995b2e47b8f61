package crf

import "math/bits"

// dict finds the weights of a feature. The upper bits of a key name a bit of
// the sieve, which is set where there is a row; the rank of the bit among
// those set leads to the row's slot, or a little before it where several keys
// share a bit. So nothing is empty, and nearly every look-up costs one line of
// memory beside the sieve, which stays in the cache.
//
// A slot is, from below: the lower bits of the key (18), a bit for a long row,
// three pairs of column (7 bits) and weight (8 bits); a pair of weight 0 is
// none. The upper half of a long row's slot says where in long its pairs
// begin, four to a word; ended is set on the last word.
type dict struct {
	sieve *Sieve
	base  []uint32 // the first slot of each word of the sieve
	slots []uint64 // in the order of the keys
	long  []uint64
	pairs int
}

const (
	tagBits = 32 - sieveBits + 6 // bits of a key that its word of the sieve leaves open
	tagMask = 1<<tagBits - 1
	isLong  = 1 << tagBits
	ended   = 1 << 63
)

// recent is the slots that one goroutine looked up last, two for each word of
// the sieve. References repeat themselves and each other: four of five
// look-ups end here, in memory that is near. It is made by remember.
type recent [1 << (32 - tagBits)][2]uint64

// remember makes recent memory: of each word of the sieve the first slot, so
// that there is no such thing as an empty place.
func (d *dict) remember() *recent {
	r := new(recent)
	for w := range r {
		s := padded(uint32(w))
		if len(d.slots) > 0 && d.base[w] < d.base[w+1] {
			s = d.slots[d.base[w]]
		}
		r[w] = [2]uint64{s, s}
	}
	return r
}

// newDict makes a dict of rows whose keys ascend: row i is of keys[i] and holds
// pairs[ends[i-1]:ends[i]], column<<8 | weight as int8, of which there is one
// at least and none of weight 0.
func newDict(keys, ends []uint32, pairs []uint16) dict {
	d := dict{sieve: new(Sieve), pairs: len(pairs)}
	d.base = make([]uint32, len(d.sieve)+1)
	d.slots = make([]uint64, len(keys)+1)
	w, from := uint32(0), uint32(0)
	for i, k := range keys {
		for ; w < k>>tagBits; w++ {
			d.base[w+1] = uint32(i)
		}
		d.slots[i] = uint64(k&tagMask) | d.row(k, pairs[from:ends[i]])
		d.sieve.add(k)
		from = ends[i]
	}
	for w++; int(w) < len(d.base); w++ {
		d.base[w] = uint32(len(keys))
	}
	return d
}

// padded is a slot without weights. It adds nothing to columns that differ
// from key to key, so that no sum waits for the one before.
func padded(k uint32) uint64 {
	c := uint64(k * 0x9E3779B1 >> 11)
	return c&127<<57 | c>>7&127<<42 | c>>14&127<<27
}

// row is a slot without its tag.
func (d *dict) row(k uint32, pairs []uint16) uint64 {
	if len(pairs) > 3 {
		at := len(d.long)
		for i := 0; i < len(pairs); i += 4 {
			var four uint64
			for j, p := range pairs[i:min(i+4, len(pairs))] {
				four |= uint64(p) << (16 * j)
			}
			d.long = append(d.long, four)
		}
		d.long[len(d.long)-1] |= ended
		return isLong | uint64(at)<<32
	}
	s := padded(k)
	for i, p := range pairs {
		at := 49 - 15*i
		s = s&^(0x7fff<<at) | uint64(p)<<at
	}
	return s
}

// rows is how many rows there are.
func (d *dict) rows() int { return max(0, len(d.slots)-1) }

// each calls f with the rows in the order of their keys; pairs is f's until it
// returns.
func (d *dict) each(f func(key uint32, pairs []uint16)) {
	var row []uint16
	for w := range max(0, len(d.base)-1) {
		for _, s := range d.slots[d.base[w]:d.base[w+1]] {
			row = row[:0]
			if s&isLong != 0 {
				for i := s >> 32; ; i++ {
					for f := d.long[i] &^ ended; f != 0; f >>= 16 {
						if f&0xff != 0 {
							row = append(row, uint16(f))
						}
					}
					if d.long[i]&ended != 0 {
						break
					}
				}
			} else {
				for _, p := range [3]uint64{s >> 49, s >> 34, s >> 19} {
					if p&0xff != 0 {
						row = append(row, uint16(p&0x7fff))
					}
				}
			}
			f(uint32(w)<<tagBits|uint32(s&tagMask), row)
		}
	}
}

// batch is how many features are looked up together.
const batch = 128

// sum adds up the rows of keys by column. It goes over a batch several times,
// first to see what is remembered, then to fetch the slots of the others, then
// for what stands in them, then for the longer rows, so that the accesses to
// memory of one step do not wait for each other.
func (d *dict) sum(keys []uint32, r *recent, out *[2 * maxLabels]int32) {
	if len(d.slots) == 0 {
		return
	}
	for len(keys) > 0 {
		part := keys[:min(len(keys), batch)]
		keys = keys[len(part):]
		var found [batch]uint64
		d.fetch(part, r, &found)
		var more [batch]uint32
		n := 0
		for _, s := range found[:len(part)] {
			if s&isLong != 0 {
				more[n&(batch-1)] = uint32(s >> 32)
				n++
				continue
			}
			out[s>>57] += int32(int8(s >> 49))
			out[s>>42&127] += int32(int8(s >> 34))
			out[s>>27&127] += int32(int8(s >> 19))
		}
		for _, at := range more[:n] {
			for _, p := range d.long[at:] {
				out[p>>8&127] += int32(int8(p))
				out[p>>24&127] += int32(int8(p >> 16))
				out[p>>40&127] += int32(int8(p >> 32))
				out[p>>56&127] += int32(int8(p >> 48))
				if p&ended != 0 {
					break
				}
			}
		}
	}
}

// fetch finds the slots of keys, as many as a batch. Whether one is remembered
// is arithmetic, not a branch: none could be foreseen.
func (d *dict) fetch(keys []uint32, r *recent, found *[batch]uint64) {
	var missed [batch]uint8
	n := 0
	for i, k := range keys {
		e := &r[k>>tagBits]
		s0, s1 := e[0], e[1]
		d0, d1 := uint64(uint32(s0)^k)&tagMask, uint64(uint32(s1)^k)&tagMask
		s := s0
		if d1 == 0 {
			s = s1
		}
		found[i&(batch-1)] = s
		missed[n&(batch-1)] = uint8(i)
		n += int(-(d0 * d1) >> 63)
	}
	var at [batch]uint32
	for i, m := range missed[:n] {
		at[i&(batch-1)] = d.near(keys[m])
	}
	for i, m := range missed[:n] {
		found[m&(batch-1)] = d.slots[at[i&(batch-1)]]
	}
	for i, m := range missed[:n] {
		k, s := keys[m], found[m&(batch-1)]
		if (uint32(s)^k)&tagMask != 0 || d.sieve.Pass(k) == 0 {
			s = d.from(at[i&(batch-1)], k)
			found[m&(batch-1)] = s
		}
		e := &r[k>>tagBits]
		e[0], e[1] = s, e[0]
	}
}

// from is the slot of a key, looked for from the first at which it can be; one
// without weights where there is none.
func (d *dict) from(at, key uint32) uint64 {
	tag := key & tagMask
	for _, s := range d.slots[at:d.base[key>>tagBits+1]] {
		if t := uint32(s) & tagMask; t >= tag {
			if t == tag {
				return s
			}
			break
		}
	}
	return padded(key) | uint64(tag)
}

// near is the first slot at which key can be, where there is a row of it.
func (d *dict) near(key uint32) uint32 {
	w := key >> tagBits
	below := d.sieve[w] & (1<<(key>>(32-sieveBits)&63) - 1)
	return d.base[w] + uint32(bits.OnesCount64(below))
}

// Sieve tells most of the keys that a model has nothing for: a bit for each
// value of the upper bits of a key.
type Sieve [1 << sieveBits / 64]uint64

// sieveBits is a compromise of what slips through and what stays in the cache.
const sieveBits = 20

func (s *Sieve) add(key uint32) { s[key>>tagBits] |= 1 << (key >> (32 - sieveBits) & 63) }

// Pass is 1 where the key may be known, else 0.
func (s *Sieve) Pass(key uint32) int {
	return int(s[key>>tagBits]>>(key>>(32-sieveBits)&63)) & 1
}
