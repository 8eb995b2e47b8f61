package parse

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"citegraph/corpus"
	"citegraph/parse/callout"
	"citegraph/parse/list"
	"citegraph/parse/scatter"
)

// Options of [Parse]. The zero value and nil are the defaults.
type Options struct {
	MaxFile int64 // bytes of one file that is held whole; 0 is corpus.DefaultMaxFile

	// Known, if set, is asked before a file is parsed; where it says yes, the
	// file yields ErrKnown alone.
	Known func(path, sha256 string) bool
}

// ErrKnown says that a file was passed over because Options.Known knew it.
var ErrKnown = errors.New("known already")

// Version is the version of what Parse reads out of bytes. A store takes it
// into the identity of a document, so that a better parser reads again.
const Version = "2"

func (o *Options) load() *corpus.LoadOptions {
	if o == nil {
		return nil
	}
	return &corpus.LoadOptions{MaxFile: o.MaxFile}
}

// Error says which file could not be read and, where known, at which place.
type Error struct {
	Source string // name of the source
	Line   int    // 1-based, 0 where unknown
	Offset int64  // byte of the original, -1 where unknown
	Err    error
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("parse %s: line %d: %v", corpus.Quote(e.Source), e.Line, e.Err)
	}
	return fmt.Sprintf("parse %s: %v", corpus.Quote(e.Source), e.Err)
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Parse reads src and yields its documents in order. An error ends the file
// but for what was yielded before; it is an [*Error], or ctx's.
func Parse(ctx context.Context, src corpus.Source, opt *Options) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		stopped := false
		guarded := func(d *corpus.Document, err error) bool {
			if err != nil && ctx.Err() == nil {
				err = located(src.Name, err)
			}
			if !yield(d, err) {
				stopped = true
			}
			return !stopped
		}
		err := recovered(func() error { return each(ctx, src, opt, guarded) })
		if err != nil && !stopped {
			guarded(nil, err)
		}
	}
}

// consumerPanic carries a panic of the consumer through recovered untouched.
type consumerPanic struct{ value any }

// recovered runs f and turns a panic into an error.
func recovered(f func() error) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case consumerPanic:
			panic(r.value)
		default:
			err = fmt.Errorf("reader gave up: %v", r)
		}
	}()
	return f()
}

// located wraps err as an [*Error] of the source unless it is one.
func located(name string, err error) error {
	var e *Error
	if errors.As(err, &e) {
		return err
	}
	return &Error{Source: name, Offset: -1, Err: err}
}

// each reads src and hands its documents to yield.
func each(ctx context.Context, src corpus.Source, opt *Options, yield func(*corpus.Document, error) bool) error {
	in, err := corpus.Load(ctx, src, opt.load())
	if err != nil {
		return err
	}
	if opt != nil && opt.Known != nil && opt.Known(in.Name, in.SHA256) {
		return ErrKnown
	}
	read, ok := readers()[in.Format]
	if !ok {
		return fmt.Errorf("%w: %s", corpus.ErrFormat, in.Format)
	}
	part := 0
	hand := func(d *corpus.Document) bool {
		d.Source.Part = part
		part++
		return safeYield(yield, d)
	}
	pieces := pieceReader{ctx: ctx, in: in}
	for t, err := range read(ctx, in) {
		var ds []*corpus.Document
		switch {
		case err != nil:
		case t.Piece > 0:
			ds, err = pieces.add(t)
		default:
			var d *corpus.Document
			d, err = document(ctx, in, t)
			ds = append(ds, d)
		}
		if err != nil {
			return err
		}
		for _, d := range ds {
			if !hand(d) {
				return nil
			}
		}
	}
	ds, err := pieces.rest()
	for _, d := range ds {
		if !hand(d) {
			return nil
		}
	}
	return err
}

// safeYield keeps a panic of the consumer apart from one of a reader.
func safeYield(yield func(*corpus.Document, error) bool, d *corpus.Document) bool {
	defer func() {
		if r := recover(); r != nil {
			panic(consumerPanic{r})
		}
	}()
	return yield(d, nil)
}

// size is how large the whole file is.
func size(in corpus.Input) int64 { return max(in.Bytes, int64(len(in.Raw))) }

// begun is the document of a text before anything was looked for in it.
func begun(in corpus.Input, t *corpus.Text) *corpus.Document {
	return &corpus.Document{
		Schema: corpus.DocumentSchema,
		Source: corpus.DocSource{Path: in.Name, Format: in.Format, SHA256: in.SHA256, Bytes: size(in), Piece: t.Piece > 0},
		Work:   t.Work,
		Notes:  append(append([]corpus.Note(nil), in.Notes...), t.Notes...),
	}
}

// document finds everything in one text.
func document(ctx context.Context, in corpus.Input, t *corpus.Text) (*corpus.Document, error) {
	d := begun(in, t)
	if t.Records != nil {
		if err := cited(ctx, t.Records); err != nil {
			return nil, err
		}
		if err := spelledOut(ctx, t.Records); err != nil {
			return nil, err
		}
		d.Kind, d.Refs = corpus.Library, t.Records
		return d, nil
	}
	d.Review = reviewType(t)
	entries, notes := list.Find(t)
	refs, err := label(ctx, entries)
	if err != nil {
		return nil, err
	}
	linked(t, refs)
	skip := list.Spans(entries, notes)
	if len(t.Libraries)+len(t.Cited) > 0 {
		s, err := shelve(ctx, t)
		if err != nil {
			return nil, err
		}
		kept := false
		if refs, kept = s.citedFrom(t, refs); !kept {
			skip = nil
		}
		d.Notes = append(d.Notes, s.notes...)
	}
	d.Refs = refs
	d.Calls = callouts(t, skip, refs, notes)
	if len(refs) == 0 && scatter.Scattered(t) {
		gather(d, t)
	}
	if len(d.Refs)+len(d.Frags) == 0 && len(t.Body) > minProse {
		d.Notes = append(d.Notes, corpus.Note{Code: "list-not-found", Text: fmt.Sprintf("no reference list was found: the file was read as prose, its %d citations are linked to nothing", len(d.Calls))})
	}
	original(d, t.Offsets)
	return d, nil
}

// minProse is the length of a text of which something is expected.
const minProse = 400

// callouts finds what t cites where, in notes if it has any that cite.
func callouts(t *corpus.Text, skip []corpus.Span, refs []corpus.Reference, notes []list.Note) []corpus.Callout {
	if notes == nil {
		return callout.Read(t, skip, refs)
	}
	ns := make([]callout.Note, len(notes))
	for i, n := range notes {
		ns[i] = callout.Note{Label: n.Label, ID: n.ID, Span: n.Span}
		for _, c := range n.Cites {
			ns[i].Cites = append(ns[i].Cites, callout.Cite{Span: c.Span, Target: c.N, Confidence: c.P, Locator: c.Locator})
		}
	}
	return callout.Noted(t, skip, refs, ns)
}

// gather finds the fragments of a text that lost its order.
func gather(d *corpus.Document, t *corpus.Text) {
	var taken []corpus.Span
	for _, c := range d.Calls {
		if c.Kind != corpus.AuthorYear {
			taken = append(taken, c.Span)
		}
	}
	r := scatter.Find(t, taken)
	// "Kurtz, L. F. (1990)" is a torn reference here, not a citation of one.
	d.Calls = slices.DeleteFunc(d.Calls, func(c corpus.Callout) bool {
		return c.Kind == corpus.AuthorYear && slices.ContainsFunc(r.Fragments, func(f corpus.Fragment) bool {
			return f.Class == corpus.FragAuthors && f.Span.Overlaps(c.Span)
		})
	})
	d.Kind = corpus.Scraped
	d.Frags, d.Joins, d.Tossed = r.Fragments, r.Joins, r.Discarded
	d.Notes = append(d.Notes, corpus.Note{Code: "order-lost", Text: "references are scattered: no list found"})
}

// original turns the body spans of d into spans of the original bytes.
func original(d *corpus.Document, o corpus.Offsets) {
	if d.Review != nil {
		d.Review.Span = o.Span(d.Review.Span)
	}
	originalRefs(d.Refs, o)
	for i := range d.Calls {
		d.Calls[i].Span = o.Span(d.Calls[i].Span)
		d.Calls[i].Sentence = o.Span(d.Calls[i].Sentence)
	}
	for i := range d.Frags {
		d.Frags[i].Span = o.Span(d.Frags[i].Span)
	}
	for i := range d.Joins {
		d.Joins[i].Span = o.Span(d.Joins[i].Span)
	}
	for i := range d.Tossed {
		d.Tossed[i].Span = o.Span(d.Tossed[i].Span)
	}
}

func originalRefs(rs []corpus.Reference, o corpus.Offsets) {
	for i := range rs {
		rs[i].Span = o.Span(rs[i].Span)
		for k := range rs[i].Segments {
			rs[i].Segments[k].Span = o.Span(rs[i].Segments[k].Span)
		}
	}
}
