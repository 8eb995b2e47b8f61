package export

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"

	"citegraph/graph/measure"
)

// document is one text that cites: a file, or a record of a file of many. The
// same work held in two files is two documents.
type document struct {
	id, path string
	work     uint32 // that it is
	cites    int    // works
	record   bool   // of a file of many
}

// citing is what one document says of one work.
type citing struct {
	doc, work        uint32 // places among documents and among works
	weight, evidence uint32
}

// documents is the view with documents on one side and the works that they cite
// on the other. Top leaves the most cited works, and all documents citing them.
func (b *builder) documents() (*View, error) {
	v := &View{Name: Documents, Relation: "cites", Directed: true, Title: "Documents and the works they cite"}
	docs, works, links, err := b.readDocuments()
	if err != nil {
		return nil, err
	}
	b.chosen = works
	b.mark()
	ids, err := b.ids()
	if err != nil {
		return nil, err
	}
	all := func() iter.Seq2[*Node, error] {
		return func(yield func(*Node, error) bool) {
			for i := range docs {
				n, err := b.documentNode(&docs[i], i)
				if !yield(n, err) || err != nil {
					return
				}
			}
			for n, err := range b.workNodes(v, &derived{})() {
				if err == nil {
					n.N += len(docs)
				}
				if !yield(n, err) {
					return
				}
			}
		}
	}
	v.NodeCount, v.EdgeCount = len(docs)+len(works), len(links)
	var years []int
	var titles []string
	var sizes []float64
	for n, err := range all() {
		if err != nil {
			return nil, err
		}
		years, titles, sizes = append(years, n.Year), append(titles, cut(n.Title, 400)), append(sizes, n.Size)
	}
	d, err := b.deriveFrom(v, bothWays(v.NodeCount, uint32(len(docs)), links), years, sizes, func(i int) string { return titles[i] })
	if err != nil {
		return nil, err
	}
	v.Nodes = func() iter.Seq2[*Node, error] {
		return func(yield func(*Node, error) bool) {
			for n, err := range all() {
				if err == nil {
					d.place(n)
				}
				if !yield(n, err) {
					return
				}
			}
		}
	}
	v.Edges = func() iter.Seq2[*Edge, error] {
		return func(yield func(*Edge, error) bool) {
			var e Edge
			for _, l := range links {
				e = Edge{Source: int(l.doc), Target: len(docs) + int(l.work), SourceID: docs[l.doc].id, TargetID: ids[l.work], Weight: float64(l.weight), Evidence: int(l.evidence)}
				if !yield(&e, nil) {
					return
				}
			}
		}
	}
	return v, nil
}

// bothWays is the graph of links without direction, works numbered after
// documents; nil where there are too many links.
func bothWays(n int, docs uint32, links []citing) *measure.Weighted {
	if len(links) > CommunityLimit {
		return nil
	}
	both := make([]measure.Link, 0, 2*len(links))
	for _, l := range links {
		s, t, w := l.doc, l.work+docs, float64(l.weight)
		both = append(both, measure.Link{Source: s, Target: t, Weight: w}, measure.Link{Source: t, Target: s, Weight: w})
	}
	return measure.NewWeighted(n, both)
}

// readDocuments reads which chosen work's documents cite which chosen works:
// documents by id, works by number, links by document and work.
func (b *builder) readDocuments() (docs []document, works []uint32, links []citing, err error) {
	from := slices.Clone(b.chosen) // top sorts in place
	b.top()
	type key struct {
		work uint32
		path string
	}
	place := map[key]uint32{}
	for c, err := range b.src.CitationsBetween(b.ctx, from, b.chosen) {
		if err != nil {
			return nil, nil, nil, err
		}
		if _, ok := slices.BinarySearch(from, c.Citing); !ok || !b.keep[c.Cited] {
			continue
		}
		first := len(links) // of this citation, a document each
		for i := range c.Evidence {
			ev := &c.Evidence[i]
			n, ok := place[key{c.Citing, ev.Path}]
			if !ok {
				n = uint32(len(docs))
				p := strings.Clone(ev.Path)
				place[key{c.Citing, p}] = n
				docs = append(docs, document{path: p, work: c.Citing})
			}
			at := slices.IndexFunc(links[first:], func(l citing) bool { return l.doc == n })
			if at < 0 {
				at = len(links) - first
				links = append(links, citing{doc: n, work: c.Cited})
			}
			l := &links[first+at]
			l.evidence++
			if ev.Callout >= 0 {
				l.weight++
			}
		}
	}
	links = slices.DeleteFunc(links, func(l citing) bool { return float64(max(l.weight, 1)) < b.opt.MinWeight })
	return b.arrange(docs, links)
}

// arrange names and sorts what readDocuments read, without documents that cite
// nothing any more.
func (b *builder) arrange(docs []document, links []citing) ([]document, []uint32, []citing, error) {
	works := make([]uint32, 0, len(links))
	for i := range links {
		l := &links[i]
		l.weight = max(l.weight, 1)
		docs[l.doc].cites++
		works = append(works, l.work)
	}
	slices.Sort(works)
	works = slices.Compact(works)
	of := map[string]int{} // documents of a file
	for i := range docs {
		of[docs[i].path]++
	}
	order := make([]uint32, 0, len(docs))
	for i := range docs {
		docs[i].record = of[docs[i].path] > 1
		if docs[i].cites == 0 {
			continue
		}
		w, err := b.src.Work(docs[i].work)
		if err != nil {
			return nil, nil, nil, err
		}
		sum := sha256.Sum256([]byte(w.ID + "\x00" + docs[i].path))
		docs[i].id = fmt.Sprintf("d_%x", sum[:6])
		order = append(order, uint32(i))
	}
	slices.SortFunc(order, func(x, y uint32) int {
		return cmp.Or(strings.Compare(docs[x].id, docs[y].id), cmp.Compare(x, y))
	})
	sorted, place := make([]document, len(order)), make([]uint32, len(docs))
	for i, d := range order {
		sorted[i], place[d] = docs[d], uint32(i)
	}
	for i := range links {
		w, _ := slices.BinarySearch(works, links[i].work)
		links[i].doc, links[i].work = place[links[i].doc], uint32(w)
	}
	slices.SortFunc(links, func(x, y citing) int { return cmp.Or(cmp.Compare(x.doc, y.doc), cmp.Compare(x.work, y.work)) })
	return sorted, works, links, nil
}

// documentNode is a document with the title, authors and year of its work, under
// the name of its file; a record of a file of many goes by its work's name. Its
// identifiers are the work's, which may stand on the other side, and not its own.
func (b *builder) documentNode(d *document, i int) (*Node, error) {
	w, err := b.src.Work(d.work)
	if err != nil {
		return nil, err
	}
	n := workNode(w)
	n.N, n.ID, n.Type = i, d.id, "document"
	n.Key, n.DOI, n.PMID, n.URL, n.Cited, n.References, n.Size = "", "", "", "", 0, d.cites, size(d.cites)
	if name := cut(line(path.Base(d.path)), 60); name != "" && !d.record {
		n.Label = name
	}
	return n, nil
}
