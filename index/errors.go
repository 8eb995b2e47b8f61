package index

import "errors"

// Errors with which an index cannot be opened or asked.
var (
	// ErrMissing says that there is no index: build one.
	ErrMissing = errors.New("there is no index")

	// ErrStale says that the index was built from another generation of the
	// graph, or by another version of this program: build it again.
	ErrStale = errors.New("the index does not belong to this graph")

	// ErrDamaged says that a file of the index is not what was written: build
	// it again.
	ErrDamaged = errors.New("the index is damaged")

	// ErrLocked says that another process holds the index.
	ErrLocked = errors.New("the index is locked")

	// ErrTooBroad says that a query asks for more than the limits allow.
	ErrTooBroad = errors.New("the query is too broad")

	// ErrOption says that an option has a value that there is not.
	ErrOption = errors.New("wrong option")
)
