package corpus

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// decodeUTF8 keeps valid runs as they are and mends the rest. Text that needs
// no mending is one conversion and no offsets.
func decodeUTF8(data []byte, from int) (string, Offsets, string) {
	s := string(data[from:])
	c := cleaner{}
	start := 0
	for i := 0; i < len(s); {
		b := s[i]
		if b >= ' ' && b < 0x7f || b == '\n' || b == '\t' {
			i++
			continue
		}
		r, n := rune(b), 1
		if b >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 3 || r != utf8.RuneError && !unclean(r) {
				i += n
				continue
			}
		}
		c.b.Copy(s[start:i], from+start)
		if r == utf8.RuneError {
			n = invalidLen(s[i:])
			c.bad++
		}
		if r == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			start, i = i+1, i+2 // the "\r" falls, the "\n" begins the next run
			c.mended = true
			continue
		}
		c.put(r, from+i, n)
		i += n
		start = i
	}
	if !c.mended && c.b.Len() == 0 && from == 0 {
		return s, Offsets{}, ""
	}
	c.b.Copy(s[start:], from+start)
	return c.done("")
}

// invalidLen is how many bytes of s one U+FFFD stands for: the lead byte and
// the continuation bytes that follow it, at most four.
func invalidLen(s string) int {
	n := 1
	for n < len(s) && n < 4 && s[n]&0xc0 == 0x80 {
		n++
	}
	return n
}

// unclean reports characters that stored text never holds as they are.
func unclean(r rune) bool {
	switch {
	case r < ' ':
		return r != '\n' && r != '\t'
	case r < 0x7f:
		return false
	case r <= 0x9f, r == '\u2028', r == '\u2029':
		return true
	}
	return r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe
}

// decodeBytes decodes a charset of one byte a character.
func decodeBytes(data []byte, cm *charmap.Charmap) (string, Offsets) {
	c := cleaner{}
	c.b.Grow(len(data) + len(data)/8)
	s := string(data)
	start := 0
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b >= ' ' && b < 0x7f || b == '\n' || b == '\t' {
			continue
		}
		c.b.Copy(s[start:i], start)
		start = i + 1
		if b == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			continue
		}
		c.put(cm.DecodeByte(b), i, 1)
	}
	c.b.Copy(s[start:], start)
	t, o, _ := c.done("")
	return t, o
}

// decodeMultibyte decodes an East Asian charset, character by character so that
// the offsets are exact. False where more than one character in twenty does
// not decode: the declaration was wrong.
func decodeMultibyte(data []byte, enc encoding.Encoding) (string, Offsets, bool) {
	c := cleaner{}
	c.b.Grow(len(data) * 3 / 2)
	dec := enc.NewDecoder()
	wide := 0
	var dst [32]byte
	for i := 0; i < len(data); {
		if b := data[i]; b < utf8.RuneSelf {
			if b == '\r' && i+1 < len(data) && data[i+1] == '\n' {
				i++
				continue
			}
			c.put(rune(b), i, 1)
			i++
			continue
		}
		n := min(4, len(data)-i)
		got, took, _ := dec.Transform(dst[:], data[i:i+n], i+n == len(data))
		for k := 1; k < n; k++ { // the shortest prefix that decodes to something
			g, t, err := dec.Transform(dst[:], data[i:i+k], false)
			if err == nil && t == k && g > 0 {
				got, took = g, t
				break
			}
		}
		wide++
		if took == 0 {
			took = 1
		}
		r, size := utf8.DecodeRune(dst[:got])
		if got == 0 || r == utf8.RuneError {
			c.bad++
			c.put(utf8.RuneError, i, took)
		} else if size == got {
			c.put(r, i, took)
		} else {
			c.b.Replace(string(dst[:got]), i, i+took)
		}
		i += took
	}
	if c.bad*20 > wide {
		return "", Offsets{}, false
	}
	t, o, _ := c.done("")
	return t, o, true
}

// cleaner builds clean text with offsets.
type cleaner struct {
	b        Builder
	bad, ctl int
	mended   bool
	cr       bool // the last character was a carriage return
}

// put appends r, which took n bytes of the source at from.
func (c *cleaner) put(r rune, from, n int) {
	c.mended = true
	cr := c.cr
	c.cr = false
	switch r {
	case '\r':
		c.cr = true
		r = '\n'
	case '\n':
		if cr { // second half of "\r\n"
			return
		}
	case '\f', '\v', 0x85, '\u2028', '\u2029':
		r = '\n'
	default:
		if unclean(r) {
			c.ctl++
			r = utf8.RuneError
		}
	}
	var buf [4]byte
	k := utf8.EncodeRune(buf[:], r)
	if k == n && n == 1 {
		c.b.Copy(string(buf[:1]), from)
		return
	}
	c.b.Scale(string(buf[:k]), from, uint8(k), uint8(n))
}

func (c *cleaner) done(charset string) (string, Offsets, string) {
	note := damage(c.bad, c.ctl)
	if charset != "" {
		note = strings.TrimSuffix("decoded as "+charset+", "+note, ", ")
	}
	return c.b.String(), c.b.Offsets(), note
}
