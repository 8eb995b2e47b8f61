package refs

import (
	"context"
	"math"

	"citegraph/corpus"
	"citegraph/parse/crf"
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
	Partial    bool    // says too little to be found by
	Hypotheses map[string][]corpus.Hypothesis
}

// LabelOptions steer Label; nil is the default.
type LabelOptions struct{}

// sure is the probability from which a reference is not read again with the
// style of its list.
const sure = 0.8

// Label labels the references of one document's list, in order. Each is first
// read by itself; those that leave doubt are read again with the style that
// the others agree on. When ctx is done it returns what it has, the rest
// unlabelled.
func (m *Model) Label(ctx context.Context, raws []string, _ *LabelOptions) []Labelled {
	out := make([]Labelled, len(raws))
	s := m.pool.Get().(*scratch)
	defer m.pool.Put(s)
	profiles := make([]Profile, len(raws))
	doubt := make([]bool, len(raws))
	v := new(votes)
	for i, raw := range raws {
		if ctx.Err() != nil {
			return out
		}
		m.read(s, raw, Style{})
		if len(raws) > 3 {
			profiles[i] = ProfileOf(s.x, s.w.Path)
			doubt[i] = s.belief < sure
			v.add(profiles[i], 1)
		}
		if !doubt[i] {
			out[i] = m.fields(s, raw)
		}
	}
	for i, raw := range raws {
		if doubt[i] && ctx.Err() == nil {
			out[i] = m.label(s, raw, v.style(profiles[i]))
		}
	}
	dashes(out)
	return out
}

// read extracts, decodes and cuts one reference.
func (m *Model) read(s *scratch, raw string, style Style) {
	s.x.Extract(raw, style)
	m.chain.Decode(&s.x.Seq, &s.w)
	m.chain.Marginals(&s.x.Seq, &s.w)
	s.belief = 0
	if len(s.x.toks) > 0 {
		s.belief = math.Exp(s.w.LogP)
	}
	s.cut(raw)
}

// label labels one reference.
func (m *Model) label(s *scratch, raw string, style Style) Labelled {
	m.read(s, raw, style)
	return m.fields(s, raw)
}

// LabelAs reads the fields of a reference whose tokens are labelled already,
// as by hand: what a perfect labelling would give.
func (m *Model) LabelAs(raw string, labels []uint8) Labelled {
	s := m.pool.Get().(*scratch)
	defer m.pool.Put(s)
	s.x.Extract(raw, Style{})
	n, l := len(s.x.toks), len(labelNames)
	s.w = crf.Lattice{Path: make([]int, n), Prob: make([]float32, n*l)}
	for i := range min(n, len(labels)) {
		s.w.Path[i] = int(labels[i])
		s.w.Prob[i*l+int(labels[i])] = 1
	}
	s.cut(raw)
	one := []Labelled{m.fields(s, raw)}
	dashes(one)
	return one[0]
}

// fields reads the fields of the reference that s has cut.
func (m *Model) fields(s *scratch, raw string) Labelled {
	l := Labelled{Segments: make([]Segment, len(s.parts))}
	for i, p := range s.parts {
		l.Segments[i] = Segment{labelNames[p.label], p.start, p.end}
	}
	f := fields{raw: raw, parts: s.parts, s: s, out: &l, cal: m.cal}
	f.fill()
	l.Confidence = interpolate(m.cal.Reference, s.belief)
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
