package measure

import (
	"cmp"
	"slices"
)

// Components numbers the connected parts of an undirected graph from 0, the
// largest first (of equals, that with the lowest node), and gives their sizes.
func Components(g *CSR) (of []uint32, sizes []int) {
	return renumber(g.Len(), func(of []uint32) int {
		var queue []uint32
		parts := 0
		for s := range uint32(g.Len()) {
			if of[s] != None {
				continue
			}
			of[s] = uint32(parts)
			queue = append(queue[:0], s)
			for len(queue) > 0 {
				n := queue[len(queue)-1]
				queue = queue[:len(queue)-1]
				for _, t := range g.Of(n) {
					if of[t] == None {
						of[t] = uint32(parts)
						queue = append(queue, t)
					}
				}
			}
			parts++
		}
		return parts
	})
}

// StrongComponents numbers the parts of a directed graph within which every
// node reaches every other (Tarjan 1972, without recursion), the largest
// first. In a citation graph each part of more than one node is a cycle:
// papers in press that cite each other, or an error.
func StrongComponents(g *CSR) (of []uint32, sizes []int) {
	type frame struct{ node, next uint32 }
	n := g.Len()
	index, low := make([]uint32, n), make([]uint32, n)
	on := make([]bool, n)
	for i := range index {
		index[i] = None
	}
	return renumber(n, func(of []uint32) int {
		var stack []uint32
		var calls []frame
		at, parts := uint32(0), 0
		for s := range uint32(n) {
			if index[s] != None {
				continue
			}
			calls = append(calls[:0], frame{node: s})
			for len(calls) > 0 {
				f := &calls[len(calls)-1]
				v := f.node
				if f.next == 0 && index[v] == None {
					index[v], low[v] = at, at
					at++
					stack = append(stack, v)
					on[v] = true
				}
				row := g.Of(v)
				pushed := false
				for int(f.next) < len(row) {
					t := row[f.next]
					f.next++
					if index[t] == None {
						calls = append(calls, frame{node: t})
						pushed = true
						break
					}
					if on[t] {
						low[v] = min(low[v], index[t])
					}
				}
				if pushed {
					continue
				}
				if low[v] == index[v] {
					for {
						t := stack[len(stack)-1]
						stack = stack[:len(stack)-1]
						on[t] = false
						of[t] = uint32(parts)
						if t == v {
							break
						}
					}
					parts++
				}
				calls = calls[:len(calls)-1]
				if len(calls) > 0 {
					p := calls[len(calls)-1].node
					low[p] = min(low[p], low[v])
				}
			}
		}
		return parts
	})
}

// renumber has find fill a numbering of n nodes (which starts as None) and
// sorts its parts by size, then lowest node.
func renumber(n int, find func(of []uint32) int) (of []uint32, sizes []int) {
	of = make([]uint32, n)
	for i := range of {
		of[i] = None
	}
	parts := find(of)
	type part struct{ id, size, first int }
	all := make([]part, parts)
	for i := range all {
		all[i] = part{id: i, first: -1}
	}
	for i, p := range of {
		all[p].size++
		if all[p].first < 0 {
			all[p].first = i
		}
	}
	slices.SortFunc(all, func(a, b part) int { return cmp.Or(b.size-a.size, a.first-b.first) })
	to := make([]uint32, parts)
	sizes = make([]int, parts)
	for i, p := range all {
		to[p.id], sizes[i] = uint32(i), p.size
	}
	for i, p := range of {
		of[i] = to[p]
	}
	return of, sizes
}

// Cores is the k-core number of each node of an undirected graph: the largest
// k such that the node lies in a part where all have k neighbours (Batagelj
// and Zaveršnik 2003, O(edges)).
func Cores(g *CSR) []int {
	n := g.Len()
	degree, high := make([]int, n), 0
	for i := range n {
		degree[i] = g.Degree(uint32(i))
		high = max(high, degree[i])
	}
	start := make([]int, high+2)
	for _, d := range degree {
		start[d+1]++
	}
	for d := range high + 1 {
		start[d+1] += start[d]
	}
	order, place, next := make([]uint32, n), make([]int, n), slices.Clone(start)
	for i, d := range degree {
		place[i] = next[d]
		order[next[d]] = uint32(i)
		next[d]++
	}
	for i := range n {
		v := order[i]
		for _, u := range g.Of(v) {
			d := degree[u]
			if d <= degree[v] {
				continue
			}
			// move u to the front of its bin, then the bin's front past it
			w := order[start[d]]
			order[start[d]], order[place[u]] = u, w
			place[w], place[u] = place[u], start[d]
			start[d]++
			degree[u]--
		}
	}
	return degree
}
