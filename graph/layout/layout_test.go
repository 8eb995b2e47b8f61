package layout

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"citegraph/graph/measure"
)

// ring of cliques: what belongs together can be told from the picture.
func ring(cliques, size int) *measure.Weighted {
	var links []measure.Link
	both := func(a, b int) {
		links = append(links, measure.Link{Source: uint32(a), Target: uint32(b), Weight: 1}, measure.Link{Source: uint32(b), Target: uint32(a), Weight: 1})
	}
	for c := range cliques {
		for a := range size {
			for b := range a {
				both(c*size+a, c*size+b)
			}
		}
		both(c*size, (c+1)%cliques*size+1)
	}
	return measure.NewWeighted(cliques*size, links)
}

func TestForce(t *testing.T) {
	g := ring(5, 8)
	radius := make([]float64, g.Len())
	for i := range radius {
		radius[i] = 1 + float64(i%3)
	}
	pos, err := Force(context.Background(), g, &Options{Radius: radius})
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Force(context.Background(), g, &Options{Radius: radius})
	if !slices.Equal(pos, again) {
		t.Error("two runs differ")
	}
	other, _ := Force(context.Background(), g, &Options{Radius: radius, Seed: 2})
	if slices.Equal(pos, other) {
		t.Error("the seed does nothing")
	}
	dist := func(a, b int) float64 { return math.Hypot(pos[a].X-pos[b].X, pos[a].Y-pos[b].Y) }
	inside, outside, ni, no := 0.0, 0.0, 0, 0
	for a := range pos {
		if math.IsNaN(pos[a].X) || math.IsInf(pos[a].Y, 0) {
			t.Fatalf("node %d stands at %v", a, pos[a])
		}
		for b := range a {
			if d := dist(a, b); d < radius[a]+radius[b]-1e-6 {
				t.Errorf("%d and %d overlap: %v", a, b, d)
			}
			if a/8 == b/8 {
				inside += dist(a, b)
				ni++
			} else {
				outside += dist(a, b)
				no++
			}
		}
	}
	if in, out := inside/float64(ni), outside/float64(no); in*1.8 > out {
		t.Errorf("cliques do not stand apart: %v within, %v between", in, out)
	}
}

func TestForceOnOddGraphs(t *testing.T) {
	for _, g := range []*measure.Weighted{{}, ring(1, 1), measure.NewWeighted(3, nil), ring(1, 2)} {
		pos, err := Force(context.Background(), g, nil)
		if err != nil || len(pos) != g.Len() {
			t.Errorf("%d nodes: %v, %v", g.Len(), pos, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Force(ctx, ring(2, 3), nil); err == nil {
		t.Error("an ended context is not seen")
	}
}

func TestTreeAgreesWithSum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pos, mass := make([]Point, 300), make([]float64, 300)
	for i := range pos {
		pos[i], mass[i] = Point{r.NormFloat64() * 100, r.NormFloat64() * 100}, 1+r.Float64()
	}
	pos[7] = pos[8]
	tr := &tree{}
	tr.build(pos, mass)
	wrong, all := 0.0, 0.0
	for i := range pos {
		var want Point
		for j := range pos {
			dx, dy := pos[i].X-pos[j].X, pos[i].Y-pos[j].Y
			if d2 := dx*dx + dy*dy; i != j && d2 > 1e-6 {
				want.X += dx * repulsion * mass[i] * mass[j] / d2
				want.Y += dy * repulsion * mass[i] * mass[j] / d2
			}
		}
		if i == 7 || i == 8 {
			continue
		}
		got := tr.repel(pos[i], uint32(i), mass[i])
		wrong += math.Hypot(got.X-want.X, got.Y-want.Y)
		all += math.Hypot(want.X, want.Y)
	}
	if wrong > 0.05*all {
		t.Errorf("the tree is off by %.1f %%", 100*wrong/all)
	}
}

func TestLayers(t *testing.T) {
	g := ring(3, 3)
	year := []int{2001, 2001, 2005, 0, 2010, 2010, 2010, 2005, 2001}
	pos := Layers(&g.CSR, year)
	for a := range pos {
		for b := range pos {
			if year[a] < year[b] && pos[a].X >= pos[b].X {
				t.Errorf("%d stands left of %d", year[b], year[a])
			}
			if year[a] == year[b] && pos[a].X != pos[b].X {
				t.Errorf("%d stands in two columns", year[a])
			}
			if a != b && pos[a] == pos[b] {
				t.Errorf("%d and %d stand on one spot", a, b)
			}
		}
	}
	if !slices.Equal(pos, Layers(&g.CSR, year)) {
		t.Error("two runs differ")
	}
	if len(Layers(&measure.CSR{}, nil)) != 0 {
		t.Error("an empty graph has positions")
	}
}

func BenchmarkForce(b *testing.B) {
	g := ring(500, 10)
	for b.Loop() {
		if _, err := Force(context.Background(), g, &Options{Rounds: 10}); err != nil {
			b.Fatal(err)
		}
	}
}
