package index

import (
	"fmt"

	"citegraph/index/query"
)

// What a query may cost, so that none takes a second of one processor. Beyond
// that it is refused as [ErrTooBroad], with what to write instead; the limits on
// its text are those of package query.
const (
	maxLinks  = 60_000_000 // links that coupled( ) and cocited( ) follow, all together
	maxPlaces = 40         // words of a phrase
	maxNear   = 16         // words of a phrase with a distance
)

// spend takes n links off what the query may follow.
func (e *evaluator) spend(r *query.Rel, n int) error {
	if e.links += n; e.links <= maxLinks {
		return nil
	}
	hint := "narrow what stands inside"
	if r.Opt("min", "1") != "1" || r.All {
		hint += ", or leave min= and all( ) out"
	}
	return fmt.Errorf("%w: %s( ) would follow more than %d million links: %s, for example by topn(100, …)", ErrTooBroad, r.Name, maxLinks/1_000_000, hint)
}

// twoSteps counts the links from q by first and on by second.
func twoSteps(q bitset, first, second lists) int {
	n := 0
	q.each(func(s uint32) bool {
		l := first.of(s)
		for i := range uint32(l.len()) {
			n += int(second.size(l.at(i)))
		}
		return n <= maxLinks
	})
	return n
}

// sharing are the works that share a link with another member of q: cited by
// what cites it, or citing what it cites. Each link is followed twice at most,
// however large q is.
func (ix *Index) sharing(q bitset, first, second lists) bitset {
	n := ix.size(kindWork)
	members := make([]uint32, n) // of q that lead to a work
	q.each(func(s uint32) bool {
		l := first.of(s)
		for i := range uint32(l.len()) {
			members[l.at(i)]++
		}
		return true
	})
	out := newBitset(n)
	for r, m := range members {
		if m == 0 {
			continue
		}
		l := second.of(uint32(r))
		for i := range uint32(l.len()) {
			x := l.at(i)
			if m > 1 || !q.has(x) {
				out.set(x)
			}
		}
	}
	return out
}

// phraseFits holds the limit on the words of a phrase.
func phraseFits(t *query.Term, words int) error {
	limit := maxPlaces
	if t.N > 0 {
		limit = maxNear
	}
	if words > limit {
		return fmt.Errorf("%w: a phrase of %d words, the limit is %d (%d with a distance ~n): leave some out, or search them without quotes",
			ErrTooBroad, words, maxPlaces, maxNear)
	}
	return nil
}
