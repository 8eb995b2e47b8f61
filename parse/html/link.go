package html

import (
	"strings"

	"citegraph/corpus"
)

// settle decides what only the whole page tells: which regions held
// references, and which links lead to entries.
func (w *walker) settle(t *corpus.Text) {
	w.demote(t)
	inRefs := entrySpans(t)
	for i := range t.Marks {
		m := &t.Marks[i]
		if m.Kind != corpus.Link {
			continue
		}
		hit := false
		for _, target := range m.Targets {
			id := strings.TrimPrefix(target, "#")
			hit = hit || target != id && (w.ids[id] || w.alias[id] != "")
		}
		if !hit || covered(inRefs, m.Span) {
			continue
		}
		targets := make([]string, 0, len(m.Targets))
		for _, target := range m.Targets {
			id := strings.TrimPrefix(target, "#")
			if own := w.alias[id]; own != "" && !w.ids[id] {
				id = own
			}
			if w.ids[id] {
				targets = append(targets, id)
			}
		}
		m.Kind, m.Targets = corpus.Callee, targets
	}
}

// demote takes back the entries of a region that a heading alone had opened
// and of which most look like no references.
func (w *walker) demote(t *corpus.Text) {
	type count struct{ all, dated int }
	per := map[int]count{}
	for _, r := range w.regions {
		c := per[r.region]
		c.all++
		if r.dated {
			c.dated++
		}
		per[r.region] = c
	}
	k := 0
	for i := range t.Blocks {
		b := &t.Blocks[i]
		if b.Kind != corpus.RefEntry || k >= len(w.regions) {
			continue
		}
		r := w.regions[k]
		k++
		c := per[r.region]
		if c.dated*3 >= c.all || r.strong && c.dated > 0 || w.s.links[b.ID] > 0 && c.dated > 0 {
			continue
		}
		b.Kind, b.Fields = corpus.ListItem, nil
		delete(w.ids, b.ID)
	}
}

// entrySpans are the spans of the entries, in order.
func entrySpans(t *corpus.Text) []corpus.Span {
	var out []corpus.Span
	for _, b := range t.Blocks {
		if b.Kind == corpus.RefEntry {
			out = append(out, b.Span)
		}
	}
	return out
}

// covered reports whether one of the ordered spans contains s.
func covered(spans []corpus.Span, s corpus.Span) bool {
	lo, hi := 0, len(spans)
	for lo < hi {
		m := (lo + hi) / 2
		if spans[m].End < s.End {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo < len(spans) && spans[lo].Contains(s)
}
