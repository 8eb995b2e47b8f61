package list

import "math"

// A weigher sums the weights of features. Features are numbers in a fixed
// space that templates share out among them: template base + value.
type weigher struct {
	w   []float32
	sum float64
	put func(i int, v float32) // training: every feature with its value
}

// add counts feature i with value v.
func (g *weigher) add(i int, v float32) {
	if g.put != nil {
		g.put(i, v)
	}
	if i < len(g.w) {
		g.sum += float64(g.w[i] * v)
	}
}

func (g *weigher) on(i int) { g.add(i, 1) }

// take returns the sum and starts anew.
func (g *weigher) take() float64 {
	s := g.sum
	g.sum = 0
	return s
}

// layout shares out the feature space.
type layout struct{ n int }

func (s *layout) block(size int) int {
	at := s.n
	s.n += size
	return at
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// bucket is the index of the first limit that v is below.
func bucket(v float32, limits ...float32) int {
	for i, l := range limits {
		if v < l {
			return i
		}
	}
	return len(limits)
}

// bound is v within [-m, m].
func bound(v, m float64) float64 { return max(-m, min(m, v)) }
