package crf

// beam is the share of the best forward score under which a label is not
// extended.
const beam = 1e-4

// dense is Marginals for training, where every label of every token has a
// gradient and the edges change from sequence to sequence.
func (m *Model) dense(s *Seq, w *Lattice) {
	w.room()
	if w.n == 0 {
		return
	}
	w.alive, w.count = grow(w.alive, w.n*w.l), grow(w.count, w.n)
	logZ := m.forward(s, w)
	m.backward(s, w)
	m.share(s, w, logZ)
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
	log, top := normal(a), float32(0)
	for _, v := range a {
		top = max(top, v)
	}
	n := 0
	for y, v := range a {
		if v > top*beam {
			w.alive[t*w.l+n] = uint8(y)
			n++
		}
	}
	w.count[t] = n
	return log
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
		level(prev)
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
