package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		// The first signal lets the batch in hand be committed; after it the
		// default handling is back, so that a second signal ends at once.
		<-ctx.Done()
		stop()
	}()
	os.Exit(run(ctx, os.Args, terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}

// terminal is what a run reads from and writes to.
type terminal struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// run is the whole program: it returns the exit code.
func run(ctx context.Context, argv []string, t terminal) int {
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
