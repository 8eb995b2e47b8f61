package scatter

import (
	"cmp"
	"slices"

	"citegraph/corpus"
)

// page is a text being read: what was found so far, and which bytes it took.
type page struct {
	body     string
	taken    []bool // by byte
	frags    []corpus.Fragment
	joins    []corpus.Join
	toss     []corpus.Discard
	small    map[string]bool // words that the page writes small, see common
	listEnds map[int]int     // author list in frags by its end
	spam     []string        // phrases that stand loose again and again, see glue.go
}

func newPage(t *corpus.Text, skip []corpus.Span) *page {
	p := &page{body: t.Body, taken: make([]bool, len(t.Body))}
	for _, s := range skip {
		p.take(s)
	}
	for _, b := range t.Blocks {
		if b.Kind == corpus.Boiler || b.Kind == corpus.Code {
			p.take(b.Span)
		}
	}
	return p
}

func (p *page) take(s corpus.Span) {
	for i := max(0, s.Start); i < min(s.End, len(p.taken)); i++ {
		p.taken[i] = true
	}
}

// free reports whether nothing was found in s yet.
func (p *page) free(s corpus.Span) bool { return !slices.Contains(p.taken[s.Start:s.End], true) }

// add records a fragment and takes its bytes.
func (p *page) add(class string, s corpus.Span, v corpus.FragData, confidence float64) {
	p.frags = append(p.frags, corpus.Fragment{Class: class, Span: s, Text: p.body[s.Start:s.End], Value: v, Confidence: confidence})
	p.take(s)
}

// discard records text that belongs to no document and takes its bytes.
func (p *page) discard(s corpus.Span, reason string) {
	p.toss = append(p.toss, corpus.Discard{Span: s, Reason: reason})
	p.take(s)
}

// sort brings fragments and discards into the order of the text.
func (p *page) sort() {
	slices.SortStableFunc(p.frags, func(a, b corpus.Fragment) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	slices.SortStableFunc(p.toss, func(a, b corpus.Discard) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
}

// boundary reports whether a piece may begin at i: at the start of the text or
// a line, behind something found, or behind the end of a sentence.
func (p *page) boundary(i int) bool {
	for k := i - 1; k >= 0 && i-k < 8; k-- {
		if p.taken[k] {
			return true
		}
		switch p.body[k] {
		case ' ', '\t':
			continue
		case '\n', '\r', '.', '?', '!', ')', ']', ':', ';', '"':
			return true
		}
		return false
	}
	return i < 8 || i == 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isAlpha(c byte) bool { return isUpper(c) || isLower(c) || c >= 0x80 }
