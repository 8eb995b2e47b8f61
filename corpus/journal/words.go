package journal

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"citegraph/corpus/fold"
)

//go:embed words.gz
var wordData []byte

// abbreviations maps an abbreviation of a word to the words it stands for that
// it is no prefix of; those it is a prefix of need no table.
var abbreviations = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string, 2600)
	for line := range strings.Lines(unzip(wordData)) {
		abbr, full, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		m[abbr] = strings.Fields(full)
	}
	return m
})

// vocabulary counts in how many titles a folded word stands.
var vocabulary = sync.OnceValue(func() map[string]int {
	m := make(map[string]int, 12_000)
	for _, j := range list() {
		for _, w := range content(j.Title) {
			m[w]++
		}
	}
	return m
})

// Word says how a word is known from titles of journals: in full (in how many
// of them), and as an abbreviation of some word.
func Word(w string) (titles int, abbreviation bool) {
	f := fold.Slug(w)
	_, ok := abbreviations()[f]
	return vocabulary()[f], ok
}

var small = map[string]bool{"of": true, "the": true, "and": true, "in": true, "for": true, "on": true, "de": true, "la": true, "der": true,
	"die": true, "das": true, "und": true, "et": true, "des": true, "du": true, "di": true, "e": true, "y": true, "fur": true, "to": true, "with": true, "a": true,
	"del": true, "della": true, "van": true, "voor": true, "en": true, "dem": true, "den": true, "l": true, "d": true, "do": true, "da": true}

// content is the folded words of a title without the small ones, which
// abbreviations leave out.
func content(s string) []string {
	return slices.DeleteFunc(fold.Tokens(s), func(w string) bool { return small[w] })
}

// Compatible reports whether one of a and b may abbreviate the other: word by
// word, where one has each word in full, as a prefix, or in a shortening that
// titles use ("Natl", "Dtsch"); or as the initials of all words ("PNAS").
func Compatible(a, b string) bool {
	x, y := FormOf(a), FormOf(b)
	return x.Compatible(&y)
}

// Form is a title as [Compatible] compares it, for titles that are compared
// often. The zero value is no title.
type Form struct {
	words []string
	known *knownForm // of a journal that the list has
}

type knownForm struct {
	title       string
	full, short []string // words of its title and its abbreviation
}

// FormOf is the form of a title.
func FormOf(title string) Form {
	f := Form{words: content(title)}
	if j, ok := Lookup(title); ok {
		f.known = &knownForm{j.Title, content(j.Title), content(j.Abbrev)}
	}
	return f
}

// Compatible is [Compatible] of the titles of both.
func (f *Form) Compatible(g *Form) bool {
	switch x, y := f.words, g.words; {
	case f.known != nil && g.known != nil && f.known.title == g.known.title:
		return true
	case aligned(x, y) || acronym(x, y) || acronym(y, x):
		return true
	// the other forms of a known journal
	case f.known != nil && (aligned(f.known.full, y) || aligned(f.known.short, y)):
		return true
	default:
		return g.known != nil && (aligned(x, g.known.full) || aligned(x, g.known.short))
	}
}

// aligned compares words pairwise. A country or place at the end of one may be
// missing in the other.
func aligned(x, y []string) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 || len(x) < len(y) && !tail(y[len(x):]) {
		return false
	}
	for i := range x {
		if !sameWord(x[i], y[i]) {
			return false
		}
	}
	return true
}

func tail(rest []string) bool {
	for _, w := range rest {
		if !tails[w] {
			return false
		}
	}
	return len(rest) <= 4
}

var tails = map[string]bool{"u": true, "s": true, "usa": true, "uk": true, "united": true, "states": true, "america": true, "amer": true,
	"new": true, "york": true, "n": true, "london": true, "oxf": true, "england": true, "engl": true, "paris": true, "basel": true, "lausanne": true,
	"millwood": true, "edinburgh": true, "scotland": true, "online": true, "print": true, "internet": true, "copenhagen": true, "berl": true, "bethesda": true, "md": true, "1985": true, "baltimore": true}

// sameWord reports whether a and b are one word or one abbreviates the other.
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if strings.HasPrefix(b, a) {
		return len(a) > 1 || a == "j" || a == "z"
	}
	full, ok := abbreviations()[a]
	if !ok {
		return contraction(a, b)
	}
	for _, f := range full {
		if f == b || strings.HasPrefix(f, b) && len(b) > len(a) {
			return true
		}
	}
	return contraction(a, b)
}

// contraction reports whether a leaves out the middle of b: natl, intl, dept.
// A longer word is one of its own, and its letters in another's are chance:
// ecology, ethnopharmacology.
func contraction(a, b string) bool {
	if len(a) < 3 || len(a) > 6 || len(b) < len(a)+2 || a[0] != b[0] || a[1] != b[1] && len(a) < 4 || a[len(a)-1] != b[len(b)-1] {
		return false
	}
	i := 0
	for j := 0; j < len(b) && i < len(a); j++ {
		if a[i] == b[j] {
			i++
		}
	}
	return i == len(a)
}

// acronym reports whether x is one word made of the initials of y.
func acronym(x, y []string) bool {
	if len(x) != 1 || len(y) < 3 || len(x[0]) < 3 || len(x[0]) > len(y) || len(y) > len(x[0])+3 && !tail(y[len(x[0]):]) {
		return false
	}
	for i := range len(x[0]) {
		if x[0][i] != y[i][0] {
			return false
		}
	}
	return len(x[0]) == len(y) || tail(y[len(x[0]):])
}
