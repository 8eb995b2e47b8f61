package graph

import (
	"cmp"
	"context"
	"slices"

	"citegraph/graph/match"
)

// mentionRow is a mention as stored with its work: enough to find its place in
// the facts.
type mentionRow struct {
	Doc    uint32
	Ref    uint32 // Reference.N, 0 for the document itself, the number of a placeholder
	Idx    uint32 // of the reference in its document's list
	Sub    uint32 // of a nested reference or a bundle of fragments, from 1
	From   uint8  // origin
	Start  uint32
	End    uint32
	Reason string
	P      float64
}

type mentionRows struct{ Rows []mentionRow }

type doubtRow struct {
	A, B   uint32
	Reason string
	P      float64
}

type doubtRows struct{ Rows []doubtRow }

// resolve finds which mentions are one work.
func (m *model) resolve(ctx context.Context, ds []Decision) (*match.Result, error) {
	items := make([]match.Item, len(m.mentions))
	for i := range items {
		var err error
		if items[i], err = m.item(int32(i)); err != nil {
			return nil, err
		}
	}
	names := func(i int32) string { return m.mentionName(i) }
	m.decided = touched(ds, len(items), names)
	return match.Resolve(ctx, items, decided(ds, len(items), names))
}

// item is what is compared of a mention.
func (m *model) item(at int32) (match.Item, error) {
	b, err := m.sketch(nil, at)
	return match.Item{Sketch: string(b), Place: m.place(&m.mentions[at])}, err
}

// place orders mentions by document, then as they stand in it.
func (m *model) place(men *mention) match.Place {
	idx := men.idx
	if men.from == fromPlaceholder {
		idx = men.ref
	}
	return placeIn(m.docs[men.doc].rank, men.from, uint32(idx), uint32(men.sub))
}

func placeIn(doc uint32, from origin, idx, sub uint32) match.Place {
	return match.Place{doc, from.class()<<30 | min(idx, 1<<30-1), sub}
}

// cluster is a work before it has a number.
type cluster struct {
	mentions []int32
	key      string // the strongest, which makes the id
	id       string
	old      int32 // number of the cluster in the match's result
	node     node
	own      own
}

// own is what is kept of a work that is to be written.
type own struct {
	work, rows slip     // R(Work), R(mentionRows)
	names      []uint64 // hashes of all its names,
	ids        int      // of which so many are ids of ours, first
}

// reason says what joined a mention to its work, and how surely.
type reason func(at int32) (string, float64)

// makeWorks turns clusters into works, numbered by id.
func (m *model) makeWorks(res *match.Result, v *venues) error {
	cs := clustersOf(res)
	why := func(at int32) (string, float64) { return res.Reason[at], float64(res.P[at]) }
	m.titles = newTitleStats()
	if err := m.make(cs, why, func(_ int, d *draft) { m.titles.add(v, containerOf(&d.csl), d.works(), 1) }); err != nil {
		return err
	}
	if err := m.giveIDs(cs, why); err != nil {
		return err
	}
	m.forms.at, m.forms.byKey = nil, nil
	m.nodes, m.own, m.members = make([]node, len(cs)), make([]own, len(cs)), make([][]int32, len(cs))
	m.cluster = make([]int32, len(m.mentions))
	number := make([]uint32, len(cs))
	for n := range cs {
		number[cs[n].old] = uint32(n)
		m.nodes[n], m.own[n], m.members[n] = cs[n].node, cs[n].own, cs[n].mentions
		for _, at := range cs[n].mentions {
			m.cluster[at] = int32(n)
		}
	}
	m.readableKeys()
	for _, d := range res.Doubts {
		m.doubt(number[res.Of[d.A]], number[res.Of[d.B]], d.Reason, d.P)
	}
	m.sortDoubts()
	return nil
}

// clustersOf gathers the mentions of each, in order.
func clustersOf(res *match.Result) []cluster {
	next := make([]int32, res.N+1)
	for _, c := range res.Of {
		next[c+1]++
	}
	for c := range res.N {
		next[c+1] += next[c]
	}
	cs, all := make([]cluster, res.N), make([]int32, len(res.Of))
	for c := range cs {
		cs[c].old, cs[c].mentions = int32(c), all[next[c]:next[c+1]:next[c+1]]
	}
	for i, c := range res.Of {
		all[next[c]] = int32(i)
		next[c]++
	}
	return cs
}

// doubt notes that works a and b may be one.
func (m *model) doubt(a, b uint32, reason string, p float64) {
	m.doubts.Rows = append(m.doubts.Rows, doubtRow{min(a, b), max(a, b), reason, p})
	// a piece that may belong to a whole work leaves that work what it is
	x, y := &m.nodes[a], &m.nodes[b]
	x.ambiguous = x.ambiguous || x.partial || !y.partial
	y.ambiguous = y.ambiguous || y.partial || !x.partial
}

func (m *model) sortDoubts() {
	slices.SortFunc(m.doubts.Rows, func(x, y doubtRow) int {
		return cmp.Or(cmp.Compare(y.P, x.P), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
}

// readableKeys gives works that share their readable key a letter each, in
// order of id; the bare key is ambiguous.
func (m *model) readableKeys() {
	order := make([]keyed, len(m.nodes))
	for n := range m.nodes {
		order[n] = keyedBy(m.nodes[n].bare, uint64(n))
	}
	slices.SortFunc(order, byKey)
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && order[to].key == order[from].key {
			to++
		}
		for i, o := range order[from:to] {
			k, l := &m.nodes[o.n], ""
			if to-from > 1 {
				l = letters(i)
			}
			if k.key == "" || k.key[len(k.bare):] != l {
				k.key = k.bare + l
			}
		}
		from = to
	}
}

// letters counts a, b, … z, aa, ab, …
func letters(i int) string {
	s := string(rune('a' + i%26))
	if i >= 26 {
		return letters(i/26-1) + s
	}
	return s
}
