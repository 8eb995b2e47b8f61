package crf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"sort"
)

// ErrModel is returned for bytes that are no model, are damaged, or are of a
// version this program does not read.
var ErrModel = errors.New("no usable model")

const (
	magic   = "cgcrf"
	version = 2
	last    = 0x80 // on the column of the last pair of a row
	// limits of what a decoder will allocate for
	maxLabels  = 64
	maxClasses = 4096
	maxRows    = 1 << 22
	maxPairs   = 1 << 24
)

// sortedBy is the order of keys by value.
func sortedBy(keys []uint32) []int {
	o := make([]int, len(keys))
	for i := range o {
		o[i] = i
	}
	sort.Slice(o, func(i, j int) bool { return keys[o[i]] < keys[o[j]] })
	return o
}

// Encode writes m in the format of the package comment.
func (m *Model) Encode() []byte {
	b := make([]byte, 0, m.dict.pairs*2+m.dict.rows()*4+1<<16)
	b = binary.AppendUvarint(b, uint64(len(m.Labels)))
	for _, l := range m.Labels {
		b = appendString(b, l)
	}
	b = binary.AppendUvarint(b, uint64(len(m.Classes)))
	for _, c := range m.Classes {
		b = binary.AppendUvarint(b, uint64(c))
	}
	for _, e := range m.edges {
		b = appendEdges(b, e)
	}
	b = m.appendRows(b)
	names := make([]string, 0, len(m.Extra))
	for n := range m.Extra {
		names = append(names, n)
	}
	sort.Strings(names)
	b = binary.AppendUvarint(b, uint64(len(names)))
	for _, n := range names {
		b = appendString(b, n)
		b = appendString(b, string(m.Extra[n]))
	}
	return sealed(b)
}

// sealed puts magic, version and checksum before a body.
func sealed(body []byte) []byte {
	b := make([]byte, 0, len(body)+len(magic)+5)
	b = append(append(b, magic...), version)
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(body))
	return append(b, body...)
}

func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// edgeScale is the step of stored edge weights.
const edgeScale = 1.0 / 32

// appendEdges writes an edge system as (gap of zeros, value) pairs.
func appendEdges(b []byte, e []float32) []byte {
	var gap, n uint64
	at := len(b)
	for _, v := range e {
		q := int64(math.Round(float64(v) / edgeScale))
		if q == 0 {
			gap++
			continue
		}
		b = binary.AppendUvarint(b, gap)
		b = binary.AppendVarint(b, q)
		gap = 0
		n++
	}
	head := binary.AppendUvarint(nil, n)
	b = append(b, head...)
	copy(b[at+len(head):], b[at:len(b)-len(head)])
	copy(b[at:], head)
	return b
}

func (m *Model) appendRows(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(m.dict.rows()))
	b = binary.AppendUvarint(b, uint64(m.dict.pairs))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.scale))
	prev := uint32(0)
	var cols, weights []byte
	m.dict.each(func(key uint32, pairs []uint16) {
		b = binary.AppendUvarint(b, uint64(key-prev))
		prev = key
		for _, p := range pairs {
			cols, weights = append(cols, byte(p>>8)), append(weights, byte(p))
		}
		cols[len(cols)-1] |= last
	})
	return append(append(b, cols...), weights...)
}

// reader reads varints and remembers that it failed.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uint(limit uint64) int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > limit {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *reader) int() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.b) || n < 0 {
		r.bad, r.b = true, nil
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) string() []byte { return r.bytes(r.uint(uint64(len(r.b)))) }

// Decode reads a model. The model keeps no reference to b but through Extra.
func Decode(b []byte) (*Model, error) {
	if len(b) < len(magic)+5 || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: not a model file", ErrModel)
	}
	if v := b[len(magic)]; v != version {
		return nil, fmt.Errorf("%w: version %d, this program reads %d", ErrModel, v, version)
	}
	if binary.LittleEndian.Uint32(b[len(magic)+1:]) != crc32.ChecksumIEEE(b[len(magic)+5:]) {
		return nil, fmt.Errorf("%w: checksum does not match", ErrModel)
	}
	r := &reader{b: b[len(magic)+5:]}
	m := &Model{Extra: map[string][]byte{}}
	for range r.uint(maxLabels) {
		m.Labels = append(m.Labels, string(r.string()))
	}
	for range r.uint(2) {
		m.Classes = append(m.Classes, r.uint(maxClasses))
	}
	if r.bad || len(m.Classes) != 2 || len(m.Labels) == 0 {
		return nil, fmt.Errorf("%w: bad header", ErrModel)
	}
	for _, c := range m.Classes {
		r.edges(m, c)
	}
	r.rows(m)
	if !r.bad {
		m.prepare()
	}
	for range r.uint(64) {
		name := string(r.string())
		m.Extra[name] = r.string()
	}
	if r.bad {
		return nil, fmt.Errorf("%w: truncated", ErrModel)
	}
	return m, nil
}

func (r *reader) edges(m *Model, classes int) {
	size := classes * len(m.Labels) * len(m.Labels)
	e, x := make([]float32, size), make([]float32, size)
	for i := range x {
		x[i] = 1
	}
	at := -1
	for range r.uint(uint64(size)) {
		at += r.uint(uint64(size)) + 1
		v := r.int()
		if r.bad || at >= size {
			r.bad = true
			return
		}
		e[at] = float32(v) * edgeScale
		x[at] = exp32(e[at])
	}
	m.edges, m.exped = append(m.edges, e), append(m.exped, x)
}

func (r *reader) rows(m *Model) {
	rows, pairs := r.uint(maxRows), r.uint(maxPairs)
	scale := r.bytes(4)
	if r.bad || rows > len(r.b) || pairs > len(r.b) {
		r.bad = true
		return
	}
	m.scale = math.Float32frombits(binary.LittleEndian.Uint32(scale))
	if s := float64(m.scale); math.IsNaN(s) || math.IsInf(s, 0) {
		r.bad = true
		return
	}
	keys, ends := make([]uint32, rows), make([]uint32, rows)
	key := uint64(0)
	for i := range keys {
		step := r.uint(math.MaxUint32)
		key += uint64(step)
		if i > 0 && step == 0 || key > math.MaxUint32 {
			r.bad = true
			return
		}
		keys[i] = uint32(key)
	}
	cols, weights := r.bytes(pairs), r.bytes(pairs)
	if r.bad {
		return
	}
	all := make([]uint16, pairs)
	row := 0
	for i, c := range cols {
		if c&last != 0 && row < rows {
			ends[row] = uint32(i + 1)
			row++
		}
		c &^= last
		if int(c) >= 2*len(m.Labels) || weights[i] == 0 {
			r.bad = true
			return
		}
		all[i] = uint16(c)<<8 | uint16(weights[i])
	}
	r.bad = row != rows || pairs > 0 && (rows == 0 || int(ends[rows-1]) != pairs)
	if !r.bad {
		m.dict = newDict(keys, ends, all)
	}
}
