package graph

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// FileName is the store's name in the library folder.
const FileName = "graph.db"

// formatVersion is the version of the layout of buckets, keys and values: a
// store of another one cannot be read (doc.go has the log).
const formatVersion = 1

// deriveVersion is the version of the way from facts to graph: a graph derived
// under another one is stale, not unreadable.
const deriveVersion = 5

// layout is the version of the buckets of the derived layer: one of another
// version is not read, only made anew.
const layout = 2

const lockWait = 5 * time.Second

// Options say how a store is opened. The zero value and nil both mean: for
// writing, waiting five seconds for the lock.
type Options struct {
	ReadOnly bool          // never write; shared with other readers
	Timeout  time.Duration // to wait for the lock; 0 is five seconds
	Parser   string        // version of the parser whose documents are added; part of a document's identity
}

// Store is one library's graph.db: facts and what was derived from them. Its
// methods may be called from several goroutines; writes wait for one another.
type Store struct {
	db    *bolt.DB
	path  string
	opt   Options
	codec codecs
	write sync.Mutex // one Add, Derive, Decide at a time
	flat  flat       // the adjacency as a file, once it was asked for

	folder *os.File // a writer's lock on the library, see gate.go
	file   *os.File // a writer's graph.db, whose lock is shared between commits; nil where it cannot be

	tenth int // see const tenth; for tests
	room  int // in the place of pileRoom and stageRoom; for tests

	schemas map[uint32]string // of the values that were in the file when it was opened
}

// Open opens the library in dir. The error is ErrNoLibrary, ErrLocked,
// ErrVersion or ErrDamaged where one of them applies.
func Open(dir string, opt *Options) (*Store, error) {
	path := filepath.Join(dir, FileName)
	fi, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) && opt != nil && opt.ReadOnly && awaitFounding(dir, cmp.Or(opt.Timeout, lockWait)) {
		fi, err = os.Stat(path)
	}
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("%s: %w", dir, ErrNoLibrary)
	case err != nil:
		return nil, fmt.Errorf("open library: %w", err)
	case !fi.Mode().IsRegular():
		return nil, fmt.Errorf("%s: %w: not a regular file", path, ErrVersion)
	}
	s := &Store{path: path}
	if opt != nil {
		s.opt = *opt
	}
	s.opt.Timeout = cmp.Or(s.opt.Timeout, lockWait)
	if !s.opt.ReadOnly {
		if s.folder, err = lockFolder(dir, s.opt.Timeout); err != nil {
			return nil, err
		}
	}
	if err := s.open(); err != nil {
		return nil, errors.Join(err, s.unlockFolder())
	}
	return s, nil
}

func (s *Store) unlockFolder() error {
	if s.folder == nil {
		return nil
	}
	f := s.folder
	s.folder = nil
	return f.Close()
}

// foundWait is how long a reader that finds no store looks again: the process
// that makes one may have been started in the same moment.
const foundWait = 100 * time.Millisecond

// awaitFounding waits for a store in dir, as for a lock while another process
// makes one aside that it will link into place; false where none appears.
func awaitFounding(dir string, wait time.Duration) bool {
	for start := time.Now(); ; time.Sleep(lockStep) {
		if _, err := os.Stat(filepath.Join(dir, FileName)); err == nil {
			return true
		}
		waited := time.Since(start)
		if waited > wait || waited > foundWait && !founding(dir) {
			return false
		}
	}
}

func founding(dir string) bool {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "."+FileName+".") {
			continue
		}
		// one left by a process that was killed is old
		if fi, err := e.Info(); err == nil && time.Since(fi.ModTime()) < lockWait {
			return true
		}
	}
	return false
}

func (s *Store) open() error {
	err := guard(s.path, func() (err error) {
		s.db, err = bolt.Open(s.path, 0o644, &bolt.Options{
			Timeout: s.opt.Timeout, ReadOnly: s.opt.ReadOnly, FreelistType: bolt.FreelistMapType, PreLoadFreelist: true, OpenFile: s.openFile})
		return err
	})
	if err == nil {
		err = s.admit()
	}
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return &Locked{Path: s.path, PID: holder(s.path)}
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch):
		return fmt.Errorf("%s: %w: not a store of this program, or its head is damaged (%w)", s.path, ErrVersion, err)
	case errors.Is(err, berrors.ErrChecksum):
		return fmt.Errorf("%s: %w: %w", s.path, ErrDamaged, err)
	case err != nil:
		return fmt.Errorf("open library: %w", err)
	}
	if err := s.codec.init(s); err != nil {
		return errors.Join(err, s.Close())
	}
	for _, check := range []func(*bolt.Tx) error{s.checkLength, checkVersion, s.readSchemas} {
		if err := s.view(check); err != nil {
			return errors.Join(err, s.Close())
		}
	}
	return nil
}

// openFile is how bbolt opens graph.db: a writer keeps hold of the file, since
// the lock on it is its own to change.
func (s *Store) openFile(name string, flag int, mode os.FileMode) (*os.File, error) {
	f, err := os.OpenFile(name, flag, mode)
	if err == nil && canShare && flag&os.O_RDWR != 0 {
		s.file = f
	}
	return f, err
}

// checkLength finds a file that was cut: its pages would fault when read.
func (s *Store) checkLength(tx *bolt.Tx) error {
	fi, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	if fi.Size() < tx.Size() {
		return fmt.Errorf("%s: %w: the file ends at byte %d of %d", s.path, ErrDamaged, fi.Size(), tx.Size())
	}
	return nil
}

func checkVersion(tx *bolt.Tx) error {
	meta := tx.Bucket(bucketMeta)
	if meta == nil {
		return fmt.Errorf("%w: not a citegraph store", ErrVersion)
	}
	v, err := get(meta, bucketMeta, keyFormat)
	if err != nil {
		return err
	}
	if len(v) != 4 {
		return fmt.Errorf("%w: not a citegraph store", ErrVersion)
	}
	if got := binary.BigEndian.Uint32(v); got != formatVersion {
		return fmt.Errorf("%w: the file has format %d, this program reads %d", ErrVersion, got, formatVersion)
	}
	return nil
}

// Create opens the library in dir, and makes it first where there is none: the
// store is made aside and linked into place, so that of two processes that do
// this at once one makes it and both open the same file.
func Create(dir string, opt *Options) (*Store, error) {
	if s, err := Open(dir, opt); !errors.Is(err, ErrNoLibrary) {
		return s, err
	}
	unsynced, err := makeDir(dir)
	if err != nil {
		return nil, fmt.Errorf("create library: %w", err)
	}
	tmp, err := os.CreateTemp(dir, "."+FileName+".*")
	if err != nil {
		return nil, fmt.Errorf("create library: %w", err)
	}
	defer os.Remove(tmp.Name())
	if err := errors.Join(tmp.Chmod(0o644), tmp.Close(), found(tmp.Name())); err != nil {
		return nil, fmt.Errorf("create library in %s: %w", dir, err)
	}
	if err := os.Link(tmp.Name(), filepath.Join(dir, FileName)); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, fmt.Errorf("create library: %w", err)
	}
	for _, d := range append(unsynced, dir) {
		if err := syncDir(d); err != nil {
			return nil, fmt.Errorf("create library: %w", err)
		}
	}
	return Open(dir, opt)
}

// makeDir makes dir and what it lies in, and says which folders hold a new name
// and are to be synced: a library whose folder is lost in a power cut is lost.
// That is left for later, since a reader who finds the folder looks at once for
// a store being made there.
func makeDir(dir string) (unsynced []string, err error) {
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	parent := filepath.Dir(filepath.Clean(dir))
	if unsynced, err = makeDir(parent); err != nil {
		return nil, err
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, err
	}
	return append(unsynced, parent), nil
}

// found writes an empty store to path.
func found(path string) error {
	db, err := bolt.Open(path, 0o644, &bolt.Options{Timeout: lockWait})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, b := range factBuckets {
			if _, err := tx.CreateBucket(b); err != nil {
				return err
			}
		}
		return put(tx.Bucket(bucketMeta), bucketMeta, keyFormat, binary.BigEndian.AppendUint32(nil, formatVersion))
	})
	return errors.Join(err, db.Close())
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Close releases the lock.
func (s *Store) Close() error {
	s.flat.close()
	var err error
	if s.db != nil {
		err = guard(s.path, s.db.Close)
	}
	if err := errors.Join(err, s.unlockFolder()); err != nil {
		return fmt.Errorf("close library: %w", err)
	}
	return nil
}

// view runs fn in a read transaction. A page that cannot be read is
// ErrDamaged, not a crash.
func (s *Store) view(fn func(*bolt.Tx) error) error {
	return guard(s.path, func() error { return s.db.View(fn) })
}

// update runs fn in a write transaction.
func (s *Store) update(fn func(*bolt.Tx) error) error {
	if s.opt.ReadOnly {
		return fmt.Errorf("%s: %w", s.path, ErrReadOnly)
	}
	if err := s.exclude(); err != nil {
		return err
	}
	err := guard(s.path, func() error { return s.db.Update(fn) })
	return errors.Join(err, s.admit())
}

// guard turns the faults and panics that bbolt meets on damaged pages into
// ErrDamaged.
func guard(path string, fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: %w: %v", path, ErrDamaged, r)
		}
	}()
	return fn()
}
