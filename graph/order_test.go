package graph

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"citegraph/corpus"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestAnyOrderGivesTheSameGraph(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	want := dump(t, s)
	if ps, err := s.Check(context.Background()); err != nil || len(ps) > 0 {
		t.Fatal(ps, err)
	}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		s := newStore(t)
		ds := shuffle(mixed(), r)
		if seed%2 == 1 { // in several runs, derived between them
			for len(ds) > 3 {
				n := 1 + r.IntN(3)
				for n < len(ds) && ds[n].Source.Path == ds[n-1].Source.Path {
					n++
				}
				mustAdd(t, s, ds[:n]...)
				mustDerive(t, s)
				ds = ds[n:]
			}
		}
		mustAdd(t, s, ds...)
		mustDerive(t, s)
		if d := gocmp.Diff(want, dump(t, s)); d != "" {
			t.Fatalf("order %d: %s", seed, d)
		}
	}
}

func TestRemoveAndAddAgain(t *testing.T) {
	s := newStore(t)
	ds := mixed()
	mustAdd(t, s, ds...)
	mustDerive(t, s)
	want := dump(t, s)
	for _, d := range []*corpus.Document{ds[1], ds[12]} {
		if err := s.Remove(d.Source.Path); err != nil {
			t.Fatal(err)
		}
		mustDerive(t, s)
		if dump(t, s) == want {
			t.Error("removing a document changed nothing")
		}
		if ps, err := s.Check(context.Background()); err != nil || len(ps) > 0 {
			t.Error(ps, err)
		}
		mustAdd(t, s, d)
		if res := mustDerive(t, s); res.UpToDate || res.Known == 0 {
			t.Errorf("derive after adding again: %+v", res)
		}
		if d := gocmp.Diff(want, dump(t, s)); d != "" {
			t.Error(d)
		}
	}
	if err := s.Remove("nowhere"); !errors.Is(err, ErrNotFound) {
		t.Errorf("remove of an unknown path: %v", err)
	}
}

func TestAddKnowsAndReplaces(t *testing.T) {
	s := newStore(t)
	d := document(1)
	if got := mustAdd(t, s, d, document(2)); got.Added != 2 || got.Documents != 2 || got.References == 0 {
		t.Errorf("first: %+v", got)
	}
	if got := mustAdd(t, s, document(2), d); got.Known != 2 || got.Added != 0 || got.Documents != 0 {
		t.Errorf("again: %+v", got)
	}
	if !s.Known(d.Source.Path, d.Source.SHA256) || s.Known(d.Source.Path, "other") || s.Known("other", d.Source.SHA256) {
		t.Error("Known is wrong")
	}
	changed := document(1)
	changed.Source.SHA256 = "changed"
	changed.Refs = changed.Refs[:1]
	if got := mustAdd(t, s, changed); got.Replaced != 1 || got.Added != 0 {
		t.Errorf("changed: %+v", got)
	}
	got, err := s.Document(d.Source.Path, 0)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(changed, got); diff != "" {
		t.Error(diff)
	}
	n := 0
	for _, err := range s.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d documents", n)
	}
	if fs, err := s.Files(); err != nil || len(fs) != 2 || fs[0].SHA256 != "changed" {
		t.Errorf("files: %+v %v", fs, err)
	}
	if ps, err := s.Check(context.Background()); err != nil || len(ps) > 0 {
		t.Error(ps, err)
	}
}

// A stream that ends early keeps whole files; the one cut short is added again.
func TestAddCutShort(t *testing.T) {
	s := newStore(t)
	boom := errors.New("boom")
	_, err := s.Add(context.Background(), func(yield func(*corpus.Document, error) bool) {
		if yield(document(1), nil) && yield(records()[0], nil) {
			yield(nil, boom)
		}
	})
	if !errors.Is(err, boom) {
		t.Fatal(err)
	}
	r := records()[0]
	if s.Known(r.Source.Path, r.Source.SHA256) || !s.Known(document(1).Source.Path, document(1).Source.SHA256) {
		t.Error("what is whole is not what is known")
	}
	mustAdd(t, s, append(mixed()[:0:0], mixed()...)...)
	mustDerive(t, s)
	whole := newStore(t)
	mustAdd(t, whole, mixed()...)
	mustDerive(t, whole)
	if d := gocmp.Diff(dump(t, whole), dump(t, s)); d != "" {
		t.Error(d)
	}
}
