package corpus

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// WalkOptions limits a walk. The zero value is the default.
type WalkOptions struct {
	Stdin       io.Reader // what "-" reads; nil is os.Stdin
	MaxExpanded int64     // bytes that all archives within one file may expand to; 0 is 256 MiB
	MaxRatio    int64     // expanded : packed, looked at behind the first 8 MiB; 0 is 200
	MaxEntries  int       // entries of all archives within one file; 0 is 20,000
	MaxNesting  int       // archives within archives; 0 is 4
}

func (o *WalkOptions) orDefault() WalkOptions {
	var v WalkOptions
	if o != nil {
		v = *o
	}
	if v.Stdin == nil {
		v.Stdin = os.Stdin
	}
	if v.MaxExpanded <= 0 {
		v.MaxExpanded = 256 << 20
	}
	if v.MaxRatio <= 0 {
		v.MaxRatio = 200
	}
	if v.MaxEntries <= 0 {
		v.MaxEntries = 20_000
	}
	if v.MaxNesting <= 0 {
		v.MaxNesting = 4
	}
	return v
}

// Walk yields the sources under paths: files, whole folders in the order of
// their names, what lies in .gz and .zip files (seen by content, in memory,
// never on disk), and standard input for "-".
//
// Within a folder it never leaves it: links are followed only to files inside;
// a link given as a path is followed. Names that begin with a dot and folders
// that hold a citegraph library are left out. Whatever else is passed over is
// yielded as a [*SkipError], and the walk goes on. A done context ends it with
// the context's error. Sources may be opened at any time, more than once (but
// standard input), from any goroutine, also when the walk is over.
func Walk(ctx context.Context, paths []string, opt *WalkOptions) iter.Seq2[Source, error] {
	return func(yield func(Source, error) bool) {
		w := walker{ctx: ctx, opt: opt.orDefault(), yield: yield}
		for _, p := range paths {
			if w.stopped() {
				return
			}
			w.path(p)
		}
	}
}

// walker is one walk. Once over, nothing is yielded any more.
type walker struct {
	ctx   context.Context
	opt   WalkOptions
	yield func(Source, error) bool
	over  bool
}

// stopped reports whether the walk is over, and ends it where ctx is done.
func (w *walker) stopped() bool {
	if !w.over && w.ctx.Err() != nil {
		w.over = true
		w.yield(Source{}, w.ctx.Err())
	}
	return w.over
}

func (w *walker) emit(s Source) {
	if !w.stopped() && !w.yield(s, nil) {
		w.over = true
	}
}

func (w *walker) skip(name, reason string, err error) {
	if !w.stopped() && !w.yield(Source{Name: name}, &SkipError{Name: name, Reason: reason, Err: err}) {
		w.over = true
	}
}

// node is something that may turn out to be a source or an archive.
type node struct {
	name   string // as yielded
	inner  string // name that its content goes by, for its extension
	size   int64
	open   func() (io.ReadCloser, error)
	beside func(string) (io.ReadCloser, error)
	disk   func() (*os.File, error) // of a plain file, for random access
}

func (w *walker) path(p string) {
	if p == "-" {
		w.stdin()
		return
	}
	fi, err := os.Stat(p)
	if err != nil {
		w.skip(p, "cannot be read", cause(err))
		return
	}
	if fi.IsDir() {
		f := &folder{path: p}
		if err := f.acquire(); err != nil {
			w.skip(p, "folder cannot be read", cause(err))
			return
		}
		defer f.release()
		w.folder(f, ".", p, true)
		return
	}
	if !fi.Mode().IsRegular() {
		w.skip(p, "not a regular file ("+kindOf(fi.Mode())+")", nil)
		return
	}
	f := &folder{path: filepath.Dir(p)}
	disk := func() (*os.File, error) { return openRegular(os.OpenFile, p) }
	w.expand(node{
		name: p, inner: filepath.Base(p), size: fi.Size(), disk: disk,
		open:   func() (io.ReadCloser, error) { return toSize(disk()) },
		beside: func(name string) (io.ReadCloser, error) { return f.beside("", name) },
	}, 0, &budget{})
}

func (w *walker) stdin() {
	br := bufio.NewReaderSize(w.opt.Stdin, 4096)
	head, _ := br.Peek(512)
	n := node{name: "-", size: -1, open: func() (io.ReadCloser, error) { return io.NopCloser(br), nil }}
	if !isGzip(head) && !isZip(head) || isPackage(head) {
		opened := false
		w.emit(Source{Name: n.name, Size: n.size, Open: func() (io.ReadCloser, error) {
			if opened {
				return nil, errors.New("standard input can be read only once")
			}
			opened = true
			return n.open()
		}})
		return
	}
	// An archive is looked at more than once, standard input is not.
	b, err := readAll(w.ctx, br, 0, DefaultMaxFile)
	if err != nil {
		w.skip("-", "cannot be read", err)
		return
	}
	n.size = int64(len(b))
	n.open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }
	w.expand(n, 0, &budget{})
}

// folder walks the folder rel of f, whose name is shown as name.
func (w *walker) folder(f *folder, rel, name string, top bool) {
	names, err := f.list(rel)
	if err != nil {
		w.skip(name, "folder cannot be read", cause(err))
	}
	library := contains(names, "graph.db")
	if library && !top {
		return
	}
	for _, base := range names {
		if w.stopped() {
			return
		}
		if strings.HasPrefix(base, ".") || library && (base == "index" || strings.HasPrefix(base, "graph.db")) {
			continue
		}
		w.member(f, path.Join(rel, base), filepath.Join(name, base))
	}
}

// member looks at one name within a folder.
func (w *walker) member(f *folder, rel, name string) {
	fi, err := f.root.Lstat(rel)
	if err != nil {
		w.skip(name, "cannot be read", cause(err))
		return
	}
	if fi.Mode()&fs.ModeSymlink != 0 {
		if fi, err = f.root.Stat(rel); err != nil {
			if _, err := os.Stat(filepath.Join(f.path, filepath.FromSlash(rel))); err != nil {
				w.skip(name, "link that leads nowhere", cause(err))
			} else {
				w.skip(name, "link out of the folder, not followed: what it leads to must be named itself", nil)
			}
			return
		}
		if fi.IsDir() {
			w.skip(name, "link to a folder, not followed", nil)
			return
		}
	}
	switch {
	case fi.IsDir():
		w.folder(f, rel, name, false)
	case !fi.Mode().IsRegular():
		w.skip(name, "not a regular file ("+kindOf(fi.Mode())+")", nil)
	default:
		disk := func() (*os.File, error) { return f.open(rel) }
		w.expand(node{
			name: name, inner: path.Base(rel), size: fi.Size(), disk: disk,
			open:   func() (io.ReadCloser, error) { return toSize(disk()) },
			beside: func(other string) (io.ReadCloser, error) { return f.beside(path.Dir(rel), other) },
		}, 0, &budget{})
	}
}

// expand yields n, or what lies in it where it is an archive. depth counts the
// archives around it.
func (w *walker) expand(n node, depth int, b *budget) {
	head, err := peek(n)
	if err != nil {
		w.skip(n.name, "cannot be read", cause(err))
		return
	}
	lower := strings.ToLower(n.inner)
	archive := isGzip(head) || isZip(head) && !isPackage(head)
	switch {
	case archive && depth >= w.opt.MaxNesting:
		w.skip(n.name, "archive nested too deep (limit 4)", nil)
	case isGzip(head):
		w.gzip(n, depth, b)
	case archive, strings.HasSuffix(lower, ".zip") && len(head) > 0 && !isZip(head):
		w.zip(n, depth, b, !archive)
	case strings.HasSuffix(lower, ".gz") || strings.HasSuffix(lower, ".tgz"):
		w.skip(n.name, "named .gz but holds no gzip data", nil)
	case len(head) > 262 && string(head[257:262]) == "ustar":
		w.skip(n.name, "tar archive: unpack it first", nil)
	default:
		w.emit(Source{Name: n.name, Size: n.size, Open: n.open, Beside: n.beside})
	}
}

func (w *walker) gzip(n node, depth int, b *budget) {
	in := n
	in.size, in.disk = -1, nil
	in.inner = strings.TrimSuffix(n.inner, path.Ext(n.inner))
	if e := strings.ToLower(path.Ext(n.inner)); e != ".gz" && e != ".tgz" {
		in.inner = n.inner
	}
	charged := new(atomic.Int64)
	in.open = func() (io.ReadCloser, error) {
		rc, err := n.open()
		if err != nil {
			return nil, err
		}
		return newGunzip(rc, &w.opt, b, charged)
	}
	w.expand(in, depth+1, b)
}

// peek reads the first 512 bytes.
func peek(n node) ([]byte, error) {
	rc, err := n.open()
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	head := make([]byte, 512)
	k, err := io.ReadFull(rc, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	return head[:k], nil
}

// cause is err without the path, which the message names already.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
