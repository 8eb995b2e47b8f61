// Package callout finds in-text citations: bracketed numbers, superscripts,
// "(Smith & Doe, 2001)", narrative "Smith (2001)", "(Smith 12)"; gives each its sentence,
// and links it to the entries of the reference list.
//
// # How
//
// A document cites in one style, seldom two. Every style has a cheap scanner
// anchored on a rare byte ("[", "(", a digit behind a letter or a stop), which
// collects candidates. Then the document's own evidence decides (style.go):
// how many of the list's numbers a style explains, whether first appearances
// count up, how many author-year pairs are in the list. What the losing styles
// saw is dropped: it is statistics, years, list markers, equations.
//
// A text that cites in notes is read twice: for the numbers of its notes, whose
// citations are then those of the note (noted.go), and for names in its text.
//
// # What it never does
//
// It never guesses a target that the list does not have: a number beyond the
// list or a name that is not in it stays a callout without target. It never
// expands a range over 500 numbers or out of the list's bounds.
package callout
