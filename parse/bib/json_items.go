package bib

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"citegraph/corpus"
)

// An item reader reads the object that c stands before into a record. An error
// of c condemns that object alone. Fields left out are named in mended.
type itemReader func(c *scanner) (ref corpus.Reference, mended []string)

// items walks the objects of a file of JSON: one array, several, or objects one
// behind the other; and, within an object that wraps a list ("items",
// "results", "records", "references"), those of the list.
type items struct {
	b    *batch
	p    *place
	read itemReader

	src  *bufio.Reader // where the text comes in blocks
	last bool          // text holds all that is left

	array int  // open arrays
	wrap  bool // the open array is a field of an object
	comma bool // a comma was seen and nothing behind it yet
}

// jsonRecords reads all objects of in.
func jsonRecords(b *batch, in corpus.Input, p *place, read itemReader) {
	it := &items{b: b, p: p, read: read, last: true}
	if in.Open != nil {
		rc, err := in.Open()
		if err != nil {
			b.fail(err)
			return
		}
		defer rc.Close()
		it.src, it.last = bufio.NewReaderSize(rc, 1<<20), false
		if !it.refill(0) {
			return
		}
	}
	it.walk()
}

// fail ends the file with an error.
func (b *batch) fail(err error) {
	if b.done {
		return
	}
	b.flush()
	if !b.done {
		b.done = true
		b.yield(nil, err)
	}
}

// block is how much of a stream is read at once.
const block = 4 << 20

// refill drops the text before from and reads a further block. False where the
// stream could not be read.
func (it *items) refill(from int) bool {
	p := it.p
	raw := make([]byte, block)
	n, err := io.ReadFull(it.src, raw)
	raw = raw[:n]
	switch {
	case err == nil: // to the end of the line, so that no character is torn
		rest, lerr := it.src.ReadBytes('\n')
		raw = append(raw, rest...)
		it.last = errors.Is(lerr, io.EOF)
		err = lerr
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		it.last = true
	}
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		it.b.fail(fmt.Errorf("read on: %w", err))
		return false
	}
	p.where(from)
	line := p.line
	keep := p.text[from:]
	base := p.span(from, from).Start
	fresh := p.base + p.offs.Span(corpus.Span{Start: len(p.text), End: len(p.text)}).Start
	if keep == "" {
		text, offs, _ := corpus.Decode(raw, "utf-8")
		*p = place{text: text, offs: offs, base: fresh, line: line}
		return true
	}
	// What is kept was clean already; only where it was not the identity are
	// its offsets lost, and then they are those of its start.
	text, offs, _ := corpus.Decode(append([]byte(keep), raw...), "utf-8")
	*p = place{text: text, offs: offs, base: base, line: line}
	return true
}

func (it *items) walk() {
	i := 0
	for !it.b.done {
		c := scanner{s: it.p.text, i: i}
		switch ch := c.peek(); ch {
		case 0:
			if c.i < len(c.s) { // a NUL cannot be here: Decode replaced it
				it.b.skip(it.p, c.i, c.i+1, "a NUL")
				i = c.i + 1
				continue
			}
			if !it.last {
				if !it.refill(c.i) {
					return
				}
				i = 0
				continue
			}
			if it.array > 0 {
				it.b.skip(it.p, max(0, len(c.s)-1), len(c.s), "the file ends within a list: cut off")
			}
			return
		case '{':
			i = it.object(c.i)
			it.comma = false
		case '[':
			if it.array > 0 {
				i = it.misfit(c.i, "a list where an item was expected")
				it.comma = false
				continue
			}
			it.array++
			i = c.i + 1
		case ']':
			if it.comma {
				it.b.skip(it.p, c.i, c.i+1, "a comma with no item behind it")
			}
			it.comma = false
			it.array = max(0, it.array-1)
			i = c.i + 1
			if it.array == 0 && it.wrap {
				i = it.unwrap(i)
			}
		case ',':
			it.comma = true
			i = c.i + 1
		default:
			if strings.HasPrefix(c.s[c.i:], "\uFEFF") { // files joined end to end
				i = c.i + len("\uFEFF")
				continue
			}
			i = it.misfit(c.i, "not an item")
			it.comma = false
		}
	}
}

// object reads the item at i and returns where the next may begin.
func (it *items) object(i int) int {
	c := scanner{s: it.p.text, i: i}
	if it.array == 0 {
		if list, at := wrapped(&c); list {
			it.array, it.wrap = 1, true
			return at
		}
		c = scanner{s: it.p.text, i: i}
	}
	ref, mended := it.read(&c)
	if it.wantsMore(&c, i) {
		if !it.refill(i) {
			return len(it.p.text)
		}
		return 0
	}
	if c.err != nil {
		from := max(c.i, i+1)
		if it.array == 0 {
			from = i + 1 // an item a line: damage ends with the line
		}
		end := resync(it.p.text, i, from)
		it.b.skip(it.p, i, end, fmt.Sprintf("item %d: %v (%s)", it.b.n+it.b.skipped+1, c.err, it.p.where(c.i)))
		return end
	}
	for _, what := range mended {
		it.b.mend(it.p, i, c.i, what)
	}
	it.b.finish(it.p, ref, i, c.i)
	return c.i
}

// misfit passes over a value that is no object.
func (it *items) misfit(i int, why string) int {
	c := scanner{s: it.p.text, i: i}
	c.skip()
	if it.wantsMore(&c, i) {
		if !it.refill(i) {
			return len(it.p.text)
		}
		return 0
	}
	end := c.i
	if c.err != nil {
		why += ": " + c.err.Error()
		end = resync(it.p.text, i, max(c.i, i+1))
	}
	it.b.skip(it.p, i, end, why)
	return max(end, i+1)
}

// wantsMore reports whether what begins at i was only cut by the end of the
// block. No item may be larger than a file that is held whole.
func (it *items) wantsMore(c *scanner, i int) bool {
	return errors.Is(c.err, errEnd) && !it.last && len(it.p.text)-i < corpus.DefaultMaxFile
}

// unwrap passes over the fields behind a wrapped list.
func (it *items) unwrap(i int) int {
	it.wrap = false
	c := scanner{s: it.p.text, i: i}
	for c.err == nil {
		switch c.peek() {
		case ',':
			c.i++
			c.str()
			c.take(':')
			c.skip()
		case '}':
			c.i++
		default:
			return c.i
		}
	}
	it.b.skip(it.p, i, min(c.i, len(c.s)), "behind the list: "+c.err.Error())
	return resync(c.s, i, c.i)
}

// resync finds where reading may go on behind damage at i: the next object
// that begins a line, or that follows another in a list on one line.
func resync(s string, from, i int) int {
	i = min(max(i, from+1), len(s))
	for {
		n := strings.IndexByte(s[i:], '{')
		if n < 0 {
			return len(s)
		}
		at := i + n
		before := strings.TrimRight(s[max(0, at-8):at], " \t\r")
		if strings.HasSuffix(before, "\n") || strings.HasSuffix(before, "},") || before == "" {
			return at
		}
		i = at + 1
	}
}

// wrapped reports whether the object that c stands before is no item but holds
// a list of them, and where the list's first item may begin. It looks at the
// first keys only.
func wrapped(c *scanner) (bool, int) {
	if !c.take('{') {
		return false, 0
	}
	for range 12 {
		if c.peek() != '"' {
			return false, 0
		}
		key := c.str()
		if !c.take(':') {
			return false, 0
		}
		next := c.peek()
		switch key {
		case "id", "type", "title", "author", "DOI", "issued", "display_name":
			return false, 0
		case "message":
			if next == '{' {
				return wrapped(c)
			}
		case "items", "results", "records", "references", "works":
			if next != '[' {
				return false, 0
			}
			at := c.i + 1
			d := scanner{s: c.s, i: at}
			return d.peek() == '{', at
		}
		at := c.i
		if c.skip(); c.err != nil || c.i-at > 64<<10 || !c.more('}') {
			return false, 0
		}
	}
	return false, 0
}
