package graph

import (
	"cmp"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// overlayRow says how the works of extensions lie over those of the base. Works
// are stored in slots: the base's in theirs by number when it was derived, those
// of each extension behind all before, in the order of their ids. A work's
// number is its place among the ids of all works that are not gone.
type overlayRow struct {
	Base     uint32   // works of the base
	At       []uint32 // numbers of the works behind the base, by slot; None of one that is gone
	Gone     []uint32 // slots of works that an extension replaced, sorted
	Into     []uint32 // the slots in which what was theirs is now
	Contexts []uint32 // keys of all contexts, in order
}

// overlay translates between slots and numbers.
type overlay struct {
	overlayRow
	slot   []uint32 // by number
	number []uint32 // by slot, also of a work that is gone
}

// noOverlay is that of a graph that was derived whole.
func noOverlay(works, contexts int) *overlay {
	o := &overlay{overlayRow: overlayRow{Base: uint32(works)}, slot: make([]uint32, works)}
	for i := range o.slot {
		o.slot[i] = uint32(i)
	}
	o.number = o.slot
	o.Contexts = make([]uint32, contexts)
	for i := range o.Contexts {
		o.Contexts[i] = uint32(i)
	}
	return o
}

func (r *overlayRow) open() (*overlay, error) {
	bad := fmt.Errorf("%w: overlay", ErrDamaged)
	slots := uint64(r.Base) + uint64(len(r.At))
	if slots >= uint64(None) || len(r.Into) != len(r.Gone) || len(r.Gone) > 0 && uint64(len(r.Gone)) >= slots {
		return nil, bad
	}
	works := slots - uint64(len(r.Gone))
	o := &overlay{overlayRow: *r, number: make([]uint32, slots), slot: make([]uint32, works)}
	for i := range o.slot {
		o.slot[i] = None
	}
	for i, n := range r.At {
		if n == None {
			continue
		}
		if uint64(n) >= works || o.slot[n] != None {
			return nil, bad
		}
		o.slot[n] = r.Base + uint32(i)
	}
	base, gone := uint32(0), r.Gone
	for n := range o.slot {
		if o.slot[n] == None {
			for len(gone) > 0 && gone[0] == base {
				gone = gone[1:]
				base++
			}
			if base >= r.Base {
				return nil, bad
			}
			o.slot[n] = base
			base++
		}
		o.number[o.slot[n]] = uint32(n)
	}
	for i, g := range r.Gone {
		if uint64(g) >= slots || uint64(r.Into[i]) >= slots || i > 0 && g <= r.Gone[i-1] || !o.live(r.Into[i]) || o.live(g) {
			return nil, bad
		}
	}
	for i, g := range r.Gone {
		o.number[g] = o.number[r.Into[i]]
	}
	return o, nil
}

// live reports whether a slot holds a work that is not gone.
func (o *overlay) live(slot uint32) bool { return o.slot[o.number[slot]] == slot }

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

// base is how many works were derived whole.
func (g *Graph) base() uint32 {
	if g.over == nil {
		return uint32(g.counts.Works)
	}
	return g.over.Base
}

// apartEvidence is set in the key of evidence that an extension put behind that
// of the base, one value a work.
const apartEvidence = 1 << 31

// evidenceOf is the list of the work in a slot; base is how many works are
// stored in blocks.
func evidenceOf(tx *bolt.Tx, slot, base uint32) ([]byte, error) {
	if slot < base {
		return list(tx, bucketEvidence, slot)
	}
	return get(tx.Bucket(bucketEvidence), bucketEvidence, be32(apartEvidence|slot))
}

// placed are the citations of work n with their places.
func (g *Graph) placed(r *factReader, n uint32) ([]placed, error) {
	l, err := evidenceOf(r.tx, g.slotOf(n), g.base())
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
