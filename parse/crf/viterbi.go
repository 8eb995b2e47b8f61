package crf

import "math"

// Viterbi adds whole numbers, since their maximum needs no branch. The steps
// of an edge system are its edges in 1/32, as a model file keeps them, by class
// and then by the label that follows, so that one label's predecessors lie side
// by side. That a label goes on as it was is no start: those steps stand apart
// behind, and behind them the greatest step into each label from any other.
//
// Most steps are nothing, and one label is mostly well before the others. Where
// even the next best with the greatest step cannot reach what the best has with
// its own, the others need not be looked at.

// unit is 1 in scores of Viterbi; finer than what single precision leaves of a
// sum of a hundred terms.
const unit = 1 << 18

// logBeam is how far below the best a label may lie to be extended.
const logBeam = 14

// never is below every score.
const never = -1 << 30

// fixed is a score in units, held within what a sum of few can bear.
func fixed(v float32) int32 {
	const most = 1 << 26
	return max(-most, min(most, int32(v*unit)))
}

// stride is the distance of the rows of l steps: a multiple of four.
func stride(l int) int { return (l + 3) &^ 3 }

// sized is the number of steps of a class.
func sized(l int) int { return (l + 2) * stride(l) }

// prepare makes the steps of the edges.
func (m *Model) prepare() {
	l := len(m.Labels)
	m.steps = m.steps[:0]
	for sys, e := range m.edges {
		steps := make([]int16, m.Classes[sys]*sized(l))
		for c := range m.Classes[sys] {
			of := steps[c*sized(l) : (c+1)*sized(l)]
			most := of[(l+1)*stride(l):]
			for to := range l {
				most[to] = math.MinInt16
			}
			for from := range l {
				for to := range l {
					q := math.Round(float64(e[(c*l+from)*l+to]) / edgeScale)
					of[to*stride(l)+from] = int16(max(-1<<13, min(1<<13, q)))
					if to != from {
						most[to] = max(most[to], of[to*stride(l)+from])
					}
				}
				of[l*stride(l)+from] = of[from*stride(l)+from]
				if sys == 0 {
					of[from*stride(l)+from] = math.MinInt16
				}
			}
		}
		m.steps = append(m.steps, steps)
	}
}

// edgeUnits is a step in units.
const edgeUnits = unit * edgeScale

// viterbi finds the best path from the scores of the nodes.
func (m *Model) viterbi(s *Seq, w *Lattice) {
	n, l := w.n, w.l
	if n == 0 {
		return
	}
	p := stride(l)
	w.score = grow(w.score, n*p)
	for y := range p {
		w.score[y] = never
	}
	for y := range l {
		w.score[y] = fixed(w.node[y]) + fixed(w.node[l+y])
	}
	for t := 1; t < n; t++ {
		prev, cur := w.score[(t-1)*p:t*p], w.score[t*p:(t+1)*p]
		first, second := settle(prev)
		a, b := m.step(s, t)
		node := w.node[t*2*l : (t+1)*2*l]
		for y := range l {
			top := added(a[y*p+first], b[y*p+first])
			if y == first || second+added(a[(l+1)*p+y], b[(l+1)*p+y]) > top {
				top = best(prev, a[y*p:], b[y*p:])
			}
			cur[y] = max(top+fixed(node[l+y]), prev[y]+added(a[l*p+y], b[l*p+y])) + fixed(node[y])
		}
		for y := l; y < p; y++ {
			cur[y] = never
		}
	}
	m.trace(s, w)
}

// settle brings the greatest score to 0 and what is a beam below out of the
// way. It returns the label of the greatest and the next score.
func settle(score []int32) (first int, second int32) {
	for i, v := range score {
		if v > score[first] {
			first = i
		}
	}
	top := score[first]
	second = never
	for i, v := range score {
		if v -= top; v < -logBeam*unit {
			v = never
		}
		score[i] = v
		if i != first {
			second = max(second, v)
		}
	}
	return first, second
}

// step is the steps into token t.
func (m *Model) step(s *Seq, t int) (a, b []int16) {
	n := sized(len(m.Labels))
	ca, cb := int(s.Edges[2*t])*n, int(s.Edges[2*t+1])*n
	return m.steps[0][ca : ca+n], m.steps[1][cb : cb+n]
}

// added is the units of two steps.
func added(a, b int16) int32 { return (int32(a) + int32(b)) * edgeUnits }

// best is the greatest sum at one place of three rows as long as prev, a
// multiple of four.
func best(prev []int32, a, b []int16) int32 {
	a, b = a[:len(prev)], b[:len(prev)]
	m0, m1, m2, m3 := int32(never), int32(never), int32(never), int32(never)
	for i := 0; i+3 < len(prev); i += 4 {
		m0 = max(m0, prev[i]+added(a[i], b[i]))
		m1 = max(m1, prev[i+1]+added(a[i+1], b[i+1]))
		m2 = max(m2, prev[i+2]+added(a[i+2], b[i+2]))
		m3 = max(m3, prev[i+3]+added(a[i+3], b[i+3]))
	}
	return max(m0, m1, m2, m3)
}

// trace walks the best path back: at each token, the first label that reaches
// the score.
func (m *Model) trace(s *Seq, w *Lattice) {
	n, l := w.n, w.l
	p := stride(l)
	y := 0
	for i, v := range w.score[(n-1)*p : (n-1)*p+l] {
		if v > w.score[(n-1)*p+y] {
			y = i
		}
	}
	for t := n - 1; ; t-- {
		w.Path[t] = y
		if t == 0 {
			break
		}
		prev := w.score[(t-1)*p : t*p]
		a, b := m.step(s, t)
		start := fixed(w.node[t*2*l+l+y])
		from, top := 0, int32(never)
		for y0, v := range prev[:l] {
			if y0 == y {
				v += added(a[l*p+y], b[l*p+y])
			} else {
				v += added(a[y*p+y0], b[y*p+y0]) + start
			}
			if v > top {
				from, top = y0, v
			}
		}
		y = from
	}
}
