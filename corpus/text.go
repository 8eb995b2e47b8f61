package corpus

import (
	"sort"
	"strings"
)

// Span is a half-open byte range [Start, End).
type Span struct{ Start, End int }

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// BlockKind says what a block of text is to its document.
type BlockKind uint8

// The kinds of block a reader tells apart.
const (
	Paragraph BlockKind = iota
	Title               // the document's own title
	Front               // authors, affiliations, dates before the text
	Abstract            // a paragraph of the abstract
	Heading             // Level says how deep
	ListItem            // an item of a list in running text
	RefEntry            // an entry that the format itself marks as a reference
	Footnote
	Caption // of a figure or table
	Cell    // of a table
	Code    // verbatim
	Boiler  // navigation, running heads, page numbers: kept for its span, never searched
)

// Block is one run of the body: a paragraph, a heading, a reference entry.
type Block struct {
	Kind   BlockKind
	Span   Span   // in Text.Body
	Level  int    // of a Heading, 1 is the top
	Page   int    // 1-based where the format has pages, else 0
	ID     string // the format's own anchor ("ref-12", "B12"), if any
	Label  string // the label as printed, where it stands apart ("12", "[Smi01]")
	Fields *Work  // of a RefEntry whose fields the format marks up
}

// MarkKind says what an inline mark is.
type MarkKind uint8

// The inline marks that readers keep, since they carry meaning for callouts
// (superscripts, links) and references (italic titles).
const (
	Super MarkKind = iota
	Sub
	Italic
	Bold
	Link   // Targets are hrefs; those within the document keep their "#"
	Callee // markup that says "this cites": Targets are anchors or keys of references
)

// Mark is an inline mark over a span of the body.
type Mark struct {
	Kind    MarkKind
	Span    Span
	Targets []string
}

// Text is what a reader makes of one article: the normalised body, its blocks
// in reading order, inline marks, and the way back to the original bytes.
type Text struct {
	Body    string
	Blocks  []Block
	Marks   []Mark
	Offsets Offsets // body to original
	Work    Work    // what the format itself says of the document
	Lang    string  // BCP 47, where the format says so

	// Records are the entries of a reference-manager library; a Text with
	// Records is a library and has no body of its own to search. Spans are in
	// original bytes (no body, so Offsets is not applied).
	Records []Reference

	// Libraries are files beside the text that hold the works it cites by key
	// (a .bib), as the reader found them: package parse reads them. Cited are
	// such works that the text carries itself (citation data in a DOCX field).
	// Callee marks name them by key; a Callee with an empty span lists a work
	// without citing it (\nocite), "*" lists all.
	Libraries []Input
	Cited     []Reference

	// Piece, where not 0, says that the Text is but the so-manieth piece of one
	// that is too large to be held whole. All pieces have the Work of the first.
	Piece int

	Notes []Note
}

// Slice is the body under s.
func (t *Text) Slice(s Span) string { return t.Body[s.Start:s.End] }

// Offsets maps positions of a derived text back to the text it was made from.
// It is a sorted list of runs; within a run positions advance together unless
// the run is marked as a replacement, whose every byte maps into the whole of
// what it replaced. The zero value is the identity.
type Offsets struct{ runs []run }

type run struct {
	at, from int  // this run starts at derived byte `at`, which came from `from`
	to       int  // end of the source bytes of a replacement
	repl     bool // the run replaces from..to

	// of a scaled run (a transcoded text): each character takes du bytes here
	// and took su bytes there. Zero in every other run.
	du, su uint8
}

// Identity reports whether o maps every position to itself.
func (o Offsets) Identity() bool { return len(o.runs) == 0 }

// from moves what o maps to by n: the text begins there in the original.
func (o Offsets) from(n int) Offsets {
	if n == 0 {
		return o
	}
	runs := make([]run, 0, len(o.runs)+1)
	if len(o.runs) == 0 || o.runs[0].at > 0 {
		runs = append(runs, run{})
	}
	runs = append(runs, o.runs...)
	for i := range runs {
		runs[i].from += n
		if runs[i].repl {
			runs[i].to += n
		}
	}
	return Offsets{runs}
}

func (o Offsets) find(p int) int {
	return sort.Search(len(o.runs), func(i int) bool { return o.runs[i].at > p }) - 1
}

// Start maps the position of a first byte.
func (o Offsets) Start(p int) int {
	i := o.find(p)
	if i < 0 {
		return p
	}
	r := o.runs[i]
	if r.repl {
		return r.from
	}
	if r.du != 0 {
		return r.from + (p-r.at)/int(r.du)*int(r.su)
	}
	return r.from + p - r.at
}

// End maps the position just behind a last byte.
func (o Offsets) End(p int) int {
	i := o.find(p - 1)
	if i < 0 {
		return p
	}
	r := o.runs[i]
	if r.repl {
		return r.to
	}
	if r.du != 0 {
		return r.from + (p-r.at+int(r.du)-1)/int(r.du)*int(r.su)
	}
	return r.from + p - r.at
}

// Span maps s. The source of a non-empty span is never inverted.
func (o Offsets) Span(s Span) Span {
	if o.Identity() {
		return s
	}
	if s.Len() <= 0 {
		p := o.Start(s.Start)
		return Span{p, p}
	}
	a, b := o.Start(s.Start), o.End(s.End)
	if b < a {
		a, b = b, a
	}
	return Span{a, b}
}

// Then composes: o maps C to B and next maps B to A; the result maps C to A.
// Replacement runs of either stay replacements.
func (o Offsets) Then(next Offsets) Offsets {
	if next.Identity() {
		return o
	}
	if o.Identity() {
		return next
	}
	if o.runs[0].at > 0 { // what stands before the first run is B as it is
		o.runs = append([]run{{}}, o.runs...)
	}
	var out Offsets
	for i, r := range o.runs {
		if r.repl {
			out.runs = append(out.runs, run{at: r.at, from: next.Start(r.from), to: next.End(r.to), repl: true})
			continue
		}
		if r.du != 0 && i+1 < len(o.runs) { // a transcoded text transcoded again: never met, kept coarse
			end := r.from + (o.runs[i+1].at-r.at)/int(r.du)*int(r.su)
			out.runs = append(out.runs, run{at: r.at, from: next.Start(r.from), to: next.End(end), repl: true})
			continue
		}
		limit := int(^uint(0) >> 1)
		if i+1 < len(o.runs) {
			limit = r.from + o.runs[i+1].at - r.at
		}
		// first run of next that covers r.from, then all that start before limit
		j := next.find(r.from)
		if j < 0 {
			out.runs = append(out.runs, run{at: r.at, from: r.from})
			j = 0
		} else {
			n := next.runs[j]
			if n.repl {
				out.runs = append(out.runs, run{at: r.at, from: n.from, to: n.to, repl: true})
			} else if n.du != 0 {
				out.runs = append(out.runs, run{at: r.at, from: next.Start(r.from), du: n.du, su: n.su})
			} else {
				out.runs = append(out.runs, run{at: r.at, from: n.from + r.from - n.at})
			}
			j++
		}
		for ; j < len(next.runs) && next.runs[j].at < limit; j++ {
			n := next.runs[j]
			if n.at <= r.from {
				continue
			}
			n.at = r.at + n.at - r.from
			out.runs = append(out.runs, n)
		}
	}
	return out
}

// Builder builds a derived text and its Offsets together.
type Builder struct {
	b    strings.Builder
	runs []run
}

// Len is the length of what was built so far.
func (b *Builder) Len() int { return b.b.Len() }

// String is what was built so far.
func (b *Builder) String() string { return b.b.String() }

// Offsets leads from the built text back to its source.
func (b *Builder) Offsets() Offsets { return Offsets{runs: b.runs} }

// Copy appends s, which stands in the source at from, byte for byte.
func (b *Builder) Copy(s string, from int) {
	if s == "" {
		return
	}
	at := b.b.Len()
	if n := len(b.runs); n == 0 && from != at || n > 0 && (b.runs[n-1].repl || b.runs[n-1].du != 0 || b.runs[n-1].from+at-b.runs[n-1].at != from) {
		b.runs = append(b.runs, run{at: at, from: from})
	}
	b.b.WriteString(s)
}

// Scale appends s, which was transcoded from the source bytes at from: each
// character of s takes du bytes and took su bytes of the source.
func (b *Builder) Scale(s string, from int, du, su uint8) {
	if s == "" {
		return
	}
	at, n := b.b.Len(), len(b.runs)
	if n > 0 {
		if r := b.runs[n-1]; r.du == du && r.su == su && r.from+(at-r.at)/int(du)*int(su) == from {
			b.b.WriteString(s)
			return
		}
	}
	b.runs = append(b.runs, run{at: at, from: from, du: du, su: su})
	b.b.WriteString(s)
}

// Grow makes room for n more bytes.
func (b *Builder) Grow(n int) { b.b.Grow(n) }

// Replace appends s in place of the source bytes [from, to): a decoded entity,
// a joined hyphen, an inserted space (from == to).
func (b *Builder) Replace(s string, from, to int) {
	if s == "" {
		return
	}
	if n := len(b.runs); n == 0 || !b.runs[n-1].repl || b.runs[n-1].from != from || b.runs[n-1].to != to {
		b.runs = append(b.runs, run{at: b.b.Len(), from: from, to: to, repl: true})
	}
	b.b.WriteString(s)
}
