package person

// commaGiven adds "family, given" readings; the comma is at token at.
func (l *list) commaGiven(fam [2]int, at, sfx int, cost float32) {
	// Smith, Jr., J.: the suffix in commas of its own.
	if l.is(at+1, suffix) && l.is(at+2, comma) && at+3 < len(l.toks) && sfx == 0 {
		l.commaGiven(fam, at+2, at+1, cost)
	}
	if fam[1]-fam[0] == 1 && l.toks[fam[0]].odds >= 4 {
		cost += 0.5
	}
	first := at + 1
	end := l.chunkEnd(first)
	lead := first
	for lead < end && l.toks[lead].kind == particle { // Montebello, de P.
		lead++
	}
	if lead > first && lead < end && l.initialCost(lead) < 0.5 {
		cost += 0.3
	} else {
		lead = first
	}
	sure := l.capsFam && l.toks[fam[1]-1].caps // capitals say which is the family
	if sure && !l.toks[fam[0]].caps && !l.particleAt(fam[0]) || l.capsFam && !sure && l.toks[fam[0]].caps {
		cost += 1
	}
	r := reading{shape: byComma, cost: cost, family: fam, given: [2]int{lead, lead}, suffix: sfx}
	words := l.givenRun(&r, first, end, sure)
	if r.end == lead {
		return
	}
	if lead > first {
		r.before = [2]int{first, lead}
	}
	if words > 1 && fam[1]-fam[0] > 1 && !l.particleAt(fam[0]) {
		r.cost += 0.6
	}
	l.behindGiven(&r, end)
	l.out = append(l.out, r)
}

// givenRun reads given names and initials from the start of r.given as far as
// they go, sets r's end and cost, and returns how many were words. Where a
// word follows initials, a delimiter may be missing: it adds the reading that
// ends there.
func (l *list) givenRun(r *reading, first, end int, sure bool) (words int) {
	g := r.given[0]
	for ; g < end; g++ {
		t := &l.toks[g]
		if g > first && l.toks[g-1].dotted && l.toks[g-1].kind == word && t.kind == word {
			break
		}
		if t.kind == particle && g > first && g+1 < end { // Maria do Socorro, R. de M.
			k := g
			for k+1 < end && l.toks[k].kind == particle {
				k++
			}
			if l.initialCost(k) < 0.5 || l.toks[k].kind == word && words > 0 {
				r.cost += 0.2
				g = k - 1
				continue
			}
			break
		}
		if ic := l.initialCost(g); ic < impossible {
			if ic > 0.5 && words == 0 && l.wordCost(g) < ic {
				ic = l.wordCost(g) + 0.2
			}
			r.cost += ic
			continue
		}
		if t.kind != word || words >= 4 {
			break
		}
		if g > first && l.toks[g-1].kind == initial { // S. [missing] Jones, or J. Robert
			cut := *r
			cut.end, cut.given, cut.cost = g, [2]int{first, g}, r.cost-costMissing/2
			l.out = append(l.out, cut)
			r.cost += 0.7
		}
		switch {
		case sure && !t.caps:
		case sure:
			r.cost += 1
		default:
			r.cost += givenCost(t, words)
		}
		if t.body {
			r.cost += 1
		}
		words++
	}
	r.end, r.given[1] = g, g
	return words
}

// behindGiven takes particles and a suffix behind the given names into r.
func (l *list) behindGiven(r *reading, end int) {
	g := r.end
	for r.end < end && l.particleAt(r.end) && l.toks[r.end].fold != "v" {
		r.end++
	}
	if r.end == g && g < end && l.toks[g].fold == "v" { // Hayek, F. A. v.
		r.end++
		r.given[1] = r.end
		g = r.end
	}
	if r.end > g && r.end < end && l.toks[r.end].kind != suffix {
		r.end = g
	}
	if r.end > g {
		r.before, r.cost = [2]int{g, r.end}, r.cost+0.2
	}
	l.suffixAt(r, end)
}

// suffixAt takes a suffix at the end of r into it, also one behind a comma.
func (l *list) suffixAt(r *reading, end int) {
	if r.end < end && l.is(r.end, suffix) {
		r.suffix = r.end
		r.end++
	} else if l.is(r.end, comma) && l.is(r.end+1, suffix) {
		r.suffix = r.end + 1
		r.end += 2
	}
}

// givenCost is what it costs to read a word as the n-th of given names.
func givenCost(t *token, n int) float32 {
	var c float32
	switch {
	case t.odds >= 2:
	case t.odds >= 0:
		c = 0.3
	case t.odds >= -2:
		c = 0.6
	case t.odds >= -4:
		c = 1.1
	default:
		c = 1.8
	}
	if t.lower {
		c += 0.7
	}
	if frontParticles[t.fold] {
		c += 1.2
	}
	if n > 0 && t.odds > -3 {
		c = c/2 + 0.1
	}
	if n > 1 {
		c += 0.6
	}
	return c
}
