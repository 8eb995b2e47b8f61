package list

import (
	"math"
	"sort"
)

// First lines of entries are told in two passes. The first weighs what any
// line shows: how it begins, how the line before ends, where a year stands,
// how full the line before is. Its verdicts show the habits of this list: what
// its first lines have in common that its other lines have not (an indent, a
// stop before, capitals). The second pass weighs the same and the habits.
//
// The weights (weights.go) were learned by logistic regression on reference
// lists rendered in hundreds of styles and on printed ones; train_test.go.

// startSpace lays out the features of the first pass and, behind them, of the
// second.
var startSpace = func() (l struct {
	begin, end, beginEnd, year, beginYear, prevFill, endFill, ownFill, firstEnd, next, alpha, beginAlpha, alphaNext, prevHas, ownHas, bias, run, years, wrapEnd, wrapBegin, wrapFill int
	habit, alpha2, alphaNext2, since, mean, endYear                                                                                                                                  int
	one, n                                                                                                                                                                           int
}) {
	var s layout
	l.begin = s.block(begins)
	l.end = s.block(ends)
	l.beginEnd = s.block(begins * ends)
	l.year = s.block(9)
	l.beginYear = s.block(begins * 9)
	l.prevFill = s.block(6)
	l.endFill = s.block(ends * 6)
	l.ownFill = s.block(6)
	l.firstEnd = s.block(2 * ends)
	l.next = s.block(begins)
	l.alpha = s.block(7)
	l.beginAlpha = s.block(begins * 7)
	l.alphaNext = s.block(7)
	l.prevHas = s.block(counts)
	l.ownHas = s.block(counts)
	l.bias = s.block(1)
	l.run = s.block(6)
	l.years = s.block(8)
	l.endYear = s.block(ends * 4)
	l.wrapEnd = s.block(wraps * ends)
	l.wrapBegin = s.block(wraps * begins)
	l.wrapFill = s.block(wraps * 6)
	l.one = s.n
	l.habit = s.block(habits)
	l.alpha2 = s.block(7 * 3)
	l.alphaNext2 = s.block(7 * 3)
	l.since = s.block(12)
	l.mean = s.block(8)
	l.n = s.n
	return l
}()

// wraps is the number of classes of part.wrap.
const wraps = 7

// part is a list under the knife: its lines, looked at.
type part struct {
	v     *view
	lines []int // indices into v.lines
	looks []look
	years []uint8
	width float32
	wrap  int       // how many lines are full, in classes: text that was wrapped has many
	p     []float64 // probability that the line opens an entry
}

func newPart(v *view, lines []int) *part {
	p := &part{v: v, lines: lines, looks: make([]look, len(lines)), years: make([]uint8, len(lines)), p: make([]float64, len(lines))}
	ws := make([]int, len(lines))
	for k, i := range lines {
		p.looks[k] = lookAt(v.text(i))
		ws[k] = p.looks[k].runes
		s := v.text(i)
		if k+1 < len(lines) && len(s) < 170 {
			s += " " + v.text(lines[k+1])
		}
		p.years[k] = yearPlace(s)
	}
	sort.Ints(ws)
	if len(ws) > 0 {
		p.width = float32(max(20, ws[len(ws)*9/10]))
		full := 0
		for _, n := range ws {
			if float32(n) >= .88*p.width {
				full++
			}
		}
		p.wrap = bucket(float32(full)/float32(len(ws)), .14, .2, .3, .4, .5)
		if p.width > 200 {
			p.wrap = wraps - 1 // no page is so wide: a line is a paragraph
		}
	}
	return p
}

// classify fills p.p with both passes.
func (p *part) classify(w []float32) {
	g := &weigher{w: w}
	for k := range p.lines {
		p.first(g, k)
		p.p[k] = sigmoid(g.take())
	}
	for range 2 {
		h := p.learnHabits()
		next := make([]float64, len(p.p))
		for k := range p.lines {
			p.first2(g, k)
			p.second(g, k, h)
			next[k] = sigmoid(g.take())
		}
		p.p = next
	}
}

func (p *part) fill(k int) int {
	if k < 0 {
		return 5
	}
	return bucket(float32(p.looks[k].runes)/p.width, .4, .6, .78, .88, .96)
}

func (p *part) endBefore(k int) int {
	if k == 0 {
		return endNone
	}
	return int(p.looks[k-1].end)
}

// first gives the features of the first pass; their weights come first.
func (p *part) first(g *weigher, k int) { p.base(g, k, 0) }

// first2 gives the same features with the weights of the second pass.
func (p *part) first2(g *weigher, k int) { p.base(g, k, startSpace.n) }

func (p *part) base(g *weigher, k, off int) {
	l := &startSpace
	a := &p.looks[k]
	b, e, f := int(a.begin), p.endBefore(k), p.fill(k-1)
	g.on(off + l.bias)
	g.on(off + l.begin + b)
	g.on(off + l.wrapEnd + p.wrap*ends + e)
	g.on(off + l.wrapBegin + p.wrap*begins + b)
	g.on(off + l.wrapFill + p.wrap*6 + f)
	g.on(off + l.end + e)
	g.on(off + l.beginEnd + b*ends + e)
	g.on(off + l.year + int(p.years[k]))
	g.on(off + l.beginYear + b*9 + int(p.years[k]))
	g.on(off + l.prevFill + f)
	g.on(off + l.endFill + e*6 + f)
	g.on(off + l.ownFill + p.fill(k))
	first := 0
	if p.v.lines[p.lines[k]].first {
		first = 1
	}
	g.on(off + l.firstEnd + first*ends + e)
	if k+1 < len(p.looks) {
		g.on(off + l.next + int(p.looks[k+1].begin))
	}
	al := p.alphabet(k, p.nameBefore(k, false))
	g.on(off + l.alpha + al)
	g.on(off + l.beginAlpha + b*7 + al)
	g.on(off + l.alphaNext + p.alphabetNext(k, false))
	if k > 0 {
		for i, n := range p.looks[k-1].n {
			if n > 0 {
				g.on(off + l.prevHas + i)
			}
		}
	}
	for i, n := range a.n {
		if n > 0 {
			g.on(off + l.ownHas + i)
		}
	}
	g.on(off + l.run + p.quiet(k))
	y := 0
	for j := max(0, k-3); j < k; j++ {
		y += int(p.looks[j].n[nYear])
	}
	g.on(off + l.years + min(y, 7))
	if k > 0 {
		g.on(off + l.endYear + e*4 + min(int(p.looks[k-1].n[nYear]), 1)*2 + min(int(p.looks[k-1].n[nRange]+p.looks[k-1].n[nVolume]), 1))
	}
}

// quiet counts lines since one that begins like a name.
func (p *part) quiet(k int) int {
	for j := k - 1; j >= 0 && j > k-6; j-- {
		if nameBegin(p.looks[j].begin) {
			return k - j - 1
		}
	}
	return 5
}

func nameBegin(b uint8) bool {
	return b >= beginDash && b <= beginYear || b == beginNumber || b == beginBracket || b == beginKey || b == beginOrg
}

// nameBefore is the nearest line before k that opens with a name (of those
// that opened an entry in the pass before, if sure is set); -1 if none.
func (p *part) nameBefore(k int, sure bool) int {
	for j := k - 1; j >= 0 && j > k-40; j-- {
		if p.looks[j].key != "" && (sure && p.p[j] > .5 || !sure && nameBegin(p.looks[j].begin)) {
			return j
		}
	}
	return -1
}

// alphabet says how line k stands to line j in the alphabet.
func (p *part) alphabet(k, j int) int {
	if j < 0 {
		return 0
	}
	return order(p.looks[j].key, p.looks[k].key)
}

// order compares the first words of two lines: 0 unknown, 1 same, 2 same
// letter and rising, 3 same letter and falling, 4 one or two letters on, 5
// further on, 6 back.
func order(a, b string) int {
	switch {
	case a == "" || b == "":
		return 0
	case a == b:
		return 1
	case a[0] == b[0] && a < b:
		return 2
	case a[0] == b[0]:
		return 3
	case b[0] > a[0] && b[0]-a[0] <= 2:
		return 4
	case b[0] > a[0]:
		return 5
	}
	return 6
}

func (p *part) alphabetNext(k int, sure bool) int {
	for j := k + 1; j < len(p.looks) && j < k+40; j++ {
		if p.looks[j].key != "" && (sure && p.p[j] > .5 || !sure && nameBegin(p.looks[j].begin)) {
			return order(p.looks[k].key, p.looks[j].key)
		}
	}
	return 0
}

// habits of one list: classes of lines whose odds of opening an entry are
// learned from the list itself.
const (
	habitBegin = iota
	habitEnd
	habitBeginEnd
	habitYear
	habitFill
	habitIndent
	habitStep // indent against the line before and behind
	habitBlank
	habitOwnFill
	habits
)

type habit struct {
	in, out [habits][512]float64
	mean    float64
	sorted  int // 0 no, 1 unsure, 2 the list is in alphabetical order
}

func (p *part) classes(k int) [habits]int {
	a := &p.looks[k]
	li := p.v.lines[p.lines[k]]
	step := 0
	if k > 0 {
		step = 1 + sign(li.indent-p.v.lines[p.lines[k-1]].indent)
	}
	after := 1
	if k+1 < len(p.lines) {
		after = 1 + sign(p.v.lines[p.lines[k+1]].indent-li.indent)
	}
	blank := 0
	if li.first {
		blank = 1
	}
	return [habits]int{int(a.begin), p.endBefore(k), int(a.begin)*ends + p.endBefore(k), int(p.years[k]), p.fill(k - 1), min(li.indent, 40), step*3 + after, blank, p.fill(k)}
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func (p *part) learnHabits() *habit {
	h := &habit{}
	total := 0.0
	for k := range p.lines {
		q := p.p[k]
		total += q
		for t, c := range p.classes(k) {
			h.in[t][c] += q
			h.out[t][c] += 1 - q
		}
	}
	if n := len(p.lines); n > 0 {
		h.mean = total / float64(n)
	}
	rising, falling := 0, 0
	last := -1
	for k := range p.lines {
		if p.p[k] > .5 && p.looks[k].key != "" {
			if last >= 0 {
				switch order(p.looks[last].key, p.looks[k].key) {
				case 1, 2, 4, 5:
					rising++
				case 3, 6:
					falling++
				}
			}
			last = k
		}
	}
	switch {
	case rising+falling < 4:
		h.sorted = 1
	case rising >= 8*falling:
		h.sorted = 2
	case rising >= 4*falling:
		h.sorted = 1
	}
	return h
}

// odds are the log odds of class c of template t, without line k's own say.
func (h *habit) odds(t, c int, own float64) float64 {
	in, out := h.in[t][c]-own, h.out[t][c]-(1-own)
	m := max(.02, min(.98, h.mean))
	return bound(math.Log((max(in, 0)+2*m)/(max(out, 0)+2*(1-m)))-math.Log(m/(1-m)), 4)
}

// second adds what the habits say of line k.
func (p *part) second(g *weigher, k int, h *habit) {
	l := &startSpace
	off := l.n
	for t, c := range p.classes(k) {
		g.add(off+l.habit+t, float32(h.odds(t, c, p.p[k])))
	}
	g.on(off + l.alpha2 + p.alphabet(k, p.nameBefore(k, true))*3 + h.sorted)
	g.on(off + l.alphaNext2 + p.alphabetNext(k, true)*3 + h.sorted)
	since := 0
	for j := k - 1; j >= 0 && since < 11; j-- {
		since++
		if p.p[j] > .5 {
			break
		}
	}
	g.on(off + l.since + since)
	g.on(off + l.mean + bucket(float32(h.mean), .15, .25, .35, .45, .55, .7, .9))
}
