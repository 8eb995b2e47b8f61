package index

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
)

// relatedFields are the fields that say what a work is about.
var relatedFields = []weighted{{fTitle, 2, .5}, {fAbstract, .1, .75}, {fKeyword, .5, .3}, {fContext, .5, .6}, {fJournal, .4, .3}}

// fullFields are those by which works with references are found: their whole
// text tells what they cite.
var fullFields = []weighted{{fTitle, 2, .5}, {fAbstract, 1, .6}, {fKeyword, 1.5, .3}}

// textQuery is a text as weighted words, most weight first.
type textQuery struct {
	words  []string
	weight []float32
}

// formWords, by their stems, say what form a study has, not what it is about.
var formWords = set("systemat review meta analysi case report overview studi updat literatur perspect effect role evid trial protocol current new recent base use approach between among during")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// maxQueryWords bounds the words that are looked up for one text.
const maxQueryWords = 64

// plainQuery counts the words of a text. Small words, single characters and
// words of form are left out unless there is nothing else.
func plainQuery(text string) textQuery {
	counts := map[string]float32{}
	var order []string
	all := func(keep func(string) bool) {
		words(text, func(w []byte, _, _, _ int) {
			s := string(w)
			if !keep(s) {
				return
			}
			if counts[s] == 0 {
				order = append(order, s)
			}
			counts[s]++
		})
	}
	all(func(s string) bool { return !stopSet[s] && len(s) > 1 && !formWords[stem(s, "en")] })
	if len(order) == 0 {
		all(func(string) bool { return true })
	}
	q := textQuery{}
	for _, w := range order[:min(len(order), maxQueryWords)] {
		q.words = append(q.words, w)
		q.weight = append(q.weight, counts[w])
	}
	return q
}

// textScores is the BM25F score of every work for a weighted text, dense.
type textScores struct {
	score   []float32
	touched []uint32
}

func newTextScores(n int) *textScores { return &textScores{score: make([]float32, n)} }

// addText adds the scores of a query. The words looked up go into forms, and
// which works hold them into sets; either may be nil.
func (ix *Index) addText(ctx context.Context, q textQuery, fields []weighted, to *textScores, forms map[string]bool, sets *wordSets) error {
	n := ix.size(kindWork)
	var acc accumulator
	seen := map[string]bool{}
	for i, w := range q.words {
		if seen[w] {
			continue
		}
		acc.reset(n)
		for _, form := range ix.stems.expand(w) {
			if seen[form] {
				continue // a word of the same stem stood before it
			}
			seen[form] = true
			if forms != nil {
				forms[form] = true
			}
			for _, f := range fields {
				if err := ix.postings(ctx, kindWork, f, form, &acc); err != nil {
					return err
				}
			}
		}
		weight := q.weight[i] * rareness(n, len(acc.touched))
		if sets != nil {
			sets.hold(w, acc.touched, weight)
		}
		for _, d := range acc.touched {
			if to.score[d] == 0 {
				to.touched = append(to.touched, d)
			}
			to.score[d] += weight * saturate(acc.tf[d])
		}
	}
	return nil
}

// rareness is idf^1.5: a title of ten words that shares a rare one is nearer
// than one that shares two common ones, more so than idf says of long texts.
func rareness(n, df int) float32 {
	x := float64(idf(n, df))
	return float32(x * math.Sqrt(x))
}

// best are the first k of the scores.
func (s *textScores) best(k int) []scored {
	return s.bestOf(k, func(uint32) bool { return true })
}

// first is the highest of the scores, 1 where there is none.
func (s *textScores) first() float32 {
	most := float32(0)
	for _, d := range s.touched {
		most = max(most, s.score[d])
	}
	if most == 0 {
		return 1
	}
	return most
}

// bestOf are the first k of the scores among those that keep holds for.
func (s *textScores) bestOf(k int, keep func(uint32) bool) []scored {
	h := heap{n: k, less: higher}
	for _, d := range s.touched {
		if keep(d) {
			h.offer(scored{d, s.score[d]})
		}
	}
	slices.SortFunc(h.items, compareScored)
	return h.items
}

func higher(a, b scored) bool { return a.score > b.score || a.score == b.score && a.n < b.n }

// compareScored orders by score, then number.
func compareScored(a, b scored) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.n, b.n))
}
