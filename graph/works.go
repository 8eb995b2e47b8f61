package graph

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"citegraph/corpus"
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

// bare is a work that says nothing: what a mention known by its key alone
// shows to identity.
var bare = &corpus.Work{}

// resolve finds which mentions are one work.
func (m *model) resolve(ctx context.Context, ds []Decision) (*match.Result, error) {
	items := make([]match.Item, len(m.mentions))
	for i := range m.mentions {
		items[i] = m.item(int32(i))
	}
	names := func(i int32) string { return m.mentionName(i) }
	opt := decided(ds, len(items), names)
	opt.Sketches = true
	m.decided = touched(ds, len(items), names)
	res, err := match.Resolve(ctx, items, opt)
	if err != nil {
		return nil, err
	}
	m.sketches, m.blocking = res.Sketches, res.Keys
	return res, nil
}

// item is what is compared of a mention.
func (m *model) item(at int32) match.Item {
	men := &m.mentions[at]
	it := match.Item{Work: men.work, Pages: men.pages, Key: men.key, Place: m.place(men)}
	if men.key != "" && men.part {
		it.Work = bare
	}
	return it
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
	keys     []string // of its best metadata and of every mention, strongest first
	id       string
	old      int32 // number of the cluster in the match's result
	csl      corpus.Work
}

// node is what all must know of a work.
func (m *model) node(w *Work) node {
	return node{id: w.ID, bare: w.Key, held: w.Held, partial: w.Partial, container: m.titles.number(containerOf(&w.CSL)),
		names: m.forms.of(w.CSL.Author), authors: make([]uint32, len(w.CSL.Author)), journal: None}
}

// makeWorks turns clusters into works, numbered by id.
func (m *model) makeWorks(res *match.Result) {
	cs := make([]cluster, res.N)
	for i, c := range res.Of {
		cs[c].old = c
		cs[c].mentions = append(cs[c].mentions, int32(i))
	}
	parallel(len(cs), func(i int) { m.fill(&cs[i]) })
	giveIDs(cs)
	slices.SortFunc(cs, func(a, b cluster) int { return strings.Compare(a.id, b.id) })
	m.works, m.nodes = make([]*Work, len(cs)), make([]node, len(cs))
	m.rows = make([]mentionRows, len(cs))
	m.members = make([][]int32, len(cs))
	m.cluster = make([]int32, len(m.mentions))
	m.keys = make([][]string, len(cs))
	number := make([]uint32, len(cs))
	for n := range cs {
		number[cs[n].old] = uint32(n)
		m.works[n], m.rows[n].Rows = m.work(&cs[n], uint32(n), func(at int32) (string, float64) { return res.Reason[at], float64(res.P[at]) })
		m.nodes[n] = m.node(m.works[n])
		m.keys[n] = cs[n].keys
		m.members[n] = cs[n].mentions
	}
	m.forms.at, m.forms.byKey = nil, nil
	m.readableKeys()
	for _, d := range res.Doubts {
		m.doubt(number[res.Of[d.A]], number[res.Of[d.B]], d.Reason, d.P)
	}
	m.sortDoubts()
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

// fill makes a cluster's metadata and keys.
func (m *model) fill(c *cluster) {
	vs := make([]voice, len(c.mentions))
	for i, at := range c.mentions {
		men := &m.mentions[at]
		weight := printedWeight
		switch {
		case men.part:
			weight = fragmentWeight
		case men.held:
			weight = heldWeight
		}
		vs[i] = voice{men.work, weight * max(men.conf, .05)}
	}
	c.csl = merge(vs)
	c.keys = keysOf(&c.csl)
	if len(c.mentions) == 1 && c.keys != nil && m.mentions[c.mentions[0]].key == "" {
		return
	}
	var more []string
	for _, at := range c.mentions {
		men := &m.mentions[at]
		if men.key != "" {
			more = append(more, men.key)
		}
		if !(men.part && men.key != "") {
			more = append(more, keysOf(men.work)...)
		}
	}
	if len(more) == 0 {
		for _, at := range c.mentions {
			more = append(more, m.placeKey(at))
		}
	}
	c.keys = strongestFirst(c.keys, more, m.onlyKeyed(c))
}

// onlyKeyed reports whether all mentions are known by their key alone, so that
// the title is one that we made.
func (m *model) onlyKeyed(c *cluster) bool {
	for _, at := range c.mentions {
		if men := &m.mentions[at]; men.key == "" || !men.part {
			return false
		}
	}
	return true
}

// placeKey is the key of a mention that has no other: its own place.
func (m *model) placeKey(at int32) string {
	men := &m.mentions[at]
	src := &m.docs[men.doc].row
	return "span:" + src.SHA256 + "#" + strconv.Itoa(src.Part) + "#" + strconv.Itoa(men.span.Start) + "-" + strconv.Itoa(men.span.End) + "#" + strconv.Itoa(int(men.sub))
}

// schemes in order of strength.
var schemes = []string{"doi:", "pmid:", "pmcid:", "arxiv:", "isbn:", "title:", "locator:", "sum:", "num:", "ref:", "span:"}

func strength(key string) int {
	for i, s := range schemes {
		if strings.HasPrefix(key, s) {
			return i
		}
	}
	return len(schemes)
}

// strongestFirst puts the keys of the best metadata before those of single
// mentions of the same strength. Keys of a title we made ourselves are dropped.
func strongestFirst(best, more []string, made bool) []string {
	if made {
		best = slices.DeleteFunc(best, func(k string) bool { return strings.HasPrefix(k, "title:") })
	}
	slices.Sort(more)
	for _, k := range slices.Compact(more) {
		if !slices.Contains(best, k) {
			best = append(best, k)
		}
	}
	slices.SortStableFunc(best, func(a, b string) int { return cmp.Compare(strength(a), strength(b)) })
	return best
}

// giveIDs makes ids of the strongest keys. Works that were kept apart though
// they share it (one DOI printed for two papers) take all their keys together,
// and, if that is not enough, a number; ids that clash by chance take more
// letters.
func giveIDs(cs []cluster) {
	by := map[string][]int{}
	for i := range cs {
		by[cs[i].keys[0]] = append(by[cs[i].keys[0]], i)
	}
	seed := make([]string, len(cs))
	short := map[string]int{}
	for i := range cs {
		seed[i] = cs[i].keys[0]
		if same := by[seed[i]]; len(same) > 1 {
			all := func(j int) string { return strings.Join(cs[j].keys, "\n") }
			rank := 0
			for _, j := range same {
				if c := strings.Compare(all(j), all(i)); c < 0 || c == 0 && j < i {
					rank++
				}
			}
			if rank > 0 {
				seed[i] = all(i) + "\n" + strconv.Itoa(rank)
			}
		}
		cs[i].id = idOf('w', seed[i], idLetters)
		short[cs[i].id]++
	}
	for i := range cs {
		if short[cs[i].id] > 1 {
			cs[i].id = idOf('w', seed[i], 2*idLetters)
		}
	}
}

// work makes the work in a slot of a cluster; why says what joined a mention to
// it.
func (m *model) work(c *cluster, slot uint32, why func(at int32) (string, float64)) (*Work, []mentionRow) {
	w := &Work{N: slot, Key: readableKey(&c.csl), ID: c.id, CSL: c.csl, Journal: None, Confidence: 1, Partial: true}
	aliases := Identifiers(&c.csl)
	rows := make([]mentionRow, 0, len(c.mentions))
	for _, at := range c.mentions {
		men := &m.mentions[at]
		m.cluster[at] = int32(slot)
		src := &m.docs[men.doc]
		w.Held = w.Held || men.held
		w.Partial = w.Partial && men.part
		if men.from == fromSelf && src.review != "" && (w.Review == "" || src.review < w.Review) {
			w.Review = src.review
		}
		w.Retracted = w.Retracted || men.work.Custom != nil && men.work.Custom.Retracted
		aliases = append(append(aliases, Identifiers(men.work)...), men.ids...)
		reason, p := why(at)
		w.Confidence = min(w.Confidence, p)
		rows = append(rows, mentionRow{Doc: uint32(men.doc), Ref: uint32(max(men.ref, 0)), Idx: uint32(men.idx), Sub: uint32(men.sub), From: uint8(men.from),
			Start: uint32(men.span.Start), End: uint32(men.span.End), Reason: reasonOf(men, reason), P: p})
	}
	slices.Sort(aliases)
	w.Aliases = slices.Compact(aliases)
	w.Hypotheses = m.openReadings(c)
	return w, rows
}

// reasonOf is why a mention is its work: what joined it, or where it alone was
// read.
func reasonOf(men *mention, joined string) string {
	if joined == match.Alone {
		return men.from.String()
	}
	return joined
}

// openReadings are the hypotheses of fields that no mention settled: all
// mentions leave them open.
func (m *model) openReadings(c *cluster) map[string][]corpus.Hypothesis {
	var best map[string][]corpus.Hypothesis
	for _, at := range c.mentions {
		men := &m.mentions[at]
		if len(men.hyp) == 0 {
			if men.work.Page != "" {
				return nil
			}
			continue
		}
		if best == nil {
			best = men.hyp
		}
	}
	return best
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
