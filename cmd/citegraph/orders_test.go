package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/graph/export"
	"citegraph/parse"
)

// TestReviewOrders parses reviews once and makes their graph in random orders
// and portions, taking files out again and putting them back on the way: every
// export, of every format that has no limit, must be the same byte for byte. A
// few reviews in a few orders, or CITEGRAPH_ORDER_FILES and CITEGRAPH_ORDERS of
// them.
func TestReviewOrders(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing of it runs side by side in one process")
	}
	names, _ := filepath.Glob(filepath.Join(shared(t, "reviews", "docs"), "*"))
	setting := func(name string, usual int) int {
		if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return n
		}
		return usual
	}
	orders, wanted := setting("CITEGRAPH_ORDERS", 2), setting("CITEGRAPH_ORDER_FILES", 16)
	var some []string
	for i := range min(wanted, len(names)) {
		some = append(some, names[i*len(names)/min(wanted, len(names))])
	}
	files := parsedFiles(t, some)
	want := ""
	extended := 0
	for seed := range uint64(orders + 1) { // the first in the order of their names
		r := rand.New(rand.NewPCG(seed, 11))
		if seed > 0 {
			r.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		}
		got, n := digestOfOrder(t, files, r, seed > 0)
		extended += n
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("order %d gives other exports:\n%s\nwant\n%s", seed, got, want)
		}
	}
	t.Logf("%d orders of %d files, %d times a graph that was there was extended\n%s", orders, len(files), extended, want)
}

// parsedFiles are the documents of each file.
func parsedFiles(t *testing.T, names []string) (files [][]*corpus.Document) {
	t.Helper()
	for doc, err := range parseAll(context.Background(), names, &corpus.WalkOptions{}, &parse.Options{}) {
		if err != nil {
			continue // what cannot be read is none of this
		}
		if n := len(files); n > 0 && files[n-1][0].Source.Path == doc.Source.Path {
			files[n-1] = append(files[n-1], doc)
		} else {
			files = append(files, []*corpus.Document{doc})
		}
	}
	return files
}

// digestOfOrder makes the graph of files in their order, in portions where it is
// asked for, and says the sums of all exports.
func digestOfOrder(t *testing.T, files [][]*corpus.Document, r *rand.Rand, portions bool) (digest string, extended int) {
	t.Helper()
	ctx := context.Background()
	store, err := graph.Create(filepath.Join(t.TempDir(), "lib"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	put := func(fs [][]*corpus.Document) {
		if _, err := store.Add(ctx, flat(fs)); err != nil {
			t.Fatal(err)
		}
		if !portions {
			return
		}
		res, err := store.Derive(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		if res.Extended {
			extended++
		}
	}
	rest := files
	if portions { // most of them, then one or two at a time
		n := len(files) * (60 + r.IntN(36)) / 100
		put(files[:n])
		for rest = files[n:]; len(rest) > 4; {
			k := 1 + r.IntN(2)
			put(rest[:k])
			rest = rest[k:]
		}
		gone := files[r.IntN(n)]
		if err := store.Remove(gone[0].Source.Path); err != nil {
			t.Fatal(err)
		}
		if r.IntN(2) == 0 {
			if _, err := store.Derive(ctx, nil); err != nil {
				t.Fatal(err)
			}
		}
		put([][]*corpus.Document{gone})
	}
	put(rest)
	if _, err := store.Derive(ctx, nil); err != nil {
		t.Fatal(err)
	}
	g, err := store.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	return digestOfExports(t, g), extended
}

func flat(files [][]*corpus.Document) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for _, d := range slices.Concat(files...) {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func digestOfExports(t *testing.T, g *graph.Graph) string {
	t.Helper()
	var out bytes.Buffer
	note := func(name string, write func(io.Writer) error) {
		sum := sha256.New()
		if err := write(sum); err != nil {
			t.Fatal(name, err)
		}
		fmt.Fprintf(&out, "%s %x\n", name, sum.Sum(nil)[:8])
	}
	for _, f := range []string{"csl-ndjson", "bibtex", "ris"} {
		note(f, func(w io.Writer) error { return exportList(w, f, g, nil) })
	}
	for _, view := range []string{"works", "authors", "journals"} {
		v, err := export.New(context.Background(), g, &export.Options{View: view, Layout: "none"})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range export.Formats() {
			if f.MaxNodes == 0 && (f.Views == nil || slices.Contains(f.Views, view)) {
				note(view+" as "+f.Name, func(w io.Writer) error { return export.Write(context.Background(), w, f.Name, v) })
			}
		}
	}
	return out.String()
}
