package graph

import (
	"cmp"
	"errors"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// stageRoom is how many bytes of values wait in memory: bbolt keeps all that a
// transaction puts until it commits, and makes its pages beside it.
const stageRoom = 32 << 20

// stage takes the values of a derived layer. What is more than it has room for
// goes into buckets aside, in transactions of their own; one last transaction
// puts all in its place. Until then nobody sees any of it.
type stage struct {
	s     *Store
	whole bool // replaces the layer; else it is added to, and is little

	pending []staged
	bytes   int
	aside   map[string]bool // buckets begun aside
}

type staged struct{ bucket, key, value []byte }

// put takes a value, which it keeps. Those of a bucket come one after another,
// in the order of their keys.
func (t *stage) put(bucket, key, value []byte) error {
	t.pending = append(t.pending, staged{bucket, key, value})
	if t.bytes += len(key) + len(value); t.bytes < cmp.Or(t.s.room, stageRoom) || !t.whole {
		return nil
	}
	return t.s.update(func(tx *bolt.Tx) error {
		if t.aside == nil { // what a killed process left
			if err := drop(tx, bucketAside); err != nil {
				return err
			}
			t.aside = map[string]bool{}
		}
		aside, err := tx.CreateBucketIfNotExists(bucketAside)
		if err != nil {
			return err
		}
		return t.empty(func(name []byte) (*bolt.Bucket, error) {
			t.aside[string(name)] = true
			return aside.CreateBucketIfNotExists(name)
		})
	})
}

// empty puts all that waits where in says.
func (t *stage) empty(in func(bucket []byte) (*bolt.Bucket, error)) error {
	for len(t.pending) > 0 {
		name := t.pending[0].bucket
		b, err := in(name)
		if err != nil {
			return err
		}
		b.FillPercent = fill
		for len(t.pending) > 0 && string(t.pending[0].bucket) == string(name) {
			if err := b.Put(t.pending[0].key, t.pending[0].value); err != nil {
				return err
			}
			t.pending = t.pending[1:]
		}
	}
	t.pending, t.bytes = nil, 0
	return nil
}

// settle puts all in its place.
func (t *stage) settle(tx *bolt.Tx) error {
	for _, f := range fillers() {
		if !t.whole && f.stays() {
			continue
		}
		if err := drop(tx, f.bucket); err != nil {
			return err
		}
		if t.aside[string(f.bucket)] {
			if err := tx.MoveBucket(f.bucket, tx.Bucket(bucketAside), nil); err != nil {
				return err
			}
		} else if !f.grown || !t.whole {
			if _, err := tx.CreateBucket(f.bucket); err != nil {
				return err
			}
		}
	}
	for _, b := range [][]byte{bucketAside, bucketReadable} {
		if err := drop(tx, b); err != nil {
			return err
		}
	}
	return t.empty(func(name []byte) (*bolt.Bucket, error) {
		b := tx.Bucket(name)
		if b == nil {
			return nil, berrors.ErrBucketNotFound
		}
		return b, nil
	})
}

// drop deletes a bucket that may be there.
func drop(tx *bolt.Tx, bucket []byte) error {
	if err := tx.DeleteBucket(bucket); err != nil && !errors.Is(err, berrors.ErrBucketNotFound) {
		return err
	}
	return nil
}
