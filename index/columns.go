package index

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"slices"
	"unsafe"

	"citegraph/graph"

	mmap "github.com/blevesearch/mmap-go"
)

// The columns file, little-endian:
//
//	"CGCOL\x01\n\x00"  8 bytes
//	[8] number of sections
//	per section: [4] length of name, name, [8] offset, [8] length
//	the sections, each at a multiple of 8
//
// A section is an array of uint32, but for those that name their width: ".b"
// bytes, ".q" uint64.
const columnsMagic = "CGCOL\x01\n\x00"

// column is an array of uint32 in the file.
type column []byte

func (c column) len() int           { return len(c) / 4 }
func (c column) at(i uint32) uint32 { return binary.LittleEndian.Uint32(c[4*i:]) }

// lists is an array of arrays of uint32: in the file, or the graph's adjacency
// as it stands, which has offsets of its own width.
type lists struct {
	off, val column
	wide     []uint64
}

// span is where list i of the file begins and ends in val.
func (l lists) span(i uint32) (lo, hi uint32) { return l.off.at(i), l.off.at(i + 1) }

// of is list i.
func (l lists) of(i uint32) column {
	if l.wide != nil {
		return l.val[4*l.wide[i] : 4*l.wide[i+1]]
	}
	lo, hi := l.span(i)
	return l.val[4*lo : 4*hi]
}

// size is the length of list i.
func (l lists) size(i uint32) int {
	if l.wide != nil {
		return int(l.wide[i+1] - l.wide[i])
	}
	lo, hi := l.span(i)
	return int(hi - lo)
}

// listsOf are the lists of an adjacency, without a copy where numbers lie in
// memory as they do in a column.
func listsOf(a *graph.Adjacency) lists {
	l := lists{wide: a.Offsets}
	switch {
	case len(a.Targets) == 0:
	case binary.NativeEndian.Uint16([]byte{1, 0}) == 1:
		l.val = unsafe.Slice((*byte)(unsafe.Pointer(&a.Targets[0])), 4*len(a.Targets))
	default:
		l.val = make(column, 0, 4*len(a.Targets))
		for _, t := range a.Targets {
			l.val = binary.LittleEndian.AppendUint32(l.val, t)
		}
	}
	return l
}

// columnWriter collects sections and writes them at the end.
type columnWriter struct {
	names []string
	data  map[string][]byte
}

func (w *columnWriter) bytes(name string, b []byte) {
	if w.data == nil {
		w.data = map[string][]byte{}
	}
	w.names = append(w.names, name)
	w.data[name] = b
}

func (w *columnWriter) u32(name string, v []uint32) {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, x)
	}
	w.bytes(name, b)
}

func (w *columnWriter) u64(name string, v []uint64) {
	b := make([]byte, 0, 8*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint64(b, x)
	}
	w.bytes(name, b)
}

// lists writes off and val.
func (w *columnWriter) lists(name string, l *listBuilder) {
	w.u32(name+".off", append(l.off, uint32(len(l.val))))
	w.u32(name+".val", l.val)
}

// listBuilder builds lists one by one.
type listBuilder struct{ off, val []uint32 }

func (l *listBuilder) add(v []uint32) {
	l.off = append(l.off, uint32(len(l.val)))
	l.val = append(l.val, v...)
}

func (w *columnWriter) write(path string) error {
	slices.Sort(w.names)
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(f, 1<<20)
	err = w.writeTo(b)
	if err == nil {
		err = b.Flush()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

func (w *columnWriter) writeTo(out io.Writer) error {
	head := []byte(columnsMagic)
	head = binary.LittleEndian.AppendUint64(head, uint64(len(w.names)))
	size := len(head)
	for _, n := range w.names {
		size += 4 + len(n) + 16
	}
	at := (size + 7) &^ 7
	pad := at - size
	for _, n := range w.names {
		head = binary.LittleEndian.AppendUint32(head, uint32(len(n)))
		head = append(head, n...)
		head = binary.LittleEndian.AppendUint64(head, uint64(at))
		head = binary.LittleEndian.AppendUint64(head, uint64(len(w.data[n])))
		at = (at + len(w.data[n]) + 7) &^ 7
	}
	if _, err := out.Write(append(head, make([]byte, pad)...)); err != nil {
		return err
	}
	for _, n := range w.names {
		d := w.data[n]
		if _, err := out.Write(d); err != nil {
			return err
		}
		if _, err := out.Write(make([]byte, (8-len(d)%8)%8)); err != nil {
			return err
		}
	}
	return nil
}

// mapped is a read-only file in memory.
type mapped struct {
	f *os.File
	m mmap.MMap
}

func mapFile(path string) (*mapped, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	st, err := f.Stat()
	if err != nil || st.Size() == 0 { // an empty file cannot be mapped
		f.Close()
		return &mapped{}, err
	}
	m, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("map %s: %w", path, err)
	}
	return &mapped{f, m}, nil
}

func (m *mapped) close() error {
	if m == nil || m.f == nil {
		return nil
	}
	err := m.m.Unmap()
	if cerr := m.f.Close(); err == nil {
		err = cerr
	}
	return err
}

// sections reads the directory of a columns file.
func sections(b []byte) (map[string][]byte, error) {
	if len(b) < 16 || string(b[:8]) != columnsMagic {
		return nil, fmt.Errorf("%w: columns have no header", ErrDamaged)
	}
	n, at := binary.LittleEndian.Uint64(b[8:]), uint64(16)
	out := map[string][]byte{}
	for range min(n, 1<<16) {
		if at+4 > uint64(len(b)) {
			return nil, fmt.Errorf("%w: columns are cut", ErrDamaged)
		}
		l := uint64(binary.LittleEndian.Uint32(b[at:]))
		if at+4+l+16 > uint64(len(b)) {
			return nil, fmt.Errorf("%w: columns are cut", ErrDamaged)
		}
		name := string(b[at+4 : at+4+l])
		off := binary.LittleEndian.Uint64(b[at+4+l:])
		size := binary.LittleEndian.Uint64(b[at+4+l+8:])
		if off > uint64(len(b)) || size > uint64(len(b))-off {
			return nil, fmt.Errorf("%w: column %s lies outside", ErrDamaged, name)
		}
		out[name] = b[off : off+size : off+size]
		at += 4 + l + 16
	}
	return out, nil
}
