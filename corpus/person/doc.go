// Package person reads names of people and organisations, one or a list, in
// the orders and scripts that references print them, and says whether two
// names may be one person.
//
// # How a list is read
//
// The text becomes tokens: words, initials, particles, suffixes, delimiters
// (words.go, token.go). A name is one of a few shapes over tokens
// (reading.go), each with a cost:
//
//	comma     Gillard, S.      family, comma, given
//	tail      Gillard SJ       family, initials
//	natural   S. J. Gillard    given, family
//	reversed  GILLARD Steve    family, given, no comma
//	bare      Gillard          family alone
//	literal   World Health Organization
//
// A style says which shape the names of a list have; in one of them the first
// name has another than the rest (Gillard, Steve, and Sarah White). For every
// style the cheapest way to cut the whole list into names is found by dynamic
// programming (list.go); a name off its style costs extra. The cheapest style
// wins, so that one doubtful name is read the way its neighbours are.
//
// Which words are given and which family names is a lexicon learnt from
// labelled references (lexicon.go, command learn); it only tips the balance.
//
// # What it never does
//
// It looks at no other text than it was given, invents no name, and splits
// no undivided name (王伟 stays a literal).
package person
