package graph

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"

	"citegraph/corpus"
	"citegraph/graph/record"

	bolt "go.etcd.io/bbolt"
)

// Graph is a read view of the derived layer of one generation. No transaction
// stays open between calls; whatever is returned is a copy. A call after the
// graph has been derived anew fails with ErrStale. It may be used from several
// goroutines.
type Graph struct {
	s          *Store
	generation Generation
	meta       []byte // meta/derived as stored: it changes with every derivation
	counts     Counts
	sums       []bucketSum
	over       *overlay // nil where nothing was added since the graph was derived whole
}

// Snapshot is a view of the graph as derived last. An underived store has an
// empty graph.
func (s *Store) Snapshot() (*Graph, error) {
	g := &Graph{s: s}
	err := s.view(func(tx *bolt.Tx) error {
		have, err := s.derivedMeta(tx)
		if err != nil || have.Generation == "" {
			return err
		}
		if have.otherLayout() {
			return ErrLayout
		}
		g.meta = bytes.Clone(tx.Bucket(bucketMeta).Get(keyDerived))
		g.counts, g.sums = have.Counts, have.Sums
		if g.over, err = s.overlay(tx); err != nil {
			return err
		}
		return g.generation.UnmarshalText([]byte(have.Generation))
	})
	if err != nil {
		return nil, fmt.Errorf("read graph: %w", err)
	}
	return g, nil
}

// Generation is that of this view.
func (g *Graph) Generation() Generation { return g.generation }

// Counts are the sizes of the graph.
func (g *Graph) Counts() Counts { return g.counts }

// view runs fn in a read transaction if the graph is still that of g.
func (g *Graph) view(fn func(*bolt.Tx) error) error {
	return g.s.view(func(tx *bolt.Tx) error {
		if !bytes.Equal(tx.Bucket(bucketMeta).Get(keyDerived), g.meta) {
			return ErrStale
		}
		return fn(tx)
	})
}

// readRow reads one value; it must be there.
func readRow[T any](tx *bolt.Tx, bucket, key []byte, c *record.Codec[T], v *T) error {
	b := tx.Bucket(bucket)
	if b == nil {
		return ErrNotFound
	}
	x, err := get(b, bucket, key)
	if err != nil {
		return err
	}
	if x == nil {
		return ErrNotFound
	}
	return decode(c, bucket, key, x, v)
}

// readAhead is how many values one transaction of an iterator copies out.
const readAhead = 256

// eachRow hands out all values of a bucket by key, a few at a time so that no
// transaction waits for the consumer. At the end the sum of what was read must
// be the one that was written: a value that went missing is damage too.
func eachRow[T any](g *Graph, bucket []byte, c *record.Codec[T], yield func(uint32, *T) bool) error {
	var sum bucketSum
	type numbered struct {
		n uint32
		v *T
	}
	for from, more := be32(0), true; more; {
		var batch []numbered
		err := g.view(func(tx *bolt.Tx) error {
			more = false
			b := tx.Bucket(bucket)
			if b == nil {
				return nil
			}
			cur := b.Cursor()
			for k, sealed := cur.Seek(from); k != nil; k, sealed = cur.Next() {
				if len(batch) == readAhead {
					from, more = append([]byte(nil), k...), true
					return nil
				}
				x, err := open(bucket, k, sealed)
				if err != nil {
					return err
				}
				sum.Values++
				sum.Sum += valueSum(k, sealed)
				v := new(T)
				if err := decode(c, bucket, k, x, v); err != nil {
					return err
				}
				batch = append(batch, numbered{binary.BigEndian.Uint32(k), v})
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, r := range batch {
			if !yield(r.n, r.v) {
				return nil
			}
		}
	}
	for _, w := range g.sums {
		if w.Bucket == string(bucket) && (w.Values != sum.Values || w.Sum != sum.Sum) {
			return fmt.Errorf("%w: %s holds %d values, %d were written", ErrDamaged, bucket, sum.Values, w.Values)
		}
	}
	return nil
}

// all adapts eachRow to the iterators of this package.
func all[T, R any](g *Graph, bucket []byte, c *record.Codec[T], convert func(uint32, *T) (R, error)) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		stopped := false
		var none R
		err := eachRow(g, bucket, c, func(n uint32, v *T) bool {
			r, err := convert(n, v)
			if stopped = !yield(r, err) || err != nil; stopped {
				return false
			}
			return true
		})
		if err != nil && !stopped {
			yield(none, fmt.Errorf("read %ss: %w", bucket, err))
		}
	}
}

// finishWork fills what is stored apart from the work: who it is, and where it
// was read.
func (g *Graph) finishWork(r *factReader, w *Work, n uint32) error {
	w.N = n
	if err := g.finishNode(r.tx, w); err != nil {
		return err
	}
	w.CSL.ID, w.CSL.CitationKey = w.ID, w.Key
	var ms mentionRows
	if err := readRow(r.tx, bucketMention, be32(g.slotOf(n)), g.s.codec.mentions, &ms); err != nil {
		return err
	}
	w.Mentions = make([]Mention, len(ms.Rows))
	for i := range ms.Rows {
		row := &ms.Rows[i]
		d, err := r.doc(row.Doc)
		if err != nil {
			return err
		}
		w.Mentions[i] = Mention{Path: d.Path, SHA256: d.SHA256, Part: d.Part, N: int(row.Ref), Span: corpus.Span{Start: int(row.Start), End: int(row.End)},
			Kind: origin(row.From).String(), Reason: row.Reason, P: row.P}
	}
	return nil
}

func (o origin) String() string {
	return [...]string{"self", "reference", "record", "nested", "fragments", "number"}[min(o, fromPlaceholder)]
}

// Works yields all works by N. Their Mentions have no Raw.
func (g *Graph) Works() iter.Seq2[*Work, error] {
	r := g.reader(nil)
	if g.over != nil {
		return inOrder(g.over.slot, func(n, slot uint32) (*Work, error) {
			w := new(Work)
			err := g.view(func(tx *bolt.Tx) error {
				r.within(tx)
				if err := readRow(tx, bucketWork, be32(slot), g.s.codec.work, w); err != nil {
					return err
				}
				return g.finishWork(r, w, n)
			})
			return w, err
		})
	}
	return all(g, bucketWork, g.s.codec.work, func(n uint32, w *Work) (*Work, error) {
		err := g.view(func(tx *bolt.Tx) error {
			r.within(tx)
			return g.finishWork(r, w, n)
		})
		return w, err
	})
}

// Work is work n. Its Mentions have no Raw: see [Graph.Mentions]. ErrNotFound
// where there is none.
func (g *Graph) Work(n uint32) (w *Work, err error) {
	err = g.view(func(tx *bolt.Tx) error {
		w = new(Work)
		if int(n) >= g.counts.Works {
			return ErrNotFound
		}
		if err := readRow(tx, bucketWork, be32(g.slotOf(n)), g.s.codec.work, w); err != nil {
			return err
		}
		return g.finishWork(g.reader(tx), w, n)
	})
	if err != nil {
		return nil, fmt.Errorf("work %d: %w", n, err)
	}
	return w, nil
}

// Mentions are the places where work n was read, with what they print: this
// reads the facts of each.
func (g *Graph) Mentions(n uint32) (out []Mention, err error) {
	w, err := g.Work(n)
	if err != nil {
		return nil, err
	}
	err = g.view(func(tx *bolt.Tx) error {
		var ms mentionRows
		if err := readRow(tx, bucketMention, be32(g.slotOf(n)), g.s.codec.mentions, &ms); err != nil {
			return err
		}
		r := g.reader(tx)
		for i := range ms.Rows {
			m := w.Mentions[i]
			if m.Raw, err = r.printed(&ms.Rows[i]); err != nil {
				return err
			}
			out = append(out, m)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("mentions of work %d: %w", n, err)
	}
	return out, nil
}

// printed reads the text of a stored mention.
func (r *factReader) printed(row *mentionRow) (string, error) {
	switch origin(row.From) {
	case fromReference, fromRecord, fromNested:
		ref, err := r.reference(row.Doc, row.Idx)
		if err != nil {
			return "", err
		}
		if row.Sub > 0 && int(row.Sub) <= len(ref.nested) {
			ref = &ref.nested[row.Sub-1]
		}
		return ref.raw, nil
	case fromFragments:
		return r.fragmentText(row.Doc, corpus.Span{Start: int(row.Start), End: int(row.End)})
	}
	return "", nil
}

// Authors yields all authors by N.
func (g *Graph) Authors() iter.Seq2[*Author, error] {
	return all(g, bucketAuthor, g.s.codec.author, func(n uint32, a *Author) (*Author, error) { a.N = n; return a, nil })
}

// Author is author n.
func (g *Graph) Author(n uint32) (*Author, error) {
	a := new(Author)
	if err := g.view(func(tx *bolt.Tx) error { return readRow(tx, bucketAuthor, be32(n), g.s.codec.author, a) }); err != nil {
		return nil, fmt.Errorf("author %d: %w", n, err)
	}
	a.N = n
	return a, nil
}

// Journals yields all journals by N.
func (g *Graph) Journals() iter.Seq2[*Journal, error] {
	return all(g, bucketJournal, g.s.codec.journal, func(n uint32, j *Journal) (*Journal, error) { j.N = n; return j, nil })
}

// Journal is journal n.
func (g *Graph) Journal(n uint32) (*Journal, error) {
	j := new(Journal)
	if err := g.view(func(tx *bolt.Tx) error { return readRow(tx, bucketJournal, be32(n), g.s.codec.journal, j) }); err != nil {
		return nil, fmt.Errorf("journal %d: %w", n, err)
	}
	j.N = n
	return j, nil
}

// Candidate is a pair of works that may be the same: for a person to decide.
type Candidate struct {
	A, B   uint32
	Reason string
	P      float64
}

// Candidates are the doubtful pairs, most probable first.
func (g *Graph) Candidates() (out []Candidate, err error) {
	var rows doubtRows
	err = g.view(func(tx *bolt.Tx) error { return readRow(tx, bucketDoubt, []byte("all"), g.s.codec.doubts, &rows) })
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, fmt.Errorf("candidates: %w", err)
	}
	for _, r := range rows.Rows {
		out = append(out, Candidate(r))
	}
	return out, nil
}

// Documents says for work n which documents it was read from as a document or
// record, not as a reference.
func (g *Graph) Documents(n uint32) (out []corpus.DocSource, err error) {
	err = g.view(func(tx *bolt.Tx) error {
		var ms mentionRows
		if err := readRow(tx, bucketMention, be32(g.slotOf(n)), g.s.codec.mentions, &ms); err != nil {
			return err
		}
		r := g.reader(tx)
		for _, m := range ms.Rows {
			if o := origin(m.From); o != fromSelf && o != fromRecord {
				continue
			}
			d, err := r.doc(m.Doc)
			if err != nil {
				return err
			}
			out = append(out, corpus.DocSource{Path: d.Path, Format: corpus.Format(d.Format), SHA256: d.SHA256, Bytes: d.Bytes, Part: d.Part})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("documents of work %d: %w", n, err)
	}
	return out, nil
}
