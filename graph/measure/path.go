package measure

import "slices"

// Path is a shortest path from one node to another along g, ends included; of
// several the one with the lowest numbers first. nil where there is none.
func Path(g *CSR, from, to uint32) []uint32 {
	n := g.Len()
	if int(from) >= n || int(to) >= n {
		return nil
	}
	// Distances to the target, then downhill from the start: so the first
	// step that leads there is always the lowest number.
	d := distancesTo(g, to)
	if d[from] < 0 {
		return nil
	}
	path := []uint32{from}
	for v := from; v != to; {
		for _, t := range g.Of(v) {
			if d[t] == d[v]-1 {
				v = t
				break
			}
		}
		path = append(path, v)
	}
	return path
}

func distancesTo(g *CSR, to uint32) []int32 { return Distances(g.Transpose(), to) }

// Distances is how many steps along g lead from a node to each other, -1 where
// none do.
func Distances(g *CSR, from ...uint32) []int32 {
	d := make([]int32, g.Len())
	for i := range d {
		d[i] = -1
	}
	var queue []uint32
	for _, s := range from {
		if int(s) < len(d) && d[s] < 0 {
			d[s] = 0
			queue = append(queue, s)
		}
	}
	for i := 0; i < len(queue); i++ {
		v := queue[i]
		for _, t := range g.Of(v) {
			if d[t] < 0 {
				d[t] = d[v] + 1
				queue = append(queue, t)
			}
		}
	}
	return d
}

// Within are the nodes at most depth steps from the seeds, along any of the
// graphs, sorted.
func Within(depth int, seeds []uint32, graphs ...*CSR) []uint32 {
	seen := map[uint32]bool{}
	var all, front []uint32
	add := func(n uint32) {
		if !seen[n] {
			seen[n] = true
			all = append(all, n)
			front = append(front, n)
		}
	}
	for _, s := range seeds {
		if len(graphs) > 0 && int(s) < graphs[0].Len() {
			add(s)
		}
	}
	for range depth {
		last := front
		front = nil
		for _, n := range last {
			for _, g := range graphs {
				for _, t := range g.Of(n) {
					add(t)
				}
			}
		}
		if len(front) == 0 {
			break
		}
	}
	slices.Sort(all)
	return all
}
