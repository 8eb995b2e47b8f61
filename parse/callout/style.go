package callout

import "citegraph/corpus"

// evidence is what speaks for one form in one document.
type evidence struct {
	count   int     // candidates
	works   int     // different entries that it reaches
	chained int     // entries introduced in counting order
	share   float64 // works of all entries
}

// choose keeps the candidates of the forms in which the document cites.
func choose(cs []cand, k *known) []corpus.Callout {
	n := k.most()
	ev := weigh(cs, n, k.alphabetical)
	keep := chosen(ev, n, k.numbered)
	var out []corpus.Callout
	var last []int // targets of the last citation by name
	for i := range cs {
		c := &cs[i]
		if c.again && keep[named] && len(last) > 0 {
			c.Targets, c.linked, c.Confidence = last[len(last)-1:len(last):len(last)], true, .7
		} else if c.form == named && c.linked {
			last = c.Targets
		}
		if !keep[c.form] || !c.sound(n, ev[c.form]) {
			continue
		}
		if c.form == round && (keep[lost] || keep[marked]) && !c.afterEtal {
			continue
		}
		c.Confidence = c.trust(n, ev[c.form])
		out = append(out, c.Callout)
	}
	return out
}

// weigh collects the evidence of every form.
func weigh(cs []cand, n int, alphabetical bool) [forms]evidence {
	var ev [forms]evidence
	by := [forms][]*cand{}
	for i := range cs {
		by[cs[i].form] = append(by[cs[i].form], &cs[i])
	}
	for f := range by {
		e := &ev[f]
		e.count = len(by[f])
		seen := map[int]bool{}
		switch form(f) {
		case square, round, marked, lost:
			bound := n
			if n == 0 {
				bound = highest(by[f])
			}
			if form(f) == lost && alphabetical {
				e.chained = scattered(by[f], bound)
			}
			if e.chained == 0 {
				e.chained = chain(by[f], bound)
			}
			for _, c := range by[f] {
				if form(f) == lost && !c.passes || !fits(c.Numbers, bound) {
					continue
				}
				for _, v := range c.Numbers {
					seen[v] = true
				}
			}
		default:
			for _, c := range by[f] {
				for _, v := range c.Targets {
					seen[v] = true
				}
			}
		}
		e.works = len(seen)
		if n > 0 {
			e.share = float64(e.works) / float64(n)
		}
	}
	return ev
}

// scattered looks for the numbers of an alphabetical list, whose first
// appearances do not count up: where candidates of a clear shape reach half of
// the list, and more than a chain does, all of clear shape pass. It returns how
// many entries they reach, 0 where a chain does better.
func scattered(cs []*cand, n int) int {
	clear := func(c *cand) bool { return c.doubt < .35 && fits(c.Numbers, n) }
	seen := map[int]bool{}
	for _, c := range cs {
		if clear(c) {
			for _, v := range c.Numbers {
				seen[v] = true
			}
		}
	}
	if len(seen) < 4 || 2*len(seen) < n {
		return 0
	}
	try := make([]*cand, len(cs))
	for i, c := range cs {
		copied := *c
		try[i] = &copied
	}
	if chain(try, n) >= len(seen) {
		return 0 // they count up after all
	}
	for _, c := range cs {
		c.passes = c.passes || clear(c)
	}
	return len(seen)
}

// highest is the largest number of cs that may be one of a list.
func highest(cs []*cand) int {
	h := 0
	for _, c := range cs {
		for _, v := range c.Numbers {
			if v > h && v <= 999 {
				h = v
			}
		}
	}
	return h
}

// chosen says which forms a document uses.
func chosen(ev [forms]evidence, n int, numbered bool) (keep [forms]bool) {
	if n == 0 {
		keep[square], keep[named] = true, true
		r := ev[round]
		keep[round] = r.chained >= 5 && r.chained*2 >= r.works && r.count >= 5 && ev[square].count < r.count/4
		m := ev[marked]
		keep[marked] = m.chained >= 3 && ev[square].count < m.count/2
		return keep
	}
	if ev[anchor].works > 0 && ev[anchor].share >= .3 {
		keep[anchor] = true
		return keep
	}
	best, score := form(forms), 0.0
	for f := range forms {
		s := ev[f].score(f, n)
		if !numbered && f <= lost && ev[named].share >= .25 {
			s *= .5 // a list without numbers that is cited by name
		}
		if s > score {
			best, score = f, s
		}
	}
	if best == forms {
		keep[square] = true
		return keep
	}
	keep[best] = true
	// "Ling et al.(44)" among superscripts
	keep[round] = keep[round] || best == lost || best == marked
	// a second form only where it reaches much of the list as well
	for f := range forms {
		if f != best && (f == named || f == square || f == keyed || f == anchor) && (best == named || best == anchor || best == keyed) && ev[f].score(f, n) >= .5*score {
			keep[f] = true
		}
	}
	return keep
}

// score says how well form f explains a list of n entries, 0 where not at all.
func (e evidence) score(f form, n int) float64 {
	in := float64(e.chained) / float64(n)
	switch f {
	case square:
		return max(e.share, in)
	case marked:
		if e.works < 2 && n > 3 {
			return 0
		}
		return max(.9*e.share, in)
	case round:
		if e.works < min(3, n) || in < .15 && e.share < .5 {
			return 0
		}
		return max(.6*e.share, .95*in)
	case lost:
		if e.chained < min(4, n) || in < .25 {
			return 0
		}
		return .9 * in
	case paged:
		if e.works < min(4, n) || e.share < .25 {
			return 0
		}
		return .8 * e.share
	}
	return e.share
}

// sound reports that a single candidate of a chosen form is a citation.
func (c *cand) sound(n int, e evidence) bool {
	switch c.form {
	case square:
		return n == 0 || len(c.Numbers) == 0 || fits(c.Numbers, n) || len(c.Numbers) > 1 && c.Numbers[0] <= n || c.Numbers[0] <= n+n/4+2
	case round:
		if n == 0 {
			return c.passes
		}
		return (c.passes || fits(c.Numbers, n)) && c.doubt < .5
	case marked:
		return (c.passes || n > 0 && fits(c.Numbers, n) && e.chained*2 < n) && (c.doubt < .5 || c.introduces && c.doubt < .9)
	case lost:
		return c.introduces && c.doubt < .95 || c.passes && c.doubt < .35
	case named:
		return c.linked || c.passes || n == 0 && len(c.Authors) > 0
	}
	return true
}

// trust is the confidence of a candidate of a chosen form.
func (c *cand) trust(n int, e evidence) float64 {
	p := .97
	switch c.form {
	case round:
		p = .93
	case lost:
		p = .9 - .3*c.doubt
	case marked:
		p = .97 - .3*c.doubt
	case paged:
		return .85
	case named:
		if p = c.Confidence; !c.linked {
			p = .5
		}
		return p
	}
	if n > 0 && !fits(c.Numbers, n) && !(c.form == anchor && len(c.Numbers) == 0) {
		p = .4
	}
	return p
}
