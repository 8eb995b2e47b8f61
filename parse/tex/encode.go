package tex

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Encode writes text as TeX that [Decode] turns back into the same text:
// special characters are escaped, pairs that TeX would join are kept apart, all
// other characters stay as they are (UTF-8). What is written is balanced: braces
// are escaped where they are so themselves, as all programs read them, and
// else come out as commands.
func Encode(text string) string { return encode(text, false) }

// EncodeASCII is Encode with accented letters, and other characters that have
// a command, written in ASCII ({\'e}, {\ss}). Characters without one stay.
func EncodeASCII(text string) string { return encode(text, true) }

func encode(text string, ascii bool) string {
	if !ascii && !strings.ContainsAny(text, "\\{}$&#_%~^`'-") {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 16)
	var prev rune
	even := balanced(text)
	for _, r := range text {
		switch {
		case even && (r == '{' || r == '}'):
			b.WriteByte('\\')
			b.WriteRune(r)
		case escapes[r] != "":
			b.WriteString(escapes[r])
		case r == prev && (r == '-' || r == '\''):
			b.WriteString("{}")
			b.WriteRune(r)
		case ascii && r > unicode.MaxASCII:
			b.WriteString(command(r))
		default:
			b.WriteRune(r)
		}
		prev = r
	}
	return b.String()
}

// balanced: every brace of s has its other one.
func balanced(s string) bool {
	depth := 0
	for i := 0; i < len(s) && depth >= 0; i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
	}
	return depth == 0
}

var escapes = map[rune]string{
	'\\': `\textbackslash{}`, '{': `\textbraceleft{}`, '}': `\textbraceright{}`,
	'$': `\$`, '&': `\&`, '#': `\#`, '_': `\_`, '%': `\%`,
	'~': `\textasciitilde{}`, '^': `\textasciicircum{}`, '`': `\textasciigrave{}`,
}

// command writes r as a command in braces, or as it is.
func command(r rune) string {
	if c, ok := reverse()[r]; ok {
		return c
	}
	if plain, up, ok := lower(r); ok {
		if up {
			return `\textsuperscript{` + string(plain) + `}`
		}
		return `\textsubscript{` + string(plain) + `}`
	}
	parts := []rune(norm.NFD.String(string(r)))
	if len(parts) != 2 || parts[0] > unicode.MaxASCII {
		return string(r)
	}
	for _, a := range accentOrder {
		if accents[a] == parts[1] {
			base := string(parts[0])
			if above(parts[1]) && (base == "i" || base == "j") {
				base = `\` + base
			}
			return `{\` + a + "{" + base + "}}"
		}
	}
	return string(r)
}
