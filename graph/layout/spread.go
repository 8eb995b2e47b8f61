package layout

import (
	"cmp"
	"math"
	"slices"
)

// spread moves discs that overlap apart, pair by pair, until none do or forty
// passes are over. Neighbours are found by a sweep over x.
func spread(pos []Point, radius []float64) {
	r := func(i int) float64 {
		if i < len(radius) && radius[i] > 0 {
			return radius[i]
		}
		return 1
	}
	largest := 0.0
	for i := range pos {
		largest = max(largest, r(i))
	}
	order := make([]int, len(pos))
	for i := range order {
		order[i] = i
	}
	for pass := range 40 {
		slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(pos[a].X, pos[b].X), a-b) })
		moved := false
		for i, a := range order {
			// a disc has few neighbours once they have parted; a pile that has
			// not yet is taken in turns, so that no pass is quadratic
			near := 0
			for _, b := range order[i+1:] {
				if pos[b].X-pos[a].X > r(a)+largest || near > 64 {
					break
				}
				near++
				dx, dy := pos[b].X-pos[a].X, pos[b].Y-pos[a].Y
				d, want := math.Hypot(dx, dy), (r(a)+r(b))*1.05
				if d >= want {
					continue
				}
				moved = true
				if d < 1e-9 {
					turn := float64(a+pass) * 2.399963
					dx, dy, d = math.Cos(turn), math.Sin(turn), 1
				}
				push := (want - math.Hypot(pos[b].X-pos[a].X, pos[b].Y-pos[a].Y)) / 2 / d
				pos[a].X -= dx * push
				pos[a].Y -= dy * push
				pos[b].X += dx * push
				pos[b].Y += dy * push
			}
		}
		if !moved {
			return
		}
	}
}
