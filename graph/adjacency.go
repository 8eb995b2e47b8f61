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
		b = binary.AppendUvarint(b, uint64(n-last))
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

// appendBlock writes lists as count, the length of each, then each.
func appendBlock(b []byte, lists [][]byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(lists)))
	for _, l := range lists {
		b = binary.AppendUvarint(b, uint64(len(l)))
	}
	for _, l := range lists {
		b = append(b, l...)
	}
	return b
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

// blocks writes one list a work, in blocks of blockNodes.
func blocks(w *writer, works int, list func(n uint32) []byte) {
	var lists [][]byte
	for n := range works {
		lists = append(lists, list(uint32(n)))
		if len(lists) == blockNodes || n == works-1 {
			w.put(be32(uint32(n/blockNodes)), appendBlock(nil, lists), nil)
			lists = lists[:0]
		}
	}
}

// writeOut writes what each work cites. The proofs are sorted by citing, then
// cited.
func (s *Store) writeOut(w *writer, m *model) {
	at := 0
	var ns []uint32
	blocks(w, len(m.works), func(n uint32) []byte {
		ns = ns[:0]
		for ; at < len(m.proofs) && m.proofs[at].citing == n; at++ {
			if c := m.proofs[at].cited; len(ns) == 0 || ns[len(ns)-1] != c {
				ns = append(ns, c)
			}
		}
		return appendDeltas(nil, ns)
	})
}

// writeIn writes what cites each work: the transpose, by counting.
func (s *Store) writeIn(w *writer, m *model) {
	offsets := make([]uint32, len(m.works)+1)
	edges := func(yield func(citing, cited uint32)) {
		for i, p := range m.proofs {
			if i == 0 || m.proofs[i-1].citing != p.citing || m.proofs[i-1].cited != p.cited {
				yield(p.citing, p.cited)
			}
		}
	}
	edges(func(_, cited uint32) { offsets[cited+1]++ })
	for i := 1; i < len(offsets); i++ {
		offsets[i] += offsets[i-1]
	}
	from := make([]uint32, offsets[len(m.works)])
	next := slices.Clone(offsets)
	edges(func(citing, cited uint32) {
		from[next[cited]] = citing
		next[cited]++
	})
	blocks(w, len(m.works), func(n uint32) []byte { return appendDeltas(nil, from[offsets[n]:offsets[n+1]]) })
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
