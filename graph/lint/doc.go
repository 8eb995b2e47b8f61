// Package lint looks through the references of documents for what a reviewer
// should look at again: data that contradict each other, works that were
// retracted, a list that does not go with its text.
//
//	works (with the places where they were read) ─┐
//	documents as they were read ──────────────────┴─ Find ─ findings, each with its place
//
// It owns the lints and what they have in common: the line of a journal's
// volumes over the years, the journals that DOIs of one stem belong to, lists
// of retracted works. All of that is learnt from the library at hand; nothing is
// looked up elsewhere.
//
// # What it never does
//
// It decides nothing about works, stores nothing, and accuses nobody: a finding
// says which data do not go together, and that a slip of whoever typed the
// reference, or of our reading of it, is as good an explanation as any other.
//
// # Trust
//
// A lint that is right less than four times in five is a hint, and says so by
// its severity. What a lint needs in order to speak (a line of at least so many
// works, a list that callouts do use) stands beside it.
package lint
