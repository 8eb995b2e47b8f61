package main

import (
	"context"
	"iter"
	"runtime"

	"citegraph/corpus"
	"citegraph/parse"
)

// parsed is one thing that came out of a source: a document, or the reason why
// there is none.
type parsed struct {
	doc *corpus.Document
	err error
}

// parseAll walks paths and parses what it finds on all cores. What it yields
// comes in the order of the walk, whatever the workers did, and no more than a
// few documents a worker are in memory at once.
func parseAll(ctx context.Context, paths []string, walk *corpus.WalkOptions, opt *parse.Options) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		workers := runtime.GOMAXPROCS(0)
		queue := make(chan chan parsed, workers)
		go func() {
			defer close(queue)
			for src, err := range corpus.Walk(ctx, paths, walk) {
				out := make(chan parsed, 4)
				select {
				case queue <- out:
				case <-ctx.Done():
					return
				}
				go feed(ctx, out, src, err, opt)
			}
		}()
		for {
			out, ok := receive(ctx, queue)
			if !ok {
				break
			}
			for {
				p, ok := receive(ctx, out)
				if !ok {
					break
				}
				if !yield(p.doc, p.err) {
					return
				}
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// receive waits for c, but no longer than ctx allows: a reader may hang on a
// pipe that nobody writes to.
func receive[T any](ctx context.Context, c <-chan T) (v T, ok bool) {
	select {
	case v, ok = <-c:
	case <-ctx.Done():
	}
	return v, ok
}

// feed parses one source into out and closes it.
func feed(ctx context.Context, out chan<- parsed, src corpus.Source, err error, opt *parse.Options) {
	defer close(out)
	send := func(p parsed) bool {
		select {
		case out <- p:
			return true
		case <-ctx.Done():
			return false
		}
	}
	if err != nil {
		send(parsed{err: err})
		return
	}
	for doc, err := range parse.Parse(ctx, src, opt) {
		if !send(parsed{doc: doc, err: err}) {
			return
		}
	}
}
