package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"

	"citegraph/corpus"
)

// Errors of files that hold no text to be had.
var (
	ErrEncrypted = errors.New("encrypted, and the empty password does not open it")
	ErrCipher    = errors.New("encrypted in a way that is not read; saving it again without protection helps")
	ErrNoText    = errors.New("no text layer: pages are pictures")
)

// Limits of one file.
const (
	maxPages   = 5000
	maxContent = 256 << 20 // bytes of all content streams, unpacked
	timeLimit  = 30 * time.Second
)

// Read reads one PDF file. Spans of what it yields count bytes of the text as
// extracted, since the file's own bytes are packed; a note says so. A page that
// cannot be read is named in a note and costs no other page.
func Read(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return func(yield func(*corpus.Text, error) bool) {
		ctx, cancel := context.WithTimeout(ctx, timeLimit)
		defer cancel()
		type result struct {
			t   *corpus.Text
			err error
		}
		done := make(chan result, 1)
		// The library reads what a file says it holds and may loop on a file
		// that lies; the reader must be able to walk away from it.
		go func() {
			t, err := read(ctx, in.Raw)
			done <- result{t, err}
		}()
		select {
		case r := <-done:
			yield(r.t, r.err)
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.DeadlineExceeded) {
				yield(nil, fmt.Errorf("pdf: gave up after %v", timeLimit))
				return
			}
			yield(nil, ctx.Err())
		}
	}
}

func read(ctx context.Context, raw []byte) (t *corpus.Text, err error) {
	defer func() {
		if r := recover(); r != nil {
			t, err = nil, fmt.Errorf("pdf: damaged: %v", r)
		}
	}()
	doc, err := open(raw)
	if err != nil {
		return nil, err
	}
	pages, links, notes, err := lines(ctx, doc)
	if err != nil {
		return nil, err
	}
	markHeads(pages)
	c := compose(pages)
	t = c.t
	t.Notes = append(notes, corpus.Note{Code: "spans-of-text", Text: "spans count bytes of the extracted text: a PDF's own bytes are packed"})
	c.metadata(doc, links)
	return t, nil
}

// lines are those of all pages, each page in reading order, and the addresses
// that the first page links to. What could not be read is in the notes.
func lines(ctx context.Context, doc *pdf.Reader) (pages [][]*line, first []string, notes []corpus.Note, err error) {
	n := min(doc.NumPage(), maxPages)
	if n <= 0 {
		return nil, nil, nil, errors.New("pdf: no pages")
	}
	budget := int64(maxContent)
	fonts := map[string]*font{}
	drawn, side := make([][]run, n), make([][]run, n)
	letters := 0
	for i := range n {
		if err := ctx.Err(); err != nil {
			return nil, nil, nil, err
		}
		var links []link
		drawn[i], side[i], links, err = page(doc, i+1, fonts, &budget)
		if err != nil {
			notes = append(notes, lost(i+1, err))
			continue
		}
		letters += legible(drawn[i]) + legible(side[i])
		if i == 0 {
			for _, l := range links {
				first = append(first, l.uri)
			}
		}
	}
	if letters < 20 {
		return nil, nil, nil, ErrNoText
	}
	numbers, common := lineNumbers(drawn), usual(drawn)
	pages = make([][]*line, n)
	for i := range pages {
		if pages[i], err = lay(drawn[i], append(side[i], numbers[i]...), common, i+1); err != nil {
			notes = append(notes, lost(i+1, err))
		}
	}
	return pages, first, notes, nil
}

// open opens the file, past junk before its header and behind its end, which
// web servers and mailers add.
func open(raw []byte) (*pdf.Reader, error) {
	b := raw
	if i := bytes.Index(b[:min(len(b), 4096)], []byte("%PDF-")); i > 0 {
		b = b[i:]
	}
	if i := bytes.LastIndex(b, []byte("%%EOF")); i > 0 {
		b = b[:i+len("%%EOF")]
	} else {
		b = append(bytes.Clone(b), "\n%%EOF"...)
	}
	if len(b) > 10 && bytes.HasPrefix(b, []byte("%PDF-")) {
		b = bytes.Clone(b)
		copy(b, "%PDF-1.7\n") // the library knows no 2.0, and asks for a line end here
	}
	doc, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return nil, ErrEncrypted
	case err != nil && strings.Contains(err.Error(), "encryption"): // keys of 256 bits, certificates
		return unlock(b)
	case err != nil:
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return doc, nil
}

// page reads the runs of one page, those that are drawn in another direction
// apart, and its links to works.
func page(doc *pdf.Reader, n int, fonts map[string]*font, budget *int64) (runs, side []run, links []link, err error) {
	defer func() {
		if r := recover(); r != nil {
			runs, side, links, err = nil, nil, nil, fmt.Errorf("damaged: %v", r)
		}
	}()
	p := doc.Page(n)
	if p.V.IsNull() {
		return nil, nil, nil, errors.New("missing")
	}
	in := &interp{fonts: fonts, named: map[string]*font{}, budget: budget}
	in.st = textState{ctm: identity, scale: 1}
	in.run(content(p.V.Key("Contents"), budget), p.Resources())
	links = linksOf(p)
	attach(in.glyphs, links)
	main, turned := upright(in.glyphs)
	return makeRuns(undouble(main)), makeRuns(turned), links, nil
}

// lay puts the runs of page n in lines, in reading order; what is no part of
// the flow of text comes behind it.
func lay(runs, side []run, usual []gutter, n int) (lines []*line, err error) {
	defer func() {
		if r := recover(); r != nil {
			lines, err = nil, fmt.Errorf("damaged: %v", r)
		}
	}()
	lines = layout(runs, usual)
	for _, l := range makeLines(side) {
		l.side = true
		lines = append(lines, l)
	}
	for _, l := range lines {
		l.page = n
	}
	return lines, nil
}

func lost(page int, err error) corpus.Note {
	return corpus.Note{Code: "page-lost", Text: fmt.Sprintf("page %d: %v", page, err)}
}

// content is all of a page's content: its streams belong together, and a
// token never spans two of them.
func content(v pdf.Value, budget *int64) []byte {
	var all []byte
	add := func(s pdf.Value) {
		b := streamBytes(s, min(maxStreamLen, *budget))
		*budget -= int64(len(b))
		all = append(append(all, b...), '\n')
	}
	if v.Kind() == pdf.Array {
		for i := 0; i < v.Len() && *budget > 0; i++ {
			add(v.Index(i))
		}
		return all
	}
	if v.Kind() == pdf.Stream {
		add(v)
	}
	return all
}

// legible counts the characters of runs that say something.
func legible(runs []run) int {
	n := 0
	for _, r := range runs {
		n += len([]rune(r.text)) - strings.Count(r.text, "\uFFFD")
	}
	return n
}
