package callout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// Texts of the humanities cite by author and page: "(Smith and Doe 12; Lee
// 3–5)", "(Roe et al.)". A bracket is a candidate where every part of it names
// the first author of one entry and no more; the form counts where such
// brackets reach much of the list (style.go).

// maxPaged bounds a bracket of names.
const maxPaged = 160

// byPage finds such brackets in s, which stands at base.
func byPage(s string, base int, k *known, out []cand) []cand {
	if k.numbered || len(k.byFirst) == 0 {
		return out
	}
	for i, n := range insides(s, "()", maxPaged) {
		c := cand{form: paged, linked: true}
		for _, part := range strings.Split(s[i:i+n], ";") {
			to, page := k.firstAuthor(strings.Join(strings.Fields(part), " "))
			if to == 0 {
				c.Targets = nil
				break
			}
			if c.Targets = append(c.Targets, to); c.Locator == "" {
				c.Locator = page
			}
		}
		if len(c.Targets) > 0 {
			c.Kind = corpus.AuthorYear
			c.Span = corpus.Span{Start: base + i - 1, End: base + i + n + 1}
			c.Text = s[i-1 : i+n+1]
			out = append(out, c)
		}
	}
	return out
}

// firstAuthor is the entry that "Smith and Doe 12" names, and the page; 0 where
// that is none or several.
func (k *known) firstAuthor(s string) (n int, page string) {
	for _, p := range [...]string{"see also ", "see ", "cf. ", "qtd. in ", "e.g., "} {
		s = strings.TrimPrefix(s, p)
	}
	name := strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsDigit(r) || strings.ContainsRune(" ,-–.", r)
	})
	if page = strings.Trim(s[len(name):], " ,."); !strings.ContainsAny(page, "0123456789") {
		page = ""
	}
	name = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(name, " pp"), " p"), " ,.")
	opening, _, _ := strings.Cut(name, " ")
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) && !particle(opening) {
		return 0, ""
	}
	first := name
	for _, and := range [...]string{" et al", " and ", " & ", ", ", " und ", " et "} {
		first, _, _ = strings.Cut(first, and)
	}
	is := k.byFirst[fold.Fold(first)]
	if len(is) != 1 {
		return 0, ""
	}
	if rest := fold.Fold(name[len(first):]); rest != "" && rest != "et al" {
		w := &k.works[is[0]] // further names are the entry's too
		for _, f := range strings.Fields(rest) {
			if f != "and" && f != "et" && f != "al" && f != "und" && !hasWord(w.opening, f) {
				return 0, ""
			}
		}
	}
	return k.works[is[0]].n, page
}
