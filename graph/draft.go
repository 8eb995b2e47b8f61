package graph

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/graph/match"
)

// draft is a work while it is made: with all that was said of it.
type draft struct {
	mentions []int32
	said     []said // of each
	csl      corpus.Work
	keys     []string // of its best metadata and of every mention, strongest first

	node       node
	work, rows []byte // as they are stored
	names      []uint64
	err        error
}

// works are what its mentions say.
func (d *draft) works() []*corpus.Work {
	ws := make([]*corpus.Work, len(d.said))
	for i := range d.said {
		ws[i] = &d.said[i].Work
	}
	return ws
}

// draftsAhead is how many works are made at once.
const draftsAhead = 1024

// make makes the works of clusters, with ids as they are where nothing clashes.
// each is called for one after the other, in order.
func (m *model) make(cs []cluster, why reason, each func(i int, d *draft)) error {
	drafts := make([]draft, min(len(cs), draftsAhead))
	for from := 0; from < len(cs); from += draftsAhead {
		k := min(draftsAhead, len(cs)-from)
		parallel(k, func(i int) {
			drafts[i] = m.draft(cs[from+i].mentions)
			m.finish(&drafts[i], cs[from+i].id, why)
		})
		for i := range k {
			d, c := &drafts[i], &cs[from+i]
			if d.err != nil {
				return d.err
			}
			m.keep(c, d)
			each(from+i, d)
		}
	}
	return nil
}

// draft makes the metadata and the keys of a work.
func (m *model) draft(mentions []int32) (d draft) {
	d.mentions, d.said = mentions, make([]said, len(mentions))
	vs := make([]voice, len(mentions))
	for i, at := range mentions {
		if d.err = m.said(at, &d.said[i]); d.err != nil {
			return d
		}
		men := &m.mentions[at]
		weight := printedWeight
		switch {
		case men.part:
			weight = fragmentWeight
		case men.held:
			weight = heldWeight
		}
		vs[i] = voice{&d.said[i].Work, weight * max(men.conf, .05)}
	}
	d.csl = merge(vs)
	d.keys = keysOf(&d.csl)
	if len(mentions) == 1 && d.keys != nil && d.said[0].Key == "" {
		return d
	}
	var more []string
	for i, at := range mentions {
		t := &d.said[i]
		if t.Key != "" {
			more = append(more, t.Key)
		}
		if !(m.mentions[at].part && t.Key != "") {
			more = append(more, keysOf(&t.Work)...)
		}
	}
	if len(more) == 0 {
		for _, at := range mentions {
			more = append(more, m.placeKey(at))
		}
	}
	d.keys = strongestFirst(d.keys, more, m.onlyKeyed(mentions))
	return d
}

// finish makes what is stored of a work, under its strongest key's id where it
// has no other.
func (m *model) finish(d *draft, id string, why reason) {
	if d.err != nil {
		return
	}
	if id == "" {
		id = idOf('w', d.keys[0], idLetters)
	}
	w := Work{ID: id, CSL: d.csl, Confidence: 1, Partial: true}
	aliases := Identifiers(&d.csl)
	rows := mentionRows{make([]mentionRow, 0, len(d.mentions))}
	for i, at := range d.mentions {
		men, t := &m.mentions[at], &d.said[i]
		src := &m.docs[men.doc]
		w.Held = w.Held || men.held
		w.Partial = w.Partial && men.part
		if men.from == fromSelf && src.review != "" && (w.Review == "" || src.review < w.Review) {
			w.Review = src.review
		}
		w.Retracted = w.Retracted || t.Work.Custom != nil && t.Work.Custom.Retracted
		aliases = append(append(aliases, Identifiers(&t.Work)...), t.IDs...)
		joined, p := why(at)
		w.Confidence = min(w.Confidence, p)
		rows.Rows = append(rows.Rows, mentionRow{Doc: uint32(men.doc), Ref: uint32(max(men.ref, 0)), Idx: uint32(men.idx), Sub: uint32(men.sub), From: uint8(men.from),
			Start: uint32(men.span.Start), End: uint32(men.span.End), Reason: reasonOf(men, joined), P: p})
	}
	slices.Sort(aliases)
	w.Aliases = slices.Compact(aliases)
	w.Hypotheses = openReadings(d.said)
	if d.work, d.err = m.codec.work.Append(nil, &w); d.err == nil {
		d.rows, d.err = m.codec.mentions.Append(nil, &rows)
	}
	d.names = d.names[:0]
	for _, name := range names(&w, d.keys) {
		d.names = append(d.names, nameHash(name))
	}
	d.node = node{id: w.ID, bare: strings.Clone(readableKey(&d.csl)), held: w.Held, partial: w.Partial}
}

// keep puts aside what is to be written of a work, and keeps what all others
// must know of it.
func (m *model) keep(c *cluster, d *draft) {
	c.key, c.id, c.node = strings.Clone(d.keys[0]), d.node.id, d.node
	c.node.container, c.node.journal = m.titles.number(containerOf(&d.csl)), None
	c.node.names, c.node.authors = m.forms.of(d.csl.Author), make([]uint32, len(d.csl.Author))
	c.own = own{work: m.pile.put(d.work), rows: m.pile.put(d.rows), names: slices.Clone(d.names), ids: 1 + len(d.keys)}
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
func openReadings(ts []said) map[string][]corpus.Hypothesis {
	var best map[string][]corpus.Hypothesis
	for i := range ts {
		if len(ts[i].Hypotheses) == 0 {
			if ts[i].Work.Page != "" {
				return nil
			}
			continue
		}
		if best == nil {
			best = ts[i].Hypotheses
		}
	}
	return best
}

// onlyKeyed reports whether all mentions are known by their key alone, so that
// the title is one that we made.
func (m *model) onlyKeyed(mentions []int32) bool {
	for _, at := range mentions {
		if men := &m.mentions[at]; !men.key || !men.part {
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

// giveIDs makes sure that no two works share an id, and puts them in the order
// of their ids. Works that were kept apart though they share their strongest key
// (one DOI printed for two papers) take all their keys together, and, if that is
// not enough, a number; ids that clash by chance take more letters.
func (m *model) giveIDs(cs []cluster, why reason) error {
	byID := func(a, b cluster) int {
		if c := strings.Compare(a.id, b.id); c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.key, b.key), m.earlier(&a, &b))
	}
	seed := map[int32]string{} // of works that get another id than that of their key
	slices.SortFunc(cs, byID)
	for same := range runs(cs, func(a, b *cluster) bool { return a.key == b.key }) {
		if err := m.numbered(same, seed); err != nil {
			return err
		}
	}
	slices.SortFunc(cs, byID)
	for same := range runs(cs, func(a, b *cluster) bool { return a.id == b.id }) {
		for i := range same {
			c := &same[i]
			seed[c.old] = cmp.Or(seed[c.old], c.key)
			c.id = idOf('w', seed[c.old], 2*idLetters)
		}
	}
	if len(seed) == 0 {
		return nil
	}
	slices.SortFunc(cs, byID)
	for i := range cs {
		if seed[cs[i].old] != "" {
			if err := m.make(cs[i:i+1], why, func(int, *draft) {}); err != nil {
				return err
			}
		}
	}
	return nil
}

// numbered gives ids to works of one strongest key: the first by all their keys
// has that of the key.
func (m *model) numbered(same []cluster, seed map[int32]string) error {
	all := map[int32]string{}
	for i := range same {
		d := m.draft(same[i].mentions)
		if d.err != nil {
			return d.err
		}
		all[same[i].old] = strings.Join(d.keys, "\n")
	}
	slices.SortFunc(same, func(a, b cluster) int { return cmp.Or(strings.Compare(all[a.old], all[b.old]), m.earlier(&a, &b)) })
	for rank := 1; rank < len(same); rank++ {
		c := &same[rank]
		seed[c.old] = all[c.old] + "\n" + strconv.Itoa(rank)
		c.id = idOf('w', seed[c.old], idLetters)
	}
	return nil
}

// earlier orders works by their first mentions.
func (m *model) earlier(a, b *cluster) int {
	p, q := m.place(&m.mentions[a.mentions[0]]), m.place(&m.mentions[b.mentions[0]])
	return slices.Compare(p[:], q[:])
}

// runs yields the parts of s, of two and more, whose neighbours are the same.
func runs[T any](s []T, same func(a, b *T) bool) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for from := 0; from < len(s); {
			to := from + 1
			for to < len(s) && same(&s[from], &s[to]) {
				to++
			}
			if to-from > 1 && !yield(s[from:to]) {
				return
			}
			from = to
		}
	}
}
