// Package html reads web pages: publishers' article pages, wikis, manuscripts
// that pandoc or LaTeXML wrote, saved pages of any age.
//
// # How it reads
//
// The tokenizer of x/net/html runs over the page twice. There is no tree: the
// tokenizer says where each token stands in the file, which the tree builder of
// that module forgets, and it has no limit of 512 open elements. A small stack
// of open elements with HTML's implied end tags does the rest.
//
//	survey (survey.go)  metadata, JSON-LD, which anchors the page links to,
//	                    whether there is a main or article element
//	walk (walk.go)      text into a corpus.Composer, boilerplate passed over,
//	                    links and superscripts as marks, entries of the
//	                    reference list as RefEntry blocks
//	settle (link.go)    links that lead to entries become Callees
//
// A reference list is known by its markup (class, id, role), or by its heading;
// within it every list item, definition, table row, or else paragraph, is an
// entry. What pages hang on an entry (links to search engines, "Article",
// "PubMed", arrows back to the text) is no part of it; where those links carry
// identifiers, the identifiers go to the entry's Fields. Fields are also taken
// from COinS and from citation_reference metadata, but only so far as the
// printed entry bears them out.
//
// # What it never does
//
// It runs no script, follows no link, loads no style: what only a script would
// show is not seen. It does not look for references in plain paragraphs (that
// is package list's) nor for citations without links (package callout's).
package html
