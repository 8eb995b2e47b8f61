package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	go stopOnSignal(cancel)
	os.Exit(run(ctx, os.Args, terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr, last: true}))
}

// stopWithin is how long the work in hand may take to end after a signal.
const stopWithin = 8 * time.Second

// stopOnSignal lets the first signal end the work in hand: the batch that was
// read is committed. A second one, or work that does not end, ends the process
// where it stands, which the store outlasts like a power cut.
func stopOnSignal(cancel context.CancelFunc) {
	c := make(chan os.Signal, 2)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	<-c
	cancel()
	select {
	case <-c:
	case <-time.After(stopWithin):
		fmt.Fprintf(os.Stderr, "citegraph: %s\n", errInterrupted.text)
	}
	os.Exit(exitInterrupted)
}

// terminal is what a run reads from and writes to.
type terminal struct {
	in  io.Reader
	out io.Writer
	err io.Writer

	// last says that the process ends with the run: what it has open for
	// reading is taken back with the rest, which costs a tenth less than one by
	// one.
	last bool
}

// run is the whole program: it returns the exit code.
func run(ctx context.Context, argv []string, t terminal) int {
	t.in = interruptible{ctx, t.in}
	a := newProgram(t)
	app := a.app()
	args, err := orderArgs(app, argv)
	if err == nil {
		err = app.RunContext(ctx, args)
		if ferr := a.flush(); err == nil {
			err = ferr
		}
	}
	if err != nil && ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = errInterrupted
	}
	code, text, hint := explain(err)
	if text != "" {
		fmt.Fprintf(t.err, "citegraph: %s\n", safeText(text))
	}
	if hint != "" {
		fmt.Fprintf(t.err, "%s\n", safeText(hint))
	}
	return code
}
