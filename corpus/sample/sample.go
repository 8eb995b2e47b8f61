// Package sample holds a small corpus of review texts: our own prose about peer
// support in mental health, with true references, one text for each input
// format. The texts overlap on purpose: they cite the same works in different
// styles, and they cite each other, so that a graph made of them has
// co-citation, coupling and works that are both held and cited.
//
// [Files] says what must come out of each text and [Works] which publications
// those are; tests of every floor read them. The texts are embedded in [FS]
// under data.
//
// # What it never does
//
// It holds no text that somebody else wrote, and no bibliographic field that is
// a guess: a field that was in doubt is absent. Full given names stand where
// they are known, initials where not; so the same person comes in several
// spellings, as in life.
package sample

import (
	"embed"

	"citegraph/corpus"
)

// FS holds the texts: data/who.txt and so on.
//
//go:embed data
var FS embed.FS

// File is one sample text and what must be found in it.
type File struct {
	Path   string // within data
	Format corpus.Format
	Kind   corpus.Kind
	Title  string // of the text itself; empty for libraries and scattered text

	// Works are the keys of the references: of an article in the order of its
	// list, of a library in the order of its records, of scattered text in no
	// order. See [Works].
	Works []string

	Callouts int // printed groups: one bracket, one superscript, one narrative
	Links    int // targets of all callouts, ranges expanded; 0 where there is no list

	// Fragments are the numbers of pieces of references, by class, in text that
	// lost its order.
	Fragments map[string]int
}

// Work is a publication behind a key. Empty fields are not known, or do not
// exist.
type Work struct {
	Key, Author   string // Author: family name of the first, or the organisation
	Year          int
	Title         string
	Journal       string // abbreviated as MEDLINE does
	Volume, Issue string
	Page, DOI     string // Page: first-last in full, or an article number
}
