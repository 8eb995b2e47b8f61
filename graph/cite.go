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

// cite turns references, callouts and links between records into citations.
func (m *model) cite() {
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
	slices.SortFunc(m.proofs, func(x, y proof) int {
		return cmp.Or(cmp.Compare(x.citing, y.citing), cmp.Compare(x.cited, y.cited), cmp.Compare(x.doc, y.doc),
			cmp.Compare(x.ref, y.ref), cmp.Compare(x.call, y.call))
	})
	m.proofs = slices.Compact(m.proofs)
	slices.SortFunc(m.contexts, func(x, y *contextRow) int {
		return cmp.Or(cmp.Compare(x.Citing, y.Citing), cmp.Compare(x.Doc, y.Doc), cmp.Compare(x.Span.Start, y.Span.Start), cmp.Compare(x.Span.End, y.Span.End))
	})
	m.degrees()
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

// degrees counts edges at works, authors and journals.
func (m *model) degrees() {
	authors := map[uint32]bool{}
	for i, p := range m.proofs {
		if i > 0 && m.proofs[i-1].citing == p.citing && m.proofs[i-1].cited == p.cited {
			continue
		}
		m.counts.Citations++
		citing, cited := m.works[p.citing], m.works[p.cited]
		citing.References++
		cited.CitedBy++
		clear(authors)
		for _, a := range cited.Authors {
			if !authors[a] {
				authors[a] = true
				m.authors[a].CitedBy++
			}
		}
		if cited.Journal != None {
			m.journals[cited.Journal].CitedBy++
		}
	}
	m.contexts = slices.DeleteFunc(m.contexts, func(c *contextRow) bool { return len(c.Groups) == 0 })
	c := &m.counts
	c.Works, c.Authors, c.Journals, c.Contexts = len(m.works), len(m.authors), len(m.journals), len(m.contexts)
	for _, w := range m.works {
		if w.Held {
			c.Held++
		}
		if w.Partial && !w.Held {
			c.Unresolved++
		}
	}
}
