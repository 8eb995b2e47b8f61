package list

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus/fold"
)

// shelf holds the works that notes may cite, ready to be asked for words.
type shelf struct {
	v       *view
	entries []Entry
	works   []shelved
	by      map[string][]int // word → works
	noted   map[int][]int    // number of a note → works that it cites
	now     int              // counts citations
}

// shelved is what a citation can name of one entry.
type shelved struct {
	words map[string]int // folded word → where it stands first, counted in words
	years []string
	cited int // shelf.now when it was last cited
}

const (
	shelvedWords = 90  // words of an entry that count
	maxSimilar   = 300 // entries that are weighed for one piece
	briefly      = 80  // bytes of a citation that is none in full, though it has a year
	coverage     = .75 // of a piece's words that its work must have
)

func newShelf(v *view, es []Entry) *shelf {
	s := &shelf{v: v, by: map[string][]int{}, noted: map[int][]int{}}
	for _, e := range es {
		s.add(e)
	}
	return s
}

// add puts e on the shelf and returns its place.
func (s *shelf) add(e Entry) int {
	w := shelved{words: map[string]int{}}
	for k, t := range wordsOf(e.Raw) {
		if k >= shelvedWords {
			break
		}
		if _, dup := w.words[t]; dup {
			continue
		}
		w.words[t] = k
		if isYear(t) && len(t) == 4 {
			w.years = append(w.years, t)
		}
		s.by[t] = append(s.by[t], len(s.works))
	}
	s.entries, s.works = append(s.entries, e), append(s.works, w)
	return len(s.works) - 1
}

// wordsOf are the folded words of s that tell works apart: no short ones but
// those of scripts without spaces, no numbers but years.
func wordsOf(s string) []string {
	if i := strings.Index(s, "http"); i > 0 {
		s = s[:i]
	}
	var out []string
	for _, t := range fold.Tokens(s[:min(len(s), 1200)]) {
		r, _ := utf8.DecodeRuneInString(t)
		switch {
		case unicode.IsDigit(r):
			if len(t) >= 4 && isYear(t[:4]) && len(t) <= 5 {
				out = append(out, t[:4])
			}
		case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r):
			out = append(out, strings.Split(t, "")...)
		case len(t) >= 3 && !idle(t):
			out = append(out, t)
		}
	}
	return out
}

// idle are words that say nothing about which work is meant.
func idle(t string) bool {
	switch t {
	case "and", "the", "others", "other", "for", "und", "die", "der", "das", "des", "von", "les", "del", "her", "its", "supra", "note", "above", "cited", "cit", "anm", "fig", "vol", "eds", "hrsg", "url", "doi", "ibid", "see", "also", "art", "loc", "zit", "aao", "infra", "previously", "pages", "page", "here", "hier", "doc", "accessed", "abgerufen", "consulted", "consulte":
		return true
	}
	return false
}

// find is the work whose words cover s best, among those of within if that is
// not nil; -1 where there is none. p says how sure that is.
func (s *shelf) find(text string, within []int) (best int, p float64) {
	ws := wordsOf(text)
	ws = ws[:min(len(ws), 40)]
	if len(ws) == 0 {
		return -1, 0
	}
	distinct := slices.Compact(slices.Sorted(slices.Values(ws)))
	years, n := 0, map[int]int{} // how many words each work has
	for _, t := range distinct {
		if isYear(t) {
			years++
		}
		is := s.by[t]
		for _, i := range is[max(0, len(is)-maxSimilar):] {
			n[i]++
		}
	}
	total := float64(len(distinct))
	need := coverage * total
	if within != nil {
		need = .3 * total
	}
	best, top, second := -1, 0.0, 0.0
	for _, i := range slices.Sorted(maps.Keys(n)) {
		if float64(n[i]) < need || within != nil && !slices.Contains(within, i) {
			continue
		}
		w := &s.works[i]
		at, first := w.words[ws[0]]
		if !first && within == nil && !quoteAhead(text) || years > 0 && len(w.years) > 0 && !sharesYear(ws, w.years) {
			continue
		}
		if len(distinct)-years < 2 && at > 8 && within == nil {
			continue // a name alone, deep in an entry
		}
		score := float64(n[i]) / total
		if first {
			score += .3 / float64(1+at)
		}
		if score > top+1e-9 || score > top-1e-9 && best >= 0 && w.cited > s.works[best].cited {
			best, top, second = i, score, top
		} else {
			second = max(second, score)
		}
	}
	if best < 0 {
		return -1, 0
	}
	if p = .95; second > top-.05 {
		p = .6
	}
	return best, p
}

func sharesYear(ws, years []string) bool {
	for _, t := range ws {
		if slices.Contains(years, t) {
			return true
		}
	}
	return false
}

func quoteAhead(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("“„«\"‘'《", r)
}
