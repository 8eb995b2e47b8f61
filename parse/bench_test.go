package parse

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/parse/callout"
	"citegraph/parse/list"
	"citegraph/parse/plain"
)

// sampleText is one review of the shared set.
func sampleText(b *testing.B) string {
	dir := os.Getenv("CITEGRAPH_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "reviews", "docs", "PMC63*.txt"))
	if len(files) == 0 {
		b.Skip("shared data absent")
	}
	var sb strings.Builder
	for _, f := range files[:1] {
		s, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		sb.Write(s)
	}
	return sb.String()
}

func read(b *testing.B, s string) *corpus.Text {
	for t, err := range plain.Read(context.Background(), corpus.Input{Text: s}) {
		if err != nil {
			b.Fatal(err)
		}
		return t
	}
	return nil
}

func BenchmarkPlain(b *testing.B) {
	s := sampleText(b)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		read(b, s)
	}
}

func BenchmarkList(b *testing.B) {
	s := sampleText(b)
	t := read(b, s)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		list.Find(t)
	}
}

func BenchmarkCallouts(b *testing.B) {
	s := sampleText(b)
	t := read(b, s)
	es, _ := list.Find(t)
	refs, err := label(context.Background(), es)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		callout.Read(t, list.Spans(es, nil), refs)
	}
}

func BenchmarkParse(b *testing.B) {
	s := sampleText(b)
	src := corpus.Source{Name: "a.txt", Size: int64(len(s)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		for _, err := range Parse(context.Background(), src, nil) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
