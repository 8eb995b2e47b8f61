package pdf

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// gutter is a stretch of white between two columns.
type gutter struct{ from, to float64 }

// Limits of what is taken for a column.
const (
	minGutter  = 0.65 // of the body size
	minColumn  = 0.12 // of the width of the text
	minAligned = 5    // runs that begin at the right edge of a gutter

	minAlignedHigh = 9 // the same, of a gutter that much lies over
)

// bodySize is the font size of most of the text.
func bodySize(runs []run) float64 {
	weight := map[int]int{}
	best := 0
	for _, r := range runs {
		k := int(math.Round(r.size * 2))
		weight[k] += len(r.text)
		if weight[k] > weight[best] || weight[k] == weight[best] && k < best {
			best = k
		}
	}
	return max(float64(best)/2, 1)
}

// extent is where the text of a page begins and ends; single stray runs count
// little.
func extent(runs []run) (left, right float64) {
	var x0s, x1s []float64
	for _, r := range runs {
		if len(r.text) > 3 {
			x0s, x1s = append(x0s, r.x0), append(x1s, r.x1)
		}
	}
	if len(x0s) == 0 {
		return 0, 0
	}
	sort.Float64s(x0s)
	sort.Float64s(x1s)
	return x0s[len(x0s)/50], x1s[len(x1s)-1-len(x1s)/50]
}

// gutters finds the columns of a page: where few runs cover an x, or fewer than
// beside it, with text that begins in line at the right edge. The former are
// sought first: beside them, the ends of ragged lines are a slope of the latter
// kind.
func gutters(runs []run, body float64) []gutter {
	left, right := extent(runs)
	width := right - left
	if width < 20*body || width > 20000 {
		return nil
	}
	cover := coverage(runs, left, width)
	peak := 0
	for _, c := range cover {
		peak = max(peak, c)
	}
	low := max(1, peak*15/100)
	var out []gutter
	look := func(open func(i int) bool, need int) {
		for i := 0; i < len(cover); i++ {
			j := i
			for j < len(cover) && open(j) {
				j++
			}
			g := gutter{left + float64(i), left + float64(j)}
			if g.to-g.from >= minGutter*body && g.from-left > minColumn*width && right-g.to > minColumn*width && !g.near(out, minColumn*width) && aligned(runs, g, body, need) {
				out = append(out, g)
			}
			i = j
		}
	}
	look(func(i int) bool { return cover[i] <= low }, minAligned)
	look(func(i int) bool { return cover[i] <= low || valley(cover, i) }, minAlignedHigh)
	slices.SortFunc(out, func(a, b gutter) int { return cmp.Compare(a.from, b.from) })
	return out
}

// near reports whether one of gs lies within d of g.
func (g gutter) near(gs []gutter, d float64) bool {
	return slices.ContainsFunc(gs, func(o gutter) bool { return g.from-o.to <= d && o.from-g.to <= d })
}

// valley reports whether little of what lies on both sides lies over point i
// too, as where a table or a head spans the columns.
func valley(cover []int, i int) bool {
	const near, far = 15, 45 // points
	if i < far || i+far >= len(cover) {
		return false
	}
	before, behind := 0, 0
	for k := near; k < far; k++ {
		before += cover[i-k]
		behind += cover[i+k]
	}
	return 10*cover[i]*(far-near) <= 6*min(before, behind)
}

// coverage counts, for each point of the width, the runs that lie over it.
func coverage(runs []run, left, width float64) []int {
	cover := make([]int, int(width)+1)
	for _, r := range runs {
		for i := max(0, int(math.Ceil(r.x0-left))); i < min(len(cover), int(r.x1-left)); i++ {
			cover[i]++
		}
	}
	return cover
}

// aligned reports whether text begins in line at the right edge of g, and text
// on its left stands at the same heights. It counts heights, not runs: where
// lines are stretched each word is a run.
func aligned(runs []run, g gutter, body float64, need int) bool {
	begin, right, beside := map[int]bool{}, map[int]bool{}, map[int]bool{}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, r := range runs {
		if r.x0 < g.to-2 {
			continue
		}
		right[int(r.y)] = true
		if r.x0 < g.to+2.5*body && len(r.text) > 2 {
			begin[int(r.y)] = true
			lo, hi = min(lo, r.y), max(hi, r.y)
		}
	}
	for _, r := range runs {
		if r.x1 <= g.from+2 && r.y >= lo && r.y <= hi && len(r.text) > 2 {
			beside[int(r.y)] = true
		}
	}
	return len(begin) >= need && 5*len(begin) >= len(right) && len(beside) >= need
}

// layout puts the runs of a page in reading order. Where no gutter runs down
// the whole page one may run down a part of it: below a summary, or above a
// list that is set otherwise than the text.
func layout(runs []run, usual []gutter) []*line {
	body := bodySize(runs)
	if gs := known(runs, usual, body); len(gs) > 0 {
		return inColumns(runs, gs, body)
	}
	if gs := gutters(runs, body); len(gs) > 0 {
		return inColumns(runs, gs, body)
	}
	var out []*line
	var plain []run
	left, right := extent(runs)
	flush := func() {
		for i, l := range makeLines(plain) {
			l.left, l.right, l.start = left, right, i == 0
			out = append(out, l)
		}
		plain = nil
	}
	for _, part := range stretches(runs, body) {
		size := bodySize(part)
		gs := known(part, usual, size)
		if len(gs) == 0 {
			gs = gutters(part, size)
		}
		if len(gs) == 0 || !filled(part, gs) {
			plain = append(plain, part...)
			continue
		}
		flush()
		out = append(out, inColumns(part, gs, size)...)
	}
	flush()
	return out
}

// stretches cuts a page, top to bottom, where lines without a gap for a gutter
// cover more than half of its width, and at headings that stand alone: each such
// line is a part of its own.
func stretches(runs []run, body float64) [][]run {
	left, right := extent(runs)
	rs := slices.Clone(runs)
	sort.SliceStable(rs, func(i, j int) bool {
		if int(rs[i].y) != int(rs[j].y) {
			return rs[i].y > rs[j].y
		}
		return rs[i].x0 < rs[j].x0
	})
	var out [][]run
	from := 0
	for i := 0; i < len(rs); {
		j, x0, wide, whole := i, rs[i].x0, false, true
		for ; j < len(rs) && int(rs[j].y) == int(rs[i].y); j++ {
			if j > i && rs[j].x0-rs[j-1].x1 > minGutter*body {
				x0, whole = rs[j].x0, false
			}
			wide = wide || rs[j].x1-x0 > 0.55*(right-left)
		}
		if wide || whole && heads(rs, i, j, body) {
			if i > from {
				out = append(out, rs[from:i])
			}
			out = append(out, rs[i:j])
			from = j
		}
		i = j
	}
	if from < len(rs) {
		out = append(out, rs[from:])
	}
	return out
}

// heads reports whether the row rs[i:j] is a heading, with nothing beside it.
func heads(rs []run, i, j int, body float64) bool {
	h := rs[i]
	return (h.bold || h.size > 1.1*body) &&
		(i == 0 || rs[i-1].y-h.y > h.size) && (j == len(rs) || h.y-rs[j].y > 0.9*h.size)
}

// filled tells columns of text from the columns of a table: lines of text are
// about as long as their column is wide.
func filled(runs []run, gs []gutter) bool { return fullColumns(runs, gs) > len(gs) }

// fullColumns counts the columns of text between gutters.
func fullColumns(runs []run, gs []gutter) (full int) {
	left, right := extent(runs)
	from := left
	for i := 0; i <= len(gs); i++ {
		to := right
		if i < len(gs) {
			to = gs[i].from
		}
		ink, rows := 0.0, map[int]bool{}
		for _, r := range runs {
			if r.x0 >= from-2 && r.x1 <= to+2 && len(r.text) > 2 {
				ink += r.x1 - r.x0
				rows[int(r.y)] = true
			}
		}
		if to-from >= minColumn*(right-left) && ink >= 0.6*(to-from)*float64(len(rows)) {
			full++
		}
		if i < len(gs) {
			from = gs[i].to
		}
	}
	return full
}

// inColumns puts runs between gutters in order: what spans the columns divides
// them into bands; in each band column follows column.
func inColumns(runs []run, gs []gutter, body float64) []*line {
	columns := make([][]run, len(gs)+1)
	var spanning []run
	for _, r := range runs {
		if c, ok := columnOf(r, gs, body); ok {
			columns[c] = append(columns[c], r)
		} else {
			spanning = append(spanning, r)
		}
	}
	cols := make([][]*line, len(columns))
	for c, rs := range columns {
		cols[c] = makeLines(rs)
		l, r := extent(rs)
		for _, x := range cols[c] {
			x.left, x.right = l, r
		}
	}
	wide := makeLines(spanning)
	l, r := extent(runs)
	for _, x := range wide {
		x.left, x.right = l, r
	}
	return bands(joinWide(wide, cols), cols)
}

// columnOf is the column that r lies in; false where it crosses a gutter.
func columnOf(r run, gs []gutter, body float64) (int, bool) {
	c := 0
	for _, g := range gs {
		mid := (g.from + g.to) / 2
		if r.x0 < g.from-body && r.x1 > g.to+body {
			return 0, false
		}
		if (r.x0+r.x1)/2 > mid {
			c++
		}
	}
	return c, true
}

// joinWide takes the rest of a spanning line, which may have a gap of its own
// over no gutter, out of the columns and into it.
func joinWide(wide []*line, cols [][]*line) []*line {
	for _, w := range wide {
		for c := range cols {
			kept := cols[c][:0]
			for _, l := range cols[c] {
				if math.Abs(l.y-w.y) < 0.25*w.size && math.Abs(l.size-w.size) < 0.15*w.size {
					w.runs = append(w.runs, l.runs...)
					continue
				}
				kept = append(kept, l)
			}
			cols[c] = kept
		}
		w.measure()
	}
	return wide
}

// bands merges spanning lines and columns, top to bottom.
func bands(wide []*line, cols [][]*line) []*line {
	var out []*line
	at := make([]int, len(cols))
	take := func(above float64) {
		for c := range cols {
			first := true
			for at[c] < len(cols[c]) && cols[c][at[c]].y > above {
				l := cols[c][at[c]]
				l.start, first = first, false
				out = append(out, l)
				at[c]++
			}
		}
	}
	for i, w := range wide {
		take(w.y)
		w.start = i == 0 || len(out) > 0 && out[len(out)-1] != wide[i-1]
		out = append(out, w)
	}
	take(math.Inf(-1))
	return out
}
