package graph

import (
	"errors"
	"testing"
	"time"
)

// While one process has the library open for writing, others read it, none
// writes, and a commit waits for who reads.
func TestGate(t *testing.T) {
	if !canShare {
		t.Skip("locks of this system cannot be shared")
	}
	dir := t.TempDir()
	w, err := Create(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	mustAdd(t, w, document(1))
	mustDerive(t, w)
	if _, err := Open(dir, &Options{Timeout: 50 * time.Millisecond}); !errors.Is(err, ErrLocked) {
		t.Errorf("a second writer: %v", err)
	}
	if _, writing := Writer(dir); !writing {
		t.Error("nobody is said to write")
	}
	r, err := Open(dir, &Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		t.Fatalf("a reader beside the writer: %v", err)
	}
	if n := mustSnapshot(t, r).Counts().Documents; n != 1 {
		t.Errorf("the reader sees %d documents", n)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		mustAdd(t, w, document(2))
	}()
	select {
	case <-done:
		t.Error("a commit did not wait for the reader")
	case <-time.After(100 * time.Millisecond):
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	<-done
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, writing := Writer(dir); writing {
		t.Error("somebody is said to write after all is closed")
	}
}
