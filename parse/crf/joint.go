package crf

// Once a model is trained its edges stand still, and few steps make up most of
// all texts: the two matrices of a step are multiplied once and kept. Training,
// whose edges do not stand still, sums up by dense.

// joint is the factors of one step, those of the two edge systems multiplied.
type joint struct {
	class uint32       // of the step, plus one; 0 for none
	stay  []float32    // of each label to itself
	on    [][4]float32 // from each label to four others at a time: to/4*labels + from
}

// jointBits is the logarithm of how many steps one goroutine keeps.
const jointBits = 10

type joints [1 << jointBits]joint

// joint is the factors of the step into token t.
func (m *Model) joint(s *Seq, w *Lattice, t int) *joint {
	class := uint32(s.Edges[2*t])*uint32(m.Classes[1]) + uint32(s.Edges[2*t+1]) + 1
	j := &w.joints[class*0x9E3779B1>>(32-jointBits)]
	if j.class == class {
		return j
	}
	l := w.l
	j.class = class
	if j.on == nil {
		j.on, j.stay = make([][4]float32, stride(l)/4*l), make([]float32, l)
	}
	ea, eb := m.edge(m.exped, s, t, 2)
	for y0 := range l {
		a, b := ea[y0*l:y0*l+l], eb[y0*l:y0*l+l]
		for y, x := range a {
			j.on[y>>2*l+y0][y&3] = x * b[y]
		}
		j.stay[y0] = a[y0] * b[y0]
		j.on[y0>>2*l+y0][y0&3] = 0
	}
	return j
}

// into sums up the ways into each label from another; to is as long as a
// stride.
func (j *joint) into(from, to []float32) {
	on := j.on
	for y := 0; y+3 < len(to); y += 4 {
		var s0, s1, s2, s3 float32
		for i, x := range on[:len(from)] {
			v := from[i]
			s0 += v * x[0]
			s1 += v * x[1]
			s2 += v * x[2]
			s3 += v * x[3]
		}
		on = on[len(from):]
		to[y], to[y+1], to[y+2], to[y+3] = s0, s1, s2, s3
	}
}

// outof adds the ways from each label to another; from is as long as a stride.
func (j *joint) outof(from, to []float32) {
	on := j.on
	for y := 0; y+3 < len(from); y += 4 {
		v0, v1, v2, v3 := from[y], from[y+1], from[y+2], from[y+3]
		for i, x := range on[:len(to)] {
			to[i] += v0*x[0] + v1*x[1] + (v2*x[2] + v3*x[3])
		}
		on = on[len(to):]
	}
}

// ahead sums up to each token from the one before, into alpha; returns the
// logarithm of what all paths have.
func (m *Model) ahead(s *Seq, w *Lattice) float64 {
	l := w.l
	logZ := w.exps(0)
	for y := range l {
		w.alpha[y] = w.expU[y] * w.expS[y]
	}
	logZ += normal(w.alpha[:l])
	start := w.tmp[:stride(l)]
	for t := 1; t < w.n; t++ {
		logZ += w.exps(t)
		j := m.joint(s, w, t)
		from, to := w.alpha[(t-1)*l:t*l], w.alpha[t*l:(t+1)*l]
		expU, expS := w.expU[t*l:(t+1)*l], w.expS[t*l:(t+1)*l]
		j.into(from, start)
		for y, v := range from {
			to[y] = (start[y]*expS[y] + v*j.stay[y]) * expU[y]
		}
		logZ += normal(to)
	}
	return logZ
}

// behind sums up from the end to each token, into beta.
func (m *Model) behind(s *Seq, w *Lattice) {
	l := w.l
	for y := range l {
		w.beta[(w.n-1)*l+y] = 1
	}
	start := w.tmp[:stride(l)]
	clear(start)
	for t := w.n - 1; t > 0; t-- {
		j := m.joint(s, w, t)
		to, from := w.beta[(t-1)*l:t*l], w.beta[t*l:(t+1)*l]
		expU, expS := w.expU[t*l:(t+1)*l], w.expS[t*l:(t+1)*l]
		for y, v := range from {
			v *= expU[y]
			to[y], start[y] = v*j.stay[y], v*expS[y]
		}
		j.outof(start, to)
		level(to)
	}
}
