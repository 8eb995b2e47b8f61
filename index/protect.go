package index

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// protect runs f; a panic or a fault on a damaged page in the libraries below
// becomes an error that is ErrDamaged. A damaged file must not show as a trace.
func protect(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, r)
		}
	}()
	return f()
}

// both runs f and g at the same time, g on another processor where there is
// one, protected as this goroutine is.
func both(f, g func() error) (err error) {
	done := make(chan error, 1)
	go func() { done <- protect(g) }()
	defer func() { err = errors.Join(err, <-done) }()
	return f()
}
