package export

import (
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/graph/measure"
)

// works is the view of citations between works.
func (b *builder) works() (*View, error) {
	b.top()
	v := &View{Name: Works, Relation: "cites", Directed: true, Title: "Citations between works"}
	edges := b.out.Induced(b.chosen)
	if b.opt.MinWeight > 1 {
		var err error
		if edges, err = b.strong(edges); err != nil {
			return nil, err
		}
	}
	ids, err := b.ids()
	if err != nil {
		return nil, err
	}
	v.NodeCount, v.EdgeCount = len(b.chosen), edges.Edges()
	var both *measure.CSR // of a large graph as large again, and only for what is derived
	var weighed *measure.Weighted
	if v.EdgeCount <= CommunityLimit || b.communities(v) || b.layout(v) != "none" {
		both = edges.Undirected(nil)
		weighed = measure.Unit(both)
	}
	d, err := b.derive(v, weighed)
	if err != nil {
		return nil, err
	}
	if err := b.citationMeasures(v, d, edges, both); err != nil {
		return nil, err
	}
	v.Nodes = b.workNodes(v, d)
	v.Edges = func() iter.Seq2[*Edge, error] {
		return func(yield func(*Edge, error) bool) {
			var e Edge
			at := 0 // edges come in the order of the adjacency
			for c, err := range b.citations(edges) {
				if err != nil {
					yield(nil, err)
					return
				}
				b.citationEdge(&e, c.citation, c.source, c.target, ids)
				if d.spc != nil {
					e.SPC, e.MainPath, e.KeyRoute = d.spc[at], d.main[at], d.route[at]
				}
				at++
				if !yield(&e, nil) {
					return
				}
			}
		}
	}
	return v, nil
}

// cited is a citation between two nodes of the view.
type cited struct {
	source, target int
	citation       *graph.Citation
}

// citations yields the evidence of the edges between chosen works, in order.
func (b *builder) citations(edges *measure.CSR) iter.Seq2[cited, error] {
	return func(yield func(cited, error) bool) {
		place := make([]uint32, b.out.Len())
		for i := range place {
			place[i] = none
		}
		for i, w := range b.chosen {
			place[w] = uint32(i)
		}
		for c, err := range b.src.CitationsBetween(b.ctx, b.chosen, b.chosen) {
			if err != nil {
				yield(cited{}, err)
				return
			}
			s, t := place[c.Citing], place[c.Cited]
			if s == none || t == none || !edges.Has(s, t) {
				continue
			}
			if !yield(cited{int(s), int(t), c}, nil) {
				return
			}
		}
	}
}

// strong leaves the edges that were read in at least MinWeight places.
func (b *builder) strong(edges *measure.CSR) (*measure.CSR, error) {
	var kept [][2]uint32
	for c, err := range b.citations(edges) {
		if err != nil {
			return nil, err
		}
		if weight(c.citation) >= b.opt.MinWeight {
			kept = append(kept, [2]uint32{uint32(c.source), uint32(c.target)})
		}
	}
	return measure.New(edges.Len(), func(yield func(uint32, uint32) bool) {
		for _, e := range kept {
			if !yield(e[0], e[1]) {
				return
			}
		}
	}), nil
}

// weight of a citation is the number of its callouts, at least 1.
func weight(c *graph.Citation) float64 {
	n := 0
	for i := range c.Evidence {
		if c.Evidence[i].Callout >= 0 {
			n++
		}
	}
	return float64(max(n, 1))
}

func (b *builder) citationEdge(e *Edge, c *graph.Citation, s, t int, ids []string) {
	*e = Edge{Source: s, Target: t, SourceID: ids[s], TargetID: ids[t], Weight: weight(c), Confidence: c.Confidence, Evidence: len(c.Evidence), Places: e.Places[:0]}
	for i := range c.Evidence {
		ev := &c.Evidence[i]
		at := ev.Span
		if at.Len() == 0 {
			at = ev.RefSpan
		}
		if i == 0 || e.Context == "" && ev.Text != "" { // the first place with a sentence, else the first
			e.File, e.Start, e.End, e.Section, e.Context = ev.Path, at.Start, at.End, ev.Section, ev.Text
		}
		e.Places = append(e.Places, Place{File: ev.Path, Start: at.Start, End: at.End, Section: ev.Section, Context: ev.Text, Confidence: ev.P})
	}
}

// ids are those of the chosen works, copied: each would hold its whole record.
func (b *builder) ids() ([]string, error) {
	ids := make([]string, 0, len(b.chosen))
	for w, err := range b.read(b.chosen) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, strings.Clone(w.ID))
	}
	if len(ids) != len(b.chosen) {
		return nil, fmt.Errorf("%d works were chosen and %d found", len(b.chosen), len(ids))
	}
	return ids, nil
}

// workNodes yields the nodes of a view of the chosen works.
func (b *builder) workNodes(v *View, d *derived) func() iter.Seq2[*Node, error] {
	return func() iter.Seq2[*Node, error] {
		return func(yield func(*Node, error) bool) {
			i := 0
			for w, err := range b.read(b.chosen) {
				if err != nil {
					yield(nil, err)
					return
				}
				n := workNode(w)
				n.N = i
				d.place(n)
				i++
				if !yield(n, nil) {
					return
				}
			}
		}
	}
}

// workNode is a work as a node.
func workNode(w *graph.Work) *Node {
	c := &w.CSL
	n := &Node{
		ID: w.ID, Type: "work", Key: w.Key, Title: line(c.Title), Journal: line(c.ContainerTitle), Year: c.Year(), Date: issued(c),
		Volume: c.Volume, Issue: c.Issue, Page: c.Page,
		DOI: c.DOI, PMID: c.PMID, URL: c.URL,
		Cited: w.CitedBy, References: w.References, Held: w.Held, Partial: w.Partial, Ambiguous: w.Ambiguous,
		Retracted: w.Retracted, Review: w.Review, Confidence: w.Confidence, Size: size(w.CitedBy),
	}
	if n.Journal == "" {
		n.Journal = line(c.ContainerTitleShort)
	}
	names := c.Author
	if len(names) == 0 {
		names = c.Editor
	}
	for _, a := range names {
		if s := line(personName(a)); s != "" {
			n.Authors = append(n.Authors, s)
		}
	}
	n.Label = workLabel(n, names)
	return n
}

func issued(c *corpus.Work) []int {
	if c.Issued == nil {
		return nil
	}
	return dateParts(c.Issued.Parts)
}

// workLabel is "White 2020", or the start of the title, or the key.
func workLabel(n *Node, names []corpus.Name) string {
	label := ""
	if len(names) > 0 {
		if label = line(names[0].Family); label == "" {
			label = line(names[0].Literal)
		}
	}
	if label == "" {
		if label = cut(n.Title, 40); label == "" {
			if label = n.Key; label == "" {
				label = n.ID
			}
			return label
		}
	}
	label = cut(label, 60)
	if n.Year > 0 {
		label += " " + strconv.Itoa(n.Year)
	}
	return label
}

// cut shortens s to n runes at a space where there is one near.
func cut(s string, n int) string {
	i, last := 0, 0
	for at, r := range s {
		if r == ' ' {
			last = at
		}
		if i++; i > n {
			if last < at/2 {
				last = at
			}
			return strings.TrimRight(s[:last], " ,;:.") + "…"
		}
	}
	return s
}

// personName is "Family, Given" or the literal name.
func personName(a corpus.Name) string {
	switch {
	case a.Family == "":
		return strings.TrimSpace(a.Literal + " " + a.Given)
	case a.Given == "":
		return a.Family
	case a.Suffix != "":
		return a.Family + ", " + a.Given + ", " + a.Suffix
	}
	return a.Family + ", " + a.Given
}

// size of a node grows with the root of how often it is cited, so that its
// area grows with the count.
func size(cited int) float64 { return min(60, 4+3*math.Sqrt(float64(cited))) }
