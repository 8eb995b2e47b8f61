package crf

import "math"

// Lattice is the working memory of one decoding goroutine. The zero value is
// ready; it grows to the longest sequence it has seen.
type Lattice struct {
	Path []int     // the best label of each token, after Decode
	Prob []float32 // marginals, token*labels + label, after Marginals
	LogP float64   // log-probability of Path, after Marginals

	n, l  int
	node  []float32 // t*2L: scores
	score []int32   // t*stride(L): of the best path that ends there
	alpha []float32
	beta  []float32
	expU  []float32
	expS  []float32
	alive []uint8 // label lists, t*L
	count []int
	tmp   []float32
	of    *Model
	last  *recent // slots of the model of
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
	w.Path = grow(w.Path, n)
	w.node = grow(w.node, n*2*l)
	w.tmp = grow(w.tmp, 2*l)
}

// Decode finds the best labels of s (Viterbi) into w.Path.
func (m *Model) Decode(s *Seq, w *Lattice) {
	n, l := s.Len(), len(m.Labels)
	w.fit(n, l)
	if w.of != m {
		w.of, w.last = m, new(recent)
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
	n := float32(int32(x+64) - 64)
	if n > x {
		n--
	}
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
	from := w.tmp[:l]
	for t := 1; t < n; t++ {
		logZ += w.exps(t)
		clear(from)
		for _, y0 := range w.alive[(t-1)*l : (t-1)*l+w.count[t-1]] {
			from[y0] = w.alpha[(t-1)*l+int(y0)]
		}
		ea, eb := m.edge(m.exped, s, t, sys)
		arrive(from, ea, eb, w.alpha[t*l:(t+1)*l], w.expU[t*l:(t+1)*l], w.expS[t*l:(t+1)*l])
		logZ += w.scaled(t)
	}
	return logZ
}

// arrive sums up, for each label, the ways into it from the labels before; to
// stay in a label is no start of it. Four labels go side by side.
func arrive(from, ea, eb, to, expU, expS []float32) {
	l := len(from)
	y := 0
	for ; y+4 <= l; y += 4 {
		var s0, s1, s2, s3 float32
		var stay [4]float32
		i := y
		for y0, v := range from {
			a, b := (*[4]float32)(ea[i:]), (*[4]float32)(eb[i:])
			s0 += v * a[0] * b[0]
			s1 += v * a[1] * b[1]
			s2 += v * a[2] * b[2]
			s3 += v * a[3] * b[3]
			switch y0 - y {
			case 0:
				stay[0] = v * a[0] * b[0]
				s0 -= stay[0]
			case 1:
				stay[1] = v * a[1] * b[1]
				s1 -= stay[1]
			case 2:
				stay[2] = v * a[2] * b[2]
				s2 -= stay[2]
			case 3:
				stay[3] = v * a[3] * b[3]
				s3 -= stay[3]
			}
			i += l
		}
		for k, s := range [4]float32{s0, s1, s2, s3} {
			to[y+k] = (max(s, 0)*expS[y+k] + stay[k]) * expU[y+k]
		}
	}
	for ; y < l; y++ {
		var s, stay float32
		i := y
		for y0, v := range from {
			x := v * ea[i] * eb[i]
			s += x
			if y0 == y {
				s -= x
				stay = x
			}
			i += l
		}
		to[y] = (max(s, 0)*expS[y] + stay) * expU[y]
	}
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
	out, on := w.tmp[:l], w.tmp[l:2*l]
	for t := n - 1; t > 0; t-- {
		prev, cur := w.beta[(t-1)*l:t*l], w.beta[t*l:(t+1)*l]
		for y := range l {
			out[y] = cur[y] * w.expU[t*l+y]
		}
		clear(on)
		for _, y := range w.alive[t*l : t*l+w.count[t]] {
			on[y] = out[y]
		}
		ea, eb := m.edge(m.exped, s, t, sys)
		leave(out, on, w.expS[t*l:(t+1)*l], ea, eb, prev)
		dead(prev, w.alive[(t-1)*l:(t-1)*l+w.count[t-1]])
		top := float32(0)
		for _, v := range prev {
			top = max(top, v)
		}
		if top > 0 {
			for y := range prev {
				prev[y] /= top
			}
		}
	}
}

// dead sets what is not alive to 0; alive ascends.
func dead(v []float32, alive []uint8) {
	if len(alive) == len(v) {
		return
	}
	y := 0
	for _, a := range alive {
		clear(v[y:a])
		y = int(a) + 1
	}
	clear(v[y:])
}

// leave sums up, for each label, the ways out of it: staying with what out
// says, starting another with what on says of those that are alive. Four
// labels go side by side.
func leave(out, on, expS, ea, eb, to []float32) {
	l := len(out)
	on, expS = on[:l], expS[:l]
	y0 := 0
	for ; y0+4 <= l; y0 += 4 {
		i := y0 * l
		a0, a1, a2, a3 := ea[i:i+l], ea[i+l:i+2*l], ea[i+2*l:i+3*l], ea[i+3*l:i+4*l]
		b0, b1, b2, b3 := eb[i:i+l], eb[i+l:i+2*l], eb[i+2*l:i+3*l], eb[i+3*l:i+4*l]
		s0 := a0[y0] * b0[y0] * out[y0]
		s1 := a1[y0+1] * b1[y0+1] * out[y0+1]
		s2 := a2[y0+2] * b2[y0+2] * out[y0+2]
		s3 := a3[y0+3] * b3[y0+3] * out[y0+3]
		for y, o := range on {
			x := expS[y]
			if d := y - y0; uint(d) < 4 {
				if d != 0 {
					s0 += a0[y] * b0[y] * o * x
				}
				if d != 1 {
					s1 += a1[y] * b1[y] * o * x
				}
				if d != 2 {
					s2 += a2[y] * b2[y] * o * x
				}
				if d != 3 {
					s3 += a3[y] * b3[y] * o * x
				}
				continue
			}
			s0 += a0[y] * b0[y] * o * x
			s1 += a1[y] * b1[y] * o * x
			s2 += a2[y] * b2[y] * o * x
			s3 += a3[y] * b3[y] * o * x
		}
		to[y0], to[y0+1], to[y0+2], to[y0+3] = s0, s1, s2, s3
	}
	for ; y0 < l; y0++ {
		a, b := ea[y0*l:y0*l+l], eb[y0*l:y0*l+l]
		s := a[y0] * b[y0] * out[y0]
		for y, o := range on {
			if y != y0 {
				s += a[y] * b[y] * o * expS[y]
			}
		}
		to[y0] = s
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
