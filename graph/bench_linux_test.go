package graph

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// The size of the benchmarks: 100,000 works, about four million citations.
const (
	benchWorks = 100_000
	benchRefs  = 48
)

// adjacencyStore is a store with nothing but an adjacency, written as Derive
// writes it; spent is the CPU time from sorted citations to the commit.
func adjacencyStore(b testing.TB, out *Adjacency) (s *Store, spent time.Duration) {
	b.Helper()
	s = newStore(b)
	s.room = 0
	works := len(out.Offsets) - 1
	m := &model{nodes: make([]node, works), proofs: proofs{offsets: make([]int, works+1)}}
	for n := range works {
		for _, t := range out.Of(uint32(n)) {
			m.proofs.all = append(m.proofs.all, proof{cited: t})
		}
		m.proofs.offsets[n+1] = len(m.proofs.all)
	}
	m.counts = Counts{Works: works, Citations: len(m.proofs.all)}
	runtime.GC() // of what was made to begin with
	start := cpu()
	meta := derivedMeta{Generation: Generation{1}.String(), Layout: layout, Counts: m.counts}
	to := &stage{s: s, whole: true}
	for _, d := range []struct {
		name []byte
		fill func(*Store, *writer, *model)
	}{{bucketOut, (*Store).writeOut}, {bucketIn, (*Store).writeIn}} {
		w := &writer{to: to, name: d.name, sum: bucketSum{Bucket: string(d.name)}}
		if d.fill(s, w, m); w.err != nil {
			b.Fatal(w.err)
		}
		meta.Sums = append(meta.Sums, w.sum)
	}
	err := s.update(func(tx *bolt.Tx) error {
		if err := to.settle(tx); err != nil {
			return err
		}
		return s.writeDerived(tx, &meta)
	})
	if err != nil {
		b.Fatal(err)
	}
	return s, cpu() - start
}

func perSecond(b *testing.B, citations int, spent time.Duration, n int) {
	b.ReportMetric(float64(citations)*float64(n)/spent.Seconds()/1e6, "M-citations/CPU-s")
}

// From sorted citations to both directions on the disk.
func BenchmarkAdjacencyWrite(b *testing.B) {
	out, _ := randomAdjacency(benchWorks, benchRefs)
	var spent time.Duration
	n := 0
	var s *Store
	for b.Loop() {
		var d time.Duration
		s, d = adjacencyStore(b, out)
		spent += d
		n++
	}
	perSecond(b, len(out.Targets), spent, n)
	b.ReportMetric(float64(bucketStats(b, s, bucketOut)+bucketStats(b, s, bucketIn))/float64(len(out.Targets)), "B/citation")
}

// From the buckets into memory, both directions.
func BenchmarkAdjacencyRead(b *testing.B) {
	out, _ := randomAdjacency(benchWorks, benchRefs)
	s, _ := adjacencyStore(b, out)
	g := mustSnapshot(b, s)
	start, n := cpu(), 0
	for b.Loop() {
		if _, _, err := g.readCSR(); err != nil {
			b.Fatal(err)
		}
		n++
	}
	perSecond(b, len(out.Targets), cpu()-start, n)
}

// What a process pays for the adjacency: opening the store and its file, and a
// look at every citation.
func BenchmarkAdjacencyFile(b *testing.B) {
	out, _ := randomAdjacency(benchWorks, benchRefs)
	s, _ := adjacencyStore(b, out)
	if err := s.keepFlat(); err != nil {
		b.Fatal(err)
	}
	dir := filepath.Dir(s.path)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	var opened, seen time.Duration
	n := 0
	for b.Loop() {
		start := cpu()
		s, err := Open(dir, &Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		out, in, err := mustSnapshot(b, s).CSR()
		if err != nil {
			b.Fatal(err)
		}
		if s.flat.data == nil {
			b.Fatal("the file was not taken")
		}
		opened += cpu() - start
		sum := uint32(0)
		for _, a := range []*Adjacency{out, in} {
			for _, t := range a.Targets {
				sum += t
			}
		}
		seen += cpu() - start
		if err := s.Close(); err != nil {
			b.Fatal(err, sum)
		}
		n++
	}
	b.ReportMetric(opened.Seconds()*1e3/float64(n), "open-CPU-ms/op")
	b.ReportMetric(seen.Seconds()*1e3/float64(n), "open+scan-CPU-ms/op")
}

// The citers of one work from a store that is not in memory: it is opened anew
// and its pages dropped before each look-up.
func BenchmarkColdCitedBy(b *testing.B) {
	dir := os.Getenv("CITEGRAPH_BENCH_LIBRARY")
	if dir == "" {
		out, _ := randomAdjacency(benchWorks, benchRefs)
		s, _ := adjacencyStore(b, out)
		dir = filepath.Dir(s.path)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(7, 8))
	var took []time.Duration
	var reads int64
	for b.Loop() {
		dropPages(b, filepath.Join(dir, FileName))
		s, err := Open(dir, &Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		g := mustSnapshot(b, s)
		before := majorFaults()
		start := time.Now()
		if _, err := g.CitedBy(r.Uint32N(uint32(g.Counts().Works))); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		reads += majorFaults() - before
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds()*1e3, "p50-ms")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1e3, "p99-ms")
	b.ReportMetric(float64(reads)/float64(len(took)), "disk-reads/op")
}

// majorFaults counts pages that were read from the disk; on a busy machine it
// says more than the time does.
func majorFaults() int64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return u.Majflt
}

// dropPages takes a file out of the page cache (posix_fadvise, DONTNEED).
func dropPages(b *testing.B, path string) {
	b.Helper()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	const dontNeed = 4
	if _, _, errno := syscall.Syscall6(syscall.SYS_FADVISE64, f.Fd(), 0, 0, dontNeed, 0, 0); errno != 0 {
		b.Fatal(errno)
	}
}
