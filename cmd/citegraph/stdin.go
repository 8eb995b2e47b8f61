package main

import (
	"context"
	"io"
	"regexp"
	"strings"
)

// stdinPath is what a library calls a text, or a member of an archive, that came
// through standard input: by its content, since the next one is another text and
// must not take its place. Other paths are as they are.
func stdinPath(path, sha256 string) string {
	if path != "-" && !strings.HasPrefix(path, "-!") {
		return path
	}
	return "stdin-" + sha256[:min(12, len(sha256))] + path[1:]
}

var stdinForm = regexp.MustCompile(`^(stdin-[0-9a-f]{12}|-)(!|$)`)

// fromStdin tells the paths of what was no file: it cannot be gone.
func fromStdin(path string) bool { return stdinForm.MatchString(path) }

// interruptible reads from in no longer than ctx allows: a wait for a terminal
// or a pipe must not outlast Ctrl-C.
type interruptible struct {
	ctx context.Context
	in  io.Reader
}

func (r interruptible) Read(b []byte) (int, error) {
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		own := make([]byte, len(b)) // b is the caller's again once Read returns
		n, err := r.in.Read(own)
		done <- result{own[:n], err}
	}()
	select {
	case x := <-done:
		return copy(b, x.b), x.err
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	}
}
