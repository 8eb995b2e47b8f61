package graph

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(dir, nil); !errors.Is(err, ErrNoLibrary) {
		t.Errorf("empty folder: %v", err)
	}
	if es, _ := os.ReadDir(dir); len(es) > 0 {
		t.Error("Open created something")
	}
	path := filepath.Join(dir, FileName)
	if err := os.WriteFile(path, []byte(strings.Repeat("not a store\n", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, nil); !errors.Is(err, ErrVersion) {
		t.Errorf("foreign file: %v", err)
	}
	os.Remove(path)
	s, err := Create(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(dir, &Options{Timeout: 10 * time.Millisecond})
	var l *Locked
	if !errors.Is(err, ErrLocked) || !errors.As(err, &l) {
		t.Errorf("held store: %v", err)
	}
	if l != nil && l.PID != 0 && l.PID != os.Getpid() {
		t.Errorf("holder %d, we are %d", l.PID, os.Getpid())
	}
	s.Close()
	ro, err := Open(dir, &Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	if _, err := ro.Add(context.Background(), documents(document(1))); !errors.Is(err, ErrReadOnly) {
		t.Errorf("add to a read-only store: %v", err)
	}
	if es, _ := os.ReadDir(dir); len(es) != 1 {
		t.Errorf("left behind: %v", es)
	}
}

func TestCompact(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	want := dump(t, s)
	if err := s.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(want, dump(t, s)); d != "" {
		t.Error(d)
	}
	mustAdd(t, s, document(77))
	mustDerive(t, s)
}
