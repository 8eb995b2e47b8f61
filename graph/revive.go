package graph

import (
	"fmt"
	"slices"

	"citegraph/corpus"

	bolt "go.etcd.io/bbolt"
)

// reviver makes mentions again of the rows that are stored of them, reading no
// more of the facts than it must.
type reviver struct {
	s    *Store
	tx   *bolt.Tx
	m    *model
	refs map[[2]uint32][]corpus.Reference
	docs map[uint32]*reading // scattered texts, read whole
}

// mention is that of a row.
func (r *reviver) mention(row *mentionRow) (men mention, t said, err error) {
	src := &r.m.docs[row.Doc]
	switch from := origin(row.From); from {
	case fromReference, fromRecord, fromNested:
		refs, err := r.chunk(row.Doc, row.Idx/chunk)
		if err != nil {
			return men, t, err
		}
		i := int(row.Idx % chunk)
		if i >= len(refs) || from == fromNested && int(row.Sub) > len(refs[i].References) {
			return men, t, fmt.Errorf("%w: reference %d of %s", ErrDamaged, row.Idx, src.row.Path)
		}
		if from == fromNested {
			men, t = nestedMention(&refs[i], int32(row.Idx), int32(row.Sub)-1, int32(row.Doc))
		} else {
			men, t = refMention(&src.row, &refs[i], int32(row.Idx), int32(row.Doc), from)
		}
		return men, t, nil
	case fromSelf:
		d := new(corpus.Document)
		if err := r.fact(src, kindHead, 0, func(k, v []byte) error { return decode(r.s.codec.doc, bucketFact, k, v, d) }); err != nil {
			return men, t, err
		}
		if d.Review != nil {
			src.review = d.Review.Type
		}
		men, t = selfMention(d, int32(row.Doc))
		return men, t, nil
	}
	return r.scattered(row)
}

func (r *reviver) fact(src *source, kind byte, n int, read func(k, v []byte) error) error {
	k := factKey(src.file, src.ord, kind, n)
	v, err := get(r.tx.Bucket(bucketFact), bucketFact, k)
	if err == nil && v == nil {
		err = fmt.Errorf("%w: facts of %s are missing", ErrDamaged, src.row.Path)
	}
	if err != nil {
		return err
	}
	return read(k, v)
}

func (r *reviver) chunk(doc, n uint32) ([]corpus.Reference, error) {
	at := [2]uint32{doc, n}
	if refs, ok := r.refs[at]; ok {
		return refs, nil
	}
	var c refChunk
	err := r.fact(&r.m.docs[doc], kindRefs, int(n), func(k, v []byte) error { return decode(r.s.codec.refs, bucketFact, k, v, &c) })
	r.refs[at] = c.Refs
	return c.Refs, err
}

// scattered is a mention of fragments or of a number that no list answers.
func (r *reviver) scattered(row *mentionRow) (men mention, t said, err error) {
	src := &r.m.docs[row.Doc]
	read := r.docs[row.Doc]
	if read == nil {
		d, err := r.s.documentIn(r.tx, src.file, src.ord)
		if err != nil {
			return men, t, err
		}
		read = r.s.reading(d, src.file, src.ord)
		r.docs[row.Doc] = read
	}
	i := slices.IndexFunc(read.mentions, func(m mention) bool {
		return m.from == origin(row.From) && uint32(max(m.ref, 0)) == row.Ref && uint32(m.sub) == row.Sub
	})
	if i < 0 {
		return men, t, fmt.Errorf("%w: a piece of %s is missing", ErrDamaged, src.row.Path)
	}
	men = read.mentions[i]
	men.doc = int32(row.Doc)
	at := men.said.at
	return men, t, r.s.codec.said.Decode(read.pile[at:at+uint64(men.said.n)], &t)
}
