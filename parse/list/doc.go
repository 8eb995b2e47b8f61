// Package list finds the reference list, or the lists, of a text and cuts them
// into entries.
//
// # How
//
// Where the format marks its entries (blocks of kind RefEntry), those are the
// entries. Otherwise the body is seen as printed lines. A list is a run of
// lines behind a heading that says so in one of many languages, or, where there
// is no heading, a run of lines that look like references (years, initials,
// page ranges, identifiers; see look.go). It ends where a heading opens
// something else or the lines stop looking like references.
//
// A list is cut by the strongest sign it shows: printed numbers that count up,
// blank lines, hanging indents; else each line is weighed as the first line of
// an entry and the best way through is taken (cut.go).
//
// # Notes
//
// Texts that cite in footnotes or endnotes have their works there: in full at
// first, then in short ("Smith, Title, 48"), or as "ibid." and "Smith (n 3)".
// A note is cut into what it cites (piece.go), and each piece is a new work or
// one that the list or an earlier note has (cited.go). Numbered lines are notes,
// and no list, if they cite again what they cited, or cite what a list has.
//
// # What it never does
//
// It does not label the parts of an entry (package refs), it does not link
// the citations in running text to entries (package callout), and it never changes the text: an
// entry's Raw joins the lines and mends hyphens, and its Map leads back.
package list
