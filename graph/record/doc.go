// Package record is the encoding of values in graph.db: Go structs, compact
// and self-describing, so that a store written before a field was added is
// still read.
//
// # Schema
//
// The fields of a type and of all struct types below it, as one line of text:
//
//	corpus.Name{Family s;Given s};corpus.Work{Title s;Author [corpus.Name]}
//
// The last type is the root. Kinds: b bool, i signed, u unsigned, f float64,
// s string, j JSON (interfaces), [X] slice, *X pointer, <X> map from string,
// or the name of a struct. A schema is stored once, under its CRC-32C; values
// name it. A reader matches fields by name; a field it does not know is
// skipped, one that the value does not have stays zero.
//
// # Value
//
//	value   = schema[4] flags[1] body
//	flags   = 1 where body is compressed with DEFLATE: then its plain length as uvarint stands first
//	struct  = bitmap[(fields+7)/8] present fields in order
//	bool    = nothing: present is true
//	i       = zigzag varint        u = uvarint
//	f       = 8 bytes, little endian
//	s, j    = uvarint length, bytes
//	[X]     = uvarint length, elements (a struct with its bitmap, a zero scalar as itself)
//	<X>     = uvarint length, key and element pairs, keys sorted
//	*X      = the element
//
// A field is present unless it is zero; empty slices and maps are nil after a
// round trip. Equal structs encode to equal bytes.
//
// # What it never does
//
// No checksum: the store puts one over key and value together. Decoding
// garbage gives an error, never a panic, and never allocates more than the
// value could hold.
package record
