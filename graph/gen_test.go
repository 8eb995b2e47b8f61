//go:build unix

package graph

import (
	"bufio"
	"context"
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"citegraph/corpus"
)

// generated streams csl.ndjson of a folder of generated works (CITEGRAPH_GEN),
// as documents of a thousand records. spent adds up the time that reading took.
func generated(t testing.TB, spent *time.Duration) (docs iter.Seq2[*corpus.Document, error], dir string) {
	t.Helper()
	dir = os.Getenv("CITEGRAPH_GEN")
	if dir == "" {
		t.Skip("CITEGRAPH_GEN names no folder of generated works")
	}
	f, err := os.Open(filepath.Join(dir, "csl.ndjson"))
	if err != nil {
		t.Skip("generated works absent: ", err)
	}
	t.Cleanup(func() { f.Close() })
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	part := -1
	next := func() (*corpus.Document, error) {
		part++
		d := &corpus.Document{Schema: corpus.DocumentSchema, Kind: corpus.Library,
			Source: corpus.DocSource{Path: "csl.ndjson", Format: corpus.FormatCSL, SHA256: "gen", Part: part}}
		for len(d.Refs) < 1000 && sc.Scan() {
			var w corpus.Work
			if err := json.Unmarshal(sc.Bytes(), &w); err != nil {
				return nil, err
			}
			d.Refs = append(d.Refs, corpus.Reference{N: len(d.Refs) + 1, ID: w.ID, CSL: w, Confidence: 1})
		}
		return d, sc.Err()
	}
	return func(yield func(*corpus.Document, error) bool) {
		for {
			start := cpu()
			d, err := next()
			*spent += cpu() - start
			if err == nil && len(d.Refs) == 0 || !yield(d, err) {
				return
			}
		}
	}, dir
}

func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peak is the largest resident size so far in MB.
func peak() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Maxrss) / 1024
}

// The whole graph layer over generated works with dirty duplicates: how right
// and how fast.
func TestGenerated(t *testing.T) {
	var reading time.Duration
	docs, dir := generated(t, &reading)
	s := newStore(t)
	s.room = 0
	profile(t)
	start := cpu()
	if _, err := s.Add(context.Background(), docs); err != nil {
		t.Fatal(err)
	}
	start += reading
	added := cpu()
	last, stage := added, ""
	res, err := s.Derive(context.Background(), func(p Progress) {
		if p.Stage != stage {
			t.Logf("%-10s %6.2f CPU-s", stage, (cpu() - last).Seconds())
			last, stage = cpu(), p.Stage
			heap(t, stage)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	end := cpu()
	pprof.StopCPUProfile()
	t.Logf("%-10s %6.2f CPU-s", stage, (end - last).Seconds())
	t.Logf("add %.2f, derive %.2f CPU-s: %.0f citations per CPU-second", (added - start).Seconds(), (end - added).Seconds(), float64(res.Counts.Citations)/(end-start).Seconds())
	t.Logf("%+v; at most %.0f MB of memory", res.Counts, peak())
	sizes(t, s, res.Counts)
	reads(t, s)
	scoreGenerated(t, s, dir)
}

// profile writes where the time goes until the test ends, to the file that
// CITEGRAPH_PROFILE names.
func profile(t *testing.T) {
	name := os.Getenv("CITEGRAPH_PROFILE")
	if name == "" {
		return
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		pprof.StopCPUProfile()
		f.Close()
	})
}

// heap writes what is held in memory when a stage begins, to files that begin as
// CITEGRAPH_HEAP says.
func heap(t *testing.T, stage string) {
	name := os.Getenv("CITEGRAPH_HEAP")
	if name == "" {
		return
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%-10s %6.0f MB held, %.0f MB of the system", stage, float64(m.HeapAlloc)/1e6, peak())
	f, err := os.Create(name + stage)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := pprof.WriteHeapProfile(f); err != nil {
		t.Fatal(err)
	}
}

// sizes logs the bytes of each bucket.
func sizes(t *testing.T, s *Store, c Counts) {
	var out strings.Builder
	for _, name := range append(append([][]byte{}, factBuckets...), derivedBuckets...) {
		st := bucketStats(t, s, name)
		out.WriteString(string(name) + " " + strconv.Itoa(st) + "  ")
		if string(name) == "in" {
			t.Logf("adjacency: %.2f bytes a citation, both ways", float64(st+bucketStats(t, s, bucketOut))/float64(c.Citations))
		}
	}
	t.Log(out.String())
}

func scoreGenerated(t *testing.T, s *Store, dir string) {
	f, err := os.Open(filepath.Join(dir, "truth.ndjson"))
	if err != nil {
		t.Skip("truth absent: ", err)
	}
	defer f.Close()
	entity := map[string]int{}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var v struct {
			ID     string
			Entity int
		}
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		entity[v.ID] = v.Entity
	}
	both, found, gold := 0, 0, 0
	pairs := func(n int) int { return n * (n - 1) / 2 }
	sizes := map[int]int{}
	for _, e := range entity {
		sizes[e]++
	}
	for _, n := range sizes {
		gold += pairs(n)
	}
	for w, err := range mustSnapshot(t, s).Works() {
		if err != nil {
			t.Fatal(err)
		}
		in := map[int]int{}
		n := 0
		for _, a := range w.Aliases {
			if e, ok := entity[a]; ok {
				in[e]++
				n++
			}
		}
		found += pairs(n)
		for _, k := range in {
			both += pairs(k)
		}
	}
	scoreAuthors(t, s, dir)
	p, r := float64(both)/float64(max(1, found)), float64(both)/float64(max(1, gold))
	t.Logf("pairwise P %.4f R %.4f", p, r)
	if p < .994 || r < .97 {
		t.Error("generated duplicates: precision below .994 or recall below .97")
	}
}

// scoreAuthors compares the authors of works with the people that the
// generator gave them: pairs of names in works.
func scoreAuthors(t *testing.T, s *Store, dir string) {
	f, err := os.Open(filepath.Join(dir, "truth.ndjson"))
	if err != nil {
		t.Skip("truth absent: ", err)
	}
	defer f.Close()
	people := map[string][]int{}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var v struct {
			ID      string
			Authors []int
		}
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		people[v.ID] = v.Authors
	}
	type cell struct {
		author uint32
		person int
	}
	found, gold, both := map[uint32]int{}, map[int]int{}, map[cell]int{}
	for w, err := range mustSnapshot(t, s).Works() {
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range w.Aliases {
			if ps := people[a]; len(ps) == len(w.Authors) {
				for i, p := range ps {
					found[w.Authors[i]]++
					gold[p]++
					both[cell{w.Authors[i], p}]++
				}
				break
			}
		}
	}
	fp, gp, bp := 0, 0, 0
	for _, n := range found {
		fp += n * (n - 1) / 2
	}
	for _, n := range gold {
		gp += n * (n - 1) / 2
	}
	for _, n := range both {
		bp += n * (n - 1) / 2
	}
	t.Logf("authors: pairwise P %.4f R %.4f, %d of %d", float64(bp)/float64(max(1, fp)), float64(bp)/float64(max(1, gp)), len(found), len(gold))
}

// reads logs what reading costs.
func reads(t *testing.T, s *Store) {
	g := mustSnapshot(t, s)
	timed := func(what string, n int, fn func() error) {
		start := cpu()
		if err := fn(); err != nil {
			t.Fatal(err)
		}
		d := cpu() - start
		t.Logf("%-22s %8.1f ms, %9.2f µs each", what, d.Seconds()*1e3, d.Seconds()*1e6/float64(max(1, n)))
	}
	works := g.Counts().Works
	timed("adjacency, both ways", g.Counts().Citations, func() error { _, _, err := g.CSR(); return err })
	timed("cited by", 10000, func() error {
		for i := range 10000 {
			if _, err := g.CitedBy(uint32(i*7919) % uint32(works)); err != nil {
				return err
			}
		}
		return nil
	})
	timed("look up", 10000, func() error {
		for i := range 10000 {
			if _, err := g.Lookup("R" + strconv.Itoa(i*7919%works)); err != nil {
				return err
			}
		}
		return nil
	})
	timed("one work", 1000, func() error {
		for i := range 1000 {
			if _, err := g.Work(uint32(i*7919) % uint32(works)); err != nil {
				return err
			}
		}
		return nil
	})
	timed("mentions as printed", 1000, func() error {
		for i := range 1000 {
			if _, err := g.Mentions(uint32(i*7919) % uint32(works)); err != nil {
				return err
			}
		}
		return nil
	})
	timed("all works", works, func() error {
		for _, err := range g.Works() {
			if err != nil {
				return err
			}
		}
		return nil
	})
	timed("all citations, evidence", g.Counts().Citations, func() error {
		for _, err := range g.Citations(context.Background()) {
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// What it costs to add a twentieth to a graph, against making all of it.
func TestGrowth(t *testing.T) {
	var reading time.Duration
	docs, _ := generated(t, &reading)
	s := newStore(t)
	s.room = 0
	var all []*corpus.Document
	for d, err := range docs {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	more := slices.Clone(all[len(all)-max(1, len(all)/20):])
	for i, d := range more {
		d.Source.Path, d.Source.SHA256, d.Source.Part = "more.ndjson", "more", i
	}
	grow := func(what string, ds []*corpus.Document) time.Duration {
		start := cpu()
		mustAdd(t, s, ds...)
		added := cpu()
		last, stage := added, ""
		res, err := s.Derive(context.Background(), func(p Progress) {
			if p.Stage != stage {
				t.Logf("%-10s %6.2f CPU-s", stage, (cpu() - last).Seconds())
				last, stage = cpu(), p.Stage
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: add %.2f, derive %.2f CPU-s; %+v; %.0f MB", what, (added - start).Seconds(), (cpu() - added).Seconds(), res.Counts, peak())
		return cpu() - start
	}
	whole := grow("whole", all[:len(all)-len(more)])
	all = nil
	runtime.GC()
	profile(t)
	part := grow("a twentieth", more)
	t.Logf("a twentieth more costs %.3f of the whole", part.Seconds()/whole.Seconds())
	one := grow("one document", []*corpus.Document{document(7)})
	t.Logf("one document more costs %.3f of the whole", one.Seconds()/whole.Seconds())
	if mustSnapshot(t, s).over == nil {
		t.Error("not extended")
	}
}
