package list

import "citegraph/corpus"

// Which lines of a text are a reference list is told by what they look like
// (look.go), by what stands around them, and by headings. As for first lines
// there are two passes: the second sees the verdicts of the first around the
// line. A two-state Viterbi path makes runs of it.

var zoneSpace = func() (l struct {
	bias, begin, end, has, length, caps, digit, near, wide, place, behind, closed, first int
	n1                                                                                   int
	before, after, around, own, best                                                     int
	n                                                                                    int
}) {
	var s layout
	l.bias = s.block(1)
	l.begin = s.block(begins)
	l.end = s.block(ends)
	l.has = s.block(counts * 4)
	l.length = s.block(6)
	l.caps = s.block(8)
	l.digit = s.block(8)
	l.near = s.block(counts + 3)
	l.wide = s.block(counts + 3)
	l.place = s.block(10)
	l.behind = s.block(10)
	l.closed = s.block(4)
	l.first = s.block(2)
	l.n1 = s.n
	l.before = s.block(1)
	l.after = s.block(1)
	l.around = s.block(1)
	l.own = s.block(1)
	l.best = s.block(1)
	l.n = s.n
	return l
}()

// zones is a text whose lines are asked whether they are a list.
type zones struct {
	v      *view
	looks  []look
	opened []int32 // lines since a heading that opens a list; -1 none
	closed []int32 // lines since a heading that opens something else
	sums   [][counts + 3]float32
	score  []float64
	base0  []float64 // of the first pass
}

func newZones(v *view) *zones {
	n := len(v.lines)
	z := &zones{v: v, looks: make([]look, n), opened: make([]int32, n), closed: make([]int32, n), sums: make([][counts + 3]float32, n+1), score: make([]float64, n)}
	open, shut := int32(-1), int32(-1)
	for i := range v.lines {
		s := v.text(i)
		z.looks[i] = lookAt(s)
		if open >= 0 {
			open++
		}
		if shut >= 0 {
			shut++
		}
		z.opened[i], z.closed[i] = open, shut
		switch {
		case v.lines[i].Len() < 80 && opens(s) == 2:
			open, shut = 0, -1
		case v.t.Blocks[v.lines[i].block].Kind == corpus.Heading && closes(s):
			shut = 0
		case v.lines[i].Len() < 60 && v.t.Blocks[v.lines[i].block].Kind != corpus.Paragraph && closes(s):
			shut = 0
		}
		z.sums[i+1] = z.sums[i]
		for t, c := range z.looks[i].n {
			z.sums[i+1][t] += min(float32(c), 4)
		}
		z.sums[i+1][counts] += z.looks[i].caps
		z.sums[i+1][counts+1] += z.looks[i].digit
		z.sums[i+1][counts+2] += float32(min(z.looks[i].runes, 200)) / 100
	}
	return z
}

// base gives the features of the first pass.
func (z *zones) base(g *weigher, i, off int) {
	l := &zoneSpace
	a := &z.looks[i]
	g.on(off + l.bias)
	g.on(off + l.begin + int(a.begin))
	g.on(off + l.end + int(a.end))
	for t, c := range a.n {
		if c > 0 {
			g.on(off + l.has + t*4 + min(int(c), 3))
		}
	}
	g.on(off + l.length + bucket(float32(a.runes), 12, 30, 50, 80, 160))
	g.on(off + l.caps + bucket(a.caps, .05, .12, .2, .3, .45, .6, .8))
	g.on(off + l.digit + bucket(a.digit, .01, .03, .06, .1, .15, .22, .4))
	z.window(g, off+l.near, i-2, i+3)
	z.window(g, off+l.wide, i-7, i+8)
	g.on(off + l.place + i*10/max(1, len(z.looks)))
	b := 0
	if o := z.opened[i]; o >= 0 {
		b = 1 + bucket(float32(o), 2, 6, 30, 100, 300, 800)
	}
	g.on(off + l.behind + b)
	c := 0
	if s := z.closed[i]; s >= 0 {
		c = 1 + bucket(float32(s), 3, 30)
	}
	g.on(off + l.closed + c)
	f := 0
	if z.v.lines[i].first {
		f = 1
	}
	g.on(off + l.first + f)
}

// window adds the averages over lines [a, b).
func (z *zones) window(g *weigher, at, a, b int) {
	a, b = max(a, 0), min(b, len(z.looks))
	n := float32(b - a)
	for t := range z.sums[a] {
		g.add(at+t, (z.sums[b][t]-z.sums[a][t])/n)
	}
}

// second adds the verdicts of the first pass around line i.
func (z *zones) second(g *weigher, i int, sum []float64) {
	l := &zoneSpace
	off := l.n
	avg := func(a, b int) float32 {
		a, b = max(a, 0), min(b, len(z.looks))
		if b <= a {
			return -2
		}
		return float32((sum[b] - sum[a]) / float64(b-a))
	}
	g.add(off+l.before, avg(i-10, i))
	g.add(off+l.after, avg(i+1, i+11))
	g.add(off+l.around, avg(i-40, i+41))
	g.add(off+l.own, float32(z.score[i]))
	m := max(avg(i-4, i), avg(i+1, i+5))
	g.add(off+l.best, m)
}

// prefix are the running sums of bounded scores.
func (z *zones) prefix() []float64 {
	sum := make([]float64, len(z.score)+1)
	for i, s := range z.score {
		sum[i+1] = sum[i] + bound(s, 5)
	}
	return sum
}

// classify fills z.score with log odds.
func (z *zones) classify(w []float32) {
	g := &weigher{w: w}
	for i := range z.looks {
		z.base(g, i, 0)
		z.score[i] = g.take()
	}
	sum := z.prefix()
	z.base0 = z.score
	next := make([]float64, len(z.score))
	for i := range z.looks {
		z.base(g, i, zoneSpace.n)
		z.second(g, i, sum)
		next[i] = g.take()
	}
	z.score = next
}
