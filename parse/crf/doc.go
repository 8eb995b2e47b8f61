// Package crf is a linear-chain conditional random field: training, decoding,
// marginals, and the file a trained model is kept in. It knows tokens only by
// the hashed keys of their features; what the features mean is its caller's.
//
// # The chain
//
// The score of a labelling y of tokens 1…n is the sum over tokens of
//
//	Σ node[f][y(t)]                 over the features f active at t
//	Σ start[f][y(t)]                the same features, where y(t) ≠ y(t-1)
//	edge₁[c₁(t)][y(t-1)][y(t)]      c₁, c₂: the classes of the step into t,
//	edge₂[c₂(t)][y(t-1)][y(t)]      say of the punctuation and the shapes there
//
// Start weights give what B- and I- labels would give at half the labels;
// classes make the transition depend on what is seen at it.
//
// # The file
//
//	"cgcrf"                5 bytes
//	version                1 byte, 2
//	CRC-32 (IEEE)          4 bytes, little-endian, of all that follows
//	labels                 [v] count, then each [v] length, bytes
//	edge systems           [v] count (always 2), then [v] classes of each
//	edges, per system      [v] number of entries, then each: [v] zeros skipped,
//	                       [z] value in steps of 1/32; order class, from, to
//	rows, pairs            [v], [v]
//	scale                  4 bytes, float32: the step of a weight
//	row heads              each [v] key minus the key before
//	columns                1 byte each pair: label, or labels+label for its start;
//	                       the upper bit is set on the last pair of a row
//	weights                1 byte each pair, int8 in steps of scale
//	extra                  [v] count, then each [v] length, name, [v] length, bytes
//
// [v] is an unsigned varint, [z] a zigzag varint of encoding/binary. Weights
// are quantised and zero weights left out, which is all the compression there
// is: a deflated file would be a tenth smaller and take longer to load than
// its table takes to build.
//
// Version log: 1, rows with a count each. 2, rows end by a bit.
//
// # What it never does
//
// It reads no text and opens no file.
package crf
