package graph

import (
	"cmp"
	"slices"
	"strconv"

	"citegraph/corpus"
)

// proof is one place that says that citing cites cited.
type proof struct {
	citing, cited uint32
	doc           uint32
	ref           uint32 // mention that was cited
	call          int32  // ordinal of the callout in its document, -1 for none
}

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

// sortProofs orders them by citing, cited and place: distributed by citing
// first, since a comparison sort of millions would take longer than all else.
func (m *model) sortProofs() {
	next := make([]uint32, int(m.first)+len(m.rows)+1)
	for i := range m.proofs {
		next[m.proofs[i].citing+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	out := make([]proof, len(m.proofs))
	for _, p := range m.proofs {
		out[next[p.citing]] = p
		next[p.citing]++
	}
	for from := 0; from < len(out); {
		to := int(next[out[from].citing])
		slices.SortFunc(out[from:to], func(x, y proof) int {
			if x.cited != y.cited {
				return cmp.Compare(x.cited, y.cited)
			}
			if x.doc == y.doc && x.ref != y.ref {
				// fragments stand as they do in the text
				if a, b := &m.mentions[x.ref], &m.mentions[y.ref]; a.from == fromFragments && b.from == fromFragments {
					if c := cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(a.span.End, b.span.End)); c != 0 {
						return c
					}
				}
			}
			return cmp.Or(cmp.Compare(x.doc, y.doc), cmp.Compare(x.ref, y.ref), cmp.Compare(x.call, y.call))
		})
		from = to
	}
	m.proofs = slices.Compact(out)
}

// cite turns references, callouts and links between records into citations.
func (m *model) cite() {
	m.proofs = make([]proof, 0, len(m.links)+len(m.mentions))
	for di := range m.docs {
		src := &m.docs[di]
		if src.self < 0 {
			continue
		}
		citing := uint32(m.cluster[src.self])
		called := map[int32][]int32{}
		for _, c := range src.calls {
			for _, t := range c.targets {
				men := src.byN[t]
				called[men] = append(called[men], c.at)
			}
		}
		for men := src.first; men < src.end; men++ {
			if men == src.self {
				continue
			}
			cited := uint32(m.cluster[men])
			if cited == citing {
				continue
			}
			if len(called[men]) == 0 {
				m.proofs = append(m.proofs, proof{citing, cited, uint32(di), uint32(men), -1})
			}
			for _, c := range called[men] {
				m.proofs = append(m.proofs, proof{citing, cited, uint32(di), uint32(men), c})
			}
		}
		m.sentences(uint32(di), citing, src)
	}
	for _, l := range m.links {
		citing, cited := uint32(m.cluster[l.from]), uint32(m.cluster[l.to])
		if citing != cited {
			m.proofs = append(m.proofs, proof{citing, cited, uint32(m.mentions[l.from].doc), uint32(l.from), -1})
		}
	}
	m.links = nil
	m.sortProofs()
	m.contexts = slices.DeleteFunc(m.contexts, func(c *contextRow) bool { return len(c.Groups) == 0 })
	m.counts.Contexts = len(m.contexts)
	slices.SortFunc(m.contexts, func(x, y *contextRow) int {
		return cmp.Or(cmp.Compare(x.Citing, y.Citing), cmp.Compare(x.Doc, y.Doc), cmp.Compare(x.Span.Start, y.Span.Start), cmp.Compare(x.Span.End, y.Span.End))
	})
}

// sentences groups the callouts of a document by sentence.
func (m *model) sentences(di, citing uint32, src *source) {
	by := map[corpus.Span]*contextRow{}
	for i := range src.calls {
		c := &src.calls[i]
		span := c.sentence
		if span.Len() <= 0 {
			span = c.span
		}
		row := by[span]
		if row == nil {
			row = &contextRow{Citing: citing, Doc: di, Span: span, Text: c.text, Section: c.section, Paragraph: c.par,
				ID: idOf('c', src.row.SHA256+"#"+strconv.Itoa(src.row.Part)+"#"+strconv.Itoa(span.Start)+"-"+strconv.Itoa(span.End)+"#"+src.row.Path, idLetters+2)}
			by[span] = row
			m.contexts = append(m.contexts, row)
		}
		g := group{Call: uint32(c.at)}
		for _, t := range c.targets {
			if w := uint32(m.cluster[src.byN[t]]); w != citing {
				g.Cited = append(g.Cited, w)
			}
		}
		slices.Sort(g.Cited)
		if g.Cited = slices.Compact(g.Cited); len(g.Cited) > 0 {
			row.Groups = append(row.Groups, g)
		}
	}
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
