package graph

import (
	"cmp"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// overlayRow says how the works of an extension lie over those of the base.
// Works are stored in slots: the base's in theirs by number when it was derived,
// those of the extension from First on, in the order of their ids. A work's
// number is its place among the ids of all works that are not gone.
type overlayRow struct {
	First    uint32   // slot of the extension's first work: a multiple of blockNodes
	Base     uint32   // works of the base
	Gone     []uint32 // base works that the extension replaced, sorted
	Into     []uint32 // the slots in which what was theirs is now
	At       []uint32 // numbers of the extension's works
	Contexts []uint32 // keys of all contexts, in order
}

// overlay translates between slots and numbers.
type overlay struct {
	slot     []uint32 // by number
	number   []uint32 // by slot, also of a work that is gone; None for no work
	contexts []uint32
}

func (r *overlayRow) open() (*overlay, error) {
	if !r.sound() {
		return nil, fmt.Errorf("%w: overlay", ErrDamaged)
	}
	o := &overlay{contexts: r.Contexts, number: make([]uint32, int(r.First)+len(r.At)), slot: make([]uint32, int(r.Base)-len(r.Gone)+len(r.At))}
	for i := range o.number {
		o.number[i] = None
	}
	base, gone, at := uint32(0), r.Gone, r.At
	for n := range o.slot {
		if len(at) > 0 && at[0] == uint32(n) {
			o.slot[n] = r.First + uint32(len(r.At)-len(at))
			at = at[1:]
		} else {
			for len(gone) > 0 && gone[0] == base {
				gone = gone[1:]
				base++
			}
			o.slot[n] = base
			base++
		}
		o.number[o.slot[n]] = uint32(n)
	}
	for i, g := range r.Gone {
		o.number[g] = o.number[r.Into[i]]
	}
	return o, nil
}

// sound reports whether nothing in r leads out of it.
func (r *overlayRow) sound() bool {
	end := uint64(r.First) + uint64(len(r.At))
	works := uint64(r.Base) + uint64(len(r.At)) - uint64(len(r.Gone))
	if r.Base > r.First || len(r.Gone) > int(r.Base) || len(r.Into) != len(r.Gone) || end > uint64(None) {
		return false
	}
	out := func(limit uint64) func(uint32) bool { return func(x uint32) bool { return uint64(x) >= limit } }
	slots := func(x uint32) bool { return x < r.First || uint64(x) >= end }
	return slices.IsSorted(r.Gone) && slices.IsSorted(r.At) && !slices.ContainsFunc(r.Gone, out(uint64(r.Base))) &&
		!slices.ContainsFunc(r.At, out(works)) && !slices.ContainsFunc(r.Into, slots)
}

// numbers translates slots in place, sorted and each once.
func (o *overlay) numbers(slots []uint32) []uint32 {
	for i, s := range slots {
		slots[i] = o.number[s]
	}
	slices.Sort(slots)
	return slices.Compact(slots)
}

// slotOf is where work n is stored.
func (g *Graph) slotOf(n uint32) uint32 {
	if g.over == nil || int(n) >= len(g.over.slot) {
		return n
	}
	return g.over.slot[n]
}

// placed are the citations of work n with their places.
func (g *Graph) placed(r *factReader, n uint32) ([]placed, error) {
	l, err := list(r.tx, bucketEvidence, g.slotOf(n))
	if err != nil {
		return nil, err
	}
	ps, err := readEvidence(l)
	if err != nil || g.over == nil {
		return ps, err
	}
	for i := range ps {
		ps[i].cited = g.over.number[ps[i].cited]
	}
	return gathered(ps, n, func(a, b uint32) int {
		x, errX := r.doc(a)
		y, errY := r.doc(b)
		if errX != nil || errY != nil {
			err = cmp.Or(err, errX, errY)
			return 0
		}
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Ord, y.Ord))
	}), err
}

// gathered puts citations of one work, made of several, in order: by cited
// work, each once, its places by document and place; without those of itself.
func gathered(ps []placed, citing uint32, docs func(a, b uint32) int) []placed {
	ps = slices.DeleteFunc(ps, func(p placed) bool { return p.cited == citing })
	slices.SortStableFunc(ps, func(a, b placed) int { return cmp.Compare(a.cited, b.cited) })
	out := ps[:0]
	for _, p := range ps {
		if n := len(out); n > 0 && out[n-1].cited == p.cited {
			out[n-1].places = append(out[n-1].places, p.places...)
			slices.SortFunc(out[n-1].places, func(a, b place) int { return cmp.Or(docs(a.doc, b.doc), a.compare(&b)) })
		} else {
			out = append(out, p)
		}
	}
	return out
}

// compare orders the places of one document as mentions are ordered.
func (p *place) compare(q *place) int {
	return cmp.Or(cmp.Compare(p.from.class(), q.from.class()), cmp.Compare(p.idx, q.idx), cmp.Compare(p.sub, q.sub), cmp.Compare(p.call, q.call))
}

// class is the place of a kind of mention among those of its document.
func (o origin) class() uint32 {
	switch o {
	case fromSelf:
		return 0
	case fromFragments:
		return 2
	case fromPlaceholder:
		return 3
	}
	return 1
}

// nodeRow is what of a work depends on all others: it is written anew whenever
// something was added, while the work stays where it is.
type nodeRow struct {
	Key        string
	Ambiguous  bool
	CitedBy    int
	References int
	Authors    []uint32
	Journal    uint32
}

func (s *Store) writeNodes(w *writer, m *model) {
	w.putAll(len(m.works), func(i int) ([]byte, error) {
		k := m.works[i]
		return s.codec.node.Append(nil, &nodeRow{k.Key, k.Ambiguous, k.CitedBy, k.References, k.Authors, k.Journal})
	})
}

// finishNode fills what is stored apart from w. Stores of before had it in w.
func (g *Graph) finishNode(tx *bolt.Tx, w *Work) error {
	if tx.Bucket(bucketNode) == nil {
		return nil
	}
	var n nodeRow
	if err := readRow(tx, bucketNode, be32(w.N), g.s.codec.node, &n); err != nil {
		return err
	}
	w.Key, w.Ambiguous, w.CitedBy, w.References, w.Authors, w.Journal = n.Key, n.Ambiguous, n.CitedBy, n.References, n.Authors, n.Journal
	return nil
}
