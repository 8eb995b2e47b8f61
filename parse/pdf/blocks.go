package pdf

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// composer writes lines into a corpus.Text: paragraphs, headings, the title,
// superscripts marked, hyphens at line ends mended.
type composer struct {
	t       *corpus.Text
	buf     []byte          // the body so far
	words   map[string]bool // of the whole file, to tell which hyphens are real
	body    float64         // size of most text
	leading float64         // usual distance of baselines, in font sizes
	open    *corpus.Block
	lines   []*line   // of the open block
	sizes   []float64 // of the blocks
}

// compose writes the Text of all pages.
func compose(pages [][]*line) *composer {
	c := &composer{t: &corpus.Text{}, words: map[string]bool{}}
	var runs []run
	for _, lines := range pages {
		for _, l := range lines {
			runs = append(runs, l.runs...)
			for _, w := range strings.FieldsFunc(l.text(), notWord) {
				c.words[strings.ToLower(w)] = true
			}
		}
	}
	c.body = bodySize(runs)
	c.leading = usualLeading(pages)
	var flow, rest []*line
	for _, lines := range pages {
		for _, l := range lines {
			if l.head || l.side {
				rest = append(rest, l)
			} else {
				flow = append(flow, l)
			}
		}
	}
	c.paragraphs(flow)
	for _, l := range rest {
		c.begin(corpus.Boiler, l)
		c.line(l, true)
		c.end()
	}
	c.t.Body = string(c.buf)
	return c
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' }

// usualLeading is the median distance of neighbouring baselines in font sizes.
func usualLeading(pages [][]*line) float64 {
	var ds []float64
	for _, lines := range pages {
		for i := 1; i < len(lines); i++ {
			if d := (lines[i-1].y - lines[i].y) / lines[i].size; d > 0.8 && d < 3 {
				ds = append(ds, d)
			}
		}
	}
	if len(ds) == 0 {
		return 1.2
	}
	sort.Float64s(ds)
	return ds[len(ds)/2]
}

// paragraphs cuts the flow of lines into blocks. Notes stand behind the
// paragraph that they interrupt.
func (c *composer) paragraphs(flow []*line) {
	flow, notes := notesApart(flow, c.body)
	for i, l := range flow {
		var next *line
		if i+1 < len(flow) {
			next = flow[i+1]
		}
		if i == 0 || c.breaks(flow[i-1], l, next) {
			c.end()
			for ; len(notes) > 0 && notes[0].at <= i; notes = notes[1:] {
				c.note(notes[0].lines)
			}
			c.begin(corpus.Paragraph, l)
		}
		c.line(l, false)
	}
	c.end()
	for _, n := range notes {
		c.note(n.lines)
	}
}

// breaks decides whether a block ends between two lines.
func (c *composer) breaks(prev, l, next *line) bool {
	em := l.size
	if math.Abs(prev.size-l.size) > 0.09*max(prev.size, l.size) || prev.isBold() != l.isBold() && (prev.isBold() || l.looksLikeHeading()) {
		return true
	}
	if l.start || l.page != prev.page {
		return c.lines[0].opensRaised() || !continues(prev.text(), l.text())
	}
	gap := (prev.y - l.y) / em
	if gap > 1.3*c.leading || gap > c.leading+0.45 || gap < -1 {
		return true
	}
	if l.looksLikeHeading() && !(prev.looksLikeHeading() && prev.isBold() == l.isBold()) {
		return true
	}
	indent := l.x0 - l.left
	switch {
	case l.x0-prev.x0 > 0.7*em && next != nil && next.page == l.page && !next.start && l.x0-next.x0 > 0.7*em && math.Abs(next.x0-prev.x0) < 0.6*em:
		return true // the first line of a paragraph is indented
	case prev.x0-l.x0 > 0.7*em && indent < 0.5*em && len(c.lines) > 0 && math.Abs(c.lines[0].x0-l.x0) < 0.5*em && len(c.lines) > 1:
		return true // or all but the first are
	}
	// A short line that ends a sentence ends a paragraph.
	return prev.x1 < l.right-8*em && endsSentence(prev.text()) && indent < 2*em && startsUpper(l.text())
}

// continues reports whether a paragraph goes on over a column or page.
func continues(a, b string) bool {
	return !endsSentence(a) && !startsUpper(b) || strings.HasSuffix(a, "-") || strings.HasSuffix(a, ",") || !endsSentence(a) && !numbered(b)
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, " ”\"’)]0123456789,–")
	return s == "" || strings.ContainsRune(".?!:", rune(s[len(s)-1]))
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " “\"‘(["))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

func numbered(s string) bool {
	s = strings.TrimLeft(s, " [(")
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i > 0 && i < 5 && i < len(s) && strings.ContainsRune(".)] ", rune(s[i]))
}

func (l *line) isBold() bool {
	bold, all := 0, 0
	for _, r := range l.runs {
		all += len(r.text)
		if r.bold {
			bold += len(r.text)
		}
	}
	return 10*bold > 9*all
}

// looksLikeHeading tells a short line that is bold or in capitals.
func (l *line) looksLikeHeading() bool {
	s := l.text()
	if len(s) > 90 || len(s) < 3 {
		return false
	}
	return l.isBold() && !strings.HasSuffix(s, ".") || capitals(s)
}

func capitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 6
}

func (c *composer) begin(kind corpus.BlockKind, l *line) {
	c.open = &corpus.Block{Kind: kind, Page: l.page, Span: corpus.Span{Start: len(c.buf)}}
	c.lines = c.lines[:0]
}

// end closes the open block and says what it is.
func (c *composer) end() {
	if c.open == nil {
		return
	}
	b := *c.open
	c.open = nil
	b.Span.End = len(c.buf)
	if b.Span.Len() > 0 {
		c.buf = append(c.buf, '\n')
		if b.Kind == corpus.Paragraph {
			c.kind(&b)
		}
		c.t.Blocks = append(c.t.Blocks, b)
		c.sizes = append(c.sizes, c.lines[0].size)
	}
}

// kind tells headings, captions and affiliations from paragraphs.
func (c *composer) kind(b *corpus.Block) {
	l := c.lines[0]
	text := strings.TrimSpace(string(c.buf[b.Span.Start:b.Span.End]))
	low := strings.ToLower(text[:min(len(text), 12)])
	switch {
	case l.opensRaised() && b.Page == 1: // where somebody works
		b.Kind = corpus.Front
	case (strings.HasPrefix(low, "fig") || strings.HasPrefix(low, "table ") || strings.HasPrefix(low, "box ")) && strings.ContainsAny(low, "0123456789"):
		b.Kind = corpus.Caption
	case len(c.lines) <= 3 && len(text) < 160 && strings.ContainsFunc(text, unicode.IsLetter) && !strings.HasSuffix(text, ".") &&
		(l.size > 1.12*c.body || l.isBold() || capitals(text)):
		b.Kind = corpus.Heading
		b.Level = 2
		if l.size > 1.12*c.body {
			b.Level = 1
		}
	}
}

// line writes one line. Leading spaces show how far it is indented in its
// column, since that is how many lists mark where an entry begins.
func (c *composer) line(l *line, plain bool) {
	joined := false
	if len(c.lines) > 0 {
		joined = c.join(l)
	}
	c.lines = append(c.lines, l)
	if !joined && !plain {
		indent := int(math.Round((l.x0 - l.left) / (0.5 * l.size)))
		c.buf = append(c.buf, "                    "[:max(0, min(20, indent))]...)
	}
	for i, r := range l.runs {
		raised := l.raises(r)
		if i > 0 && r.x0-l.runs[i-1].x1 > wordGap*l.size {
			c.buf = append(c.buf, ' ')
		}
		from := len(c.buf)
		c.buf = append(c.buf, r.text...)
		c.mark(from, r, l, raised)
	}
}

// raises reports whether r stands on line l as a superscript.
func (l *line) raises(r run) bool { return r.size < 0.88*l.size && r.y-l.y > 0.12*l.size }

func (c *composer) mark(from int, r run, l *line, raised bool) {
	span := corpus.Span{Start: from, End: len(c.buf)}
	if len(r.uris) > 0 {
		c.t.Marks = append(c.t.Marks, corpus.Mark{Kind: corpus.Link, Span: span, Targets: r.uris})
	}
	switch {
	case raised:
		c.t.Marks = append(c.t.Marks, corpus.Mark{Kind: corpus.Super, Span: span})
	case r.size < 0.88*l.size && r.y-l.y < -0.08*l.size:
		c.t.Marks = append(c.t.Marks, corpus.Mark{Kind: corpus.Sub, Span: span})
	case r.italic:
		c.t.Marks = append(c.t.Marks, corpus.Mark{Kind: corpus.Italic, Span: span})
	case r.bold:
		c.t.Marks = append(c.t.Marks, corpus.Mark{Kind: corpus.Bold, Span: span})
	}
}

// join ends the line before: with a line break, or, where a word was broken at
// its end, by putting the word together. Whether the hyphen belongs to the
// word is told by how the file writes it elsewhere.
func (c *composer) join(l *line) bool {
	s := string(c.buf[max(0, len(c.buf)-200):])
	next := l.text()
	if !strings.HasSuffix(s, "-") || next == "" {
		c.buf = append(c.buf, '\n')
		return false
	}
	first, _ := utf8.DecodeRuneInString(next)
	head := s[strings.LastIndexFunc(s[:len(s)-1], notWord)+1 : len(s)-1]
	tail := next
	if i := strings.IndexFunc(next, notWord); i >= 0 {
		tail = next[:i]
	}
	if !unicode.IsLower(first) || head == "" {
		if unicode.IsLetter(first) || unicode.IsDigit(first) {
			return true // "COVID-" + "19", "Lloyd-" + "Evans", "2012-" + "2015"
		}
		c.buf = append(c.buf, '\n')
		return false
	}
	whole, hyphened := strings.ToLower(head+tail), strings.ToLower(head+"-"+tail)
	if c.words[whole] || !c.words[hyphened] {
		c.cut(len(c.buf) - 1)
	}
	return true
}

// cut shortens what was written to n bytes.
func (c *composer) cut(n int) {
	c.buf = c.buf[:n]
	for k := len(c.t.Marks) - 1; k >= 0 && k >= len(c.t.Marks)-2; k-- { // a link and a style
		m := &c.t.Marks[k]
		m.Span.End = max(m.Span.Start, min(m.Span.End, n))
	}
}
