package crf

// delta is one entry of a token's gradient: of a column.
type delta struct {
	col uint8
	g   float32
}

// edelta is one entry of the gradient of an edge system.
type edelta struct {
	sys, at int32
	g       float32
}

type work struct {
	Lattice
	nodes []delta // of token t: at[t] to at[t+1]
	at    []int
	begin []float32
	steps []edelta
	loss  float64
}

// noise is the size of a gradient that is not worth a step.
const noise = 1e-3

// gradient computes the loss of e and its gradient by forward-backward.
func (t *trainer) gradient(e *Example, w *work) {
	s, l := e.Seq, t.l
	n := s.Len()
	w.nodes, w.steps, w.at, w.loss = w.nodes[:0], w.steps[:0], w.at[:0], 0
	if n == 0 {
		return
	}
	weight := e.Weight
	if weight == 0 {
		weight = 1
	}
	w.fit(n, l)
	for i := range n {
		t.node(s.At(i), w.node[i*2*l:(i+1)*2*l])
	}
	m := &Model{Labels: make([]string, l), Classes: t.classes, edges: t.edges, exped: t.exped}
	for i := range n {
		w.Path[i] = int(e.Labels[i])
	}
	m.dense(s, &w.Lattice)
	w.loss = -w.LogP * float64(weight)
	t.tokens(m, s, w, weight)
}

// tokens collects the gradient token by token: of labels, of starts, of edges.
func (t *trainer) tokens(m *Model, s *Seq, w *work, weight float32) {
	n, l, sys := w.n, w.l, len(t.classes)
	w.begin, w.at = grow(w.begin, l), append(w.at[:0], 0)
	add := func(col int, g float32) {
		if g > noise || g < -noise {
			w.nodes = append(w.nodes, delta{uint8(col), g * weight})
		}
	}
	for i := range n {
		clear(w.begin)
		if i == 0 {
			copy(w.begin, w.Prob[:l])
		} else {
			t.pairs(m, s, w, i, sys, weight, w.begin)
		}
		gold := w.Path[i]
		if i == 0 || gold != w.Path[i-1] {
			w.begin[gold]--
		}
		for y := range l {
			g := w.Prob[i*l+y]
			if y == gold {
				g--
			}
			add(y, g)
		}
		for y, g := range w.begin {
			add(l+y, g)
		}
		w.at = append(w.at, len(w.nodes))
	}
}

// pairs adds the gradient of the step into token i, and to begin the
// probability that a run of each label starts there.
func (t *trainer) pairs(m *Model, s *Seq, w *work, i, sys int, weight float32, begin []float32) {
	l := w.l
	ea, eb := m.edge(m.exped, s, i, sys)
	prev := w.alpha[(i-1)*l : i*l]
	cur := w.beta[i*l : (i+1)*l]
	z := float32(0)
	live0, live := w.alive[(i-1)*l:(i-1)*l+w.count[i-1]], w.alive[i*l:i*l+w.count[i]]
	p := func(y0, y uint8) float32 {
		v := prev[y0] * ea[int(y0)*l+int(y)] * eb[int(y0)*l+int(y)] * cur[y] * w.expU[i*l+int(y)]
		if y0 != y {
			v *= w.expS[i*l+int(y)]
		}
		return v
	}
	for _, y0 := range live0 {
		for _, y := range live {
			z += p(y0, y)
		}
	}
	if z <= 0 {
		z = 1
	}
	ll := int32(l * l)
	ca, cb := int32(s.Edges[i*sys])*ll, int32(s.Edges[i*sys+1])*ll
	add := func(at int32, g float32) {
		if g > noise || g < -noise {
			w.steps = append(w.steps, edelta{0, ca + at, g * weight}, edelta{1, cb + at, g * weight})
		}
	}
	gold := int32(w.Path[i-1]*l + w.Path[i])
	seen := false
	for _, y0 := range live0 {
		for _, y := range live {
			v := p(y0, y) / z
			if y0 != y {
				begin[y] += v
			}
			at := int32(y0)*int32(l) + int32(y)
			if at == gold {
				v--
				seen = true
			}
			add(at, v)
		}
	}
	if !seen {
		add(gold, -1)
	}
}
