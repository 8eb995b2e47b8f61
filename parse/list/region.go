package list

import (
	"sort"
	"strings"
	"unicode"

	"citegraph/corpus"
)

const (
	switchCost = 4.0 // of going into or out of a list, in log odds
	headCost   = 1.0 // of going in behind a heading that says so
	minLines   = 2   // of a list
	minSum     = 9.0 // total log odds of a list that no heading announces
	sureMean   = 3.0 // log odds a line of one that stands beside an announced list
	sureLines  = 6   // lines of such a list

	longEntry = 60 // lines of entries that look like none

	announcedBonus = 2.5 // log odds a line that stands behind a heading
)

// regions finds the runs of lines that are reference lists.
func regions(v *view) []region {
	if len(v.lines) == 0 {
		return nil
	}
	z := newZones(v)
	z.classify(zoneWeights)
	z.besides()
	var out []region
	var sure []bool
	for _, r := range runs(z.path()) {
		r.from = z.behindHeading(r)
		sum := 0.0
		for _, x := range z.score[r.from:r.to] {
			sum += bound(x, 5)
		}
		r.from = z.backToOne(z.backToHeading(z.backToBlock(r.from)))
		for r.from < r.to && opens(v.text(r.from)) > 0 {
			r.from++
		}
		if n := len(out); n > 0 && r.from < out[n-1].to {
			r.from = out[n-1].to
		}
		r.to = z.beforeClosing(r)
		if n := len(out); n > 0 && sure[n-1] && z.between(out[n-1].to, r.from) {
			out[n-1].to = r.to
			continue
		}
		lines := r.to - r.from
		announced := r.from > 0 && opens(v.text(r.from-1)) > 0
		if announced {
			r.to = z.onward(r.to)
		}
		if lines > 0 && announced || lines >= minLines && sum >= minSum {
			out = append(out, r)
			sure = append(sure, announced || sum >= sureMean*float64(lines) && lines >= sureLines)
		}
	}
	for _, r := range z.announced(out) {
		out, sure = append(out, r), append(sure, true)
	}
	return settled(out, sure)
}

// between reports whether the lines from a list to the next are entries of a
// strange make, a long title say, in the middle of one list: few, and without a
// heading.
func (z *zones) between(from, to int) bool {
	if to-from > longEntry {
		return false
	}
	for i := from; i < to; i++ {
		if z.v.t.Blocks[z.v.lines[i].block].Kind == corpus.Heading || z.v.lines[i].Len() < 60 && (closes(z.v.text(i)) || opens(z.v.text(i)) > 0) {
			return false
		}
	}
	return true
}

// behindHeading is where a run of lines starts that holds the heading of its
// list: what stands before it is prose, unless it is plainly a list itself.
func (z *zones) behindHeading(r region) int {
	sum := 0.0
	for i := r.from; i+1 < r.to; i++ {
		if !z.heading(i) || z.v.lines[i].head {
			sum += bound(z.score[i], 5)
			continue
		}
		if z.backToHeading(r.from) != r.from || sum >= sureMean*float64(i-r.from) {
			return r.from
		}
		return i + 1
	}
	return r.from
}

// beforeClosing is where a run of lines ends that goes on, far less like a
// list, behind a heading of something else: a search strategy in an appendix
// is numbered too, and below an article in the web stand others.
func (z *zones) beforeClosing(r region) int {
	before := 0.0
	for i := r.from; i < r.to; i++ {
		if i-r.from >= minLines && z.v.t.Blocks[z.v.lines[i].block].Kind == corpus.Heading && (closes(z.v.text(i)) || furniture(z.v.text(i))) {
			if furniture(z.v.text(i)) {
				return i
			}
			after := 0.0
			for _, x := range z.score[i:r.to] {
				after += bound(x, 5)
			}
			if after < 2*float64(r.to-i) && 2*after*float64(i-r.from) < before*float64(r.to-i) {
				return i
			}
		}
		before += bound(z.score[i], 5)
	}
	return r.to
}

// announced finds the lists behind headings that say so where path found none:
// lists of a few entries, or of entries of a strange make.
func (z *zones) announced(have []region) []region {
	var out []region
	reach, k := 0, 0
	for i := range z.v.lines {
		for k < len(have) && have[k].to <= i {
			reach, k = max(reach, have[k].to), k+1
		}
		if i < reach || k < len(have) && have[k].from <= i+6 || !z.heading(i) {
			continue
		}
		r := region{i + 1, i + 1}
		sum, top := 0.0, 0.0
		for j := i + 1; j < len(z.v.lines) && (k >= len(have) || j < have[k].from); j++ {
			if z.heading(j) || z.v.lines[j].Len() < 60 && closes(z.v.text(j)) {
				break
			}
			if j == i+1 {
				sum += announcedBonus
			}
			score := bound(z.score[j], 5)
			if z.plain(j) {
				score = max(score, 0)
			}
			if sum += score + announcedBonus; sum > top {
				top, r.to = sum, j+1
			} else if sum < top-15 {
				break
			}
		}
		if r.to > r.from {
			out = append(out, r)
			reach = r.to
		}
	}
	return out
}

// plain reports a line that opens with a name and reads like a reference, in
// whatever company: windows of a short text tell little.
func (z *zones) plain(i int) bool {
	switch z.looks[i].begin {
	case beginComma, beginInitial, beginGiven, beginFirst, beginYear, beginDash, beginNumber, beginBracket:
		return z.looks[i].n[nVerb] < 2 && noteLike(z.v.text(i))
	}
	return false
}

// onward is where an announced list ends that goes on, behind to, with such
// lines, or with blocks that open with one.
func (z *zones) onward(to int) int {
	for to < len(z.v.lines) && z.plain(to) {
		first := z.v.lines[to].first
		for to++; first && to < len(z.v.lines) && !z.v.lines[to].first; to++ {
		}
	}
	return to
}

// heading reports that line i is the heading of a list and nothing else.
func (z *zones) heading(i int) bool {
	return z.v.lines[i].Len() < 80 && opens(z.v.text(i)) == 2
}

// backToBlock moves the first line of a list up to the start of its block, if
// that is near and what lies between is not plainly something else.
func (z *zones) backToBlock(i int) int {
	for j := i; j >= 0 && i-j <= 4; j-- {
		if j < i && z.score[j] < -4 {
			return i
		}
		if z.v.lines[j].first {
			return j
		}
	}
	return i
}

// backToOne moves the first line of a numbered list, which no heading need
// name, up to number 1, over entries that look like none.
func (z *zones) backToOne(i int) int {
	const reach = 15 // lines of such an entry
	ls := z.v.lines
	kind := func(j int) byte { return z.v.t.Body[ls[j].Start] } // a bracket or a digit
	at := i
	for n := ls[at].num; n > 1; n-- {
		j := at - 1
		for j >= 0 && at-j <= reach && ls[j].num != n-1 && z.v.t.Blocks[ls[j].block].Kind != corpus.Heading {
			j--
		}
		if j < 0 || ls[j].num != n-1 || unicode.IsDigit(rune(kind(j))) != unicode.IsDigit(rune(kind(at))) {
			return i
		}
		at = j
	}
	return at
}

// besides marks lines beside a page number that look like no reference:
// running heads that do not come often enough to be told by that.
func (z *zones) besides() {
	ls := z.v.lines
	for i := range ls {
		if ls[i].head || ls[i].Len() > 90 || z.base0[i] > -.5 || ls[i].labelled() || z.v.t.Blocks[ls[i].block].Kind == corpus.Heading && opens(z.v.text(i)) > 0 {
			continue
		}
		before := i > 0 && pageNumber(z.v.text(i-1))
		after := i+1 < len(ls) && pageNumber(z.v.text(i+1))
		ls[i].head = before || after
	}
}

// settled drops the lists that nothing announces, unless they are plainly
// lists, where there are better ones.
func settled(rs []region, sure []bool) []region {
	any := false
	for _, s := range sure {
		any = any || s
	}
	var out []region
	for i, r := range rs {
		if sure[i] || !any {
			out = append(out, r)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].from < out[j].from })
	for i := 1; i < len(out); i++ {
		out[i].from = max(out[i].from, out[i-1].to)
		out[i].to = max(out[i].to, out[i].from)
	}
	return out
}

// runs are the stretches of in that are true.
func runs(in []bool) []region {
	var out []region
	for i := 0; i < len(in); i++ {
		if !in[i] {
			continue
		}
		j := i
		for j < len(in) && in[j] {
			j++
		}
		out = append(out, region{i, j})
		i = j
	}
	return out
}

// path is the best way through the two states, list or not.
func (z *zones) path() []bool {
	n := len(z.score)
	back := make([][2]bool, n) // came from "list"
	var o, r float64
	r = -switchCost / 2
	for i := range z.score {
		s := bound(z.score[i], 6)
		if k := z.v.t.Blocks[z.v.lines[i].block].Kind; k == corpus.Cell || k == corpus.Caption {
			s -= 2
		}
		cost := switchCost
		if z.opened[i] == 1 {
			cost = headCost
		}
		leave := switchCost
		if z.closed[i] == 1 {
			leave = headCost
		}
		no, nr := o, r
		if r-leave > o {
			no, back[i][0] = r-leave, true
		}
		if o-cost > r {
			nr = o - cost
		} else {
			back[i][1] = true
		}
		o, r = no-s/2, nr+s/2
	}
	in := make([]bool, n)
	state := r > o
	for i := n - 1; i >= 0; i-- {
		in[i] = state
		if state {
			state = back[i][1]
		} else {
			state = back[i][0]
		}
	}
	return in
}

// backToHeading moves the first line of a list up to a heading close before it.
func (z *zones) backToHeading(i int) int {
	for j := i - 1; j >= 0 && i-j <= 6; j-- {
		if z.v.lines[j].Len() < 80 && opens(z.v.text(j)) == 2 {
			return j + 1
		}
	}
	return i
}

// heads finds running heads and page numbers: short lines that come again and
// again, far apart, or are digits alone. They stand in the middle of entries.
func heads(v *view) {
	type seen struct {
		n, last int
		close   bool // twice on one page
	}
	by := map[string]*seen{}
	keys := make([]string, len(v.lines))
	for i := range v.lines {
		s := v.text(i)
		if len(s) > 110 {
			continue
		}
		k := headKey(s)
		if len(k) < 6 {
			continue
		}
		keys[i] = k
		if o := by[k]; o == nil {
			by[k] = &seen{1, i, false}
		} else {
			o.close = o.close || i-o.last < 12
			o.n, o.last = o.n+1, i
		}
	}
	for i := range v.lines {
		o := by[keys[i]]
		v.lines[i].head = pageNumber(v.text(i)) || o != nil && o.n >= 3 && !o.close && !v.lines[i].labelled()
	}
}

// labelled is true of lines that carry a number of their own: they are entries
// that happen to be alike.
func (l line) labelled() bool { return l.num > 0 && l.after > 2 }

// headKey is a line without its digits, folded lightly; "" where the line
// cannot be a running head: a locator alone, "12(3):45–67", is the last line of
// an entry, and many entries end alike.
func headKey(s string) string {
	low := strings.ToLower(s)
	if letters(low) < 3 {
		return ""
	}
	for _, p := range [...]string{"pmid", "doi", "http", "google", "available", "accessed", "crossref", "view", "pubmed", "retrieved", "press", "in:", "———", "--"} {
		if strings.HasPrefix(low, p) {
			return ""
		}
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == ' ' || r == '\t' {
			return -1
		}
		return r
	}, low)
}

// letters counts the letters of s.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// pageNumber reports "23", "- 23 -", "Page 3 of 10", "| 12".
func pageNumber(s string) bool {
	if len(s) > 24 {
		return false
	}
	t := strings.Trim(strings.ToLower(s), " -–—|")
	t = strings.TrimPrefix(t, "page ")
	if a, b, ok := strings.Cut(t, " of "); ok {
		return digitsOnly(a) && digitsOnly(b)
	}
	return digitsOnly(t) && len(t) <= 4 && len(s)-len(t) <= 6
}

func digitsOnly(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
