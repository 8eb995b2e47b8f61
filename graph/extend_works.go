package graph

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"citegraph/corpus"

	bolt "go.etcd.io/bbolt"
)

// works numbers all works by id, those of the base as stubs.
func (x *extender) works(ctx context.Context) error {
	if err := x.stubs(); err != nil {
		return err
	}
	m, base := x.m, uint32(len(x.base))
	m.first = (base + blockNodes - 1) / blockNodes * blockNodes
	slices.SortFunc(x.cs, func(a, b cluster) int { // as ids expect them: by first mention
		p, q := m.place(&m.mentions[a.mentions[0]]), m.place(&m.mentions[b.mentions[0]])
		return slices.Compare(p[:], q[:])
	})
	giveIDs(x.cs)
	slices.SortFunc(x.cs, func(a, b cluster) int { return strings.Compare(a.id, b.id) })
	slot := make([]uint32, len(x.cs)) // by number when taken
	for i := range x.cs {
		slot[x.cs[i].old] = m.first + uint32(i)
	}
	m.over = overlayRow{First: m.first, Base: base}
	for w := range base {
		if c, gone := x.gone[w]; gone {
			m.over.Gone, m.over.Into = append(m.over.Gone, w), append(m.over.Into, slot[c])
			if len(x.base[w].ID) > 1+idLetters { // of two whose ids clash
				return errWhole
			}
		}
	}
	m.before = &before{}
	m.cluster = make([]int32, len(m.mentions))
	m.at = make([]uint32, 0, len(x.cs))
	next := uint32(0)
	for w := uint32(0); w < base || int(next) < len(x.cs); {
		if w < base {
			if _, gone := x.gone[w]; gone {
				m.before.gone = append(m.before.gone, x.base[w].CSL.Author)
				w++
				continue
			}
		}
		c := -1
		if w == base {
			c = 1
		} else if int(next) < len(x.cs) {
			c = cmp.Compare(x.base[w].ID, x.cs[next].id)
		}
		n := uint32(len(m.works))
		switch {
		case c == 0:
			return errWhole
		case c < 0:
			m.works = append(m.works, x.base[w].work())
			m.before.authors, m.before.journal = append(m.before.authors, x.base[w].Authors), append(m.before.journal, x.base[w].Journal)
			w++
		default:
			m.before.authors, m.before.journal = append(m.before.authors, nil), append(m.before.journal, None)
			k, rows := m.work(&x.cs[next], m.first+next, func(at int32) (string, float64) { return x.why[at], x.p[at] })
			m.works, m.rows = append(m.works, k), append(m.rows, mentionRows{rows})
			m.keys, m.members = append(m.keys, x.cs[next].keys), append(m.members, x.cs[next].mentions)
			m.at = append(m.at, n)
			next++
		}
		m.works[n].N = n
	}
	m.over.At = m.at
	if len(m.works) == 0 || len(m.at)*x.s.share() > len(x.base) {
		return errWhole
	}
	m.readableKeys()
	var err error
	if x.o, err = m.over.open(); err != nil {
		return err
	}
	x.doubts()
	return ctx.Err()
}

// stubs reads what must be known of all works of the base.
func (x *extender) stubs() error {
	n := uint32(x.st.Counts.Works)
	x.base = make([]stub, n)
	values := make([][]byte, 0, n)
	c := x.tx.Bucket(bucketWork).Cursor()
	for k, sealed := c.First(); k != nil && len(values) < int(n); k, sealed = c.Next() {
		if binary.BigEndian.Uint32(k) != uint32(len(values)) {
			break
		}
		v, err := open(bucketWork, k, sealed)
		if err != nil {
			return err
		}
		values = append(values, v)
	}
	if len(values) < int(n) {
		return fmt.Errorf("%w: %d works of %d", ErrDamaged, len(values), n)
	}
	errs := make([]error, n)
	parallel(int(n), func(i int) { errs[i] = decode(x.s.codec.stub, bucketWork, be32(uint32(i)), values[i], &x.base[i]) })
	return cmp.Or(errs...)
}

// doubts keeps those of works that were not resolved anew, and adds those of the
// others.
func (x *extender) doubts() {
	for _, d := range x.st.Doubts {
		if !x.pulled[d.A] && !x.pulled[d.B] {
			x.m.doubt(x.o.number[d.A], x.o.number[d.B], d.Reason, d.P)
		}
	}
	number := func(i int32) uint32 {
		if s := &x.sub[i]; s.fresh < 0 {
			return x.o.number[s.work]
		}
		return x.o.number[x.m.cluster[x.sub[i].fresh]]
	}
	for _, d := range x.res.Doubts {
		if x.sub[d.A].near < 0 || x.sub[d.B].near < 0 {
			x.m.doubt(number(d.A), number(d.B), d.Reason, d.P)
		}
	}
	x.m.sortDoubts()
}

// groups makes journals and authors of all works.
func (x *extender) groups(ctx context.Context) error {
	m, v := x.m, newVenues()
	m.titles = x.st.titles()
	for i := range x.cs {
		var ms []*corpus.Work
		for _, at := range x.cs[i].mentions {
			ms = append(ms, m.mentions[at].work)
		}
		for _, w := range x.olds[x.cs[i].old] {
			var had []*corpus.Work
			for j, at := range x.cs[i].mentions {
				if x.ofWork(w, at) {
					had = append(had, ms[j])
				}
			}
			st := x.base[w].work()
			m.titles.add(v, containerOf(&st.CSL), had, -1)
		}
		m.titles.add(v, containerOf(&x.cs[i].csl), ms, 1)
	}
	m.makeJournals(v)
	m.makeAuthors()
	return ctx.Err()
}

// citations adds those of the new documents to those that are stored, and makes
// the adjacency of all.
func (x *extender) citations() error {
	m, n := x.m, x.st.Counts
	for _, c := range []struct {
		to   *int
		base int
	}{{&m.counts.Documents, n.Documents}, {&m.counts.References, n.References}, {&m.counts.Callouts, n.Callouts},
		{&m.counts.Linked, n.Linked}, {&m.counts.Fragments, n.Fragments}} {
		*c.to += c.base
	}
	m.cite()
	if err := x.placeAll(); err != nil {
		return err
	}
	if err := x.adjacency(); err != nil {
		return err
	}
	m.degrees()
	return x.contexts()
}

// placeAll gathers the citations by the works of the extension: those that the
// base works had, and those of the new documents, by slot of the work cited.
func (x *extender) placeAll() error {
	m := x.m
	from := make([][]uint32, len(x.cs))
	for i, w := range m.over.Gone {
		at := m.over.Into[i] - m.first
		from[at] = append(from[at], w)
	}
	into := map[uint32]uint32{}
	for i, w := range m.over.Gone {
		into[w] = m.over.Into[i]
	}
	ranks := func(a, b uint32) int { return cmp.Compare(m.docs[a].rank, m.docs[b].rank) }
	next := 0
	m.placed = make([][]placed, len(x.cs))
	for i := range x.cs {
		slot := m.first + uint32(i)
		var all []placed
		for _, w := range from[i] {
			l, err := list(x.tx, bucketEvidence, w)
			if err != nil {
				return err
			}
			ps, err := readEvidence(l)
			if err != nil {
				return err
			}
			for j := range ps {
				if to, gone := into[ps[j].cited]; gone {
					ps[j].cited = to
				}
			}
			all = append(all, ps...)
		}
		for ; next < len(m.proofs) && m.proofs[next].citing == slot; next++ {
			p := &m.proofs[next]
			if k := len(all) - 1; k < 0 || next == 0 || m.proofs[next-1].citing != slot || all[k].cited != p.cited {
				all = append(all, placed{cited: p.cited})
			}
			all[len(all)-1].places = append(all[len(all)-1].places, m.placeOf(p))
		}
		m.placed[i] = gathered(all, slot, ranks)
	}
	return nil
}

// adjacency makes that of all works, by number.
func (x *extender) adjacency() error {
	m := x.m
	m.out = &Adjacency{Offsets: make([]uint64, 1, len(m.works)+1), Targets: make([]uint32, 0, x.st.Counts.Citations+len(m.proofs))}
	var lists [][]byte
	block := None
	var ns []uint32
	for n, slot := range x.o.slot {
		ns = ns[:0]
		if slot >= m.first {
			for _, p := range m.placed[slot-m.first] {
				ns = append(ns, p.cited)
			}
		} else {
			if b := slot / blockNodes; b != block {
				block, lists = b, nil
				v, err := get(x.tx.Bucket(bucketEvidence), bucketEvidence, be32(b))
				if err != nil {
					return err
				}
				if v != nil {
					if lists, err = readBlock(v); err != nil {
						return err
					}
				}
			}
			if i := int(slot % blockNodes); i < len(lists) {
				var err error
				if ns, err = readCited(ns, lists[i]); err != nil {
					return err
				}
			}
		}
		ns = x.o.numbers(ns)
		if i, self := slices.BinarySearch(ns, uint32(n)); self {
			ns = slices.Delete(ns, i, i+1)
		}
		m.out.Targets = append(m.out.Targets, ns...)
		m.out.Offsets = append(m.out.Offsets, uint64(len(m.out.Targets)))
	}
	return nil
}

// contexts puts all citing sentences in order.
func (x *extender) contexts() error {
	type sentence struct {
		contextStub
		key uint32
	}
	var all []sentence
	add := func(key uint32, c contextStub) {
		row := contextRow{Citing: c.Citing, Groups: c.Groups}
		row.renumber(x.o.number)
		if c.Citing, c.Groups = row.Citing, row.Groups; len(c.Groups) > 0 {
			all = append(all, sentence{c, key})
		}
	}
	for key := range x.st.Contexts {
		var c contextStub
		if err := readRow(x.tx, bucketContext, be32(key), x.s.codec.citing, &c); err != nil {
			return err
		}
		add(key, c)
	}
	for i, c := range x.m.contexts {
		groups := make([]group, len(c.Groups))
		for j, g := range c.Groups {
			groups[j] = group{g.Call, slices.Clone(g.Cited)}
		}
		add(x.st.Contexts+uint32(i), contextStub{c.Citing, c.Doc, groups, c.Span})
	}
	slices.SortFunc(all, func(a, b sentence) int {
		return cmp.Or(cmp.Compare(a.Citing, b.Citing), cmp.Compare(x.m.docs[a.Doc].rank, x.m.docs[b.Doc].rank),
			cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	x.m.citing = map[uint32][]uint32{}
	for i, c := range all {
		x.m.over.Contexts = append(x.m.over.Contexts, c.key)
		for _, k := range (&contextRow{Groups: c.Groups}).cited() {
			x.m.citing[k] = append(x.m.citing[k], uint32(i))
		}
	}
	x.m.counts.Contexts = len(all)
	return nil
}

// writeExtension writes what the extension adds and replaces.
func (s *Store) writeExtension(ctx context.Context, tx *bolt.Tx, m *model, g Generation) error {
	have, err := s.derivedMeta(tx)
	if err != nil {
		return err
	}
	if err := s.storeSchemas(tx); err != nil {
		return err
	}
	meta := derivedMeta{Generation: g.String(), Counts: m.counts}
	for _, f := range append(fillers(), filler{bucket: bucketMore, fill: (*Store).writeNames}, filler{bucket: bucketOverlay, fill: (*Store).writeOverlay},
		filler{bucket: bucketState, base: true}) {
		if err := ctx.Err(); err != nil {
			return err
		}
		w := &writer{name: f.bucket, sum: bucketSum{Bucket: string(f.bucket)}}
		if f.base || f.first != nil {
			for _, sum := range append(slices.Clone(have.Sums), m.sums...) { // the later counts
				if sum.Bucket == w.sum.Bucket {
					w.sum = sum
				}
			}
		}
		switch {
		case f.base:
		case f.first != nil:
			w.b, w.from = tx.Bucket(f.bucket), f.first(m)
			err = deleteFrom(w.b, w.from)
		default:
			w.b, err = anew(tx, f.bucket)
		}
		if err != nil {
			return err
		}
		if !f.base {
			w.b.FillPercent = fill
			f.fill(s, w, m)
		}
		if w.err != nil {
			return w.err
		}
		meta.Sums = append(meta.Sums, w.sum)
	}
	return s.writeDerived(tx, &meta)
}

// deleteFrom deletes the values of an extension before.
func deleteFrom(b *bolt.Bucket, from uint32) error {
	var keys [][]byte
	c := b.Cursor()
	for k, _ := c.Seek(be32(from)); k != nil; k, _ = c.Next() {
		keys = append(keys, slices.Clone(k))
	}
	for _, k := range keys {
		if err := b.Delete(k); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) writeOverlay(w *writer, m *model) {
	v, err := s.codec.overlay.Append(nil, &m.over)
	w.put([]byte("all"), v, err)
}
