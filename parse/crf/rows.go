package crf

import "math"

// table maps, in training, feature keys to row numbers: open addressing, linear probing,
// at most half full. Slot 0 of row means empty, so rows are stored plus one.
type table struct {
	slots []slot
	mask  uint32
}

type slot struct{ key, row uint32 }

func newTable(n int) table {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return table{slots: make([]slot, size), mask: uint32(size - 1)}
}

// spread scatters a key over the table; the keys are hashes already, but the
// low bits of sorted neighbours should not be neighbours.
func spread(k uint32) uint32 { return k * 0x9E3779B1 >> 7 }

func (t *table) put(key, row uint32) {
	i := spread(key) & t.mask
	for t.slots[i].row != 0 && t.slots[i].key != key {
		i = (i + 1) & t.mask
	}
	t.slots[i] = slot{key, row + 1}
}

func (t *table) get(key uint32) (uint32, bool) {
	i := spread(key) & t.mask
	for {
		s := &t.slots[i]
		if s.row == 0 {
			return 0, false
		}
		if s.key == key {
			return s.row - 1, true
		}
		i = (i + 1) & t.mask
	}
}

// collect numbers the features that are active often enough, and rewrites the
// keys of the examples into row numbers plus one; the others are dropped.
func (t *trainer) collect(ex []Example) {
	count := newTally()
	for _, e := range ex {
		for _, k := range e.Seq.Feats {
			count.add(k)
		}
	}
	t.index = newTable(1 << 20)
	for _, e := range ex { // in order of appearance, so that rows are the same every time
		for i, k := range e.Seq.Feats {
			row, ok := t.index.get(k)
			if !ok && count.of(k) >= t.o.MinCount {
				row, ok = uint32(len(t.keys)), true
				if 2*len(t.keys) >= len(t.index.slots) {
					t.rehash()
				}
				t.index.put(k, row)
				t.keys = append(t.keys, k)
			}
			if ok {
				e.Seq.Feats[i] = row + 1
			} else {
				e.Seq.Feats[i] = 0
			}
		}
		e.Seq.drop()
	}
	t.columns(ex, count)
}

// rehash doubles the table of keys.
func (t *trainer) rehash() {
	t.index = newTable(len(t.index.slots))
	for row, k := range t.keys {
		t.index.put(k, uint32(row))
	}
}

// tally counts keys; keys that share a slot are counted together, which lets
// a few rare features in.
type tally struct{ n []uint16 }

const tallyBits = 26

func newTally() *tally { return &tally{make([]uint16, 1<<tallyBits)} }

func (t *tally) add(k uint32) {
	if n := &t.n[k>>(32-tallyBits)]; *n < math.MaxUint16 {
		*n++
	}
}

func (t *tally) of(k uint32) int { return int(t.n[k>>(32-tallyBits)]) }

// frequent is how often a feature must be active to have all columns.
const frequent = 400

// columns lays the rows out.
func (t *trainer) columns(ex []Example, count *tally) {
	seen := make([]uint64, len(t.keys))
	for _, e := range ex {
		for i, y := range e.Labels {
			bits := uint64(1) << y
			if i == 0 || e.Labels[i-1] != y {
				bits |= 1 << (t.l + int(y))
			}
			for _, r := range e.Seq.At(i) {
				seen[r-1] |= bits
			}
		}
	}
	t.ends = make([]uint32, len(t.keys))
	for r, bits := range seen {
		if count.of(t.keys[r]) >= frequent {
			bits = 1<<(2*t.l) - 1
		}
		for c := 0; bits != 0; c, bits = c+1, bits>>1 {
			if bits&1 == 1 {
				t.cols = append(t.cols, uint8(c))
			}
		}
		t.ends[r] = uint32(len(t.cols))
	}
	t.w, t.g = make([]float32, len(t.cols)), make([]float32, len(t.cols))
}

// row is the bounds of a row (numbered from one) in cols, w and g.
func (t *trainer) row(r uint32) (from, to uint32) {
	if r > 1 {
		from = t.ends[r-2]
	}
	return from, t.ends[r-1]
}

// drop takes the zeros out of the features.
func (s *Seq) drop() {
	to, from := 0, int32(0)
	for t, end := range s.Ends {
		for _, f := range s.Feats[from:end] {
			if f != 0 {
				s.Feats[to] = f
				to++
			}
		}
		from, s.Ends[t] = end, int32(to)
	}
	s.Feats = s.Feats[:to]
}

// prune fixes small weights at zero for the rest of the training.
func (t *trainer) prune(below float32) {
	for i, v := range t.w {
		if v < below && v > -below {
			t.w[i] = 0
		}
	}
	t.masked = true
}

// model packs the weights: quantised to int8, rows without weight left out.
func (t *trainer) model(labels []string) *Model {
	m := &Model{Labels: labels, Classes: t.classes, edges: t.edges, exped: t.exped}
	top := float32(0)
	for _, v := range t.w {
		top = max(top, v, -v)
	}
	top = min(top, 6)
	m.scale = max(top, 1e-6) / 127
	order := sortedBy(t.keys)
	var keys, ends []uint32
	var pairs []uint16
	for _, r := range order {
		n := len(pairs)
		from, to := t.row(uint32(r + 1))
		for k := from; k < to; k++ {
			q := int(math.Round(float64(t.w[k] / m.scale)))
			if q = max(-127, min(127, q)); q != 0 {
				pairs = append(pairs, uint16(t.cols[k])<<8|uint16(uint8(int8(q))))
			}
		}
		if len(pairs) > n {
			keys, ends = append(keys, t.keys[r]), append(ends, uint32(len(pairs)))
		}
	}
	m.dict = newDict(keys, ends, pairs)
	m.prepare()
	return m
}
