package graph

import (
	"context"
	"errors"
	"iter"
	"time"

	"citegraph/corpus"
)

var errTodo = errors.New("graph: being built")

// Options say how a store is opened. The zero value and nil both mean: for
// writing, waiting five seconds for the lock.
type Options struct {
	ReadOnly bool          // never write; shared with other readers
	Timeout  time.Duration // to wait for the lock; 0 is five seconds
	Parser   string        // version of the parser whose documents are added; part of a document's identity
}

// Store is one library's graph.db: facts and what was derived from them.
type Store struct{}

// Open opens the library in dir. The error is ErrNoLibrary, ErrLocked,
// ErrVersion or ErrDamaged where one of them applies.
func Open(dir string, opt *Options) (*Store, error) { return nil, errTodo }

// Create opens the library in dir, and makes it first where there is none.
func Create(dir string, opt *Options) (*Store, error) { return nil, errTodo }

// Close releases the lock.
func (s *Store) Close() error { return nil }

// AddResult says what Add did.
type AddResult struct {
	Added, Replaced, Known          int // files
	Documents, References, Callouts int // in those added or replaced
}

// Add stores documents as facts. The documents of one path come one after
// another. A path whose content (or parser) changed is replaced whole; one
// that is known is passed over. Batches are committed as they fill; a path
// counts only when its last document is in. An error in the stream ends Add:
// what came before it is kept. Call Derive afterwards.
func (s *Store) Add(ctx context.Context, docs iter.Seq2[*corpus.Document, error]) (AddResult, error) {
	return AddResult{}, errTodo
}

// Known reports whether path was added whole with this content by this parser.
func (s *Store) Known(path, sha256 string) bool { return false }

// Remove takes the documents of path out of the facts. ErrNotFound where there
// is none. Call Derive afterwards.
func (s *Store) Remove(path string) error { return errTodo }

// File is one file whose documents are stored.
type File struct {
	Path   string
	SHA256 string
	Parser string
	Parts  int
}

// Files lists the stored files by path.
func (s *Store) Files() ([]File, error) { return nil, errTodo }

// Documents yields every stored document, by path and part.
func (s *Store) Documents() iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) { yield(nil, errTodo) }
}

// Document reads one stored document.
func (s *Store) Document(path string, part int) (*corpus.Document, error) { return nil, errTodo }

// Progress tells how far Derive has come.
type Progress struct {
	Stage       string // "read", "match", "works", "citations", "write"
	Done, Total int
}

// DeriveResult says what Derive did.
type DeriveResult struct {
	Generation Generation
	UpToDate   bool // nothing had changed, nothing was done
	Counts     Counts
	New, Known int // works that the graph did not have, and had, before
}

// Derive makes the graph from the facts and the decisions, in one transaction.
// It does nothing when the graph is up to date. progress may be nil.
func (s *Store) Derive(ctx context.Context, progress func(Progress)) (DeriveResult, error) {
	return DeriveResult{}, errTodo
}

// Generation is the digest of a derived graph: two stores with equal
// generations export the same bytes. Zero: never derived.
type Generation [16]byte

// Generation is that of the graph as derived last; the index carries it too.
func (s *Store) Generation() (Generation, error) { return Generation{}, errTodo }

// Stale reports whether facts or decisions changed since the last Derive.
func (s *Store) Stale() (bool, error) { return false, errTodo }

// IndexPointer says which index belongs to which graph. Opaque to this
// package but for the generation.
type IndexPointer struct {
	Generation Generation        `json:"generation"`
	Folder     string            `json:"folder"`          // below the library folder
	Files      map[string]string `json:"files,omitempty"` // name → SHA-256
	Version    string            `json:"version,omitempty"`
}

// IndexPointer is what SetIndexPointer stored last, zero where nothing.
func (s *Store) IndexPointer() (IndexPointer, error) { return IndexPointer{}, errTodo }

// SetIndexPointer stores p, in two commits so that either meta page of the
// file leads to it.
func (s *Store) SetIndexPointer(p IndexPointer) error { return errTodo }

// Decision is what a person said about identity; it outlives every rebuild.
type Decision struct {
	Seq    uint64 `json:"seq"`
	Kind   string `json:"kind"` // "merge" or "split"
	A      string `json:"a"`    // a work, by any of its names
	B      string `json:"b"`    // merge: the other work. split: the member that leaves (any alias of it, or "path#n"); empty: every member for itself
	Note   string `json:"note,omitempty"`
	Undone bool   `json:"undone,omitempty"`

	KeysA []string `json:"keys_a,omitempty"` // what A and B stand for, filled by Decide
	KeysB []string `json:"keys_b,omitempty"`
}

// Decide records d. Call Derive afterwards.
func (s *Store) Decide(d Decision) (Decision, error) { return d, errTodo }

// Decisions lists all decisions in order, undone ones too.
func (s *Store) Decisions() ([]Decision, error) { return nil, errTodo }

// Undo takes decision seq back. Call Derive afterwards.
func (s *Store) Undo(seq uint64) error { return errTodo }

// Problem is something Check found.
type Problem struct {
	Code string `json:"code"` // "bbolt", "checksum", "digest", "reference", "stale"
	Text string `json:"text"`
}

// Check verifies the whole store: bbolt's pages, every checksum, the digest of
// the facts, and that all that is derived refers to what exists, both ways.
func (s *Store) Check(ctx context.Context) ([]Problem, error) { return nil, errTodo }

// Compact rewrites the file without free pages.
func (s *Store) Compact(ctx context.Context) error { return errTodo }
