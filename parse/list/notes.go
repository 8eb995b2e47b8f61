package list

import (
	"sort"
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
)

// Many texts, most of those of history and law, cite in notes: blocks that the
// format marks as such, or, in plain text, numbered lines at the foot of pages
// or at the end, whose numbers count up through the text. A note may cite
// several works (piece.go), in full or, later, by a short title or "ibid."
// (cited.go). The works cited in full are the text's references where it has
// no list; where it has one, those that the list lacks.

// Note is a footnote or an endnote that cites.
type Note struct {
	Label string      // as printed: "12"
	ID    string      // the format's own anchor
	Span  corpus.Span // in Body, label excluded
	Cites []Cite      // in printed order

	from int // in Body, before the label
	raw  string
	at   corpus.Offsets // raw to Body
}

// Cite is the place in a note where one work is cited.
type Cite struct {
	Span    corpus.Span // in Body
	N       int         // the Entry that is cited, 0 where the text does not tell
	P       float64     // how sure that is
	Locator string      // as printed: "45–47"

	short bool // not in full
}

const (
	minNotes  = 4  // that a text must have
	noteLines = 12 // that one note may have in plain text
)

// markedNotes are the notes that the format marks.
func markedNotes(v *view) []Note {
	var out []Note
	for i := 0; i < len(v.lines); i++ {
		b := &v.t.Blocks[v.lines[i].block]
		if b.Kind != corpus.Footnote || !v.lines[i].first {
			continue
		}
		j := i + 1
		for j < len(v.lines) && v.lines[j].block == v.lines[i].block {
			j++
		}
		n := note(v, i, j)
		if n.ID = b.ID; n.Label == "" {
			n.Label = bare(b.Label)
		}
		if i = j - 1; !digitsOnly(bare(n.raw)) { // else its number, a block of its own
			out = append(out, n)
		}
	}
	return out
}

// plainNotes finds numbered notes among the lines of running text, and the
// lines that they take.
func plainNotes(v *view) ([]Note, []region) {
	var cs []start
	widths := make([]int, 0, len(v.lines))
	for i, l := range v.lines {
		widths = append(widths, l.Len())
		if l.num == 0 || l.after >= l.Len() || l.head || v.t.Blocks[l.block].Kind == corpus.Cell {
			continue
		}
		s := v.t.Body[l.Start+l.after : l.End]
		r, _ := utf8.DecodeRuneInString(s)
		back := signal(s) > 0 || backward(s)
		if !capitalOrHan(s) && !strings.ContainsRune("\"“„»«'‚‘§《", r) && !back {
			continue
		}
		c := start{line: i, at: l.Start + l.after, label: l.key, num: l.num, from: l.Start, style: '.'}
		if !back && !noteLike(s) {
			c.cost = .4
		}
		cs = append(cs, c)
	}
	chain := count(cs)
	if len(chain) < minNotes {
		return nil, nil
	}
	sort.Ints(widths)
	width := widths[len(widths)*9/10]
	var out []Note
	var lines []region
	for k, c := range chain {
		limit := len(v.lines)
		if k+1 < len(chain) {
			limit = chain[k+1].line
		}
		j := noteEnd(v, c.line, limit, width)
		out, lines = append(out, note(v, c.line, j)), append(lines, region{c.line, j})
	}
	return out, lines
}

// noteEnd is the line behind the last of the note that starts at line i: before
// the next note, a running head, a heading, the block's end, or behind a short
// line that ends a sentence.
func noteEnd(v *view, i, limit, width int) int {
	j := i + 1
	for j < limit && j-i < noteLines {
		l := v.lines[j]
		if l.head || l.first || v.t.Blocks[l.block].Kind == corpus.Heading {
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

// note makes a note of the lines [i, j), whose first may carry a label.
func note(v *view, i, j int) Note {
	l := v.lines[i]
	n := Note{from: l.Start, Span: corpus.Span{Start: l.Start, End: v.lines[j-1].End}}
	if l.after > 0 && l.after < l.Len() {
		n.Span.Start, n.Label = l.Start+l.after, l.key
	}
	parts := make([]corpus.Span, 0, j-i)
	for k := i; k < j; k++ {
		p := v.lines[k].Span
		p.Start = max(p.Start, n.Span.Start)
		parts = append(parts, p)
	}
	n.raw, n.at = mend(v.t.Body, parts)
	return n
}

// noteLike reports a note that cites in full: a year, and names, pages or a
// publisher; or an address.
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
