package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// TestKill kills index at random moments: check must then tell the truth, and
// the same command must end in the graph of an undisturbed run.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing of it runs side by side in one process")
	}
	if runtime.GOOS == "windows" {
		t.Skip("no SIGKILL here")
	}
	dir := t.TempDir()
	reviews := filepath.Join(dir, "reviews")
	if err := writeSampleFolder(reviews); err != nil {
		t.Fatal(err)
	}
	quiet := filepath.Join(dir, "quiet")
	began := time.Now()
	must(t, "--library", quiet, "index", reviews)
	whole := time.Since(began)
	want := must(t, "--library", quiet, "export", "-f", "csl-ndjson")
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 12 {
		lib := filepath.Join(dir, fmt.Sprint("killed", i))
		for range 2 {
			process(t, time.Duration(rng.Int64N(int64(whole))), nil, "--library", lib, "index", reviews)
		}
		if _, err := os.Stat(filepath.Join(lib, "graph.db")); err == nil {
			if code, out, errs := call(t, "", "--library", lib, "check"); code != exitOK && code != exitDamaged {
				t.Fatalf("check after kill %d: exit %d\n%s%s", i, code, out, errs)
			}
		}
		must(t, "--library", lib, "index", reviews)
		must(t, "--library", lib, "check")
		if got := must(t, "--library", lib, "export", "-f", "csl-ndjson"); got != want {
			t.Fatalf("kill %d: the graph differs from the undisturbed one", i)
		}
		must(t, "--library", lib, "search", "peer")
	}
}
