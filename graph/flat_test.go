package graph

import (
	"context"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// rows are the lists of an adjacency.
func rows(a *Adjacency) (out [][]uint32) {
	for n := range len(a.Offsets) - 1 {
		out = append(out, slices.Clone(a.Of(uint32(n))))
	}
	return out
}

// The file beside the store says what the store says; a reader that finds none,
// or a bad one, reads the store.
func TestFlat(t *testing.T) {
	s := newStore(t)
	for _, d := range mixed() {
		mustAdd(t, s, d)
	}
	mustDerive(t, s)
	g := mustSnapshot(t, s)
	out, in, err := g.readCSR()
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Targets) == 0 {
		t.Fatal("the sample has no citations")
	}
	same := func(what string, believed bool) {
		t.Helper()
		var f flat
		_, _, ok := f.of(s.flatPath(), g.generation, g.counts)
		f.close()
		if ok != believed {
			t.Errorf("%s: the file is believed: %v", what, ok)
		}
		s.flat.close()
		o, i, err := g.CSR()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if diff := cmp.Diff(rows(out), rows(o)); diff != "" {
			t.Errorf("%s: out: %s", what, diff)
		}
		if diff := cmp.Diff(rows(in), rows(i)); diff != "" {
			t.Errorf("%s: in: %s", what, diff)
		}
		s.flat.close()
	}
	checked := func(what string, problems int) {
		t.Helper()
		if ps, err := s.Check(context.Background()); err != nil || len(ps) != problems {
			t.Errorf("%s: %v, %v", what, ps, err)
		}
	}
	same("as written", true)
	checked("as written", 0)
	whole, err := os.ReadFile(s.flatPath())
	if err != nil {
		t.Fatal(err)
	}
	write := func(b []byte) {
		t.Helper()
		if err := os.WriteFile(s.flatPath(), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	later := time.Now().Add(-time.Hour)
	if err := os.Chtimes(s.flatPath(), later, later); err != nil {
		t.Fatal(err)
	}
	same("with another time", true) // its sum is right
	for at := range whole {
		bad := slices.Clone(whole)
		bad[at] ^= 0x10
		write(bad)
		if at%7 == 0 {
			same("a flipped bit", false)
		}
	}
	checked("a flipped bit", 1)
	mustDerive(t, s)
	same("mended", true)
	checked("mended", 0)
	kept, err := os.Stat(s.flatPath())
	if err != nil {
		t.Fatal(err)
	}
	bad := slices.Clone(whole)
	bad[len(bad)-1] ^= 1
	write(bad)
	if err := os.Chtimes(s.flatPath(), kept.ModTime(), kept.ModTime()); err != nil {
		t.Fatal(err)
	}
	checked("a flipped bit that time does not tell", 1)
	mustDerive(t, s)
	checked("mended again", 0)
	write(whole[:len(whole)-3])
	same("cut", false)
	checked("cut", 1)
	write(nil)
	same("empty", false)
	if err := os.Remove(s.flatPath()); err != nil {
		t.Fatal(err)
	}
	same("lost", false)
	checked("lost", 0)
	mustDerive(t, s) // up to date, but for the file
	same("made anew", true)
}

// randomAdjacency is a graph of n works that cite k earlier ones each, more of
// the near and of the much cited, both ways.
func randomAdjacency(n, k int) (out, in *Adjacency) {
	rng := rand.New(rand.NewPCG(1, 2))
	out, in = &Adjacency{Offsets: make([]uint64, 1, n+1)}, &Adjacency{Offsets: make([]uint64, n+1)}
	for i := range n {
		row := make([]uint32, 0, k)
		for range min(k, i) {
			t := uint32(i - 1 - int(float64(i)*rng.Float64()*rng.Float64()*rng.Float64()))
			if rng.IntN(4) == 0 && len(out.Targets) > 0 {
				t = out.Targets[rng.IntN(len(out.Targets))]
			}
			row = append(row, t)
		}
		slices.Sort(row)
		row = slices.Compact(row)
		out.Targets = append(out.Targets, row...)
		out.Offsets = append(out.Offsets, uint64(len(out.Targets)))
		for _, t := range row {
			in.Offsets[t+1]++
		}
	}
	for i := range n {
		in.Offsets[i+1] += in.Offsets[i]
	}
	in.Targets = make([]uint32, len(out.Targets))
	next := slices.Clone(in.Offsets)
	for i := range uint32(n) {
		for _, t := range out.Of(i) {
			in.Targets[next[t]] = i
			next[t]++
		}
	}
	return out, in
}
