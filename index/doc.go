// Package index makes a citation graph searchable: Bleve documents for works,
// authors, journals and citing sentences, columns of our own for numbers, and
// the adjacency of the graph, all of one generation; [Build] writes it, [Open]
// reads it, [Index.Search] answers queries, [Index.Related] finds related
// studies and says why, [Index.Snowball] follows citations round by round, and
// [Index.Recognise] finds the works that the references of a draft are.
//
// # On disk
//
//	index/CURRENT            name of the live generation and the SHA-256 of its manifest
//	index/g…/manifest.json   version, the graph's generation, counts, and size and SHA-256 of every file
//	index/g…/text0, text1 …  Bleve (scorch) indexes, one segment each (see package segment): one, or more for a million works
//	index/g…/columns         numbers by work, author, journal and sentence; citations are the file beside graph.db
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
// Where nothing has all of the bare words, what has half of them is found
// instead if the caller is lenient, and said to be so (lenient.go); a suggestion
// beside it was tried (suggest.go). A query that would cost too much is refused
// with what to write instead (bounds.go).
//
// # Related studies
//
// A request's words are looked up by BM25F with idf^1.5, words of form ("a
// systematic review of") left out; seeds stand for the words of their titles.
// Evidence then starts from S, the first 20 works or the seeds, each with the
// square of its score relative to the first, and from the works with references
// that match by their whole text. A candidate x scores
//
//	Σ_c w_c · trust_c · log(1 + v_c(x)) · n_c(x)/(n_c(x) + t)
//
// where v_c is the sum of a channel's votes and n_c the number of voters, for
// the channels in which agreement counts:
//
//	text      BM25F, as a share of the first
//	citers    the words of the request, and pairs of them that stand side by side,
//	          in the texts of those who cite x, where it is words that are
//	          asked for (related_citers.go)
//	direct    cited by the works that match, by readers (works that match and
//	          cite what matches, where the request is words: rereading the
//	          citing side by what its references are about, as in Kleinberg's
//	          hubs), or citing S
//	coupling  Adamic–Adar over shared references, by Salton's root of lengths
//	cocite    co-citation, by proximity where sentences are known (Gipp & Beel
//	          2009), by the fourth root of the citers of x: Salton's square root
//	          leaves too little of works that everybody cites for good reason
//	ppr       personalised PageRank over citations both ways
//	author    who wrote S; and experts (Balog, Azzopardi & de Rijke 2006): authors
//	          of several of the first 100 works, by the root of all they wrote
//	journal   the same of journals
//
// Readers and co-citation are taken a second time from the first works of the
// ranking so far. trust is how far citations can be believed for this request:
// the agreement of the votes, and d/(d + 3) for d, the citers of S beyond the
// first. Words of the citers need both. Experts and journals count by what it
// leaves: they speak where citations do not. One set of weights serves all libraries (fuse.go), learnt
// by coordinate ascent; measured by TestRelatedEval on two development sets, as
// recall of the first hundred and nDCG of the first twenty:
//
//	sparse graph, from terms (689 queries)       .270   .405
//	dense graph, from terms (200 queries)        .618   .381
//	dense graph, from three works (200 queries)  .687   .422
//
// The citers' words and the fourth root came last, and were added to weights
// learnt without them: before, it was .272/.406, .597/.354 and .690/.409, and
// of the five folds of the dense graph from terms each gained by nDCG, four by
// recall; the weight of these words and of pairs, chosen by four folds for the
// nDCG of the fifth, is the same for all five. What did not pay, each tried alone:
// a second text query from the best titles (RM3), from what the best cite,
// adjacent pairs of words in the text of x or of those who vote, nearness of
// years, counts of citations, likeness to the mean title, and boosted trees over
// all channels (LambdaMART; .609/.352 for the dense graph, by folds, before the
// citers' words).
//
// # What it never does
//
// It never changes the graph, and nothing in it is a source: it can be deleted
// and rebuilt at any time.
package index
