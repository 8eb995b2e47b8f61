package callout

import (
	"sort"
	"strings"

	"citegraph/corpus"
)

// Find finds the callouts of t outside skip (the reference list), in body
// coordinates and in the order of the text, for a text of which no list is
// known.
func Find(t *corpus.Text, skip []corpus.Span) []corpus.Callout { return Read(t, skip, nil) }

// Read finds the callouts of t outside skip and links them to refs, whose
// numbers and names also help to decide what is a callout.
func Read(t *corpus.Text, skip []corpus.Span, refs []corpus.Reference) []corpus.Callout {
	k := newKnown(refs)
	n := k.most()
	var cs []cand
	ps := passages(t, skip)
	cs = supers(t, ps, cs)
	cs = anchors(t, ps, k, cs)
	for _, p := range ps {
		s := t.Body[p.Start:p.End]
		cs = brackets(s, p.Start, n, "[", "]", square, cs)
		cs = brackets(s, p.Start, n, "(", ")", round, cs)
		for _, b := range wide {
			cs = brackets(s, p.Start, n, b.open, b.close, b.form, cs)
		}
		cs = keptSupers(s, p.Start, cs)
		if len(refs) > 0 && p.kind != corpus.Cell && p.kind != corpus.Heading {
			cs = lostSupers(s, p.Start, n, cs)
		}
		cs = labels(s, p.Start, k, cs)
		cs = byName(s, p.Start, k, cs)
		cs = byPage(s, p.Start, k, cs)
		cs = again(s, p.Start, cs)
	}
	sort.SliceStable(cs, func(i, j int) bool { return cs[i].Span.Start < cs[j].Span.Start })
	out := choose(cs, k)
	link(out, k)
	place(t, ps, out)
	return out
}

// passage is a block that is searched.
type passage struct {
	corpus.Span
	kind    corpus.BlockKind
	section string
	ordinal int
}

// passages are the blocks of running text outside skip.
func passages(t *corpus.Text, skip []corpus.Span) []passage {
	var out []passage
	section := ""
	ordinal := 0
	for _, b := range t.Blocks {
		switch b.Kind {
		case corpus.Boiler, corpus.Code, corpus.RefEntry, corpus.Front, corpus.Title:
			continue
		case corpus.Heading:
			section = strings.Join(strings.Fields(t.Slice(b.Span)), " ")
		}
		ordinal++
		for _, s := range outside(b.Span, skip) {
			out = append(out, passage{s, b.Kind, section, ordinal})
		}
	}
	return out
}

// outside is s without the parts that lie in skip (sorted, disjoint).
func outside(s corpus.Span, skip []corpus.Span) []corpus.Span {
	i := sort.Search(len(skip), func(i int) bool { return skip[i].End > s.Start })
	var out []corpus.Span
	for ; i < len(skip) && skip[i].Start < s.End; i++ {
		if skip[i].Start > s.Start {
			out = append(out, corpus.Span{Start: s.Start, End: skip[i].Start})
		}
		s.Start = min(skip[i].End, s.End)
	}
	if s.Len() > 0 {
		out = append(out, s)
	}
	return out
}

// place gives every callout its sentence, context, paragraph and section.
// Both lists are sorted.
func place(t *corpus.Text, ps []passage, out []corpus.Callout) {
	i := 0
	for _, p := range ps {
		if i >= len(out) || out[i].Span.Start >= p.End {
			continue
		}
		ss := Sentences(t.Body[p.Start:p.End])
		k := 0
		for ; i < len(out) && out[i].Span.Start < p.End; i++ {
			at := out[i].Span.Start - p.Start
			for k+1 < len(ss) && ss[k].End <= at {
				k++
			}
			out[i].Paragraph, out[i].Section = p.ordinal, p.section
			if k < len(ss) {
				out[i].Sentence = corpus.Span{Start: p.Start + ss[k].Start, End: p.Start + ss[k].End}
				out[i].Context = context(t.Slice(out[i].Sentence))
			}
		}
	}
}

// maxContext bounds the sentence that is kept as text.
const maxContext = 2000

func context(s string) string {
	if len(s) > maxContext {
		n := maxContext
		for n > 0 && s[n]&0xC0 == 0x80 {
			n--
		}
		s = s[:n]
	}
	return strings.Join(strings.Fields(s), " ")
}
