package pdf

import "strconv"

// tokenKind tells the tokens of a content stream or CMap apart
// (ISO 32000-1, 7.2 and 7.8.2).
type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokNumber
	tokString // literal or hexadecimal, decoded
	tokName
	tokOperator
	tokOpen  // [ or <<
	tokClose // ] or >>
)

type token struct {
	kind tokenKind
	num  float64
	str  []byte // of tokString; valid until the next token
	text string // of tokName and tokOperator
}

// lexer cuts a content stream into tokens. It never fails: what is no token is
// passed over.
type lexer struct {
	b   []byte
	i   int
	buf []byte
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) skipSpace() {
	for l.i < len(l.b) {
		c := l.b[l.i]
		if c == '%' {
			for l.i < len(l.b) && l.b[l.i] != '\n' && l.b[l.i] != '\r' {
				l.i++
			}
		} else if !isSpace(c) {
			return
		} else {
			l.i++
		}
	}
}

func (l *lexer) next() token {
	l.skipSpace()
	if l.i >= len(l.b) {
		return token{kind: tokEOF}
	}
	switch c := l.b[l.i]; c {
	case '(':
		return l.literal()
	case '<':
		if l.i+1 < len(l.b) && l.b[l.i+1] == '<' {
			l.i += 2
			return token{kind: tokOpen}
		}
		return l.hex()
	case '>':
		l.i++
		if l.i < len(l.b) && l.b[l.i] == '>' {
			l.i++
		}
		return token{kind: tokClose}
	case '[', '{':
		l.i++
		return token{kind: tokOpen}
	case ']', '}', ')':
		l.i++
		return token{kind: tokClose}
	case '/':
		l.i++
		return token{kind: tokName, text: unescapeName(l.word())}
	}
	w := l.word()
	if c := w[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		if f, ok := number(w); ok {
			return token{kind: tokNumber, num: f}
		}
	}
	return token{kind: tokOperator, text: string(w)}
}

// word is the run of regular characters here; at least one byte is consumed.
func (l *lexer) word() []byte {
	from := l.i
	for l.i < len(l.b) && !isSpace(l.b[l.i]) && !isDelim(l.b[l.i]) {
		l.i++
	}
	return l.b[from:l.i]
}

// number reads what producers write for numbers, "--5" and "1.2.3" included.
func number(w []byte) (float64, bool) {
	neg, frac, scale, v, digits := false, false, 1.0, 0.0, 0
	for _, c := range w {
		switch {
		case c == '-':
			neg = true
		case c == '+':
		case c == '.':
			if frac {
				return v, digits > 0
			}
			frac = true
		case c >= '0' && c <= '9':
			digits++
			v = v*10 + float64(c-'0')
			if frac {
				scale *= 10
			}
		default:
			return 0, false
		}
	}
	v /= scale
	if neg {
		v = -v
	}
	return v, digits > 0 || frac
}

func unescapeName(w []byte) string {
	for i := 0; i+2 < len(w); i++ {
		if w[i] == '#' {
			out := append([]byte{}, w[:i]...)
			for ; i < len(w); i++ {
				if w[i] == '#' && i+2 < len(w) {
					if n, err := strconv.ParseUint(string(w[i+1:i+3]), 16, 8); err == nil {
						out = append(out, byte(n))
						i += 2
						continue
					}
				}
				out = append(out, w[i])
			}
			return string(out)
		}
	}
	return string(w)
}

// literal reads a string in parentheses.
func (l *lexer) literal() token {
	l.i++
	l.buf = l.buf[:0]
	depth := 1
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return token{kind: tokString, str: l.buf}
			}
		case '\\':
			l.escape()
			continue
		}
		l.buf = append(l.buf, c)
	}
	return token{kind: tokString, str: l.buf}
}

// escape reads what follows a backslash.
func (l *lexer) escape() {
	if l.i >= len(l.b) {
		return
	}
	c := l.b[l.i]
	l.i++
	switch c {
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case '\r':
		if l.i < len(l.b) && l.b[l.i] == '\n' {
			l.i++
		}
		return
	case '\n':
		return
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v := int(c - '0')
		for k := 0; k < 2 && l.i < len(l.b) && l.b[l.i] >= '0' && l.b[l.i] <= '7'; k++ {
			v = v*8 + int(l.b[l.i]-'0')
			l.i++
		}
		c = byte(v)
	}
	l.buf = append(l.buf, c)
}

// hex reads a string in angle brackets.
func (l *lexer) hex() token {
	l.i++
	l.buf = l.buf[:0]
	half, have := byte(0), false
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		var v byte
		switch {
		case c >= '0' && c <= '9':
			v = c - '0'
		case c >= 'a' && c <= 'f':
			v = c - 'a' + 10
		case c >= 'A' && c <= 'F':
			v = c - 'A' + 10
		case c == '>':
			if have {
				l.buf = append(l.buf, half<<4)
			}
			return token{kind: tokString, str: l.buf}
		default:
			continue
		}
		if have {
			l.buf = append(l.buf, half<<4|v)
		} else {
			half = v
		}
		have = !have
	}
	return token{kind: tokString, str: l.buf}
}

// skipImage passes over the data of an inline image, from behind ID to behind
// EI.
func (l *lexer) skipImage() {
	for ; l.i+2 < len(l.b); l.i++ {
		if isSpace(l.b[l.i]) && l.b[l.i+1] == 'E' && l.b[l.i+2] == 'I' && (l.i+3 == len(l.b) || isSpace(l.b[l.i+3])) && plausible(l.b[l.i+3:]) {
			l.i += 3
			return
		}
	}
	l.i = len(l.b)
}

// plausible says whether what follows an EI looks like content, not like more
// image data.
func plausible(b []byte) bool {
	for _, c := range b[:min(len(b), 12)] {
		if c >= 0x7f || c < ' ' && !isSpace(c) {
			return false
		}
	}
	return true
}
