package refs

import "unicode/utf8"

// A gap is what stands between two tokens. Its class says how it closes what
// was before and how it opens what follows; the boundary of two segments lies
// between the two.
type gap struct {
	close, open uint8
	space       bool // ends in or contains space
	quote       bool // contains a quotation mark
	paren       int8 // net change of bracket depth
	bound       int  // byte at which the opening part begins
	hash        uint32
}

// how a gap closes
const (
	cNone uint8 = iota
	cSpace
	cDot
	cComma
	cSemi
	cColon
	cQuery
	cParen
	cParenPunct
	cQuote
	cQuotePunct
	cDash
	cSpaceDash
	cSlash
	cOther
	cCount
)

// how a gap opens
const (
	oNone uint8 = iota
	oParen
	oSquare
	oQuote
	oOther
	oCount
)

// gapClasses is the number of classes of gap.class.
const gapClasses = int(cCount) * int(oCount)

func (g gap) class() uint16 { return uint16(g.close)*uint16(oCount) + uint16(g.open) }

// canon brings the many forms of a mark to one.
func canon(r rune) rune {
	switch r {
	case ' ', '\t', '\n', '\r', '\u00a0', '\u2009', '\u202f', '\u3000', '\u2003', '\u2002', '\u200b', '\u200a':
		return ' '
	case '–', '—', '‒', '−', '\u2010', '\u2011', '―', '\u00ad':
		return '-'
	case '“', '”', '„', '«', '»', '"', '‟', '＂', '「', '」', '『', '』', '《', '》', '〈', '〉':
		return '"'
	case '‘', '’', '‚', '\'', '`', '´', '‹', '›':
		return '\''
	case '（':
		return '('
	case '）':
		return ')'
	case '［', '【':
		return '['
	case '］', '】':
		return ']'
	case '，', '、', '､':
		return ','
	case '．', '。', '｡':
		return '.'
	case '：':
		return ':'
	case '；':
		return ';'
	case '·', '•', '・', '∙':
		return '*'
	}
	return r
}

// opening says whether r, at its place in a gap, opens what follows: an
// opening bracket or quotation mark. Marks that open and close alike open
// when space or nothing stands before them and none behind.
func opening(r, before, after rune) bool {
	switch r {
	case '(', '[', '{', '<', '“', '„', '«', '‘', '‚', '（', '［', '【', '「', '『', '《', '〈', '‹':
		return !(r == '“' && before != ' ' && before != 0 && before != '(') // German closing mark
	case '"', '\'', '`', '»', '”', '’':
		return (before == ' ' || before == '(' || before == '[') && after != ' ' && after != ',' && after != '.'
	}
	return false
}

// gapOf reads raw[from:to]. first and last say that no token stands before or
// behind it.
func gapOf(raw string, from, to int, first, last bool) gap {
	g := gap{bound: to}
	before := rune(0)
	if first {
		before = ' '
	}
	h := uint32(2166136261)
	marks, closed := 0, false
	bound := -1
	for i := from; i < to; {
		if raw[i] == '<' {
			if n := tagAt(raw[i:to]); n > 0 {
				i += n
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(raw[i:to])
		next := rune(0)
		if i+n < to {
			next, _ = utf8.DecodeRuneInString(raw[i+n : to])
			next = canon(next)
		}
		if last && i+n >= to {
			next = ' '
		}
		c := canon(r)
		if c != ' ' || before != ' ' {
			if marks < 6 {
				h = (h ^ uint32(c)) * 16777619
				marks++
			}
		}
		g.mark(r, c, before, next, i, &bound, &closed)
		before = c
		i += n
	}
	if bound >= 0 && !last {
		g.bound = bound
	}
	if from == to {
		h = 1
	}
	g.hash = h
	return g
}

// mark takes in one mark r (canonical c) at byte i.
func (g *gap) mark(r, c, before, next rune, i int, bound *int, closed *bool) {
	if c == ' ' {
		g.space = true
		if g.close == cNone {
			g.close = cSpace
		} else if g.close == cDash {
			g.close = cSpaceDash
		}
		return
	}
	if opening(r, before, next) {
		if *bound < 0 {
			*bound = i
		}
		switch c {
		case '(':
			g.open, g.paren = oParen, g.paren+1
		case '[':
			g.open, g.paren = oSquare, g.paren+1
		case '"', '\'':
			if g.open == oNone {
				g.open = oQuote
			}
			g.quote = true
		default:
			if g.open == oNone {
				g.open = oOther
			}
		}
		return
	}
	// a closing mark takes back what seemed to open before it: "(-): "
	*bound, g.open = -1, oNone
	g.closing(c)
}

func (g *gap) closing(c rune) {
	switch c {
	case ')', ']', '}':
		g.paren--
		g.close = cParen
	case '"', '\'':
		g.quote = true
		g.close = cQuote
	case '.', ',', ';', ':', '?', '!', '…':
		switch g.close {
		case cParen, cParenPunct:
			g.close = cParenPunct
			return
		case cQuote, cQuotePunct:
			g.close = cQuotePunct
			return
		}
		g.close = stopOf(c)
	case '-':
		if g.close == cSpace {
			g.close = cSpaceDash
		} else if g.close == cNone {
			g.close = cDash
		}
	case '/', '|':
		if g.close == cNone || g.close == cSpace {
			g.close = cSlash
		}
	default:
		if g.close == cNone || g.close == cSpace {
			g.close = cOther
		}
	}
}

// stopOf is the class of a mark that ends a field.
func stopOf(c rune) uint8 {
	switch c {
	case '.', '…':
		return cDot
	case ',':
		return cComma
	case ';':
		return cSemi
	case ':':
		return cColon
	case '?', '!':
		return cQuery
	}
	return cNone
}
