package bib

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"citegraph/corpus"
)

// chunk is how many records one Text holds at most.
const chunk = 2000

// maxNotes bounds the notes of one Text; what is beyond is counted.
const maxNotes = 200

// place maps positions of the text in hand to the original file. Positions
// must be asked for in rising order, nearly: lines are counted as it goes.
type place struct {
	text string
	offs corpus.Offsets
	base int // original byte at which text begins
	line int // lines before at
	at   int
}

func (p *place) span(start, end int) corpus.Span {
	s := p.offs.Span(corpus.Span{Start: start, End: end})
	return corpus.Span{Start: p.base + s.Start, End: p.base + s.End}
}

// where is "line 3, byte 120".
func (p *place) where(i int) string {
	i = min(i, len(p.text))
	if i < p.at {
		p.line -= strings.Count(p.text[i:p.at], "\n")
	} else {
		p.line += strings.Count(p.text[p.at:i], "\n")
	}
	p.at = i
	return fmt.Sprintf("line %d, byte %d", p.line+1, p.span(i, i).Start)
}

// batch collects records and hands them on in chunks.
type batch struct {
	ctx     context.Context
	yield   func(*corpus.Text, error) bool
	t       *corpus.Text
	n       int // records so far
	skipped int // records that could not be read
	hollow  int // records that held nothing
	unsaid  int // notes beyond maxNotes
	first   string
	done    bool // the consumer wants no more, or ctx is done
	pieces  bool // the file is read piece by piece

	macros map[string]string // of BibTeX, from one piece to the next
}

// stream runs read and yields what it collects. A file without one record that
// could be read, but with some that could not, ends in an error.
func stream(ctx context.Context, in corpus.Input, read func(*batch, *place)) iter.Seq2[*corpus.Text, error] {
	return func(yield func(*corpus.Text, error) bool) {
		b := &batch{ctx: ctx, yield: yield}
		read(b, &place{text: in.Text, offs: in.Offsets})
		b.end()
	}
}

// streamLines is stream for formats whose records begin with a line that starts
// knows: a file too large to be held whole is read piece by piece.
func streamLines(ctx context.Context, in corpus.Input, starts func(line []byte) bool, read func(*batch, *place)) iter.Seq2[*corpus.Text, error] {
	if in.Open == nil {
		return stream(ctx, in, read)
	}
	return func(yield func(*corpus.Text, error) bool) {
		b := &batch{ctx: ctx, yield: yield, pieces: true}
		ps, err := in.Pieces()
		if err != nil {
			yield(nil, err)
			return
		}
		defer ps.Close()
		lines := 0
		for !b.done {
			piece, ok, err := ps.Next(ctx, func(raw []byte) int { return corpus.CutAtLine(raw, starts) })
			if err != nil {
				b.fail(err)
				return
			}
			if !ok {
				break
			}
			for _, n := range piece.Notes {
				b.note(n)
			}
			read(b, &place{text: piece.Text, offs: piece.Offsets, line: lines})
			lines += strings.Count(piece.Text, "\n")
		}
		b.end()
	}
}

func (b *batch) text() *corpus.Text {
	if b.t == nil {
		b.t = &corpus.Text{Records: []corpus.Reference{}}
	}
	return b.t
}

// add takes a record. False says that no more are wanted.
func (b *batch) add(ref corpus.Reference) bool {
	if b.done {
		return false
	}
	b.n++
	ref.N, ref.Confidence = b.n, 1
	t := b.text()
	if len(t.Records) == 64 {
		t.Records = slices.Grow(t.Records, chunk-64) // a large file: copy no more
	}
	t.Records = append(t.Records, ref)
	if len(t.Records) >= chunk {
		b.flush()
	}
	return !b.done
}

func (b *batch) flush() {
	if b.done || b.t == nil {
		return
	}
	if b.unsaid > 0 {
		b.t.Notes = append(b.t.Notes, corpus.Note{Code: "skipped-record", Text: fmt.Sprintf("%d further notes left out", b.unsaid)})
		b.unsaid = 0
	}
	t := b.t
	b.t = nil
	if err := b.ctx.Err(); err != nil {
		b.done = true
		b.yield(nil, err)
		return
	}
	b.done = !b.yield(t, nil)
}

// end yields what is left. A library without records is one empty Text.
func (b *batch) end() {
	if b.done {
		return
	}
	if b.n == 0 && b.skipped > 0 {
		b.done = true
		b.yield(nil, fmt.Errorf("no record could be read: %s", b.first))
		return
	}
	if b.n == 0 && b.hollow > 0 {
		b.done = true
		b.yield(nil, fmt.Errorf("%w: none of its %d records is a work", corpus.ErrFormat, b.hollow))
		return
	}
	if b.n == 0 {
		b.text()
	}
	b.flush()
}

// skip notes that the record at [start, end) was not read.
func (b *batch) skip(p *place, start, end int, why string) {
	b.skipped++
	s := p.span(start, end)
	text := p.where(start) + ": " + why
	if b.first == "" {
		b.first = text
	}
	b.note(corpus.Note{Code: "skipped-record", Text: text, Span: &s})
}

// mend notes that something in the record at [start, end) was cut or left out.
func (b *batch) mend(p *place, start, end int, what string) {
	s := p.span(start, end)
	b.note(corpus.Note{Code: "cut-field", Text: p.where(start) + ": " + what, Span: &s})
}

func (b *batch) note(n corpus.Note) {
	t := b.text()
	if len(t.Notes) >= maxNotes {
		b.unsaid++
		return
	}
	t.Notes = append(t.Notes, n)
}

// repaired notes that the shape of the record at [start, end) was damaged, and
// that it was read nevertheless.
func (b *batch) repaired(p *place, start, end int, what string) {
	s := p.span(start, end)
	b.note(corpus.Note{Code: "repaired-record", Text: p.where(start) + ": " + what, Span: &s})
}
