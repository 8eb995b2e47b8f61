package index

import (
	"math"
	"slices"
)

// poll sums evidence by work, and counts the members of the support that it
// comes from. Work goes on in the order in which works were first met, so that
// sums do not depend on a map. One poll serves many channels: what it holds is
// as large as the library, what a channel leaves of it is not.
type poll struct {
	at      []cell
	touched []uint32
}

type cell struct {
	sum      float32
	by, last uint16 // members, and the last of them, from 1
}

func newPoll(n int) *poll { return &poll{at: make([]cell, n)} }

// raise adds to a sum without counting a member.
func (t *poll) raise(n uint32, x float64) *cell {
	c := &t.at[n]
	if c.sum == 0 {
		t.touched = append(t.touched, n)
	}
	c.sum += float32(x)
	return c
}

// add gives n the vote of a member, from 1, or more of it.
func (t *poll) add(member int, n uint32, x float64) {
	if c := t.raise(n, x); c.last != uint16(member) {
		c.last = uint16(member)
		c.by++
	}
}

// empty makes room for the next channel.
func (t *poll) empty() {
	for _, n := range t.touched {
		t.at[n] = cell{}
	}
	t.touched = t.touched[:0]
}

// take empties the poll into votes, by a factor of each work.
func (t *poll) take(factor func(n uint32) float64) votes {
	out := make(votes, len(t.touched))
	for i, n := range t.touched {
		out[i] = vote{n, float32(float64(t.at[n].sum) * factor(n)), t.at[n].by}
	}
	t.empty()
	return out
}

func asItIs(uint32) float64 { return 1 }

// votes are what a channel says, each work once.
type votes []vote

type vote struct {
	n   uint32
	sum float32
	by  uint16 // members of the support
}

// value is the sum, shrunk where few members agree: half of it for as many
// members as thin says.
func (v vote) value(thin float64) float64 {
	return math.Log1p(float64(v.sum)) * float64(v.by) / (float64(v.by) + thin)
}

// first are the k works with the most votes.
func (v votes) first(k int) []uint32 {
	h := heap{n: k, less: higher}
	for _, x := range v {
		h.offer(scored{x.n, x.sum})
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
func (v votes) agreement() float64 {
	var all, shared float64
	for _, x := range v {
		all += float64(x.sum)
		if x.by > 1 {
			shared += float64(x.sum)
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
func (ix *Index) cited(t *poll, sup []support) votes {
	for m, s := range sup {
		out := ix.works.out.of(s.n)
		x := s.weight / math.Sqrt(float64(max(out.len(), 1)))
		for i := range uint32(min(out.len(), maxRefs)) {
			t.add(m+1, out.at(i), x)
		}
	}
	return t.take(asItIs)
}

// citing votes for what cites the support.
func (ix *Index) citing(t *poll, sup []support) votes {
	for m, s := range sup {
		in := ix.works.in.of(s.n)
		x := s.weight / math.Log(2+float64(in.len()))
		for i := range uint32(min(in.len(), maxRefs)) {
			t.add(m+1, in.at(i), x)
		}
	}
	return t.take(asItIs)
}

// coupling votes for what shares references with the support: Adamic–Adar,
// Σ 1/ln(1+|in(r)|) over the shared references r, by the lengths of both
// lists (Salton).
func (ix *Index) coupling(t *poll, sup []support) votes {
	for m, s := range sup {
		out := ix.works.out.of(s.n)
		own := s.weight / math.Sqrt(float64(max(out.len(), 1)))
		for i := range uint32(min(out.len(), maxRefs)) {
			in := ix.works.in.of(out.at(i))
			if in.len() > maxFan {
				continue
			}
			aa := own / math.Log(1+float64(max(in.len(), 2)))
			for ; len(in) > 0; in = in[4:] {
				if x := in.at(0); x != s.n {
					t.add(m+1, x, aa)
				}
			}
		}
	}
	return t.take(func(x uint32) float64 { return 1 / math.Sqrt(float64(max(ix.works.out.size(x), 1))) })
}

// cocitation votes for what is cited together with the support. Every citing
// work has one vote for each, less from a long list; where its sentences are
// known, more for a near neighbour and less for a far one.
func (ix *Index) cocitation(t *poll, sup []support) votes {
	for m, s := range sup {
		in := ix.works.in.of(s.n)
		own := s.weight / math.Sqrt(float64(max(in.len(), 1)))
		for i := range uint32(min(in.len(), maxFan)) {
			c := in.at(i)
			out := ix.works.out.of(c)
			if out.len() > maxRefs {
				continue
			}
			near := ix.proximity(c, s.n)
			x := own / math.Log(2+float64(out.len()))
			for ; len(out) > 0; out = out[4:] {
				switch y := out.at(0); {
				case y == s.n:
				case near == nil:
					t.add(m+1, y, x)
				default:
					t.add(m+1, y, x*near.weight(y))
				}
			}
		}
	}
	return t.take(func(y uint32) float64 { return 1 / math.Sqrt(math.Sqrt(float64(ix.works.in.size(y)+5)/20)) })
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
// document, where most of the evidence lies); it is 1 in a paragraph, as in a
// text whose sentences are not known.
func (n near) weight(y uint32) float64 {
	return math.Exp2(1 - float64(n.level(y))/2)
}

// walk is personalised PageRank over citations in both directions: a few
// rounds from the support, restarting with probability ¼. Scores are in
// hundredths. It is one channel among many, for one request: it reads only the
// lists of the works that it comes by and stops where little is left.
// measure.Walk has the ranks as they converge, by going through all citations
// and after setting up a table of all works, which is more than the whole answer
// may cost here; it is for measuring graphs, and for comparing with others.
func (ix *Index) walk(cur *poll, sup []support, rounds int) votes {
	total := 0.0
	for _, s := range sup {
		total += s.weight
	}
	restart := func(t *poll, share float64) {
		for _, s := range sup {
			t.add(1, s.n, share*100*s.weight/total)
		}
	}
	restart(cur, 1)
	next := newPoll(len(cur.at))
	for range rounds {
		restart(next, .25)
		for _, s := range cur.touched {
			out, in := ix.works.out.of(s), ix.works.in.of(s)
			x := .75 * float64(cur.at[s].sum) / float64(max(out.len()+in.len(), 1))
			if x < 1e-3 {
				continue
			}
			for _, l := range []column{out, in} {
				for ; len(l) > 0; l = l[4:] {
					next.add(1, l.at(0), x)
				}
			}
		}
		cur.empty()
		cur, next = next, cur
	}
	return cur.take(asItIs)
}
