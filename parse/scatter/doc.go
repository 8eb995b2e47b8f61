// Package scatter reads text that has lost its order: scraped pages in which
// references lie torn into author lists, titles, journals and
// year;volume(issue):pages, shuffled among prose, link labels and spam, with
// dashes and apostrophes gone.
//
//	… as before. Bellamy C, Solomon P. Peer support among persons … 2006;32(3):44350.
//	   prose     author list           title                       locator
//
// [Find] looks for what is surest first: identifiers, locators, what the page's
// maker put between (glue.go), author lists, statistics, databases, publishers,
// dates. What then is left it cuts at the ends of sentences, the way such pages
// are cut (segments.go), and tells journals (journals.go) and titles from prose
// (titles.go: logistic regression over words, learnt by command learn from
// titles and sentences of abstracts and articles).
//
// Runs of pages that lost their dash keep every reading (package locator). How
// the page abbreviates ranges is learnt from all of its runs.
//
// # Joins
//
// That two pieces touch is no evidence that they belong together (joins.go):
// of neighbours in such pages most are strangers. A piece is cut behind a full
// stop but not behind a single capital, so a list whose last name has one
// initial is truly followed by its title, and one with two initials is not.
//
// # What it never does
//
// It reads no callouts (package callout does; its spans come in as taken), and
// resolves nothing: a fragment is a partial reference, and which work it is of
// is the graph's to say. Find is linear in the text; spans are those of the
// body. The figures on scraped pages are those of the shared scorers, which
// read what TestSharedPages writes with -ndjson.
package scatter
