package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"syscall"
)

// folder is a folder that nothing read through it can leave. Its descriptor is
// open while someone holds it, and opened again when needed, so that sources
// outlive the walk without keeping descriptors.
type folder struct {
	path string
	mu   sync.Mutex
	root *os.Root
	refs int
}

func (f *folder) acquire() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.refs == 0 {
		root, err := os.OpenRoot(f.path)
		if err != nil {
			return err
		}
		f.root = root
	}
	f.refs++
	return nil
}

func (f *folder) release() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.refs--; f.refs == 0 {
		f.root.Close() // nothing was written through it
		f.root = nil
	}
}

// open opens a regular file of the folder.
func (f *folder) open(rel string) (*os.File, error) {
	if err := f.acquire(); err != nil {
		return nil, err
	}
	defer f.release()
	return openRegular(f.root.OpenFile, rel)
}

// beside opens name, relative to the folder's sub-folder dir.
func (f *folder) beside(dir, name string) (io.ReadCloser, error) {
	rel := path.Join(dir, filepath.ToSlash(name))
	if name == "" || path.IsAbs(name) || rel == ".." || strings.HasPrefix(rel, "../") {
		return nil, fmt.Errorf("%s is outside the folder: %w", Quote(name), fs.ErrPermission)
	}
	return toSize(f.open(rel))
}

// list returns the names in rel, sorted, and those read before an error.
func (f *folder) list(rel string) ([]string, error) {
	d, err := f.root.Open(rel)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	names, err := d.Readdirnames(-1)
	sort.Strings(names)
	return names, err
}

// contains reports whether sorted names hold name.
func contains(names []string, name string) bool {
	i := sort.SearchStrings(names, name)
	return i < len(names) && names[i] == name
}

var errNotRegular = errors.New("not a regular file")

// openRegular opens a file that must be regular, and never waits for the other
// end of a pipe.
func openRegular(open func(string, int, os.FileMode) (*os.File, error), name string) (*os.File, error) {
	f, err := open(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	fi, err := f.Stat()
	if err == nil && !fi.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// sized reads a file to the size it had when it was opened.
type sized struct {
	io.Reader
	f *os.File
}

func (s sized) Close() error { return s.f.Close() }

func toSize(f *os.File, err error) (io.ReadCloser, error) {
	if err != nil {
		return nil, err
	}
	fi, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	return sized{io.LimitReader(f, fi.Size()), f}, nil
}

func kindOf(m fs.FileMode) string {
	switch {
	case m&fs.ModeNamedPipe != 0:
		return "pipe"
	case m&fs.ModeSocket != 0:
		return "socket"
	case m&fs.ModeDevice != 0:
		return "device"
	case m&fs.ModeSymlink != 0:
		return "link"
	}
	return "special file"
}
