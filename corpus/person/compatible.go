package person

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// Compatible reports whether a and b may name one person: same family (up to
// particles, diacritics, hyphens, and one of two surnames left out), and given
// names that do not contradict: initials that agree as far as both go, full
// names that are equal or short for one another.
func Compatible(a, b corpus.Name) bool {
	if a.Family == "" || b.Family == "" {
		return literalCompatible(a, b)
	}
	return sameFamily(a.Family, b.Family) && sameGiven(a.Given, b.Given) && sameSuffix(a.Suffix, b.Suffix)
}

func literalCompatible(a, b corpus.Name) bool {
	x, y := fold.Slug(whole(a)), fold.Slug(whole(b))
	return x != "" && x == y
}

func whole(n corpus.Name) string {
	if n.Literal != "" {
		return n.Literal
	}
	return n.Family + " " + n.Given
}

func sameFamily(a, b string) bool {
	x, y := Core(a), Core(b)
	if x == y {
		return x != ""
	}
	// ü may be printed ue
	if umlaut(a) == umlaut(b) && x != "" {
		return true
	}
	// García Márquez and García: one of two surnames, but no short ones
	p, q := surnames(a), surnames(b)
	if len(p) == len(q) || len(p) == 0 || len(q) == 0 {
		return false
	}
	if len(p) > len(q) {
		p, q = q, p
	}
	return len(p) == 1 && len(p[0]) >= 3 && (p[0] == q[0] || p[0] == q[len(q)-1])
}

// surnames are the folded parts of a family name without its particles.
func surnames(family string) []string {
	var out []string
	for _, t := range fold.Tokens(family) {
		if !particles[t] {
			out = append(out, t)
		}
	}
	return out
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "å", "aa", "Å", "Aa", "ø", "oe", "Ø", "Oe")

func umlaut(s string) string { return Core(umlauts.Replace(s)) }

// sameGiven compares given names, in full where both are printed in full.
func sameGiven(a, b string) bool {
	x, y := givens(a), givens(b)
	if len(x) == 0 || len(y) == 0 {
		return true
	}
	for k := range min(len(x), len(y)) {
		p, q := x[k], y[k]
		if len(p) > len(q) {
			p, q = q, p
		}
		if !strings.HasPrefix(q, p) && !nickname(p, q) {
			return false
		}
	}
	return true
}

// givens are the given names in order, folded, initials one by one.
func givens(s string) []string {
	var out []string
	for _, t := range scan(s) {
		switch {
		case t.kind.delimits() || t.kind == number || t.kind == particle:
		case t.kind == initial && t.caps:
			for _, r := range fold.Slug(t.text) {
				out = append(out, string(r))
			}
		default:
			out = append(out, fold.Tokens(t.text)...)
		}
	}
	return out
}

// nickname reports short forms that are no prefix of the name.
func nickname(short, long string) bool {
	full, ok := nicknames[short]
	if other, ok2 := nicknames[long]; !ok && ok2 {
		full, long, ok = other, short, true
	}
	return ok && strings.HasPrefix(full, long)
}

var nicknames = map[string]string{
	"bob": "robert", "bill": "william", "will": "william", "mike": "michael", "jim": "james", "dick": "richard",
	"liz": "elizabeth", "beth": "elizabeth", "kate": "katherine", "tony": "anthony", "jack": "john", "ted": "edward",
	"peggy": "margaret", "betty": "elizabeth", "steve": "stephen", "dave": "david", "tom": "thomas", "andy": "andrew",
	"jenny": "jennifer", "bobby": "robert", "larry": "lawrence", "harry": "henry", "hans": "johannes", "fritz": "friedrich", "paco": "francisco", "pepe": "jose",
}

func sameSuffix(a, b string) bool {
	x, y := generation(a), generation(b)
	return x == y || x == "" || y == ""
}

func generation(s string) string {
	switch s = fold.Slug(s); s {
	case "junior", "jnr":
		return "jr"
	case "senior", "snr":
		return "sr"
	case "2nd", "2d":
		return "ii"
	case "3rd", "3d":
		return "iii"
	}
	return s
}
