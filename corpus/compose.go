package corpus

import "unicode/utf8"

// Composer builds a [Text] from a stream of marked-up text: blocks in reading
// order, inline marks, white space collapsed, and every byte of the body
// traced to its source. Readers of markup (HTML, JATS, TEI, DOCX, Markdown,
// LaTeX) feed it what they meet; it never looks at the markup itself.
//
// Blocks nest as elements do. A block that is interrupted by another goes on
// as a further block of its kind. What stands inside a paragraph without
// belonging to its flow (a footnote, a figure) is written between
// [Composer.Aside] and [Composer.EndAside] and comes out behind the paragraph.
//
// The zero value is ready.
type Composer struct {
	b      Builder
	blocks []Block
	marks  []Mark
	stack  []Block // open blocks, outermost first
	live   bool    // the innermost open block has text
	start  int     // where that text began
	gap    gap     // white space that waits for a word to follow
	fresh  []int   // marks that wait for their first byte
	asides []*Composer
	aside  *Composer // open aside, which takes all that is written
}

// gap is white space of the source that has not been written.
type gap struct {
	set      bool
	from, to int
	plain    bool // it is one plain space that stands at from
	line     bool // it is written as a line break
}

// Len is the length of the body so far, asides left out.
func (c *Composer) Len() int { return c.b.Len() }

// Grow makes room for n more bytes of body.
func (c *Composer) Grow(n int) { c.b.Grow(n) }

// Open begins a block; its Span is set when it ends.
func (c *Composer) Open(b Block) {
	if c.aside != nil {
		c.aside.Open(b)
		return
	}
	c.finish()
	c.stack = append(c.stack, b)
}

// Close ends the innermost block; one without text leaves no trace, unless it
// is a RefEntry with Fields.
func (c *Composer) Close() {
	if c.aside != nil {
		c.aside.Close()
		return
	}
	if len(c.stack) == 0 {
		return
	}
	if top := c.stack[len(c.stack)-1]; !c.live && top.Kind == RefEntry && top.Fields != nil {
		c.begin()
	}
	c.finish()
	c.stack = c.stack[:len(c.stack)-1]
	if len(c.stack) == 0 {
		c.flushAsides()
	}
}

// Block is the innermost open block, which the caller may still change, or nil.
func (c *Composer) Block() *Block {
	if c.aside != nil {
		return c.aside.Block()
	}
	if len(c.stack) == 0 {
		return nil
	}
	return &c.stack[len(c.stack)-1]
}

// Empty reports whether the innermost open block has no text yet.
func (c *Composer) Empty() bool {
	if c.aside != nil {
		return c.aside.Empty()
	}
	return !c.live
}

// Aside sends what follows, up to the matching EndAside, behind the outermost
// open block.
func (c *Composer) Aside() {
	if c.aside != nil {
		c.aside.Aside()
		return
	}
	c.aside = &Composer{}
}

// EndAside ends the innermost aside.
func (c *Composer) EndAside() {
	if c.aside == nil {
		return
	}
	if c.aside.aside != nil {
		c.aside.EndAside()
		return
	}
	a := c.aside
	c.aside = nil
	for len(a.stack) > 0 {
		a.Close()
	}
	a.flushAsides()
	c.asides = append(c.asides, a)
	if len(c.stack) == 0 && !c.live {
		c.flushAsides()
	}
}

// Write appends s, which stands in the source at from. Runs of white space
// become one space; at the edges of a block they are dropped. Outside any
// block a Paragraph is begun.
func (c *Composer) Write(s string, from int) {
	if c.aside != nil {
		c.aside.Write(s, from)
		return
	}
	for i := 0; i < len(s); {
		n := spaceAt(s[i:])
		if n > 0 {
			j := i + n
			for j < len(s) {
				m := spaceAt(s[j:])
				if m == 0 {
					break
				}
				j += m
			}
			c.space(from+i, from+j, j-i == 1 && s[i] == ' ')
			i = j
			continue
		}
		j := i + 1
		for j < len(s) && !(s[j] <= ' ' || s[j] == 0xC2 || s[j] == 0xE2 || s[j] == 0xE3) {
			j++
		}
		c.touch()
		c.b.Copy(s[i:j], from+i)
		i = j
	}
}

// Put appends s in place of the source bytes [from, to): a decoded entity, a
// resolved command. White space in s is collapsed as in Write.
func (c *Composer) Put(s string, from, to int) {
	if c.aside != nil {
		c.aside.Put(s, from, to)
		return
	}
	for i := 0; i < len(s); {
		if n := spaceAt(s[i:]); n > 0 {
			c.space(from, to, false)
			i += n
			continue
		}
		j := i
		for j < len(s) && spaceAt(s[j:]) == 0 {
			_, n := utf8.DecodeRuneInString(s[j:])
			j += n
		}
		c.touch()
		c.b.Replace(s[i:j], from, to)
		i = j
	}
}

// Space asks for a space between what was written and what follows, at the
// place at of the source.
func (c *Composer) Space(at int) {
	if c.aside != nil {
		c.aside.Space(at)
		return
	}
	if !c.gap.set {
		c.space(at, at, false)
	}
}

// Line asks for a line break between what was written and what follows.
func (c *Composer) Line(at int) {
	if c.aside != nil {
		c.aside.Line(at)
		return
	}
	c.Space(at)
	if c.gap.set {
		c.gap.line = true
	}
}

// Break ends the run of text that stands outside any block.
func (c *Composer) Break() {
	if c.aside != nil {
		c.aside.Break()
		return
	}
	if len(c.stack) == 0 {
		c.finish()
	}
}

// Verbatim appends s, which stands in the source at from, white space and all.
func (c *Composer) Verbatim(s string, from int) {
	if c.aside != nil {
		c.aside.Verbatim(s, from)
		return
	}
	if s == "" {
		return
	}
	c.touch()
	c.b.Copy(s, from)
}

// Begin opens an inline mark that starts at the next byte written and returns
// its handle for End.
func (c *Composer) Begin(k MarkKind, targets ...string) int {
	if c.aside != nil {
		return c.aside.Begin(k, targets...)
	}
	c.marks = append(c.marks, Mark{Kind: k, Span: Span{-1, -1}, Targets: targets})
	c.fresh = append(c.fresh, len(c.marks)-1)
	return len(c.marks) - 1
}

// End closes the mark of that handle. A mark with nothing in it keeps its
// place with an empty span, for an anchor without text still points somewhere.
func (c *Composer) End(handle int) {
	if c.aside != nil {
		c.aside.End(handle)
		return
	}
	if handle < 0 || handle >= len(c.marks) {
		return
	}
	m := &c.marks[handle]
	if m.Span.Start < 0 {
		m.Span.Start = c.b.Len()
		for i, f := range c.fresh {
			if f == handle {
				c.fresh = append(c.fresh[:i], c.fresh[i+1:]...)
				break
			}
		}
	}
	m.Span.End = c.b.Len()
}

// Into ends all blocks and marks and writes Body, Blocks, Marks and Offsets of
// t. Offsets lead to the source that the caller counted in.
func (c *Composer) Into(t *Text) {
	for c.aside != nil {
		c.EndAside()
	}
	for len(c.stack) > 0 {
		c.Close()
	}
	c.finish()
	c.flushAsides()
	marks := c.marks[:0]
	for _, m := range c.marks {
		if m.Span.Start < 0 {
			continue
		}
		if m.Span.End < m.Span.Start {
			m.Span.End = c.b.Len()
		}
		marks = append(marks, m)
	}
	t.Body, t.Blocks, t.Marks, t.Offsets = c.b.String(), c.blocks, marks, c.b.Offsets()
}

// space notes white space of the source; only the first of several gaps in a
// row counts as plain.
func (c *Composer) space(from, to int, plain bool) {
	if !c.live {
		return
	}
	if c.gap.set {
		c.gap.to, c.gap.plain = to, false
		if c.gap.to < c.gap.from {
			c.gap.to = c.gap.from
		}
		return
	}
	c.gap = gap{set: true, from: from, to: to, plain: plain}
}

// touch gets ready for a visible byte: begins a block where none has text,
// writes the gap, starts the marks that wait.
func (c *Composer) touch() {
	if !c.live {
		c.begin()
	}
	if c.gap.set {
		switch {
		case c.gap.line:
			c.b.Replace("\n", c.gap.from, c.gap.to)
		case c.gap.plain:
			c.b.Copy(" ", c.gap.from)
		default:
			c.b.Replace(" ", c.gap.from, c.gap.to)
		}
		c.gap = gap{}
	}
	for _, f := range c.fresh {
		c.marks[f].Span.Start = c.b.Len()
	}
	c.fresh = c.fresh[:0]
}

func (c *Composer) begin() {
	if n := c.b.Len(); n > 0 {
		at := c.b.last()
		c.b.Replace("\n", at, at)
	}
	c.live, c.start = true, c.b.Len()
}

// finish ends the run of text of the innermost block.
func (c *Composer) finish() {
	c.gap = gap{}
	if !c.live {
		return
	}
	c.live = false
	b := Block{Kind: Paragraph}
	if n := len(c.stack); n > 0 {
		b = c.stack[n-1]
		// what goes on after an interruption is no second anchor
		c.stack[n-1].ID, c.stack[n-1].Label, c.stack[n-1].Fields = "", "", nil
	}
	b.Span = Span{c.start, c.b.Len()}
	c.blocks = append(c.blocks, b)
	if len(c.stack) == 0 {
		c.flushAsides()
	}
}

// flushAsides appends what stood aside.
func (c *Composer) flushAsides() {
	if len(c.asides) == 0 {
		return
	}
	c.finish()
	asides := c.asides
	c.asides = nil
	for _, a := range asides {
		a.finish()
		if a.b.Len() == 0 {
			continue
		}
		if c.b.Len() > 0 {
			at := c.b.last()
			c.b.Replace("\n", at, at)
		}
		shift := c.b.Len()
		c.b.append(&a.b)
		for _, b := range a.blocks {
			b.Span.Start += shift
			b.Span.End += shift
			c.blocks = append(c.blocks, b)
		}
		for _, m := range a.marks {
			if m.Span.Start < 0 {
				continue
			}
			m.Span.Start += shift
			m.Span.End = max(m.Span.End+shift, m.Span.Start)
			c.marks = append(c.marks, m)
		}
	}
}

// last is the source position behind the last byte built.
func (b *Builder) last() int { return Offsets{runs: b.runs}.End(b.b.Len()) }

// append appends what o built.
func (b *Builder) append(o *Builder) {
	at := b.b.Len()
	if len(o.runs) == 0 || o.runs[0].at > 0 {
		b.runs = append(b.runs, run{at: at, from: 0})
	}
	for _, r := range o.runs {
		r.at += at
		b.runs = append(b.runs, r)
	}
	b.b.WriteString(o.b.String())
}

// spaceAt is the length of the white space character that s begins with, 0
// for none. Zero-width and soft characters are none.
func spaceAt(s string) int {
	switch c := s[0]; {
	case c <= ' ':
		return 1
	case c == 0xC2 && len(s) > 1 && (s[1] == 0xA0 || s[1] == 0x85): // no-break space, next line
		return 2
	case c == 0xE2 && len(s) > 2:
		if s[1] == 0x80 && (s[2] >= 0x80 && s[2] <= 0x8A || s[2] == 0xA8 || s[2] == 0xA9 || s[2] == 0xAF) || s[1] == 0x81 && s[2] == 0x9F {
			return 3
		}
	case c == 0xE3 && len(s) > 2 && s[1] == 0x80 && s[2] == 0x80:
		return 3
	}
	return 0
}
