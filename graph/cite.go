package graph

import (
	"cmp"
	"slices"
	"strconv"

	"citegraph/corpus"
)

// proof is one place that says that a work cites another: the mention, which
// says the document.
type proof struct {
	cited uint32
	ref   uint32 // mention that was cited; of a link between records the one that cites
	call  int32  // ordinal of the callout in its document, -1 for none
}

// proofs are those of all works, by slot of the work that cites.
type proofs struct {
	offsets []int
	all     []proof
}

// of are the proofs of one work, by slot of the work cited, then place.
func (p *proofs) of(citing uint32) []proof { return p.all[p.offsets[citing]:p.offsets[citing+1]] }

// contextRow is a stored citing sentence.
type contextRow struct {
	ID        string
	Citing    uint32
	Doc       uint32
	Groups    []group
	Span      corpus.Span
	Text      string
	Section   string
	Paragraph int
}

type group struct {
	Call  uint32
	Cited []uint32
}

// sentence is a citing sentence before it is written.
type sentence struct {
	citing, doc uint32
	groups      []group
	span        corpus.Span
	par         int32
	text        slip // as in call
}

// cite turns references, callouts and links between records into citations.
func (m *model) cite() {
	p := &m.proofs
	p.offsets = make([]int, int(m.first)+len(m.own)+1)
	for citing := range m.eachProof {
		p.offsets[citing+1]++
	}
	for i := 1; i < len(p.offsets); i++ {
		p.offsets[i] += p.offsets[i-1]
	}
	// distributed by citing first, since a comparison sort of millions would
	// take longer than all else
	p.all = make([]proof, p.offsets[len(p.offsets)-1])
	next := slices.Clone(p.offsets)
	for citing, q := range m.eachProof {
		p.all[next[citing]] = q
		next[citing]++
	}
	m.links = nil
	m.sortProofs()
	for di := range m.docs {
		if src := &m.docs[di]; src.self >= 0 {
			m.sentences(uint32(di), uint32(m.cluster[src.self]), src)
			src.calls = nil
		}
	}
	m.contexts = slices.DeleteFunc(m.contexts, func(c sentence) bool { return len(c.groups) == 0 })
	m.counts.Contexts = len(m.contexts)
	slices.SortFunc(m.contexts, func(x, y sentence) int {
		return cmp.Or(cmp.Compare(x.citing, y.citing), cmp.Compare(x.doc, y.doc), cmp.Compare(x.span.Start, y.span.Start), cmp.Compare(x.span.End, y.span.End))
	})
}

// eachProof yields all proofs with the slots of the works that cite.
func (m *model) eachProof(yield func(uint32, proof) bool) {
	for di := range m.docs {
		if src := &m.docs[di]; src.self >= 0 && !m.proofsIn(src, yield) {
			return
		}
	}
	for _, l := range m.links {
		citing, cited := uint32(m.cluster[l.from]), uint32(m.cluster[l.to])
		if citing != cited && !yield(citing, proof{cited, uint32(l.from), -1}) {
			return
		}
	}
}

// proofsIn yields those of one document: each reference with the callouts that
// point at it.
func (m *model) proofsIn(src *source, yield func(uint32, proof) bool) bool {
	citing := uint32(m.cluster[src.self])
	called := map[int32][]int32{}
	for i := range src.calls {
		for _, t := range src.calls[i].targets {
			called[t] = append(called[t], src.calls[i].at)
		}
	}
	for men := src.first; men < src.end; men++ {
		cited := uint32(m.cluster[men])
		if men == src.self || cited == citing {
			continue
		}
		if len(called[men]) == 0 && !yield(citing, proof{cited, uint32(men), -1}) {
			return false
		}
		for _, c := range called[men] {
			if !yield(citing, proof{cited, uint32(men), c}) {
				return false
			}
		}
	}
	return true
}

// sortProofs orders those of each work by cited and place, each once.
func (m *model) sortProofs() {
	p := &m.proofs
	n, from, byPlace := 0, 0, m.byPlace
	for i := range p.offsets[1:] {
		list := p.all[from:p.offsets[i+1]]
		from = p.offsets[i+1]
		slices.SortFunc(list, byPlace)
		n += copy(p.all[n:], slices.Compact(list))
		p.offsets[i+1] = n
	}
	p.all = p.all[:n]
}

func (m *model) byPlace(x, y proof) int {
	if x.cited != y.cited {
		return cmp.Compare(x.cited, y.cited)
	}
	if x.ref != y.ref {
		// fragments stand as they do in the text
		if a, b := &m.mentions[x.ref], &m.mentions[y.ref]; a.from == fromFragments && b.from == fromFragments && a.doc == b.doc {
			if c := cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(a.span.End, b.span.End)); c != 0 {
				return c
			}
		}
	}
	return cmp.Or(cmp.Compare(x.ref, y.ref), cmp.Compare(x.call, y.call))
}

// sentences groups the callouts of a document by sentence.
func (m *model) sentences(di, citing uint32, src *source) {
	by := map[corpus.Span]int{}
	for i := range src.calls {
		c := &src.calls[i]
		g := group{Call: uint32(c.at)}
		for _, t := range c.targets {
			if w := uint32(m.cluster[t]); w != citing {
				g.Cited = append(g.Cited, w)
			}
		}
		span := c.sentence
		if span.Len() <= 0 {
			span = c.span
		}
		at, ok := by[span]
		if !ok {
			at = len(m.contexts)
			by[span] = at
			m.contexts = append(m.contexts, sentence{citing: citing, doc: di, span: span, par: c.par, text: c.text})
		}
		slices.Sort(g.Cited)
		if g.Cited = slices.Compact(g.Cited); len(g.Cited) > 0 {
			m.contexts[at].groups = append(m.contexts[at].groups, g)
		}
	}
}

// row is a sentence as it is stored.
func (m *model) row(c *sentence) (*contextRow, error) {
	b, err := m.pile.get(nil, c.text)
	if err != nil {
		return nil, err
	}
	src, t := &m.docs[c.doc].row, text{s: string(b)}
	return &contextRow{Citing: c.citing, Doc: c.doc, Groups: c.groups, Span: c.span, Text: t.string(), Section: t.string(), Paragraph: int(c.par),
		ID: idOf('c', src.SHA256+"#"+strconv.Itoa(src.Part)+"#"+strconv.Itoa(c.span.Start)+"-"+strconv.Itoa(c.span.End)+"#"+src.Path, idLetters+2)}, nil
}

// degrees counts edges at works, authors and journals. An author or a journal
// is cited as often as all its works.
func (m *model) degrees() {
	out, in := m.adjacency()
	m.counts.Citations = len(out.Targets)
	for n := range m.nodes {
		m.nodes[n].references, m.nodes[n].citedBy = len(out.Of(uint32(n))), len(in.Of(uint32(n)))
	}
	for _, a := range m.authors {
		for _, w := range a.Works {
			a.CitedBy += len(in.Of(w))
		}
	}
	for _, j := range m.journals {
		for _, w := range j.Works {
			j.CitedBy += len(in.Of(w))
		}
	}
	c := &m.counts
	c.Works, c.Authors, c.Journals = len(m.nodes), len(m.authors), len(m.journals)
	for n := range m.nodes {
		w := &m.nodes[n]
		if w.held {
			c.Held++
		}
		if w.partial && !w.held {
			c.Unresolved++
		}
	}
}
