// Package person reads names of people and organisations, one or a list, in
// the orders and scripts that references print them, and says whether two
// names may be one person.
package person

import "citegraph/corpus"

// List is a list of names as printed in one field.
type List struct {
	Names []corpus.Name
	EtAl  bool
}

// Parse reads one name: "Gillard S", "Gillard, S.", "S. Gillard", "Steve
// Gillard", "van der Berg, J.", "WHO".
func Parse(s string) corpus.Name { return corpus.Name{Literal: s} }

// ParseList reads a list of names in whatever style it is written.
func ParseList(s string) List { return List{} }

// Initials are the initials of given names, upper case without dots ("SJ").
func Initials(given string) string { return "" }

// Key is the blocking key of a name: folded family without particles, a space,
// first initial ("gillard s"); the folded literal for organisations.
func Key(n corpus.Name) string { return "" }

// Compatible reports whether a and b may name one person: same family (up to
// particles, diacritics and hyphens), and given names that do not contradict.
func Compatible(a, b corpus.Name) bool { return false }
