package tex

import (
	"strings"
	"unicode/utf8"
)

// Superscripts and subscripts that Unicode has.
const (
	plainScripts = "0123456789+-=()n"
	superScripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"
	subScripts   = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"
)

// scripts are the commands that raise or lower an argument; true raises.
var scripts = map[string]bool{"textsuperscript": true, "textsubscript": false, "sp": true, "sb": false}

// script decodes ^x, ^{…}, _x, _{…}. Where Unicode has not all of it, the
// argument stays on the line.
func script(s string) (string, int) {
	text, n := scriptOf(s[1:], s[0] == '^')
	return text, 1 + n
}

func scriptOf(s string, up bool) (string, int) {
	arg, n, ok := Argument(s, 128)
	if !ok {
		_, n = utf8.DecodeRuneInString(s)
		if n == 0 || s[0] == '{' || s[0] == '}' || s[0] == '$' {
			return "", 0
		}
		if s[0] == '\\' {
			return "", 0 // the command is decoded next
		}
		arg = s[:n]
	}
	if len(arg) > 64 || strings.ContainsAny(arg, "\\{}$") {
		return "", n - len(arg) - 1 // only the brace is taken, if there is one
	}
	return raise(arg, up), n
}

// raise sets s in superscript or subscript where every character has one.
func raise(s string, up bool) string {
	to := []rune(subScripts)
	if up {
		to = []rune(superScripts)
	}
	var b strings.Builder
	for _, r := range s {
		i := strings.IndexRune(plainScripts, r)
		if i < 0 {
			return s
		}
		b.WriteRune(to[i])
	}
	return b.String()
}

// lower is the plain form of one superscript or subscript character.
func lower(r rune) (plain rune, up, ok bool) {
	i := 0
	for _, s := range superScripts {
		if s == r {
			return rune(plainScripts[i]), true, true
		}
		i++
	}
	i = 0
	for _, s := range subScripts {
		if s == r {
			return rune(plainScripts[i]), false, true
		}
		i++
	}
	return 0, false, false
}
