package graph

import (
	"encoding/json"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// IndexPointer says which index belongs to which graph. But for the generation
// it means nothing to this package.
type IndexPointer struct {
	Generation Generation        `json:"generation"`
	Folder     string            `json:"folder"`          // below the library folder
	Files      map[string]string `json:"files,omitempty"` // name to SHA-256
	Version    string            `json:"version,omitempty"`
}

// IndexPointer is what SetIndexPointer stored last, zero where nothing.
func (s *Store) IndexPointer() (p IndexPointer, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		v, err := get(tx.Bucket(bucketMeta), bucketMeta, keyIndex)
		if err != nil || v == nil {
			return err
		}
		if err := json.Unmarshal(v, &p); err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return nil
	})
	if err != nil {
		return IndexPointer{}, fmt.Errorf("pointer to the index: %w", err)
	}
	return p, nil
}

// SetIndexPointer stores p, in two commits so that either meta page of the
// file leads to it.
func (s *Store) SetIndexPointer(p IndexPointer) error {
	s.write.Lock()
	defer s.write.Unlock()
	v, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("pointer to the index: %w", err)
	}
	for range 2 {
		if err := s.update(func(tx *bolt.Tx) error { return put(tx.Bucket(bucketMeta), bucketMeta, keyIndex, v) }); err != nil {
			return fmt.Errorf("pointer to the index: %w", err)
		}
	}
	return nil
}
