package measure

import (
	"cmp"
	"math"
	"slices"
)

// Pair is another node with what is shared with it.
type Pair struct {
	Node   uint32
	Shared int
	Weight float64 // Adamic–Adar: shared nodes, each by 1/ln(1+degree)
}

// Shared counts, for one node at a time, the nodes that it shares neighbours
// with. It holds no more than one row, so all pairs of a large graph can be
// walked in bounded memory.
type Shared struct {
	to, back *CSR
	cap      int
	count    []uint32
	weight   []float64
	touched  []uint32
	skipped  int
}

// NewCoupling counts shared references: works that cite the same work
// (Kessler 1963, https://doi.org/10.1002/asi.5090140103).
func NewCoupling(out, in *CSR) *Shared { return newShared(out, in) }

// NewCoCitation counts shared citers: works that are cited by the same work
// (Small 1973, https://doi.org/10.1002/asi.4630240406).
func NewCoCitation(out, in *CSR) *Shared { return newShared(in, out) }

func newShared(to, back *CSR) *Shared {
	return &Shared{to: to, back: back, count: make([]uint32, to.Len()), weight: make([]float64, to.Len())}
}

// Cap makes Row pass over shared neighbours that themselves have more than n
// neighbours; a document with 100,000 references says nothing about any two of
// them, and would cost 10^10 steps. 0 is no cap.
func (s *Shared) Cap(n int) { s.cap = n }

// Skipped is how many times Row passed over a neighbour for its cap.
func (s *Shared) Skipped() int { return s.skipped }

// Row are the pairs of n with others, by number. The slice is new.
func (s *Shared) Row(n uint32) []Pair {
	s.meet(n)
	slices.Sort(s.touched)
	row := make([]Pair, len(s.touched))
	for i, o := range s.touched {
		row[i] = s.pair(o)
	}
	s.forget()
	return row
}

// Top are the k pairs of n with the most in common: by what is shared, then by
// weight, then by number.
func (s *Shared) Top(n uint32, k int) []Pair {
	s.meet(n)
	better := func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Shared, a.Shared), cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Node, b.Node))
	}
	best := make([]Pair, 0, 2*max(k, 0)+64)
	least := 0 // what k others share at least
	cut := func() {
		slices.SortFunc(best, better)
		if best = best[:min(max(k, 0), len(best))]; len(best) == k && k > 0 {
			least = best[k-1].Shared
		}
	}
	for _, o := range s.touched {
		if int(s.count[o]) < least {
			continue
		}
		if best = append(best, s.pair(o)); len(best) == cap(best) {
			cut()
		}
	}
	cut()
	s.forget()
	return best
}

func (s *Shared) pair(o uint32) Pair {
	return Pair{Node: o, Shared: int(s.count[o]), Weight: s.weight[o]}
}

// meet counts what n shares with others.
func (s *Shared) meet(n uint32) {
	for _, mid := range s.to.Of(n) {
		d := s.back.Degree(mid)
		if s.cap > 0 && d > s.cap {
			s.skipped++
			continue
		}
		w := 1 / math.Log(1+float64(d))
		for _, o := range s.back.Of(mid) {
			if o == n {
				continue
			}
			if s.count[o] == 0 {
				s.touched = append(s.touched, o)
			}
			s.count[o]++
			s.weight[o] += w
		}
	}
}

func (s *Shared) forget() {
	for _, o := range s.touched {
		s.count[o], s.weight[o] = 0, 0
	}
	s.touched = s.touched[:0]
}

// Salton is the cosine of two sets of sizes a and b that share c members.
func Salton(c, a, b float64) float64 {
	if a <= 0 || b <= 0 {
		return 0
	}
	return c / math.Sqrt(a*b)
}

// Jaccard is the part of the union of two sets that is shared.
func Jaccard(c, a, b float64) float64 {
	if a+b-c <= 0 {
		return 0
	}
	return c / (a + b - c)
}

// AssociationVOS is VOSviewer's association strength 2m·c/(si·sj): m is the
// total weight of all links, si and sj the total weight of the links of each
// node (van Eck and Waltman 2009, https://doi.org/10.1002/asi.21075).
func AssociationVOS(c, si, sj, m float64) float64 {
	if si <= 0 || sj <= 0 {
		return 0
	}
	return 2 * m * c / (si * sj)
}

// AssociationBibliometrix is c/(ci·cj), where ci and cj are the diagonal of the
// co-occurrence matrix: how often each occurs at all.
func AssociationBibliometrix(c, ci, cj float64) float64 {
	if ci <= 0 || cj <= 0 {
		return 0
	}
	return c / (ci * cj)
}
