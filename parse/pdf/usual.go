package pdf

import "slices"

// maxUsual bounds the places where gutters are counted.
const maxUsual = 64

// usual are the gutters that stand in one place on several pages. A page may
// hold too little text to show where its columns part, or a table that has
// gutters of its own; the other pages tell.
func usual(pages [][]run) []gutter {
	var all []gutter
	var on []int // pages that each stands on
	for _, runs := range pages {
		for _, g := range gutters(runs, bodySize(runs)) {
			k := 0
			for k < len(all) && !all[k].like(g) {
				k++
			}
			if k == maxUsual {
				break
			}
			if k == len(all) {
				all, on = append(all, g), append(on, 0)
			}
			on[k]++
			all[k] = gutter{max(all[k].from, g.from), min(all[k].to, g.to)}
		}
	}
	var out []gutter
	for k, g := range all {
		if on[k] > 1 {
			out = append(out, g)
		}
	}
	return out
}

// like reports whether two gutters overlap so far that they are one.
func (g gutter) like(o gutter) bool {
	return min(g.to, o.to)-max(g.from, o.from) > 0.4*min(g.to-g.from, o.to-o.from)
}

// known are the gutters of a page on which usual ones part running text, and
// what else parts it: a column beside the text. There are none where the page
// does not keep to what is usual.
func known(runs []run, usual []gutter, body float64) []gutter {
	var out []gutter
	for _, g := range usual {
		if g.clear(runs) {
			out = put(out, g)
		}
	}
	full := fullColumns(runs, out)
	if len(out) == 0 || full == 0 {
		return nil
	}
	for _, g := range gutters(runs, body) {
		if !g.clear(runs) {
			continue
		}
		more := put(out, g)
		if n := fullColumns(runs, more); n > full {
			out, full = more, n
		}
	}
	return out
}

// put is gs, from left to right, with g among them, where it overlaps none.
func put(gs []gutter, g gutter) []gutter {
	i := 0
	for i < len(gs) && gs[i].to <= g.from {
		i++
	}
	if i < len(gs) && gs[i].from < g.to {
		return gs
	}
	return slices.Insert(slices.Clone(gs), i, g)
}

// clear reports whether text stands on both sides of g and few lines cross it.
func (g gutter) clear(runs []run) bool {
	crossed, left, right := map[int]bool{}, map[int]bool{}, map[int]bool{}
	for _, r := range runs {
		switch y := int(r.y); {
		case r.x1 < g.to-2:
			left[y] = true
		case r.x0 < g.to-2:
			crossed[y] = true
		default:
			right[y] = true
		}
	}
	n := min(len(left), len(right))
	return n > 1 && 4*len(crossed) <= n
}
