package match

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/journal"
)

// journalName is a container title as compared.
type journalName struct {
	key   string   // of package journal, folded: equal for full title and abbreviation where known
	words []string // of the mention, without articles and prepositions
	title string   // as printed
	form  *journal.Form
}

// maxJournals bounds what a folder remembers.
const maxJournals = 1 << 14

func (fo *folder) journal(w *corpus.Work) journalName {
	s := w.ContainerTitle
	if s == "" {
		s = w.ContainerTitleShort
	}
	return fo.named(s)
}

// named folds a container title as printed.
func (fo *folder) named(s string) journalName {
	if s == "" {
		return journalName{}
	}
	if k, ok := fo.journals[s]; ok {
		return k
	}
	if fo.journals == nil || len(fo.journals) == maxJournals {
		fo.journals = map[string]journalName{}
	}
	s = strings.Clone(s) // of a text that may be large
	c := clip(s)
	k := journalName{key: fold.Slug(journal.Key(c)), title: c}
	form := journal.FormOf(c)
	k.form = &form
	for _, t := range fold.Tokens(c) {
		if !small[t] {
			k.words = append(k.words, t)
		}
	}
	fo.journals[s] = k
	return k
}

// small are the words that abbreviated titles leave out.
var small = map[string]bool{"the": true, "of": true, "and": true, "in": true, "for": true, "on": true, "a": true, "an": true,
	"de": true, "la": true, "le": true, "les": true, "des": true, "du": true, "der": true, "die": true, "das": true, "und": true,
	"fur": true, "et": true, "y": true, "da": true, "do": true, "e": true, "to": true, "at": true, "with": true}

// sameJournal is 1 for equal or abbreviated, -1 for different, -2 for quite
// different, 0 for unknown.
func sameJournal(a, b journalName) int {
	switch {
	case a.key == "" || b.key == "":
		return 0
	case a.key == b.key:
		return 1
	case abbreviates(a.words, b.words) || abbreviates(b.words, a.words) || a.form.Compatible(b.form):
		return 1
	case foreign(a.words, b.words):
		return -2
	}
	return -1
}

// foreign reports whether no word of a may stand for a word of b.
func foreign(a, b []string) bool {
	if len(a) < 2 || len(b) < 2 {
		return false // an acronym may be anything
	}
	for _, x := range a {
		for _, y := range b {
			if n := min(len(x), len(y), 4); n >= 3 && x[:n] == y[:n] && x != "journal" && y != "journal" {
				return false
			}
		}
	}
	return true
}

// abbreviates reports whether each word of short begins a word of long, in
// order, no word of either left over ("proc natl acad sci" and "proceedings
// national academy sciences united states america" have a tail that may be
// missing), or short is the acronym of long.
func abbreviates(short, long []string) bool {
	if len(short) == 0 || len(short) > len(long) {
		return false
	}
	if len(short) == 1 && len(long) > 2 {
		i := 0
		for _, w := range long {
			if i < len(short[0]) && w[0] == short[0][i] {
				i++
			}
		}
		if i == len(short[0]) && i >= 3 && i >= len(long)-1 {
			return true
		}
	}
	for i, w := range short {
		if !wordAbbreviates(w, long[i]) {
			return false
		}
	}
	return len(short) == len(long) || len(short) >= 3
}

// wordAbbreviates: "natl" and "national", "behav" and "behavioral", "j" and
// "journal": the same first letter, and every letter of short in long in order.
func wordAbbreviates(short, long string) bool {
	if strings.HasPrefix(long, short) {
		return true
	}
	if len(short) < 2 || len(short) > len(long) || short[0] != long[0] {
		return false
	}
	i := 0
	for j := 0; j < len(long) && i < len(short); j++ {
		if long[j] == short[i] {
			i++
		}
	}
	return i == len(short) && len(short) <= 6
}
