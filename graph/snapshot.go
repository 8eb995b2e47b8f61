package graph

import (
	"context"
	"iter"

	"citegraph/corpus"
)

// Graph is a read view of the derived layer of one generation. No transaction
// stays open between calls; whatever is returned is a copy. A call after the
// graph has been derived anew fails with ErrStale.
type Graph struct{}

// Snapshot is a view of the graph as derived last. An underived store has an
// empty graph.
func (s *Store) Snapshot() (*Graph, error) { return nil, errTodo }

// Generation is that of this view.
func (g *Graph) Generation() Generation { return Generation{} }

// Counts are the sizes of the graph.
func (g *Graph) Counts() Counts { return Counts{} }

// Works yields all works by N, without Mentions.
func (g *Graph) Works() iter.Seq2[*Work, error] { return nil }

// Work is work n with its Mentions. ErrNotFound where there is none.
func (g *Graph) Work(n uint32) (*Work, error) { return nil, errTodo }

// Lookup finds a work by any name: id (of today or before), DOI, PMID, PMCID,
// arXiv, ISBN, alias of an import, readable key. The error is a [*NotFound] or
// [*Ambiguous].
func (g *Graph) Lookup(name string) (uint32, error) { return 0, errTodo }

// Cites are the works that n cites, sorted.
func (g *Graph) Cites(n uint32) ([]uint32, error) { return nil, errTodo }

// CitedBy are the works that cite n, sorted.
func (g *Graph) CitedBy(n uint32) ([]uint32, error) { return nil, errTodo }

// Citation is one edge with its evidence.
func (g *Graph) Citation(citing, cited uint32) (*Citation, error) { return nil, errTodo }

// Citations yields all edges with evidence, by citing then cited.
func (g *Graph) Citations(ctx context.Context) iter.Seq2[*Citation, error] { return nil }

// Adjacency is one direction of all edges in CSR form: the targets of n are
// Targets[Offsets[n]:Offsets[n+1]], sorted.
type Adjacency struct {
	Offsets []uint64
	Targets []uint32
}

// Of are the targets of n. The slice is part of a.
func (a *Adjacency) Of(n uint32) []uint32 { return a.Targets[a.Offsets[n]:a.Offsets[n+1]] }

// CSR reads the whole adjacency: out (cites) and in (cited by).
func (g *Graph) CSR() (out, in *Adjacency, err error) { return nil, nil, errTodo }

// Authors yields all authors by N.
func (g *Graph) Authors() iter.Seq2[*Author, error] { return nil }

// Author is author n.
func (g *Graph) Author(n uint32) (*Author, error) { return nil, errTodo }

// LookupAuthor finds an author by id or ORCID.
func (g *Graph) LookupAuthor(name string) (uint32, error) { return 0, errTodo }

// Journals yields all journals by N.
func (g *Graph) Journals() iter.Seq2[*Journal, error] { return nil }

// Journal is journal n.
func (g *Graph) Journal(n uint32) (*Journal, error) { return nil, errTodo }

// LookupJournal finds a journal by id, ISSN, title or abbreviation.
func (g *Graph) LookupJournal(name string) (uint32, error) { return 0, errTodo }

// Contexts yields all citing sentences, by citing work, then document and
// place.
func (g *Graph) Contexts() iter.Seq2[*Context, error] { return nil }

// ContextsOf are the sentences that cite n.
func (g *Graph) ContextsOf(n uint32) ([]*Context, error) { return nil, errTodo }

// Candidate is a pair of works that may be the same: for a person to decide.
type Candidate struct {
	A, B   uint32
	Reason string
	P      float64
}

// Candidates are the doubtful pairs, most probable first.
func (g *Graph) Candidates() ([]Candidate, error) { return nil, errTodo }

// Documents says for held work n which documents it was read from.
func (g *Graph) Documents(n uint32) ([]corpus.DocSource, error) { return nil, errTodo }
