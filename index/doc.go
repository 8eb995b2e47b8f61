// Package index makes a citation graph searchable: Bleve documents for works,
// authors, journals and citing sentences, columns of our own for numbers, and
// the adjacency of the graph, all of one generation; [Build] writes it, [Open]
// reads it, [Index.Search] answers queries, [Index.Related] finds related
// studies and says why.
//
// # On disk
//
//	index/CURRENT            name of the live generation and the SHA-256 of its manifest
//	index/g…/manifest.json   version, the graph's generation, counts, and size and SHA-256 of every file
//	index/g…/text0, text1 …  Bleve (scorch) indexes, one segment each, a share of the documents each
//	index/g…/columns         numbers by work, author, journal and sentence; both directions of citation
//	index/g…/sentences       the citing sentences, one JSON record a line
//	index/g…/stems           which words of the texts share a stem
//
// A generation is built aside, synced and renamed; CURRENT is replaced last.
// Killing the build at any moment leaves the old generation, or none. Nothing
// here is trusted: sizes and modification times are compared at every open,
// and the sums where these differ; [Verify] compares the sums always.
//
// # Words
//
// Words are indexed as they stand, folded (see words.go), with positions. What
// shares a stem is looked up when the query is read: a bare word stands for
// all words of the texts with its stem in any language of the library, a
// phrase for its very words, a wildcard for what it matches. A bare year also
// finds what was published in it.
//
// # Related studies
//
// One set of weights serves all libraries (fuse.go). How much citations weigh
// follows the evidence at hand: how many of the votes agree, and how often the
// works to start from are cited. Learnt by coordinate ascent; measured by
// TestRelatedEval on two development sets, as recall of the first hundred and
// nDCG of the first twenty:
//
//	sparse graph, from terms (689 queries)       .244   .366
//	dense graph, from terms (200 queries)        .586   .356
//	dense graph, from three works (200 queries)  .689   .407
//
// Weights learnt for one of the three alone gained .009 to .016 of recall
// there. Five-fold cross-validation of the weights, over candidates computed
// aside, gave .253/.365, .585/.356 and .677/.402.
//
// [Index.Recognise] finds the works that references of a text outside the
// library are, by the graph's own comparison; [Index.Snowball] follows citations
// from works, round by round, and counts what it met and kept.
//
// # What it never does
//
// It never changes the graph, and nothing in it is a source: it can be deleted
// and rebuilt at any time.
package index
