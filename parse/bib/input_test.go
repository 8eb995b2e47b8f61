package bib

import (
	"context"
	"io"
	"strings"
	"testing"

	"citegraph/corpus"
)

// input makes an Input of text as corpus.Load does.
func input(t testing.TB, name, text string) corpus.Input {
	t.Helper()
	in, err := corpus.Load(context.Background(), corpus.Source{
		Name: name, Size: int64(len(text)),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil },
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// readAll reads in with the reader of its format.
func readAll(t testing.TB, in corpus.Input) (refs []corpus.Reference, notes []corpus.Note, err error) {
	t.Helper()
	for _, f := range Formats() {
		if f.Format != in.Format || f.Read == nil {
			continue
		}
		for text, e := range f.Read(context.Background(), in) {
			if e != nil {
				return refs, notes, e
			}
			if text.Records == nil {
				t.Fatal("a library without Records")
			}
			refs = append(refs, text.Records...)
			notes = append(notes, text.Notes...)
		}
		return refs, notes, nil
	}
	t.Fatalf("no reader for format %q", in.Format)
	return nil, nil, nil
}
