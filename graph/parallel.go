package graph

import (
	"iter"
	"runtime"
	"sync"
)

// parallel calls fn for 0 … n-1 on all processors. fn must not care in which
// order.
func parallel(n int, fn func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers < 2 {
		for i := range n {
			fn(i)
		}
		return
	}
	const stride = 64
	var mu sync.Mutex
	var wg sync.WaitGroup
	at := 0
	for range workers {
		wg.Go(func() {
			for {
				mu.Lock()
				from := at
				at += stride
				mu.Unlock()
				if from >= n {
					return
				}
				for i := from; i < min(from+stride, n); i++ {
					fn(i)
				}
			}
		})
	}
	wg.Wait()
}

// ordered computes fn(0) … fn(n-1) ahead on all processors and yields the
// results in order, a few at a time in memory.
func ordered[T any](n int, fn func(i int) T) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		ahead := 2 * runtime.GOMAXPROCS(0)
		slots := make([]chan T, n)
		start := func(i int) {
			slots[i] = make(chan T, 1)
			go func() { slots[i] <- fn(i) }()
		}
		for i := range min(ahead, n) {
			start(i)
		}
		for i := range n {
			v := <-slots[i]
			slots[i] = nil
			if i+ahead < n {
				start(i + ahead)
			}
			if !yield(i, v) {
				return
			}
		}
	}
}
