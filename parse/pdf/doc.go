// Package pdf reads the text of PDF files: glyphs, words, lines, columns,
// paragraphs, in the order in which a person reads them.
//
//	objects     github.com/ledongthuc/pdf: cross references, filters, passwords
//	crypt.go    keys of 256 bits, which it does not know
//	lexer.go    content streams and CMaps as tokens (ISO 32000-1, 7.8)
//	font.go     what a code says and how wide it is; cmap.go ToUnicode;
//	            texfont.go bitmap fonts of TeX
//	interp.go   graphics and text state → glyphs with place, size, direction
//	runs.go     glyphs → words → lines; accents put on letters, doubles dropped
//	linenumbers.go  numbers of lines, of manuscripts and preprints
//	columns.go  gutters by how little lies over them; bands of columns
//	usual.go    gutters that the pages of a file have in common
//	heads.go    running heads, page numbers
//	notes.go    notes at the foot of columns
//	blocks.go   lines → corpus.Text: paragraphs, headings, superscripts, hyphens
//	links.go    annotations that link text to a work, as marks
//	meta.go     title, authors, journal, year, DOI: of the first pages, and of
//	            what the file states (xmp.go) where the pages say it too
//
// Spans of a PDF's Text count bytes of the text as extracted, not of the file,
// whose text is packed in streams; Block.Page tells the page.
//
// # What it never does
//
// It recognises no text in pictures, runs no script, opens no other file, and
// trusts no number in the file: everything declared is bounded before it is
// used, and the whole reading has a time limit.
//
// # Why not the library's own text
//
// Its GetPlainText loses the spaces of TeX, Distiller and Ghostscript files and
// does not enter form XObjects; its layer of objects is sound.
package pdf
