package refs

import (
	"unicode/utf8"

	"citegraph/parse/crf"
)

// pad is the number of empty tokens on either side of a reference, so that
// windows need no bounds.
const pad = 4

// Extractor turns references into sequences for the chain. One goroutine
// uses it at a time; it keeps its memory from one reference to the next.
type Extractor struct {
	lex   *Lexicon
	raw   string
	toks  []Token
	inf   []info
	tail  gap      // behind the last token
	vals  []uint32 // attrs of each token, with pad tokens of zeros on either side
	sieve *crf.Sieve
	Seq   crf.Seq
	buf   []byte
	chunk []span // runs between punctuation marks
	sent  []span
	inC   []int32
	inS   []int32
}

// span is a run of tokens [from, to).
type span struct {
	from, to int
	sig      uint32
}

// NewExtractor returns an extractor that looks words up in lex and writes every
// feature. One that has a sieve writes only those that pass it.
func NewExtractor(lex *Lexicon) *Extractor { return &Extractor{lex: lex} }

// Tokens are the tokens of the reference that was extracted last.
func (x *Extractor) Tokens() []Token { return x.toks }

// EdgeClasses are the numbers of classes of the two edge systems: the gap
// between two tokens, and the looks of the two.
func EdgeClasses() []int { return []int{gapClasses, clCount * clCount} }

// Extract fills x.Seq with the features of raw. style describes the list that
// raw stands in; its zero value says nothing.
func (x *Extractor) Extract(raw string, style Style) {
	x.raw = raw
	x.toks = Tokenize(raw, x.toks)
	n := len(x.toks)
	x.Seq.Reset()
	x.inf = x.inf[:0] // a string without tokens is not read as the one before
	if n == 0 {
		return
	}
	x.look()
	x.match()
	x.runs()
	x.values(style)
	x.emit()
}

// look finds what each token is by itself, and the gaps.
func (x *Extractor) look() {
	n := len(x.toks)
	if cap(x.inf) < n {
		x.inf = make([]info, n+n/2)
	}
	x.inf = x.inf[:n]
	at, depth := 0, int8(0)
	quo := qNone
	for i, t := range x.toks {
		f := &x.inf[i]
		*f = info{num: -1}
		f.gap = gapOf(x.raw, at, t.Start, i == 0, false)
		at = t.End
		x.lookAt(f, t)
		depth = max(0, min(3, depth+f.gap.paren))
		f.dep = depth
		quo = f.quotes(quo, i == 0)
		f.quo = quo
	}
	x.tail = gapOf(x.raw, at, len(x.raw), false, true)
	x.brackets()
}

// States of quotation: what a quotation mark opened, or has just closed.
const (
	qNone     uint8 = iota
	qField          // opened where a field can begin
	qInner          // opened within running words
	qFieldEnd       // the token follows the end of one
	qInnerEnd
)

// quotes is the state of quotation at f, given the state before it.
func (f *info) quotes(before uint8, first bool) uint8 {
	if before > qInner {
		before = qNone
	}
	if !f.gap.quote {
		return before
	}
	if f.gap.open == oQuote {
		if first || f.gap.close != cNone && f.gap.close != cSpace {
			return qField
		}
		return qInner
	}
	switch before {
	case qField:
		return qFieldEnd
	case qInner:
		return qInnerEnd
	}
	return qNone
}

// brackets sums up what each pair of brackets holds.
func (x *Extractor) brackets() {
	for i := 0; i < len(x.inf); i++ {
		if x.inf[i].gap.paren <= 0 {
			continue
		}
		j := i + 1
		for j < len(x.inf) && j < i+24 && x.inf[j].gap.paren == 0 {
			j++
		}
		sig := x.bracket(i, j)
		for k := i; k < j; k++ {
			x.inf[k].brack = sig
		}
	}
}

// bracket is the signature of bracketed tokens [from, to).
func (x *Extractor) bracket(from, to int) uint32 {
	var years, numbers, roles, caps uint32
	for i := from; i < to; i++ {
		f := &x.inf[i]
		switch {
		case f.cls == clYear:
			years = 1
		case digits(f.cls):
			numbers = 1
		case f.cls == clCap || f.cls == clCaps || f.cls == clMixed:
			caps = 1
		}
		if f.nlow > 1 {
			roles |= uint32(f.role & (rEditor | rTranslator | rVolume | rIssue | rPage | rEdition | rThesis | rAccessed | rMonth | rPublisher | rSeries))
		}
	}
	return hash3(years|numbers<<1|caps<<2, bucket(to-from), roles) | 1
}

func (x *Extractor) lookAt(f *info, t Token) {
	s := x.raw[t.Start:t.End]
	x.buf = foldWord(s, x.buf)
	f.nlow = copy(f.low[:], x.buf)
	f.hash = hashBytes(x.buf)
	switch t.kind {
	case link, doi:
		f.cls = clLink
		f.hash = uint32(t.kind)
		return
	case cjk:
		f.cls = clCJK
	case amp:
		f.cls = clAmp
	case number:
		f.cls, f.num = numberClass(s)
		f.hash = 0x100 + uint32(f.cls)
		if len(s) <= 2 {
			f.hash = 0x200 + uint32(len(s))
		}
	default:
		f.cls = wordClass(s)
	}
	if t.kind != number {
		f.role = roles[f.hash]
		if roman(string(x.buf)) {
			f.role |= rRoman
		}
		f.lex = x.lex.word(f.hash)
	}
}

// numberClass classes a run of digits and gives its value (-1 beyond six). A
// letter behind a year is not counted.
func numberClass(s string) (cls uint8, num int) {
	if n := len(s); n == 5 && !isDigit(s[4]) {
		s = s[:4]
	}
	if len(s) > 6 || s[0] >= 0x80 {
		return clNum5, -1
	}
	for i := range len(s) {
		if !isDigit(s[i]) {
			return clNum5, -1
		}
		num = num*10 + int(s[i]-'0')
	}
	switch len(s) {
	case 1, 2:
		return clNum12, num
	case 3:
		return clNum3, num
	case 4:
		if num >= 1400 && num < 2040 {
			return clYear, num
		}
		return clNum4, num
	}
	return clNum5, num
}

// wordClass classes a word by its letters' case.
func wordClass(s string) uint8 {
	n, up, low := 0, 0, 0
	firstUp := false
	for i, r := range s {
		switch {
		case r < utf8.RuneSelf && r >= 'A' && r <= 'Z', r >= utf8.RuneSelf && isUpper(r):
			up++
			if i == 0 {
				firstUp = true
			}
		case joins(r):
			continue
		default:
			low++
		}
		n++
	}
	switch {
	case up == 1 && n == 1:
		return clInitial
	case n == 1:
		return clLetter
	case up == 0:
		return clLower
	case low == 0 && n <= 3:
		return clCaps23
	case low == 0:
		return clCaps
	case firstUp && up == 1:
		return clCap
	}
	return clMixed
}

func isUpper(r rune) bool { return foldRune(r) != r && r != 'ß' && upper(r) }

// shape is the look of a word: runs of upper, lower and digits, cut at two,
// and its length up to 6.
func shape(s string) uint32 {
	h, last, run, n := uint32(17), rune(0), 0, 0
	for _, r := range s {
		c := 'x'
		switch {
		case r >= '0' && r <= '9':
			c = 'd'
		case r >= 'A' && r <= 'Z' || r >= 0x80 && isUpper(r):
			c = 'X'
		case joins(r):
			c = '-'
		}
		n++
		if c == last {
			if run++; run > 2 {
				continue
			}
		} else {
			run = 1
		}
		last = c
		h = h*31 + uint32(c)
	}
	if len(s) > 0 && isDigit(s[0]) {
		return h*31 + uint32(min(n, 8))
	}
	return h
}

// match looks runs of words up as journals, publishers and places.
func (x *Extractor) match() {
	inf := x.inf
	nextJ := 0
	for i := range inf {
		h := phraseStart
		bestJ, bestP, bestL := 0, 0, 0
		for j := i; j < len(inf) && j < i+maxPhrase; j++ {
			h = phraseNext(h, inf[j].hash)
			p := x.lex.phrase(h)
			if p == 0 {
				break
			}
			if p&phJournal != 0 {
				bestJ = j + 1
			}
			if p&phPublisher != 0 {
				bestP = j + 1
			}
			if p&phPlace != 0 {
				bestL = j + 1
			}
			if p&(phJournalPart|phPublisherPart|phPlacePart) == 0 {
				break
			}
		}
		if bestJ > 0 && i >= nextJ {
			markRun(inf[i:bestJ], func(f *info, c uint8) { f.jm = c })
			nextJ = bestJ
		}
		if bestP > 0 {
			markRun(inf[i:bestP], func(f *info, c uint8) {
				if f.pm == 0 {
					f.pm = c
				}
			})
		}
		if bestL > 0 {
			markRun(inf[i:bestL], func(f *info, c uint8) {
				if f.pm == 0 {
					f.pm = c + 32
				}
			})
		}
	}
}

// markRun tells each token of a matched run its place (first, within, last,
// alone) and the run's length.
func markRun(run []info, set func(*info, uint8)) {
	n := uint8(min(len(run), 5))
	for i := range run {
		place := uint8(1)
		switch {
		case len(run) == 1:
			place = 3
		case i == 0:
			place = 0
		case i == len(run)-1:
			place = 2
		}
		set(&run[i], 1+place+4*n)
	}
}

// stops reports whether the gap before token i ends a sentence-like run, and
// whether it ends a comma-like one.
func (x *Extractor) stops(i int) (sent, chunk bool) {
	g := x.inf[i].gap
	prev := &x.inf[i-1]
	switch g.close {
	case cDot, cQuery, cParenPunct, cQuotePunct:
		abbrev := prev.cls == clInitial || prev.cls == clLetter
		if g.close == cDot && (abbrev || !g.space || x.inf[i].cls == clLower && prev.cls <= clCap) {
			return false, !abbrev
		}
		return true, true
	case cNone, cSpace, cDash:
		return false, g.open != oNone
	case cQuote:
		return false, true
	}
	return false, true
}

// runs divides the tokens into comma-like and sentence-like runs.
func (x *Extractor) runs() {
	x.chunk, x.sent = x.chunk[:0], x.sent[:0]
	x.inC, x.inS = x.inC[:0], x.inS[:0]
	c, s := 0, 0
	for i := range x.inf {
		if i > 0 {
			sent, chunk := x.stops(i)
			if chunk {
				x.chunk = append(x.chunk, span{from: c, to: i})
				c = i
			}
			if sent {
				x.sent = append(x.sent, span{from: s, to: i})
				s = i
			}
		}
		x.inC = append(x.inC, int32(len(x.chunk)))
		x.inS = append(x.inS, int32(len(x.sent)))
	}
	x.chunk = append(x.chunk, span{from: c, to: len(x.inf)})
	x.sent = append(x.sent, span{from: s, to: len(x.inf)})
	for i := range x.chunk {
		x.chunk[i].sig = x.signature(x.chunk[i])
	}
	for i := range x.sent {
		x.sent[i].sig = x.signature(x.sent[i])
	}
}

// signature sums up a run: its length, how much of it is capitalised, what
// its first word is like, and whether it holds digits or initials.
func (x *Extractor) signature(s span) uint32 {
	long, caps, digits, initials, lower := 0, 0, uint32(0), uint32(0), 0
	for i := s.from; i < s.to; i++ {
		f := &x.inf[i]
		switch f.cls {
		case clCap, clCaps, clMixed, clCaps23:
			long++
			caps++
		case clLower:
			if f.nlow > 3 {
				long++
				lower++
			}
		case clInitial:
			initials = 1
		case clYear, clNum12, clNum3, clNum4, clNum5:
			digits = 1
		case clLink:
			digits = 2
		}
	}
	frac := uint32(0)
	if long > 0 {
		frac = 1 + uint32(4*caps/long)
	}
	return hash3(bucket(s.to-s.from), frac, digits|initials<<2|uint32(min(lower, 2))<<3)
}

// bucket puts a length into one of few classes.
func bucket(n int) uint32 {
	switch {
	case n <= 4:
		return uint32(n)
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	case n <= 22:
		return 8
	}
	return 9
}
