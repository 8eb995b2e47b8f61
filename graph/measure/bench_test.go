package measure

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"citegraph/graph"
)

// generate is a citation graph of n works with about k references each: topics
// of unequal size, within which works cite what is recent and what others cite.
// Works are numbered at random, as ids number them.
func generate(n, k int, seed uint64) *CSR {
	r := rand.New(rand.NewPCG(seed, 11))
	topics := int(math.Sqrt(float64(n)))/2 + 8
	name := r.Perm(n)
	rows := make([][]int32, n)
	byTopic := make([][]int32, topics)
	any := func(ws []int32, recent bool) int32 {
		u := r.Float64()
		if recent {
			u = 1 - u*math.Sqrt(u)
		}
		return ws[min(int(u*float64(len(ws))), len(ws)-1)]
	}
	var all []int32
	for w := range int32(n) {
		topic := int(float64(topics) * r.Float64() * r.Float64())
		refs := int(float64(k) * math.Exp(r.NormFloat64()*.5-.125))
		for range min(refs, len(all)) {
			in := byTopic[topic]
			if x := r.Float64(); x < .18 || len(in) < 3 {
				in = all
			}
			t := any(in, true)
			switch x := r.Float64(); {
			case x < .67: // what a work near at hand cites
				if l := rows[t]; len(l) > 0 {
					t = l[r.IntN(len(l))]
				}
			case x < .71:
				t = any(all, false)
			}
			rows[w] = append(rows[w], t)
		}
		byTopic[topic] = append(byTopic[topic], w)
		all = append(all, w)
	}
	return New(n, func(yield func(uint32, uint32) bool) {
		for w, row := range rows {
			for _, t := range row {
				if !yield(uint32(name[w]), uint32(name[t])) {
					return
				}
			}
		}
	})
}

// agreement is the part of want that got has too.
func agreement(want, got []Ranked) float64 {
	n := 0
	for _, r := range want {
		if slices.ContainsFunc(got, func(x Ranked) bool { return x.Node == r.Node }) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(want)))
}

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
