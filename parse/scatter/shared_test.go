package scatter

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"citegraph/corpus"
)

var output = flag.String("ndjson", "", "write documents for the scorers to this folder")

// sharedFiles are files of the shared data, or the test is skipped.
func sharedFiles(t testing.TB, pattern string) []string {
	t.Helper()
	root := os.Getenv("CITEGRAPH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	files, _ := filepath.Glob(filepath.Join(root, pattern))
	if len(files) == 0 {
		t.Skipf("shared data absent: %s", pattern)
	}
	slices.Sort(files)
	return files
}

// TestSharedPages reads scraped pages. Their figures are those of the shared
// scorers, which read what -ndjson writes; here every span is checked.
func TestSharedPages(t *testing.T) {
	for name, files := range map[string][]string{"seed": sharedFiles(t, "seed/seed.txt"), "scraped": sharedFiles(t, "reviews/scraped/*.txt")} {
		var out *os.File
		if *output != "" {
			f, err := os.Create(filepath.Join(*output, name+".ndjson"))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			out = f
		}
		scattered := 0
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := &corpus.Text{Body: string(b)}
			if Scattered(text) {
				scattered++
			}
			r := Find(text, nil)
			check(t, text, r)
			if out != nil {
				d := corpus.Document{Schema: corpus.DocumentSchema, Source: corpus.DocSource{Path: file}, Frags: r.Fragments, Joins: r.Joins, Tossed: r.Discarded}
				line, err := json.Marshal(d)
				if err != nil {
					t.Fatal(err)
				}
				out.Write(append(line, '\n'))
			}
		}
		if scattered < len(files)*9/10 {
			t.Errorf("%s: %d of %d pages are seen to be scattered", name, scattered, len(files))
		}
	}
}

// TestSharedArticles: whole articles with their lists are not scattered.
func TestSharedArticles(t *testing.T) {
	wrong := 0
	files := sharedFiles(t, "reviews/docs/*.txt")
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if Scattered(&corpus.Text{Body: string(b)}) {
			wrong++
			t.Logf("%s looks scattered", filepath.Base(file))
		}
	}
	if wrong > len(files)/50 {
		t.Errorf("%d of %d articles look scattered", wrong, len(files))
	}
}

// check holds what is true of every result.
func check(t testing.TB, text *corpus.Text, r Result) {
	t.Helper()
	last := 0
	for _, f := range r.Fragments {
		if f.Span.Start < last || f.Span.End > len(text.Body) || f.Span.Len() <= 0 {
			t.Fatalf("fragment %v of %d bytes overlaps or is out of range: %+v", f.Span, len(text.Body), f)
		}
		last = f.Span.End
		if f.Text != text.Body[f.Span.Start:f.Span.End] {
			t.Errorf("fragment %v has text %q", f.Span, f.Text)
		}
		if f.Confidence <= 0 || f.Confidence > 1 {
			t.Errorf("fragment %q: confidence %g", f.Text, f.Confidence)
		}
	}
	for _, j := range r.Joins {
		for _, k := range j.Fragments {
			if k < 0 || k >= len(r.Fragments) || !j.Span.Contains(r.Fragments[k].Span) {
				t.Errorf("join %+v does not hold fragment %d", j, k)
			}
		}
	}
}
