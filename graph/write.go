package graph

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// writer fills one derived bucket: keys in order, pages nearly full, since
// nothing is put between them later.
type writer struct {
	b    *bolt.Bucket
	name []byte
	sum  bucketSum
	err  error
}

const fill = .95

// encodedAhead is how many values are encoded before they are put.
const encodedAhead = 4096

// putAll puts n values under their numbers, encoded on all processors.
func (w *writer) putAll(n int, encode func(i int) ([]byte, error)) {
	values, errs := make([][]byte, min(n, encodedAhead)), make([]error, min(n, encodedAhead))
	for from := 0; from < n && w.err == nil; from += encodedAhead {
		k := min(encodedAhead, n-from)
		parallel(k, func(i int) { values[i], errs[i] = encode(from + i) })
		for i := range k {
			w.put(be32(uint32(from+i)), values[i], errs[i])
		}
	}
}

// put stores value, which the bucket keeps.
func (w *writer) put(key, value []byte, err error) {
	if w.err == nil {
		w.err = err
	}
	if w.err != nil {
		return
	}
	sealed := seal(w.name, key, value)
	w.sum.Values++
	w.sum.Sum += valueSum(key, sealed)
	w.err = w.b.Put(key, sealed)
}

// valueSum is one value's part of a bucket's sum: its key and its checksum,
// which stands for the rest.
func valueSum(key, sealed []byte) uint64 {
	return uint64(checksum(nil, key, sealed[len(sealed)-4:]))<<32 | uint64(binary.LittleEndian.Uint32(sealed[len(sealed)-4:]))
}

// writeModel replaces the derived layer.
func (s *Store) writeModel(ctx context.Context, tx *bolt.Tx, m *model, g Generation) error {
	if err := s.storeSchemas(tx); err != nil {
		return err
	}
	meta := derivedMeta{Generation: g.String(), Counts: m.counts}
	fillers := []struct {
		bucket []byte
		fill   func(*Store, *writer, *model)
	}{
		{bucketDoc, (*Store).writeDocs}, {bucketWork, (*Store).writeWorks}, {bucketMention, (*Store).writeMentions},
		{bucketOut, (*Store).writeOut}, {bucketIn, (*Store).writeIn}, {bucketEvidence, (*Store).writeEvidence},
		{bucketContext, (*Store).writeContexts}, {bucketCiting, (*Store).writeCiting}, {bucketAuthor, (*Store).writeAuthors},
		{bucketJournal, (*Store).writeJournals}, {bucketName, (*Store).writeNames}, {bucketKey, (*Store).writeKeys},
		{bucketDoubt, (*Store).writeDoubts},
	}
	for _, f := range fillers {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := tx.DeleteBucket(f.bucket); err != nil && !errors.Is(err, berrors.ErrBucketNotFound) {
			return err
		}
		b, err := tx.CreateBucket(f.bucket)
		if err != nil {
			return err
		}
		b.FillPercent = fill
		w := &writer{b: b, name: f.bucket, sum: bucketSum{Bucket: string(f.bucket)}}
		f.fill(s, w, m)
		if w.err != nil {
			return w.err
		}
		meta.Sums = append(meta.Sums, w.sum)
	}
	v, err := s.codec.meta.Append(nil, &meta)
	if err != nil {
		return err
	}
	return put(tx.Bucket(bucketMeta), bucketMeta, keyDerived, v)
}

// docRow is a document of the derived layer: where its facts are and which
// work it is.
type docRow struct {
	Path   string
	Ord    uint32
	Format string
	SHA256 string
	Bytes  int64
	Part   int
	Work   uint32 // None for a library
	Refs   int
	Calls  int
}

func (s *Store) writeDocs(w *writer, m *model) {
	for i := range m.docs {
		d := &m.docs[i]
		row := docRow{Path: d.row.Path, Ord: d.ord, Format: string(d.row.Format), SHA256: d.row.SHA256, Bytes: d.row.Bytes, Part: d.row.Part,
			Work: None, Refs: d.refs, Calls: len(d.calls)}
		if d.self >= 0 {
			row.Work = uint32(m.cluster[d.self])
		}
		v, err := s.codec.docRow.Append(nil, &row)
		w.put(be32(uint32(i)), v, err)
	}
}

func (s *Store) writeWorks(w *writer, m *model) {
	w.putAll(len(m.works), func(i int) ([]byte, error) { return s.codec.work.Append(nil, m.works[i]) })
}

func (s *Store) writeMentions(w *writer, m *model) {
	w.putAll(len(m.rows), func(i int) ([]byte, error) { return s.codec.mentions.Append(nil, &m.rows[i]) })
}

func (s *Store) writeAuthors(w *writer, m *model) {
	w.putAll(len(m.authors), func(i int) ([]byte, error) { return s.codec.author.Append(nil, m.authors[i]) })
}

func (s *Store) writeJournals(w *writer, m *model) {
	w.putAll(len(m.journals), func(i int) ([]byte, error) { return s.codec.journal.Append(nil, m.journals[i]) })
}

func (s *Store) writeContexts(w *writer, m *model) {
	w.putAll(len(m.contexts), func(i int) ([]byte, error) { return s.codec.context.Append(nil, m.contexts[i]) })
}

func (s *Store) writeDoubts(w *writer, m *model) {
	v, err := s.codec.doubts.Append(nil, &m.doubts)
	w.put([]byte("all"), v, err)
}

// writeCiting writes for each cited work the ordinals of the sentences that
// cite it.
func (s *Store) writeCiting(w *writer, m *model) {
	by := map[uint32][]uint32{}
	for n, c := range m.contexts {
		for _, k := range c.cited() {
			by[k] = append(by[k], uint32(n))
		}
	}
	keys := make([]uint32, 0, len(by))
	for k := range by {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		w.put(be32(k), appendDeltas(nil, by[k]), nil)
	}
}

// cited are all works of the sentence, sorted.
func (c *contextRow) cited() []uint32 {
	var out []uint32
	for _, g := range c.Groups {
		out = append(out, g.Cited...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nameEntry leads from the hash of a name to a work.
type nameEntry struct {
	hash uint64
	n    uint32
}

// nameBlock is how many names stand in one value.
const nameBlock = 512

// writeNames writes the table of names in blocks; entries of one hash stay in
// one block. A block's key is its first hash.
func (s *Store) writeNames(w *writer, m *model) {
	var es []nameEntry
	for n, k := range m.works {
		for _, name := range m.names(uint32(n), k) {
			es = append(es, nameEntry{nameHash(name), uint32(n)})
		}
	}
	slices.SortFunc(es, func(a, b nameEntry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.n, b.n)) })
	es = slices.Compact(es)
	for i := 0; i < len(es); {
		j := min(i+nameBlock, len(es))
		for j < len(es) && es[j].hash == es[j-1].hash {
			j++
		}
		v := make([]byte, 0, (j-i)*12)
		for _, e := range es[i:j] {
			v = binary.BigEndian.AppendUint64(v, e.hash)
			v = binary.BigEndian.AppendUint32(v, e.n)
		}
		w.put(binary.BigEndian.AppendUint64(nil, es[i].hash), v, nil)
		i = j
	}
}

// writeKeys writes the readable keys, for suggestions.
func (s *Store) writeKeys(w *writer, m *model) {
	type kn struct {
		key []byte
		n   uint32
	}
	ks := make([]kn, len(m.works))
	for n, k := range m.works {
		ks[n] = kn{[]byte(k.Key), uint32(n)}
	}
	slices.SortFunc(ks, func(a, b kn) int { return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.n, b.n)) })
	for i, k := range ks {
		if i > 0 && bytes.Equal(k.key, ks[i-1].key) {
			continue // a letter put two keys on one: both are in the table of names
		}
		w.put(k.key, be32(k.n), nil)
	}
}

// names are all names that lead to work n, as they are hashed: "w…" ids of
// today and of every key of every member, "@" readable keys, "=" ids of
// imports, identifiers with their scheme.
func (m *model) names(n uint32, w *Work) []string {
	out := []string{w.ID, "@" + w.Key}
	if bare := readableKey(&w.CSL); bare != w.Key {
		out = append(out, "@"+bare)
	}
	for _, k := range m.keys[n] {
		out = append(out, idOf('w', k, idLetters))
	}
	for _, a := range w.Aliases {
		if scheme, _, ok := strings.Cut(a, ":"); ok && isScheme(scheme) {
			out = append(out, a)
		} else {
			out = append(out, "="+a)
		}
	}
	return out
}

func isScheme(s string) bool {
	switch s {
	case "doi", "pmid", "pmcid", "arxiv", "isbn":
		return true
	}
	return false
}

// isIDName reports whether a hashed name is an id of ours.
func isIDName(s string) bool { return len(s) > 1 && s[0] == 'w' && !strings.Contains(s, ":") }
