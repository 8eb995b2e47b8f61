package measure

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestComponentsAndCores(t *testing.T) {
	// a triangle with a tail, a pair, a node alone
	g := fromPairs(7, [][2]uint32{{1, 2}, {2, 3}, {3, 1}, {3, 4}, {5, 6}}).Undirected(nil)
	of, sizes := Components(g)
	if d := cmp.Diff([]uint32{2, 0, 0, 0, 0, 1, 1}, of); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]int{4, 2, 1}, sizes); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]int{0, 2, 2, 2, 1, 1, 1}, Cores(g)); d != "" {
		t.Error(d)
	}
}

func TestCoresByPeeling(t *testing.T) {
	g := random(120, 600, 3).Undirected(nil)
	got := Cores(g)
	for k := 1; k <= slices.Max(got)+1; k++ {
		in := make([]bool, g.Len()) // peel by hand
		for i := range in {
			in[i] = true
		}
		for again := true; again; {
			again = false
			for i := range uint32(g.Len()) {
				d := 0
				for _, u := range g.Of(i) {
					if in[u] {
						d++
					}
				}
				if in[i] && d < k {
					in[i], again = false, true
				}
			}
		}
		for i, x := range in {
			if x != (got[i] >= k) {
				t.Fatalf("node %d: core %d, but peeling at %d says %v", i, got[i], k, x)
			}
		}
	}
}

func TestStrongComponents(t *testing.T) {
	g := fromPairs(6, [][2]uint32{{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 3}})
	of, sizes := StrongComponents(g)
	if d := cmp.Diff([]uint32{0, 0, 0, 1, 1, 2}, of); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]int{3, 2, 1}, sizes); d != "" {
		t.Error(d)
	}
	long := make([][2]uint32, 200000) // no recursion: a chain as deep as this
	for i := range long {
		long[i] = [2]uint32{uint32(i), uint32(i + 1)}
	}
	if _, sizes := StrongComponents(fromPairs(len(long)+1, long)); len(sizes) != len(long)+1 {
		t.Errorf("a chain has %d components", len(sizes))
	}
}

func TestPaths(t *testing.T) {
	g := fromPairs(7, [][2]uint32{{0, 2}, {0, 1}, {1, 3}, {2, 3}, {3, 4}, {0, 5}, {5, 6}, {6, 4}})
	if d := cmp.Diff([]uint32{0, 1, 3, 4}, Path(g, 0, 4)); d != "" {
		t.Error(d)
	}
	if p := Path(g, 4, 0); p != nil {
		t.Errorf("against the arrows: %v", p)
	}
	if d := cmp.Diff([]uint32{3}, Path(g, 3, 3)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]int32{0, 1, 1, 2, 3, 1, 2}, Distances(g, 0)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]uint32{1, 2, 3, 4}, Within(1, []uint32{3}, g, g.Transpose())); d != "" {
		t.Error(d)
	}
}

func TestMainPath(t *testing.T) {
	// Two sources and two sinks that meet in c>d: 4 paths run through it.
	out, _, name, _ := letters(t, "a>c b>c c>d d>e d>f a>f")
	f := SPC(out)
	got := map[string]float64{}
	for _, e := range f.Traversals() {
		got[name(e.Citing)+name(e.Cited)] = e.SPC
	}
	if d := cmp.Diff(map[string]float64{"ac": 2, "bc": 2, "cd": 4, "de": 2, "df": 2, "af": 1}, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff("ac cd de", names(f.MainPath(), name)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff("ac cd de", names(f.KeyRoutes(1), name)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff("", names(f.KeyRoutes(0), name)); d != "" {
		t.Error(d)
	}
	cyclic, _, _, _ := letters(t, "a>b b>c c>b c>d")
	if f := SPC(cyclic); f.Cyclic != 2 || len(f.Traversals()) != 2 {
		t.Errorf("%d citations within cycles, %v", f.Cyclic, f.Traversals())
	}
}

func names(path []Traversal, name func(uint32) string) string {
	s := ""
	for _, e := range path {
		if s != "" {
			s += " "
		}
		s += name(e.Citing) + name(e.Cited)
	}
	return s
}

func TestLeiden(t *testing.T) {
	// four cliques of six in a ring, joined by single edges
	var edges [][2]uint32
	for c := range uint32(4) {
		for a := range uint32(6) {
			for b := range a {
				edges = append(edges, [2]uint32{c*6 + a, c*6 + b})
			}
		}
		edges = append(edges, [2]uint32{c * 6, (c*6 + 7) % 24})
	}
	g := Unit(fromPairs(25, edges).Undirected(nil))
	of, sizes, q, err := Leiden(context.Background(), g, nil)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]int{6, 6, 6, 6, 1}, sizes); d != "" {
		t.Errorf("%s%v", d, of)
	}
	for i := range uint32(24) {
		if of[i] != of[i/6*6] {
			t.Errorf("node %d is not with its clique", i)
		}
	}
	// by hand: 64 edges, 60 within; each clique has mass 32 of 128
	if want := 60./64 - 4*(32./128)*(32./128); math.Abs(q-want) > 1e-12 {
		t.Errorf("modularity %v, want %v", q, want)
	}
}

func TestLeidenProperties(t *testing.T) {
	for seed := range uint64(4) {
		g := Unit(random(300, 500, seed).Undirected(nil))
		of, sizes, q, err := Leiden(context.Background(), g, nil)
		if err != nil {
			t.Fatal(err)
		}
		again, _, _, _ := Leiden(context.Background(), g, nil)
		if !slices.Equal(of, again) {
			t.Fatal("two runs differ")
		}
		if q < 0.4 || q > 1 {
			t.Errorf("modularity %v", q)
		}
		if !slices.IsSortedFunc(sizes, func(a, b int) int { return b - a }) {
			t.Errorf("sizes not sorted: %v", sizes)
		}
		if !slices.Equal(of, connect(g, slices.Clone(of))) && len(sizes) != int(slices.Max(connect(g, slices.Clone(of))))+1 {
			t.Error("a community is not connected")
		}
		other, _, _, _ := Leiden(context.Background(), g, &LeidenOptions{Seed: 99, Resolution: 5})
		if slices.Max(other) <= slices.Max(of) {
			t.Error("a higher resolution gives no more communities")
		}
	}
	if of, _, _, err := Leiden(context.Background(), &Weighted{}, nil); err != nil || len(of) != 0 {
		t.Error("empty graph")
	}
	alone := Unit(&CSR{Offsets: make([]uint64, 4)})
	if _, sizes, _, _ := Leiden(context.Background(), alone, nil); len(sizes) != 3 {
		t.Error("nodes without edges")
	}
}

func TestLabels(t *testing.T) {
	titles := []string{
		"Peer support in mental health services", "Peer support workers: a review", "Peer support for recovery",
		"Graph databases on disk", "A study of graph databases", "",
	}
	got := Labels([]uint32{0, 0, 0, 1, 1, 1}, 2, 2, func(i int) string { return titles[i] })
	if d := cmp.Diff([]string{"peer support, health services", "graph databases, disk"}, got); d != "" {
		t.Error(d)
	}
	if !slices.IsSorted(idleList[:]) {
		t.Error("idle words are not sorted")
	}
}

func BenchmarkPageRank(b *testing.B) {
	out := random(100_000, 1_000_000, 1)
	in := out.Transpose()
	for b.Loop() {
		if _, err := PageRank(context.Background(), out, in, &RankOptions{Rounds: 10}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Edges()*10)/1e6, "Medges/op")
}

func BenchmarkLeiden(b *testing.B) {
	g := Unit(random(20_000, 100_000, 1).Undirected(nil))
	for b.Loop() {
		if _, _, _, err := Leiden(context.Background(), g, &LeidenOptions{Iterations: 2}); err != nil {
			b.Fatal(err)
		}
	}
}
