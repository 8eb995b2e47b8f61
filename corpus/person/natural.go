package person

// givenFirst adds the readings "given family", which run to the end of their
// chunk (or to where a delimiter is missing), and take a suffix or degrees
// behind a comma.
func (l *list) givenFirst(i, end int) {
	n := 0
	for k := i; k < end && k-i < maxWords+5; k++ {
		t := &l.toks[k]
		if t.kind == small || t.kind == number || t.kind == undiv {
			break
		}
		n = k + 1 - i
	}
	if n < 2 {
		return
	}
	stop := i + n
	sfx := 0
	if stop == end && l.toks[stop-1].kind == suffix && n > 2 {
		sfx = stop - 1
		stop--
	}
	if i+n == end {
		l.splitNatural(i, stop, end, sfx)
	}
	// J. Smith K. Jones: cut behind a word that initials follow.
	for k := i + 1; k+1 < i+n; k++ {
		next := &l.toks[k+1]
		if l.toks[k].kind == word && next.kind == initial && (!next.maybe || next.caps && !l.allCaps && !l.capsFam) && l.toks[k-1].kind == initial {
			before := len(l.out)
			l.splitNatural(i, k+1, k+1, 0)
			for m := before; m < len(l.out); m++ {
				l.out[m].cost -= costMissing - 0.5
			}
		}
	}
}

// splitNatural adds the reading of tokens [i, stop) as given names and family
// name; the chunk ends at end.
func (l *list) splitNatural(i, stop, end, sfx int) {
	var cost float32
	last := stop - 1
	if l.wordCost(last) >= impossible {
		return
	}
	at := l.familyAt(i, stop)
	if at <= i {
		return
	}
	words := 0
	for k := i; k < at; k++ {
		t := &l.toks[k]
		if ic := l.initialCost(k); ic < impossible {
			if wc := l.wordCost(k); t.maybe && t.caps && wc < ic {
				ic = wc
			}
			cost += ic
			continue
		}
		if t.kind != word && t.kind != particle {
			return
		}
		if t.kind == word {
			cost += givenCost(t, words)
			words++
			if t.odds < 2 && k > i && l.toks[k-1].kind == initial && k+1 < at && l.toks[k+1].kind == initial { // A. Kelly A. Macdonald
				cost += 0.5
			}
			if t.body {
				cost += 0.5
			}
			if t.caps && l.capsFam && !l.toks[last].caps {
				cost += 1
			}
		} else {
			cost += 0.3
		}
	}
	if words > 2 {
		cost += 0.4 * float32(words-2)
	}
	fw := 0
	for k := at; k < stop; k++ {
		if l.toks[k].kind == particle {
			continue
		}
		c := l.wordCost(k)
		if c >= impossible {
			return
		}
		if l.toks[k].lower {
			c += 0.5
		}
		if k > at && l.toks[k-1].dotted && l.toks[k-1].kind == word && l.toks[k-1].fold != "st" {
			c += costMissing
		}
		cost += c
		if fw++; fw > 1 && !l.particleAt(k-1) {
			cost += costCompound
		}
	}
	if o := l.toks[last].odds; o >= 4 && fw == 1 {
		cost += 0.7
	} else if o >= 2 && fw == 1 {
		cost += 0.2
	}
	if l.toks[last].body {
		cost += 0.5
	}
	r := reading{end: end, shape: natural, cost: cost, family: [2]int{at, stop}, given: [2]int{i, at}, suffix: sfx}
	for l.is(r.end, comma) {
		if l.is(r.end+1, suffix) && r.suffix == 0 {
			r.suffix = r.end + 1
		} else if !l.degreeAt(r.end + 1) {
			break
		}
		r.end += 2
	}
	l.out = append(l.out, r)
}

// degreeAt reports a chunk that is a degree alone: ", PhD,".
func (l *list) degreeAt(k int) bool {
	return k < len(l.toks) && degrees[l.toks[k].fold] && len(l.toks[k].text) > 1 &&
		(k+1 == len(l.toks) || l.toks[k+1].kind.delimits())
}

// familyAt says where the family name of [i, stop), printed in natural order,
// begins.
func (l *list) familyAt(i, stop int) int {
	lastInitial := -1
	for k := i; k < stop-1; k++ {
		if l.initialCost(k) < 0.5 && !(l.toks[k].maybe && l.wordCost(k) < l.initialCost(k)) {
			lastInitial = k
		}
	}
	// capitals mark the family name among words of mixed case
	if l.capsFam && l.toks[stop-1].caps {
		k := stop - 1
		for k-1 > i && (l.toks[k-1].caps && l.toks[k-1].kind != initial || l.particleAt(k-1)) {
			k--
		}
		return k
	}
	at := stop - 1
	switch {
	case lastInitial >= 0 && lastInitial+1 < stop:
		at = lastInitial + 1
		for at < stop-1 && !l.particleAt(at) && (l.toks[at].odds >= 2 || stop-at > 3) {
			at++
		}
	case stop-i >= 4 && l.toks[stop-2].odds <= -2 && l.toks[stop-1].odds <= 0 && l.toks[i].odds >= 2 && l.toks[i+1].odds >= 2:
		at = stop - 2
	}
	for at-1 > i && l.particleAt(at-1) {
		at--
	}
	// particles that stand before: "Vincent van der Berg Jones"
	for k := max(i+1, lastInitial+1); k < at; k++ {
		if l.toks[k].kind == particle {
			return k
		}
	}
	return at
}

// organisation adds the readings of a name that is none of a person's: from
// token i to the end of its chunk, and over an "and" inside it.
func (l *list) organisation(i, end int) {
	body, smalls, inits, words := 0, 0, 0, 0
	commas, cross := 0, float32(0)
	for k := i; k < len(l.toks) && k-i < maxLiteral; k++ {
		t := &l.toks[k]
		switch {
		case t.kind == semi || t.kind == slash && l.semis:
			return
		case t.kind.delimits():
			if k > i && commas == 0 {
				l.addLiteral(i, k, body, smalls, inits, words, cross)
			}
			switch {
			case t.kind == and && body > 0:
				commas = 0
			case t.kind == and && l.bodyIn(k+1):
				cross += 0.4
			case t.kind == comma && body > 0 && commas == 0 && l.enumerates(k+1):
				commas++
				cross += 0.4
			default:
				return
			}
		case t.body:
			body++
		case t.kind == small:
			smalls++
		case t.kind == initial && !(t.maybe && t.caps):
			inits++
		default:
			words++
		}
		if k+1 == len(l.toks) {
			if commas == 0 {
				l.addLiteral(i, k+1, body, smalls, inits, words, cross)
			}
		}
	}
}

// bodyIn reports whether the chunk at k holds a word of organisations.
func (l *list) bodyIn(k int) bool {
	for end := l.chunkEnd(k); k < end; k++ {
		if l.toks[k].body {
			return true
		}
		if l.toks[k].kind == initial {
			return false
		}
	}
	return false
}

// enumerates reports whether the chunk at k is a few plain words that an "and"
// with more of them follows: Department of Health[, Education, and Welfare].
func (l *list) enumerates(k int) bool {
	end := l.chunkEnd(k)
	if end == k || end-k > 3 {
		return false
	}
	for ; k < end; k++ {
		if l.toks[k].kind != word || l.toks[k].odds > 1 {
			return false
		}
	}
	if l.is(end, comma) {
		end++
	}
	if !l.is(end, and) || end+1 >= len(l.toks) {
		return false
	}
	for k = end + 1; k < l.chunkEnd(end+1); k++ {
		if l.toks[k].kind == initial || l.toks[k].odds > 1 {
			return false
		}
	}
	return true
}

func (l *list) addLiteral(i, end, body, smalls, inits, words int, cost float32) {
	if l.toks[i].fold == "u" && inits >= 2 { // U.S., U.K.
		inits -= 2
	}
	n := body + smalls + inits + words
	switch {
	case body > 0 && (n > 1 || l.toks[i].body):
		cost += 0.25 + 0.6*float32(inits)
		if smalls == 0 && body == 1 && words == 1 { // "Helen Bank"
			cost += 0.8
		}
	case smalls > 0 && l.toks[i].kind != small:
		cost += 0.8 + 0.6*float32(inits)
	case n == 1 && l.toks[i].maybe && l.toks[i].caps: // WHO
		cost += 1.0
	default:
		cost += costPlainText + 0.3*float32(n)
	}
	l.out = append(l.out, reading{end: end, shape: literal, cost: cost, family: [2]int{i, end}})
}
