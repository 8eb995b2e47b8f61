package person

// shape is the form of one name.
type shape uint8

const (
	byComma  shape = iota // Gillard, S.
	tail                  // Gillard SJ
	natural               // S. J. Gillard
	reversed              // GILLARD Steve
	bare                  // Gillard
	literal               // World Health Organization
)

// reading is one way to read a name that starts at some token.
type reading struct {
	end    int // the token behind it
	shape  shape
	cost   float32
	family [2]int // tokens
	given  [2]int
	suffix int    // token, 0 where none
	before [2]int // particles that are printed behind the given name
}

// Costs of what is possible but unusual. They were set by hand and tuned on
// labelled author strings; only their order of magnitude matters.
const (
	costCompound  = 0.25 // a family name of two words
	costLong      = 1.0  // each further word
	costMissing   = 1.5  // no delimiter between two names
	costBare      = 0.8  // a family name alone
	costOffStyle  = 2.5  // a name of another shape than its list
	costForeign   = 1.5  // a comma between names of a list that has semicolons
	costPlainText = 3.0  // a literal with no word of organisations in it
	impossible    = 1000
)

// maxWords bounds the words of one person's name, maxLiteral the tokens of an
// organisation's.
const (
	maxWords   = 5
	maxLiteral = 24
)

// list is a text being read.
type list struct {
	text    string
	toks    []token
	ends    []int // by token, see measure
	allCaps bool  // no word of mixed case: short words may be names
	capsFam bool  // families in capitals, given names not
	semis   bool  // semicolons (or slashes) separate the names
	out     []reading
}

// wordCost is what it costs to read token k as a word of a name.
func (l *list) wordCost(k int) float32 {
	t := &l.toks[k]
	switch {
	case t.kind == word:
		if t.lower {
			return 0.5
		}
		return 0
	case t.kind == initial && t.maybe && t.caps:
		if l.allCaps || l.capsFam {
			return 0.25
		}
		if len(t.text) >= 4 {
			return 0.8
		}
		return 1.6
	case t.kind == initial && t.maybe: // Li. Wu.
		return 0.4
	}
	return impossible
}

// initialCost is what it costs to read token k as initials.
func (l *list) initialCost(k int) float32 {
	t := &l.toks[k]
	n := float32(len([]rune(t.text)))
	switch {
	case t.kind == suffix && t.maybe:
		return 0.4
	case t.kind != initial:
		return impossible
	case !t.maybe:
		return 0
	case !t.caps: // Ph. Chr. Yu.
		if vowelless(t.fold) {
			return 0
		}
		return 0.3
	case t.dotted && n <= 2:
		return 0.1
	case l.allCaps:
		return 0.15 + max(0, n-2)*0.6
	case l.capsFam:
		return 0.1 + max(0, n-2)*0.4
	}
	return max(0, n-3) * 0.5
}

// read returns every reading of a name that starts at token i.
func (l *list) read(i int) []reading {
	l.out = l.out[:0]
	end := l.chunkEnd(i)
	if l.toks[i].kind == undiv {
		k := i
		for k < end && l.toks[k].kind == undiv && (k == i || len([]rune(l.toks[k-1].text)) == 1) {
			k++
		}
		l.out = append(l.out, reading{end: k, shape: literal, family: [2]int{i, k}})
		if k < end {
			l.out = append(l.out, reading{end: end, shape: literal, family: [2]int{i, end}, cost: 0.5})
		}
		return l.out
	}
	l.familyFirst(i, end)
	l.givenFirst(i, end)
	l.organisation(i, end)
	return l.out
}

// chunkEnd is the first delimiter at or behind token i.
func (l *list) chunkEnd(i int) int {
	if i >= len(l.ends) {
		return len(l.toks)
	}
	return l.ends[i]
}

// measure finds the end of every token's chunk.
func (l *list) measure() {
	l.ends = make([]int, len(l.toks))
	end := len(l.toks)
	for i := len(l.toks) - 1; i >= 0; i-- {
		if l.toks[i].kind.delimits() {
			end = i
		}
		l.ends[i] = end
	}
}

func (l *list) is(k int, kd kind) bool { return k < len(l.toks) && l.toks[k].kind == kd }

// particleAt reports whether token k may be a particle before a family word.
func (l *list) particleAt(k int) bool {
	t := &l.toks[k]
	if t.kind == particle {
		return true
	}
	if t.lower || !capitalParticles[t.fold] || t.kind != word && !(t.kind == initial && t.maybe) || k+1 >= len(l.toks) {
		return false
	}
	next := &l.toks[k+1]
	return (!t.caps || l.allCaps || l.capsFam) && (next.kind == word || next.kind == particle || (l.allCaps || l.capsFam) && next.maybe && next.caps)
}

// familyFirst adds the readings that begin with a family name.
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
		cost += c
		words++
		if words > 1 && l.toks[k-1].dotted && l.toks[k-1].fold != "st" {
			cost += costMissing
		}
		switch {
		case words == 2 && !l.particleAt(k-1):
			cost += costCompound
			if l.toks[k-1].odds >= 2 {
				cost += 0.5
			}
			if l.toks[k].odds >= 1 && !l.toks[k].caps { // Perr Irwin N.
				cost += 0.7
			}
		case words > 2:
			cost += costLong
		}
		k++
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
		// Cruces R, P.: a second surname by its initial.
		if words == 1 && k+1 == end && l.is(k, initial) && !l.toks[k].caps && l.is(k+1, comma) && k+2 < len(l.toks) && l.initialCost(k+2) < 0.2 {
			l.commaGiven([2]int{i, k + 1}, k+1, 0, cost+0.5)
		}
		// Ortega y Gasset: the particle looks like an "and".
		if k == end && k+1 < len(l.toks) && (l.toks[k].fold == "y" || l.toks[k].fold == "i") && words == 1 && l.toks[k+1].kind == word {
			k2 := k + 2
			if l.is(k2, comma) {
				l.commaGiven([2]int{i, k2}, k2, 0, cost+0.6)
			}
			if k2 < len(l.toks) && !l.toks[k2].kind.delimits() {
				l.tailGiven([2]int{i, k2}, k2, l.chunkEnd(k2), 0, cost+0.6)
			}
		}
	}
}

// commaGiven adds "family, given" readings; the comma is at token at.
func (l *list) commaGiven(fam [2]int, at, sfx int, cost float32) {
	// Smith, Jr., J.: the suffix in commas of its own.
	if l.is(at+1, suffix) && l.is(at+2, comma) && at+3 < len(l.toks) && sfx == 0 {
		l.commaGiven(fam, at+2, at+1, cost)
	}
	if fam[1]-fam[0] == 1 && l.toks[fam[0]].odds >= 4 {
		cost += 0.5
	}
	i := at + 1
	end := l.chunkEnd(i)
	g, c, words := i, cost, 0
	lead := i
	for lead < end && l.toks[lead].kind == particle { // Montebello, de P.
		lead++
	}
	if lead > i && lead < end && l.initialCost(lead) < 0.5 {
		g, c = lead, c+0.3
	} else {
		lead = i
	}
	sure := l.capsFam && l.toks[fam[1]-1].caps // capitals say which is the family
	if sure && !l.toks[fam[0]].caps && !l.particleAt(fam[0]) || l.capsFam && !sure && l.toks[fam[0]].caps {
		c += 1
	}
	for ; g < end; g++ {
		t := &l.toks[g]
		if g > i && l.toks[g-1].dotted && l.toks[g-1].kind == word && t.kind == word {
			break
		}
		if t.kind == particle && g > i && g+1 < end { // Maria do Socorro, R. de M.
			k := g
			for k+1 < end && l.toks[k].kind == particle {
				k++
			}
			if l.initialCost(k) < 0.5 || l.toks[k].kind == word && words > 0 {
				c += 0.2
				g = k - 1
				continue
			}
			break
		}
		if ic := l.initialCost(g); ic < impossible {
			if ic > 0.5 && words == 0 && l.wordCost(g) < ic {
				ic = l.wordCost(g) + 0.2
			}
			c += ic
		} else if t.kind == word && words < 4 {
			if g > i && l.toks[g-1].kind == initial { // S. [missing] Jones, or J. Robert
				l.out = append(l.out, reading{end: g, shape: byComma, cost: c - costMissing/2, family: fam, given: [2]int{i, g}, suffix: sfx})
				c += 0.7
			}
			switch {
			case sure && !t.caps:
			case sure:
				c += 1
			default:
				c += givenCost(t, words)
			}
			if t.body {
				c += 1
			}
			words++
		} else {
			break
		}
	}
	if g == lead {
		return
	}
	r := reading{end: g, shape: byComma, cost: c, family: fam, given: [2]int{lead, g}, suffix: sfx}
	if lead > i {
		r.before = [2]int{i, lead}
	}
	for r.end < end && l.particleAt(r.end) {
		r.end++
	}
	if r.end > g && r.end < end && l.toks[r.end].kind != suffix {
		r.end = g
	}
	if r.end > g {
		r.before, r.cost = [2]int{g, r.end}, r.cost+0.2
	}
	if words > 1 && fam[1]-fam[0] > 1 && !l.particleAt(fam[0]) {
		r.cost += 0.6
	}
	if r.end < end && l.toks[r.end].kind == suffix {
		r.suffix = r.end
		r.end++
	} else if l.is(r.end, comma) && l.is(r.end+1, suffix) {
		r.suffix = r.end + 1
		r.end += 2
	}
	l.out = append(l.out, r)
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

// tailGiven adds "family initials" readings; the initials begin at token i.
func (l *list) tailGiven(fam [2]int, i, end, sfx int, cost float32) {
	g, c := i, cost
	letters := 0
	for g < end {
		ic := l.initialCost(g)
		if ic >= impossible {
			k := g // PM de AP, RD la G
			for k < end && l.toks[k].kind == particle {
				k++
			}
			if g > i && k > g && k < end && l.initialCost(k) < 0.5 {
				c += 0.2
				g = k
				continue
			}
			break
		}
		c += ic
		letters += len([]rune(l.toks[g].text))
		g++
	}
	if g == i {
		return
	}
	if letters > 5 {
		c += 0.5 * float32(letters-5)
	}
	r := reading{end: g, shape: tail, cost: c, family: fam, given: [2]int{i, g}, suffix: sfx}
	if last := &l.toks[g-1]; last.kind == suffix && g-i > 1 {
		r.suffix, r.given[1] = g-1, g-1
	}
	for r.end < end && l.toks[r.end].kind == particle {
		r.end++
	}
	if r.end > g && (r.end == end || l.toks[r.end].kind == suffix) {
		r.before, r.cost = [2]int{g, r.end}, r.cost+0.3
	} else {
		r.end = g
	}
	if l.is(r.end, suffix) {
		r.suffix = r.end
		r.end++
	} else if l.is(r.end, comma) && l.is(r.end+1, suffix) {
		r.suffix = r.end + 1
		r.end += 2
	}
	l.out = append(l.out, r)
}

// reversedGiven adds "family given" readings without a comma, which need
// evidence: capitals, or a known given name, or one followed by initials.
func (l *list) reversedGiven(fam [2]int, i, end int, cost float32) {
	if fam[1]-fam[0] > 3 {
		return
	}
	last, t := &l.toks[fam[1]-1], &l.toks[i]
	if t.kind != word || t.lower {
		return
	}
	c := cost
	switch {
	case last.caps && !t.caps:
	default:
		switch {
		case last.odds <= -3:
		case last.odds <= 0:
			c += 0.4
		default:
			c += 1.2
		}
		switch {
		case t.odds >= 3:
			c += 0.1
		case t.odds >= 1:
			c += 0.5
		case t.odds == 0 && last.odds <= -2:
			c += 0.6
		case t.odds == 0:
			c += 1.0
		default:
			c += 2.2
		}
	}
	g := i + 1
	for g < end && g-i < 4 {
		if ic := l.initialCost(g); ic < impossible {
			c += ic
			if g == i+1 && !last.caps {
				c -= 0.3
			}
		} else if l.toks[g].kind == word {
			c += givenCost(&l.toks[g], 1) + 0.3
		} else {
			break
		}
		g++
	}
	l.out = append(l.out, reading{end: g, shape: reversed, cost: c, family: fam, given: [2]int{i, g}})
}
