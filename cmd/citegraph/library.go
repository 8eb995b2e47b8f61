package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
	"citegraph/index"
	"citegraph/parse"
)

// libraryName is the folder that holds a library, as .git holds a repository.
const libraryName = ".citegraph"

// libraryDir is the folder that the flags, the environment or the place where
// the program runs name: --library, else the nearest .citegraph upwards, else
// .citegraph here.
func libraryDir(c *cli.Context) (string, error) {
	if dir := c.String("library"); dir != "" {
		return dir, nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the library: %w", err)
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if fi, err := os.Stat(filepath.Join(dir, libraryName)); err == nil && fi.IsDir() {
			return filepath.Join(dir, libraryName), nil
		}
		if dir == filepath.Dir(dir) {
			return filepath.Join(here, libraryName), nil
		}
	}
}

// openToRead opens the library for a command that changes nothing. What a run
// that is under way, or was interrupted, has left unfinished is said, since
// answers come from the graph before it.
func (p *program) openToRead(c *cli.Context) (*graph.Store, string, error) {
	dir, err := libraryDir(c)
	if err != nil {
		return nil, "", err
	}
	s, err := graph.Open(dir, &graph.Options{ReadOnly: true})
	if err != nil {
		return nil, dir, err
	}
	if stale, err := s.Stale(); err == nil && stale && c.Command.Name != "check" {
		if _, err := s.Snapshot(); errors.Is(err, graph.ErrLayout) {
			s.Close()
			return nil, dir, err
		}
		if pid, writing := graph.Writer(dir); writing {
			who := "another process"
			if pid > 0 {
				who = fmt.Sprintf("process %d", pid)
			}
			p.prog.note("note: %s is indexing, and answers are from before it began", who)
		} else {
			p.prog.note("note: the last run was interrupted, and answers are from before it; the same citegraph index, or check --repair, completes it")
		}
	}
	return s, dir, nil
}

// indexWait is how long a question waits for an index that another process is
// building at that moment.
const indexWait = 5 * time.Second

// writerWait is how long nobody must write until a missing index is called
// missing: who founds a library or ends another's run is not at work yet.
const writerWait = 100 * time.Millisecond

// openIndex opens the index of g. Between a graph and its index a process that
// writes may still be at work: that is waited for, and is no damage.
func openIndex(dir string, g *graph.Graph) (*index.Index, error) {
	start := time.Now()
	for seen := start; ; time.Sleep(20 * time.Millisecond) {
		ix, err := index.Open(dir, g)
		if !errors.Is(err, index.ErrStale) && !errors.Is(err, index.ErrMissing) {
			return ix, err
		}
		pid, writing := graph.Writer(dir)
		if writing {
			seen = time.Now()
		}
		switch {
		case time.Since(seen) > writerWait:
			return nil, err
		case time.Since(start) > indexWait:
			return nil, &graph.Locked{Path: dir, PID: pid}
		}
	}
}

// openToWrite opens the library for a command that changes it; create makes
// one where there is none.
func (p *program) openToWrite(c *cli.Context, create bool) (*graph.Store, string, error) {
	dir, err := libraryDir(c)
	if err != nil {
		return nil, "", err
	}
	s, err := graph.Open(dir, &graph.Options{Parser: parse.Version})
	if create && (errors.Is(err, graph.ErrNoLibrary) || errors.Is(err, fs.ErrNotExist)) {
		s, err = graph.Create(dir, &graph.Options{Parser: parse.Version})
	}
	return s, dir, err
}
