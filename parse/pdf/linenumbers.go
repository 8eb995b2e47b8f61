package pdf

import (
	"sort"
	"strconv"
)

// Line numbers, as manuscripts and preprints have them in a margin: numbers
// alone, beside the text, that count up by one step down the page.
const (
	minNumbered = 5   // numbers of a page
	inStep      = 0.8 // of them follow the one above
	ofLines     = 0.4 // of the lines of the page are counted
)

// lineNumbers takes the numbers of lines out of the runs of all pages and
// returns them apart. A list whose entries are numbered is told from them by
// the other pages: where lines are counted, most pages count theirs.
func lineNumbers(pages [][]run) (numbers [][]run) {
	numbers = make([][]run, len(pages))
	for _, right := range []bool{false, true} {
		found := make([][]int, len(pages))
		hits, asked := 0, 0
		for p, runs := range pages {
			if len(heights(runs)) >= 2*minNumbered {
				asked++
			}
			if found[p] = margin(runs, right); counted(runs, found[p]) {
				hits++
			}
		}
		if hits < 2 || 2*hits < asked {
			continue
		}
		for p := range pages {
			pages[p], numbers[p] = part(pages[p], found[p], numbers[p])
		}
	}
	return numbers
}

// margin finds the runs of digits that stand beside the text, top to bottom.
func margin(runs []run, right bool) []int {
	var text []run
	for _, r := range runs {
		if !digits(r.text) {
			text = append(text, r)
		}
	}
	from, to := extent(text)
	var out []int
	for i, r := range runs {
		if digits(r.text) && (right && r.x0 > to+0.3*r.size || !right && r.x1 < from-0.3*r.size) {
			out = append(out, i)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return runs[out[i]].y > runs[out[j]].y })
	return out
}

// counted reports whether the runs at count the lines of a page.
func counted(runs []run, at []int) bool {
	if len(at) < minNumbered {
		return false
	}
	var steps [11]int
	step := 1
	for k := 1; k < len(at); k++ {
		if d := value(runs[at[k]]) - value(runs[at[k-1]]); d > 0 && d < len(steps) {
			if steps[d]++; steps[d] > steps[step] {
				step = d
			}
		}
	}
	lines := len(heights(runs))
	return float64(steps[step]) >= inStep*float64(len(at)-1) && float64(len(at)*step) >= ofLines*float64(lines)
}

// part moves the runs at from runs to taken.
func part(runs []run, at []int, taken []run) (kept, _ []run) {
	gone := map[int]bool{}
	for _, i := range at {
		gone[i] = true
		taken = append(taken, runs[i])
	}
	for i, r := range runs {
		if !gone[i] {
			kept = append(kept, r)
		}
	}
	return kept, taken
}

// heights are the baselines of runs, in whole points.
func heights(runs []run) map[int]bool {
	out := map[int]bool{}
	for _, r := range runs {
		out[int(r.y)] = true
	}
	return out
}

// digits reports a number of at most five digits.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && len(s) <= 5
}

// value is the number that a run of digits says.
func value(r run) int {
	n, _ := strconv.Atoi(r.text)
	return n
}
