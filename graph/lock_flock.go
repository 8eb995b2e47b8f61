//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package graph

import (
	"errors"
	"os"
	"syscall"
)

// canShare: flock(2) changes a lock in place.
const canShare = true

// tryLock takes a lock on f or changes the one that is held through f. A change
// that fails may have let go of the one before.
func tryLock(f *os.File, exclusive bool) (bool, error) {
	how := syscall.LOCK_SH
	if exclusive {
		how = syscall.LOCK_EX
	}
	for {
		switch err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB); {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		case !errors.Is(err, syscall.EINTR):
			return false, err
		}
	}
}
