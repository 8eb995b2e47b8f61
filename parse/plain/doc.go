// Package plain reads plain text into blocks: title, front matter, abstract,
// headings, paragraphs, list items, table rows, captions; and reads from the
// front matter what the text says about itself: title, authors, journal, year,
// volume, pages, DOI, keywords.
//
// The body of the Text is the decoded text, unchanged, so that its offsets are
// the decoder's own. A block is a run of lines between blank lines; a line that
// is plainly a heading is a block of its own even where no blank line stands
// around it, as in text that was pulled out of a PDF.
//
// A file too large to be held whole is read in pieces, cut between paragraphs,
// and before a reference list that would else be torn.
//
// # What it never does
//
// It does not look for references or citations (packages list and callout),
// and it does not mend hyphens at line ends: that is done where a value is made.
package plain
