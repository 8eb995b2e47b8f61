// Package tex turns the TeX that stands in bibliographies and running text
// into Unicode and back: accents (\'e, {\"o}, \c{c}), letters (\ss, \o, \L),
// ligatures (-- “ ”), escaped characters (\&, \_), symbols (\alpha, \times),
// and the little mathematics that titles hold ($\beta_2$, H$_2$O).
//
// It expands no macro, opens no file and runs nothing: a command that it does
// not know vanishes and its arguments stay. It does not know comments,
// environments or citations: those are the LaTeX reader's, which walks its
// source with [Decoder.Next] and so keeps every offset.
//
// Every call looks at most 2 KiB ahead, so any input is read in linear time.
package tex
