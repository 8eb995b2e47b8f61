package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestInterrupt stops commands with a signal, in the middle of work and while
// they wait for standard input: they end soon, with the code and the message
// of an interruption, and the same command completes the library.
func TestInterrupt(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing of it runs side by side in one process")
	}
	if runtime.GOOS == "windows" {
		t.Skip("no signals here")
	}
	dir := t.TempDir()
	reviews := filepath.Join(dir, "reviews")
	if err := writeSampleFolder(reviews); err != nil {
		t.Fatal(err)
	}
	quiet, lib := filepath.Join(dir, "quiet"), filepath.Join(dir, "lib")
	must(t, "--library", quiet, "index", reviews)
	want := must(t, "--library", quiet, "export", "-f", "csl-ndjson")
	for _, tt := range []struct {
		name string
		args []string
	}{
		{"waiting", []string{"--library", lib, "index", reviews, "-"}},
		{"parsing standard input", []string{"parse", "-"}},
		{"references", []string{"parse", "--as", "reference", "-"}},
	} {
		for _, sig := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(tt.name+" "+sig.String(), func(t *testing.T) {
				code, text := interrupted(t, sig, tt.args...)
				if code != exitInterrupted || !strings.Contains(text, "interrupted") {
					t.Errorf("exit %d, %q", code, text)
				}
			})
		}
	}
	// What was read is kept, but for the file that was read last: whether it
	// has further documents is known only when the next one comes.
	if out := must(t, "--library", lib, "index", reviews, "--json"); strings.Contains(out, `"documents_known": 0,`) {
		t.Errorf("the batch in hand was not committed: %s", out)
	}
	if got := must(t, "--library", lib, "export", "-f", "csl-ndjson"); got != want {
		t.Error("the graph differs from the undisturbed one")
	}
}

// interrupted starts the program with a standard input that never comes, waits
// until it must be waiting, and sends it a signal.
func interrupted(t *testing.T, sig os.Signal, args ...string) (code int, text string) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	defer r.Close()
	cmd := exec.Command("citegraph", args...)
	var errs bytes.Buffer
	cmd.Stdin, cmd.Stderr = r, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	time.Sleep(3 * time.Second)
	if err := cmd.Process.Signal(sig); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), errs.String()
}
