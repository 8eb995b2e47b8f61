package graph

import (
	"encoding/binary"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// blockNodes is how many works' lists stand in one value of buckets out, in and
// evidence.
const blockNodes = 64

// appendDeltas writes sorted numbers as uvarints of their differences.
func appendDeltas(b []byte, ns []uint32) []byte {
	last := uint32(0)
	for _, n := range ns {
		if d := n - last; d < 0x80 {
			b = append(b, byte(d))
		} else {
			b = binary.AppendUvarint(b, uint64(d))
		}
		last = n
	}
	return b
}

// readDeltas reads all numbers of b behind dst.
func readDeltas(dst []uint32, b []byte) ([]uint32, error) {
	last := uint64(0)
	for len(b) > 0 {
		x, k := binary.Uvarint(b)
		if k <= 0 || last+x > uint64(None) {
			return dst, fmt.Errorf("%w: list of works", ErrDamaged)
		}
		last += x
		dst = append(dst, uint32(last))
		b = b[k:]
	}
	return dst, nil
}

// appendBlock writes lists, which stand behind one another, as their number, the
// length of each, then each.
func appendBlock(b, lists []byte, lengths []uint64) []byte {
	b = binary.AppendUvarint(b, uint64(len(lengths)))
	for _, l := range lengths {
		b = binary.AppendUvarint(b, l)
	}
	return append(b, lists...)
}

// readBlock finds the lists of a block.
func readBlock(b []byte) ([][]byte, error) {
	bad := fmt.Errorf("%w: block of lists", ErrDamaged)
	n, k := binary.Uvarint(b)
	if k <= 0 || n > blockNodes {
		return nil, bad
	}
	b = b[k:]
	lists := make([][]byte, n)
	lengths := make([]uint64, n)
	for i := range lengths {
		if lengths[i], k = binary.Uvarint(b); k <= 0 {
			return nil, bad
		}
		b = b[k:]
	}
	for i, l := range lengths {
		if l > uint64(len(b)) {
			return nil, bad
		}
		lists[i], b = b[:l:l], b[l:]
	}
	if len(b) > 0 {
		return nil, bad
	}
	return lists, nil
}

// blocks writes one list a work, in blocks of blockNodes; list appends that of
// n. The first block is number first.
func blocks(w *writer, first uint32, works int, list func(b []byte, n uint32) []byte) {
	var lists []byte
	var lengths []uint64
	for n := range works {
		at := len(lists)
		lists = list(lists, uint32(n))
		lengths = append(lengths, uint64(len(lists)-at))
		if len(lengths) == blockNodes || n == works-1 {
			room := len(lists) + 3*len(lengths) + 8 // nearly always enough, with the checksum
			w.put(be32(first+uint32(n/blockNodes)), appendBlock(make([]byte, 0, room), lists, lengths), nil)
			lists, lengths = lists[:0], lengths[:0]
		}
	}
}

// adjacency is both directions of all citations, each once: of the proofs, which
// are sorted by citing, then cited, where an extension has not made it.
func (m *model) adjacency() (out, in *Adjacency) {
	if m.out == nil {
		m.out = &Adjacency{Offsets: make([]uint64, len(m.nodes)+1), Targets: make([]uint32, 0, len(m.proofs.all))}
		for n := range m.nodes {
			for i, ps := 0, m.proofs.of(uint32(n)); i < len(ps); i++ {
				if i == 0 || ps[i].cited != ps[i-1].cited {
					m.out.Targets = append(m.out.Targets, ps[i].cited)
				}
			}
			m.out.Offsets[n+1] = uint64(len(m.out.Targets))
		}
	}
	if m.in == nil {
		m.in = m.out.transpose()
	}
	return m.out, m.in
}

// transpose turns all edges round, by counting.
func (a *Adjacency) transpose() *Adjacency {
	works := len(a.Offsets) - 1
	in := &Adjacency{Offsets: make([]uint64, works+1), Targets: make([]uint32, len(a.Targets))}
	for _, t := range a.Targets {
		in.Offsets[t+1]++
	}
	for i := range works {
		in.Offsets[i+1] += in.Offsets[i]
	}
	next := slices.Clone(in.Offsets)
	for n := range uint32(works) {
		for _, t := range a.Of(n) {
			in.Targets[next[t]] = n
			next[t]++
		}
	}
	return in
}

// writeOut writes what each work cites.
func (s *Store) writeOut(w *writer, m *model) {
	out, _ := m.adjacency()
	blocks(w, 0, len(m.nodes), func(b []byte, n uint32) []byte { return appendDeltas(b, out.Of(n)) })
}

// writeIn writes what cites each work.
func (s *Store) writeIn(w *writer, m *model) {
	_, in := m.adjacency()
	blocks(w, 0, len(m.nodes), func(b []byte, n uint32) []byte { return appendDeltas(b, in.Of(n)) })
}

// list reads one work's list out of its block.
func list(tx *bolt.Tx, bucket []byte, n uint32) ([]byte, error) {
	b := tx.Bucket(bucket)
	if b == nil {
		return nil, nil
	}
	key := be32(n / blockNodes)
	v, err := get(b, bucket, key)
	if err != nil || v == nil {
		return nil, err
	}
	ls, err := readBlock(v)
	if err != nil || int(n%blockNodes) >= len(ls) {
		return nil, err
	}
	return ls[n%blockNodes], nil
}

// Adjacency is one direction of all edges in CSR form: the targets of n are
// Targets[Offsets[n]:Offsets[n+1]], sorted.
type Adjacency struct {
	Offsets []uint64
	Targets []uint32
}

// Of are the targets of n. The slice is part of a.
func (a *Adjacency) Of(n uint32) []uint32 { return a.Targets[a.Offsets[n]:a.Offsets[n+1]] }

// CSR is the whole adjacency: out (cites) and in (cited by). It is to be read
// only, and only until the store is closed: it may be the file of [FlatName].
func (g *Graph) CSR() (out, in *Adjacency, err error) {
	if out, in, ok := g.s.flat.of(g.s.flatPath(), g.generation, g.counts); ok {
		err := g.view(func(*bolt.Tx) error { return nil })
		return out, in, err
	}
	return g.readCSR()
}

// readCSR reads the adjacency from its buckets.
func (g *Graph) readCSR() (out, in *Adjacency, err error) {
	err = g.view(func(tx *bolt.Tx) error {
		if out, err = g.scan(tx, bucketOut); err != nil {
			return err
		}
		in, err = g.scan(tx, bucketIn)
		return err
	})
	if err == nil && len(out.Targets) != len(in.Targets) {
		err = fmt.Errorf("%w: %d citations one way, %d the other", ErrDamaged, len(out.Targets), len(in.Targets))
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read adjacency: %w", err)
	}
	return out, in, nil
}

func (g *Graph) scan(tx *bolt.Tx, bucket []byte) (*Adjacency, error) {
	works := g.counts.Works
	a := &Adjacency{Offsets: make([]uint64, 1, works+1), Targets: make([]uint32, 0, g.counts.Citations)}
	if b := tx.Bucket(bucket); b != nil {
		err := b.ForEach(func(k, v []byte) error {
			v, err := open(bucket, k, v)
			if err != nil {
				return err
			}
			ls, err := readBlock(v)
			if err != nil {
				return err
			}
			for _, l := range ls {
				if a.Targets, err = readDeltas(a.Targets, l); err != nil {
					return err
				}
				a.Offsets = append(a.Offsets, uint64(len(a.Targets)))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if len(a.Offsets) != works+1 {
		return nil, fmt.Errorf("%w: %s has lists of %d works of %d", ErrDamaged, bucket, len(a.Offsets)-1, works)
	}
	for _, t := range a.Targets {
		if int(t) >= works {
			return nil, fmt.Errorf("%w: %s leads to work %d of %d", ErrDamaged, bucket, t, works)
		}
	}
	return a, nil
}

// Cites are the works that n cites, sorted.
func (g *Graph) Cites(n uint32) ([]uint32, error) { return g.neighbours(bucketOut, n) }

// CitedBy are the works that cite n, sorted.
func (g *Graph) CitedBy(n uint32) ([]uint32, error) { return g.neighbours(bucketIn, n) }

func (g *Graph) neighbours(bucket []byte, n uint32) (out []uint32, err error) {
	if int(n) >= g.counts.Works {
		return nil, fmt.Errorf("work %d: %w", n, ErrNotFound)
	}
	err = g.view(func(tx *bolt.Tx) error {
		l, err := list(tx, bucket, n)
		if err != nil {
			return err
		}
		out, err = readDeltas(nil, l)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%s of work %d: %w", bucket, n, err)
	}
	return out, nil
}
