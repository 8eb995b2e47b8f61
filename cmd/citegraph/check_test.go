package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"citegraph/graph"
	"citegraph/parse"
)

// TestCheckBesideWriter checks a library in which a run is under way: what that
// run has not done yet is no damage, until the run is gone.
func TestCheckBesideWriter(t *testing.T) {
	dir := t.TempDir()
	lib, reviews, late := filepath.Join(dir, "lib"), filepath.Join(dir, "reviews"), filepath.Join(dir, "late.txt")
	if err := writeSampleFolder(reviews); err != nil {
		t.Fatal(err)
	}
	must(t, "--library", lib, "index", reviews)
	if err := os.WriteFile(late, []byte("Walking\n\nWalking helps [1].\n\nReferences\n\n1. He Z, Wang Y. Walking after stroke. Stroke. 2015;46(3):123-130.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	store, err := graph.Open(lib, &graph.Options{Parser: parse.Version})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.Add(t.Context(), flat(parsedFiles(t, []string{late}))); err != nil {
		t.Fatal(err)
	}
	if _, beside := graph.Writer(lib); !beside {
		t.Skip("locks of this system cannot be shared")
	}
	if code, out, errs := call(t, "", "--library", lib, "check"); code != exitFailed || !strings.Contains(errs, "locked") {
		t.Errorf("beside the writer: exit %d\n%s%s", code, out, errs)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := call(t, "", "--library", lib, "check"); code != exitDamaged || !strings.Contains(out, "interrupted run") {
		t.Errorf("without the writer: exit %d\n%s", code, out)
	}
}
