package crf

import (
	"context"
	"math"
	"math/rand/v2"
	"sync"
)

// Example is a sequence with its true labels.
type Example struct {
	Seq    *Seq
	Labels []uint8
	Weight float32 // 0 counts as 1
}

// Options steer training; the zero value of a field takes its default.
type Options struct {
	Epochs   int     // passes over the examples (8)
	Rate     float64 // AdaGrad step (0.05)
	L2       float64 // pull towards zero per step (1e-6)
	L1       float64 // truncation per step (0)
	MinCount int     // a feature is kept that is active at this many tokens (2)
	Batch    int     // sequences whose gradients are computed against the same weights (8)
	Workers  int     // goroutines; the result does not depend on it (1)
	Seed     uint64
	Prune    float64 // before the last epochs, weights below are fixed at zero (0 = never)
	PruneAt  int     // epoch before which to prune (Epochs-2)
	Log      func(epoch int, loss float64)
}

func (o *Options) fill() {
	def := func(p *int, v int) {
		if *p == 0 {
			*p = v
		}
	}
	def(&o.Epochs, 8)
	def(&o.MinCount, 2)
	def(&o.Batch, 8)
	def(&o.Workers, 1)
	def(&o.PruneAt, o.Epochs-2)
	if o.Rate == 0 {
		o.Rate = 0.05
	}
}

// trainer holds the dense weights: one row of 2L columns per feature.
type trainer struct {
	o       Options
	l       int
	classes []int
	index   table
	keys    []uint32
	w, g    []float32 // weights and sums of squared gradients
	edges   [][]float32
	exped   [][]float32
	eg      [][]float32
	rate    float32
	masked  bool // zero weights stay zero
}

// Train fits a model to the examples. Labels of examples index labels; the
// classes of edges are below classes[system]. It is deterministic: the same
// examples, options and seed give the same weights whatever Workers is. It
// stops early, with what it has, when ctx is done.
func Train(ctx context.Context, labels []string, classes []int, ex []Example, o Options) *Model {
	o.fill()
	t := &trainer{o: o, l: len(labels), classes: classes}
	t.collect(ex)
	cols := 2 * t.l
	t.w, t.g = make([]float32, len(t.keys)*cols), make([]float32, len(t.keys)*cols)
	for _, c := range classes {
		n := c * t.l * t.l
		one := make([]float32, n)
		for i := range one {
			one[i] = 1
		}
		t.edges = append(t.edges, make([]float32, n))
		t.eg = append(t.eg, make([]float32, n))
		t.exped = append(t.exped, one)
	}
	order := make([]int, len(ex))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0x5eed))
	for epoch := range o.Epochs {
		if ctx.Err() != nil {
			break
		}
		if o.Prune > 0 && epoch == o.PruneAt {
			t.prune(float32(o.Prune))
		}
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		t.rate = float32(o.Rate / (1 + 2*float64(epoch)/float64(o.Epochs)))
		loss := t.epoch(ctx, ex, order)
		if o.Log != nil {
			o.Log(epoch, loss)
		}
	}
	return t.model(labels)
}

// collect numbers the features that are active often enough, and rewrites the
// keys of the examples into row numbers (+1; 0 is none).
func (t *trainer) collect(ex []Example) {
	count := make(map[uint32]uint32)
	for _, e := range ex {
		for _, k := range e.Seq.Feats {
			count[k]++
		}
	}
	var n int
	for _, c := range count {
		if int(c) >= t.o.MinCount {
			n++
		}
	}
	t.index = newTable(n)
	for _, e := range ex { // in order of appearance, so that rows are the same every time
		for i, k := range e.Seq.Feats {
			row, ok := t.index.get(k)
			if !ok && int(count[k]) >= t.o.MinCount {
				row, ok = uint32(len(t.keys)), true
				t.index.put(k, row)
				t.keys = append(t.keys, k)
			}
			if ok {
				e.Seq.Feats[i] = row + 1
			} else {
				e.Seq.Feats[i] = 0
			}
		}
	}
}

// delta is one entry of a gradient: of column col at token tok.
type delta struct {
	tok, col int32
	g        float32
}

// edelta is one entry of the gradient of an edge system.
type edelta struct {
	sys, at int32
	g       float32
}

type work struct {
	Lattice
	nodes []delta
	steps []edelta
	loss  float64
}

func (t *trainer) epoch(ctx context.Context, ex []Example, order []int) (loss float64) {
	b := t.o.Batch
	ws := make([]*work, b)
	for i := range ws {
		ws[i] = &work{}
	}
	for from := 0; from < len(order); from += b {
		if ctx.Err() != nil {
			return loss
		}
		batch := order[from:min(from+b, len(order))]
		t.parallel(func(me int) {
			for i := me; i < len(batch); i += t.o.Workers {
				t.gradient(&ex[batch[i]], ws[i])
			}
		})
		t.parallel(func(me int) {
			for i, e := range batch {
				t.apply(ex[e].Seq, ws[i], me)
			}
		})
		for i := range batch {
			t.applyEdges(ws[i])
			loss += ws[i].loss
		}
	}
	return loss
}

func (t *trainer) parallel(f func(me int)) {
	if t.o.Workers == 1 {
		f(0)
		return
	}
	var wg sync.WaitGroup
	for me := range t.o.Workers {
		wg.Go(func() { f(me) })
	}
	wg.Wait()
}

// noise is the size of a gradient that is not worth a step.
const noise = 2e-4

// gradient computes the loss of e and its gradient by forward-backward.
func (t *trainer) gradient(e *Example, w *work) {
	s, l := e.Seq, t.l
	n := s.Len()
	w.nodes, w.steps, w.loss = w.nodes[:0], w.steps[:0], 0
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
	m.Marginals(s, &w.Lattice)
	w.loss = -w.LogP * float64(weight)
	for i := range n {
		gold := w.Path[i]
		for y := range l {
			g := w.Prob[i*l+y]
			if y == gold {
				g--
			}
			if g > noise || g < -noise {
				w.nodes = append(w.nodes, delta{int32(i), int32(y), g * weight})
			}
		}
	}
	t.steps(m, s, w, weight)
}

// steps adds the gradients of starts and of edges.
func (t *trainer) steps(m *Model, s *Seq, w *work, weight float32) {
	n, l, sys := w.n, w.l, len(t.classes)
	begin := make([]float32, l)
	for i := range n {
		clear(begin)
		if i == 0 {
			copy(begin, w.Prob[:l])
		} else {
			t.pairs(m, s, w, i, sys, weight, begin)
		}
		if i == 0 || w.Path[i] != w.Path[i-1] {
			begin[w.Path[i]]--
		}
		for y, g := range begin {
			if g > noise || g < -noise {
				w.nodes = append(w.nodes, delta{int32(i), int32(l + y), g * weight})
			}
		}
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

func (t *trainer) node(rows []uint32, out []float32) {
	clear(out)
	c := len(out)
	for _, r := range rows {
		if r == 0 {
			continue
		}
		row := t.w[int(r-1)*c : int(r)*c]
		for i, v := range row {
			out[i] += v
		}
	}
}

// apply takes an AdaGrad step on the rows that belong to worker me.
func (t *trainer) apply(s *Seq, w *work, me int) {
	c, n := 2*t.l, uint32(t.o.Workers)
	l1, l2 := float32(t.o.L1), float32(t.o.L2)
	for i := 0; i < len(w.nodes); {
		j := i
		for j < len(w.nodes) && w.nodes[j].tok == w.nodes[i].tok {
			j++
		}
		for _, r := range s.At(int(w.nodes[i].tok)) {
			if r == 0 || r%n != uint32(me) {
				continue
			}
			base := int(r-1) * c
			for _, d := range w.nodes[i:j] {
				k := base + int(d.col)
				t.step(&t.w[k], &t.g[k], d.g, l1, l2)
			}
		}
		i = j
	}
}

func (t *trainer) step(w, sum *float32, g, l1, l2 float32) {
	if t.masked && *w == 0 {
		return
	}
	g += l2 * *w
	*sum += g * g
	r := t.rate / float32(math.Sqrt(float64(1+*sum)))
	v := *w - r*g
	if l1 > 0 {
		if cut := l1 * r; v > cut {
			v -= cut
		} else if v < -cut {
			v += cut
		} else {
			v = 0
		}
		if t.masked && v == 0 {
			v = 1e-9
		}
	}
	*w = v
}

func (t *trainer) applyEdges(w *work) {
	for _, d := range w.steps {
		e := t.edges[d.sys]
		t.stepEdge(&e[d.at], &t.eg[d.sys][d.at], d.g)
		t.exped[d.sys][d.at] = exp32(e[d.at])
	}
}

func (t *trainer) stepEdge(w, sum *float32, g float32) {
	g += 1e-5 * *w
	*sum += g * g
	*w -= t.rate * g / float32(math.Sqrt(float64(1+*sum)))
}

// prune fixes small weights at zero for the rest of the training.
func (t *trainer) prune(below float32) {
	for i, v := range t.w {
		if v < below && v > -below {
			t.w[i] = 0
		}
	}
	t.masked = true
}

// model packs the weights: quantised to int8, rows without weight left out.
func (t *trainer) model(labels []string) *Model {
	m := &Model{Labels: labels, Classes: t.classes, edges: t.edges, exped: t.exped}
	top := float32(0)
	for _, v := range t.w {
		top = max(top, v, -v)
	}
	top = min(top, 6)
	m.scale = max(top, 1e-6) / 127
	order := sortedBy(t.keys)
	c := 2 * t.l
	m.index = newTable(len(order))
	for _, r := range order {
		n := len(m.pairs)
		for i, v := range t.w[r*c : (r+1)*c] {
			q := int(math.Round(float64(v / m.scale)))
			q = max(-127, min(127, q))
			if q != 0 {
				m.pairs = append(m.pairs, uint16(i)<<8|uint16(uint8(int8(q))))
			}
		}
		if len(m.pairs) > n {
			m.index.put(t.keys[r], uint32(len(m.rows)))
			m.rows = append(m.rows, uint32(len(m.pairs)))
		}
	}
	return m
}
