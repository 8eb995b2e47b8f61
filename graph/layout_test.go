package graph

import (
	"context"
	"errors"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"
)

// makeOlder turns the derived layer into what an older program left: of a layout
// before this one, without the buckets that came since, with one that is no more.
func makeOlder(t *testing.T, s *Store) {
	t.Helper()
	err := s.update(func(tx *bolt.Tx) error {
		meta, err := s.derivedMeta(tx)
		if err != nil {
			return err
		}
		meta.Layout, meta.Generation = layout-1, Generation{4}.String()
		for _, b := range [][]byte{bucketKey, bucketNode, bucketForm, bucketState} {
			if err := drop(tx, b); err != nil {
				return err
			}
			for i := range meta.Sums {
				if meta.Sums[i].Bucket == string(b) {
					meta.Sums = append(meta.Sums[:i], meta.Sums[i+1:]...)
					break
				}
			}
		}
		old, err := tx.CreateBucket(bucketReadable)
		if err != nil {
			return err
		}
		if err := put(old, bucketReadable, []byte("white2020effectiveness"), []byte{1}); err != nil {
			return err
		}
		return s.writeDerived(tx, &meta)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestOlderLayout opens libraries of an older program: what is asked of their
// graph is answered with an error that says so, the facts and the decisions are
// there, and whatever derives next makes the graph of today.
func TestOlderLayout(t *testing.T) {
	ctx := context.Background()
	all := mixed()
	for _, next := range []struct {
		name   string
		before int // documents in the library of the older program
		derive func(s *Store) error
	}{
		{"derive", len(all), func(s *Store) error { _, err := s.Derive(ctx, nil); return err }},
		{"add and derive", len(all) - 1, func(s *Store) error {
			if _, err := s.Add(ctx, documents(all[len(all)-1:]...)); err != nil {
				return err
			}
			_, err := s.Derive(ctx, nil)
			return err
		}},
		{"derive anew", len(all), func(s *Store) error { _, err := s.DeriveAnew(ctx, nil); return err }},
		{"compact", len(all), func(s *Store) error {
			if err := s.Compact(ctx); !errors.Is(err, ErrLayout) {
				t.Errorf("Compact: %v, want ErrLayout", err)
			}
			_, err := s.Derive(ctx, nil)
			return err
		}},
	} {
		t.Run(next.name, func(t *testing.T) {
			s := newStore(t)
			mustAdd(t, s, all[:next.before]...)
			mustDerive(t, s)
			works := mustSnapshot(t, s).Counts().Works
			decision, err := s.Decide(Decision{Kind: Merge, A: nameOfWork(t, s, 0), B: nameOfWork(t, s, uint32(works-1))})
			if err != nil {
				t.Fatal(err)
			}
			mustDerive(t, s)
			same := copyOf(t, s)
			mustAdd(t, same, all[next.before:]...)
			if _, err := same.DeriveAnew(ctx, nil); err != nil {
				t.Fatal(err)
			}
			want := dump(t, same)
			makeOlder(t, s)

			if _, err := s.Snapshot(); !errors.Is(err, ErrLayout) {
				t.Errorf("Snapshot: %v, want ErrLayout", err)
			}
			if stale, err := s.Stale(); err != nil || !stale {
				t.Errorf("Stale: %v, %v", stale, err)
			}
			if ps, err := s.Check(ctx); err != nil || len(ps) == 0 {
				t.Errorf("Check finds nothing (%v)", err)
			}
			if ds, err := s.Decisions(); err != nil || len(ds) != 1 || ds[0].Seq != decision.Seq {
				t.Errorf("decisions: %v, %v", ds, err)
			}
			if err := next.derive(s); err != nil {
				t.Fatal(err)
			}
			if d := gocmp.Diff(want, dump(t, s)); d != "" {
				t.Error(d)
			}
			if ps, err := s.Check(ctx); err != nil || len(ps) > 0 {
				t.Errorf("Check: %v, %v", ps, err)
			}
			if err := s.view(func(tx *bolt.Tx) error {
				if tx.Bucket(bucketReadable) != nil {
					t.Error("the older layer is still there")
				}
				return nil
			}); err != nil {
				t.Error(err)
			}
		})
	}
}

func nameOfWork(t *testing.T, s *Store, n uint32) string {
	t.Helper()
	w, err := mustSnapshot(t, s).Work(n)
	if err != nil {
		t.Fatal(err)
	}
	return w.ID
}
