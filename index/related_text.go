package index

import (
	"cmp"
	"context"
	"math"
	"slices"

	"citegraph/graph"
)

// relatedFields are the fields that say what a work is about.
var relatedFields = []weighted{{fTitle, 2, .5}, {fAbstract, .15, .75}, {fKeyword, .5, .3}, {fContext, .5, .6}, {fJournal, .4, .3}}

// fullFields are those by which works with references are found: their whole
// text tells what they cite.
var fullFields = []weighted{{fTitle, 2, .5}, {fAbstract, 1, .6}, {fKeyword, 1.5, .3}, {fJournal, .3, .3}}

// textQuery is a text as weighted words, most weight first.
type textQuery struct {
	words  []string
	weight []float32
}

// maxQueryWords bounds the words that are looked up for one text.
const maxQueryWords = 64

// plainQuery counts the words of a text; small words and single characters are
// left out unless there is nothing else.
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
	all(func(s string) bool { return !stopSet[s] && len(s) > 1 })
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

// addText adds the scores of a query. The words looked up go into forms, which
// may be nil.
func (ix *Index) addText(ctx context.Context, q textQuery, fields []weighted, acc *accumulator, to *textScores, forms map[string]bool) error {
	n := ix.size(kindWork)
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
				if err := ix.postings(ctx, kindWork, f, form, acc); err != nil {
					return err
				}
			}
		}
		weight := q.weight[i] * idf(n, len(acc.touched))
		for _, d := range acc.touched {
			if to.score[d] == 0 {
				to.touched = append(to.touched, d)
			}
			to.score[d] += weight * saturate(acc.tf[d])
		}
	}
	return nil
}

// best are the first k of the scores.
func (s *textScores) best(k int) []scored {
	return s.bestOf(k, func(uint32) bool { return true })
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

func higher(a, b scored) bool { return compareScored(a, b) < 0 }

// compareScored orders by score, then number.
func compareScored(a, b scored) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.n, b.n))
}

// feedback is the query that the best works of a first search suggest (RM3):
// the words that many of them share and few others have.
func (ix *Index) feedback(top []scored, k int, get func(uint32) (*graph.Work, error)) (textQuery, error) {
	mass := map[string]float64{}
	docs := map[string]int{}
	for _, s := range top {
		w, err := get(s.n)
		if err != nil {
			return textQuery{}, err
		}
		text := w.CSL.Title + "\x1e" + w.CSL.Keyword
		counts := map[string]float64{}
		total := 0.0
		words(text, func(b []byte, _, _, _ int) {
			if len(b) > 1 && !stopSet[string(b)] {
				counts[stem(string(b), "en")]++
				total++
			}
		})
		for st, c := range counts {
			mass[st] += float64(s.score) * c / total
			docs[st]++
		}
	}
	type cand struct {
		w string
		m float64
	}
	var all []cand
	for st, m := range mass {
		if docs[st] > 1 {
			all = append(all, cand{st, m})
		}
	}
	slices.SortFunc(all, func(a, b cand) int { return cmp.Or(cmp.Compare(b.m, a.m), cmp.Compare(a.w, b.w)) })
	var q textQuery
	sum := 0.0
	for _, c := range all[:min(k, len(all))] {
		sum += c.m
	}
	for _, c := range all[:min(k, len(all))] {
		q.words = append(q.words, c.w)
		q.weight = append(q.weight, float32(c.m/math.Max(sum, 1e-9)))
	}
	return q, nil
}
