package layout

import (
	"cmp"
	"math"
	"slices"

	"citegraph/graph/measure"
)

// Gaps between the columns of [Layers] and between the nodes of a column.
const (
	ColumnGap = 60.0
	RowGap    = 24.0
)

// Layers places nodes in columns by year, the oldest on the left; years
// without nodes take no more room than one column, so that one old work does
// not squeeze the rest. Nodes without a year (0) stand in a column of their
// own on the far left. Within a column neighbours of neighbours stand close
// (Sugiyama's barycentres, sixteen sweeps). g is undirected.
func Layers(g *measure.CSR, year []int) []Point {
	n := g.Len()
	byYear := map[int][]uint32{}
	for i := range uint32(n) {
		byYear[year[i]] = append(byYear[year[i]], i)
	}
	years := make([]int, 0, len(byYear))
	for y := range byYear {
		years = append(years, y)
	}
	slices.Sort(years)
	pos := make([]Point, n)
	tall := columnHeight(n)
	x := 0.0
	columns := make([][]uint32, len(years))
	for i, y := range years {
		if i > 0 {
			step := 1.0
			if years[i-1] > 0 && y-years[i-1] > 1 {
				step = 1.5 // a gap in time can be seen
			}
			x += ColumnGap * step * float64(1+len(byYear[y])/tall)
		}
		columns[i] = byYear[y]
		for _, v := range columns[i] {
			pos[v].X = x
		}
		stack(columns[i], pos, 0, tall)
	}
	mean := make([]float64, n)
	for sweep := range 16 {
		for i := range columns {
			c := columns[i]
			if sweep%2 == 1 {
				c = columns[len(columns)-1-i]
			}
			for _, v := range c {
				mean[v] = pos[v].Y
				if d := g.Degree(v); d > 0 {
					sum := 0.0
					for _, t := range g.Of(v) {
						sum += pos[t].Y
					}
					mean[v] = sum / float64(d)
				}
			}
			slices.SortStableFunc(c, func(a, b uint32) int { return cmp.Compare(mean[a], mean[b]) })
			middle := 0.0 // a column stands where its neighbours pull it
			for _, v := range c {
				middle += mean[v]
			}
			stack(c, pos, middle/float64(len(c)), tall)
		}
	}
	centre(pos)
	return pos
}

// columnHeight is how many nodes stand below each other at most: one year of
// many works, or the works without a year, must not dwarf all others.
func columnHeight(n int) int {
	return min(60, max(10, int(1.5*math.Sqrt(float64(n)))))
}

// stack sets the nodes of a column one below the other around the middle.
// Columns that would be taller than tall stand in several files side by side.
func stack(c []uint32, pos []Point, middle float64, tall int) {
	if len(c) == 0 {
		return
	}
	files := 1 + len(c)/tall
	rows := (len(c) + files - 1) / files
	x := pos[c[0]].X
	for _, v := range c {
		x = min(x, pos[v].X)
	}
	for i, v := range c {
		pos[v] = Point{x + float64(i%files)*ColumnGap*0.8, middle + (float64(i/files)-float64(rows-1)/2)*RowGap}
	}
}
