package bib

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth is how deep JSON may nest.
const maxDepth = 1000

// scanner reads JSON from a string without reflection. The first error stays
// in err and makes every further call do nothing.
type scanner struct {
	s   string
	i   int
	err error
}

var errEnd = errors.New("unexpected end")

func (c *scanner) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// peek skips white space and returns the next byte, 0 at the end.
func (c *scanner) peek() byte {
	for c.i < len(c.s) {
		switch b := c.s[c.i]; b {
		case ' ', '\n', '\t', '\r':
			c.i++
		default:
			return b
		}
	}
	return 0
}

// take skips white space and the byte b, which must be there.
func (c *scanner) take(b byte) bool {
	if c.err != nil {
		return false
	}
	if got := c.peek(); got != b {
		if got == 0 {
			c.fail(errEnd)
		} else {
			c.fail(fmt.Errorf("%q where %q was expected", got, b))
		}
		return false
	}
	c.i++
	return true
}

// object calls field for each key; field must read or skip the value.
func (c *scanner) object(field func(key string)) {
	if !c.take('{') {
		return
	}
	if c.peek() == '}' {
		c.i++
		return
	}
	for c.err == nil {
		key := c.str()
		if !c.take(':') {
			return
		}
		field(key)
		if c.err != nil || !c.more('}') {
			return
		}
	}
}

// array calls item for each element; item must read or skip it.
func (c *scanner) array(item func()) {
	if !c.take('[') {
		return
	}
	if c.peek() == ']' {
		c.i++
		return
	}
	for c.err == nil {
		item()
		if c.err != nil || !c.more(']') {
			return
		}
	}
}

// more reads a comma, or the end of the list.
func (c *scanner) more(end byte) bool {
	switch b := c.peek(); b {
	case ',':
		c.i++
		return true
	case end:
		c.i++
	case 0:
		c.fail(errEnd)
	default:
		c.fail(fmt.Errorf("%q where a comma or %q was expected", b, end))
	}
	return false
}

// str reads a string. Without escapes it is a piece of the input.
func (c *scanner) str() string {
	if !c.take('"') {
		return ""
	}
	n := strings.IndexAny(c.s[c.i:min(len(c.s), c.i+64)], "\"\\")
	if n < 0 {
		if n = strings.IndexByte(c.s[c.i:], '"'); n >= 0 {
			if k := strings.IndexByte(c.s[c.i:c.i+n], '\\'); k >= 0 {
				n = k
			}
		}
	}
	if n < 0 {
		c.fail(errEnd)
		return ""
	}
	if c.s[c.i+n] == '"' {
		s := c.s[c.i : c.i+n]
		c.i += n + 1
		return s
	}
	return c.escaped()
}

func (c *scanner) escaped() string {
	var b strings.Builder
	for {
		n := strings.IndexAny(c.s[c.i:], "\"\\")
		if n < 0 {
			c.fail(errEnd)
			return ""
		}
		b.WriteString(c.s[c.i : c.i+n])
		c.i += n + 1
		if c.s[c.i-1] == '"' {
			return b.String()
		}
		if c.i >= len(c.s) {
			c.fail(errEnd)
			return ""
		}
		e := c.s[c.i]
		c.i++
		switch e {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case 'b', 'f':
			b.WriteByte(' ')
		case '"', '\\', '/':
			b.WriteByte(e)
		case 'u':
			r := c.hex4()
			if utf16.IsSurrogate(r) {
				r2 := rune(-1)
				if strings.HasPrefix(c.s[c.i:], `\u`) {
					at := c.i
					c.i += 2
					if r2 = c.hex4(); utf16.DecodeRune(r, r2) == utf8.RuneError {
						c.i = at
					}
				}
				r = utf16.DecodeRune(r, r2)
			}
			b.WriteRune(r)
		default:
			c.fail(fmt.Errorf(`escape \%c is none of JSON's`, e))
			return ""
		}
	}
}

func (c *scanner) hex4() rune {
	if c.i+4 > len(c.s) {
		c.fail(errEnd)
		return utf8.RuneError
	}
	var r rune
	for _, d := range []byte(c.s[c.i : c.i+4]) {
		switch {
		case d >= '0' && d <= '9':
			r = r<<4 | rune(d-'0')
		case d|0x20 >= 'a' && d|0x20 <= 'f':
			r = r<<4 | rune(d|0x20-'a'+10)
		default:
			c.fail(fmt.Errorf("%q in a \\u escape", d))
			return utf8.RuneError
		}
	}
	c.i += 4
	return r
}

// scalar reads a number, true, false or null as it is written; null is "".
func (c *scanner) scalar() string {
	c.peek()
	at := c.i
	for c.i < len(c.s) && strings.IndexByte(",]} \n\t\r:", c.s[c.i]) < 0 {
		c.i++
	}
	switch s := c.s[at:c.i]; {
	case s == "null":
		return ""
	case s == "true", s == "false", number(s):
		return s
	case s == "":
		c.fail(errEnd)
	default:
		c.fail(fmt.Errorf("%q is no JSON value", cut(s, 20)))
	}
	return ""
}

// number reports whether s is a JSON number.
func number(s string) bool {
	s = strings.TrimPrefix(s, "-")
	if s == "" || s[0] < '0' || s[0] > '9' || len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9' {
		return false
	}
	return strings.Trim(s, "0123456789+-.eE") == ""
}

// skip passes over any value.
func (c *scanner) skip() { c.skipAt(0) }

func (c *scanner) skipAt(depth int) {
	if depth > maxDepth {
		c.fail(fmt.Errorf("nested deeper than %d", maxDepth))
		return
	}
	switch c.peek() {
	case '"':
		c.str()
	case '{':
		c.object(func(string) { c.skipAt(depth + 1) })
	case '[':
		c.array(func() { c.skipAt(depth + 1) })
	default:
		c.scalar()
	}
}

// text reads a string or number, or the first of a list of such; anything else
// is passed over and ok is false. null is "", true.
func (c *scanner) text() (s string, ok bool) {
	switch c.peek() {
	case '"':
		return c.str(), true
	case '[':
		first := true
		ok = true
		c.array(func() {
			if first {
				first = false
				s, ok = c.text1()
				return
			}
			c.skip()
		})
		return s, ok
	case '{':
		c.skip()
		return "", false
	case 't', 'f':
		return c.scalar(), false
	}
	return c.scalar(), true
}

func (c *scanner) text1() (string, bool) {
	switch c.peek() {
	case '"':
		return c.str(), true
	case '{', '[':
		c.skip()
		return "", false
	}
	return c.scalar(), true
}

// list reads a list of strings and numbers, or a single one.
func (c *scanner) list() (out []string, ok bool) {
	if c.peek() != '[' {
		s, ok := c.text()
		if s == "" {
			return nil, ok
		}
		return []string{s}, ok
	}
	ok = true
	c.array(func() {
		s, fine := c.text1()
		ok = ok && fine
		if s != "" {
			out = append(out, s)
		}
	})
	return out, ok
}
