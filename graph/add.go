package graph

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"

	"citegraph/corpus"

	bolt "go.etcd.io/bbolt"
)

// AddResult says what Add did.
type AddResult struct {
	Added, Replaced, Known          int // files
	Documents, References, Callouts int // in those added or replaced
}

// adder is the state of one Add.
type adder struct {
	s     *Store
	res   AddResult
	pairs []pair
	bytes int
	docs  int

	open  bool // a file is being added
	skip  bool // it is known
	key   [16]byte
	row   fileRow
	clear [][16]byte           // files whose old facts go with the next commit
	rows  map[[16]byte]fileRow // files of this batch
}

// Add stores documents as facts. The documents of one path come one after
// another. A path whose content (or parser) changed is replaced whole; one
// that is known is passed over. Batches are committed as they fill; a path
// counts only when its last document is in. An error in the stream, and the
// end of ctx, end Add: whole files that came before are kept. Call Derive
// afterwards.
func (s *Store) Add(ctx context.Context, docs iter.Seq2[*corpus.Document, error]) (AddResult, error) {
	s.write.Lock()
	defer s.write.Unlock()
	a := &adder{s: s, rows: map[[16]byte]fileRow{}}
	for d, err := range docs {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return a.res, a.giveUp(err)
		}
		if err := a.document(d); err != nil {
			return a.res, fmt.Errorf("add %s: %w", d.Source.Path, err)
		}
		if a.docs >= batchDocs || a.bytes >= batchBytes {
			if err := a.commit(); err != nil {
				return a.res, fmt.Errorf("add %s: %w", d.Source.Path, err)
			}
		}
	}
	a.endFile()
	if err := a.commit(); err != nil {
		return a.res, fmt.Errorf("add to %s: %w", s.path, err)
	}
	return a.res, nil
}

// giveUp keeps the whole files in hand; the file that was cut short stays
// unfinished and is added again next time.
func (a *adder) giveUp(err error) error {
	if a.open && !a.skip && a.row.Docs == a.inBatch() { // nothing of it is committed: drop it
		a.pairs = slices.DeleteFunc(a.pairs, func(p pair) bool { return bytes.HasPrefix(p.key, a.key[:]) })
		a.clear = slices.DeleteFunc(a.clear, func(k [16]byte) bool { return k == a.key })
		delete(a.rows, a.key)
	}
	if e := a.commit(); e != nil {
		return fmt.Errorf("add to %s: %w", a.s.path, e)
	}
	return err
}

// inBatch is how many documents of the open file are not committed.
func (a *adder) inBatch() (n uint32) {
	for _, p := range a.pairs {
		if p.key[20] == kindHead && bytes.HasPrefix(p.key, a.key[:]) {
			n++
		}
	}
	return n
}

func (a *adder) document(d *corpus.Document) error {
	if !a.open || a.row.Path != d.Source.Path || a.row.SHA256 != d.Source.SHA256 {
		a.endFile()
		if err := a.beginFile(d); err != nil {
			return err
		}
	}
	if a.skip {
		return nil
	}
	at := len(a.pairs)
	var err error
	if a.pairs, err = a.s.encodeDocument(a.pairs, a.key, a.row.Docs, d); err != nil {
		return err
	}
	for _, p := range a.pairs[at:] {
		a.bytes += len(p.value)
	}
	a.docs++
	a.row.Docs++
	a.rows[a.key] = a.row
	a.res.Documents++
	a.res.References += len(d.Refs)
	a.res.Callouts += len(d.Calls)
	return nil
}

func (a *adder) beginFile(d *corpus.Document) error {
	a.open, a.skip = true, false
	a.key = fileKey(d.Source.Path)
	old, have := a.rows[a.key] // twice in one stream
	if !have {
		var err error
		if old, have, err = a.s.fileRow(a.key); err != nil {
			return err
		}
	}
	a.row = fileRow{Path: d.Source.Path, SHA256: d.Source.SHA256, Parser: a.s.opt.Parser}
	if have && old.Done && old.SHA256 == a.row.SHA256 && old.SHA256 != "" && old.Parser == a.row.Parser {
		a.skip = true
		a.res.Known++
		return nil
	}
	if have {
		if _, here := a.rows[a.key]; here {
			if err := a.commit(); err != nil {
				return err
			}
		}
		a.clear = append(a.clear, a.key)
	}
	if have && old.Done {
		a.res.Replaced++
	} else {
		a.res.Added++
	}
	return nil
}

func (a *adder) endFile() {
	if a.open && !a.skip {
		a.row.Done = true
		a.rows[a.key] = a.row
	}
	a.open = false
}

// commit writes the batch in one transaction: keys in order, since bbolt
// inserts into a sorted leaf.
func (a *adder) commit() error {
	if len(a.rows) == 0 {
		return nil
	}
	slices.SortFunc(a.pairs, func(x, y pair) int { return bytes.Compare(x.key, y.key) })
	err := a.s.update(func(tx *bolt.Tx) error {
		if err := a.s.storeSchemas(tx); err != nil {
			return err
		}
		digest, err := readDigest(tx)
		if err != nil {
			return err
		}
		for _, k := range a.clear {
			if err := clearFile(tx, k, &digest); err != nil {
				return err
			}
		}
		facts := tx.Bucket(bucketFact)
		for _, p := range a.pairs {
			if err := putFact(facts, bucketFact, p.key, p.value, &digest); err != nil {
				return err
			}
		}
		if err := a.writeRows(tx, &digest); err != nil {
			return err
		}
		return writeDigest(tx, digest)
	})
	if err != nil {
		return err
	}
	a.pairs, a.clear, a.bytes, a.docs = a.pairs[:0], a.clear[:0], 0, 0
	clear(a.rows)
	return nil
}

func (a *adder) writeRows(tx *bolt.Tx, digest *setDigest) error {
	files := tx.Bucket(bucketFile)
	for _, k := range sortedKeys(a.rows) {
		row := a.rows[k]
		v, err := a.s.codec.file.Append(nil, &row)
		if err != nil {
			return err
		}
		if old := files.Get(k[:]); old != nil {
			digest.sub(bucketFile, k[:], old)
		}
		if err := putFact(files, bucketFile, k[:], v, digest); err != nil {
			return err
		}
	}
	return nil
}

func sortedKeys[V any](m map[[16]byte]V) [][16]byte {
	ks := make([][16]byte, 0, len(m))
	for k := range m {
		ks = append(ks, k)
	}
	slices.SortFunc(ks, func(x, y [16]byte) int { return bytes.Compare(x[:], y[:]) })
	return ks
}

// putFact stores a value and adds it to the digest.
func putFact(b *bolt.Bucket, bucket, key, value []byte, digest *setDigest) error {
	sealed := seal(bucket, key, value)
	digest.add(bucket, key, sealed)
	if err := b.Put(key, sealed); err != nil {
		return fmt.Errorf("put %s/%x: %w", bucket, key, err)
	}
	return nil
}

// clearFile deletes a file's row and facts.
func clearFile(tx *bolt.Tx, file [16]byte, digest *setDigest) error {
	files, facts := tx.Bucket(bucketFile), tx.Bucket(bucketFact)
	if old := files.Get(file[:]); old != nil {
		digest.sub(bucketFile, file[:], old)
		if err := files.Delete(file[:]); err != nil {
			return err
		}
	}
	var keys [][]byte
	c := facts.Cursor()
	for k, v := c.Seek(file[:]); bytes.HasPrefix(k, file[:]); k, v = c.Next() {
		digest.sub(bucketFact, k, v)
		keys = append(keys, bytes.Clone(k))
	}
	for _, k := range keys {
		if err := facts.Delete(k); err != nil {
			return err
		}
	}
	return nil
}
