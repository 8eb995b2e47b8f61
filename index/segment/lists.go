package segment

import (
	"encoding/binary"

	zap "github.com/blevesearch/zapx/v17"
)

// write writes the lists of the field with number id in a segment of some
// documents, and its dictionary; the place of the field is returned.
func (f *postings) write(o *writer, id, docs uint64) uint64 {
	d := newDictionary(o)
	var e encoder
	for _, word := range f.sorted() {
		d.insert([]byte(word), f.writeList(o, &e, f.lists[word], id, docs))
	}
	return d.write()
}

// encoder holds what a list becomes; it is used again for each.
type encoder struct {
	freqs, places chunks
	docs          []uint32
	bitmap        []byte
}

// writeList writes a list and returns what the dictionary says of it.
func (f *postings) writeList(o *writer, e *encoder, l *list, id, docs uint64) uint64 {
	if f.Terms && l.docs == 1 {
		return zap.FSTValEncode1Hit(uint64(l.doc-1), zap.NormBits1Hit)
	}
	size := docs / (uint64(l.docs)/1024 + 1) // of a chunk: zap's mode 1026
	e.freqs.reset(size)
	e.places.reset(size)
	e.docs = e.docs[:0]
	l.each(func(doc uint32, pos []uint32) {
		e.docs = append(e.docs, doc)
		e.freqs.enter(doc)
		if f.Terms {
			e.freqs.add(0)
			return
		}
		e.freqs.add(uint64(len(pos))<<1 | 1)
		e.freqs.add(uint64(f.lengths[doc]))
		e.places.enter(doc)
		n := 0
		for _, p := range pos {
			n += uvarintLen(id) + uvarintLen(uint64(p)) + 3
		}
		e.places.add(uint64(n))
		for _, p := range pos {
			e.places.add(id)
			e.places.add(uint64(p))
			e.places.data = append(e.places.data, 0, 0, 0) // begin, end, array positions
		}
	})
	total := int((docs-1)/size + 1)
	freqs := e.freqs.write(o, total)
	places := e.places.write(o, total)
	at := o.n
	e.bitmap = appendBitmap(e.bitmap[:0], e.docs)
	o.uvarints(freqs, places, uint64(len(e.bitmap)))
	o.bytes(e.bitmap)
	return at
}

// chunks are varints in chunks of so many document numbers each.
type chunks struct {
	size uint64
	data []byte
	ends []uint64
}

func (c *chunks) reset(size uint64) { c.size, c.data, c.ends = size, c.data[:0], c.ends[:0] }

func (c *chunks) add(v uint64) { c.data = binary.AppendUvarint(c.data, v) }

// enter begins a document; their numbers grow.
func (c *chunks) enter(doc uint32) { c.end(int(uint64(doc) / c.size)) }

// end ends the chunks before chunk n.
func (c *chunks) end(n int) {
	for len(c.ends) < n {
		c.ends = append(c.ends, uint64(len(c.data)))
	}
}

// write writes all chunks; the place is returned, 0 where there is nothing.
func (c *chunks) write(o *writer, total int) uint64 {
	if len(c.data) == 0 {
		return 0
	}
	c.end(total)
	at := o.n
	o.uvarints(uint64(total))
	o.uvarints(c.ends...)
	o.bytes(c.data)
	return at
}

func uvarintLen(v uint64) int {
	n := 1
	for ; v >= 0x80; v >>= 7 {
		n++
	}
	return n
}

// appendBitmap writes numbers that grow as a roaring bitmap without runs
// (github.com/RoaringBitmap/RoaringFormatSpec): for every 65,536 a container,
// a list of two bytes each, or a bit for each where the list would be longer.
func appendBitmap(b []byte, ns []uint32) []byte {
	const cookie, most = 12346, 4096
	var ends []int
	for i := range ns {
		if i+1 == len(ns) || ns[i+1]>>16 != ns[i]>>16 {
			ends = append(ends, i+1)
		}
	}
	le := binary.LittleEndian
	b = le.AppendUint32(b, cookie)
	b = le.AppendUint32(b, uint32(len(ends)))
	start := 0
	for _, end := range ends {
		b = le.AppendUint16(b, uint16(ns[start]>>16))
		b = le.AppendUint16(b, uint16(end-start-1))
		start = end
	}
	start = 0
	at := uint32(8 + 8*len(ends))
	for _, end := range ends {
		b = le.AppendUint32(b, at)
		at += uint32(min(2*(end-start), 2*most))
		start = end
	}
	start = 0
	for _, end := range ends {
		part := ns[start:end]
		start = end
		if len(part) <= most {
			for _, n := range part {
				b = le.AppendUint16(b, uint16(n))
			}
			continue
		}
		from := len(b)
		b = append(b, make([]byte, 2*most)...)
		for _, n := range part {
			b[from+int(uint16(n)>>3)] |= 1 << (n & 7)
		}
	}
	return b
}
