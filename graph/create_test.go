package graph

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestCreateDeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b", "c")
	s, err := Create(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != FileName {
		t.Errorf("the new library holds %v (%v), want %s alone", entries, err, FileName)
	}
	file := filepath.Join(dir, FileName)
	if s, err := Create(filepath.Join(file, "d"), nil); err == nil {
		s.Close()
		t.Error("a library below a file was made")
	}
}

// A reader that comes while the store is made aside waits for it; one that
// meets what a killed process left does not.
func TestOpenWhileFounded(t *testing.T) {
	made := t.TempDir()
	s, err := Create(made, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	aside := filepath.Join(dir, "."+FileName+".1")
	if err := os.WriteFile(aside, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(aside, old, old); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, &Options{ReadOnly: true}); !errors.Is(err, ErrNoLibrary) {
		t.Fatalf("beside an old leftover: %v", err)
	}
	if err := os.Chtimes(aside, time.Now(), time.Now()); err != nil {
		t.Fatal(err)
	}
	linked := make(chan error)
	go func() {
		time.Sleep(30 * time.Millisecond)
		linked <- errors.Join(os.Link(filepath.Join(made, FileName), filepath.Join(dir, FileName)), os.Remove(aside))
	}()
	r, err := Open(dir, &Options{ReadOnly: true})
	if lerr := <-linked; lerr != nil {
		t.Fatal(lerr)
	}
	if err != nil {
		t.Fatalf("while the store was made: %v", err)
	}
	r.Close()
}
