package graph

import (
	"encoding/binary"
	"errors"
	"fmt"

	"citegraph/corpus"
	"citegraph/graph/record"

	bolt "go.etcd.io/bbolt"
)

// codecs are the encodings of the record types of the store. Those of facts
// deflate: texts repeat.
type codecs struct {
	file  *record.Codec[fileRow]
	doc   *record.Codec[corpus.Document]
	refs  *record.Codec[refChunk]
	calls *record.Codec[callChunk]

	decision *record.Codec[Decision]
	meta     *record.Codec[derivedMeta]
	docRow   *record.Codec[docRow]
	work     *record.Codec[Work]
	mentions *record.Codec[mentionRows]
	context  *record.Codec[contextRow]
	author   *record.Codec[Author]
	journal  *record.Codec[Journal]
	doubts   *record.Codec[doubtRows]
	state    *record.Codec[stateRow]
	overlay  *record.Codec[overlayRow]

	citing *record.Codec[contextStub] // reads a part of what context wrote
	said   *record.Codec[said]        // of what is never stored
}

func (c *codecs) init(s *Store) (err error) {
	load := s.loadSchema
	errs := make([]error, 17)
	c.file, errs[0] = record.New[fileRow](false, load)
	c.doc, errs[1] = record.New[corpus.Document](true, load)
	c.refs, errs[2] = record.New[refChunk](true, load)
	c.calls, errs[3] = record.New[callChunk](true, load)
	c.decision, errs[4] = record.New[Decision](false, load)
	c.meta, errs[5] = record.New[derivedMeta](false, load)
	c.docRow, errs[6] = record.New[docRow](false, load)
	c.work, errs[7] = record.New[Work](false, load)
	c.mentions, errs[8] = record.New[mentionRows](false, load)
	c.context, errs[9] = record.New[contextRow](false, load)
	c.author, errs[10] = record.New[Author](false, load)
	c.journal, errs[11] = record.New[Journal](false, load)
	c.doubts, errs[12] = record.New[doubtRows](false, load)
	c.state, errs[13] = record.New[stateRow](true, load)
	c.overlay, errs[14] = record.New[overlayRow](false, load)
	c.citing, errs[15] = record.New[contextStub](false, load)
	c.said, errs[16] = record.New[said](false, nil)
	return errors.Join(errs...)
}

// schemas lists what must stand in bucket schema before values are written.
func (c *codecs) schemas(yield func(uint32, string) bool) {
	for _, s := range []interface{ Schema() (uint32, string) }{c.file, c.doc, c.refs, c.calls, c.decision, c.meta,
		c.docRow, c.work, c.mentions, c.context, c.author, c.journal, c.doubts, c.state, c.overlay} {
		if !yield(s.Schema()) {
			return
		}
	}
}

// storeSchemas makes values written by this program readable by any other.
func (s *Store) storeSchemas(tx *bolt.Tx) error {
	b := tx.Bucket(bucketSchema)
	for id, text := range s.codec.schemas {
		if b.Get(be32(id)) != nil {
			continue
		}
		if err := put(b, bucketSchema, be32(id), []byte(text)); err != nil {
			return err
		}
	}
	return nil
}

// readSchemas reads the schemas of values that other versions of this program
// wrote, once, at opening: decoding then needs no transaction of its own.
func (s *Store) readSchemas(tx *bolt.Tx) error {
	s.schemas = map[uint32]string{}
	b := tx.Bucket(bucketSchema)
	if b == nil {
		return fmt.Errorf("%w: no schemas", ErrDamaged)
	}
	return b.ForEach(func(k, v []byte) error {
		text, err := open(bucketSchema, k, v)
		if err != nil || len(k) != 4 {
			return fmt.Errorf("%w: schema %x", ErrDamaged, k)
		}
		s.schemas[binary.BigEndian.Uint32(k)] = string(text)
		return nil
	})
}

func (s *Store) loadSchema(id uint32) (string, error) {
	if text, ok := s.schemas[id]; ok {
		return text, nil
	}
	for own, text := range s.codec.schemas { // of a value written since
		if own == id {
			return text, nil
		}
	}
	return "", fmt.Errorf("%w: it is not in the store", ErrDamaged)
}

// decode reads a stored value with its codec; what fails is damage.
func decode[T any](c *record.Codec[T], bucket, key, value []byte, v *T) error {
	if err := c.Decode(value, v); err != nil {
		return fmt.Errorf("%w: %s/%x: %w", ErrDamaged, bucket, key, err)
	}
	return nil
}
