package graph

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"

	"citegraph/corpus"

	bolt "go.etcd.io/bbolt"
)

// writeEvidence writes for each citing work, by cited work, the places that say
// so: document, reference and callout. The texts stay in the facts.
func (s *Store) writeEvidence(w *writer, m *model) {
	if m.at != nil {
		for i, ps := range m.placed {
			w.put(be32(apartEvidence|(m.first+uint32(i))), appendPlaced(nil, ps), nil)
		}
		return
	}
	blocks(w, 0, len(m.nodes), func(b []byte, n uint32) []byte {
		last := uint32(0)
		for ps := m.proofs.of(n); len(ps) > 0; {
			end := 1
			for end < len(ps) && ps[end].cited == ps[0].cited {
				end++
			}
			b = binary.AppendUvarint(b, uint64(ps[0].cited-last))
			last = ps[0].cited
			b = binary.AppendUvarint(b, uint64(end))
			for i := range ps[:end] {
				p := m.placeOf(&ps[i])
				b = p.append(b)
			}
			ps = ps[end:]
		}
		return b
	})
	m.adjacency() // all that is asked of the proofs from here on
	m.proofs = proofs{}
}

// placeOf is a proof as it is stored.
func (m *model) placeOf(p *proof) place {
	men := &m.mentions[p.ref]
	q := place{doc: uint32(men.doc), from: men.from, idx: uint32(men.idx), sub: uint32(men.sub), call: p.call, confidence: men.conf}
	switch men.from {
	case fromFragments:
		q.idx, q.sub = uint32(men.span.Start), uint32(men.span.Len())
	case fromPlaceholder:
		q.idx, q.sub = uint32(men.ref), 0
	}
	return q
}

func (p *place) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(p.doc))
	b = binary.AppendUvarint(b, uint64(p.from))
	b = binary.AppendUvarint(b, uint64(p.idx))
	if p.from != fromPlaceholder {
		b = binary.AppendUvarint(b, uint64(p.sub))
	}
	b = binary.AppendUvarint(b, uint64(p.call+1))
	return append(b, byte(min(255, max(0, p.confidence*255+.5))))
}

// appendPlaced writes the list of one citing work.
func appendPlaced(b []byte, ps []placed) []byte {
	last := uint32(0)
	for i := range ps {
		b = binary.AppendUvarint(b, uint64(ps[i].cited-last))
		last = ps[i].cited
		b = binary.AppendUvarint(b, uint64(len(ps[i].places)))
		for j := range ps[i].places {
			b = ps[i].places[j].append(b)
		}
	}
	return b
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
		r := g.reader(tx)
		ps, err := g.placed(r, citing)
		if err != nil {
			return err
		}
		for i := range ps {
			if ps[i].cited == cited {
				c, err = r.citation(citing, &ps[i])
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
	return g.CitationsBetween(ctx, nil, nil)
}

// CitationsBetween yields the edges from the works citing to the works cited,
// citing in the order given, then by cited; nil stands for all works. What is
// read for one edge is kept for the next ones, so that this is far quicker than
// to ask for each with [Graph.Citation].
func (g *Graph) CitationsBetween(ctx context.Context, citing, cited []uint32) iter.Seq2[*Citation, error] {
	return func(yield func(*Citation, error) bool) {
		n := len(citing)
		if citing == nil {
			n = g.counts.Works
		}
		var to []bool
		if cited != nil {
			to = make([]bool, g.counts.Works)
			for _, w := range cited {
				if int(w) < len(to) {
					to[w] = true
				}
			}
		}
		r := g.reader(nil)
		for i := range n {
			if i%256 == 0 && ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			w := uint32(i)
			if citing != nil {
				w = citing[i]
			}
			cs, err := g.citationsOf(w, to, r)
			if err != nil {
				yield(nil, fmt.Errorf("citations by %d: %w", w, err))
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

// citationsOf reads what n cites of to; nil: of all. r keeps what it read for
// the next work: the records of a library stand together.
func (g *Graph) citationsOf(n uint32, to []bool, r *factReader) (cs []*Citation, err error) {
	err = g.view(func(tx *bolt.Tx) error {
		r.within(tx)
		ps, err := g.placed(r, n)
		if err != nil {
			return err
		}
		for i := range ps {
			if c := ps[i].cited; to != nil && (int(c) >= len(to) || !to[c]) {
				continue
			}
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
		var ref *printedRef
		if ref, err = r.reference(p.doc, p.idx); err != nil {
			return e, err
		}
		if p.sub > 0 && int(p.sub) <= len(ref.nested) {
			ref = &ref.nested[p.sub-1]
		}
		e.Reference, e.Raw, e.RefSpan = ref.n, ref.raw, ref.span
	}
	if err != nil || p.call < 0 {
		return e, err
	}
	call, err := r.callout(p.doc, uint32(p.call))
	if err != nil {
		return e, err
	}
	e.Span, e.Sentence, e.Text, e.Section, e.Paragraph = call.span, call.sentence, call.context, call.section, call.paragraph
	if call.confidence > 0 {
		e.P *= call.confidence
	}
	return e, nil
}
