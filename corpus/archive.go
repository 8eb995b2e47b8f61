package corpus

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"
	"sync"
)

// archive is a zip file whose entries can be opened at any time. Of a file on
// disk the descriptor is open only while someone reads.
type archive struct {
	disk  func() (*os.File, error) // nil where mem holds all
	mem   []byte
	size  int64
	files []*zip.File
	index map[string]int

	mu   sync.Mutex
	f    *os.File
	refs int
}

// ReadAt reads from the open file. The caller holds the archive.
func (a *archive) ReadAt(p []byte, off int64) (int, error) {
	if a.disk == nil {
		return bytes.NewReader(a.mem).ReadAt(p, off)
	}
	return a.f.ReadAt(p, off)
}

func (a *archive) acquire() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.refs == 0 && a.disk != nil {
		f, err := a.disk()
		if err != nil {
			return err
		}
		a.f = f
	}
	a.refs++
	return nil
}

func (a *archive) release() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.refs--; a.refs == 0 && a.f != nil {
		err := a.f.Close()
		a.f = nil
		return err
	}
	return nil
}

// entry is an open entry; closing it lets go of the archive.
type entry struct {
	io.ReadCloser
	a    *archive
	once sync.Once
}

func (e *entry) Close() error {
	err := e.ReadCloser.Close()
	e.once.Do(func() {
		if rerr := e.a.release(); err == nil {
			err = rerr
		}
	})
	return err
}

func (a *archive) open(i int) (io.ReadCloser, error) {
	if err := a.acquire(); err != nil {
		return nil, err
	}
	rc, err := a.files[i].Open()
	if err != nil {
		a.release()
		return nil, err
	}
	return &entry{ReadCloser: rc, a: a}, nil
}

// beside opens another entry, named relative to the folder dir of the archive.
func (a *archive) beside(dir, name string) (io.ReadCloser, error) {
	i, ok := a.index[path.Join(dir, name)]
	if !ok || path.IsAbs(name) || a.files[i].UncompressedSize64 > DefaultMaxFile {
		return nil, fmt.Errorf("%s in the archive: %w", Quote(name), fs.ErrNotExist)
	}
	return a.open(i)
}

// openArchive reads the central directory of n and holds the archive.
func (w *walker) openArchive(n node) (*archive, error) {
	a := &archive{disk: n.disk, size: n.size}
	if n.disk == nil {
		rc, err := n.open()
		if err != nil {
			return nil, err
		}
		defer rc.Close()
		if a.mem, err = readAll(w.ctx, rc, n.size, DefaultMaxFile); err != nil {
			return nil, err
		}
		a.size = int64(len(a.mem))
	}
	if err := a.acquire(); err != nil {
		return nil, err
	}
	zr, err := zip.NewReader(a, a.size)
	if err != nil {
		a.release()
		return nil, err
	}
	a.files = zr.File
	a.index = make(map[string]int, len(a.files))
	for i, f := range a.files {
		if _, dup := a.index[f.Name]; !dup && f.Mode().IsRegular() {
			a.index[f.Name] = i
		}
	}
	return a, nil
}

// zip walks the entries of a zip archive in their stored order. guess says that
// only the name calls it one.
func (w *walker) zip(n node, depth int, b *budget, guess bool) {
	a, err := w.openArchive(n)
	if err != nil {
		reason := "zip archive cannot be read"
		if guess {
			reason = "named .zip but holds no zip archive"
		}
		w.skip(n.name, reason, err)
		return
	}
	defer a.release()
	if x, y := a.overlap(); x != "" {
		w.skip(n.name, fmt.Sprintf("entries %s and %s share their bytes: taken for an archive bomb", Quote(x), Quote(y)), nil)
		return
	}
	seen := make(map[string]int, len(a.files))
	for i, f := range a.files {
		if w.stopped() {
			return
		}
		name := n.name + "!" + f.Name
		if seen[f.Name]++; seen[f.Name] > 1 { // one name, several entries: each is a source of its own
			name += fmt.Sprintf(" (%d)", seen[f.Name])
		}
		if b.entries++; b.entries > w.opt.MaxEntries {
			w.skip(n.name, fmt.Sprintf("more than %d entries: from entry %d (%s) on not read", w.opt.MaxEntries, i+1, Quote(f.Name)), nil)
			return
		}
		if !w.entry(name, a, i, depth, b) {
			return
		}
	}
}

// entry looks at entry i, shown as name. False ends the archive.
func (w *walker) entry(name string, a *archive, i, depth int, b *budget) bool {
	f := a.files[i]
	if f.FileInfo().IsDir() || strings.HasSuffix(f.Name, "/") || hidden(f.Name) {
		return true
	}
	size, packed := int64(f.UncompressedSize64), int64(f.CompressedSize64)
	switch {
	case !f.Mode().IsRegular():
		w.skip(name, "not a regular file ("+kindOf(f.Mode())+")", nil)
		return true
	case f.Flags&1 != 0:
		w.skip(name, "encrypted", nil)
		return true
	case f.Method != zip.Store && f.Method != zip.Deflate:
		w.skip(name, fmt.Sprintf("compression method %d is not known", f.Method), nil)
		return true
	case size < 0 || size > w.opt.MaxExpanded:
		w.skip(name, fmt.Sprintf("expands to %d MiB, the limit is %d (--max-archive-mib raises it)", f.UncompressedSize64>>20, w.opt.MaxExpanded>>20), nil)
		return true
	case size > freeExpansion && size > packed*w.opt.MaxRatio:
		w.skip(name, fmt.Sprintf("expands more than %d-fold: taken for an archive bomb", w.opt.MaxRatio), nil)
		return true
	}
	if err := b.checkExpansion(&w.opt, 0, 0, size); err != nil {
		w.skip(name, "this entry and those behind it are not read", err)
		return false
	}
	w.expand(node{
		name: name, inner: path.Base(f.Name), size: size,
		open:   func() (io.ReadCloser, error) { return a.open(i) },
		beside: func(other string) (io.ReadCloser, error) { return a.beside(path.Dir(f.Name), other) },
	}, depth+1, b)
	return true
}

// hidden: any part of the path begins with a dot, or is what macOS adds.
func hidden(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if part == "__MACOSX" || strings.HasPrefix(part, ".") && part != "." && part != ".." {
			return true
		}
	}
	return false
}

// overlap names two entries that claim the same bytes: no archiver writes such,
// and a small file can so pretend to hold gigabytes.
func (a *archive) overlap() (string, string) {
	type extent struct {
		at, end int64
		name    string
	}
	ext := make([]extent, 0, len(a.files))
	for _, f := range a.files {
		at, err := f.DataOffset()
		if err != nil || f.CompressedSize64 == 0 {
			continue // an entry that cannot be opened is reported when its turn comes
		}
		ext = append(ext, extent{at, at + int64(f.CompressedSize64), f.Name})
	}
	sort.SliceStable(ext, func(i, j int) bool { return ext[i].at < ext[j].at })
	for i := 1; i < len(ext); i++ {
		if ext[i].at < ext[i-1].end {
			return ext[i-1].name, ext[i].name
		}
	}
	return "", ""
}
