package crf

// Entry is a key with its value.
type Entry struct{ Key, Value uint32 }

// Index finds 32-bit keys in an ascending list. The keys are hashes, so their
// upper bits spread evenly: first says where the entries of each value of the
// upper bits begin, four on average, within one line of the cache. It is built
// by one pass over the list.
type Index struct {
	entries []Entry
	first   []uint32
	shift   uint8
	have    []uint64 // a bit for each value of the upper 21 bits: most lookups end here
}

// haveShift leaves the bits of a key that Index.have tells apart.
const haveShift = 32 - 21

// NewIndex makes an index of entries, whose keys must ascend. It keeps the
// slice.
func NewIndex(entries []Entry) Index {
	bits := uint8(6)
	for bits < 18 && 4<<bits < len(entries) {
		bits++
	}
	x := Index{entries: entries, shift: 32 - bits, first: make([]uint32, 1<<bits+1), have: make([]uint64, 1<<(32-haveShift)/64)}
	b := 0
	for i, e := range entries {
		for b <= int(e.Key>>x.shift) {
			x.first[b] = uint32(i)
			b++
		}
		x.have[e.Key>>haveShift>>6] |= 1 << (e.Key >> haveShift & 63)
	}
	for ; b < len(x.first); b++ {
		x.first[b] = uint32(len(entries))
	}
	return x
}

// may reports whether key may be in the list; false is certain.
func (x *Index) may(key uint32) bool {
	return x.have[key>>haveShift>>6]>>(key>>haveShift&63)&1 != 0
}

// find is the place of a key in the list, -1 for none.
func (x *Index) find(key uint32) int {
	b := key >> x.shift
	i, end := x.first[b], x.first[b+1]
	for _, e := range x.entries[i:end] {
		if e.Key == key {
			return int(i)
		}
		i++
	}
	return -1
}

// Get is the value of a key; false where it is not in the list.
func (x *Index) Get(key uint32) (uint32, bool) {
	if len(x.have) == 0 || !x.may(key) {
		return 0, false
	}
	i := x.find(key)
	if i < 0 {
		return 0, false
	}
	return x.entries[i].Value, true
}

// Entries is the list.
func (x *Index) Entries() []Entry { return x.entries }
