// Package refs reads one reference as printed: which part of it is the
// author, the title, the journal, and what their values are.
//
// A reference is cut into tokens ([Tokenize]); a linear chain over tokens
// (package crf) labels each; runs of one label are segments; and segments
// become the fields of a CSL item. Nothing here is a rule about one journal
// or one style: what a style looks like is in the model.
//
// # What it never does
//
// It finds no reference list and cuts none into entries (package list), joins
// no two references, and reads no file but its embedded model.
package refs
