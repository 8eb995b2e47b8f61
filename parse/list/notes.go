package list

import (
	"sort"
	"strings"

	"citegraph/corpus"
)

// Where a text has no list, its references may stand in footnotes: blocks that
// the format marks as such, or, in plain text, numbered lines at the foot of
// pages whose numbers count up through the text. A note is an entry if it has
// a year and something else of what references are made of; most of the others
// are remarks.

const (
	minNotes  = 4  // that a text must have
	noteLines = 12 // that one note may have
)

// notes finds the references in the footnotes of v.
func notes(v *view) []Entry {
	var out []Entry
	for i := 0; i < len(v.lines); i++ {
		if v.t.Blocks[v.lines[i].block].Kind != corpus.Footnote || !v.lines[i].first {
			continue
		}
		j := i + 1
		for j < len(v.lines) && v.lines[j].block == v.lines[i].block {
			j++
		}
		out = appendNote(out, v, i, j)
		i = j - 1
	}
	if out == nil {
		out = plainNotes(v)
	}
	if len(out) < minNotes {
		return nil
	}
	return out
}

// inNotes counts the entries that stand in what the format marks as a note.
func inNotes(t *corpus.Text, es []Entry) int {
	n, k := 0, 0
	for _, e := range es {
		for k < len(t.Blocks) && t.Blocks[k].Span.End <= e.Span.Start {
			k++
		}
		if k < len(t.Blocks) && t.Blocks[k].Kind == corpus.Footnote {
			n++
		}
	}
	return n
}

// plainNotes finds numbered notes between the lines of running text.
func plainNotes(v *view) []Entry {
	var cs []start
	widths := make([]int, 0, len(v.lines))
	for i, l := range v.lines {
		widths = append(widths, l.Len())
		if l.num == 0 || l.after >= l.Len() || l.head || v.t.Blocks[l.block].Kind == corpus.Heading || l.Len() < 20 {
			continue
		}
		s := v.t.Body[l.Start+l.after : l.End]
		if !capitalOrHan(s) && !strings.ContainsRune("\"“„»«'‚§", []rune(s)[0]) {
			continue
		}
		c := start{line: i, at: l.Start + l.after, label: l.key, num: l.num, from: l.Start, style: '.'}
		if !noteLike(s) {
			c.cost = .4
		}
		cs = append(cs, c)
	}
	chain := count(cs)
	if len(chain) < minNotes {
		return nil
	}
	sort.Ints(widths)
	width := widths[len(widths)*9/10]
	var out []Entry
	for k, c := range chain {
		limit := len(v.lines)
		if k+1 < len(chain) {
			limit = chain[k+1].line
		}
		out = appendNote(out, v, c.line, noteEnd(v, c.line, limit, width))
	}
	return out
}

// noteEnd is the line behind the last of the note that starts at line i: before
// the next note, a running head, a heading, or behind a short line that ends a
// sentence.
func noteEnd(v *view, i, limit, width int) int {
	j := i + 1
	for j < limit && j-i < noteLines {
		l := v.lines[j]
		if l.head || v.t.Blocks[l.block].Kind == corpus.Heading {
			break
		}
		last := v.text(j - 1)
		if v.lines[j-1].Len()*100 < width*85 {
			switch endOf(last) {
			case endStop, endStopDigit, endStopParen, endParen, endDigit, endYear, endLink:
				return j
			}
		}
		j++
	}
	return j
}

// appendNote adds the lines [i, j) as an entry if they are a reference.
func appendNote(out []Entry, v *view, i, j int) []Entry {
	e := entry(v, i, j)
	if e.Label == "" {
		e.Label = bare(v.t.Blocks[v.lines[i].block].Label)
	}
	if !noteLike(e.Raw) {
		return out
	}
	e.ID = v.t.Blocks[v.lines[i].block].ID
	return append(out, e)
}

// noteLike reports a note that cites: a year, and names, pages or a publisher.
func noteLike(s string) bool {
	l := look{}
	l.count(s[:min(len(s), 600)])
	parts := l.n[nInitial] + l.n[nPages] + l.n[nPublisher] + l.n[nIn] + l.n[nEditor] + l.n[nURL] + l.n[nRange] + l.n[nJournal] + l.n[nDOI] + l.n[nVolume] + l.n[nPair] + l.n[nQuote]
	return (l.n[nYear] > 0 || glued(s)) && (parts > 0 || l.caps > .4) || l.n[nURL]+l.n[nDOI] > 0 && l.n[nVerb] < 2
}

// glued reports a year that stands in one word with its locator: "2001;1:1-2".
func glued(s string) bool {
	for _, w := range strings.Fields(s[:min(len(s), 600)]) {
		if len(w) > 5 && isYear(w[:4]) && (w[4] == ';' || w[4] == ':' || w[4] == ',') {
			return true
		}
	}
	return false
}

// entry makes one entry of the lines [i, j), whose first may carry a label.
func entry(v *view, i, j int) Entry {
	l := v.lines[i]
	s := start{line: i, at: l.Start, from: l.Start}
	if l.after > 0 && l.after < l.Len() {
		s.at, s.label = l.Start+l.after, l.key
	}
	lines := make([]int, 0, j-i)
	for k := i; k < j; k++ {
		lines = append(lines, k)
	}
	if es := entries(v, lines, []start{s}); len(es) == 1 {
		return es[0]
	}
	return Entry{}
}
