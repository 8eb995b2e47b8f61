package graph

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"sync"
	"time"
	"unsafe"
)

// FlatName is the file beside graph.db that holds the adjacency as it stands in
// memory. It says what the buckets out and in say, and is never believed before
// it has shown that it is of the same generation; without it they are read.
//
// Little endian, each part at a multiple of eight bytes:
//
//	[8]  "CGADJ\x01\n\x00"
//	[16] generation
//	[8]  works, n
//	[8]  citations, m
//	[8]  seconds since 1970: the file's modification time, set when it was written
//	[4]  CRC-32C of what follows the head
//	[4]  CRC-32C of the head before this
//	[8]·(n+1) offsets of out, [8]·(n+1) of in, [4]·m targets of out, [4]·m of in
//
// A file that has the time that it says is taken for what was written, as files
// of the index are; any other is summed first. Check sums it always.
const FlatName = "graph.adjacency"

const (
	flatMagic = "CGADJ\x01\n\x00"
	flatHead  = 56
)

// flat is the open file. Slices of it are valid until the store is closed.
type flat struct {
	sync.Mutex
	data       []byte
	generation Generation
	out, in    *Adjacency
}

func (s *Store) flatPath() string { return filepath.Join(filepath.Dir(s.path), FlatName) }

// of is the adjacency of generation g; ok is false where the file has another,
// or none that can be believed.
func (f *flat) of(path string, g Generation, c Counts) (out, in *Adjacency, ok bool) {
	f.Lock()
	defer f.Unlock()
	if f.data != nil && f.generation == g {
		return f.out, f.in, true
	}
	if f.data != nil || g == (Generation{}) {
		return nil, nil, false // what was handed out stays valid
	}
	data, err := mapFlat(path)
	if err != nil {
		return nil, nil, false
	}
	h, err := readFlatHead(data)
	if err == nil && (h.generation != g || h.works != uint64(c.Works) || h.citations != uint64(c.Citations)) {
		err = ErrStale
	}
	if err == nil && !hasTime(path, h.stamp) {
		err = h.verify(data)
	}
	if err != nil {
		unmapFlat(data)
		return nil, nil, false
	}
	f.data, f.generation = data, g
	f.out, f.in = h.slices(data)
	return f.out, f.in, true
}

func hasTime(path string, seconds int64) bool {
	fi, err := os.Stat(path)
	return err == nil && fi.ModTime().UnixNano() == seconds*int64(time.Second)
}

func (f *flat) close() {
	f.Lock()
	defer f.Unlock()
	if f.data != nil {
		unmapFlat(f.data)
	}
	f.data, f.out, f.in = nil, nil, nil
}

type flatHeader struct {
	generation       Generation
	works, citations uint64
	stamp            int64
	sum              uint32
}

func (h *flatHeader) encode() []byte {
	b := append([]byte(flatMagic), h.generation[:]...)
	b = binary.LittleEndian.AppendUint64(b, h.works)
	b = binary.LittleEndian.AppendUint64(b, h.citations)
	b = binary.LittleEndian.AppendUint64(b, uint64(h.stamp))
	b = binary.LittleEndian.AppendUint32(b, h.sum)
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

func readFlatHead(b []byte) (h flatHeader, err error) {
	if len(b) < flatHead || string(b[:8]) != flatMagic || binary.LittleEndian.Uint32(b[flatHead-4:]) != crc32.Checksum(b[:flatHead-4], castagnoli) {
		return h, fmt.Errorf("%w: %s has no head", ErrDamaged, FlatName)
	}
	copy(h.generation[:], b[8:])
	h.works = binary.LittleEndian.Uint64(b[24:])
	h.citations = binary.LittleEndian.Uint64(b[32:])
	h.stamp = int64(binary.LittleEndian.Uint64(b[40:]))
	h.sum = binary.LittleEndian.Uint32(b[48:])
	if h.works > 1<<32 || h.citations > 1<<40 || uint64(len(b)) != flatHead+16*(h.works+1)+8*h.citations {
		return h, fmt.Errorf("%w: %s has %d bytes for %d works and %d citations", ErrDamaged, FlatName, len(b), h.works, h.citations)
	}
	return h, nil
}

func (h *flatHeader) verify(b []byte) error {
	if crc32.Checksum(b[flatHead:], castagnoli) != h.sum {
		return fmt.Errorf("%w: %s is not what was written", ErrDamaged, FlatName)
	}
	return nil
}

// slices are the parts of a file whose head was read.
func (h *flatHeader) slices(b []byte) (out, in *Adjacency) {
	out, in = &Adjacency{}, &Adjacency{}
	b = b[flatHead:]
	for _, a := range []*Adjacency{out, in} {
		a.Offsets = numbersOf[uint64](b[:8*(h.works+1)])
		b = b[8*(h.works+1):]
	}
	for _, a := range []*Adjacency{out, in} {
		a.Targets = numbersOf[uint32](b[:4*h.citations])
		b = b[4*h.citations:]
	}
	return out, in
}

// little reports whether numbers lie in memory as they do in the file.
var little = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// numbersOf are the numbers of b, which is aligned: b itself where it can be.
func numbersOf[T uint32 | uint64](b []byte) []T {
	var zero T
	size := int(unsafe.Sizeof(zero))
	if len(b) == 0 {
		return nil
	}
	if little {
		return unsafe.Slice((*T)(unsafe.Pointer(&b[0])), len(b)/size)
	}
	out := make([]T, len(b)/size)
	for i := range out {
		if size == 4 {
			out[i] = T(binary.LittleEndian.Uint32(b[4*i:]))
		} else {
			out[i] = T(binary.LittleEndian.Uint64(b[8*i:]))
		}
	}
	return out
}

// bytesOf is the reverse.
func bytesOf[T uint32 | uint64](ns []T) []byte {
	var zero T
	size := int(unsafe.Sizeof(zero))
	if len(ns) == 0 {
		return nil
	}
	if little {
		return unsafe.Slice((*byte)(unsafe.Pointer(&ns[0])), len(ns)*size)
	}
	b := make([]byte, 0, len(ns)*size)
	for _, n := range ns {
		if size == 4 {
			b = binary.LittleEndian.AppendUint32(b, uint32(n))
		} else {
			b = binary.LittleEndian.AppendUint64(b, uint64(n))
		}
	}
	return b
}

// keepFlat writes the file where it is missing, damaged or of another
// generation than the graph.
func (s *Store) keepFlat() error {
	g, err := s.Snapshot()
	if err != nil || g.generation == (Generation{}) {
		return err
	}
	if s.flatSound(g) {
		return nil
	}
	out, in, err := g.readCSR()
	if err != nil {
		return fmt.Errorf("write %s: %w", FlatName, err)
	}
	return s.putFlat(g.generation, out, in)
}

// putFlat writes the file of a generation.
func (s *Store) putFlat(g Generation, out, in *Adjacency) error {
	if err := writeFlat(s.flatPath(), g, out, in); err != nil {
		return fmt.Errorf("write %s: %w", FlatName, err)
	}
	return nil
}

// flatSound reports whether the file is that of g, by its sum.
func (s *Store) flatSound(g *Graph) bool {
	data, err := mapFlat(s.flatPath())
	if err != nil {
		return false
	}
	defer unmapFlat(data)
	h, err := readFlatHead(data)
	return err == nil && h.generation == g.generation && h.verify(data) == nil && hasTime(s.flatPath(), h.stamp)
}

// flatParts are what follows the head.
func flatParts(out, in *Adjacency) [][]byte {
	return [][]byte{bytesOf(out.Offsets), bytesOf(in.Offsets), bytesOf(out.Targets), bytesOf(in.Targets)}
}

// writeFlat writes aside, syncs and renames.
func writeFlat(path string, g Generation, out, in *Adjacency) (err error) {
	parts := flatParts(out, in)
	stamp := time.Now().Truncate(time.Second)
	h := flatHeader{generation: g, works: uint64(len(out.Offsets) - 1), citations: uint64(len(out.Targets)), stamp: stamp.Unix()}
	for _, p := range parts {
		h.sum = crc32.Update(h.sum, castagnoli, p)
	}
	// one name, since one process writes: what a killed one left is written over
	f, err := os.Create(filepath.Join(filepath.Dir(path), "."+FlatName+".new"))
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	for _, p := range append([][]byte{h.encode()}, parts...) {
		if _, err := f.Write(p); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	if err := errors.Join(f.Sync(), f.Close(), os.Chtimes(f.Name(), stamp, stamp)); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// checkFlat holds the file against what the store has; one of an older
// generation is of no harm.
func (s *Store) checkFlat(g *Graph, out, in *Adjacency) error {
	data, err := os.ReadFile(s.flatPath())
	if errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	h, err := readFlatHead(data)
	if err == nil {
		err = h.verify(data)
	}
	if err != nil || h.generation != g.generation {
		return err
	}
	at := data[flatHead:]
	for _, p := range flatParts(out, in) {
		var same bool
		if at, same = bytes.CutPrefix(at, p); !same {
			return fmt.Errorf("%w: %s differs from the store", ErrDamaged, FlatName)
		}
	}
	return nil
}
