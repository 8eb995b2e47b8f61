package index

import "math"

// votes sums evidence by work, and how many members of the support it comes
// from.
type votes struct {
	sum map[uint32]float64
	by  map[uint32]float64 // members that speak for it, weighted
}

func newVotes() *votes { return &votes{map[uint32]float64{}, map[uint32]float64{}} }

// support is a work from which evidence starts: a seed, or one of the works
// that match the terms best.
type support struct {
	n      uint32
	weight float64
}

// maxFan bounds how many citers of a support are looked at, and maxRefs how
// many references of one: a handbook that all cite says nothing.
const (
	maxFan  = 400
	maxRefs = 1500
)

// direct votes for what the support cites and what cites it.
func (ix *Index) direct(sup []support) (cited, citing *votes) {
	cited, citing = newVotes(), newVotes()
	for _, s := range sup {
		out := ix.works.out.of(s.n)
		x := s.weight / math.Sqrt(float64(max(out.len(), 1)))
		for i := range uint32(min(out.len(), maxRefs)) {
			cited.sum[out.at(i)] += x
			cited.by[out.at(i)] += s.weight
		}
		in := ix.works.in.of(s.n)
		x = s.weight / math.Log(2+float64(in.len()))
		for i := range uint32(min(in.len(), maxRefs)) {
			citing.sum[in.at(i)] += x
			citing.by[in.at(i)] += s.weight
		}
	}
	return cited, citing
}

// coupling votes for what shares references with the support: Adamic–Adar,
// Σ 1/ln(1+|in(r)|) over the shared references r.
func (ix *Index) coupling(sup []support) *votes {
	v := newVotes()
	for _, s := range sup {
		own := map[uint32]float64{}
		out := ix.works.out.of(s.n)
		for i := range uint32(min(out.len(), maxRefs)) {
			r := out.at(i)
			in := ix.works.in.of(r)
			if in.len() > maxFan {
				continue
			}
			aa := 1 / math.Log(1+float64(max(in.len(), 2)))
			for j := range uint32(in.len()) {
				if x := in.at(j); x != s.n {
					own[x] += aa
				}
			}
		}
		for x, a := range own {
			v.sum[x] += s.weight * a / math.Sqrt(float64(out.len())*float64(max(ix.works.out.size(x), 1)))
			v.by[x] += s.weight
		}
	}
	return v
}

// cocitation votes for what is cited together with the support. Every citing
// work has one vote for each, less from a long list; where its sentences are
// known, more for a near neighbour and less for a far one.
func (ix *Index) cocitation(sup []support) *votes {
	v := newVotes()
	for _, s := range sup {
		in := ix.works.in.of(s.n)
		own := map[uint32]float64{}
		fan := min(in.len(), maxFan)
		for i := range uint32(fan) {
			c := in.at(i)
			out := ix.works.out.of(c)
			if out.len() > maxRefs {
				continue
			}
			near := ix.proximity(c, s.n)
			x := 1 / math.Log(2+float64(out.len()))
			for j := range uint32(out.len()) {
				if y := out.at(j); y != s.n {
					own[y] += x * near.weight(y)
				}
			}
		}
		for y, x := range own {
			v.sum[y] += s.weight * x / math.Sqrt(float64(max(in.len(), 1)))
			v.by[y] += s.weight
		}
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
