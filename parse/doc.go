// Package parse turns the bytes of a file into [corpus.Document]s.
//
//	Source ── Load ──▶ Input ── reader ──▶ Text ─┬─ Records ▶ refs.Label of what they cite ──▶ library
//	 (bytes)  (corpus)           (format.go)     │
//	                                             ├─ list.Find ▶ refs.Label ▶ callout.Read ─▶ article
//	                                             │
//	                                             └─ no list, order lost ▶ scatter.Find ────▶ scraped
//
// One table (format.go) names the reader of each format; no reader knows
// another. A reader makes Texts, one for each article or run of records in the
// file; everything behind it is the same for all formats. Spans are body spans
// until the last step, which turns them into spans of the original bytes.
//
// # Files of any size
//
// Plain text, JSON lines, and libraries of tagged lines or BibTeX are read piece
// by piece where they are too large to be held whole ([corpus.Pieces]). The
// pieces of one text are documents of one work, each with a note that says which
// bytes it has; a piece without a reference list takes the next one that the
// file has within a few pieces (pieces.go). Libraries are cut between records
// and look the same as any other.
//
// # Errors
//
// A file that cannot be read is one [Error] that names it. A panic in a reader
// or finder is caught here, at one place, and becomes such an error: one bad
// file never stops a run. What is doubtful is no error: it is a note on the
// Document or a low confidence.
//
// # What it never does
//
// It never decides that two references are the same work (package graph), never
// opens a file but the given one and what lies beside it, and never touches a
// network.
package parse
