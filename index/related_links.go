package index

import (
	"math"
	"slices"
)

// votes sums evidence by work, and counts the members of the support that it
// comes from; nil says that there is none. Work goes on in the order in which
// works were first met, so that sums do not depend on a map.
type votes struct {
	sum     []float32
	by      []uint16
	touched []uint32
}

func newVotes(n int) *votes { return &votes{sum: make([]float32, n), by: make([]uint16, n)} }

// add gives n the vote of one member.
func (v *votes) add(n uint32, x float64) {
	v.raise(n, x)
	v.by[n]++
}

// raise adds to a sum without counting a member.
func (v *votes) raise(n uint32, x float64) {
	if v.sum[n] == 0 {
		v.touched = append(v.touched, n)
	}
	v.sum[n] += float32(x)
}

// take moves what one member gave into v, by a factor of each work.
func (v *votes) take(own *votes, factor func(n uint32) float64) {
	for _, n := range own.touched {
		v.add(n, float64(own.sum[n])*factor(n))
		own.sum[n] = 0
	}
	own.touched = own.touched[:0]
}

// value is the sum of n, shrunk where few members agree: half of it for as
// many members as thin says.
func (v *votes) value(n uint32, thin float64) float64 {
	if v == nil {
		return 0
	}
	by := float64(v.by[n])
	if by == 0 {
		return 0
	}
	return math.Log1p(float64(v.sum[n])) * by / (by + thin)
}

// first are the k works with the most votes.
func (v *votes) first(k int) []uint32 {
	if v == nil {
		return nil
	}
	h := heap{n: k, less: higher}
	for _, n := range v.touched {
		h.offer(scored{n, v.sum[n]})
	}
	slices.SortFunc(h.items, compareScored)
	out := make([]uint32, len(h.items))
	for i, s := range h.items {
		out[i] = s.n
	}
	return out
}

// agreement is the share of the votes that go to works with two voters or
// more: low where every member cites what no other does.
func (v *votes) agreement() float64 {
	var all, shared float64
	for _, n := range v.touched {
		all += float64(v.sum[n])
		if v.by[n] > 1 {
			shared += float64(v.sum[n])
		}
	}
	return shared / (all + 1e-9)
}

// support is a work from which evidence starts: a seed, or one of the works
// that match the terms best.
type support struct {
	n      uint32
	weight float64
}

// maxFan bounds how many citers of a member are looked at, and maxRefs how
// many references of one work: a handbook that all cite says nothing.
const (
	maxFan  = 400
	maxRefs = 1500
)

// cited votes for what the support cites.
func (ix *Index) cited(sup []support) *votes {
	v := newVotes(ix.size(kindWork))
	for _, s := range sup {
		out := ix.works.out.of(s.n)
		x := s.weight / math.Sqrt(float64(max(out.len(), 1)))
		for i := range uint32(min(out.len(), maxRefs)) {
			v.add(out.at(i), x)
		}
	}
	return v
}

// citing votes for what cites the support.
func (ix *Index) citing(sup []support) *votes {
	v := newVotes(ix.size(kindWork))
	for _, s := range sup {
		in := ix.works.in.of(s.n)
		x := s.weight / math.Log(2+float64(in.len()))
		for i := range uint32(min(in.len(), maxRefs)) {
			v.add(in.at(i), x)
		}
	}
	return v
}

// coupling votes for what shares references with the support: Adamic–Adar,
// Σ 1/ln(1+|in(r)|) over the shared references r, by the lengths of both
// lists (Salton).
func (ix *Index) coupling(sup []support) *votes {
	n := ix.size(kindWork)
	v, own := newVotes(n), newVotes(n)
	for _, s := range sup {
		out := ix.works.out.of(s.n)
		for i := range uint32(min(out.len(), maxRefs)) {
			in := ix.works.in.of(out.at(i))
			if in.len() > maxFan {
				continue
			}
			aa := 1 / math.Log(1+float64(max(in.len(), 2)))
			for j := range uint32(in.len()) {
				if x := in.at(j); x != s.n {
					own.raise(x, aa)
				}
			}
		}
		v.take(own, func(x uint32) float64 {
			return s.weight / math.Sqrt(float64(out.len())*float64(max(ix.works.out.size(x), 1)))
		})
	}
	return v
}

// cocitation votes for what is cited together with the support. Every citing
// work has one vote for each, less from a long list; where its sentences are
// known, more for a near neighbour and less for a far one.
func (ix *Index) cocitation(sup []support) *votes {
	n := ix.size(kindWork)
	v, own := newVotes(n), newVotes(n)
	for _, s := range sup {
		in := ix.works.in.of(s.n)
		for i := range uint32(min(in.len(), maxFan)) {
			c := in.at(i)
			out := ix.works.out.of(c)
			if out.len() > maxRefs {
				continue
			}
			near := ix.proximity(c, s.n)
			x := 1 / math.Log(2+float64(out.len()))
			for j := range uint32(out.len()) {
				if y := out.at(j); y != s.n {
					own.raise(y, x*near.weight(y))
				}
			}
		}
		v.take(own, func(y uint32) float64 {
			return s.weight / math.Sqrt(float64(max(in.len(), 1))*math.Sqrt(float64(ix.works.in.size(y)+5)/20))
		})
	}
	return v
}

// The levels of proximity of two citations in one text (Gipp & Beel 2009).
var levels = [...]string{"bracket", "sentence", "paragraph", "section", "document"}

// near are the levels at which a text cites works together with one; nil for a
// text whose sentences are not known.
type near map[uint32]int

// proximity reads the levels of what c cites together with s.
func (ix *Index) proximity(c, s uint32) near {
	from, to := ix.sentencesOf(c)
	if from == to {
		return nil
	}
	n := near{}
	for level, name := range levels[:4] {
		of := ix.works.ctx.of(s)
		for i := range uint32(min(of.len(), 4*maxSentences)) {
			if o := of.at(i); o >= from && o < to {
				ix.neighbours(o, s, name, func(y uint32) {
					if _, ok := n[y]; !ok {
						n[y] = level
					}
				})
			}
		}
	}
	return n
}

// level is that of y: the document's where nothing nearer is known.
func (n near) level(y uint32) int {
	if l, ok := n[y]; ok {
		return l
	}
	return len(levels) - 1
}

// weight halves every two levels (½ⁿ as published leaves nothing of a whole
// document, where most of the evidence lies); a text without known sentences
// counts as a paragraph.
func (n near) weight(y uint32) float64 {
	if n == nil {
		return 1
	}
	return math.Exp2(1 - float64(n.level(y))/2)
}

// walk is personalised PageRank over citations in both directions: a few
// rounds from the support, restarting with probability ¼. Scores are in
// hundredths. It is one channel among many, for one request: it reads only the
// lists of the works that it comes by and stops where little is left.
// measure.Walk has the ranks as they converge, by going through all citations
// and after setting up a table of all works, which is more than the whole answer
// may cost here; it is for measuring graphs, and for comparing with others.
func (ix *Index) walk(sup []support, rounds int) *votes {
	n := ix.size(kindWork)
	rest, cur := newVotes(n), newVotes(n)
	total := 0.0
	for _, s := range sup {
		total += s.weight
	}
	for _, s := range sup {
		rest.raise(s.n, 100*s.weight/total)
		cur.raise(s.n, 100*s.weight/total)
	}
	for range rounds {
		next := newVotes(n)
		for _, s := range rest.touched {
			next.raise(s, .25*float64(rest.sum[s]))
		}
		for _, s := range cur.touched {
			out, in := ix.works.out.of(s), ix.works.in.of(s)
			x := .75 * float64(cur.sum[s]) / float64(max(out.len()+in.len(), 1))
			if x < 1e-3 {
				continue
			}
			for i := range uint32(out.len()) {
				next.raise(out.at(i), x)
			}
			for i := range uint32(in.len()) {
				next.raise(in.at(i), x)
			}
		}
		cur = next
	}
	for _, s := range cur.touched {
		cur.by[s] = 1
	}
	return cur
}
