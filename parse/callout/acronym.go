package callout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus/fold"
)

// acronym is the initials of the words of a folded name, without small words.
func acronym(name string) string {
	f := strings.Fields(name)
	if len(f) < 2 {
		return ""
	}
	var b strings.Builder
	for _, w := range f {
		switch w {
		case "of", "the", "and", "for", "on", "in", "de", "da", "do", "e", "y", "la", "et", "des", "du", "und", "für", "der", "die", "to":
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) {
			return ""
		}
		b.WriteRune(r)
	}
	return b.String()
}

// acronyms are the words in capitals that the start of an entry prints in
// brackets or behind a dash, folded.
func acronyms(raw string) []string {
	var out []string
	for _, w := range strings.Fields(raw) {
		t := strings.Trim(w, "()[].,;:")
		if len(t) < 2 || len(t) > 12 || t == strings.ToLower(t) || t != strings.ToUpper(t) || len(out) > 3 {
			continue
		}
		if w[0] == '(' || w[0] == '[' || len(t) > 2 && strings.HasSuffix(w, ".") {
			if f := fold.Fold(t); f != "" && !hasDigitIn(f) {
				out = append(out, f)
			}
		}
	}
	return out
}

func hasDigitIn(s string) bool { return strings.ContainsAny(s, "0123456789") }

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
