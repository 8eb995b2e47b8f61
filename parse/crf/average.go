package crf

import "math/rand/v2"

// sample adds the weights as they are now to what will be averaged. Averages
// over the last steps of a stochastic descent generalise better than where it
// happens to stop (Polyak and Juditsky 1992).
func (t *trainer) sample() {
	if t.sum == nil {
		t.sum = make([]float32, len(t.w))
		for _, e := range t.edges {
			t.esum = append(t.esum, make([]float32, len(e)))
		}
	}
	t.moments++
	for i, v := range t.w {
		t.sum[i] += v
	}
	for s, e := range t.edges {
		for i, v := range e {
			t.esum[s][i] += v
		}
	}
}

// average replaces the weights by the mean of the samples.
func (t *trainer) average() {
	if t.moments == 0 {
		return
	}
	n := float32(t.moments)
	for i, v := range t.sum {
		t.w[i] = v / n
	}
	for s, e := range t.esum {
		for i, v := range e {
			t.edges[s][i] = v / n
			t.exped[s][i] = exp32(v / n)
		}
	}
}

// thin is s without a random share of its features, in w's memory: no weight
// may rely on another being there, so that a reference is read by what it has
// when half of what it could have is unknown (dropout). What is drawn depends
// on the seed and draw only.
func (t *trainer) thin(s *Seq, w *work, draw uint64) *Seq {
	w.seq, w.scale = s, 1
	if t.o.Drop <= 0 {
		return s
	}
	r := rand.NewPCG(t.o.Seed, draw)
	below := uint32(t.o.Drop * (1 << 16))
	w.scale = float32(1 / (1 - t.o.Drop))
	w.thin.Feats, w.thin.Ends, w.thin.Edges = w.thin.Feats[:0], w.thin.Ends[:0], s.Edges
	var bits uint64
	left := 0
	for i := range s.Len() {
		for _, f := range s.At(i) {
			if left == 0 {
				bits, left = r.Uint64(), 4
			}
			if uint32(bits&0xffff) >= below {
				w.thin.Feats = append(w.thin.Feats, f)
			}
			bits >>= 16
			left--
		}
		w.thin.Ends = append(w.thin.Ends, int32(len(w.thin.Feats)))
	}
	w.seq = &w.thin
	return w.seq
}
