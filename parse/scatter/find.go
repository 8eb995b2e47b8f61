package scatter

import (
	"citegraph/corpus"
)

// Result is what was found in a text; spans are those of its body.
type Result struct {
	Fragments []corpus.Fragment
	Joins     []corpus.Join
	Discarded []corpus.Discard
}

// Find reads the fragments of t outside of the spans in skip, which others took
// already (callouts). It looks for what is surest first: each finder sees only
// bytes that no finder before it took.
func Find(t *corpus.Text, skip []corpus.Span) Result {
	p := newPage(t, skip)
	p.identifiers()
	p.locators()
	p.glue()
	p.authorLists()
	p.statistics()
	p.databases()
	p.publishers()
	p.dates()
	p.segments()
	p.sort()
	p.join()
	return Result{Fragments: p.frags, Joins: p.joins, Discarded: p.toss}
}

// Scattered reports whether t looks as if its order was lost: many author lists
// and locators, but few that stand where references have them, at the start of
// a line, behind a number, or right behind the reference before. A text whose
// format marks reference entries is not scattered.
func Scattered(t *corpus.Text) bool {
	if t.Body == "" || len(t.Records) > 0 {
		return false
	}
	for _, b := range t.Blocks {
		if b.Kind == corpus.RefEntry {
			return false
		}
	}
	p := newPage(t, nil)
	p.identifiers()
	p.locators()
	p.authorLists()
	p.sort()
	lists, pieces, placed := 0, 0, 0
	for k, f := range p.frags {
		switch f.Class {
		case corpus.FragLocator:
			pieces++
		case corpus.FragAuthors:
			pieces++
			lists++
			if p.placed(k) {
				placed++
			}
		}
	}
	return pieces >= fewest && lists > 0 && placed*3 < lists
}

// fewest is the least number of pieces of references in a scattered text.
const fewest = 10

// placed reports whether the author list k begins a reference: at the start of
// a line or behind a label, or right behind the end of the reference before
// while something other than another piece follows.
func (p *page) placed(k int) bool {
	f := &p.frags[k]
	i := f.Span.Start
	for i > 0 && p.body[i-1] == ' ' {
		i--
	}
	if i == 0 || p.body[i-1] == '\n' || labelled(p.body[:i]) {
		return true
	}
	if k == 0 || k+1 >= len(p.frags) {
		return false
	}
	before, after := &p.frags[k-1], &p.frags[k+1]
	return before.Class != corpus.FragAuthors && f.Span.Start-before.Span.End < 4 && after.Span.Start-f.Span.End > 20
}

// labelled reports whether s ends with the label of a reference: a number of
// up to three digits with a dot or in brackets, at the start of a line or
// behind a sentence.
func labelled(s string) bool {
	i := len(s)
	if i > 0 && (s[i-1] == '.' || s[i-1] == ')' || s[i-1] == ']' || s[i-1] == '\t') {
		i--
	}
	j := i
	for j > 0 && i-j < 4 && isDigit(s[j-1]) {
		j--
	}
	if j == i || i-j > 3 {
		return false
	}
	for j > 0 && (s[j-1] == '[' || s[j-1] == '(' || s[j-1] == ' ') {
		j--
	}
	return j == 0 || s[j-1] == '\n' || s[j-1] == '.'
}
