package index_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"citegraph/graph"
	"citegraph/index"
	"citegraph/index/query"
)

// BenchmarkLibrary asks a library of yours, inside one process:
//
//	CITEGRAPH_LIBRARY=… CITEGRAPH_QUERIES=… go test ./index -run '^$' -bench Library -benchtime 1x
//
// The file of queries has a line for each: its kind, a tab, the query. Kinds
// are timed apart, and each query five times, the first of which does not
// count. The kinds facets, sort and related ask with facets, by year, and for
// related works.
func BenchmarkLibrary(b *testing.B) {
	path := os.Getenv("CITEGRAPH_QUERIES")
	if path == "" {
		b.Skip("set CITEGRAPH_LIBRARY and CITEGRAPH_QUERIES")
	}
	dir, g := library(b)
	ix, err := index.Open(dir, g)
	if err != nil {
		b.Fatal(err)
	}
	defer ix.Close()
	kinds, queries := readQueries(b, path)
	for _, kind := range kinds {
		b.Run(kind, func(b *testing.B) { askAll(b, ix, kind, queries[kind]) })
	}
}

// BenchmarkBuild builds the index of a library of yours, into a folder aside:
//
//	CITEGRAPH_LIBRARY=… go test ./index -run '^$' -bench Build -benchtime 1x -cpuprofile cpu.prof
func BenchmarkBuild(b *testing.B) {
	_, g := library(b)
	to := b.TempDir()
	for b.Loop() {
		if err := index.Build(context.Background(), to, g, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// library is the library of yours that is asked or indexed.
func library(b *testing.B) (string, *graph.Graph) {
	dir := os.Getenv("CITEGRAPH_LIBRARY")
	if dir == "" {
		b.Skip("set CITEGRAPH_LIBRARY")
	}
	store, err := graph.Open(dir, &graph.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	g, err := store.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	return dir, g
}

func readQueries(b *testing.B, path string) (kinds []string, queries map[string][]string) {
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	queries = map[string][]string{}
	for s := bufio.NewScanner(f); s.Scan(); {
		kind, q, ok := strings.Cut(s.Text(), "\t")
		if !ok {
			b.Fatalf("%s: %q has no kind", path, s.Text())
		}
		if queries[kind] == nil {
			kinds = append(kinds, kind)
		}
		queries[kind] = append(queries[kind], q)
	}
	return kinds, queries
}

func askAll(b *testing.B, ix *index.Index, kind string, queries []string) {
	ask := asker(b, ix, kind)
	var took []time.Duration
	hits := 0
	for b.Loop() {
		took, hits = took[:0], 0
		for _, q := range queries {
			hits += ask(q)
			for range 4 {
				start := time.Now()
				ask(q)
				took = append(took, time.Since(start))
			}
		}
	}
	slices.Sort(took)
	ms := func(p int) float64 { return float64(took[min(len(took)-1, len(took)*p/100)].Microseconds()) / 1000 }
	b.ReportMetric(ms(50), "p50-ms")
	b.ReportMetric(ms(99), "p99-ms")
	b.ReportMetric(float64(hits), "hits")
}

// asker asks in the way of a kind.
func asker(b *testing.B, ix *index.Index, kind string) func(q string) int {
	ctx := context.Background()
	done := func(r *index.Results, err error) int {
		if err != nil {
			b.Fatal(err)
		}
		return r.Total
	}
	if kind == "related" {
		return func(q string) int { return done(ix.Related(ctx, index.RelatedRequest{Terms: q, N: 20})) }
	}
	opt := index.SearchOptions{N: 20}
	switch kind {
	case "facets":
		opt.Facets = []string{"year", "journal"}
	case "sort":
		opt.Sort = "year"
	}
	return func(q string) int {
		parsed, _, err := query.Parse(q)
		if err != nil {
			b.Fatal(fmt.Errorf("%s: %w", q, err))
		}
		return done(ix.Search(ctx, parsed, opt))
	}
}
