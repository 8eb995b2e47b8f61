package crf

// Model is a trained chain: read-only after Decode, safe for concurrent use.
type Model struct {
	Labels  []string
	Classes []int             // number of classes of each edge system
	Extra   map[string][]byte // what the caller stored beside the weights

	index table
	have  []uint64 // a bit for each key's upper bits: most features carry no weight
	rows  []uint32 // rows[i] is the end of row i in pairs
	pairs []uint16 // column<<8 | weight as int8
	scale float32  // weight = int8 * scale

	edges [][]float32 // per system: class*L*L + from*L + to
	exped [][]float32 // e to the power of edges
}

// Features is the number of features that carry weight.
func (m *Model) Features() int { return len(m.rows) }

// Weights is the number of feature weights that are not zero.
func (m *Model) Weights() int { return len(m.pairs) }

// table maps feature keys to row numbers: open addressing, linear probing,
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

// filterShift leaves the upper bits of a key that the filter tells apart.
const filterShift = 32 - 21

// filter marks the keys of the table.
func (m *Model) filter() {
	m.have = make([]uint64, 1<<(32-filterShift)/64)
	for _, s := range m.index.slots {
		if s.row != 0 {
			m.have[s.key>>filterShift>>6] |= 1 << (s.key >> filterShift & 63)
		}
	}
}

// node adds up the scores of every label at token t of s: out[y] for the
// label itself, out[L+y] for a run of the label that starts here.
func (m *Model) node(s *Seq, t int, out []float32) {
	clear(out)
	for _, f := range s.At(t) {
		if m.have[f>>filterShift>>6]>>(f>>filterShift&63)&1 == 0 {
			continue
		}
		row, ok := m.index.get(f)
		if !ok {
			continue
		}
		from := uint32(0)
		if row > 0 {
			from = m.rows[row-1]
		}
		for _, p := range m.pairs[from:m.rows[row]] {
			out[p>>8] += float32(int8(p))
		}
	}
	for i := range out {
		out[i] *= m.scale
	}
}
