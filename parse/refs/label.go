package refs

import (
	"context"
	"math"

	"citegraph/corpus"
)

// Segment is a labelled run of a reference. The segments of a reference are
// contiguous: joined they are the reference.
type Segment struct {
	Label      string
	Start, End int // bytes of the reference
}

// Labelled is a reference with its fields.
type Labelled struct {
	CSL        corpus.Work
	Segments   []Segment
	Confidence float64 // that every core field is right
	Partial    bool    // too little to be a reference of its own: no title, or neither author nor container
	Hypotheses map[string][]corpus.Hypothesis
}

// LabelOptions steer Label; nil is the default.
type LabelOptions struct{}

// Label labels the references of one document's list, in order. When ctx is
// done it returns what it has, the rest unlabelled.
func (m *Model) Label(ctx context.Context, raws []string, _ *LabelOptions) []Labelled {
	out := make([]Labelled, len(raws))
	s := m.pool.Get().(*scratch)
	defer m.pool.Put(s)
	for i, raw := range raws {
		if ctx.Err() != nil {
			break
		}
		out[i] = m.label(s, raw, Style{})
	}
	return out
}

// label labels one reference.
func (m *Model) label(s *scratch, raw string, style Style) Labelled {
	s.x.Extract(raw, style)
	m.chain.Decode(&s.x.Seq, &s.w)
	m.chain.Marginals(&s.x.Seq, &s.w)
	s.cut(raw)
	l := Labelled{Segments: make([]Segment, len(s.parts))}
	for i, p := range s.parts {
		l.Segments[i] = Segment{labelNames[p.label], p.start, p.end}
	}
	f := fields{raw: raw, parts: s.parts, s: s, out: &l}
	f.fill()
	l.Confidence = s.confidence()
	return l
}

// part is a segment while its fields are read: its bytes and its tokens.
type part struct {
	label      int
	start, end int
	from, to   int // tokens
}

// cut turns the path into segments.
func (s *scratch) cut(raw string) {
	s.parts = s.parts[:0]
	n := len(s.x.toks)
	if n == 0 {
		s.parts = append(s.parts, part{label: Other, end: len(raw)})
		return
	}
	from, start := 0, 0
	for i := 1; i <= n; i++ {
		if i < n && s.w.Path[i] == s.w.Path[i-1] {
			continue
		}
		end := len(raw)
		if i < n {
			end = s.x.inf[i].gap.bound
		}
		s.parts = append(s.parts, part{s.w.Path[i-1], start, end, from, i})
		from, start = i, end
	}
}

// confidence is how sure the chain is of the whole labelling.
func (s *scratch) confidence() float64 {
	if len(s.x.toks) == 0 {
		return 0
	}
	return math.Exp(s.w.LogP)
}
