package index

import (
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
