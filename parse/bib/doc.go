// Package bib reads and writes the formats of reference managers and citation
// databases: BibTeX, RIS, MEDLINE (nbib), CSL-JSON, EndNote XML, Web of
// Science, Scopus, PubMed XML, OpenAlex and OpenCitations Meta. One format a
// file, read and write together; [Formats] is the table. Tables of IEEE Xplore,
// Dimensions, Lens, Embase, PubMed, Zotero, Covidence and Rayyan are read as
// Scopus's are; the plain text of Ovid, Cochrane, ProQuest, EBSCO, PsycNet,
// Embase, EndNote, PubMed, Scopus, JSTOR and Google Scholar as RIS.
//
// # What a reader yields
//
// Texts with Records and no body, at most [chunk] records each, so that a file
// of a million works passes in constant memory. A record is a
// [corpus.Reference]: N counts through the file, ID is the format's own key,
// CSL its fields, Span its bytes in the original file, Confidence 1. Works that
// a record says it cites are ids in CSL.Custom.Cites where they are records of
// the same import, and References where only a string is known.
//
// A record that cannot be read is a note with code "skipped-record" that gives
// line and byte; reading goes on at the next record. A field that is too long
// or makes no sense is cut or left out with a note "cut-field". Where nothing
// at all could be read the reader ends with an error.
//
// # What a writer keeps
//
// Everything that its format has a field for: what is written and read again
// is equal in those fields (a test holds it).
//
// # What it never does
//
// It looks nothing up, expands no macro but BibTeX's own @string, opens no
// file, and decides nothing about which records are the same work.
package bib
