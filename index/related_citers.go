package index

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// wordSets are the words of a request that each work holds, as a set of
// numbers: what it takes to tell in what company of words a work is cited.
type wordSets struct {
	of     []uint64 // by work
	words  []string
	weight []float64
	total  float64
}

func newWordSets(n int) *wordSets { return &wordSets{of: make([]uint64, n)} }

// hold notes which works hold the next word; maxQueryWords are the bits of a
// set.
func (s *wordSets) hold(word string, works []uint32, weight float32) {
	bit := uint64(1) << len(s.weight)
	for _, d := range works {
		s.of[d] |= bit
	}
	s.words, s.weight = append(s.words, word), append(s.weight, float64(weight))
	s.total += float64(weight)
	if n := len(s.weight); n > 1 {
		s.total += s.pair(n - 2)
	}
}

// pair is the weight of words i and i+1 together.
func (s *wordSets) pair(i int) float64 { return 5 * math.Sqrt(s.weight[i]*s.weight[i+1]) }

// said is the share of the request's words, by weight, that those who cite a
// work use: what fifty authors cite it for says more of a work than the ten words
// of its title. Two words of the request that stand side by side and are both in
// one citer's text count as a word more. As in BM25 each saturates, the slower the
// more are citing, so that it is the share of the citers that counts where these
// are many. It is shrunk where few of them hold a word: half of it for as many as
// thinWords says, beyond the first.
func (f *fusion) said(n uint32) float64 {
	s := f.words
	if s == nil {
		return 0
	}
	in := f.ix.works.in.of(n)
	var one, two [maxQueryWords]float32
	by, size := -1.0, min(in.len(), maxFan)
	for i := range uint32(size) {
		set := s.of[in.at(i)]
		if set == 0 {
			continue
		}
		by++
		for b := set; b != 0; b &= b - 1 {
			one[bits.TrailingZeros64(b)]++
		}
		for b := set & (set >> 1); b != 0; b &= b - 1 {
			two[bits.TrailingZeros64(b)]++
		}
	}
	if by <= 0 {
		return 0
	}
	sum, half := 0.0, 1.8+float64(size)/20
	for i, w := range s.weight {
		sum += w * float64(one[i]) / (float64(one[i]) + half)
		if two[i] > 0 {
			sum += s.pair(i) * float64(two[i]) / (float64(two[i]) + half)
		}
	}
	return sum / s.total * by / (by + f.p.thinWords)
}

// speakers are those who cite a work and hold words of the request, most weight
// first, and these words.
func (s *wordSets) speakers(in column) (who []support, words []string) {
	all := uint64(0)
	for i := range uint32(min(in.len(), maxFan)) {
		set, x := s.of[in.at(i)], 0.0
		for b := set; b != 0; b &= b - 1 {
			x += s.weight[bits.TrailingZeros64(b)]
		}
		if all |= set; x > 0 {
			who = append(who, support{in.at(i), x})
		}
	}
	slices.SortStableFunc(who, func(a, b support) int { return cmp.Compare(b.weight, a.weight) })
	for ; all != 0 && len(words) < maxShared; all &= all - 1 {
		words = append(words, s.words[bits.TrailingZeros64(all)])
	}
	return who, words
}
