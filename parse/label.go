package parse

import (
	"context"
	"fmt"

	"citegraph/corpus"
	"citegraph/parse/list"
	"citegraph/parse/refs"
)

// marked is the confidence of a reference whose fields the format marks up.
const marked = .98

// label makes references of entries: fields that the format marks up are taken
// as they are; the others are read by the model.
func label(ctx context.Context, es []list.Entry) ([]corpus.Reference, error) {
	if len(es) == 0 {
		return nil, ctx.Err()
	}
	var raws []string
	var at []int
	out := make([]corpus.Reference, len(es))
	for i, e := range es {
		out[i] = corpus.Reference{N: e.N, ID: e.ID, Label: e.Label, Raw: e.Raw, Span: e.Span}
		if e.Fields != nil {
			out[i].CSL, out[i].Confidence = *e.Fields, marked
		}
		if poor(e.Fields) && e.Raw != "" {
			raws, at = append(raws, e.Raw), append(at, i)
		}
	}
	ls, err := labelled(ctx, raws)
	if err != nil {
		return nil, err
	}
	for j, l := range ls {
		fill(&out[at[j]], &es[at[j]], l)
	}
	return out, nil
}

// labelled runs the model over raws.
func labelled(ctx context.Context, raws []string) ([]refs.Labelled, error) {
	if len(raws) == 0 {
		return nil, ctx.Err()
	}
	m, err := refs.Default()
	if err != nil {
		return nil, fmt.Errorf("load the reference model: %w", err)
	}
	ls := m.Label(ctx, raws, nil)
	return ls, ctx.Err()
}

// poor reports that marked-up fields leave open what the work is called, who
// wrote it, or when: links give identifiers alone, metadata half of the fields.
func poor(w *corpus.Work) bool {
	return w == nil || w.Title == "" || len(w.Author)+len(w.Editor) == 0 || w.Issued == nil
}

// fill puts what the model read into r. Its segments lie in e.Raw; e.Map leads
// to the body.
func fill(r *corpus.Reference, e *list.Entry, l refs.Labelled) {
	if e.Fields == nil {
		r.CSL = l.CSL
	} else {
		r.CSL = merged(*e.Fields, l.CSL)
	}
	r.Confidence, r.Partial, r.Hypotheses = l.Confidence, l.Partial, l.Hypotheses
	for _, s := range l.Segments {
		r.Segments = append(r.Segments, corpus.Segment{Label: s.Label, Span: e.Map.Span(corpus.Span{Start: s.Start, End: s.End})})
	}
}

// merged is a with what it lacks taken from b.
func merged(a, b corpus.Work) corpus.Work {
	if len(a.Author) == 0 {
		a.Author = b.Author
	}
	if a.Issued == nil {
		a.Issued = b.Issued
	}
	for _, f := range [...]struct {
		to   *string
		from string
	}{
		{&a.Type, b.Type}, {&a.Title, b.Title}, {&a.ContainerTitle, b.ContainerTitle}, {&a.Volume, b.Volume}, {&a.Issue, b.Issue},
		{&a.Page, b.Page}, {&a.DOI, b.DOI}, {&a.PMID, b.PMID}, {&a.PMCID, b.PMCID}, {&a.ISBN, b.ISBN}, {&a.URL, b.URL},
		{&a.Publisher, b.Publisher}, {&a.PublisherPlace, b.PublisherPlace}, {&a.Edition, b.Edition},
	} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
	if len(a.Editor) == 0 {
		a.Editor = b.Editor
	}
	return a
}

// References labels lines, each of which is one reference. Spans count bytes
// of the line; an empty line gives an empty reference, so that results and
// lines go together. When ctx is done the rest is unlabelled.
func References(ctx context.Context, lines []string) []corpus.Reference {
	out := make([]corpus.Reference, len(lines))
	raws := make([]string, 0, len(lines))
	at := make([]int, 0, len(lines))
	for i, l := range lines {
		out[i] = corpus.Reference{N: i + 1, Raw: l, Span: corpus.Span{Start: 0, End: len(l)}}
		if l != "" {
			raws, at = append(raws, l), append(at, i)
		}
	}
	m, err := refs.Default()
	if err != nil {
		return out
	}
	// lines of a file are of many lists: each is read by itself
	for j, raw := range raws {
		if ctx.Err() != nil {
			break
		}
		for _, l := range m.Label(ctx, []string{raw}, nil) {
			e := list.Entry{Raw: raw}
			fill(&out[at[j]], &e, l)
		}
	}
	return out
}
