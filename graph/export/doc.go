// Package export writes the citation graph in the formats that other programs
// read: GraphML, GEXF, DOT, CSV, JSON and more (see [Formats]).
//
// A [View] is what is written: nodes and edges, taken from the graph by [New]
// under [Options] that choose the relation (works, co-citation, coupling,
// authors, co-authors, journals, keywords, documents) and the part (a set of works, a
// neighbourhood, years, the most connected, the strongest). [Write] writes a
// view as one stream, [WriteFiles] as the set of files that some formats
// consist of.
//
// # Promises
//
//   - The same graph gives the same bytes: nodes in the order of their ids,
//     edges by source and target, floats with six digits, no time of writing.
//   - Edges of a citing relation run from the citing to the cited node, and
//     each format that has a place for it says so.
//   - Every node says whether the library holds it or only knows it from
//     references, every edge how often and where it was read.
//   - No value breaks its format: control characters, bidi overrides and
//     noncharacters are dropped, everything else is escaped.
//   - Memory grows with nodes (a few dozen bytes each) and not with the text
//     that is written; an edge is read when it is written. Formats made for
//     small graphs refuse large ones ([ErrTooLarge]) and never cut in silence.
//
// # What it never does
//
// It changes nothing in the graph, opens no file but those that WriteFiles is
// told to make, and knows nothing of BibTeX, RIS and CSL: lists of works are
// written by package parse/bib.
package export
