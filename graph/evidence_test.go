package graph

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// However edges are asked for, each comes with the same evidence.
func TestCitationsBetween(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	g := mustSnapshot(t, s)
	type edge struct{ citing, cited uint32 }
	all := map[edge]*Citation{}
	var citing, cited []uint32
	for c, err := range g.Citations(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		all[edge{c.Citing, c.Cited}] = c
		one, err := g.Citation(c.Citing, c.Cited)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(one, c); d != "" {
			t.Errorf("%d cites %d: one by one (-), in passing (+):\n%s", c.Citing, c.Cited, d)
		}
		if c.Citing%3 == 0 && (len(citing) == 0 || citing[0] != c.Citing) {
			citing = append([]uint32{c.Citing}, citing...) // not in order
		}
		if c.Cited%2 == 0 {
			cited = append(cited, c.Cited)
		}
	}
	if len(all) != g.Counts().Citations || len(citing) == 0 || len(cited) == 0 {
		t.Fatalf("%d citations of %d, %d citing, %d cited", len(all), g.Counts().Citations, len(citing), len(cited))
	}
	for _, to := range [][]uint32{nil, {}, cited, {1 << 30}} {
		want := 0
		for e := range all {
			if slices.Contains(citing, e.citing) && (to == nil || slices.Contains(to, e.cited)) {
				want++
			}
		}
		got := 0
		for c, err := range g.CitationsBetween(context.Background(), citing, to) {
			if err != nil {
				t.Fatal(err)
			}
			if got++; !slices.Contains(citing, c.Citing) || to != nil && !slices.Contains(to, c.Cited) {
				t.Errorf("to %v: %d cites %d", to, c.Citing, c.Cited)
			}
			if d := cmp.Diff(all[edge{c.Citing, c.Cited}], c); d != "" {
				t.Errorf("%d cites %d: of all (-), between (+):\n%s", c.Citing, c.Cited, d)
			}
		}
		if got != want {
			t.Errorf("to %v: %d edges of %d", to, got, want)
		}
	}
	for range g.CitationsBetween(context.Background(), []uint32{}, nil) {
		t.Error("no works cite something")
	}
	for _, err := range g.CitationsBetween(context.Background(), []uint32{1 << 30}, nil) {
		if err == nil {
			t.Error("a work that is not there cites something")
		}
	}
}
