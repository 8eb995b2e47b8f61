package bib

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
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

// shared is the folder of the shared data, or the test is skipped.
func shared(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("CITEGRAPH_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("shared data absent: ", err)
	}
	return dir
}

// TestDump writes the documents of library files as JSON lines to the file that
// CITEGRAPH_DUMP names, for the scorers.
func TestDump(t *testing.T) {
	out := os.Getenv("CITEGRAPH_DUMP")
	if out == "" {
		t.Skip("CITEGRAPH_DUMP not set")
	}
	f, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	for src, err := range corpus.Walk(context.Background(), filepath.SplitList(os.Getenv("CITEGRAPH_FILES")), nil) {
		if err != nil {
			t.Log(err)
			continue
		}
		in, err := corpus.Load(context.Background(), src, nil)
		if err != nil {
			t.Log(err)
			continue
		}
		refs, notes, err := readAll(t, in)
		if err != nil {
			t.Logf("%s: %v", src.Name, err)
		}
		doc := corpus.Document{Source: corpus.DocSource{Path: src.Name, Format: in.Format}, Kind: corpus.Library, Refs: refs, Notes: notes}
		if err := enc.Encode(doc); err != nil {
			t.Fatal(err)
		}
	}
}
