package main

import (
	"context"
	"testing"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/index"
)

// TestRecogniseSamples looks the references of every sample up in the library
// of all samples: what is recognised is what the graph resolved them to.
func TestRecogniseSamples(t *testing.T) {
	dir := t.TempDir()
	if _, err := writeSamples(dir + "/samples"); err != nil {
		t.Fatal(err)
	}
	must(t, "index", dir+"/samples", "--library", dir+"/lib")
	store, err := graph.Open(dir+"/lib", &graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.Open(dir+"/lib", g)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	type place struct {
		sum  string
		part int
		n    int
	}
	is := map[place]uint32{}
	for w, err := range g.Works() {
		if err != nil {
			t.Fatal(err)
		}
		ms, err := g.Mentions(w.N)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range ms {
			if m.Kind == "reference" || m.Kind == "record" {
				is[place{m.SHA256, m.Part, m.N}] = w.N
			}
		}
	}
	right, all := 0, 0
	for doc, err := range parseAll(context.Background(), []string{dir + "/samples"}, &corpus.WalkOptions{}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		got, err := ix.Recognise(context.Background(), doc.Refs)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range doc.Refs {
			want, ok := is[place{doc.Source.SHA256, doc.Source.Part, r.N}]
			if !ok {
				t.Fatalf("%s reference %d is nowhere in the graph", doc.Source.Path, r.N)
			}
			all++
			if got[i].Work == want {
				right++
			} else if got[i].Work != graph.None {
				t.Errorf("%s reference %d is taken for work %d, the graph says %d: %s", doc.Source.Path, r.N, got[i].Work, want, r.Raw)
			}
		}
	}
	if all < 200 || float64(right) < .98*float64(all) {
		t.Errorf("%d of %d references recognised", right, all)
	}
	t.Logf("%d of %d references recognised as the graph resolved them", right, all)
}
