package main

import (
	"context"
	"io"
)

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
