//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package graph

import "os"

// mapFlat reads the file where it cannot be mapped.
func mapFlat(path string) ([]byte, error) { return os.ReadFile(path) }

func unmapFlat([]byte) {}
