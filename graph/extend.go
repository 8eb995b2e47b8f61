package graph

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"citegraph/corpus"
	"citegraph/graph/match"

	bolt "go.etcd.io/bbolt"
)

// errWhole says that the graph must be derived whole: too much was added, or
// something was taken away, or a work fell apart.
var errWhole = errors.New("derive whole")

// tenth: what share of the base all extensions together may be of; beyond it the
// graph is derived whole, which makes one layer of all again.
const tenth = 10

// extender extends a graph by the documents that were added since it was made:
// works that the new mentions touch are resolved and made anew with them, the
// rest stays where it is stored. What depends on all works (readable keys,
// authors, journals, counts) is made of little that is kept of each.
type extender struct {
	s     *Store
	tx    *bolt.Tx
	st    *stateRow
	m     *model
	prev  *overlay
	fresh []fileRow
	rows  map[uint32][]mentionRow // of works that were looked at, by slot
	reviver

	v      *venues
	sub    []submention
	res    *match.Result
	pulled map[uint32]bool

	cs   []cluster
	olds [][]uint32 // slots of the works that each takes the place of
	gone map[uint32]int32
	why  []string // of mentions
	p    []float64
	o    *overlay
}

// submention is a mention of the part that is resolved anew.
type submention struct {
	match.Item
	fresh int32  // in the model, -1 for a known one
	work  uint32 // its slot
	row   int32
	near  int32 // index of a work that stays as it is, -1
}

// extend makes the model of the extended graph; errWhole where the base does
// not serve.
func (s *Store) extend(ctx context.Context, m *model, progress func(Progress)) error {
	return s.view(func(tx *bolt.Tx) error {
		x := &extender{s: s, tx: tx, m: m, rows: map[uint32][]mentionRow{}, pulled: map[uint32]bool{}, gone: map[uint32]int32{}}
		x.reviver = reviver{s, tx, x.m, map[[2]uint32][]corpus.Reference{}, map[uint32]*reading{}}
		if err := x.prepare(); err != nil {
			return err
		}
		if err := s.gather(ctx, x.m, x.fresh, progress); err != nil {
			return err
		}
		if x.st.Grown += uint32(len(x.m.mentions)); int(x.st.Grown)*s.share() > int(x.st.Mentions) {
			return errWhole
		}
		x.rankDocuments()
		progress(Progress{"match", 0, len(x.m.mentions)})
		for _, step := range []func(context.Context) error{x.resolve, x.known, x.clusters, x.mates} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		progress(Progress{"works", 0, len(x.cs)})
		for _, step := range []func(context.Context) error{x.works, x.groups} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		progress(Progress{"citations", 0, len(x.m.nodes)})
		return x.citations()
	})
}

// share is from which part of the base on the graph is derived whole.
func (s *Store) share() int { return cmp.Or(s.tenth, tenth) }

// prepare reads what the graph was made of, and finds the files that are new. If
// the facts without these are not those that it was made of, it does not serve.
func (x *extender) prepare() (err error) {
	if x.st, err = x.s.state(x.tx); err != nil {
		return err
	}
	if x.st == nil || x.st.Version != deriveVersion {
		return errWhole
	}
	if x.prev, err = x.s.overlay(x.tx); err != nil {
		return err
	}
	if x.prev == nil {
		x.prev = noOverlay(x.st.Counts.Works, int(x.st.Contexts))
	}
	units := 0 // documents and parts of lists
	known := map[[16]byte]bool{}
	for d := range x.st.Docs {
		var row docRow
		if err := readRow(x.tx, bucketDoc, be32(d), x.s.codec.docRow, &row); err != nil {
			return err
		}
		src := source{file: fileKey(row.Path), ord: row.Ord, self: -1,
			row: corpus.DocSource{Path: row.Path, Format: corpus.Format(row.Format), SHA256: row.SHA256, Bytes: row.Bytes, Part: row.Part}}
		known[src.file] = true
		units += 1 + (row.Refs+chunk-1)/chunk
		x.m.docs = append(x.m.docs, src)
	}
	x.m.firstDoc, x.m.firstContext, x.m.first = x.st.Docs, x.st.Contexts, uint32(len(x.prev.number))
	digest, err := readDigest(x.tx)
	if err != nil {
		return err
	}
	added := 0
	facts := x.tx.Bucket(bucketFact).Cursor()
	err = x.tx.Bucket(bucketFile).ForEach(func(k, sealed []byte) error {
		if known[[16]byte(k)] {
			return nil
		}
		v, err := open(bucketFile, k, sealed)
		if err != nil {
			return err
		}
		var row fileRow
		if err := decode(x.s.codec.file, bucketFile, k, v, &row); err != nil {
			return err
		}
		digest.sub(bucketFile, k, sealed)
		for f, sealed := facts.Seek(k); bytes.HasPrefix(f, k); f, sealed = facts.Next() {
			if digest.sub(bucketFact, f, sealed); f[20] == kindHead || f[20] == kindRefs {
				added++
			}
			if added*x.s.share() > units+units/2 {
				return errWhole
			}
		}
		if row.Done {
			x.fresh = append(x.fresh, row)
		}
		return nil
	})
	if err == nil && !bytes.Equal(digest.bytes(), x.st.Facts) {
		err = errWhole
	}
	slices.SortFunc(x.fresh, func(a, b fileRow) int { return strings.Compare(a.Path, b.Path) })
	return err
}

// rankDocuments says where each document stands among all.
func (x *extender) rankDocuments() {
	order := make([]int32, len(x.m.docs))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		p, q := &x.m.docs[a], &x.m.docs[b]
		return cmp.Or(strings.Compare(p.row.Path, q.row.Path), cmp.Compare(p.ord, q.ord))
	})
	for i, d := range order {
		x.m.docs[d].rank = uint32(i) + 1
	}
}

// Under and Mentions make what there is known to package match.
func (x *extender) Under(key uint64) ([]uint32, error) { return x.under(bucketBlock, bucketMeet, key) }

// under finds the slots of works in a table of the base and in that of the
// extensions.
func (x *extender) under(base, more []byte, key uint64) ([]uint32, error) {
	a, err := under(x.tx, base, key)
	if err != nil {
		return nil, err
	}
	b, err := under(x.tx, more, key)
	if err != nil {
		return nil, err
	}
	a = append(a, b...)
	for _, w := range a {
		if int(w) >= len(x.prev.number) {
			return nil, fmt.Errorf("%w: table %s", ErrDamaged, base)
		}
	}
	return slices.DeleteFunc(a, func(w uint32) bool { return !x.prev.live(w) }), nil
}

func (x *extender) Mentions(work uint32) ([]match.Item, error) {
	rows, err := x.rowsOf(work)
	if err != nil {
		return nil, err
	}
	v, err := get(x.tx.Bucket(bucketSketch), bucketSketch, be32(work))
	if err != nil {
		return nil, err
	}
	text := string(v)
	items := make([]match.Item, len(rows))
	for i := range rows {
		n, k := binary.Uvarint(v)
		if k <= 0 || n > uint64(len(v)-k) {
			return nil, fmt.Errorf("%w: sketches of work %d", ErrDamaged, work)
		}
		at := len(text) - len(v) + k
		items[i] = match.Item{Sketch: text[at : at+int(n)], Place: x.placeOf(&rows[i])}
		v = v[k+int(n):]
	}
	return items, nil
}

func (x *extender) placeOf(r *mentionRow) match.Place {
	idx := r.Idx
	if origin(r.From) == fromPlaceholder {
		idx = r.Ref
	}
	return placeIn(x.m.docs[r.Doc].rank, origin(r.From), idx, r.Sub)
}

func (x *extender) rowsOf(work uint32) ([]mentionRow, error) {
	if rows, ok := x.rows[work]; ok {
		return rows, nil
	}
	var ms mentionRows
	if err := readRow(x.tx, bucketMention, be32(work), x.s.codec.mentions, &ms); err != nil {
		return nil, err
	}
	for i := range ms.Rows {
		if int(ms.Rows[i].Doc) >= len(x.m.docs) {
			return nil, fmt.Errorf("%w: mentions of work %d", ErrDamaged, work)
		}
	}
	x.rows[work] = ms.Rows
	return ms.Rows, nil
}

// resolve finds the works that the new mentions touch and resolves them anew.
func (x *extender) resolve(ctx context.Context) error {
	ds, err := x.s.Decisions()
	if err != nil {
		return err
	}
	for i := range x.m.mentions {
		it, err := x.m.item(int32(i))
		if err != nil {
			return err
		}
		x.sub = append(x.sub, submention{Item: it, fresh: int32(i), near: -1})
	}
	fresh := make([]match.Item, len(x.sub))
	for i := range x.sub {
		fresh[i] = x.sub[i].Item
	}
	apart := map[match.Place]bool{}
	for _, w := range x.st.Decided {
		if err := x.add(w, -1); err != nil {
			return err
		}
	}
	for _, p := range decided(ds, len(x.sub), x.nameOf).Cannot {
		apart[x.sub[p[0]].Place], apart[x.sub[p[1]].Place] = true, true
	}
	x.sub = x.sub[:len(fresh)]
	e, err := match.Extend(ctx, fresh, x, x.st.Decided, apart)
	if err != nil {
		return err
	}
	for _, w := range e.Works {
		x.pulled[w] = true
		if err := x.add(w, -1); err != nil {
			return err
		}
	}
	for i, w := range e.Near {
		if err := x.add(w, int32(i)); err != nil {
			return err
		}
	}
	slices.SortFunc(x.sub, func(a, b submention) int { return slices.Compare(a.Place[:], b.Place[:]) })
	items, near := make([]match.Item, len(x.sub)), make([][]int32, len(e.Near))
	for i := range x.sub {
		items[i] = x.sub[i].Item
		if n := x.sub[i].near; n >= 0 {
			near[n] = append(near[n], int32(i))
		}
	}
	if x.res, err = e.Resolve(ctx, items, near, decided(ds, len(items), x.nameOf)); err != nil {
		return err
	}
	x.m.decided = touched(ds, len(x.m.mentions), x.m.mentionName) // of the new ones: those before are known by slot
	return nil
}

// add adds the mentions of a known work to those that are resolved.
func (x *extender) add(work uint32, near int32) error {
	items, err := x.Mentions(work)
	for i, it := range items {
		x.sub = append(x.sub, submention{it, -1, work, int32(i), near})
	}
	return err
}

// nameOf names a mention of the part for decisions.
func (x *extender) nameOf(i int32) string {
	c := &x.sub[i]
	if c.fresh >= 0 {
		return x.m.mentionName(c.fresh)
	}
	row := &x.rows[c.work][c.row]
	src := &x.m.docs[row.Doc].row
	return decisionName(src.SHA256, src.Part, origin(row.From), row.Ref, row.Sub)
}
