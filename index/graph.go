package index

import (
	"iter"

	"citegraph/graph"
)

// Graph is what this package asks of a citation graph; *graph.Graph is one.
type Graph interface {
	Generation() graph.Generation
	Counts() graph.Counts
	Works() iter.Seq2[*graph.Work, error]
	Work(n uint32) (*graph.Work, error)
	Lookup(name string) (uint32, error)
	CSR() (out, in *graph.Adjacency, err error)
	Authors() iter.Seq2[*graph.Author, error]
	Author(n uint32) (*graph.Author, error)
	LookupAuthor(name string) (uint32, error)
	Journals() iter.Seq2[*graph.Journal, error]
	Journal(n uint32) (*graph.Journal, error)
	LookupJournal(name string) (uint32, error)
	Contexts() iter.Seq2[*graph.Context, error]
}
