package parse

import (
	"context"
	"fmt"
	"slices"

	"citegraph/corpus"
	"citegraph/parse/callout"
	"citegraph/parse/list"
	"citegraph/parse/scatter"
)

// maxHeld is how many pieces are kept until a reference list is met.
const maxHeld = 8

// pieceReader makes documents of the pieces of one text. What is cited in a
// piece is looked up in its own reference list, else in the next list of the
// file where that begins within [maxHeld] pieces; how it was is in a note.
type pieceReader struct {
	ctx  context.Context
	in   corpus.Input
	held []*corpus.Text // pieces without a list, in order
}

// add takes the next piece and returns the documents that are ready.
func (p *pieceReader) add(t *corpus.Text) ([]*corpus.Document, error) {
	entries, notes := list.Find(t)
	if len(entries) == 0 {
		p.held = append(p.held, t)
		if len(p.held) <= maxHeld {
			return nil, p.ctx.Err()
		}
		first := p.held[0]
		p.held = p.held[1:]
		return []*corpus.Document{p.alone(first)}, p.ctx.Err()
	}
	once, twice := entries, 0
	if notes == nil {
		once, twice = distinct(entries)
	}
	refs, err := label(p.ctx, once)
	if err != nil {
		return nil, err
	}
	var ds []*corpus.Document
	calls := callouts(t, list.Spans(entries, notes), refs, notes)
	for _, h := range p.held {
		ds = append(ds, p.linked(h, refs, callout.Read(h, nil, refs), t))
	}
	p.held = nil
	d := p.linked(t, refs, calls, t)
	if twice > 0 {
		d.Notes = append(d.Notes, corpus.Note{Code: "repeated-reference", Text: fmt.Sprintf("%d references that stand in this piece before, word for word, are taken once", twice)})
	}
	return append(ds, d), nil
}

// rest are the documents of what is still held at the end of the file.
func (p *pieceReader) rest() (ds []*corpus.Document, err error) {
	for _, h := range p.held {
		ds = append(ds, p.alone(h))
	}
	p.held = nil
	return ds, p.ctx.Err()
}

// linked is the document of t, whose citations refs answer; they stand in home.
func (p *pieceReader) linked(t *corpus.Text, refs []corpus.Reference, calls []corpus.Callout, home *corpus.Text) *corpus.Document {
	d := p.noted(t)
	if t != home {
		d.Notes[len(d.Notes)-1].Text += fmt.Sprintf("; its reference list is in piece %d", home.Piece)
	}
	d.Calls = calls
	original(d, t.Offsets)
	d.Refs = slices.Clone(refs)
	for i := range d.Refs {
		d.Refs[i].Segments = slices.Clone(d.Refs[i].Segments)
	}
	originalRefs(d.Refs, home.Offsets)
	return d
}

// alone is the document of a piece for which no list was found.
func (p *pieceReader) alone(t *corpus.Text) *corpus.Document {
	d := p.noted(t)
	d.Calls = callout.Read(t, nil, nil)
	if scatter.Scattered(t) {
		gather(d, t)
	} else if len(d.Calls) > 0 {
		d.Notes = append(d.Notes, corpus.Note{Code: "list-not-found", Text: fmt.Sprintf("no reference list in this piece and the next %d: its citations are linked to nothing", maxHeld)})
	}
	original(d, t.Offsets)
	return d
}

// noted is the begun document of t, its last note that it is a piece.
func (p *pieceReader) noted(t *corpus.Text) *corpus.Document {
	d := begun(p.in, t)
	if t.Piece == 1 {
		d.Review = reviewType(t)
	}
	s := t.Offsets.Span(corpus.Span{Start: 0, End: len(t.Body)})
	d.Notes = append(d.Notes, corpus.Note{Code: "read-in-pieces", Text: fmt.Sprintf("piece %d of a file too large to be held whole, bytes %d to %d", t.Piece, s.Start, s.End), Span: &s})
	return d
}

// distinct leaves out entries that stand before word for word: what is read in
// pieces is mostly many texts in one file, or one text many times.
func distinct(es []list.Entry) (once []list.Entry, twice int) {
	seen := make(map[string]bool, len(es))
	for _, e := range es {
		if e.Raw != "" && seen[e.Raw] {
			twice++
			continue
		}
		seen[e.Raw] = true
		once = append(once, e)
	}
	return once, twice
}
