package index

import (
	"fmt"
	"strconv"

	"citegraph/index/query"
)

// relation evaluates the operand and follows the relation from it.
func (e *evaluator) relation(r *query.Rel, k kind) (found, error) {
	switch r.Name {
	case "topn", "related", "similar":
		return e.ranked(r, k)
	}
	e.quiet++
	defer func() { e.quiet-- }()
	of := map[string]kind{"by": kindAuthor, "coauthors": kindAuthor, "in": kindJournal, "context": kindContext}[r.Name]
	q, err := e.eval(r.Q, of)
	if err != nil {
		return found{}, err
	}
	if q.count() == 0 && r.Name != "context" {
		e.warn(r.Pos, "%s( ) finds nothing, since nothing here is found by: %s", r.Name, r.Q)
	}
	least, err := strconv.Atoi(r.Opt("min", "1"))
	if err != nil {
		return found{}, fmt.Errorf("option min of %s: %w", r.Name, err)
	}
	w := &e.ix.works
	switch r.Name {
	case "cites":
		if k == kindContext {
			return found{e.sentencesCiting(q, r.All, least), kindContext}, nil
		}
		return found{e.follow(q, w.in, r.All, least), kindWork}, nil
	case "citedby":
		return found{e.follow(q, w.out, r.All, least), kindWork}, nil
	case "coupled":
		return e.coupled(r, q, least)
	case "cocited":
		return e.cocited(r, q, least, r.Opt("near", "document"))
	case "within":
		return e.within(q, r.Arg, r.Opt("via", "both"))
	case "by":
		return found{e.ix.lift(q, kindAuthor, kindWork), kindWork}, nil
	case "in":
		return found{e.ix.lift(q, kindJournal, kindWork), kindWork}, nil
	case "coauthors":
		return found{e.coauthors(q, least), kindAuthor}, nil
	case "context":
		return found{q, kindContext}, nil
	}
	return found{}, fmt.Errorf("there is no relation %q", r.Name)
}

// follow is the set of works that stand in the lists of at least min members
// of q, or of all of them.
func (e *evaluator) follow(q bitset, l lists, all bool, least int) bitset {
	n := e.ix.size(kindWork)
	out := newBitset(n)
	if all {
		least = max(q.count(), least)
	}
	if least == 1 {
		e.ix.union(q, l, out)
		return out
	}
	counts := make([]uint32, n)
	q.each(func(s uint32) bool {
		v := l.of(s)
		for i := range uint32(v.len()) {
			x := v.at(i)
			if counts[x]++; int(counts[x]) == least {
				out.set(x)
			}
		}
		return true
	})
	return out
}

// sentencesCiting is the set of sentences that cite at least min of q, or all.
func (e *evaluator) sentencesCiting(q bitset, all bool, least int) bitset {
	if all {
		least = max(q.count(), least)
	}
	counts := map[uint32]int{}
	out := newBitset(e.ix.size(kindContext))
	q.each(func(s uint32) bool {
		v := e.ix.works.ctx.of(s)
		for i := range uint32(v.len()) {
			c := v.at(i)
			if counts[c]++; counts[c] == least {
				out.set(c)
			}
		}
		return true
	})
	return out
}

// tally counts, for one member of an operand after another, and keeps what
// reaches the threshold for any of them, or for all.
type tally struct {
	counts  []uint32
	touched []uint32
	out     bitset
	met     []uint32 // members that x reached the threshold with
	members uint32
	all     bool
	least   uint32
}

func (e *evaluator) newTally(q bitset, all bool, least int) *tally {
	n := e.ix.size(kindWork)
	t := &tally{counts: make([]uint32, n), out: newBitset(n), all: all, least: uint32(least)}
	if all {
		t.met, t.members = make([]uint32, n), uint32(q.count())
	}
	return t
}

func (t *tally) add(x uint32) {
	if t.counts[x] == 0 {
		t.touched = append(t.touched, x)
	}
	t.counts[x]++
}

// next ends the counts of one member.
func (t *tally) next() {
	for _, x := range t.touched {
		if t.counts[x] >= t.least {
			if !t.all {
				t.out.set(x)
			} else if t.met[x]++; t.met[x] == t.members {
				t.out.set(x)
			}
		}
		t.counts[x] = 0
	}
	t.touched = t.touched[:0]
}

// coupled is the set of works that share at least min references with any
// member of q, or with every one.
func (e *evaluator) coupled(r *query.Rel, q bitset, least int) (found, error) {
	out, in := e.ix.works.out, e.ix.works.in
	if least == 1 && !r.All {
		return found{e.ix.sharing(q, out, in), kindWork}, nil
	}
	return e.twice(r, q, least, out, in)
}

// twice is the set of works to which at least min ways lead from a member of q,
// or from every one, by first and on by second.
func (e *evaluator) twice(r *query.Rel, q bitset, least int, first, second lists) (found, error) {
	if err := e.spend(r, twoSteps(q, first, second)); err != nil {
		return found{}, err
	}
	t := e.newTally(q, r.All, least)
	var err error
	q.each(func(s uint32) bool {
		mids := first.of(s)
		for i := range uint32(mids.len()) {
			l := second.of(mids.at(i))
			for j := range uint32(l.len()) {
				if x := l.at(j); x != s {
					t.add(x)
				}
			}
		}
		t.next()
		err = e.ctx.Err()
		return err == nil
	})
	return found{t.out, kindWork}, err
}

// cocited is the set of works that at least min works cite together with any
// member of q, or with every one; near says how close together.
func (e *evaluator) cocited(r *query.Rel, q bitset, least int, near string) (found, error) {
	out, in := e.ix.works.out, e.ix.works.in
	switch {
	case near == "document" && least == 1 && !r.All:
		return found{e.ix.sharing(q, in, out), kindWork}, nil
	case near == "document":
		return e.twice(r, q, least, in, out)
	}
	t := e.newTally(q, r.All, least)
	var err error
	q.each(func(s uint32) bool {
		steps := e.ix.together(s, near, func(x uint32) {
			if x != s {
				t.add(x)
			}
		})
		t.next()
		if err = e.spend(r, steps); err == nil {
			err = e.ctx.Err()
		}
		return err == nil
	})
	return found{t.out, kindWork}, err
}

// together calls f for what is cited near to a sentence that cites s, once for
// each citing work, and counts its steps.
func (ix *Index) together(s uint32, near string, f func(uint32)) (steps int) {
	of := ix.works.ctx.of(s) // by citing work
	seen := map[uint32]bool{}
	for i := range uint32(of.len()) {
		c := of.at(i)
		if i > 0 && ix.contexts.citing.at(c) != ix.contexts.citing.at(of.at(i-1)) {
			clear(seen)
		}
		if steps > maxLinks {
			break
		}
		steps += ix.neighbours(c, s, near, func(x uint32) {
			if !seen[x] {
				seen[x] = true
				f(x)
			}
		})
	}
	return steps
}

// neighbours calls f for what is cited near to where sentence c cites s, and
// counts its steps.
func (ix *Index) neighbours(c, s uint32, near string, f func(uint32)) (steps int) {
	lo, hi := ix.contexts.cited.span(c)
	if near == "bracket" || near == "sentence" {
		group := uint32(0)
		for i := lo; i < hi; i++ {
			if ix.contexts.cited.val.at(i) == s {
				group = ix.contexts.group.at(i)
			}
		}
		for i := lo; i < hi; i++ {
			if near == "sentence" || ix.contexts.group.at(i) == group {
				f(ix.contexts.cited.val.at(i))
			}
		}
		return int(hi - lo)
	}
	same := func(o uint32) bool {
		if ix.contexts.citing.at(o) != ix.contexts.citing.at(c) || ix.contexts.doc.at(o) != ix.contexts.doc.at(c) {
			return false
		}
		if near == "paragraph" {
			return ix.contexts.par.at(o) == ix.contexts.par.at(c)
		}
		return ix.contexts.sec.at(o) == ix.contexts.sec.at(c)
	}
	from, to := ix.sentencesOf(ix.contexts.citing.at(c))
	for o := from; o < to; o++ {
		steps++
		if same(o) {
			cited := ix.contexts.cited.of(o)
			steps += cited.len()
			for i := range uint32(cited.len()) {
				f(cited.at(i))
			}
		}
	}
	return steps
}

// sentencesOf is the range of the sentences of a citing work.
func (ix *Index) sentencesOf(w uint32) (from, to uint32) {
	n := uint32(ix.size(kindContext))
	lower := func(w uint32) uint32 {
		lo, hi := uint32(0), n
		for lo < hi {
			if mid := lo + (hi-lo)/2; ix.contexts.citing.at(mid) < w {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		return lo
	}
	return lower(w), lower(w + 1)
}

// within is the set of works at most steps citations away from q, q included.
func (e *evaluator) within(q bitset, steps int, via string) (found, error) {
	out := newBitset(e.ix.size(kindWork)).or(q)
	edge := q.members()
	for range steps {
		if err := e.ctx.Err(); err != nil {
			return found{}, err
		}
		var next []uint32
		visit := func(v column) {
			for i := range uint32(v.len()) {
				if x := v.at(i); !out.has(x) {
					out.set(x)
					next = append(next, x)
				}
			}
		}
		for _, n := range edge {
			if via != "citedby" {
				visit(e.ix.works.out.of(n))
			}
			if via != "cites" {
				visit(e.ix.works.in.of(n))
			}
		}
		edge = next
	}
	return found{out, kindWork}, nil
}

// coauthors is the set of authors who share at least min works with a member
// of q other than themselves.
func (e *evaluator) coauthors(q bitset, least int) bitset {
	counts := make([]uint32, e.ix.size(kindAuthor))
	out := newBitset(len(counts))
	e.ix.lift(q, kindAuthor, kindWork).each(func(w uint32) bool {
		l := e.ix.works.authors.of(w)
		members := 0
		for i := range uint32(l.len()) {
			if q.has(l.at(i)) {
				members++
			}
		}
		for i := range uint32(l.len()) {
			a := l.at(i)
			if q.has(a) && members == 1 {
				continue
			}
			if counts[a]++; int(counts[a]) == least {
				out.set(a)
			}
		}
		return true
	})
	return out
}
