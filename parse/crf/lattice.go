package crf

import "math"

// Lattice is the working memory of one decoding goroutine. The zero value is
// ready; it grows to the longest sequence it has seen.
type Lattice struct {
	Path []int     // the best label of each token, after Decode
	Prob []float32 // marginals, token*labels + label, after Marginals
	LogP float64   // log-probability of Path, after Marginals

	n, l   int
	node   []float32 // t*2L: scores
	score  []int32   // t*stride(L): of the best path that ends there
	alpha  []float32
	beta   []float32
	expU   []float32
	expS   []float32
	alive  []uint8 // label lists, t*L, where training sums up
	count  []int
	tmp    []float32
	of     *Model
	last   *recent // slots of the model of
	joints *joints // steps of the model of
}

func grow[T any](b []T, n int) []T {
	if cap(b) < n {
		return make([]T, n, n+n/2)
	}
	return b[:n]
}

func (w *Lattice) fit(n, l int) {
	w.n, w.l = n, l
	w.Path = grow(w.Path, n)
	w.node = grow(w.node, n*2*l)
	w.tmp = grow(w.tmp, 2*maxLabels)
}

// Decode finds the best labels of s (Viterbi) into w.Path.
func (m *Model) Decode(s *Seq, w *Lattice) {
	n, l := s.Len(), len(m.Labels)
	w.fit(n, l)
	if w.of != m {
		w.of, w.last, w.joints = m, m.dict.remember(), new(joints)
	}
	for t := range n {
		m.node(s, t, w.last, w.node[t*2*l:(t+1)*2*l])
	}
	m.viterbi(s, w)
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
	w.room()
	if w.n == 0 {
		return
	}
	logZ := m.ahead(s, w)
	m.behind(s, w)
	m.share(s, w, logZ)
}

// room makes room for the sums of a sequence.
func (w *Lattice) room() {
	all := w.n * w.l
	w.Prob, w.LogP = grow(w.Prob, all), 0
	w.alpha, w.beta = grow(w.alpha, all), grow(w.beta, all)
	w.expU, w.expS = grow(w.expU, all), grow(w.expS, all)
}

// share has the probabilities of the sums of both directions.
func (m *Model) share(s *Seq, w *Lattice, logZ float64) {
	l := w.l
	for t := range w.n {
		prob, a, b := w.Prob[t*l:(t+1)*l], w.alpha[t*l:(t+1)*l], w.beta[t*l:(t+1)*l]
		sum := float32(0)
		for y, v := range a {
			prob[y] = v * b[y]
			sum += prob[y]
		}
		if sum > 0 {
			for y := range prob {
				prob[y] /= sum
			}
		}
	}
	w.LogP = min(0, m.pathScore(s, w)-logZ)
}

// normal brings the sum of a to 1 and returns the logarithm of what it was.
func normal(a []float32) float64 {
	sum := float32(0)
	for _, v := range a {
		sum += v
	}
	if sum <= 0 || math.IsInf(float64(sum), 0) {
		for y := range a {
			a[y] = 1 / float32(len(a))
		}
		return 0
	}
	for y := range a {
		a[y] /= sum
	}
	return math.Log(float64(sum))
}

// level brings the greatest of b to 1.
func level(b []float32) {
	top := float32(0)
	for _, v := range b {
		top = max(top, v)
	}
	if top > 0 {
		for y := range b {
			b[y] /= top
		}
	}
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
	n := float32(int32(x+64) - 64)
	if n > x {
		n--
	}
	f := x - n
	p := 1 + f*(0.69314718+f*(0.24022651+f*(0.05550411+f*(0.00961813+f*(0.00133336+f*0.00015403)))))
	return math.Float32frombits(uint32(int32(n)+127)<<23) * p
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
