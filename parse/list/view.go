package list

import (
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
)

// line is one printed line of the body.
type line struct {
	corpus.Span     // without surrounding white space
	indent      int // columns before it
	block       int // index of its block
	first       bool
	num         int // the number it opens with, 0 where none
	after       int // bytes of its label
	key         string
	head        bool // a running head or page number
}

// view is a text seen as printed lines.
type view struct {
	t     *corpus.Text
	lines []line
}

// newView cuts the blocks of t into lines. Boiler (running heads, page
// numbers) is left out, as is verbatim.
func newView(t *corpus.Text) *view {
	v := &view{t: t}
	for bi, b := range t.Blocks {
		if b.Kind == corpus.Boiler || b.Kind == corpus.Code {
			continue
		}
		first := true
		for at := b.Span.Start; at < b.Span.End; {
			end := b.Span.End
			if i := strings.IndexAny(t.Body[at:b.Span.End], "\n\r\f"); i >= 0 {
				end = at + i
			}
			s := trim(t.Body, at, end)
			if s.Len() > 0 {
				v.lines = append(v.lines, newLine(t.Body, s, indentAt(t.Body, s.Start), bi, first))
				first = false
			}
			at = end + 1
		}
	}
	heads(v)
	return v
}

func newLine(body string, s corpus.Span, indent, block int, first bool) line {
	l := line{Span: s, indent: indent, block: block, first: first}
	if lab, n := label(body[s.Start:min(s.End, s.Start+64)]); n > 0 {
		l.after, l.key = n, lab
		if d, ok := number(lab); ok {
			l.num = d
		}
	}
	return l
}

// number reads a label of digits alone.
func number(l string) (int, bool) {
	n := 0
	for i := 0; i < len(l); i++ {
		if l[i] < '0' || l[i] > '9' || n > maxNumber {
			return 0, false
		}
		n = n*10 + int(l[i]-'0')
	}
	return n, len(l) > 0
}

// indentAt counts the columns of white space before p on its line.
func indentAt(body string, p int) int {
	n := 0
	for p > 0 && n < 200 {
		switch body[p-1] {
		case ' ':
			n++
		case '\t':
			n += 8
		default:
			return n
		}
		p--
	}
	return n
}

// trim narrows [a,b) to what is not white space.
func trim(s string, a, b int) corpus.Span {
	for a < b {
		r, n := utf8.DecodeRuneInString(s[a:b])
		if !space(r) {
			break
		}
		a += n
	}
	for b > a {
		r, n := utf8.DecodeLastRuneInString(s[a:b])
		if !space(r) {
			break
		}
		b -= n
	}
	return corpus.Span{Start: a, End: b}
}

func space(r rune) bool {
	return r == ' ' || r >= '\t' && r <= '\r' || r == '\u00a0' || r == '\u3000' || r == '\ufeff' || r >= 0x2000 && r <= 0x200b
}

// text is the line as printed.
func (v *view) text(i int) string { return v.t.Body[v.lines[i].Start:v.lines[i].End] }

// region is a run of lines [from, to) that is a reference list.
type region struct{ from, to int }

// without is v without its notes: the lines of rs, or, if that is nil, what the
// format marks as notes.
func (v *view) without(rs []region) *view {
	w := &view{t: v.t}
	k := 0
	for i, l := range v.lines {
		for k < len(rs) && rs[k].to <= i {
			k++
		}
		if k < len(rs) && rs[k].from <= i || rs == nil && v.t.Blocks[l.block].Kind == corpus.Footnote {
			continue
		}
		w.lines = append(w.lines, l)
	}
	return w
}
