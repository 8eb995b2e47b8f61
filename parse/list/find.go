package list

import (
	"strings"

	"citegraph/corpus"
)

// Entry is one reference as printed.
type Entry struct {
	N      int            // 1-based place among the text's entries
	Label  string         // as printed, without brackets or stop: "12", "Smi01"
	ID     string         // the format's own anchor
	Raw    string         // without label, lines joined, hyphens mended, link labels cut
	Map    corpus.Offsets // Raw to Body
	Span   corpus.Span    // in Body; label excluded
	Fields *corpus.Work   // where the format marks up the fields
}

// Find returns the entries of every reference list of t, in the order of the
// text; nil where there is no list.
func Find(t *corpus.Text) []Entry {
	if es := marked(t); es != nil {
		return es
	}
	v := newView(t)
	var out []Entry
	said := false
	for _, r := range regions(v) {
		said = said || r.from > 0 && opens(v.text(r.from-1)) > 0
		out = append(out, cut(v, r)...)
	}
	if !said {
		// no heading names a list: what was found may be a few of many notes
		if ns := notes(v); 2*len(ns) > 3*len(out) || len(ns) > 0 && 2*inNotes(t, out) >= len(out) {
			out = ns
		}
	}
	for i := range out {
		out[i].N = i + 1
	}
	return out
}

// Spans are the stretches of the body that Find takes for lists, the label of
// their first entry included: what a search for citations should skip.
func Spans(es []Entry) []corpus.Span {
	var out []corpus.Span
	for _, e := range es {
		if n := len(out); n > 0 && e.Span.Start-out[n-1].End < 400 && e.Span.Start >= out[n-1].End {
			out[n-1].End = e.Span.End
			continue
		}
		s := e.Span
		if e.Label != "" && e.ID == "" { // of what the format marks, the label stands apart
			s.Start = max(0, s.Start-len(e.Label)-4) // "[1] ", and its brackets
		}
		out = append(out, s)
	}
	return out
}

// marked takes the entries that the format itself marks.
func marked(t *corpus.Text) []Entry {
	var out []Entry
	for _, b := range t.Blocks {
		if b.Kind != corpus.RefEntry || b.Span.Len() == 0 {
			continue
		}
		e := Entry{ID: b.ID, Label: bare(b.Label), Fields: b.Fields}
		from := b.Span.Start
		if e.Label == "" {
			if l, n := label(t.Body[b.Span.Start:b.Span.End]); n > 0 {
				e.Label, from = l, b.Span.Start+n
			}
		}
		e.Span = corpus.Span{Start: from, End: b.Span.End}
		e.Raw, e.Map = mend(t.Body, []corpus.Span{e.Span})
		if strings.TrimSpace(e.Raw) == "" && e.Fields == nil {
			continue
		}
		e.N = len(out) + 1
		out = append(out, e)
	}
	return out
}
