//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package graph

import (
	"fmt"
	"os"
	"syscall"
)

// mapFlat maps a file into memory, read-only.
func mapFlat(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if fi.Size() < flatHead || fi.Size() != int64(int(fi.Size())) {
		return nil, fmt.Errorf("%w: %s has %d bytes", ErrDamaged, FlatName, fi.Size())
	}
	return syscall.Mmap(int(f.Fd()), 0, int(fi.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
}

func unmapFlat(b []byte) { _ = syscall.Munmap(b) }
