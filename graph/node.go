package graph

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// node is what a graph that is being made knows of every work, with what of a
// work depends on all others: little, since all nodes are read and written
// whenever something is added, while the works stay where they are.
type node struct {
	id        string
	bare, key string // readable key, without and with the letter that tells works apart
	held      bool
	partial   bool
	ambiguous bool
	container int32    // title of what it stands in: index in titles.containers, -1 for none
	names     []int32  // of its authors: index in nameForms
	authors   []uint32 // whom they were given
	journal   uint32

	citedBy, references int
}

// The flags of a node.
const (
	nodeHeld = 1 << iota
	nodePartial
	nodeAmbiguous
)

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// append writes k: flags, id, bare key, letters, citers, references, journal + 1
// (0: none), container + 1, number of authors, each, each name.
func (k *node) append(b []byte) []byte {
	flags := byte(0)
	for i, yes := range [...]bool{k.held, k.partial, k.ambiguous} {
		if yes {
			flags |= 1 << i
		}
	}
	b = append(b, flags)
	b = appendString(appendString(appendString(b, k.id), k.bare), k.key[len(k.bare):])
	for _, x := range [...]uint64{uint64(k.citedBy), uint64(k.references), uint64(k.journal + 1), uint64(k.container + 1), uint64(len(k.names))} {
		b = binary.AppendUvarint(b, x)
	}
	for _, a := range k.authors {
		b = binary.AppendUvarint(b, uint64(a))
	}
	for _, f := range k.names {
		b = binary.AppendUvarint(b, uint64(f))
	}
	return b
}

// arena hands out slices of few allocations.
type arena[T any] struct{ free []T }

func (a *arena[T]) take(n, ahead int) []T {
	if n == 0 {
		return nil
	}
	if len(a.free) < n {
		a.free = make([]T, max(n, ahead))
	}
	out := a.free[:n:n]
	a.free = a.free[n:]
	return out
}

// text reads what was written piece by piece. Strings are parts of it.
type text struct {
	s   string
	bad bool
}

func (t *text) number() uint64 {
	var x uint64
	for i := 0; i < len(t.s) && i < binary.MaxVarintLen64; i++ {
		c := t.s[i]
		x |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			t.s = t.s[i+1:]
			return x
		}
	}
	t.s, t.bad = "", true
	return 0
}

// count is a number of things that take a byte each or more.
func (t *text) count() int {
	n := t.number()
	if n > uint64(len(t.s)) {
		t.s, t.bad = "", true
		return 0
	}
	return int(n)
}

func (t *text) string() string {
	n := t.count()
	v := t.s[:n]
	t.s = t.s[n:]
	return v
}

func (t *text) byte() byte {
	if t.s == "" {
		t.bad = true
		return 0
	}
	c := t.s[0]
	t.s = t.s[1:]
	return c
}

// nodeReader reads nodes; for how many numbers it makes room at once is ahead.
type nodeReader struct {
	ahead   int
	names   arena[int32]
	authors arena[uint32]
}

func (r *nodeReader) read(s string) (k node, err error) {
	t := text{s: s}
	flags := t.byte()
	k.held, k.partial, k.ambiguous = flags&nodeHeld != 0, flags&nodePartial != 0, flags&nodeAmbiguous != 0
	k.id, k.bare = t.string(), t.string()
	k.key = k.bare
	if letters := t.string(); letters != "" {
		k.key += letters
	}
	k.citedBy, k.references = int(t.number()), int(t.number())
	k.journal, k.container = uint32(t.number())-1, int32(t.number())-1
	n := t.count()
	k.authors, k.names = r.authors.take(n, r.ahead), r.names.take(n, r.ahead)
	for i := range k.authors {
		k.authors[i] = uint32(t.number())
	}
	for i := range k.names {
		k.names[i] = int32(t.number())
	}
	if t.bad || t.s != "" {
		return k, fmt.Errorf("%w: node", ErrDamaged)
	}
	return k, nil
}

func (s *Store) writeNodes(w *writer, m *model) {
	blocks(w, 0, len(m.nodes), func(b []byte, n uint32) []byte { return m.nodes[n].append(b) })
}

// nodes reads all of them.
func (s *Store) nodes(tx *bolt.Tx, works int) ([]node, error) {
	out := make([]node, 0, works)
	b := tx.Bucket(bucketNode)
	if b == nil {
		return nil, fmt.Errorf("%w: no nodes", ErrDamaged)
	}
	r := nodeReader{ahead: 1 << 14}
	err := b.ForEach(func(k, sealed []byte) error {
		v, err := open(bucketNode, k, sealed)
		if err != nil {
			return err
		}
		t := text{s: string(v)}
		lengths := make([]int, t.count())
		for i := range lengths {
			lengths[i] = t.count()
		}
		for _, n := range lengths {
			if n > len(t.s) {
				return fmt.Errorf("%w: block of nodes", ErrDamaged)
			}
			k, err := r.read(t.s[:n])
			if err != nil {
				return err
			}
			out, t.s = append(out, k), t.s[n:]
		}
		return nil
	})
	if err == nil && len(out) != works {
		err = fmt.Errorf("%w: %d nodes of %d works", ErrDamaged, len(out), works)
	}
	return out, err
}

// node reads that of work n.
func (g *Graph) node(tx *bolt.Tx, n uint32) (k node, err error) {
	if int(n) >= g.counts.Works {
		return k, ErrNotFound
	}
	l, err := list(tx, bucketNode, n)
	if err != nil {
		return k, err
	}
	return new(nodeReader).read(string(l))
}

// finishNode fills what is stored apart from w.
func (g *Graph) finishNode(tx *bolt.Tx, w *Work) error {
	k, err := g.node(tx, w.N)
	if err != nil {
		return err
	}
	w.Key, w.Ambiguous, w.CitedBy, w.References, w.Authors, w.Journal = k.key, k.ambiguous, k.citedBy, k.references, k.authors, k.journal
	return nil
}
