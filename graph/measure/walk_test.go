package measure

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// With enough rounds a Walk has the ranks of Personalised; with few it has the
// same nearest nodes.
func TestWalk(t *testing.T) {
	ctx := context.Background()
	out := generate(3000, 12, 7)
	in := out.Transpose()
	exact := Unit(out.Undirected(in))
	w := NewWalk(out, in)
	for q := range 10 {
		var seeds []Seed
		for i := range 1 + 2*q {
			seeds = append(seeds, Seed{uint32(100*q + 7*i), float64(1 + i%3)})
		}
		want, err := Personalised(ctx, exact, seeds, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := w.ranks(ctx, seeds, .85, 60)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for i := range want {
			sum += float64(got[i])
			if d := float64(got[i]) - want[i]; d > 1e-5 || d < -1e-5 {
				t.Fatalf("node %d: %g, want %g", i, got[i], want[i])
			}
		}
		near(t, "sum of ranks", float64(int(sum*1e3+.5))/1e3, 1)
		for _, s := range seeds {
			want[s.Node] = 0
		}
		full, err := w.Near(ctx, seeds, 20, &RankOptions{Rounds: 60})
		if err != nil {
			t.Fatal(err)
		}
		quick, err := w.Near(ctx, seeds, 20, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(quick) != 20 || agreement(full, quick) < .8 {
			t.Errorf("%d seeds: %.2f of the nearest twenty", len(seeds), agreement(full, quick))
		}
		if !slices.IsSortedFunc(quick, func(a, b Ranked) int { return cmp.Or(cmp.Compare(b.Rank, a.Rank), cmp.Compare(a.Node, b.Node)) }) {
			t.Error("not by rank")
		}
		for _, r := range quick {
			if slices.ContainsFunc(seeds, func(s Seed) bool { return s.Node == r.Node }) {
				t.Errorf("seed %d is near itself", r.Node)
			}
		}
	}
}

func TestWalkEdges(t *testing.T) {
	ctx := context.Background()
	out := fromPairs(4, [][2]uint32{{0, 1}})
	w := NewWalk(out, out.Transpose())
	tests := []struct {
		name  string
		seeds []Seed
		want  []uint32
	}{
		{"no seed", nil, nil},
		{"a seed that is no node", []Seed{{9, 1}}, nil},
		{"without weight", []Seed{{0, 0}}, nil},
		{"without neighbours", []Seed{{3, 1}}, nil},
		{"one neighbour", []Seed{{0, 1}}, []uint32{1}},
		{"one seed twice", []Seed{{0, 1}, {0, 1}}, []uint32{1}},
	}
	for _, tt := range tests {
		got, err := w.Near(ctx, tt.seeds, 5, nil)
		var nodes []uint32
		for _, r := range got {
			nodes = append(nodes, r.Node)
		}
		if err != nil || !slices.Equal(nodes, tt.want) {
			t.Errorf("%s: %v, %v", tt.name, got, err)
		}
	}
}

// Top is Row, put in order and cut.
func TestTop(t *testing.T) {
	out := generate(500, 10, 3)
	s := NewCoCitation(out, out.Transpose())
	for n := range uint32(out.Len()) {
		want := s.Row(n)
		slices.SortStableFunc(want, func(a, b Pair) int {
			return cmp.Or(cmp.Compare(b.Shared, a.Shared), cmp.Compare(b.Weight, a.Weight))
		})
		for _, k := range []int{0, 1, 20, 10_000} {
			if got := s.Top(n, k); !slices.Equal(got, want[:min(k, len(want))]) {
				t.Fatalf("%d nearest of %d: %v, want %v", k, n, got, want[:min(k, len(want))])
			}
		}
	}
}

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
