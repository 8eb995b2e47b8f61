package export

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean makes s fit for every format: valid UTF-8 in NFC without control
// characters (tab, line feed and carriage return stay), noncharacters and
// characters that turn the direction of what follows.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return r
		case r < 0x20 || r >= 0x7f && r < 0xa0:
			return -1
		case r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef:
			return -1
		case bidi(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return norm.NFC.String(s)
}

// line is clean on one line: every run of white space is one space.
func line(s string) string {
	if plain(s) && !strings.ContainsAny(s, "\t\n\r") && !strings.Contains(s, "  ") {
		return strings.TrimSpace(s)
	}
	return strings.Join(strings.Fields(clean(s)), " ")
}

// bidi tells the overrides, embeddings, isolates and marks of the
// bidirectional algorithm.
func bidi(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c
}

// Classes of bytes, so that text is looked at once.
const (
	odd    uint8 = 1 << iota // clean may change it
	markup                   // XML has another way to write it
	quoted                   // a cell of CSV that has it is quoted
)

var class = func() (t [256]uint8) {
	for c := range t {
		if c >= utf8.RuneSelf || c == 0x7f || c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
			t[c] |= odd
		}
		if strings.IndexByte("&<>\"'\n\r\t", byte(c)) >= 0 {
			t[c] |= markup
		}
		if strings.IndexByte(",\"\r\n", byte(c)) >= 0 {
			t[c] |= quoted
		}
	}
	return t
}()

// classes are those of all bytes of s.
func classes(s string) (c uint8) {
	for i := range len(s) {
		c |= class[s[i]]
	}
	return c
}

// plain tells text that clean leaves as it is.
func plain(s string) bool { return classes(s)&odd == 0 }

// number writes f with six significant digits; what is no number is 0.
func number(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) || f == 0 {
		return "0"
	}
	return strconv.FormatFloat(f, 'g', 6, 64)
}

// xml escapes s for element content and attribute values alike.
func xml(s string) string {
	c := classes(s)
	if c&odd != 0 {
		s = clean(s)
	}
	if c&markup == 0 {
		return s
	}
	return xmlEscapes.Replace(s)
}

var xmlEscapes = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;",
	"\n", "&#10;", "\r", "&#13;", "\t", "&#9;",
)

// jsonString quotes s as JSON, with <, > and & escaped so that it may stand in
// HTML, and the line separators so that it may stand in JavaScript.
func jsonString(s string) string {
	s = clean(s)
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte('"')
	for _, r := range s {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		case '<', '>', '&', 0x2028, 0x2029:
			b.WriteString(`\u`)
			h := strconv.FormatInt(int64(r), 16)
			b.WriteString("0000"[len(h):] + h)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
