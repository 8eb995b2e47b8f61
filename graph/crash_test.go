package graph

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

// crowd is enough documents for several commits.
func crowd() []*corpus.Document {
	ds := mixed()
	for i := 100; i < 220; i++ {
		ds = append(ds, document(i))
	}
	return ds
}

// TestChild is what TestKill kills: it indexes into the library it is given,
// a few documents a commit, deriving between.
func TestChild(t *testing.T) {
	dir := os.Getenv("CITEGRAPH_TEST_LIBRARY")
	if dir == "" {
		t.Skip("run by TestKill only")
	}
	s, err := Create(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.room = smallRoom
	ds := crowd()
	for len(ds) > 0 {
		n := min(len(ds), 15)
		for n < len(ds) && ds[n].Source.Path == ds[n-1].Source.Path {
			n++
		}
		mustAdd(t, s, ds[:n]...)
		mustDerive(t, s)
		ds = ds[n:]
	}
}

// A process killed at any moment leaves a store that is whole; the same work
// done again gives the undisturbed graph.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	kills := 6
	if n, err := strconv.Atoi(os.Getenv("CITEGRAPH_KILLS")); err == nil {
		kills = n
	}
	whole := newStore(t)
	mustAdd(t, whole, crowd()...)
	mustDerive(t, whole)
	want := dump(t, whole)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 3))
	for k := range kills {
		dir := filepath.Join(t.TempDir(), ".citegraph")
		for range 2 {
			cmd := exec.Command(exe, "-test.run=^TestChild$")
			cmd.Env = append(os.Environ(), "CITEGRAPH_TEST_LIBRARY="+dir)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(r.IntN(1500)) * time.Millisecond)
			cmd.Process.Kill()
			cmd.Wait()
		}
		s, err := Create(dir, nil)
		if err != nil {
			t.Fatalf("kill %d: %v", k, err)
		}
		ps, err := s.Check(context.Background())
		if err != nil {
			t.Fatalf("kill %d: %v", k, err)
		}
		for _, p := range ps {
			t.Errorf("kill %d: %+v", k, p)
		}
		mustAdd(t, s, crowd()...)
		mustDerive(t, s)
		if d := cmp.Diff(want, dump(t, s)); d != "" {
			t.Errorf("kill %d: %s", k, d)
		}
		s.Close()
	}
}

// Bytes that change behind our back are found, by Check or by whatever reads
// them; nothing is answered otherwise than before, and nothing panics.
func TestFaults(t *testing.T) {
	s := newStore(t)
	mustAdd(t, s, mixed()...)
	mustDerive(t, s)
	want := dump(t, s)
	path := s.path
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	flips := 150
	if n, err := strconv.Atoi(os.Getenv("CITEGRAPH_FLIPS")); err == nil {
		flips = n
	}
	r := rand.New(rand.NewPCG(11, 12))
	found, silent := 0, 0
	for k := range flips {
		bad := append([]byte(nil), good...)
		switch k % 10 {
		case 0: // a page of zeros
			p := r.IntN(len(bad)/4096) * 4096
			clear(bad[p : p+4096])
		case 1: // two pages exchanged
			p, q := r.IntN(len(bad)/4096)*4096, r.IntN(len(bad)/4096)*4096
			copy(bad[p:p+4096], good[q:])
			copy(bad[q:q+4096], good[p:])
		case 2:
			bad = bad[:r.IntN(len(bad))]
		default:
			bad[r.IntN(len(bad))] ^= 1 << r.IntN(8)
		}
		dir := filepath.Join(t.TempDir(), "lib")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, FileName), bad, 0o644); err != nil {
			t.Fatal(err)
		}
		got, err := dumpDamaged(dir)
		switch {
		case err != nil:
			found++
		case got == want:
			silent++
		default:
			t.Errorf("fault %d: another graph, and no error", k)
		}
		os.RemoveAll(dir)
	}
	t.Logf("%d faults: %d found, %d without effect", flips, found, silent)
	if found == 0 {
		t.Error("no fault was found at all")
	}
}

// dumpDamaged checks and dumps a store that may be damaged.
func dumpDamaged(dir string) (string, error) {
	s, err := Open(dir, &Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return "", err
	}
	defer s.Close()
	ps, err := s.Check(context.Background())
	if err != nil {
		return "", err
	}
	if len(ps) > 0 {
		return "", fmt.Errorf("%d problems: %v", len(ps), ps[0])
	}
	return dumpGraph(s)
}
