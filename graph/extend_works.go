package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"
)

// works numbers all works by id.
func (x *extender) works(ctx context.Context) error {
	m := x.m
	if err := m.giveIDs(x.cs, x.reason); err != nil {
		return err
	}
	m.cluster = make([]int32, len(m.mentions))
	for i := range x.cs {
		m.own, m.members = append(m.own, x.cs[i].own), append(m.members, x.cs[i].mentions)
		for _, at := range x.cs[i].mentions {
			m.cluster[at] = int32(m.first) + int32(i)
		}
	}
	if err := x.number(); err != nil {
		return err
	}
	m.readableKeys()
	if err := x.lay(); err != nil {
		return err
	}
	return cmp.Or(x.doubts(), ctx.Err())
}

// known reads what must be known of all that there is.
func (x *extender) known(context.Context) (err error) {
	m := x.m
	m.state, x.v = *x.st, x.st.venues()
	m.titles = x.st.titles()
	if m.forms, err = readForms(x.tx); err != nil {
		return err
	}
	m.firstForm = uint32(len(m.forms.names))
	m.before = &before{}
	if m.before.nodes, err = x.s.nodes(x.tx, x.st.Counts.Works); err != nil {
		return err
	}
	for n := range m.before.nodes {
		if k := &m.before.nodes[n]; int(k.container) >= len(m.titles.containers) || slices.ContainsFunc(k.names, func(f int32) bool { return f < 0 || uint32(f) >= m.firstForm }) ||
			slices.ContainsFunc(k.authors, func(a uint32) bool { return int(a) >= x.st.Counts.Authors }) {
			return fmt.Errorf("%w: node %d", ErrDamaged, n)
		}
	}
	if m.before.authors, err = x.s.authorsBefore(x.tx, x.st.Counts.Authors, x.st.Counts.Works); err != nil {
		return err
	}
	if m.named, err = entriesOf(x.tx, bucketMore); err != nil {
		return err
	}
	m.met, err = entriesOf(x.tx, bucketMeet)
	return err
}

// authorsBefore reads all authors.
func (s *Store) authorsBefore(tx *bolt.Tx, authors, works int) ([]*Author, error) {
	var values [][]byte
	err := tx.Bucket(bucketAuthor).ForEach(func(k, sealed []byte) error {
		v, err := open(bucketAuthor, k, sealed)
		values = append(values, v)
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(values) != authors {
		return nil, fmt.Errorf("%w: %d authors of %d", ErrDamaged, len(values), authors)
	}
	out, all, errs := make([]*Author, authors), make([]Author, authors), make([]error, authors)
	parallel(authors, func(i int) {
		out[i] = &all[i]
		if errs[i] = decode(s.codec.author, bucketAuthor, be32(uint32(i)), values[i], out[i]); errs[i] == nil &&
			slices.ContainsFunc(out[i].Works, func(w uint32) bool { return int(w) >= works }) {
			errs[i] = fmt.Errorf("%w: author %d", ErrDamaged, i)
		}
	})
	return out, cmp.Or(errs...)
}

// number puts the works that stay and those of the extension in the order of
// their ids.
func (x *extender) number() error {
	m, b := x.m, x.m.before
	b.number = make([]uint32, len(b.nodes))
	next := 0
	for p := 0; p < len(b.nodes) || next < len(x.cs); {
		if p < len(b.nodes) {
			if _, gone := x.gone[x.prev.slot[p]]; gone {
				if len(b.nodes[p].id) > 1+idLetters { // of two whose ids clash
					return errWhole
				}
				b.number[p] = None
				p++
				continue
			}
		}
		c := -1
		if p == len(b.nodes) {
			c = 1
		} else if next < len(x.cs) {
			c = strings.Compare(b.nodes[p].id, x.cs[next].id)
		}
		n := uint32(len(m.nodes))
		switch {
		case c == 0:
			return errWhole
		case c < 0:
			b.number[p] = n
			m.nodes, b.then = append(m.nodes, b.nodes[p]), append(b.then, uint32(p))
			m.nodes[n].ambiguous = false
			p++
		default:
			m.nodes, b.then = append(m.nodes, x.cs[next].node), append(b.then, None)
			m.at = append(m.at, n)
			next++
		}
	}
	if len(m.nodes) == 0 || (len(x.prev.At)+len(m.at))*x.s.share() > int(x.prev.Base) {
		return errWhole
	}
	return nil
}

// lay says how the works of the extension lie over those before.
func (x *extender) lay() (err error) {
	m, r := x.m, &x.m.over
	slot := make([]uint32, len(x.cs)) // by number when taken
	for i := range x.cs {
		slot[x.cs[i].old] = m.first + uint32(i)
	}
	*r = overlayRow{Base: x.prev.Base, At: make([]uint32, 0, len(x.prev.At)+len(m.at))}
	for _, n := range x.prev.At {
		if n != None {
			n = m.before.number[n]
		}
		r.At = append(r.At, n)
	}
	r.At = append(r.At, m.at...)
	type fate struct{ gone, into uint32 }
	var fates []fate
	for i, g := range x.prev.Gone {
		into := x.prev.Into[i]
		if c, gone := x.gone[into]; gone {
			into = slot[c]
		}
		fates = append(fates, fate{g, into})
	}
	for g, c := range x.gone {
		fates = append(fates, fate{g, slot[c]})
	}
	slices.SortFunc(fates, func(a, b fate) int { return cmp.Compare(a.gone, b.gone) })
	for _, f := range fates {
		r.Gone, r.Into = append(r.Gone, f.gone), append(r.Into, f.into)
	}
	if x.o, err = r.open(); err != nil {
		return err
	}
	m.met = slices.DeleteFunc(m.met, func(e entry) bool { return !x.o.live(e.n) })
	m.state.Decided = nil
	for _, w := range x.st.Decided {
		m.state.Decided = append(m.state.Decided, x.o.slot[x.o.number[w]])
	}
	return nil
}

// doubts keeps those of works that were not resolved anew, and adds those of the
// others.
func (x *extender) doubts() error {
	var before doubtRows
	if err := readRow(x.tx, bucketDoubt, []byte("all"), x.s.codec.doubts, &before); err != nil {
		return err
	}
	works := uint32(len(x.prev.slot))
	for _, d := range before.Rows {
		if d.A >= works || d.B >= works {
			return fmt.Errorf("%w: doubt of works %d and %d", ErrDamaged, d.A, d.B)
		}
		if a, b := x.prev.slot[d.A], x.prev.slot[d.B]; !x.pulled[a] && !x.pulled[b] {
			x.m.doubt(x.o.number[a], x.o.number[b], d.Reason, d.P)
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
	return nil
}

// groups makes journals and authors of all works.
func (x *extender) groups(ctx context.Context) error {
	x.m.makeJournals(x.v)
	x.m.state.keepTitles(x.v)
	x.m.makeAuthors()
	return ctx.Err()
}

// citations adds those of the new documents to those that are stored, and makes
// the adjacency of all.
func (x *extender) citations() error {
	m := x.m
	m.counts.add(&x.st.Counts)
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
	into := map[uint32]uint32{}
	for i, w := range m.over.Gone {
		into[w] = m.over.Into[i]
		if _, now := x.gone[w]; now {
			at := m.over.Into[i] - m.first
			from[at] = append(from[at], w)
		}
	}
	ranks := func(a, b uint32) int { return cmp.Compare(m.docs[a].rank, m.docs[b].rank) }
	m.placed = make([][]placed, len(x.cs))
	for i := range x.cs {
		slot := m.first + uint32(i)
		var all []placed
		for _, w := range from[i] {
			l, err := evidenceOf(x.tx, w, x.prev.Base)
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
		for j, ps := 0, m.proofs.of(slot); j < len(ps); j++ {
			if j == 0 || ps[j].cited != ps[j-1].cited {
				all = append(all, placed{cited: ps[j].cited})
			}
			last := &all[len(all)-1]
			last.places = append(last.places, m.placeOf(&ps[j]))
		}
		m.placed[i] = gathered(all, slot, ranks)
	}
	return nil
}

// adjacency makes that of all works: of what it was, by number.
func (x *extender) adjacency() error {
	m := x.m
	g := &Graph{s: x.s, counts: Counts{Works: x.st.Counts.Works, Citations: x.st.Counts.Citations}}
	was, err := g.scan(x.tx, bucketOut)
	if err != nil {
		return err
	}
	number := make([]uint32, len(m.before.number)) // of today by that of then
	for p, n := range m.before.number {
		if number[p] = n; n == None {
			number[p] = x.o.number[x.prev.slot[p]]
		}
	}
	m.out = &Adjacency{Offsets: make([]uint64, 1, len(m.nodes)+1), Targets: make([]uint32, 0, len(was.Targets)+len(m.proofs.all))}
	for n, slot := range x.o.slot {
		from := len(m.out.Targets)
		if slot >= m.first {
			for _, p := range m.placed[slot-m.first] {
				m.out.Targets = append(m.out.Targets, x.o.number[p.cited])
			}
		} else {
			for _, p := range was.Of(m.before.then[n]) {
				m.out.Targets = append(m.out.Targets, number[p])
			}
		}
		ns := m.out.Targets[from:]
		if !slices.IsSorted(ns) {
			slices.Sort(ns)
		}
		ns = slices.Compact(ns)
		if i, self := slices.BinarySearch(ns, uint32(n)); self {
			ns = slices.Delete(ns, i, i+1)
		}
		m.out.Targets = m.out.Targets[:from+len(ns)]
		m.out.Offsets = append(m.out.Offsets, uint64(len(m.out.Targets)))
	}
	return nil
}

// contexts puts all citing sentences in order.
func (x *extender) contexts() error {
	type known struct {
		contextStub
		key uint32
	}
	var all []known
	add := func(key uint32, c contextStub) {
		row := contextRow{Citing: c.Citing, Groups: c.Groups}
		row.renumber(x.o.number)
		if c.Citing, c.Groups = row.Citing, row.Groups; len(c.Groups) > 0 {
			all = append(all, known{c, key})
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
		groups := make([]group, len(c.groups))
		for j, g := range c.groups {
			groups[j] = group{g.Call, slices.Clone(g.Cited)}
		}
		add(x.st.Contexts+uint32(i), contextStub{c.citing, c.doc, groups, c.span})
	}
	slices.SortFunc(all, func(a, b known) int {
		return cmp.Or(cmp.Compare(a.Citing, b.Citing), cmp.Compare(x.m.docs[a.Doc].rank, x.m.docs[b.Doc].rank),
			cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	x.m.citing = map[uint32][]uint32{}
	for i, c := range all {
		x.m.over.Contexts = append(x.m.over.Contexts, c.key)
		for _, k := range citedIn(c.Groups) {
			x.m.citing[k] = append(x.m.citing[k], uint32(i))
		}
	}
	x.m.counts.Contexts = len(all)
	return nil
}
