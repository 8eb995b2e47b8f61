package lint

import (
	"cmp"
	"slices"
	"strconv"

	"citegraph/graph"
)

// line is how a journal's volumes went with the years: the heaviest chain of
// its works along which neither falls, which leaves slips out.
type line struct{ points []point }

// point is a volume and a year, and how many works have both.
type point struct{ volume, year, works int }

// A line is trusted where at least minLine works lie on it, and at most one, or
// one of ten, lies elsewhere: several journals under one title make no line.
const (
	minLine = 6
	maxOff  = 10
)

func linesOf(works []work) map[uint32]*line {
	type key struct {
		journal      uint32
		volume, year int
	}
	count := map[key]int{}
	for i := range works {
		w := &works[i]
		if v, ok := number(w.volume); ok && w.journal != graph.None && w.year > 0 {
			count[key{w.journal, v, w.year}]++
		}
	}
	all := map[uint32][]point{}
	for k, n := range count {
		all[k.journal] = append(all[k.journal], point{k.volume, k.year, n})
	}
	lines := map[uint32]*line{}
	for j, ps := range all {
		slices.SortFunc(ps, func(a, b point) int { return cmp.Or(cmp.Compare(a.volume, b.volume), cmp.Compare(a.year, b.year)) })
		if l := chain(ps); l != nil {
			lines[j] = l
		}
	}
	return lines
}

// number reads a volume; one that is a year says nothing.
func number(s string) (int, bool) {
	v, err := strconv.Atoi(s)
	return v, err == nil && v > 0 && v < 1800
}

// chain is the heaviest chain of sorted points whose years do not fall, nil
// where too little lies on it. O(n²) over the points of one journal, which are
// at most its volumes times the years they were printed with; of more than
// maxPoints the lightest are left out.
func chain(ps []point) *line {
	const maxPoints = 2000
	if len(ps) > maxPoints {
		slices.SortStableFunc(ps, func(a, b point) int { return cmp.Compare(b.works, a.works) })
		ps = ps[:maxPoints]
		slices.SortFunc(ps, func(a, b point) int { return cmp.Or(cmp.Compare(a.volume, b.volume), cmp.Compare(a.year, b.year)) })
	}
	best, from, total, end := make([]int, len(ps)), make([]int, len(ps)), 0, -1
	for i, p := range ps {
		total += p.works
		best[i], from[i] = p.works, -1
		for j := range i {
			if q := ps[j]; q.year <= p.year && best[j]+p.works > best[i] {
				best[i], from[i] = best[j]+p.works, j
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	if end < 0 || best[end] < minLine || total-best[end] > max(1, total/maxOff) {
		return nil
	}
	l := &line{}
	for i := end; i >= 0; i = from[i] {
		l.points = append(l.points, ps[i])
	}
	slices.Reverse(l.points)
	return l
}

// years are those in which volume v came out, by the works of the chain but
// for one of that volume and year (the one that is asked about): between the
// years of its neighbours, exactly where these count one volume a year. ok is
// false where the line does not say.
func (l *line) years(v, year int) (from, to int, ok bool) {
	var before, after []point // the nearest first
	same, works := []int(nil), 0
	for i, p := range l.points {
		if q := l.points[len(l.points)-1-i]; q.volume < v && len(before) < minEven {
			before = append(before, q)
		}
		switch {
		case p.volume > v && len(after) < minEven:
			after = append(after, p)
		case p.volume == v && (p.year != year || p.works > 1):
			same = append(same, p.year)
			works += p.works
		}
	}
	if len(before) == 0 || len(after) == 0 {
		y, ok := beyond(v, append(before, after...))
		return y, y, ok
	}
	b, a := before[0], after[0]
	switch {
	case a.volume-b.volume > maxGap || a.year-b.year > maxGap:
		return 0, 0, false
	case works >= 3:
		return same[0], same[len(same)-1], true
	case a.year-a.volume == b.year-b.volume:
		return v + a.year - a.volume, v + a.year - a.volume, true
	}
	return b.year, a.year, true
}

const (
	maxGap   = 8 // volumes, and years, that neighbours may lie apart to say what is between them
	minEven  = 3 // points at an end of a chain that must count one volume a year for it to be drawn on
	maxReach = 3 // volumes by which it is drawn on
)

// beyond draws a chain on past its end.
func beyond(v int, ends []point) (int, bool) {
	if len(ends) < minEven {
		return 0, false
	}
	shift := ends[0].year - ends[0].volume
	for i, p := range ends {
		if p.year-p.volume != shift || i > 0 && p.volume == ends[i-1].volume {
			return 0, false
		}
	}
	return v + shift, max(v-ends[0].volume, ends[0].volume-v) <= maxReach
}

// volumesOf are the volumes that the chain has of a year, for the reader.
func (l *line) volumesOf(year int) (from, to int, ok bool) {
	for _, p := range l.points {
		if p.year == year {
			if !ok {
				from = p.volume
			}
			to, ok = p.volume, true
		}
	}
	return from, to, ok
}
