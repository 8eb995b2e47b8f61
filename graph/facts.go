package graph

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"strings"

	"citegraph/corpus"

	bolt "go.etcd.io/bbolt"
)

// Limits of one transaction of Add.
const (
	batchDocs  = 1000
	batchBytes = 16 << 20
)

// chunk is how many references or callouts are encoded as one value: one can
// be read without decoding its whole document.
const chunk = 64

// The kinds of value of a document, the byte behind file and ordinal in a key
// of bucket fact.
const (
	kindHead  = 'a' // the document without what follows
	kindRefs  = 'b'
	kindCalls = 'c'
	kindFrags = 'd' // fragments, joins, discarded
)

// fileRow is one stored file.
type fileRow struct {
	Path   string
	SHA256 string
	Parser string
	Docs   uint32
	Done   bool // its last document is in
}

type refChunk struct{ Refs []corpus.Reference }
type callChunk struct{ Calls []corpus.Callout }

// fileKey is the key of a path: paths may be longer than keys can be.
func fileKey(path string) [16]byte {
	sum := sha256.Sum256([]byte(path))
	return [16]byte(sum[:16])
}

// factKey is file[16] ordinal[4] kind[1] chunk[4].
func factKey(file [16]byte, ord uint32, kind byte, n int) []byte {
	b := append(make([]byte, 0, 25), file[:]...)
	b = binary.BigEndian.AppendUint32(b, ord)
	b = append(b, kind)
	return binary.BigEndian.AppendUint32(b, uint32(n))
}

type pair struct{ key, value []byte }

// encodeDocument appends the values of d to ps.
func (s *Store) encodeDocument(ps []pair, file [16]byte, ord uint32, d *corpus.Document) ([]pair, error) {
	head := *d
	head.Refs, head.Calls, head.Frags, head.Joins, head.Tossed = nil, nil, nil, nil, nil
	v, err := s.codec.doc.Append(nil, &head)
	if err != nil {
		return nil, err
	}
	ps = append(ps, pair{factKey(file, ord, kindHead, 0), v})
	for i := 0; i < len(d.Refs); i += chunk {
		if v, err = s.codec.refs.Append(nil, &refChunk{d.Refs[i:min(i+chunk, len(d.Refs))]}); err != nil {
			return nil, err
		}
		ps = append(ps, pair{factKey(file, ord, kindRefs, i/chunk), v})
	}
	for i := 0; i < len(d.Calls); i += chunk {
		if v, err = s.codec.calls.Append(nil, &callChunk{d.Calls[i:min(i+chunk, len(d.Calls))]}); err != nil {
			return nil, err
		}
		ps = append(ps, pair{factKey(file, ord, kindCalls, i/chunk), v})
	}
	if len(d.Frags)+len(d.Joins)+len(d.Tossed) > 0 {
		v, err := s.codec.doc.Append(nil, &corpus.Document{Frags: d.Frags, Joins: d.Joins, Tossed: d.Tossed})
		if err != nil {
			return nil, err
		}
		ps = append(ps, pair{factKey(file, ord, kindFrags, 0), v})
	}
	return ps, nil
}

func (s *Store) fileRow(key [16]byte) (row fileRow, have bool, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		v, err := get(tx.Bucket(bucketFile), bucketFile, key[:])
		if err != nil || v == nil {
			return err
		}
		have = true
		return decode(s.codec.file, bucketFile, key[:], v, &row)
	})
	return row, have, err
}

// Known reports whether path was added whole with this content by this parser.
// What cannot be read is not known.
func (s *Store) Known(path, sha256 string) bool {
	row, have, err := s.fileRow(fileKey(path))
	return err == nil && have && row.Done && row.SHA256 == sha256 && row.Parser == s.opt.Parser
}

// Remove takes the documents of path out of the facts. ErrNotFound where there
// is none. Call Derive afterwards.
func (s *Store) Remove(path string) error {
	s.write.Lock()
	defer s.write.Unlock()
	key := fileKey(path)
	err := s.update(func(tx *bolt.Tx) error {
		if tx.Bucket(bucketFile).Get(key[:]) == nil {
			return &NotFound{Name: path}
		}
		digest, err := readDigest(tx)
		if err != nil {
			return err
		}
		if err := clearFile(tx, key, &digest); err != nil {
			return err
		}
		return writeDigest(tx, digest)
	})
	if err != nil {
		return fmt.Errorf("remove %s: %w", path, err)
	}
	return nil
}

// File is one file whose documents are stored.
type File struct {
	Path   string
	SHA256 string
	Parser string
	Docs   int
}

// Files lists the files that are stored whole, by path.
func (s *Store) Files() ([]File, error) {
	rows, err := s.fileRows()
	if err != nil {
		return nil, err
	}
	out := make([]File, len(rows))
	for i, r := range rows {
		out[i] = File{r.Path, r.SHA256, r.Parser, int(r.Docs)}
	}
	return out, nil
}

func (s *Store) fileRows() (rows []fileRow, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		return tx.Bucket(bucketFile).ForEach(func(k, v []byte) error {
			var r fileRow
			v, err := open(bucketFile, k, v)
			if err != nil {
				return err
			}
			if err := decode(s.codec.file, bucketFile, k, v, &r); err != nil {
				return err
			}
			if r.Done {
				rows = append(rows, r)
			}
			return nil
		})
	})
	slices.SortFunc(rows, func(a, b fileRow) int { return strings.Compare(a.Path, b.Path) })
	if err != nil {
		return nil, fmt.Errorf("list files: %w", err)
	}
	return rows, nil
}

// Documents yields every stored document, by path and part.
func (s *Store) Documents() iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		rows, err := s.fileRows()
		if err != nil {
			yield(nil, err)
			return
		}
		for _, r := range rows {
			key := fileKey(r.Path)
			for ord := range r.Docs {
				d, err := s.readDocument(key, ord)
				if err != nil {
					err = fmt.Errorf("document %d of %s: %w", ord, r.Path, err)
				}
				if !yield(d, err) || err != nil {
					return
				}
			}
		}
	}
}

// Document reads one stored document; part counts the documents of path from 0.
func (s *Store) Document(path string, part int) (*corpus.Document, error) {
	d, err := s.readDocument(fileKey(path), uint32(part))
	if err != nil {
		return nil, fmt.Errorf("document %d of %s: %w", part, path, err)
	}
	return d, nil
}

func (s *Store) readDocument(file [16]byte, ord uint32) (d *corpus.Document, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		d, err = s.documentIn(tx, file, ord)
		return err
	})
	return d, err
}

func (s *Store) documentIn(tx *bolt.Tx, file [16]byte, ord uint32) (*corpus.Document, error) {
	prefix := factKey(file, ord, kindHead, 0)[:20]
	var d *corpus.Document
	var refs [][]corpus.Reference
	c := tx.Bucket(bucketFact).Cursor()
	for k, sealed := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, sealed = c.Next() {
		v, err := open(bucketFact, k, sealed)
		if err != nil {
			return nil, err
		}
		if d == nil {
			d = new(corpus.Document)
			if k[20] != kindHead {
				return nil, fmt.Errorf("%w: document without a head", ErrDamaged)
			}
		}
		switch k[20] {
		case kindHead:
			err = decode(s.codec.doc, bucketFact, k, v, d)
		case kindRefs:
			var r refChunk
			err = decode(s.codec.refs, bucketFact, k, v, &r)
			refs = append(refs, r.Refs)
		case kindCalls:
			var r callChunk
			err = decode(s.codec.calls, bucketFact, k, v, &r)
			d.Calls = append(d.Calls, r.Calls...)
		case kindFrags:
			var r corpus.Document
			err = decode(s.codec.doc, bucketFact, k, v, &r)
			d.Frags, d.Joins, d.Tossed = r.Frags, r.Joins, r.Tossed
		}
		if err != nil {
			return nil, err
		}
	}
	if len(refs) == 1 {
		d.Refs = refs[0]
	} else if len(refs) > 1 {
		d.Refs = slices.Concat(refs...)
	}
	if d == nil {
		return nil, &NotFound{Name: hex.EncodeToString(prefix)}
	}
	return d, nil
}
