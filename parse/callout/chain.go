package callout

import "sort"

// chain looks for the order in which a numbered list is cited: in most styles
// numbers are given at first mention, so first appearances count up. It finds
// the best such chain among cs (of one form, in the order of the text) for a
// list of n: each new number that continues the count is worth 1, each number
// passed over costs gapCost.
//
// It returns how many numbers the chain introduces, and sets passes on the
// candidates that introduce them or that cite what was introduced before; the
// reading of glued digits that fits is put into Numbers.
//
//	text:   … 1,2 … 3 … 2 … m² … 4–6 … 33 … 7        n = 40
//	chain:    1,2   3   ·        4–6        7
func chain(cs []*cand, n int) int {
	if n == 0 || len(cs) == 0 {
		return 0
	}
	best := newSteps(n)
	for i, c := range cs {
		for r, ns := range readings(c) {
			best.try(i, r, ns, c.doubt)
		}
	}
	return best.apply(cs)
}

const (
	gapCost = .35
	maxGap  = 12
)

// readings are the ways to read a candidate, the printed one first.
func readings(c *cand) [][]int {
	var out [][]int
	if len(c.Numbers) > 0 {
		out = append(out, c.Numbers)
	}
	return append(out, c.glued...)
}

// step is one candidate of a chain.
type step struct {
	cand, reading int
	prev          *step
	gained        int
}

// steps holds, for each highest number so far, the best chain that ends in it.
type steps struct {
	score []float64
	last  []*step
}

func newSteps(n int) *steps {
	s := &steps{score: make([]float64, n+1), last: make([]*step, n+1)}
	for i := range s.score {
		s.score[i] = -1e9
	}
	s.score[0] = 0
	return s
}

// try lets every chain that may go on with ns do so.
func (b *steps) try(i, r int, ns []int, doubt float64) {
	hi := 0
	for _, v := range ns {
		if v < 1 || v >= len(b.score) {
			return
		}
		hi = max(hi, v)
	}
	sorted := append([]int(nil), ns...)
	sort.Ints(sorted)
	// gains[k]: how many of ns exceed v, for v counted down from hi-1
	bestScore, bestPrev, bestGain := b.score[hi], (*step)(nil), 0
	k := len(sorted) - 1
	gain := 0
	for v := hi - 1; v >= 0; v-- {
		for k >= 0 && sorted[k] > v {
			if k == len(sorted)-1 || sorted[k] != sorted[k+1] {
				gain++
			}
			k--
		}
		gap := hi - v - gain
		if gap > maxGap {
			break
		}
		if b.score[v] < -1e8 || b.last[v] != nil && b.last[v].cand == i {
			continue
		}
		s := b.score[v] + float64(gain)*(1-.6*doubt) - gapCost*float64(gap)
		if s > bestScore {
			bestScore, bestPrev, bestGain = s, b.last[v], gain
			if bestPrev == nil {
				bestPrev = &step{cand: -1}
			}
		}
	}
	if bestPrev != nil {
		b.score[hi] = bestScore
		b.last[hi] = &step{i, r, bestPrev, bestGain}
	}
}

// apply marks the best chain and what it allows.
func (b *steps) apply(cs []*cand) int {
	top := 0
	for v := range b.score {
		if b.score[v] > b.score[top] {
			top = v
		}
	}
	introduced := 0
	chosen := map[int]int{}
	for s := b.last[top]; s != nil && s.cand >= 0; s = s.prev {
		chosen[s.cand] = s.reading
		introduced += s.gained
	}
	high := 0
	for i, c := range cs {
		if r, ok := chosen[i]; ok {
			c.Numbers = readings(c)[r]
			c.passes, c.introduces = true, true
			for _, v := range c.Numbers {
				high = max(high, v)
			}
			continue
		}
		for _, ns := range readings(c) {
			if fits(ns, high) {
				c.Numbers, c.passes = ns, true
				break
			}
		}
	}
	return introduced
}
