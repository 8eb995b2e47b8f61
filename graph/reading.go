package graph

import (
	"slices"
	"strings"
	"sync"

	"citegraph/corpus"
	"citegraph/graph/match"
)

// reading is a document with all that can be made of it without knowing any
// other. Mentions are counted, and slips lie, within it.
type reading struct {
	source
	kind     corpus.Kind
	mentions []mention
	pile     []byte
	links    []link
	records  []shelved
	counts   Counts
	err      error

	byN   map[int]int32 // Reference.N, or placeholder number, to mention
	codec *codecs
	sk    *match.Sketcher
}

// shelved is an entry of a library as others know it.
type shelved struct {
	at         int32
	ids, cites []string
}

var sketchers = sync.Pool{New: func() any { return new(match.Sketcher) }}

func (s *Store) reading(d *corpus.Document, file [16]byte, ord uint32) *reading {
	sk := sketchers.Get().(*match.Sketcher)
	defer sketchers.Put(sk)
	r := &reading{source: source{file: file, ord: ord, row: d.Source, self: -1, refs: len(d.Refs)}, kind: d.Kind, codec: &s.codec, sk: sk, byN: map[int]int32{}}
	if d.Review != nil {
		r.review = d.Review.Type
	}
	r.counts = Counts{Documents: 1, References: len(d.Refs), Callouts: len(d.Calls), Fragments: len(d.Frags)}
	if d.Kind != corpus.Library {
		r.self = 0
		r.add(selfMention(d, 0))
	}
	for i := range d.Refs {
		r.reference(d, int32(i))
	}
	if d.Kind == corpus.Scraped {
		r.fragments(d)
	}
	r.placeholders(d)
	r.callouts(d)
	return r
}

func (r *reading) add(men mention, t said) {
	at := len(r.pile)
	b, err := r.codec.appendSaid(r.pile, &men, &t, r.sk)
	if err != nil {
		r.err = err
	}
	men.said.at, r.pile = uint64(at), b
	r.mentions = append(r.mentions, men)
}

func (r *reading) reference(d *corpus.Document, idx int32) {
	ref, at := &d.Refs[idx], int32(len(r.mentions))
	if _, twice := r.byN[ref.N]; !twice {
		r.byN[ref.N] = at
	}
	if d.Kind != corpus.Library {
		r.add(refMention(&d.Source, ref, idx, 0, fromReference))
		return
	}
	men, t := refMention(&d.Source, ref, idx, 0, fromRecord)
	r.add(men, t)
	known := shelved{at: at, ids: t.IDs}
	if c := ref.CSL.Custom; c != nil {
		known.cites = c.Cites
	}
	r.records = append(r.records, known)
	for i := range ref.References {
		r.links = append(r.links, link{at, int32(len(r.mentions))})
		r.add(nestedMention(ref, idx, int32(i), 0))
	}
}

// callouts keeps those that point at something, the texts of their sentences in
// the pile: neighbours share one.
func (r *reading) callouts(d *corpus.Document) {
	var text slip
	var last *corpus.Callout
	for i := range d.Calls {
		c := &d.Calls[i]
		targets := r.targets(c)
		if len(targets) == 0 {
			continue
		}
		r.counts.Linked++
		if last == nil || last.Context != c.Context || last.Section != c.Section {
			at := len(r.pile)
			r.pile = appendString(appendString(r.pile, c.Context), c.Section)
			text, last = slip{uint64(at), uint32(len(r.pile) - at)}, c
		}
		r.calls = append(r.calls, call{at: int32(i), par: int32(c.Paragraph), span: c.Span, sentence: c.Sentence, targets: targets, text: text})
	}
	r.called = len(r.calls)
}

// targets are the mentions that a callout points at: references or
// placeholders.
func (r *reading) targets(c *corpus.Callout) []int32 {
	ts := c.Targets
	if len(ts) == 0 && r.kind == corpus.Scraped {
		ts = c.Numbers
	}
	var out []int32
	for _, t := range ts {
		if men, ok := r.byN[t]; ok && !slices.Contains(out, men) {
			out = append(out, men)
		}
	}
	return out
}

// take adds a document to those that were read before.
func (m *model) take(r *reading, lib *library) {
	di, first := int32(len(m.docs)), int32(len(m.mentions))
	base := m.pile.put(r.pile).at
	for i := range r.mentions {
		men := &r.mentions[i]
		men.doc, men.said.at = di, men.said.at+base
	}
	m.mentions = append(m.mentions, r.mentions...)
	for _, l := range r.links {
		m.links = append(m.links, link{first + l.from, first + l.to})
	}
	for _, k := range r.records {
		for _, id := range k.cites {
			lib.cites = append(lib.cites, cite{first + k.at, lib.numberOf(id)})
		}
		for _, id := range k.ids {
			if n := lib.numberOf(id); lib.record[n] < 0 {
				lib.record[n] = first + k.at
			}
		}
	}
	for i := range r.calls {
		c := &r.calls[i]
		c.text.at += base
		for j := range c.targets {
			c.targets[j] += first
		}
	}
	src := r.source
	src.rank, src.first, src.end = uint32(di)+1, first, int32(len(m.mentions))
	if src.self >= 0 {
		src.self += first
	}
	src.row.Format, src.review = corpus.Format(strings.Clone(string(src.row.Format))), strings.Clone(src.review)
	if last := len(m.docs) - 1; last >= 0 && m.docs[last].row.Path == src.row.Path && m.docs[last].row.SHA256 == src.row.SHA256 {
		src.row.Path, src.row.SHA256 = m.docs[last].row.Path, m.docs[last].row.SHA256
	} else {
		src.row.Path, src.row.SHA256 = strings.Clone(src.row.Path), strings.Clone(src.row.SHA256)
	}
	m.docs = append(m.docs, src)
	m.counts.add(&r.counts)
}

// add counts the documents of another and what is in them.
func (c *Counts) add(o *Counts) {
	c.Documents += o.Documents
	c.References += o.References
	c.Callouts += o.Callouts
	c.Linked += o.Linked
	c.Fragments += o.Fragments
}
