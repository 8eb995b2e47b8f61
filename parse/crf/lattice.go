package crf

import "math"

// Lattice is the working memory of one decoding goroutine. The zero value is
// ready; it grows to the longest sequence it has seen.
type Lattice struct {
	Path  []int     // the best label of each token, after Decode
	Start []bool    // whether a run of the label starts at the token
	Prob  []float32 // marginals, token*labels + label, after Marginals
	LogP  float64   // log-probability of Path, after Marginals

	n, l  int
	node  []float32 // t*2L: scores
	score []float32 // t*L
	back  []uint8
	alpha []float32
	beta  []float32
	expU  []float32
	expS  []float32
	alive []uint8 // label lists, t*L
	count []int
	tmp   []float32
}

// beam is the share of the best forward score under which a label is not
// extended. It bounds the work of a token by the labels that are in doubt.
const beam = 1e-4

// logBeam is the same threshold for scores.
const logBeam = 14

func grow[T any](b []T, n int) []T {
	if cap(b) < n {
		return make([]T, n, n+n/2)
	}
	return b[:n]
}

func (w *Lattice) fit(n, l int) {
	w.n, w.l = n, l
	w.Path, w.Start = grow(w.Path, n), grow(w.Start, n)
	w.node = grow(w.node, n*2*l)
	w.score, w.back = grow(w.score, n*l), grow(w.back, n*l)
	w.tmp = grow(w.tmp, 2*l)
}

// Decode finds the best labels of s (Viterbi) into w.Path.
func (m *Model) Decode(s *Seq, w *Lattice) {
	n, l := s.Len(), len(m.Labels)
	w.fit(n, l)
	for t := range n {
		m.node(s, t, w.node[t*2*l:(t+1)*2*l])
	}
	m.viterbi(s, w)
}

func (m *Model) viterbi(s *Seq, w *Lattice) {
	n, l := w.n, w.l
	if n == 0 {
		return
	}
	for y := range l {
		w.score[y] = w.node[y] + w.node[l+y]
	}
	sys := len(m.Classes)
	for t := 1; t < n; t++ {
		prev, cur := w.score[(t-1)*l:t*l], w.score[t*l:(t+1)*l]
		back := w.back[t*l : (t+1)*l]
		top := float32(math.Inf(-1))
		for _, v := range prev {
			top = max(top, v)
		}
		start := w.node[t*2*l+l : (t+1)*2*l]
		for y := range cur {
			cur[y] = float32(math.Inf(-1))
		}
		ea, eb := m.edge(m.edges, s, t, sys)
		for y0, v := range prev {
			if v < top-logBeam {
				continue
			}
			ra, rb := ea[y0*l:y0*l+l], eb[y0*l:y0*l+l]
			for y := range cur {
				c := v + ra[y] + rb[y]
				if y != y0 {
					c += start[y]
				}
				if c > cur[y] {
					cur[y], back[y] = c, uint8(y0)
				}
			}
		}
		node := w.node[t*2*l : t*2*l+l]
		for y := range cur {
			cur[y] += node[y]
		}
	}
	last := w.score[(n-1)*l : n*l]
	best := 0
	for y := range last {
		if last[y] > last[best] {
			best = y
		}
	}
	for t := n - 1; t >= 0; t-- {
		w.Path[t] = best
		if t > 0 {
			best = int(w.back[t*l+best])
		}
	}
	for t := range n {
		w.Start[t] = t == 0 || w.Path[t] != w.Path[t-1]
	}
}

// edge is the two matrices of the step into token t. Models have exactly two
// edge systems.
func (m *Model) edge(e [][]float32, s *Seq, t, sys int) (a, b []float32) {
	ll := len(m.Labels) * len(m.Labels)
	ca, cb := int(s.Edges[t*sys])*ll, int(s.Edges[t*sys+1])*ll
	return e[0][ca : ca+ll], e[1][cb : cb+ll]
}

// Marginals computes, after Decode, the probability of every label at every
// token into w.Prob and the log-probability of w.Path into w.LogP.
func (m *Model) Marginals(s *Seq, w *Lattice) {
	n, l := w.n, w.l
	w.Prob = grow(w.Prob, n*l)
	w.LogP = 0
	if n == 0 {
		return
	}
	w.alpha, w.beta = grow(w.alpha, n*l), grow(w.beta, n*l)
	w.expU, w.expS = grow(w.expU, n*l), grow(w.expS, n*l)
	w.alive, w.count = grow(w.alive, n*l), grow(w.count, n)
	logZ := m.forward(s, w)
	m.backward(s, w)
	for t := range n {
		sum := float32(0)
		for y := range l {
			p := w.alpha[t*l+y] * w.beta[t*l+y]
			w.Prob[t*l+y] = p
			sum += p
		}
		if sum > 0 {
			for y := range l {
				w.Prob[t*l+y] /= sum
			}
		}
	}
	w.LogP = min(0, m.pathScore(s, w)-logZ)
}

// exps fills expU and expS of token t; returns what was taken out of expU.
func (w *Lattice) exps(t int) float64 {
	l := w.l
	node := w.node[t*2*l : (t+1)*2*l]
	top := node[0]
	for _, v := range node[:l] {
		top = max(top, v)
	}
	for y := range l {
		w.expU[t*l+y] = exp32(node[y] - top)
		w.expS[t*l+y] = exp32(node[l+y])
	}
	return float64(top)
}

// exp32 is e^x within 2e-6 of its value: 2^n by the exponent bits, the rest by
// a polynomial. Below e^-40 it is 0, above e^40 it stays.
func exp32(x float32) float32 {
	if x < -40 {
		return 0
	}
	if x > 40 {
		x = 40
	}
	x *= math.Log2E
	n := float32(math.Floor(float64(x)))
	f := x - n
	p := 1 + f*(0.69314718+f*(0.24022651+f*(0.05550411+f*(0.00961813+f*(0.00133336+f*0.00015403)))))
	return math.Float32frombits(uint32(int32(n)+127)<<23) * p
}

func (m *Model) forward(s *Seq, w *Lattice) (logZ float64) {
	n, l, sys := w.n, w.l, len(m.Classes)
	logZ = w.exps(0)
	for y := range l {
		w.alpha[y] = w.expU[y] * w.expS[y]
	}
	logZ += w.scaled(0)
	for t := 1; t < n; t++ {
		logZ += w.exps(t)
		prev, cur := w.alpha[(t-1)*l:t*l], w.alpha[t*l:(t+1)*l]
		expS := w.expS[t*l : (t+1)*l]
		clear(cur)
		stay := w.tmp[:l]
		clear(stay)
		ea, eb := m.edge(m.exped, s, t, sys)
		for _, y0 := range w.alive[(t-1)*l : (t-1)*l+w.count[t-1]] {
			v, i := prev[y0], int(y0)*l
			ra, rb := ea[i:i+l], eb[i:i+l]
			for y := range cur {
				cur[y] += v * ra[y] * rb[y]
			}
			x := v * ra[y0] * rb[y0]
			cur[y0] -= x
			stay[y0] = x
		}
		for y := range cur {
			cur[y] = (max(cur[y], 0)*expS[y] + stay[y]) * w.expU[t*l+y]
		}
		logZ += w.scaled(t)
	}
	return logZ
}

// scaled brings alpha of token t to the sum 1, lists the labels that are
// alive, and returns the logarithm of what was divided out.
func (w *Lattice) scaled(t int) float64 {
	a := w.alpha[t*w.l : (t+1)*w.l]
	sum, top := float32(0), float32(0)
	for _, v := range a {
		sum += v
		top = max(top, v)
	}
	if sum <= 0 || math.IsInf(float64(sum), 0) {
		for y := range a {
			a[y] = 1 / float32(len(a))
		}
		sum, top = 1, a[0]
	} else {
		for y := range a {
			a[y] /= sum
		}
		top /= sum
	}
	n := 0
	for y, v := range a {
		if v > top*beam {
			w.alive[t*w.l+n] = uint8(y)
			n++
		}
	}
	w.count[t] = n
	return math.Log(float64(sum))
}

func (m *Model) backward(s *Seq, w *Lattice) {
	n, l, sys := w.n, w.l, len(m.Classes)
	for y := range l {
		w.beta[(n-1)*l+y] = 1
	}
	for t := n - 1; t > 0; t-- {
		prev, cur := w.beta[(t-1)*l:t*l], w.beta[t*l:(t+1)*l]
		out := w.tmp[:l]
		for y := range l {
			out[y] = cur[y] * w.expU[t*l+y]
		}
		expS := w.expS[t*l : (t+1)*l]
		clear(prev)
		ea, eb := m.edge(m.exped, s, t, sys)
		top := float32(0)
		for _, y0 := range w.alive[(t-1)*l : (t-1)*l+w.count[t-1]] {
			i := int(y0) * l
			ra, rb := ea[i:i+l], eb[i:i+l]
			sum := ra[y0] * rb[y0] * out[y0]
			for _, y := range w.alive[t*l : t*l+w.count[t]] {
				if y != y0 {
					sum += ra[y] * rb[y] * out[y] * expS[y]
				}
			}
			prev[y0] = sum
			top = max(top, sum)
		}
		if top > 0 {
			for y := range prev {
				prev[y] /= top
			}
		}
	}
}

// pathScore is the unnormalised log-score of w.Path.
func (m *Model) pathScore(s *Seq, w *Lattice) float64 {
	l, sys := w.l, len(m.Classes)
	sum := 0.0
	for t := range w.n {
		y := w.Path[t]
		sum += float64(w.node[t*2*l+y])
		if t == 0 || w.Path[t-1] != y {
			sum += float64(w.node[t*2*l+l+y])
		}
		if t > 0 {
			ea, eb := m.edge(m.edges, s, t, sys)
			i := w.Path[t-1]*l + y
			sum += float64(ea[i]) + float64(eb[i])
		}
	}
	return sum
}
