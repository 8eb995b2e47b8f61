// Package locator reads the numbers by which a reference points into its
// container: page ranges in every way of abbreviating them, and runs of digits
// whose dash was lost.
//
// # Ranges
//
// [ExpandPages] writes a printed range in full: 145–55 is 145-155, S12–20 is
// S12-S20. It never guesses where a dash is missing.
//
// # Runs
//
// 14555 may be 145-155, 14-555, or the article number 14555. [Pages] gives
// every reading that a way of printing ranges allows, with its probability:
//
//	P(first, last) = P(range | year, issue) · P(first | issue) · P(last - first) · P(print | habit)
//	P(number)      = P(no range | year, issue) · P(number of digits) · uniform
//
// The tables (tables.go) are counts over 60,000 journal articles with true
// pages. The habit says how a text abbreviates (145-55, 145-155); it can be
// learnt from all runs of one text, since lists are printed in one way
// ([Learn]), which settles most runs that are ambiguous alone.
//
// It never reads years, volumes or issues out of text: callers cut those off.
package locator
