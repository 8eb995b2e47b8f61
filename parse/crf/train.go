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

// trainer holds the weights: one row per feature, of the columns (label, or
// labels+label for its start) that the feature was seen with in the examples.
// Frequent features have all columns, so that they can speak against a label
// too.
type trainer struct {
	o       Options
	l       int
	classes []int
	index   table
	keys    []uint32
	ends    []uint32  // ends[r] is the end of row r in cols, w and g
	cols    []uint8   // ascending in a row
	w, g    []float32 // weights and sums of squared gradients
	edges   [][]float32
	exped   [][]float32
	eg      [][]float32
	rate    float32
	masked  bool    // zero weights stay zero
	rest    []uint8 // epochs that an example still sits out
	easy    []uint8 // how often in a row an example was all but certain
}

// Train fits a model to the examples. Labels of examples index labels; the
// classes of edges are below classes[system]. It is deterministic: the same
// examples, options and seed give the same weights whatever Workers is. It
// stops early, with what it has, when ctx is done.
func Train(ctx context.Context, labels []string, classes []int, ex []Example, o Options) *Model {
	o.fill()
	t := &trainer{o: o, l: len(labels), classes: classes}
	t.collect(ex)
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
	t.rest, t.easy = make([]uint8, len(ex)), make([]uint8, len(ex))
	order := make([]int, 0, len(ex))
	rng := rand.New(rand.NewPCG(o.Seed, 0x5eed))
	for epoch := range o.Epochs {
		if ctx.Err() != nil {
			break
		}
		if o.Prune > 0 && epoch == o.PruneAt {
			t.prune(float32(o.Prune))
		}
		order = order[:0]
		for i := range ex {
			if t.rest[i] > 0 && epoch > 0 && epoch < o.Epochs-1 {
				t.rest[i]--
			} else {
				order = append(order, i)
			}
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
		for i, e := range batch {
			t.applyEdges(ws[i])
			loss += ws[i].loss
			t.settle(e, ws[i].loss)
		}
	}
	return loss
}

// settle lets an example that is learnt sit out the next epochs: one after
// the first time, up to three.
func (t *trainer) settle(e int, loss float64) {
	if loss > 0.02 {
		t.easy[e] = 0
		return
	}
	t.easy[e] = min(t.easy[e]+1, 3)
	t.rest[e] = t.easy[e]
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

func (t *trainer) node(rows []uint32, out []float32) {
	clear(out)
	for _, r := range rows {
		from, to := t.row(r)
		cols, w := t.cols[from:to], t.w[from:to]
		for i, c := range cols {
			out[c] += w[i]
		}
	}
}

// apply takes an AdaGrad step on the rows that belong to worker me.
func (t *trainer) apply(s *Seq, w *work, me int) {
	n := uint32(t.o.Workers)
	l1, l2 := float32(t.o.L1), float32(t.o.L2)
	var grad [2 * maxLabels]float32
	for i := range s.Len() {
		some := false
		for _, d := range w.nodes[w.at[i]:w.at[i+1]] {
			grad[d.col], some = d.g, true
		}
		if !some {
			continue
		}
		for _, r := range s.At(i) {
			if r%n != uint32(me) {
				continue
			}
			from, to := t.row(r)
			for k, c := range t.cols[from:to] {
				if g := grad[c]; g != 0 {
					t.step(&t.w[from+uint32(k)], &t.g[from+uint32(k)], g, l1, l2)
				}
			}
		}
		for _, d := range w.nodes[w.at[i]:w.at[i+1]] {
			grad[d.col] = 0
		}
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
