package person

// familyFirst adds the readings that begin with a family name: one, two and
// more words of it, each with everything that may follow.
func (l *list) familyFirst(i, end int) {
	var cost float32
	words := 0
	for k := i; k < end && k-i < maxWords+3; {
		for k+1 < end && l.particleAt(k) {
			k++
		}
		if k >= end {
			break
		}
		c := l.wordCost(k)
		if c >= impossible {
			break
		}
		words++
		cost += c + l.compoundCost(k, words)
		k++
		l.afterFamily(i, k, end, words, cost)
	}
}

// compoundCost is what it costs that token k is the n-th word of a family name.
func (l *list) compoundCost(k, n int) float32 {
	var c float32
	if n > 1 && l.toks[k-1].dotted && l.toks[k-1].fold != "st" {
		c += costMissing
	}
	switch {
	case n == 2 && !l.particleAt(k-1):
		c += costCompound
		if l.toks[k-1].odds >= 2 {
			c += 0.5
		}
		if l.toks[k].odds >= 1 && !l.toks[k].caps { // Perr Irwin N.
			c += 0.7
		}
	case n > 2:
		c += costLong
	}
	return c
}

// afterFamily adds the readings in which tokens [i, k) are the family name, of
// so many words.
func (l *list) afterFamily(i, k, end, words int, cost float32) {
	fam := [2]int{i, k}
	e, sfx := k, 0
	for e < end && l.toks[e].kind == particle { // Klaveren van, Maarten
		e++
	}
	switch {
	case e > k && l.is(e, comma):
		fam[1] = e
	case e > k && e < end && l.initialCost(e) < 0.5: // García de OD
		l.tailGiven([2]int{i, e}, e, end, 0, cost+0.3)
		e = k
	default:
		e = k
	}
	if l.is(k, suffix) && !(l.toks[k].maybe && k+1 == end && words == 1) { // Smith Jr, J.
		sfx, e = k, k+1
	}
	if l.is(e, comma) {
		l.commaGiven(fam, e, sfx, cost)
	}
	if e < end {
		l.tailGiven(fam, e, end, sfx, cost)
		l.reversedGiven(fam, e, end, cost)
	}
	if e == end {
		c := cost + costBare
		if words > 1 {
			c += 0.5
		}
		if l.toks[k-1].body {
			c += 0.5
		}
		l.out = append(l.out, reading{end: e, shape: bare, cost: c, family: fam, suffix: sfx})
	}
	if words == 1 {
		l.twoSurnames(i, k, end, cost)
	}
}

// twoSurnames adds the readings of a family name [i, k) that goes on in a way
// that looks like something else.
func (l *list) twoSurnames(i, k, end int, cost float32) {
	// Cruces R, P.: the second surname by its initial.
	if k+1 == end && l.is(k, initial) && !l.toks[k].caps && l.is(k+1, comma) && k+2 < len(l.toks) && l.initialCost(k+2) < 0.2 {
		l.commaGiven([2]int{i, k + 1}, k+1, 0, cost+0.5)
	}
	// Ortega y Gasset: the particle looks like an "and".
	if k == end && k+1 < len(l.toks) && (l.toks[k].fold == "y" || l.toks[k].fold == "i") && l.toks[k+1].kind == word {
		k += 2
		if l.is(k, comma) {
			l.commaGiven([2]int{i, k}, k, 0, cost+0.6)
		}
		if k < len(l.toks) && !l.toks[k].kind.delimits() {
			l.tailGiven([2]int{i, k}, k, l.chunkEnd(k), 0, cost+0.6)
		}
	}
}
