package layout

import (
	"context"
	"math"
	"math/rand/v2"

	"citegraph/graph/measure"
)

// Point is a place on the plane.
type Point struct{ X, Y float64 }

// Options steer [Force]. The zero value is useful.
type Options struct {
	Seed   uint64    // 1 by default
	Rounds int       // steps of the simulation; by default fewer the larger the graph is
	Radius []float64 // of each node's disc, for the removal of overlaps; nil for 1
}

// Forces between nodes at distance d, after ForceAtlas2 (Jacomy, Venturini,
// Heymann and Bastian 2014, https://doi.org/10.1371/journal.pone.0098679):
//
//	repulsion  k·(deg+1)(deg+1)/d    between all, by Barnes and Hut's tree
//	attraction d·ln(1+w)             along edges
//	gravity    g·(deg+1)·d           towards the centre, so that parts that hang
//	                                 on nothing come to rest beside the others
//
// A step moves a node by its force, at most by the temperature, which falls
// from the graph's own size to nothing.
const (
	repulsion = 12.0
	gravity   = 0.04
	theta     = 0.9 // a cell this much smaller than its distance counts as one body
)

// Force lays out an undirected graph (each edge in both rows) by attraction
// and repulsion and then removes overlaps of the nodes' discs.
func Force(ctx context.Context, g *measure.Weighted, opt *Options) ([]Point, error) {
	o := Options{Seed: 1}
	if opt != nil {
		o = *opt
		if o.Seed == 0 {
			o.Seed = 1
		}
	}
	n := g.Len()
	if o.Rounds <= 0 {
		o.Rounds = 60 + 40000/(n+100)
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0x2545f4914f6cdd1d))
	pos, force := make([]Point, n), make([]Point, n)
	side := 10 * math.Sqrt(float64(n)+1)
	for i := range pos {
		r, a := side*math.Sqrt(rng.Float64()), 2*math.Pi*rng.Float64()
		pos[i] = Point{r * math.Cos(a), r * math.Sin(a)}
	}
	mass := make([]float64, n)
	for i := range mass {
		mass[i] = float64(g.Degree(uint32(i)) + 1)
	}
	t := &tree{}
	for round := range o.Rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t.build(pos, mass)
		for i := range n {
			f := t.repel(pos[i], uint32(i), mass[i])
			f.X -= gravity * mass[i] * pos[i].X
			f.Y -= gravity * mass[i] * pos[i].Y
			ts, ws := g.Row(uint32(i))
			for k, j := range ts {
				w := math.Log1p(max(0, ws[k]))
				f.X -= (pos[i].X - pos[j].X) * w
				f.Y -= (pos[i].Y - pos[j].Y) * w
			}
			force[i] = f
		}
		left := 1 - float64(round)/float64(o.Rounds)
		heat := side * 0.25 * left * left
		for i := range pos {
			f := Point{force[i].X / mass[i], force[i].Y / mass[i]}
			if l := math.Hypot(f.X, f.Y); l > heat {
				f.X, f.Y = f.X*heat/l, f.Y*heat/l
			}
			pos[i].X += f.X
			pos[i].Y += f.Y
		}
	}
	centre(pos)
	spread(pos, o.Radius)
	return pos, ctx.Err()
}

// centre moves the mean to 0,0.
func centre(pos []Point) {
	var m Point
	for _, p := range pos {
		m.X += p.X
		m.Y += p.Y
	}
	if n := float64(len(pos)); n > 0 {
		m.X, m.Y = m.X/n, m.Y/n
	}
	for i := range pos {
		pos[i].X -= m.X
		pos[i].Y -= m.Y
	}
}
