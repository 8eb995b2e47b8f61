package graph

import (
	"context"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// TestDeriveAnew damages a work of a graph that is up to date: Derive has nothing
// to do, DeriveAnew makes all of it again.
func TestDeriveAnew(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	for _, d := range mixed() {
		mustAdd(t, s, d)
	}
	mustDerive(t, s)
	want, err := dumpGraph(s)
	if err != nil {
		t.Fatal(err)
	}
	problems := func() int {
		t.Helper()
		ps, err := s.Check(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return len(ps)
	}
	for _, bucket := range [][]byte{bucketWork, bucketName, bucketNode} {
		err := s.db.Update(func(tx *bolt.Tx) error {
			b := tx.Bucket(bucket)
			k, v := b.Cursor().First()
			bad := append([]byte{}, v...)
			bad[len(bad)/2] ^= 1
			return b.Put(append([]byte{}, k...), bad)
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Derive(ctx, nil); err != nil || problems() == 0 {
			t.Fatalf("%s: the damage is not found (%v)", bucket, err)
		}
		if _, err := s.DeriveAnew(ctx, nil); err != nil {
			t.Fatal(err)
		}
		if got, err := dumpGraph(s); err != nil || got != want || problems() != 0 {
			t.Errorf("%s: not mended: %v", bucket, err)
		}
	}
}
