package graph

import (
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"citegraph/graph/match"

	bolt "go.etcd.io/bbolt"
)

// writer fills one derived bucket: keys in order, pages nearly full, since
// nothing is put between them later.
type writer struct {
	to   *stage
	name []byte
	from uint32 // number of the first value that putAll puts
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
			w.put(be32(w.from+uint32(from+i)), values[i], errs[i])
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
	w.err = w.to.put(w.name, key, sealed)
}

// valueSum is one value's part of a bucket's sum: its key and its checksum,
// which stands for the rest.
func valueSum(key, sealed []byte) uint64 {
	return uint64(checksum(nil, key, sealed[len(sealed)-4:]))<<32 | uint64(binary.LittleEndian.Uint32(sealed[len(sealed)-4:]))
}

// filler writes one derived bucket. An extension of the graph writes some of
// them anew, adds to others, and leaves the rest alone.
type filler struct {
	bucket []byte
	fill   func(*Store, *writer, *model)
	first  func(*model) uint32 // of the buckets that it adds to: number of what it adds first
	base   bool                // not written by an extension
	grown  bool                // only written by one
}

// stays says that an extension leaves in the bucket what is there.
func (f *filler) stays() bool { return f.base || f.first != nil }

func fillers() []filler {
	slot := func(m *model) uint32 { return m.first }
	return []filler{
		{bucket: bucketDoc, fill: (*Store).writeDocs, first: func(m *model) uint32 { return m.firstDoc }},
		{bucket: bucketWork, fill: (*Store).writeWorks, first: slot},
		{bucket: bucketMention, fill: (*Store).writeMentions, first: slot},
		{bucket: bucketEvidence, fill: (*Store).writeEvidence, first: slot},
		{bucket: bucketContext, fill: (*Store).writeContexts, first: func(m *model) uint32 { return m.firstContext }},
		{bucket: bucketForm, fill: (*Store).writeForms, first: slot},
		{bucket: bucketSketch, fill: (*Store).writeSketches, first: slot},
		{bucket: bucketOut, fill: (*Store).writeOut},
		{bucket: bucketIn, fill: (*Store).writeIn},
		{bucket: bucketCiting, fill: (*Store).writeCiting},
		{bucket: bucketAuthor, fill: (*Store).writeAuthors},
		{bucket: bucketJournal, fill: (*Store).writeJournals},
		{bucket: bucketNode, fill: (*Store).writeNodes},
		{bucket: bucketKey, fill: (*Store).writeKeys},
		{bucket: bucketDoubt, fill: (*Store).writeDoubts},
		{bucket: bucketName, fill: (*Store).writeNames, base: true},
		{bucket: bucketBlock, fill: (*Store).writeBlocks, base: true},
		{bucket: bucketMore, fill: (*Store).writeNames, grown: true},
		{bucket: bucketMeet, fill: (*Store).writeBlocks, grown: true},
		{bucket: bucketOverlay, fill: (*Store).writeOverlay, grown: true},
		{bucket: bucketState, fill: (*Store).writeState},
	}
}

// writeModel replaces the derived layer, or extends it. Of the model nothing is
// left then but the adjacency.
func (s *Store) writeModel(ctx context.Context, m *model, g Generation) error {
	extends := m.at != nil
	var have derivedMeta
	err := s.view(func(tx *bolt.Tx) error {
		digest, err := readDigest(tx)
		if err != nil {
			return err
		}
		m.state.Facts = digest.bytes()
		have, err = s.derivedMeta(tx)
		return err
	})
	if err != nil {
		return err
	}
	to := &stage{s: s, whole: !extends}
	meta := derivedMeta{Generation: g.String(), Layout: layout, Counts: m.counts}
	for _, f := range fillers() {
		if err := ctx.Err(); err != nil {
			return err
		}
		w := &writer{to: to, name: f.bucket, sum: bucketSum{Bucket: string(f.bucket)}}
		if f.grown && !extends {
			continue
		}
		if extends && f.stays() {
			i := slices.IndexFunc(have.Sums, func(b bucketSum) bool { return b.Bucket == w.sum.Bucket })
			if i < 0 {
				return fmt.Errorf("%w: bucket %s is missing", ErrDamaged, f.bucket)
			}
			w.sum = have.Sums[i]
		}
		if f.first != nil {
			w.from = f.first(m)
		}
		if !extends || !f.base {
			f.fill(s, w, m)
		}
		if w.err != nil {
			return w.err
		}
		meta.Sums = append(meta.Sums, w.sum)
	}
	out, in := m.adjacency()
	m.pile.close()
	*m = model{out: out, in: in}
	return s.update(func(tx *bolt.Tx) error {
		if err := s.storeSchemas(tx); err != nil {
			return err
		}
		if err := to.settle(tx); err != nil {
			return err
		}
		return s.writeDerived(tx, &meta)
	})
}

func (s *Store) writeDerived(tx *bolt.Tx, meta *derivedMeta) error {
	v, err := s.codec.meta.Append(nil, meta)
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
	Work   uint32 // slot of it; None for a library
	Refs   int
	Calls  int
}

func (s *Store) writeDocs(w *writer, m *model) {
	for i := int(m.firstDoc); i < len(m.docs); i++ {
		d := &m.docs[i]
		row := docRow{Path: d.row.Path, Ord: d.ord, Format: string(d.row.Format), SHA256: d.row.SHA256, Bytes: d.row.Bytes, Part: d.row.Part,
			Work: None, Refs: d.refs, Calls: d.called}
		if d.self >= 0 {
			row.Work = uint32(m.cluster[d.self])
		}
		v, err := s.codec.docRow.Append(nil, &row)
		w.put(be32(uint32(i)), v, err)
	}
}

func (s *Store) writeWorks(w *writer, m *model) {
	w.putAll(len(m.own), func(i int) ([]byte, error) { return m.pile.get(nil, m.own[i].work) })
}

func (s *Store) writeMentions(w *writer, m *model) {
	w.putAll(len(m.own), func(i int) ([]byte, error) { return m.pile.get(nil, m.own[i].rows) })
}

func (s *Store) writeAuthors(w *writer, m *model) {
	w.putAll(len(m.authors), func(i int) ([]byte, error) { return s.codec.author.Append(nil, m.authors[i]) })
}

func (s *Store) writeJournals(w *writer, m *model) {
	w.putAll(len(m.journals), func(i int) ([]byte, error) { return s.codec.journal.Append(nil, m.journals[i]) })
}

func (s *Store) writeContexts(w *writer, m *model) {
	w.putAll(len(m.contexts), func(i int) ([]byte, error) {
		row, err := m.row(&m.contexts[i])
		if err != nil {
			return nil, err
		}
		return s.codec.context.Append(nil, row)
	})
}

func (s *Store) writeDoubts(w *writer, m *model) {
	v, err := s.codec.doubts.Append(nil, &m.doubts)
	w.put([]byte("all"), v, err)
}

// writeCiting writes for each cited work the ordinals of the sentences that
// cite it.
func (s *Store) writeCiting(w *writer, m *model) {
	by := m.citing
	if by == nil {
		by = map[uint32][]uint32{}
		for n := range m.contexts {
			for _, k := range citedIn(m.contexts[n].groups) {
				by[k] = append(by[k], uint32(n))
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(by)) {
		w.put(be32(k), appendDeltas(nil, by[k]), nil)
	}
}

// citedIn are all works of a sentence, sorted.
func citedIn(groups []group) []uint32 {
	var out []uint32
	for _, g := range groups {
		out = append(out, g.Cited...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// writeNames writes the names of works by slot, with those that extensions wrote
// before.
func (s *Store) writeNames(w *writer, m *model) {
	es := m.named
	for i := range m.own {
		for _, h := range m.own[i].names {
			es = append(es, entry{h, m.first + uint32(i)})
		}
	}
	w.table(es)
}

// writeBlocks writes which works meet under which blocking keys, with what
// extensions wrote before.
func (s *Store) writeBlocks(w *writer, m *model) {
	es := m.met
	var sk match.Sketcher
	var b []byte
	for i, ms := range m.members {
		for _, at := range ms {
			var err error
			if b, err = m.sketch(b[:0], at); err != nil {
				w.err = err
				return
			}
			keys, err := sk.Keys(string(b))
			if err != nil {
				w.err = err
				return
			}
			for _, k := range keys {
				es = append(es, entry{k, m.first + uint32(i)})
			}
		}
	}
	w.table(es)
}

// writeSketches writes for each work the sketches of its mentions, in their
// order, each behind its length.
func (s *Store) writeSketches(w *writer, m *model) {
	w.putAll(len(m.members), func(n int) (v []byte, err error) {
		for _, at := range m.members[n] {
			v = binary.AppendUvarint(v, uint64(m.mentions[at].sketch))
			if v, err = m.sketch(v, at); err != nil {
				return nil, err
			}
		}
		return v, nil
	})
}

func (s *Store) writeOverlay(w *writer, m *model) {
	v, err := s.codec.overlay.Append(nil, &m.over)
	w.put([]byte("all"), v, err)
}

// names are the names that lead to a work with keys, as they are hashed: "w…"
// ids of today and of every key of every member, "=" ids of imports,
// identifiers with their scheme. Readable keys have a table of their own.
func names(w *Work, keys []string) []string {
	out := []string{w.ID}
	for _, k := range keys {
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
