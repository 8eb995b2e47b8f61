// Package segment writes Bleve's index of documents that come one after
// another: the folder that scorch's offline builder makes, with a segment file
// (zap, version 17) of our own making in it.
//
// The builder of zap takes every document as a map of its words, then looks
// each word up three times more, makes a segment of every batch, and merges
// them: that is nine tenths of what an index costs. Here a word is looked up
// once and its place is appended to the word's list; a segment is written when
// the lists are as large as the caller allows. What Bleve reads from it is what
// it would read from its own; the tests compare both, list by list.
//
// The format is described in zapx/v17/zap.md. Written are stored ids, and for
// each field a dictionary (vellum) and lists of documents (roaring) with
// frequencies, lengths and positions. Doc values, offsets, array positions,
// vectors, synonyms and shapes are not.
//
// It owns the format of the file. It never reads one, and knows nothing of
// works or citations.
package segment
