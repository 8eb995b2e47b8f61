package crf

import (
	"bytes"
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var names = []string{"a", "b", "c"}

// chain makes sequences of n tokens whose labels follow from their features
// and from the label before: a feature names the label, or says only "other
// than before".
func chain(r *rand.Rand, count int) []Example {
	var ex []Example
	for range count {
		s := &Seq{}
		var labels []uint8
		y := r.IntN(3)
		for i := range 3 + r.IntN(6) {
			same := i > 0 && r.IntN(2) == 0
			if !same {
				y = (y + 1) % 3
			}
			switch {
			case r.IntN(3) > 0:
				s.Feats = append(s.Feats, uint32(1000+y), uint32(r.IntN(50)))
			default:
				s.Feats = append(s.Feats, 2000, uint32(r.IntN(50)))
			}
			s.Ends = append(s.Ends, int32(len(s.Feats)))
			class := uint16(0)
			if same {
				class = 1
			}
			s.Edges = append(s.Edges, class, uint16(r.IntN(2)))
			labels = append(labels, uint8(y))
		}
		ex = append(ex, Example{Seq: s, Labels: labels})
	}
	return ex
}

func clone(ex []Example) []Example {
	out := make([]Example, len(ex))
	for i, e := range ex {
		s := *e.Seq
		s.Feats = append([]uint32(nil), s.Feats...)
		s.Ends = append([]int32(nil), s.Ends...)
		out[i] = Example{Seq: &s, Labels: e.Labels, Weight: e.Weight}
	}
	return out
}

func trained(t testing.TB) (*Model, []Example) {
	t.Helper()
	ex := chain(rand.New(rand.NewPCG(1, 2)), 300)
	return Train(context.Background(), names, []int{2, 2}, clone(ex), Options{Epochs: 6, Rate: 0.3}), ex
}

func TestLearns(t *testing.T) {
	m, _ := trained(t)
	right, total := 0, 0
	var w Lattice
	for _, e := range chain(rand.New(rand.NewPCG(3, 4)), 100) {
		m.Decode(e.Seq, &w)
		for i, y := range e.Labels {
			total++
			if w.Path[i] == int(y) {
				right++
			}
		}
	}
	if got := float64(right) / float64(total); got < 0.97 {
		t.Errorf("%.3f of the tokens right, want .97", got)
	}
}

var lookups = new(recent)

// score is the score of a path by the definition of the package comment.
func score(m *Model, s *Seq, path []int) float64 {
	l, sum, r := len(m.Labels), 0.0, lookups
	for t, y := range path {
		out := make([]float32, 2*l)
		m.node(s, t, r, out)
		sum += float64(out[y])
		if t == 0 || path[t-1] != y {
			sum += float64(out[l+y])
		}
		if t > 0 {
			for k := range m.Classes {
				sum += float64(m.edges[k][(int(s.Edges[2*t+k])*l+path[t-1])*l+y])
			}
		}
	}
	return sum
}

// every calls f with each labelling of n tokens.
func every(n, l int, f func([]int)) {
	path := make([]int, n)
	for {
		f(path)
		i := 0
		for ; i < n; i++ {
			if path[i]++; path[i] < l {
				break
			}
			path[i] = 0
		}
		if i == n {
			return
		}
	}
}

func TestDecodeAgainstEveryPath(t *testing.T) {
	m, ex := trained(t)
	var w Lattice
	for _, e := range ex[:40] {
		n := e.Seq.Len()
		best, z := math.Inf(-1), 0.0
		var top []int
		prob := make([]float64, n*3)
		every(n, 3, func(p []int) {
			v := score(m, e.Seq, p)
			if v > best {
				best, top = v, append([]int(nil), p...)
			}
			z += math.Exp(v)
			for i, y := range p {
				prob[i*3+y] += math.Exp(v)
			}
		})
		m.Decode(e.Seq, &w)
		m.Marginals(e.Seq, &w)
		if d := cmp.Diff(top, w.Path); d != "" {
			t.Fatalf("best path (-want +got):\n%s", d)
		}
		if want := best - math.Log(z); math.Abs(want-w.LogP) > 1e-4 {
			t.Errorf("log-probability %v, want %v", w.LogP, want)
		}
		for i, p := range prob {
			if math.Abs(p/z-float64(w.Prob[i])) > 1e-4 {
				t.Errorf("token %d label %d: marginal %v, want %v", i/3, i%3, w.Prob[i], p/z)
			}
		}
	}
}

// TestGradient compares the gradient with differences of the loss.
func TestGradient(t *testing.T) {
	ex := clone(chain(rand.New(rand.NewPCG(5, 6)), 30))
	tr := &trainer{o: Options{MinCount: 1, Workers: 1}, l: 3, classes: []int{2, 2}, rate: 0.1}
	tr.collect(ex)
	r := rand.New(rand.NewPCG(7, 8))
	for range tr.classes {
		e, x := make([]float32, 18), make([]float32, 18)
		for i := range e {
			e[i] = float32(r.NormFloat64())
			x[i] = exp32(e[i])
		}
		tr.edges, tr.exped = append(tr.edges, e), append(tr.exped, x)
	}
	for i := range tr.w {
		tr.w[i] = float32(r.NormFloat64())
	}
	var w work
	loss := func(e *Example) float64 { tr.gradient(e, &w); return w.loss }
	for _, e := range ex[:10] {
		tr.gradient(&e, &w)
		grad := make([]float64, len(tr.w))
		for i := range e.Seq.Len() {
			for _, d := range w.nodes[w.at[i]:w.at[i+1]] {
				for _, row := range e.Seq.At(i) {
					from, to := tr.row(row)
					for k, c := range tr.cols[from:to] {
						if c == d.col {
							grad[int(from)+k] += float64(d.g)
						}
					}
				}
			}
		}
		steps := append([]edelta(nil), w.steps...)
		for range 12 {
			k := r.IntN(len(tr.w))
			const h = 0.02
			was := tr.w[k]
			tr.w[k] = was + h
			up := loss(&e)
			tr.w[k] = was - h
			down := loss(&e)
			tr.w[k] = was
			if want := (up - down) / (2 * h); math.Abs(want-grad[k]) > 0.02 {
				t.Errorf("weight %d: gradient %v, difference %v", k, grad[k], want)
			}
		}
		sum := map[edelta]float64{}
		for _, d := range steps {
			sum[edelta{sys: d.sys, at: d.at}] += float64(d.g)
		}
		for range 6 {
			sys, k := r.IntN(2), r.IntN(18)
			const h = 0.02
			was := tr.edges[sys][k]
			at := func(v float32) float64 {
				tr.edges[sys][k], tr.exped[sys][k] = v, exp32(v)
				return loss(&e)
			}
			up, down := at(was+h), at(was-h)
			at(was)
			if want, got := (up-down)/(2*h), sum[edelta{sys: int32(sys), at: int32(k)}]; math.Abs(want-got) > 0.02 {
				t.Errorf("edge %d/%d: gradient %v, difference %v", sys, k, got, want)
			}
		}
	}
}

func TestDeterministic(t *testing.T) {
	ex := chain(rand.New(rand.NewPCG(9, 9)), 60)
	one := Train(context.Background(), names, []int{2, 2}, clone(ex), Options{Epochs: 3, Workers: 1, Seed: 4})
	two := Train(context.Background(), names, []int{2, 2}, clone(ex), Options{Epochs: 3, Workers: 2, Seed: 4})
	if !bytes.Equal(one.Encode(), two.Encode()) {
		t.Error("the model depends on the number of workers")
	}
}

func TestRoundTrip(t *testing.T) {
	m, ex := trained(t)
	m.Extra = map[string][]byte{"x": []byte("y"), "empty": {}}
	b := m.Encode()
	back, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(m.Extra, back.Extra); d != "" {
		t.Errorf("extra (-want +got):\n%s", d)
	}
	if m.Features() != back.Features() || m.Weights() != back.Weights() {
		t.Errorf("%d features of %d weights became %d of %d", m.Features(), m.Weights(), back.Features(), back.Weights())
	}
	var w, v Lattice
	for _, e := range ex[:50] {
		m.Decode(e.Seq, &w)
		back.Decode(e.Seq, &v)
		if d := cmp.Diff(w.Path, v.Path); d != "" {
			t.Fatalf("path (-want +got):\n%s", d)
		}
	}
	if again := back.Encode(); !bytes.Equal(again, b) {
		t.Error("encoding a decoded model gives other bytes")
	}
}

func TestDecodeDamaged(t *testing.T) {
	m, _ := trained(t)
	good := m.Encode()
	tests := []struct {
		name string
		edit func([]byte) []byte
	}{
		{"empty", func([]byte) []byte { return nil }},
		{"other file", func(b []byte) []byte { return append([]byte("PNG"), b...) }},
		{"later version", func(b []byte) []byte { b[len(magic)]++; return b }},
		{"one bit", func(b []byte) []byte { b[len(b)/2] ^= 1; return b }},
		{"cut", func(b []byte) []byte { return b[:len(b)-9] }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Decode(tt.edit(append([]byte(nil), good...))); !errors.Is(err, ErrModel) {
				t.Errorf("got %v, want ErrModel", err)
			}
		})
	}
}

// FuzzDecode feeds the decoder bytes whose checksum is right: it must return a
// usable model or an error.
func FuzzDecode(f *testing.F) {
	m, ex := trained(f)
	f.Add(m.Encode()[len(magic)+5:])
	f.Add([]byte{3, 1, 'a', 1, 'b', 1, 'c', 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, body []byte) {
		m, err := Decode(sealed(body))
		if err != nil {
			if !errors.Is(err, ErrModel) {
				t.Fatalf("error %v is not ErrModel", err)
			}
			return
		}
		if m.Classes[0] < 2 || m.Classes[1] < 2 {
			return
		}
		var w Lattice
		m.Decode(ex[0].Seq, &w)
		m.Marginals(ex[0].Seq, &w)
	})
}

func BenchmarkDecode(b *testing.B) {
	m, ex := trained(b)
	var w Lattice
	n := 0
	for b.Loop() {
		m.Decode(ex[n%len(ex)].Seq, &w)
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sequences/s")
}
