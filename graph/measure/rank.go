package measure

import (
	"context"
	"math"
)

// RankOptions are the numbers of a random walk. The zero value is α = 0.85,
// tolerance 1e-10, at most 200 rounds.
type RankOptions struct {
	Damping   float64
	Tolerance float64 // sum of absolute changes at which to stop
	Rounds    int
}

func (o *RankOptions) fill() RankOptions {
	r := RankOptions{Damping: .85, Tolerance: 1e-10, Rounds: 200}
	if o == nil {
		return r
	}
	if o.Damping > 0 && o.Damping < 1 {
		r.Damping = o.Damping
	}
	if o.Tolerance > 0 {
		r.Tolerance = o.Tolerance
	}
	if o.Rounds > 0 {
		r.Rounds = o.Rounds
	}
	return r
}

// PageRank of all nodes along out; in is its transpose. The rank of nodes
// without targets goes to all nodes alike. Ranks are positive and sum to 1.
// (Brin and Page 1998, https://doi.org/10.1016/S0169-7552(98)00110-X)
func PageRank(ctx context.Context, out, in *CSR, opt *RankOptions) ([]float64, error) {
	o, n := opt.fill(), out.Len()
	if n == 0 {
		return nil, nil
	}
	rank, next, share := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range rank {
		rank[i] = 1 / float64(n)
	}
	for range o.Rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		dangling := 0.0
		for i := range uint32(n) {
			if d := out.Degree(i); d == 0 {
				dangling += rank[i]
				share[i] = 0
			} else {
				share[i] = rank[i] / float64(d)
			}
		}
		base := (1 - o.Damping + o.Damping*dangling) / float64(n)
		change := 0.0
		for i := range uint32(n) {
			sum := 0.0
			for _, s := range in.Of(i) {
				sum += share[s]
			}
			next[i] = base + o.Damping*sum
			change += math.Abs(next[i] - rank[i])
		}
		rank, next = next, rank
		if change < o.Tolerance {
			break
		}
	}
	return rank, nil
}

// Seed is a node at which a personalised walk starts again, with its share.
type Seed struct {
	Node   uint32
	Weight float64
}

// Personalised is the PageRank of a walk on g, which is taken as undirected
// (each edge stands in both rows), that starts again at the seeds. From nodes
// without neighbours the walk returns to the seeds. Ranks sum to 1; without a
// usable seed all are 0. It goes on until the ranks stand still, on a graph with
// weights: what [Walk], which answers questions, is held against.
func Personalised(ctx context.Context, g *Weighted, seeds []Seed, opt *RankOptions) ([]float64, error) {
	o, n := opt.fill(), g.Len()
	start := make([]float64, n)
	total := 0.0
	for _, s := range seeds {
		if int(s.Node) < n && s.Weight > 0 && !math.IsInf(s.Weight, 0) {
			start[s.Node] += s.Weight
			total += s.Weight
		}
	}
	rank, next := make([]float64, n), make([]float64, n)
	if total == 0 {
		return rank, nil
	}
	strength := make([]float64, n)
	for i := range uint32(n) {
		start[i] /= total
		_, ws := g.Row(i)
		for _, w := range ws {
			strength[i] += w
		}
	}
	copy(rank, start)
	for range o.Rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		lost := 0.0
		for i := range rank {
			if strength[i] == 0 {
				lost += rank[i]
			}
		}
		change := 0.0
		for i := range uint32(n) {
			sum := 0.0
			ts, ws := g.Row(i)
			for k, t := range ts {
				if strength[t] > 0 {
					sum += rank[t] * ws[k] / strength[t]
				}
			}
			next[i] = (1-o.Damping+o.Damping*lost)*start[i] + o.Damping*sum
			change += math.Abs(next[i] - rank[i])
		}
		rank, next = next, rank
		if change < o.Tolerance {
			break
		}
	}
	return rank, nil
}
