package refs

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is what a token is made of.
type kind uint8

const (
	word kind = iota
	number
	link // URL
	doi
	cjk // Han, kana or Hangul
	amp // & or +
)

// Token is a run that no field boundary divides: a word, a run of digits, a
// link. What stands between two tokens is punctuation and space only.
type Token struct {
	Start, End int // bytes of the reference
	kind       kind
}

// maxTokens bounds the work spent on one reference; what lies beyond keeps
// the label of nothing (other).
const maxTokens = 1500

// Tokenize cuts raw at every change between letters, digits, punctuation and
// space, except within links, DOIs and words joined by hyphen or apostrophe.
// It appends to buf[:0].
func Tokenize(raw string, buf []Token) []Token {
	buf = buf[:0]
	for i := 0; i < len(raw) && len(buf) < maxTokens; {
		c := raw[i]
		if c == '<' {
			i += max(1, tagAt(raw[i:]))
			continue
		}
		if c < utf8.RuneSelf && !alnum[c] && c != '&' {
			i++
			continue
		}
		if t, ok := linkAt(raw, i); ok {
			buf = append(buf, t)
			i = t.End
			continue
		}
		t := tokenAt(raw, i)
		if t.End > t.Start {
			buf = append(buf, t)
			i = t.End
			continue
		}
		_, n := utf8.DecodeRuneInString(raw[i:])
		i += n
	}
	return buf
}

// tags are the inline tags that some texts leave in references; they are
// treated as punctuation.
var tags = [...]string{"italic", "i", "b", "em", "bold", "sup", "sub", "sc", "strong", "span", "u"}

// tagAt is the length of a tag that s begins with, 0 for none.
func tagAt(s string) int {
	end := strings.IndexByte(s[:min(len(s), 12)], '>')
	if end < 2 {
		return 0
	}
	name := strings.Trim(s[1:end], "/ ")
	for _, t := range tags {
		if strings.EqualFold(name, t) {
			return end + 1
		}
	}
	return 0
}

// untag cuts tags out of a value.
func untag(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		if n := tagAt(s); n > 0 {
			s = s[n:]
		} else {
			b.WriteByte('<')
			s = s[1:]
		}
	}
	b.WriteString(s)
	return b.String()
}

// alnum is the ASCII letters and digits.
var alnum = func() (a [128]bool) {
	for c := range a {
		a[c] = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	return a
}()

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// class of a rune for tokenising: 0 none, else a kind plus one.
func runeKind(r rune) kind {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case r >= '0' && r <= '9':
			return number + 1
		case alnum[r]:
			return word + 1
		case r == '&':
			return amp + 1
		}
		return 0
	case r >= 0x2E80 && r <= 0x9FFF && unicode.IsLetter(r), r >= 0xAC00 && r <= 0xD7A3, r >= 0x20000 && r <= 0x3FFFF:
		return cjk + 1
	case unicode.IsLetter(r) && r != 'º' && r != 'ª':
		return word + 1
	case r >= 0xFF10 && r <= 0xFF19:
		return number + 1
	}
	return 0
}

// joins reports whether r holds the parts of a word together.
func joins(r rune) bool {
	switch r {
	case '-', '\'', '’', '\u2010', '\u2011', '\u00ad', 'ʼ':
		return true
	}
	return false
}

func tokenAt(raw string, i int) Token {
	r, n := utf8.DecodeRuneInString(raw[i:])
	k := runeKind(r)
	if k == 0 {
		return Token{Start: i, End: i}
	}
	k--
	j := i + n
	for k != amp && j < len(raw) {
		r, n := utf8.DecodeRuneInString(raw[j:])
		if k2 := runeKind(r); k2 == k+1 {
			j += n
			continue
		}
		if k == word {
			if unicode.Is(unicode.Mn, r) || r == '\u200d' || r == '\u200c' {
				j += n
				continue
			}
			if joins(r) {
				if r2, n2 := utf8.DecodeRuneInString(raw[j+n:]); runeKind(r2) == word+1 {
					j += n + n2
					continue
				}
			}
		}
		break
	}
	if k == number && j-i == 4 && yearSuffix(raw, i, j) {
		j++
	}
	return Token{Start: i, End: j, kind: k}
}

// yearSuffix reports whether the letter of "2006a" follows the year raw[i:j].
func yearSuffix(raw string, i, j int) bool {
	if j >= len(raw) || raw[j] < 'a' || raw[j] > 'k' || raw[i] != '1' && raw[i] != '2' {
		return false
	}
	if _, y := numberClass(raw[i:j]); y < 1400 || y >= 2040 {
		return false
	}
	if j+1 == len(raw) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(raw[j+1:])
	return runeKind(r) == 0
}

// linkAt finds a URL or DOI that starts at i.
func linkAt(raw string, i int) (Token, bool) {
	k := link
	switch c := raw[i] | 0x20; {
	case c == 'h' && hasFold(raw[i:], "http"), c == 'f' && hasFold(raw[i:], "ftp"):
		at := strings.IndexByte(raw[i:min(len(raw), i+8)], ':')
		if at < 0 || !strings.HasPrefix(raw[i+at:], "://") {
			return Token{}, false
		}
	case c == 'w' && hasFold(raw[i:], "www."):
	case c == 'd' && (hasFold(raw[i:], "dx.doi.org/") || hasFold(raw[i:], "doi.org/")):
	case raw[i] == '1' && doiAt(raw, i):
		k = doi
	default:
		return Token{}, false
	}
	j := i
	for j < len(raw) && j-i < 2048 {
		c := raw[j]
		if c <= ' ' || c == '"' || c == '<' || c == '>' || c == '|' || c == 0xC2 && j+1 < len(raw) && (raw[j+1] == 0xA0 || raw[j+1] == 0xBB) ||
			c == 0xE2 && j+2 < len(raw) && raw[j+1] == 0x80 && (raw[j+2] >= 0x98 && raw[j+2] <= 0x9F || raw[j+2] < 0x8F) ||
			c == 0xEF && j+1 < len(raw) && raw[j+1] == 0xBC {
			break
		}
		j++
	}
	return Token{Start: i, End: i + len(trimLink(raw[i:j])), kind: k}, true
}

// trimLink cuts punctuation that ends a sentence, not a link, and closing
// brackets that were not opened in it.
func trimLink(s string) string {
	for len(s) > 0 {
		switch c := s[len(s)-1]; c {
		case '.', ',', ';', ':', '\'', '?', '!', '*':
		case ')', ']', '}':
			open := map[byte]string{')': "(", ']': "[", '}': "{"}[c]
			if strings.Count(s, open) >= strings.Count(s, string(c)) {
				return s
			}
		default:
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// doiAt reports whether a bare DOI starts at i: 10.dddd/.
func doiAt(raw string, i int) bool {
	if !strings.HasPrefix(raw[i:], "10.") || i > 0 && (isDigit(raw[i-1]) || raw[i-1] == '.') {
		return false
	}
	j := i + 3
	for j < len(raw) && j-i < 14 && (isDigit(raw[j]) || raw[j] == '.') {
		j++
	}
	return j-i >= 7 && j+1 < len(raw) && raw[j] == '/' && raw[j+1] > ' '
}
