package measure

import (
	"context"
	"math/rand/v2"
	"slices"
)

// LeidenOptions steer [Leiden]. The zero value is resolution 1, seed 1 and at
// most ten iterations.
type LeidenOptions struct {
	Resolution float64 // above 1 for more and smaller communities
	Seed       uint64
	Iterations int
}

// Leiden finds communities in an undirected weighted graph (each edge in both
// rows; loops are ignored) that make modularity large and are connected within
// (Traag, Waltman and van Eck 2019, https://doi.org/10.1038/s41598-019-41695-z):
// nodes move to the best neighbouring community, communities are refined into
// connected parts, and the graph of the parts is treated the same way, until
// nothing moves. Communities are numbered from 0, the largest first; the
// returned quality is the modularity at the resolution.
func Leiden(ctx context.Context, g *Weighted, opt *LeidenOptions) (of []uint32, sizes []int, quality float64, err error) {
	o := LeidenOptions{Resolution: 1, Seed: 1, Iterations: 10}
	if opt != nil {
		if opt.Resolution > 0 {
			o.Resolution = opt.Resolution
		}
		if opt.Seed != 0 {
			o.Seed = opt.Seed
		}
		if opt.Iterations > 0 {
			o.Iterations = opt.Iterations
		}
	}
	n := g.Len()
	if n == 0 {
		return nil, nil, 0, nil
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0x9e3779b97f4a7c15))
	base := newLevel(g)
	memb := make([]uint32, n)
	for i := range memb {
		memb[i] = uint32(i)
	}
	for range o.Iterations {
		if err := ctx.Err(); err != nil {
			return nil, nil, 0, err
		}
		before := slices.Clone(memb)
		if memb, err = leidenRound(ctx, base, memb, o.Resolution, rng); err != nil {
			return nil, nil, 0, err
		}
		if slices.Equal(before, memb) {
			break
		}
	}
	memb = connect(g, memb)
	of, sizes = renumber(n, func(of []uint32) int {
		copy(of, memb)
		parts := 0
		for _, m := range memb {
			parts = max(parts, int(m)+1)
		}
		return parts
	})
	return of, sizes, Modularity(g, of, o.Resolution), nil
}

// level is a graph of the nodes of one stage: those of the graph itself, then
// the parts that they were brought together to.
type level struct {
	Weighted
	mass []float64 // weighted degree, loops counted twice
	two  float64   // sum of all masses
}

func newLevel(g *Weighted) *level {
	l := &level{Weighted: *g, mass: make([]float64, g.Len())}
	for i := range uint32(g.Len()) {
		ts, ws := g.Row(i)
		for k, t := range ts {
			if t != i {
				l.mass[i] += ws[k]
			}
		}
		l.two += l.mass[i]
	}
	return l
}

// leidenRound takes a partition of the base graph through moving, refining and
// bringing together until the graph of the parts stands still.
func leidenRound(ctx context.Context, base *level, memb []uint32, res float64, rng *rand.Rand) ([]uint32, error) {
	l := base
	node := make([]uint32, base.Len()) // base node to node of l
	for i := range node {
		node[i] = uint32(i)
	}
	part := slices.Clone(memb)
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		part = dense(l.move(part, res, rng))
		refined := dense(l.refine(part, res, rng))
		parts := int(slices.Max(refined)) + 1
		if parts == l.Len() {
			break
		}
		// the part each refined node starts in at the next level
		up := make([]uint32, parts)
		for i, r := range refined {
			up[r] = part[i]
		}
		l = l.aggregate(refined, parts)
		for i := range node {
			node[i] = refined[node[i]]
		}
		part = up
	}
	out := make([]uint32, len(node))
	for i := range out {
		out[i] = part[node[i]]
	}
	return dense(out), nil
}

// move lets every node join the neighbouring community with the largest gain,
// again and again for those whose neighbourhood changed.
func (l *level) move(part []uint32, res float64, rng *rand.Rand) []uint32 {
	n := l.Len()
	total := make([]float64, n) // mass by community
	size := make([]int, n)
	for i, p := range part {
		total[p] += l.mass[i]
		size[p]++
	}
	var empty []uint32
	for p := n - 1; p >= 0; p-- {
		if size[p] == 0 {
			empty = append(empty, uint32(p))
		}
	}
	queue, waiting := shuffled(n, rng), make([]bool, n)
	for i := range waiting {
		waiting[i] = true
	}
	links := make([]float64, n)
	var seen []uint32
	for head := 0; head < len(queue); head++ {
		v := queue[head]
		waiting[v] = false
		own := part[v]
		seen = l.neighbours(v, part, links, seen[:0])
		total[own] -= l.mass[v]
		best, gain := own, links[own]-res*l.mass[v]*total[own]/l.two
		for _, c := range seen {
			if g := links[c] - res*l.mass[v]*total[c]/l.two; g > gain+1e-12 || g > gain-1e-12 && c < best && best != own {
				best, gain = c, g
			}
		}
		if gain < -1e-12 && size[own] > 1 && len(empty) > 0 { // alone is better
			best = empty[len(empty)-1]
			empty = empty[:len(empty)-1]
		}
		for _, c := range seen {
			links[c] = 0
		}
		links[own] = 0
		total[best] += l.mass[v]
		if best == own {
			continue
		}
		part[v] = best
		size[best]++
		if size[own]--; size[own] == 0 {
			empty = append(empty, own)
		}
		for _, t := range l.Of(v) {
			if part[t] != best && !waiting[t] {
				waiting[t] = true
				queue = append(queue, t)
			}
		}
		if head > 1<<16 && head > len(queue)/2 { // let go of what is done
			queue = slices.Delete(queue, 0, head+1)
			head = -1
		}
	}
	return part
}

// neighbours adds up the links of v to each community in links, and lists the
// communities.
func (l *level) neighbours(v uint32, part []uint32, links []float64, seen []uint32) []uint32 {
	ts, ws := l.Row(v)
	for k, t := range ts {
		if t == v {
			continue
		}
		c := part[t]
		if links[c] == 0 {
			seen = append(seen, c)
		}
		links[c] += ws[k]
	}
	slices.Sort(seen)
	return slices.Compact(seen)
}

// refine splits each community into well-connected parts: a node that is alone
// joins the part of its own community with the largest gain. (The paper picks
// by chance with weight exp(gain/θ); this is its limit for θ → 0.)
func (l *level) refine(part []uint32, res float64, rng *rand.Rand) []uint32 {
	n := l.Len()
	ref := make([]uint32, n)
	total, inner := make([]float64, n), make([]float64, n) // mass; links to the rest of the community
	whole := make([]float64, n)
	size := make([]int, n)
	for i := range ref {
		ref[i] = uint32(i)
		size[i] = 1
		total[i] = l.mass[i]
		whole[part[i]] += l.mass[i]
		ts, ws := l.Row(uint32(i))
		for k, t := range ts {
			if int(t) != i && part[t] == part[i] {
				inner[i] += ws[k]
			}
		}
	}
	links := make([]float64, n)
	var seen []uint32
	for _, v := range shuffled(n, rng) {
		p := part[v]
		if size[ref[v]] != 1 || inner[v] < res*l.mass[v]*(whole[p]-l.mass[v])/l.two-1e-12 {
			continue // no longer alone, or loosely tied
		}
		seen = seen[:0]
		ts, ws := l.Row(v)
		for k, t := range ts {
			if t != v && part[t] == p {
				if links[ref[t]] == 0 {
					seen = append(seen, ref[t])
				}
				links[ref[t]] += ws[k]
			}
		}
		slices.Sort(seen)
		best, gain := v, 0.0
		for _, c := range seen {
			if c == ref[v] || inner[c] < res*total[c]*(whole[p]-total[c])/l.two-1e-12 {
				continue
			}
			if g := links[c] - res*l.mass[v]*total[c]/l.two; g > gain {
				best, gain = c, g
			}
		}
		if best != v {
			own := ref[v]
			ref[v] = best
			size[own]--
			size[best]++
			total[best] += l.mass[v]
			total[own] -= l.mass[v]
			inner[best] += inner[v] - 2*links[best]
		}
		for _, c := range seen {
			links[c] = 0
		}
	}
	return ref
}

// aggregate is the graph of the parts.
func (l *level) aggregate(part []uint32, parts int) *level {
	members := make([][]uint32, parts)
	for i, p := range part {
		members[p] = append(members[p], uint32(i))
	}
	a := &level{mass: make([]float64, parts), two: l.two}
	a.Offsets = make([]uint64, parts+1)
	a.Targets, a.Weights = make([]uint32, 0, len(l.Targets)), make([]float64, 0, len(l.Targets))
	sum := make([]float64, parts)
	var seen []uint32
	for p, ms := range members {
		seen = seen[:0]
		for _, m := range ms {
			a.mass[p] += l.mass[m]
			ts, ws := l.Row(m)
			for k, t := range ts {
				if q := part[t]; q != uint32(p) {
					if sum[q] == 0 {
						seen = append(seen, q)
					}
					sum[q] += ws[k]
				}
			}
		}
		slices.Sort(seen)
		for _, q := range slices.Compact(seen) {
			a.Targets = append(a.Targets, q)
			a.Weights = append(a.Weights, sum[q])
			sum[q] = 0
		}
		a.Offsets[p+1] = uint64(len(a.Targets))
	}
	return a
}

// dense numbers the parts from 0 in the order of their first node.
func dense(part []uint32) []uint32 {
	to := make(map[uint32]uint32, len(part))
	for i, p := range part {
		t, ok := to[p]
		if !ok {
			t = uint32(len(to))
			to[p] = t
		}
		part[i] = t
	}
	return part
}

// connect splits communities that are not connected.
func connect(g *Weighted, part []uint32) []uint32 {
	out := make([]uint32, len(part))
	for i := range out {
		out[i] = None
	}
	var queue []uint32
	parts := uint32(0)
	for s := range uint32(len(part)) {
		if out[s] != None {
			continue
		}
		out[s] = parts
		for queue = append(queue[:0], s); len(queue) > 0; {
			v := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			for _, t := range g.Of(v) {
				if out[t] == None && part[t] == part[s] {
					out[t] = parts
					queue = append(queue, t)
				}
			}
		}
		parts++
	}
	return out
}

func shuffled(n int, rng *rand.Rand) []uint32 {
	order := make([]uint32, n)
	for i := range order {
		order[i] = uint32(i)
	}
	rng.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
	return order
}

// Modularity is the share of weight within communities above what chance would
// put there, at a resolution (1 is Newman's).
func Modularity(g *Weighted, of []uint32, resolution float64) float64 {
	l := newLevel(g)
	if l.two == 0 {
		return 0
	}
	parts := 0
	for _, c := range of {
		parts = max(parts, int(c)+1)
	}
	within, total := make([]float64, parts), make([]float64, parts)
	for i, c := range of {
		total[c] += l.mass[i]
		ts, ws := g.Row(uint32(i))
		for k, t := range ts {
			if int(t) != i && of[t] == c {
				within[c] += ws[k]
			}
		}
	}
	q := 0.0
	for c := range within {
		q += within[c]/l.two - resolution*(total[c]/l.two)*(total[c]/l.two)
	}
	return q
}
