package index

import (
	"math"

	"citegraph/graph"
)

// company are the authors and journals of a support.
func (ix *Index) company(sup []support) (authors, journals map[uint32]float64) {
	authors, journals = map[uint32]float64{}, map[uint32]float64{}
	for _, s := range sup {
		l := ix.works.authors.of(s.n)
		for i := range uint32(l.len()) {
			authors[l.at(i)] += s.weight
		}
		if j := ix.works.journal.at(s.n); j != graph.None {
			journals[j] += s.weight
		}
	}
	return authors, journals
}

// known sums what the authors of a work are worth.
func (ix *Index) known(n uint32, authors map[uint32]float64) float64 {
	x := 0.0
	l := ix.works.authors.of(n)
	for i := range uint32(l.len()) {
		x += authors[l.at(i)]
	}
	return math.Log1p(x)
}

// experts are the authors and journals of the works that the words match best,
// as expert finding has it (Balog, Azzopardi, de Rijke 2006, model 2: the sum
// over an author's works of how well each matches), but for what a work says
// for itself, and by the root of all that they wrote: whoever publishes much on
// everything is no expert.
type experts struct {
	ix                *Index
	own               map[uint32]float64
	authors, journals map[uint32]float64
	order             []uint32 // authors, as first met
}

// experts reads them off the first works of a ranking.
func (ix *Index) experts(sup []support) *experts {
	e := &experts{ix: ix, own: map[uint32]float64{}}
	e.authors, e.journals = ix.company(sup)
	seen := map[uint32]bool{}
	for _, s := range sup {
		e.own[s.n] = s.weight
		l := ix.works.authors.of(s.n)
		for i := range uint32(l.len()) {
			if a := l.at(i); !seen[a] {
				seen[a] = true
				e.order = append(e.order, a)
			}
		}
	}
	return e
}

// spread is what is left of a sum without a work's own part, by the root of the
// works that it is spread over.
func spread(sum, own float64, works int) float64 {
	return max(0, sum-own) / math.Sqrt(float64(works)+2)
}

// author is what other works of its authors say for a work.
func (e *experts) author(n uint32) float64 {
	x := 0.0
	l := e.ix.works.authors.of(n)
	for i := range uint32(l.len()) {
		a := l.at(i)
		x += spread(e.authors[a], e.own[n], e.ix.authors.works.size(a))
	}
	return math.Log1p(x)
}

// knows tells whether other works than n speak for an author.
func (e *experts) knows(a, n uint32) bool { return e.authors[a] > e.own[n] }

// journal is what other works in its journal say for a work.
func (e *experts) journal(n uint32) float64 {
	j := e.ix.works.journal.at(n)
	if j == graph.None {
		return 0
	}
	return math.Log1p(spread(e.journals[j], e.own[n], e.ix.journals.works.size(j)))
}

// works votes for all that the experts wrote.
func (e *experts) works(t *poll) votes {
	for m, a := range e.order {
		l := e.ix.authors.works.of(a)
		x := spread(e.authors[a], 0, l.len())
		for i := range uint32(min(l.len(), maxFan)) {
			t.add(m+1, l.at(i), x)
		}
	}
	return t.take(asItIs)
}
