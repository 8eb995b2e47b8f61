package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// progress is one line on stderr that says how far a long work is, how fast,
// and how long it will take; it shows only on a terminal and without --quiet.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	on    bool
	what  string
	start time.Time
	last  time.Time
	shown bool
}

func newProgress(w io.Writer, quiet bool) *progress {
	f, ok := w.(*os.File)
	return &progress{w: w, on: ok && !quiet && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"}
}

// step begins a new stage.
func (p *progress) step(what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clearLocked()
	p.what, p.start, p.last = what, time.Now(), time.Time{}
}

// at says that done of total units are behind us; total 0 is unknown.
func (p *progress) at(done, total int, unit string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if !p.on || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last, p.shown = now, true
	rate := float64(done) / max(now.Sub(p.start).Seconds(), 0.001)
	line := fmt.Sprintf("%s: %d %s, %.0f/s", p.what, done, unit, rate)
	if total > 0 {
		left := time.Duration(float64(total-done) / max(rate, 0.001) * float64(time.Second)).Round(time.Second)
		line = fmt.Sprintf("%s: %d of %d %s, %.0f/s, %s left", p.what, done, total, unit, rate, left)
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", line)
}

// note prints a line of its own without tearing the progress line.
func (p *progress) note(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clearLocked()
	fmt.Fprintf(p.w, "%s\n", oneLine(fmt.Sprintf(format, args...)))
}

// done clears the line.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clearLocked()
}

func (p *progress) clearLocked() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
