package index

import (
	"cmp"
	"math"
	"slices"
)

// scored is a node with its score.
type scored struct {
	n     uint32
	score float32
}

// top are the first n members of set in an order of query.Sorts. Ties are
// broken by number, which is the order of the ids.
func (e *evaluator) top(set bitset, sort string, n int, prior bool) []scored {
	less := e.order(sort)
	h := heap{less: less, n: n}
	set.each(func(i uint32) bool {
		s := float32(0)
		if e.score != nil {
			s = e.score[i]
		}
		if prior && e.kind == kindWork {
			s = withPrior(s, e.ix.works.cited.at(i), e.score != nil)
		}
		h.offer(scored{i, s})
		return true
	})
	slices.SortFunc(h.items, func(a, b scored) int {
		switch {
		case less(a, b):
			return -1
		case less(b, a):
			return 1
		}
		return 0
	})
	return h.items
}

// withPrior raises what is cited: a little where text decides, alone where
// there is no text.
func withPrior(s float32, cited uint32, text bool) float32 {
	p := float32(math.Log1p(float64(cited)))
	if !text {
		return p
	}
	return s * (1 + .05*p)
}

// order is the comparison of a sort: whether a comes before b.
func (e *evaluator) order(sort string) func(a, b scored) bool {
	w := &e.ix.works
	by := func(c column, down bool) func(a, b scored) bool {
		return func(a, b scored) bool {
			x, y := c.at(a.n), c.at(b.n)
			if x != y {
				return (x > y) == down
			}
			return a.n < b.n
		}
	}
	cited, rank := w.cited, w.title
	switch e.kind {
	case kindAuthor:
		cited, rank = e.ix.authors.cited, e.ix.authors.rank
	case kindJournal:
		cited, rank = e.ix.journals.cited, e.ix.journals.rank
	}
	switch {
	case sort == "id":
		return func(a, b scored) bool { return a.n < b.n }
	case sort == "cited" && e.kind != kindContext:
		return by(cited, true)
	case (sort == "title" || sort == "author") && (e.kind == kindAuthor || e.kind == kindJournal):
		return by(rank, false)
	case e.kind == kindWork:
		switch sort {
		case "year":
			return by(w.year, true)
		case "oldest":
			return func(a, b scored) bool { // unknown years last
				x, y := w.year.at(a.n)-1, w.year.at(b.n)-1
				return cmp.Or(cmp.Compare(x, y), cmp.Compare(a.n, b.n)) < 0
			}
		case "refs":
			return by(w.refs, true)
		case "title":
			return by(w.title, false)
		case "author":
			return by(w.author, false)
		}
	}
	return higher
}

// heap keeps the first n items of an order; the last of them is on top.
type heap struct {
	less  func(a, b scored) bool
	n     int
	items []scored
}

func (h *heap) offer(x scored) {
	if len(h.items) < h.n {
		h.items = append(h.items, x)
		for i := len(h.items) - 1; i > 0; {
			p := (i - 1) / 2
			if !h.less(h.items[p], h.items[i]) {
				break
			}
			h.items[p], h.items[i] = h.items[i], h.items[p]
			i = p
		}
		return
	}
	if h.n == 0 || !h.less(x, h.items[0]) {
		return
	}
	h.items[0] = x
	for i := 0; ; {
		c := 2*i + 1
		if c >= len(h.items) {
			return
		}
		if c+1 < len(h.items) && h.less(h.items[c], h.items[c+1]) {
			c++
		}
		if !h.less(h.items[i], h.items[c]) {
			return
		}
		h.items[i], h.items[c] = h.items[c], h.items[i]
		i = c
	}
}
