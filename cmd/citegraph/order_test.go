package main

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"citegraph/corpus/sample"
)

// TestOrder adds the samples in random orders and portions: every export must
// be the same, byte for byte.
func TestOrder(t *testing.T) {
	dir := t.TempDir()
	reviews := filepath.Join(dir, "reviews")
	if err := writeSampleFolder(reviews); err != nil {
		t.Fatal(err)
	}
	formats := []string{"csl-ndjson", "graphml", "gexf", "dot", "csv", "nodelink", "bibtex", "ris"}
	exports := func(lib string) map[string]string {
		all := map[string]string{}
		for _, f := range formats {
			all[f] = must(t, "--library", lib, "export", "-f", f)
		}
		return all
	}
	var files []string
	for _, f := range sample.Files() {
		files = append(files, filepath.Join(reviews, filepath.Base(f.Path)))
	}
	first := filepath.Join(dir, "first")
	must(t, append([]string{"--library", first, "index"}, files...)...)
	want := exports(first)
	rng := rand.New(rand.NewPCG(7, 7))
	for range 4 {
		lib := t.TempDir()
		rng.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		cut := 1 + rng.IntN(len(files)-1)
		must(t, append([]string{"--library", lib, "index"}, files[:cut]...)...)
		must(t, append([]string{"--library", lib, "index"}, files[cut:]...)...)
		for f, got := range exports(lib) {
			if got != want[f] {
				t.Errorf("%s differs when %d of the files come first in another order", f, cut)
			}
		}
	}
}
