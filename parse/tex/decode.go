package tex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lookAhead bounds how far an argument may reach, in bytes.
const lookAhead = 2 << 10

// Decode is the text of a TeX fragment. Braces vanish, unknown commands vanish,
// "~" is a space, white space stays as it is.
func Decode(s string) string {
	if !strings.ContainsAny(s, "\\{}$~`'-") {
		return s
	}
	var d Decoder
	var b strings.Builder
	b.Grow(len(s))
	for len(s) > 0 {
		if n := plainPrefix(s, d.Math); n > 0 {
			b.WriteString(s[:n])
			s = s[n:]
			continue
		}
		out, n := d.Next(s)
		b.WriteString(out)
		s = s[n:]
	}
	return b.String()
}

// plainPrefix is how much of s stands for itself.
func plainPrefix(s string, math bool) int {
	special := "\\{}$~`'-"
	if math {
		special = "\\{}$~`'-^_ *"
	}
	if i := strings.IndexAny(s, special); i >= 0 {
		// "?`" and "!`" are one character
		if i > 0 && s[i] == '`' && (s[i-1] == '?' || s[i-1] == '!') {
			i--
		}
		return i
	}
	return len(s)
}

// Decoder decodes TeX piece by piece. The zero value begins in text.
type Decoder struct {
	Math bool // within $…$
}

// Next decodes the shortest construct that s begins with: one character, one
// brace, one accent with its letter, one command. It returns its text, which
// may be empty, and how many bytes of s it took: at least one where s is not
// empty. Commands that only format (\emph) take their name alone, so that
// their argument is decoded by the calls that follow.
func (d *Decoder) Next(s string) (text string, n int) {
	if s == "" {
		return "", 0
	}
	switch c := s[0]; c {
	case '\\':
		return d.command(s)
	case '{', '}':
		return "", 1
	case '$':
		d.Math = !d.Math
		if strings.HasPrefix(s, "$$") {
			return "", 2
		}
		return "", 1
	case '~':
		return " ", 1
	case '^', '_':
		if d.Math {
			return script(s)
		}
	case ' ', '\t', '\n':
		if d.Math {
			return "", 1
		}
	case '*':
		if d.Math {
			return "∗", 1
		}
	case '-':
		if d.Math {
			return "−", 1
		}
	}
	if !d.Math {
		for _, l := range ligatures {
			if strings.HasPrefix(s, l.tex) {
				return l.text, len(l.tex)
			}
		}
	}
	_, n = utf8.DecodeRuneInString(s)
	return s[:n], n
}

// Longest first.
var ligatures = []struct{ tex, text string }{
	{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"?`", "¿"}, {"!`", "¡"}, {"`", "‘"},
}

// command decodes what begins with a backslash.
func (d *Decoder) command(s string) (string, int) {
	if len(s) == 1 {
		return "", 1
	}
	name, n := commandName(s)
	if mark, ok := accents[name]; ok {
		if text, took, ok := accent(s[n:], mark, isLetter(name[0])); ok {
			return text, n + took
		}
		if !isLetter(name[0]) {
			return "", n
		}
	}
	if text, ok := characters[name]; ok { // control symbols: nothing behind them is lost
		return text, n
	}
	switch name {
	case "(", "[", "begin{math}":
		d.Math = true
		return "", n
	case ")", "]":
		d.Math = false
		return "", n
	}
	if text, ok := symbols[name]; ok {
		return text, n + spaces(s[n:])
	}
	if sup, ok := scripts[name]; ok {
		text, took := scriptOf(s[n:], sup)
		return text, n + took
	}
	switch name {
	case "url", "path", "nolinkurl":
		if arg, took, ok := argument(s[n:]); ok {
			return unescape(arg), n + took
		}
	case "char":
		if text, took := charCode(s[n:]); took > 0 {
			return text, n + took
		}
	}
	if dropsArgument[name] {
		n += optional(s[n:])
		if _, took, ok := argument(s[n:]); ok {
			return "", n + took
		}
	}
	return "", n + spaces(s[n:])
}

// commandName is the name behind the backslash, without a trailing star, and
// the length of the whole.
func commandName(s string) (string, int) {
	n := 1
	for n < len(s) && n < 64 && isLetter(s[n]) {
		n++
	}
	if n == 1 {
		_, k := utf8.DecodeRuneInString(s[1:])
		return s[1 : 1+k], 1 + k
	}
	name := s[1:n]
	if n < len(s) && s[n] == '*' {
		n++
	}
	return name, n
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func spaces(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\n")) }

// argument is an [Argument] of a command of accents and the like.
func argument(s string) (arg string, n int, ok bool) { return Argument(s, lookAhead) }

// Argument is the braced group that s begins with, white space before it
// skipped, and how many bytes it took; ok is false where there is none that
// ends within limit bytes.
func Argument(s string, limit int) (arg string, n int, ok bool) {
	start := spaces(s[:min(len(s), 64)])
	if start >= len(s) || s[start] != '{' || strings.IndexByte(s[start:min(len(s), start+limit)], '}') < 0 {
		return "", 0, false
	}
	depth := 0
	for i := start; i < len(s) && i < start+limit; i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[start+1 : i], i + 1, true
			}
		}
	}
	return "", 0, false
}

// optional is the length of a bracketed argument that s begins with.
func optional(s string) int {
	if !strings.HasPrefix(s, "[") {
		return 0
	}
	if i := strings.IndexByte(s[:min(len(s), 256)], ']'); i > 0 {
		return i + 1
	}
	return 0
}

// accent puts mark over the letter that s begins with, as \'e, \'{e}, \' e,
// \'\i, \'{\i}. An accent over nothing is the character itself. word says that
// the accent's name is a letter, which needs a space or brace behind it.
func accent(s string, mark rune, word bool) (string, int, bool) {
	if arg, n, ok := Argument(s, 256); ok {
		text := strings.TrimSpace(decodeShort(arg))
		if text == "" {
			return spacing[mark], n, true
		}
		return compose(text, mark), n, true
	}
	i := spaces(s[:min(len(s), 16)])
	if i >= len(s) || word && i == 0 && isLetter(s[0]) {
		return "", 0, false
	}
	if s[i] == '\\' {
		name, n := commandName(s[i:])
		if base, ok := symbols[name]; ok && utf8.RuneCountInString(base) == 1 {
			return compose(base, mark), i + n + spaces(s[i+n:min(len(s), i+n+64)]), true
		}
		if inner, ok := accents[name]; ok && i+n < len(s) { // \'\^e
			if text, took, ok := plainAccent(s[i+n:], inner); ok {
				return compose(text, mark), i + n + took, true
			}
		}
		return "", 0, false
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if !unicode.IsLetter(r) {
		if word || r == '}' {
			return spacing[mark], 0, !word
		}
		return "", 0, false
	}
	return compose(string(r), mark), i + n, true
}

// plainAccent is accent for one level of accent over accent.
func plainAccent(s string, mark rune) (string, int, bool) {
	if arg, n, ok := Argument(s, 16); ok && arg != "" && !strings.ContainsAny(arg, "\\{}") {
		return compose(arg, mark), n, true
	}
	r, n := utf8.DecodeRuneInString(s)
	if unicode.IsLetter(r) {
		return compose(string(r), mark), n, true
	}
	return "", 0, false
}

// decodeShort decodes an accent's argument: \i, a nested accent, a letter.
func decodeShort(s string) string {
	var d Decoder
	var b strings.Builder
	for range 32 {
		if s == "" {
			break
		}
		if strings.HasPrefix(s, `\`) {
			name, n := commandName(s)
			if _, ok := accents[name]; ok { // one more level and no deeper
				inner, mark := s[n:], accents[name]
				if text, took, ok := plainAccent(strings.TrimLeft(inner, " "), mark); ok {
					b.WriteString(text)
					s = strings.TrimLeft(inner, " ")[took:]
					continue
				}
				s = s[n:]
				continue
			}
		}
		out, n := d.Next(s)
		b.WriteString(out)
		s = s[n:]
	}
	return b.String() + s
}

// compose puts mark on the first character of text.
func compose(text string, mark rune) string {
	r, n := utf8.DecodeRuneInString(text)
	if above(mark) {
		switch r {
		case 'ı':
			r = 'i'
		case 'ȷ':
			r = 'j'
		}
	}
	return norm.NFC.String(string(r)+string(mark)) + text[n:]
}

func above(mark rune) bool { return mark < 0x0316 || mark == 0x0361 }

// unescape undoes the escapes of a literal argument such as \url's.
func unescape(s string) string {
	if !strings.ContainsAny(s, "\\{}") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && strings.IndexByte("_%&#~{}$^", s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
			if strings.HasPrefix(s[i+1:], "{}") {
				i += 2
			}
		case s[i] == '{' || s[i] == '}':
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// charCode reads \char123, \char"1F, \char'101.
func charCode(s string) (string, int) {
	base, i := 10, 0
	if s != "" && s[0] == '"' {
		base, i = 16, 1
	} else if s != "" && s[0] == '\'' {
		base, i = 8, 1
	}
	v, start := 0, i
	for i < len(s) && i < start+6 {
		d := strings.IndexByte("0123456789ABCDEF", s[i])
		if d < 0 || d >= base {
			break
		}
		v = v*base + d
		i++
	}
	if i == start || v < 0x20 || !utf8.ValidRune(rune(v)) || v >= 0x7f && v < 0xa0 {
		return "", 0
	}
	return string(rune(v)), i + spaces(s[i:min(len(s), i+1)])
}
