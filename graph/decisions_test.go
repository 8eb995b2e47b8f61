package graph

import (
	"context"
	"errors"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestDecisions(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	before := dump(t, s)
	a, b := "m2", "m3"
	d, err := s.Decide(Decision{Kind: Merge, A: a, B: b, Note: "a test"})
	if err != nil {
		t.Fatal(err)
	}
	if stale, err := s.Stale(); err != nil || !stale {
		t.Error("a decision does not make the graph stale")
	}
	ids := map[string]string{}
	g := mustSnapshot(t, s)
	for _, x := range []string{a, b} {
		n, err := g.Lookup(x)
		if err != nil {
			t.Fatal(err)
		}
		w, _ := g.Work(n)
		ids[x] = w.ID
	}
	mustDerive(t, s)
	if _, err := g.Cites(0); !errors.Is(err, ErrStale) {
		t.Errorf("an old snapshot answers: %v", err)
	}
	g = mustSnapshot(t, s)
	na, err := g.Lookup(ids[a])
	if err != nil {
		t.Fatal(err)
	}
	nb, err := g.Lookup(ids[b])
	if err != nil || na != nb {
		t.Errorf("after the merge the old ids lead to %d and %d, %v", na, nb, err)
	}
	if err := s.Undo(d.Seq); err != nil {
		t.Fatal(err)
	}
	mustDerive(t, s)
	strip := func(s string) string { _, s, _ = strings.Cut(s, "\n"); return s }
	if diff := gocmp.Diff(strip(before), strip(dump(t, s))); diff != "" {
		t.Errorf("undo: %s", diff)
	}
	if err := s.Undo(d.Seq); !errors.Is(err, ErrNotFound) {
		t.Errorf("undo twice: %v", err)
	}
	if _, err := s.Decide(Decision{Kind: Split, A: "m0", B: "m0"}); err != nil {
		t.Fatal(err)
	}
	mustDerive(t, s)
	g = mustSnapshot(t, s)
	n, err := g.Lookup("m0")
	if err != nil {
		t.Fatal(err)
	}
	if w, _ := g.Work(n); len(w.Mentions) != 1 {
		t.Errorf("after the split m0 has %d mentions", len(w.Mentions))
	}
	if ps, err := s.Check(ctx); err != nil || len(ps) > 0 {
		t.Error(ps, err)
	}
}

// TestIdsOfToday holds that a work is found by its id, also where works that
// were split from it were called so before.
func TestIdsOfToday(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	split := 0
	for w, err := range mustSnapshot(t, s).Works() {
		if err != nil {
			t.Fatal(err)
		}
		if len(w.Mentions) > 1 {
			split++
			if _, err := s.Decide(Decision{Kind: Split, A: w.ID}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if split == 0 {
		t.Fatal("nothing to split")
	}
	mustDerive(t, s)
	g := mustSnapshot(t, s)
	for w, err := range g.Works() {
		if err != nil {
			t.Fatal(err)
		}
		if n, err := g.Lookup(w.ID); err != nil || n != w.N {
			t.Errorf("the id %s of work %d leads to %d, %v", w.ID, w.N, n, err)
		}
	}
}
