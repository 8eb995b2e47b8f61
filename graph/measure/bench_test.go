//go:build unix

package measure

import (
	"context"
	"math/rand/v2"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"citegraph/graph"
)

// seedsAround are n works that cite the same few: a reader's first finds.
func seedsAround(r *rand.Rand, in *CSR, n int) (seeds []Seed) {
	for len(seeds) < n {
		if row := in.Of(r.Uint32N(uint32(in.Len()))); len(row) >= 40 {
			for range min(n, n-len(seeds)) {
				s := row[r.IntN(len(row))]
				if !slices.ContainsFunc(seeds, func(x Seed) bool { return x.Node == s }) {
					seeds = append(seeds, Seed{s, 1})
				}
			}
		}
	}
	return seeds
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// large is the graph of the library that CITEGRAPH_BENCH_LIBRARY names, or one
// of 100,000 works and about four million citations.
func large(b *testing.B) (out, in *CSR) {
	b.Helper()
	dir := os.Getenv("CITEGRAPH_BENCH_LIBRARY")
	if dir == "" {
		out = generate(100_000, 44, 1)
		return out, out.Transpose()
	}
	s, err := graph.Open(dir, &graph.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	g, err := s.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	o, i, err := g.CSR()
	if err != nil {
		b.Fatal(err)
	}
	return (*CSR)(o), (*CSR)(i)
}

// Personalised PageRank from twenty seeds: CPU time of a question to a graph
// in memory, and which part of the nearest twenty of the converged ranks it has.
func BenchmarkWalk(b *testing.B) {
	out, in := large(b)
	ctx := context.Background()
	exact := Unit(out.Undirected(in))
	w := NewWalk(out, in)
	r := rand.New(rand.NewPCG(3, 4))
	var questions [][]Seed
	agree := 0.0
	for range 10 {
		seeds := seedsAround(r, in, 20)
		questions = append(questions, seeds)
		x, err := Personalised(ctx, exact, seeds, nil)
		if err != nil {
			b.Fatal(err)
		}
		y := make([]float32, len(x))
		for i := range x {
			y[i] = float32(x[i])
		}
		for _, s := range seeds {
			y[s.Node] = 0
		}
		got, err := w.Near(ctx, seeds, 20, nil)
		if err != nil {
			b.Fatal(err)
		}
		agree += agreement(highest(y, 20), got) / 10
	}
	start, n := cpuTime(), 0
	for b.Loop() {
		if _, err := w.Near(ctx, questions[n%len(questions)], 20, nil); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.ReportMetric((cpuTime()-start).Seconds()*1e3/float64(n), "CPU-ms/op")
	b.ReportMetric(agree, "agreement")
	b.ReportMetric(float64(out.Edges()), "citations")
}

// The twenty works most often cited together with one, of works that are
// cited.
func BenchmarkCoCitation(b *testing.B) {
	out, in := large(b)
	s := NewCoCitation(out, in)
	r := rand.New(rand.NewPCG(5, 6))
	var took []time.Duration
	for b.Loop() {
		n := r.Uint32N(uint32(in.Len()))
		for in.Degree(n) == 0 {
			n = r.Uint32N(uint32(in.Len()))
		}
		start := time.Now()
		s.Top(n, 20)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e6, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e6, "p99-ms")
}
