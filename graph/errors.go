package graph

import (
	"errors"
	"fmt"
	"strings"
)

// Errors that a library can be opened with, or not.
var (
	// ErrNoLibrary says that the folder holds no graph.db.
	ErrNoLibrary = errors.New("no library here")

	// ErrVersion says that the store is of a format this program cannot read
	// (newer, or foreign). The file was not touched.
	ErrVersion = errors.New("store has another format version")

	// ErrDamaged says that a value failed its checksum, a page cannot be
	// read, or two parts of the store contradict each other.
	ErrDamaged = errors.New("store is damaged")

	// ErrReadOnly says that a store opened read-only was asked to change.
	ErrReadOnly = errors.New("store was opened read-only")

	// ErrStale says that the graph has been derived anew since the snapshot
	// was taken: take another.
	ErrStale = errors.New("graph has changed since this snapshot")

	// ErrLayout says that the derived graph is laid out as another version of
	// this program does it: Derive makes it anew from the facts.
	ErrLayout = errors.New("the graph was made by another version of this program")

	// ErrNotFound says that no work, author, journal, document or citation
	// answers to a name. See [NotFound] for what comes close.
	ErrNotFound = errors.New("not found")

	// ErrAmbiguous says that a name leads to several works.
	ErrAmbiguous = errors.New("name is ambiguous")

	// ErrLocked says that another process holds the store. See [Locked].
	ErrLocked = errors.New("library is locked")
)

// Locked is the error of a store that another process holds. It is
// [ErrLocked].
type Locked struct {
	Path string
	PID  int // of the holder, 0 where unknown
}

func (e *Locked) Error() string {
	if e.PID > 0 {
		return fmt.Sprintf("%s: library is locked by process %d", e.Path, e.PID)
	}
	return e.Path + ": library is locked by another process"
}

// Is makes errors.Is(err, ErrLocked) true.
func (e *Locked) Is(target error) bool { return target == ErrLocked }

// NotFound is the error of a name that leads nowhere. It is [ErrNotFound].
type NotFound struct {
	Name    string
	Similar []string // readable keys that come close, best first
}

func (e *NotFound) Error() string {
	if len(e.Similar) == 0 {
		return fmt.Sprintf("%q: not found", e.Name)
	}
	return fmt.Sprintf("%q: not found (did you mean %s?)", e.Name, strings.Join(e.Similar, ", "))
}

// Is makes errors.Is(err, ErrNotFound) true.
func (e *NotFound) Is(target error) bool { return target == ErrNotFound }

// Ambiguous is the error of a name under which several works came in. It is
// [ErrAmbiguous].
type Ambiguous struct {
	Name string
	IDs  []string // of the works, sorted
}

func (e *Ambiguous) Error() string {
	return fmt.Sprintf("%q names %d works: %s", e.Name, len(e.IDs), strings.Join(e.IDs, ", "))
}

// Is makes errors.Is(err, ErrAmbiguous) true.
func (e *Ambiguous) Is(target error) bool { return target == ErrAmbiguous }
