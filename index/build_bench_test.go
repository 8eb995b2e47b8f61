package index_test

import (
	"context"
	"os"
	"testing"

	"citegraph/graph"
	"citegraph/index"
)

// BenchmarkBuild builds the index of a library of yours, into a folder aside:
//
//	CITEGRAPH_LIBRARY=… go test ./index -run '^$' -bench Build -benchtime 1x -cpuprofile cpu.prof
func BenchmarkBuild(b *testing.B) {
	dir := os.Getenv("CITEGRAPH_LIBRARY")
	if dir == "" {
		b.Skip("set CITEGRAPH_LIBRARY")
	}
	store, err := graph.Open(dir, &graph.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	to := b.TempDir()
	for b.Loop() {
		if err := index.Build(context.Background(), to, g, nil); err != nil {
			b.Fatal(err)
		}
	}
}
