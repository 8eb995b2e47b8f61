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

// read appends every reading of a name that starts at token i to l.out.
func (l *list) read(i int) {
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
		return
	}
	l.familyFirst(i, end)
	l.givenFirst(i, end)
	l.organisation(i, end)
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
	l.suffixAt(&r, end)
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
