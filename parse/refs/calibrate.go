package refs

import "sort"

// Calibration turns what the chain believes into how often it is right. It is
// fitted on references that the chain was not trained on.
type Calibration struct {
	Reference []Point `json:"reference"` // from the probability of the best labelling
	Field     []Point `json:"field"`     // from the least marginal of a segment's tokens
}

// Point says that beliefs near X were right in the share P of cases.
type Point struct {
	X float64 `json:"x"`
	P float64 `json:"p"`
}

// interpolate reads between the points, which ascend in X.
func interpolate(points []Point, x float64) float64 {
	n := len(points)
	if n == 0 {
		return x
	}
	i := sort.Search(n, func(i int) bool { return points[i].X >= x })
	switch i {
	case 0:
		return points[0].P
	case n:
		return points[n-1].P
	}
	a, b := points[i-1], points[i]
	return a.P + (b.P-a.P)*(x-a.X)/(b.X-a.X)
}

// Outcome is one belief, whether it was right, and how much it counts.
type Outcome struct {
	X      float64
	Right  bool
	Weight float64
}

// Fit makes calibration points of outcomes: parts of equal weight of the
// sorted beliefs, pooled where the share of right ones would fall (isotonic).
func Fit(outcomes []Outcome) []Point {
	const parts = 24
	o := append([]Outcome(nil), outcomes...)
	sort.SliceStable(o, func(i, j int) bool { return o[i].X < o[j].X })
	total := 0.0
	for _, e := range o {
		total += e.Weight
	}
	type pool struct{ x, right, n float64 }
	var ps []pool
	for i, k := 0, 1; i < len(o); k++ {
		var p pool
		for seen := total * float64(k-1) / parts; i < len(o) && (seen < total*float64(k)/parts || k == parts); i++ {
			p.x += o[i].X * o[i].Weight
			p.n += o[i].Weight
			if o[i].Right {
				p.right += o[i].Weight
			}
			seen += o[i].Weight
		}
		if p.n == 0 {
			continue
		}
		ps = append(ps, p)
		for len(ps) > 1 {
			a, b := ps[len(ps)-2], ps[len(ps)-1]
			if a.right/a.n < b.right/b.n && a.x/a.n < b.x/b.n {
				break
			}
			ps = append(ps[:len(ps)-2], pool{a.x + b.x, a.right + b.right, a.n + b.n})
		}
	}
	var out []Point
	for _, p := range ps {
		out = append(out, Point{X: p.x / p.n, P: (p.right + 0.5) / (p.n + 1)})
	}
	return out
}

// Reading is what the chain makes of a reference before its fields are read.
type Reading struct {
	Labels []int   // of each token
	P      float64 // of the whole labelling, as the chain believes
	Runs   []Run
}

// Run is a run of tokens of one label.
type Run struct {
	Label, From, To int     // tokens
	P               float64 // the least marginal of its tokens
}

// Read labels the tokens of raw.
func (m *Model) Read(raw string) Reading {
	s := m.pool.Get().(*scratch)
	defer m.pool.Put(s)
	m.read(s, raw, Style{})
	r := Reading{Labels: append([]int(nil), s.w.Path[:len(s.x.toks)]...), P: s.belief}
	for _, p := range s.parts {
		r.Runs = append(r.Runs, Run{p.label, p.from, p.to, s.least(p)})
	}
	return r
}

// least is the least marginal of the tokens of p.
func (s *scratch) least(p part) float64 {
	l, least := len(labelNames), float32(1)
	for i := p.from; i < p.to; i++ {
		least = min(least, s.w.Prob[i*l+p.label])
	}
	return float64(least)
}
