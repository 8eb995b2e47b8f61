package graph

import (
	"errors"
	"fmt"
	"os"
	"time"
)

// Who may do what, when several processes have a library open:
//
// bbolt locks graph.db for a writer's whole life, so that nobody could search
// while a folder is being read. But a lock of flock(2) belongs to the open file
// and may be changed in place: a writer holds graph.db exclusively only while
// it commits, and shares it with readers between. What keeps a second writer
// out meanwhile is an exclusive lock on the library folder. Both vanish with
// the process. Where a system's locks cannot be changed in place, a writer
// shuts readers out for its life, as bbolt does.

// commitWait is how long a commit waits for readers: a long export may be one.
const commitWait = 5 * time.Minute

// lockStep is how often a lock that another process holds is tried.
const lockStep = 2 * time.Millisecond

var errBusy = errors.New("another process holds the lock")

// awaitLock takes a lock on f or changes the one held there; errBusy when it
// was not to be had in time.
func awaitLock(f *os.File, exclusive bool, wait time.Duration) error {
	for end := time.Now().Add(wait); ; time.Sleep(lockStep) {
		switch ok, err := tryLock(f, exclusive); {
		case err != nil:
			return fmt.Errorf("lock %s: %w", f.Name(), err)
		case ok:
			return nil
		case time.Now().After(end):
			return errBusy
		}
	}
}

// lockFolder makes this process the one that may write to the library in dir
// until the file that it returns is closed; nil where locks cannot be shared.
func lockFolder(dir string, wait time.Duration) (*os.File, error) {
	if !canShare {
		return nil, nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("open library: %w", err)
	}
	if err := awaitLock(f, true, wait); err != nil {
		f.Close()
		if errors.Is(err, errBusy) {
			return nil, &Locked{Path: dir, PID: holder(dir)}
		}
		return nil, err
	}
	return f, nil
}

// Writer tells whether a process has the library in dir open for writing, and
// which one, 0 where the system does not say.
func Writer(dir string) (pid int, writing bool) {
	if !canShare {
		return 0, false
	}
	f, err := os.Open(dir)
	if err != nil {
		return 0, false
	}
	defer f.Close()
	if ok, err := tryLock(f, false); ok || err != nil {
		return 0, false
	}
	return holder(dir), true
}

// exclude shuts readers out for a commit.
func (s *Store) exclude() error {
	if s.file == nil {
		return nil
	}
	err := awaitLock(s.file, true, commitWait)
	if errors.Is(err, errBusy) {
		err = errors.Join(&Locked{Path: s.path, PID: holder(s.path)}, s.admit())
	}
	return err
}

// admit lets readers in.
func (s *Store) admit() error {
	if s.file == nil {
		return nil
	}
	return awaitLock(s.file, false, commitWait)
}
