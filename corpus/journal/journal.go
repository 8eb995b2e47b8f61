// Package journal knows journals: full title ↔ abbreviation ↔ ISSN, from an
// embedded list, and how titles are abbreviated where a journal is not in it.
package journal

// Journal is one journal of the list.
type Journal struct {
	Title  string
	Abbrev string
	ISSN   []string
}

// Lookup finds a journal by full title, abbreviation (with or without dots),
// or ISSN.
func Lookup(s string) (Journal, bool) { return Journal{}, false }

// Key is the form under which two mentions of one journal compare equal: the
// folded full title without a leading article where the journal is known, else
// the folded mention.
func Key(s string) string { return s }

// Compatible reports whether one of a and b may abbreviate the other.
func Compatible(a, b string) bool { return false }
