package graph

import (
	"fmt"
	"strings"

	"citegraph/corpus"

	bolt "go.etcd.io/bbolt"
)

// factReader reads parts of documents, each once. What it keeps was copied out
// of the transaction.
type factReader struct {
	s     *Store
	tx    *bolt.Tx
	docs  map[uint32]*docRow
	refs  map[[2]uint32][]printedRef
	calls map[[2]uint32][]printedCall
	frags map[uint32][]corpus.Fragment
	bytes int // of the texts in refs, calls and frags, about
}

// printedRef is what evidence says of a reference; printedCall of a callout. A
// whole part of a document would be some thirty times as large, and the works
// of a library come in the order of their ids, not of its records: so little is
// kept of each that all parts can be.
type printedRef struct {
	n      int
	id     string
	raw    string
	span   corpus.Span
	nested []printedRef
}

type printedCall struct {
	span, sentence corpus.Span
	context        string
	section        string
	paragraph      int
	confidence     float64
}

func (r *factReader) keepRefs(refs []corpus.Reference) []printedRef {
	out := make([]printedRef, len(refs))
	for i := range refs {
		ref := &refs[i]
		// copies: what was decoded shares the bytes of the whole part
		out[i] = printedRef{n: ref.N, id: strings.Clone(ref.ID), raw: strings.Clone(ref.Raw), span: ref.Span}
		r.bytes += len(ref.ID) + len(ref.Raw) + printedSize
		if len(ref.References) > 0 {
			out[i].nested = r.keepRefs(ref.References)
		}
	}
	return out
}

// keepCalls keeps callouts; those of one sentence share its text.
func (r *factReader) keepCalls(calls []corpus.Callout) []printedCall {
	out := make([]printedCall, len(calls))
	var context, section string
	for i := range calls {
		c := &calls[i]
		if c.Context != context {
			context = strings.Clone(c.Context)
			r.bytes += len(context)
		}
		if c.Section != section {
			section = strings.Clone(c.Section)
			r.bytes += len(section)
		}
		out[i] = printedCall{c.Span, c.Sentence, context, section, c.Paragraph, c.Confidence}
		r.bytes += printedSize
	}
	return out
}

func (g *Graph) reader(tx *bolt.Tx) *factReader {
	return &factReader{s: g.s, tx: tx, docs: map[uint32]*docRow{}, refs: map[[2]uint32][]printedRef{},
		calls: map[[2]uint32][]printedCall{}, frags: map[uint32][]corpus.Fragment{}}
}

// maxKept bounds the bytes that a reader keeps from one transaction to the
// next; printedSize is those of a kept reference or callout beside its texts.
const (
	maxKept     = 64 << 20
	printedSize = 96
)

// within makes r read in tx.
func (r *factReader) within(tx *bolt.Tx) {
	r.tx = tx
	if r.bytes > maxKept {
		clear(r.refs)
		clear(r.calls)
		clear(r.frags)
		r.bytes = 0
	}
}

func (r *factReader) doc(d uint32) (*docRow, error) {
	if row := r.docs[d]; row != nil {
		return row, nil
	}
	row := new(docRow)
	if err := readRow(r.tx, bucketDoc, be32(d), r.s.codec.docRow, row); err != nil {
		return nil, err
	}
	r.docs[d] = row
	return row, nil
}

func (r *factReader) fact(d uint32, kind byte, n uint32) (key, value []byte, err error) {
	row, err := r.doc(d)
	if err != nil {
		return nil, nil, err
	}
	key = factKey(fileKey(row.Path), row.Ord, kind, int(n))
	value, err = get(r.tx.Bucket(bucketFact), bucketFact, key)
	if err == nil && value == nil {
		err = fmt.Errorf("%w: facts of %s changed since the graph was derived", ErrStale, row.Path)
	}
	return key, value, err
}

// part reads the references that stand with reference idx of document d.
func (r *factReader) part(d, idx uint32) ([]corpus.Reference, error) {
	k, v, err := r.fact(d, kindRefs, idx/chunk)
	if err != nil {
		return nil, err
	}
	var c refChunk
	if err := decode(r.s.codec.refs, bucketFact, k, v, &c); err != nil {
		return nil, err
	}
	return c.Refs, nil
}

// whole reads reference idx of document d with all its fields; none is kept.
func (r *factReader) whole(d, idx uint32) (*corpus.Reference, error) {
	refs, err := r.part(d, idx)
	if err == nil && int(idx%chunk) >= len(refs) {
		err = fmt.Errorf("%w: reference %d", ErrStale, idx)
	}
	if err != nil {
		return nil, err
	}
	return &refs[idx%chunk], nil
}

// reference reads what is printed in reference idx of document d.
func (r *factReader) reference(d, idx uint32) (*printedRef, error) {
	at := [2]uint32{d, idx / chunk}
	refs, ok := r.refs[at]
	if !ok {
		part, err := r.part(d, idx)
		if err != nil {
			return nil, err
		}
		refs = r.keepRefs(part)
		r.refs[at] = refs
	}
	if int(idx%chunk) >= len(refs) {
		return nil, fmt.Errorf("%w: reference %d", ErrStale, idx)
	}
	return &refs[idx%chunk], nil
}

// callout reads callout idx of document d.
func (r *factReader) callout(d, idx uint32) (*printedCall, error) {
	at := [2]uint32{d, idx / chunk}
	calls, ok := r.calls[at]
	if !ok {
		k, v, err := r.fact(d, kindCalls, idx/chunk)
		if err != nil {
			return nil, err
		}
		var c callChunk
		if err := decode(r.s.codec.calls, bucketFact, k, v, &c); err != nil {
			return nil, err
		}
		calls = r.keepCalls(c.Calls)
		r.calls[at] = calls
	}
	if int(idx%chunk) >= len(calls) {
		return nil, fmt.Errorf("%w: callout %d", ErrStale, idx)
	}
	return &calls[idx%chunk], nil
}

// fragmentText is the text of the fragments within span.
func (r *factReader) fragmentText(d uint32, span corpus.Span) (string, error) {
	frags, ok := r.frags[d]
	if !ok {
		k, v, err := r.fact(d, kindFrags, 0)
		if err != nil {
			return "", err
		}
		var doc corpus.Document
		if err := decode(r.s.codec.doc, bucketFact, k, v, &doc); err != nil {
			return "", err
		}
		frags = doc.Frags
		r.bytes += 2 * len(v)
		r.frags[d] = frags
	}
	var texts []string
	for i := range frags {
		if f := &frags[i]; span.Contains(f.Span) && citable(f.Class) {
			texts = append(texts, f.Text)
		}
	}
	return strings.Join(texts, " "), nil
}
