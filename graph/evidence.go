package graph

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"strings"

	"citegraph/corpus"

	bolt "go.etcd.io/bbolt"
)

// writeEvidence writes for each citing work, by cited work, the places that say
// so: document, reference and callout. The texts stay in the facts.
//
//	list  = { cited delta, places, { doc, from, idx, sub, ref, start, end, callout + 1 } }   all uvarints
func (s *Store) writeEvidence(w *writer, m *model) {
	at := 0
	blocks(w, len(m.works), func(n uint32) []byte {
		var b []byte
		last := uint32(0)
		for at < len(m.proofs) && m.proofs[at].citing == n {
			end := at + 1
			for end < len(m.proofs) && m.proofs[end].citing == n && m.proofs[end].cited == m.proofs[at].cited {
				end++
			}
			b = binary.AppendUvarint(b, uint64(m.proofs[at].cited-last))
			last = m.proofs[at].cited
			b = binary.AppendUvarint(b, uint64(end-at))
			for ; at < end; at++ {
				b = m.appendProof(b, &m.proofs[at])
			}
		}
		return b
	})
}

func (m *model) appendProof(b []byte, p *proof) []byte {
	men := &m.mentions[p.ref]
	b = binary.AppendUvarint(b, uint64(p.doc))
	b = binary.AppendUvarint(b, uint64(men.from))
	switch men.from {
	case fromFragments:
		b = binary.AppendUvarint(b, uint64(men.span.Start))
		b = binary.AppendUvarint(b, uint64(men.span.Len()))
	case fromPlaceholder:
		b = binary.AppendUvarint(b, uint64(men.ref))
	default:
		b = binary.AppendUvarint(b, uint64(men.idx))
		b = binary.AppendUvarint(b, uint64(men.sub))
	}
	b = binary.AppendUvarint(b, uint64(p.call+1))
	return append(b, byte(min(255, max(0, men.conf*255+.5))))
}

// place is one stored proof.
type place struct {
	doc        uint32
	from       origin
	idx, sub   uint32 // of a reference; start and length of fragments; number of a placeholder
	call       int32
	confidence float64
}

type placed struct {
	cited  uint32
	places []place
}

// readEvidence reads the list of one citing work.
func readEvidence(b []byte) (out []placed, err error) {
	bad := fmt.Errorf("%w: evidence", ErrDamaged)
	next := func() uint32 {
		x, k := binary.Uvarint(b)
		if k <= 0 || x > uint64(None) {
			err, b = bad, nil
			return 0
		}
		b = b[k:]
		return uint32(x)
	}
	last := uint32(0)
	for len(b) > 0 && err == nil {
		p := placed{cited: last + next()}
		last = p.cited
		n := int(next())
		if n > len(b) {
			return nil, bad
		}
		for ; n > 0 && err == nil; n-- {
			q := place{doc: next(), from: origin(next())}
			q.idx = next()
			if q.from != fromPlaceholder {
				q.sub = next()
			}
			q.call = int32(next()) - 1
			if len(b) == 0 {
				return nil, bad
			}
			q.confidence, b = float64(b[0])/255, b[1:]
			p.places = append(p.places, q)
		}
		out = append(out, p)
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Citation is one edge with its evidence. ErrNotFound where citing does not
// cite cited.
func (g *Graph) Citation(citing, cited uint32) (c *Citation, err error) {
	err = g.view(func(tx *bolt.Tx) error {
		l, err := list(tx, bucketEvidence, citing)
		if err != nil {
			return err
		}
		ps, err := readEvidence(l)
		if err != nil {
			return err
		}
		for i := range ps {
			if ps[i].cited == cited {
				c, err = g.reader(tx).citation(citing, &ps[i])
				return err
			}
		}
		return ErrNotFound
	})
	if err != nil {
		return nil, fmt.Errorf("citation of %d by %d: %w", cited, citing, err)
	}
	return c, nil
}

// Citations yields all edges with evidence, by citing then cited.
func (g *Graph) Citations(ctx context.Context) iter.Seq2[*Citation, error] {
	return func(yield func(*Citation, error) bool) {
		r := g.reader(nil)
		for n := range uint32(g.counts.Works) {
			if n%256 == 0 && ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			cs, err := g.citationsOf(n, r)
			if err != nil {
				yield(nil, fmt.Errorf("citations by %d: %w", n, err))
				return
			}
			for _, c := range cs {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

// citationsOf reads what n cites. r keeps what it read for the next work: the
// records of a library stand together.
func (g *Graph) citationsOf(n uint32, r *factReader) (cs []*Citation, err error) {
	err = g.view(func(tx *bolt.Tx) error {
		l, err := list(tx, bucketEvidence, n)
		if err != nil {
			return err
		}
		ps, err := readEvidence(l)
		if err != nil {
			return err
		}
		r.within(tx)
		for i := range ps {
			c, err := r.citation(n, &ps[i])
			if err != nil {
				return err
			}
			cs = append(cs, c)
		}
		return nil
	})
	return cs, err
}

// factReader reads parts of documents, each once. What it keeps was copied out
// of the transaction.
type factReader struct {
	s     *Store
	tx    *bolt.Tx
	docs  map[uint32]*docRow
	refs  map[[2]uint32][]corpus.Reference
	calls map[[2]uint32][]corpus.Callout
	frags map[uint32][]corpus.Fragment
}

func (g *Graph) reader(tx *bolt.Tx) *factReader {
	return &factReader{s: g.s, tx: tx, docs: map[uint32]*docRow{}, refs: map[[2]uint32][]corpus.Reference{},
		calls: map[[2]uint32][]corpus.Callout{}, frags: map[uint32][]corpus.Fragment{}}
}

// maxKept bounds the parts of documents that a reader keeps from one
// transaction to the next.
const maxKept = 256

// within makes r read in tx.
func (r *factReader) within(tx *bolt.Tx) {
	r.tx = tx
	if len(r.refs)+len(r.calls) > maxKept {
		clear(r.refs)
		clear(r.calls)
		clear(r.frags)
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

// reference reads reference idx of document d.
func (r *factReader) reference(d, idx uint32) (*corpus.Reference, error) {
	at := [2]uint32{d, idx / chunk}
	refs, ok := r.refs[at]
	if !ok {
		k, v, err := r.fact(d, kindRefs, idx/chunk)
		if err != nil {
			return nil, err
		}
		var c refChunk
		if err := decode(r.s.codec.refs, bucketFact, k, v, &c); err != nil {
			return nil, err
		}
		refs = c.Refs
		r.refs[at] = refs
	}
	if int(idx%chunk) >= len(refs) {
		return nil, fmt.Errorf("%w: reference %d", ErrStale, idx)
	}
	return &refs[idx%chunk], nil
}

func (r *factReader) callout(d, idx uint32) (*corpus.Callout, error) {
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
		calls = c.Calls
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

// citation reads the texts behind stored places.
func (r *factReader) citation(citing uint32, p *placed) (*Citation, error) {
	c := &Citation{Citing: citing, Cited: p.cited}
	for i := range p.places {
		e, err := r.evidence(&p.places[i])
		if err != nil {
			return nil, err
		}
		c.Confidence = max(c.Confidence, e.P)
		c.Evidence = append(c.Evidence, e)
	}
	return c, nil
}

func (r *factReader) evidence(p *place) (e Evidence, err error) {
	row, err := r.doc(p.doc)
	if err != nil {
		return e, err
	}
	e = Evidence{Path: row.Path, SHA256: row.SHA256, Callout: int(p.call), P: p.confidence}
	switch p.from {
	case fromPlaceholder:
		e.Reference = int(p.idx)
	case fromFragments:
		e.RefSpan = corpus.Span{Start: int(p.idx), End: int(p.idx + p.sub)}
		e.Raw, err = r.fragmentText(p.doc, e.RefSpan)
	case fromSelf:
	default:
		var ref *corpus.Reference
		if ref, err = r.reference(p.doc, p.idx); err != nil {
			return e, err
		}
		if p.sub > 0 && int(p.sub) <= len(ref.References) {
			ref = &ref.References[p.sub-1]
		}
		e.Reference, e.Raw, e.RefSpan = ref.N, ref.Raw, ref.Span
	}
	if err != nil || p.call < 0 {
		return e, err
	}
	call, err := r.callout(p.doc, uint32(p.call))
	if err != nil {
		return e, err
	}
	e.Span, e.Sentence, e.Text, e.Section, e.Paragraph = call.Span, call.Sentence, call.Context, call.Section, call.Paragraph
	if call.Confidence > 0 {
		e.P *= call.Confidence
	}
	return e, nil
}
