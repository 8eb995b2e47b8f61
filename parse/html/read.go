package html

import (
	"context"
	"iter"
	"strings"

	"citegraph/corpus"
)

// Read gives the one article of a page.
func Read(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return func(yield func(*corpus.Text, error) bool) {
		t, err := read(ctx, in)
		if t != nil && !yield(t, nil) {
			return
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

func read(ctx context.Context, in corpus.Input) (*corpus.Text, error) {
	if isReport(in.Text) {
		if t, err := report(ctx, in); t == nil || t.Records != nil {
			return t, err
		}
	}
	s := look(in.Text)
	t, w, err := page(ctx, in, s, false)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	// Where nearly all was taken for boilerplate, the page names its parts in
	// ways of its own: take everything.
	if err == nil && len(t.Body) < s.plain/4 {
		if all, v, e := page(ctx, in, s, true); e == nil && (len(v.regions) > len(w.regions) || len(t.Body) < s.plain/8) {
			all.Notes = append(all.Notes, corpus.Note{Code: "boilerplate", Text: "the page does not say which of its parts is the article: all was read"})
			t = all
		}
	}
	t.Offsets = t.Offsets.Then(in.Offsets)
	return t, err
}

// page walks the page once.
func page(ctx context.Context, in corpus.Input, s survey, lenient bool) (*corpus.Text, *walker, error) {
	w := &walker{sc: newScanner(in.Text), s: s, lenient: lenient, count: map[string]int{}, alias: map[string]string{}, ids: map[string]bool{}}
	w.c.Grow(min(s.plain, len(in.Text)))
	err := w.walk(ctx)
	t := &corpus.Text{Work: s.describe(), Lang: s.lang}
	if len(w.regions) == 0 && len(s.cited) > 0 {
		w.fromMeta(s.cited)
	}
	w.c.Into(t)
	w.settle(t)
	adopt(t, s.cited)
	w.name(t)
	if w.comment {
		t.Notes = append(t.Notes, corpus.Note{Code: "unclosed", Text: "the page ends in a comment that is not closed: what stands in it was left out, as browsers do"})
	}
	if w.deep {
		t.Notes = append(t.Notes, corpus.Note{Code: "deep", Text: "elements nest more than 600 deep: those beyond were read as plain text"})
	}
	return t, w, err
}

// name completes what the page says of itself from its text.
func (w *walker) name(t *corpus.Text) {
	abstract := []string{}
	for _, b := range t.Blocks {
		switch b.Kind {
		case corpus.Title:
			if t.Work.Title == "" {
				t.Work.Title = t.Slice(b.Span)
			}
		case corpus.Abstract:
			abstract = append(abstract, t.Slice(b.Span))
		}
	}
	if t.Work.Abstract == "" {
		t.Work.Abstract = strings.Join(abstract, " ")
	}
	if t.Work.Title == "" {
		t.Work.Title = siteless(w.s.title)
	}
	if t.Work.Language == "" {
		t.Work.Language = w.s.lang
	}
	if t.Work.Type == "" {
		t.Work.Type = "webpage"
	}
}

// siteless is the title of a page without the name of its site.
func siteless(s string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: "} {
		if i := strings.LastIndex(s, sep); i > 15 {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}

// fromMeta makes entries of the page's citation_reference metadata where the
// page prints no list.
func (w *walker) fromMeta(cited []citedMeta) {
	for _, c := range cited {
		f, ok := citedWork(c.val)
		b := corpus.Block{Kind: corpus.RefEntry}
		text := c.val
		if ok {
			b.Fields = f
			var parts []string
			for _, p := range strings.Split(c.val, ";") {
				if _, v, ok := strings.Cut(p, "="); ok {
					parts = append(parts, strings.TrimSpace(v))
				}
			}
			text = strings.Join(parts, "; ")
		}
		w.c.Open(b)
		w.c.Put(text, c.from, c.to)
		w.c.Close()
		w.regions = append(w.regions, tally{strong: true, dated: true})
	}
}
