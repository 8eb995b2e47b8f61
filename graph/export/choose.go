package export

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"citegraph/graph"
	"citegraph/graph/measure"
)

// none marks what is no part of the view.
const none = ^uint32(0)

// builder makes a view.
type builder struct {
	ctx     context.Context
	src     Source
	opt     Options
	out, in *measure.CSR
	chosen  []uint32 // works, sorted
	keep    []bool   // by work, whether it is chosen
}

// choose finds the works that the options leave, before Top.
func (b *builder) choose() error {
	n := b.out.Len()
	if b.opt.Works == nil {
		b.chosen = make([]uint32, n)
		for i := range b.chosen {
			b.chosen[i] = uint32(i)
		}
	} else {
		b.chosen = slices.Clone(b.opt.Works)
		slices.Sort(b.chosen)
		b.chosen = slices.Compact(b.chosen)
		b.chosen = slices.DeleteFunc(b.chosen, func(w uint32) bool { return int(w) >= n })
	}
	if len(b.opt.Ego) > 0 {
		near := measure.Within(b.opt.Depth, b.opt.Ego, b.out, b.in)
		b.chosen = slices.DeleteFunc(b.chosen, func(w uint32) bool {
			_, ok := slices.BinarySearch(near, w)
			return !ok
		})
	}
	if b.opt.From > 0 || b.opt.To > 0 {
		var in []uint32
		for w, err := range b.read(b.chosen) {
			if err != nil {
				return err
			}
			y := w.CSL.Year()
			if y > 0 && y >= b.opt.From && (b.opt.To == 0 || y <= b.opt.To) {
				in = append(in, w.N)
			}
		}
		b.chosen = in
	}
	b.mark()
	return nil
}

func (b *builder) mark() {
	b.keep = make([]bool, b.out.Len())
	for _, w := range b.chosen {
		b.keep[w] = true
	}
}

// top leaves Top of the chosen works. Of citations it leaves the most cited
// half, and beside it what has most links with that half: the most cited works
// alone seldom cite each other, and a picture of them would have no lines. Works
// that share references are ranked by theirs, works cited together by citations.
// Of equals the lower number stays.
func (b *builder) top() {
	n := b.opt.Top
	if n <= 0 || len(b.chosen) <= n {
		return
	}
	switch b.opt.View {
	case Coupling:
		b.first(0, b.out.Degree)
	case Works:
		b.first(0, b.in.Degree)
		core := make([]bool, b.out.Len())
		for _, w := range b.chosen[:(n+1)/2] {
			core[w] = true
		}
		links := make(map[uint32]int, len(b.chosen)-(n+1)/2)
		for _, w := range b.chosen[(n+1)/2:] {
			for _, near := range [][]uint32{b.out.Of(w), b.in.Of(w)} {
				for _, x := range near {
					if core[x] {
						links[w]++
					}
				}
			}
		}
		b.first((n+1)/2, func(w uint32) int { return links[w] })
	default:
		b.first(0, b.in.Degree)
	}
	b.chosen = b.chosen[:n]
	slices.Sort(b.chosen)
	b.mark()
}

// first sorts what was chosen from place from on: the highest by measure first,
// of equals the one with more links.
func (b *builder) first(from int, measure func(uint32) int) {
	slices.SortFunc(b.chosen[from:], func(x, y uint32) int {
		return cmp.Or(measure(y)-measure(x), b.in.Degree(y)+b.out.Degree(y)-b.in.Degree(x)-b.out.Degree(x), cmp.Compare(x, y))
	})
}

// read yields works by number: one by one where few are wanted, else in one
// walk over all.
func (b *builder) read(works []uint32) iter.Seq2[*graph.Work, error] {
	return func(yield func(*graph.Work, error) bool) {
		if len(works)*20 < b.out.Len() {
			for _, n := range works {
				w, err := b.src.Work(n)
				if w != nil {
					w.N = n
				}
				if !yield(w, err) || err != nil {
					return
				}
			}
			return
		}
		at := 0
		for w, err := range b.src.Works() {
			if err != nil {
				yield(nil, err)
				return
			}
			if at == len(works) {
				return
			}
			if w.N == works[at] {
				at++
				if !yield(w, nil) {
					return
				}
			}
			if at%1024 == 0 && b.ctx.Err() != nil {
				yield(nil, b.ctx.Err())
				return
			}
		}
	}
}
