package person

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// Parse reads one name: "Gillard S", "Gillard, S.", "S. Gillard", "Steve
// Gillard", "van der Berg, J.", "WHO". Where s holds several names it is the
// first; where it holds none, a literal.
func Parse(s string) corpus.Name {
	if collective(s) {
		return corpus.Name{Literal: strings.Join(strings.Fields(s), " ")}
	}
	if n := ParseList(s).Names; len(n) > 0 {
		return n[0]
	}
	return corpus.Name{Literal: strings.Join(strings.Fields(s), " ")}
}

// collective reports whether s, undivided, ends in a word that no family is
// called: "R Core Team".
func collective(s string) bool {
	words := strings.Fields(s)
	return len(words) > 1 && !strings.ContainsAny(s, ",;") && collectives[fold.Fold(words[len(words)-1])]
}

// Initials are the initials of given names, upper case without dots ("SJ").
// Capitals that stand together ("SJ", "S.J.") are initials already; of a
// hyphenated name both parts count ("Jean-Pierre" is "JP").
func Initials(given string) string {
	var b strings.Builder
	for _, t := range scan(given) {
		switch {
		case t.kind.delimits() || t.kind == number || t.kind == particle || t.kind == small:
		case t.kind == initial && t.caps:
			for _, r := range t.text {
				if unicode.IsLetter(r) {
					b.WriteRune(r)
				}
			}
		default:
			for _, p := range strings.FieldsFunc(t.text, func(r rune) bool { return joins(r) && r != '\'' && r != '’' }) {
				r, _ := utf8.DecodeRuneInString(p)
				b.WriteRune(unicode.ToUpper(r))
			}
		}
	}
	return b.String()
}

// Core is the family name folded, without its particles and spaces:
// "van der Berg" and "Vanderberg" differ, "van der Berg" and "Berg" do not.
func Core(family string) string {
	toks := strings.Fields(family)
	k := 0
	for k < len(toks)-1 && particles[fold.Fold(toks[k])] {
		k++
	}
	return fold.Slug(strings.Join(toks[k:], " "))
}

// Key is the blocking key of a name: folded family without particles, a space,
// first initial ("gillard s"); the folded literal for organisations.
func Key(n corpus.Name) string {
	if n.Family == "" {
		if n.Literal == "" {
			return fold.Fold(n.Given)
		}
		return fold.Fold(n.Literal)
	}
	key := Core(n.Family)
	if in := fold.Slug(Initials(n.Given)); in != "" {
		r, _ := utf8.DecodeRuneInString(in)
		key += " " + string(r)
	}
	return key
}
