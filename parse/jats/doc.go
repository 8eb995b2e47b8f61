// Package jats reads XML articles: JATS and NLM journal articles, BITS books
// and TEI as GROBID writes it.
//
// # How it reads
//
// One pass over the tokens of encoding/xml. Running text streams straight into
// a [corpus.Composer]; only what must be seen whole is held as a small tree:
// the front matter and each reference. The text of the original is never
// copied from the decoder: tokens say where a run of text stands, and package
// jats decodes its entities itself, so that every byte of the body leads back
// to the byte it came from.
//
//	article
//	├─ front   → Text.Work, Title, Front, Abstract blocks
//	├─ body    → Heading, Paragraph, ListItem, Caption, Cell, Code
//	│             xref → Mark Callee (references) or Link (figures, notes)
//	├─ back    → the same, Footnote, RefEntry with Fields and ID
//	└─ sub-article, response with references of their own → Texts of their own
//
// A file may hold several articles; each is given when its end tag is read, so
// a sub-article comes before the article it belongs to.
//
// # What it never does
//
// It opens nothing: no DTD, no external entity, no XInclude, no style sheet.
// Entities that a DTD declares are not expanded; the names that the JATS DTD
// takes from ISO and HTML are known without it. It does not decide what is
// cited where markup is silent: that is package callout's.
package jats
