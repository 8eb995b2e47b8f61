package list

import (
	"slices"
	"strconv"
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

	noted bool // it stands in a note, not in a list
}

// Find returns the entries of every reference list of t, in the order of the
// text, and, where t cites in notes, the notes; the works that those cite and
// no list has are entries behind the others. Both are nil where there are none.
func Find(t *corpus.Text) ([]Entry, []Note) {
	v := newView(t)
	ns := markedNotes(v)
	if es := marked(t); es != nil {
		return besides(v, es, ns)
	}
	var taken []region
	if len(ns) == 0 {
		ns, taken = plainNotes(v)
	}
	if len(ns) < minNotes {
		es, _ := lists(v)
		return counted(es), nil
	}
	if taken == nil || newShelf(v, nil).speak(ns) {
		es, _ := lists(v.without(taken))
		return besides(v, es, ns)
	}
	es, said := lists(v)
	if n := outside(v, es, taken); said && n >= minNotes && !goesOn(es, ns) {
		if only, _ := lists(v.without(taken)); len(only) >= minNotes {
			if both, ns := besides(v, only, ns); ns != nil {
				return both, ns
			}
		}
	}
	if !said {
		// no heading names a list: what was found may be a few of many notes
		s := newShelf(v, nil)
		if s.read(ns); 2*len(s.entries) > 3*len(es) && len(s.entries) >= minNotes {
			return counted(s.entries), ns
		}
	}
	return counted(es), nil
}

// besides are the entries es of a list and, behind them, what notes cite
// besides; no notes where the text does not cite in them.
func besides(v *view, es []Entry, ns []Note) ([]Entry, []Note) {
	if len(ns) >= minNotes {
		s := newShelf(v, es)
		if s.read(ns); s.style(ns, len(es)) {
			return counted(s.entries), ns
		}
	}
	return counted(es), nil
}

// goesOn reports whether the entry behind the last of the notes bears the next
// number: the notes are the beginning of a list, whose form changes.
func goesOn(es []Entry, ns []Note) bool {
	last := &ns[len(ns)-1]
	number, err := strconv.Atoi(last.Label)
	if err != nil {
		return false
	}
	for _, e := range es {
		if e.Span.Start >= last.Span.End {
			return e.Label == strconv.Itoa(number+1)
		}
	}
	return false
}

// outside counts the entries that do not begin in the lines rs.
func outside(v *view, es []Entry, rs []region) int {
	n, k := 0, 0
	for _, e := range es {
		for k < len(rs) && v.lines[rs[k].to-1].End <= e.Span.Start {
			k++
		}
		if k == len(rs) || v.lines[rs[k].from].Start > e.Span.Start {
			n++
		}
	}
	return n
}

// lists are the entries of the lists of v; said reports that a heading names
// one.
func lists(v *view) (out []Entry, said bool) {
	for _, r := range regions(v) {
		said = said || r.from > 0 && opens(v.text(r.from-1)) > 0
		out = append(out, cut(v, r)...)
	}
	return out, said
}

// counted gives es their numbers.
func counted(es []Entry) []Entry {
	for i := range es {
		es[i].N = i + 1
	}
	return es
}

// Spans are the stretches of the body that Find takes for lists, the label of
// their first entry included, and the notes: what a search for citations should
// skip.
func Spans(es []Entry, ns []Note) []corpus.Span {
	var out []corpus.Span
	for _, n := range ns {
		out = append(out, corpus.Span{Start: n.from, End: n.Span.End})
	}
	for _, e := range es {
		if e.noted {
			continue
		}
		if n := len(out); n > len(ns) && e.Span.Start-out[n-1].End < 400 && e.Span.Start >= out[n-1].End {
			out[n-1].End = e.Span.End
			continue
		}
		s := e.Span
		if e.Label != "" && e.ID == "" { // of what the format marks, the label stands apart
			s.Start = max(0, s.Start-len(e.Label)-4) // "[1] ", and its brackets
		}
		out = append(out, s)
	}
	return disjoint(out)
}

// disjoint sorts ss and joins those that overlap.
func disjoint(ss []corpus.Span) []corpus.Span {
	slices.SortFunc(ss, func(a, b corpus.Span) int { return a.Start - b.Start })
	out := ss[:0]
	for _, s := range ss {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
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
