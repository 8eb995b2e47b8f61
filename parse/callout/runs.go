package callout

import (
	"strconv"

	"citegraph/corpus"
)

// run is a stretch of a numbered list in which numbers rise; a text with a list
// behind each chapter, or with two lists, has several.
type run struct {
	byNumber   map[int]int // printed number → N
	last       int
	start, end int // in the body
}

// addRun puts r into the last run, or into a new one where numbers start anew.
func addRun(runs []run, r corpus.Reference) []run {
	n, err := strconv.Atoi(r.Label)
	if err != nil {
		return runs
	}
	k := len(runs) - 1
	if k < 0 || n <= runs[k].last && n <= 2 {
		runs = append(runs, run{byNumber: map[int]int{}, start: r.Span.Start})
		k++
	}
	if _, dup := runs[k].byNumber[n]; !dup {
		runs[k].byNumber[n] = r.N
	}
	runs[k].last, runs[k].end = n, r.Span.End
	return runs
}

// numberAt is the entry that the printed number n means at the position pos of
// the body: where several lists start anew, that of the first list behind pos
// if lists stand between the text's parts, else that of the list that the text
// cites from (main).
func (k *known) numberAt(n, pos int) int {
	if !k.numbered {
		if n >= 1 && n <= len(k.works) {
			return k.works[n-1].n
		}
		return 0
	}
	if len(k.runs) < 2 {
		return k.byLabel[itoa(n)]
	}
	best := k.main
	if k.scattered() {
		for i, r := range k.runs {
			if r.start > pos {
				best = i
				break
			}
		}
	}
	if v := k.runs[best].byNumber[n]; v > 0 {
		return v
	}
	return k.byLabel[itoa(n)]
}

// settleMain finds the list that calls cite from: the first that has nearly all
// of the numbers cited.
func (k *known) settleMain(calls []corpus.Callout) {
	if len(k.runs) < 2 {
		return
	}
	cited := map[int]bool{}
	for _, c := range calls {
		for _, n := range c.Numbers {
			cited[n] = true
		}
	}
	top := -1
	for i, r := range k.runs {
		has := 0
		for n := range r.byNumber {
			if cited[n] {
				has++
			}
		}
		if has > top+top/10 {
			k.main, top = i, has
		}
	}
}

// scattered reports that text stands between the runs: lists by chapter.
func (k *known) scattered() bool {
	gaps := 0
	for i := 1; i < len(k.runs); i++ {
		if k.runs[i].start-k.runs[i-1].end > 3000 {
			gaps++
		}
	}
	return gaps*2 >= len(k.runs)-1
}

// most is the highest number that any list prints.
func (k *known) most() int {
	if !k.numbered {
		return len(k.works)
	}
	m := 0
	for _, r := range k.runs {
		for n := range r.byNumber {
			m = max(m, n)
		}
	}
	return m
}
