package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var soak = flag.Duration("soak", 3*time.Second, "how long TestSoak lasts")

// TestSoak lets three processes add and remove documents at random, one of
// them killed again and again, while two others search. Every answer must be
// part of the answer of the whole library or a refusal, nobody may wait for ever, and in the
// end the library is the undisturbed one. For ten minutes:
//
//	go test ./cmd/citegraph -run TestSoak -soak 10m -timeout 15m
func TestSoak(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no SIGKILL here")
	}
	dir := t.TempDir()
	reviews := filepath.Join(dir, "reviews")
	if err := writeSampleFolder(reviews); err != nil {
		t.Fatal(err)
	}
	quiet, lib := filepath.Join(dir, "quiet"), filepath.Join(dir, "lib")
	must(t, "--library", quiet, "index", reviews)
	want := must(t, "--library", quiet, "export", "-f", "csl-ndjson")
	files, err := filepath.Glob(filepath.Join(reviews, "*"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%d sample files (%v)", len(files), err)
	}
	whole := map[string][]string{}
	for _, q := range soakQueries {
		whole[q] = soakHits(t, []byte(must(t, "--library", quiet, "search", q, "-n", "1000", "--json")))
	}
	must(t, "--library", lib, "index", files[0])

	ctx, stop := context.WithTimeout(context.Background(), *soak)
	defer stop()
	var group sync.WaitGroup
	var changes, kills, answers, refused atomic.Int64
	for w := range 3 {
		group.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(w), 7))
			for ctx.Err() == nil {
				args := []string{"--library", lib, "index", files[rng.IntN(len(files))]}
				if rng.IntN(3) == 0 {
					args[2] = "remove"
				}
				limit := time.Minute
				if w == 0 {
					limit = time.Duration(rng.Int64N(int64(400 * time.Millisecond)))
				}
				code, killed, errs := process(t, limit, nil, args...)
				switch {
				case killed && w == 0:
					kills.Add(1)
				case killed:
					t.Errorf("%v: still running after %s", args, limit)
				case code == exitOK || code == exitEmpty:
					changes.Add(1)
				case code == exitFailed:
					refused.Add(1)
				case args[2] == "remove" && code == exitNoLibrary: // not held at the moment
				default:
					t.Errorf("%v: exit %d\n%s", args, code, errs)
				}
			}
		})
	}
	for range 2 {
		group.Go(func() {
			for ctx.Err() == nil {
				for _, q := range soakQueries {
					n, ok := soakAnswer(t, lib, q, whole[q])
					if !ok {
						refused.Add(1)
					} else if n > 0 {
						answers.Add(1)
					}
				}
			}
		})
	}
	group.Wait()
	t.Logf("%d changes, %d kills, %d answers with hits, %d refusals", changes.Load(), kills.Load(), answers.Load(), refused.Load())
	if changes.Load() == 0 || kills.Load() == 0 || answers.Load() == 0 {
		t.Error("something of this never happened, so nothing was tried")
	}
	must(t, "--library", lib, "index", reviews)
	must(t, "--library", lib, "check")
	if got := must(t, "--library", lib, "export", "-f", "csl-ndjson"); got != want {
		t.Error("the graph differs from the undisturbed one")
	}
}

// soakQueries have answers that come from one document each, whatever else the
// library holds: a work by its identifier, who cites it, and sentences.
var soakQueries = []string{"doi:10.1186/1471-244X-14-39", "cites(doi:10.1186/1471-244X-14-39)", "type:context effect"}

// soakAnswer asks the library that changes, and holds the answer against that
// of the whole one. It tells whether an answer came and how many hits it had.
func soakAnswer(t *testing.T, lib, query string, whole []string) (hits int, ok bool) {
	t.Helper()
	var out bytes.Buffer
	code, killed, errs := process(t, time.Minute, &out, "--library", lib, "search", query, "-n", "1000", "--json")
	switch {
	case killed:
		t.Errorf("search %s: still running after a minute", query)
		return 0, false
	case code == exitFailed, code == exitDamaged && strings.Contains(errs, "check --repair"): // a kill left the index behind the graph, and it is said
		return 0, false
	case code != exitOK && code != exitEmpty:
		t.Errorf("search %s: exit %d\n%s", query, code, errs)
		return 0, false
	}
	for _, hit := range soakHits(t, out.Bytes()) {
		hits++
		if !slices.Contains(whole, hit) {
			t.Errorf("search %s: %q is no answer of the whole library", query, hit)
		}
	}
	return hits, true
}

// soakHits names each hit by what does not depend on the rest of the library:
// the sentence and where it stands, else the identifier, else the title.
func soakHits(t *testing.T, answer []byte) []string {
	t.Helper()
	var doc struct {
		Hits []struct {
			CSL struct {
				DOI, Title string
			}
			Context *struct {
				Path, Text string
				Span       [2]int
			}
		}
	}
	if err := json.Unmarshal(answer, &doc); err != nil {
		t.Errorf("answer is no JSON: %v", err)
	}
	var all []string
	for _, h := range doc.Hits {
		name := cmp.Or(h.CSL.DOI, h.CSL.Title)
		if h.Context != nil {
			name = fmt.Sprint(h.Context.Path, h.Context.Span, h.Context.Text)
		}
		all = append(all, name)
	}
	return all
}

// process runs the program as a process of its own, killed when the limit has
// passed.
func process(t *testing.T, limit time.Duration, out *bytes.Buffer, args ...string) (code int, killed bool, stderr string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "citegraph", args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if out != nil {
		cmd.Stdout = out
	}
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil && (err != nil):
		return 0, true, errs.String()
	case err == nil:
		return 0, false, errs.String()
	case errors.As(err, &exit):
		return exit.ExitCode(), false, errs.String()
	}
	t.Errorf("starting %v: %v (%v)", args, err, os.Args[0])
	return -1, false, ""
}
