package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
)

// TestTerminal has a terminal for standard output: no picture is written to it.
func TestTerminal(t *testing.T) {
	tty, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no terminal to be had: %v", err)
	}
	defer tty.Close()
	var errs bytes.Buffer
	code := run(context.Background(), []string{"citegraph", "export", "-f", "png"}, terminal{in: strings.NewReader(""), out: tty, err: &errs})
	if code != exitUsage || !strings.Contains(errs.String(), "-o map.png") {
		t.Errorf("exit %d: %s", code, errs.String())
	}
}
