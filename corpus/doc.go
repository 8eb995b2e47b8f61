// Package corpus holds the words of the house: what a corpus of review texts
// is made of. A [Source] is a file before anyone has read it; a [Text] is what
// a reader made of it; a [Document] is what was found in it: the document's own
// metadata, its references, callouts and fragments, each with its place in the
// original bytes.
//
// # Coordinates
//
// Every span that leaves this program counts bytes of the original file,
// half-open. Readers work on a normalised body (UTF-8, markup removed), so a
// [Text] carries an [Offsets] map that leads from any byte of the body back to
// the original. Spans in a Text are body spans; spans in a Document are
// original spans; package parse converts once, at the end.
//
// # Bibliographic fields
//
// [Work] is a CSL-JSON item (CSL 1.0.2). Unknown is absent, never empty.
//
// # What it never does
//
// It opens no file but through fs.FS and the paths that Walk was given, knows
// no file format beyond telling which one it is, and decides nothing about
// which two mentions are the same work: that is package graph's.
package corpus
