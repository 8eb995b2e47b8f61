package match

import (
	"cmp"
	"slices"
)

// Alone is the reason of a mention that no other joined.
const Alone = "alone"

// maxChecked is how many members of each cluster are compared before two
// clusters are united.
const maxChecked = 5

type clusters struct {
	parent  []int32
	members [][]int32 // of roots
	cannot  map[[2]int32]bool
}

func (c *clusters) find(x int32) int32 {
	for c.parent[x] != x {
		c.parent[x] = c.parent[c.parent[x]]
		x = c.parent[x]
	}
	return x
}

// unite joins the clusters of a and b; the root is the smaller number.
func (c *clusters) unite(a, b int32) {
	a, b = c.find(a), c.find(b)
	if a == b {
		return
	}
	if b < a {
		a, b = b, a
	}
	c.parent[b] = a
	c.members[a] = append(c.members[a], c.members[b]...)
	c.members[b] = nil
}

// cluster joins the surest pairs first, as long as the clusters they unite do
// not contradict each other.
func (r *resolver) cluster(opt *Options) *Result {
	n := len(r.texts)
	c := &clusters{parent: make([]int32, n), members: make([][]int32, n), cannot: map[[2]int32]bool{}}
	for i := range c.parent {
		c.parent[i] = int32(i)
		c.members[i] = []int32{int32(i)}
	}
	why := make([]Verdict, n)
	for i := range why {
		why[i] = Verdict{Same, Alone, 1, 0, false}
		if r.many[i] > 1 {
			why[i].Reason = "equal mention"
		}
	}
	r.decided(c, opt, why)
	var refused []edge
	for _, e := range r.edges {
		a, b := c.find(e.a), c.find(e.b)
		if a == b {
			continue
		}
		if !r.holds(c, a, b) {
			refused = append(refused, e)
			continue
		}
		for _, x := range [...]int32{e.a, e.b} {
			if len(c.members[c.find(x)]) == 1 {
				why[x] = e.v
			}
		}
		c.unite(a, b)
	}
	return r.result(c, why, append(refused, r.joinBare(c, why)...))
}

// joinBare joins the mentions that are nothing but a locator or a title, each to
// the one work it agrees with, and returns those that agree with two.
func (r *resolver) joinBare(c *clusters, why []Verdict) (open []edge) {
	best := map[int32]edge{}
	rival := map[int32]float64{}
	for _, e := range r.bare { // surest first
		for _, x := range [...][2]int32{{e.a, e.b}, {e.b, e.a}} {
			if !r.feats(x[0]).bare {
				continue
			}
			to := edge{x[0], x[1], e.v}
			if old, ok := best[x[0]]; !ok {
				best[x[0]] = to
			} else if _, two := rival[x[0]]; !two && c.find(old.b) != c.find(x[1]) && !r.feats(x[1]).bare {
				rival[x[0]] = e.v.odds
			}
		}
	}
	for _, e := range r.bare {
		for _, x := range [...]int32{e.a, e.b} {
			b, ok := best[x]
			if !ok {
				continue
			}
			delete(best, x)
			second, two := rival[x]
			if two && b.v.odds-second < bareMargin || c.apart(c.find(b.a), c.find(b.b)) {
				open = append(open, b)
				continue
			}
			b.v.Kind = Same
			why[x] = b.v
			c.unite(b.a, b.b)
		}
	}
	return open
}

// decided does what a person said: joins first, and remembers what must stay
// apart. Where the two contradict, apart wins.
func (r *resolver) decided(c *clusters, opt *Options, why []Verdict) {
	for _, p := range opt.Cannot {
		if a, b := r.of[p[0]], r.of[p[1]]; a != b {
			c.cannot[[2]int32{min(a, b), max(a, b)}] = true
		}
	}
	for _, g := range opt.near {
		for _, x := range g[1:] {
			c.unite(r.of[g[0]], r.of[x])
		}
	}
	for _, p := range opt.Must {
		a, b := r.of[p[0]], r.of[p[1]]
		if c.find(a) == c.find(b) || c.apart(c.find(a), c.find(b)) {
			continue
		}
		why[a] = Verdict{Same, "decision", 1, 0, false}
		why[b] = why[a]
		c.unite(a, b)
	}
}

// apart reports whether a person said that a member of one cluster is not a
// member of the other.
func (c *clusters) apart(a, b int32) bool {
	if len(c.cannot) == 0 {
		return false
	}
	for _, x := range c.members[a] {
		for _, y := range c.members[b] {
			if c.cannot[[2]int32{min(x, y), max(x, y)}] {
				return true
			}
		}
	}
	return false
}

// holds checks two clusters against each other.
func (r *resolver) holds(c *clusters, a, b int32) bool {
	if c.apart(a, b) {
		return false
	}
	as, bs := r.sample(c.members[a]), r.sample(c.members[b])
	if len(as) == 1 && len(bs) == 1 {
		return true
	}
	sum, vetoes := 0.0, 0
	for _, x := range as {
		for _, y := range bs {
			v := compare(r.feats(x), r.feats(y))
			if v.veto {
				vetoes++
			}
			sum += max(-8, min(8, v.odds))
		}
	}
	n := float64(len(as) * len(bs))
	return sum/n >= holdAt && float64(vetoes) <= n/4
}

// othersIdentify reports whether two mentions that look alike and print no
// identifier are told apart by those of their clusters.
func (r *resolver) othersIdentify(c *clusters, e edge) bool {
	if _, own := identifiers(r.feats(e.a), r.feats(e.b)); own != "" {
		return false // the verdict has weighed it
	}
	for _, x := range r.sample(c.members[c.find(e.a)]) {
		for _, y := range r.sample(c.members[c.find(e.b)]) {
			if _, differ := identifiers(r.feats(x), r.feats(y)); differ != "" && !(differ == "doi" && variants(r.feats(x).doi, r.feats(y).doi)) {
				return true
			}
		}
	}
	return false
}

// sample takes the members that say most.
func (r *resolver) sample(ms []int32) []int32 {
	if len(ms) <= maxChecked {
		return ms
	}
	ms = slices.Clone(ms)
	slices.SortFunc(ms, func(x, y int32) int {
		return cmp.Or(cmp.Compare(r.feats(y).weight(), r.feats(x).weight()), cmp.Compare(x, y))
	})
	return ms[:maxChecked]
}

// weight is how much a mention says.
func (f *features) weight() int {
	n := min(len(f.tokens), 6) + min(len(f.names), 6)
	for _, s := range [...]string{f.volume, f.page, f.journal.key, f.doi} {
		if s != "" {
			n += 2
		}
	}
	if f.year != 0 {
		n += 2
	}
	return n
}

func (r *resolver) result(c *clusters, why []Verdict, refused []edge) *Result {
	out := &Result{Of: make([]int32, len(r.items)), Reason: make([]string, len(r.items)), P: make([]float32, len(r.items))}
	number := map[int32]int32{}
	for i := range r.items {
		d := r.of[i]
		root := c.find(d)
		k, ok := number[root]
		if !ok {
			k = int32(len(number))
			number[root] = k
		}
		out.Of[i], out.Reason[i], out.P[i] = k, why[d].Reason, float32(why[d].P)
	}
	out.N = len(number)
	doubts := map[[2]int32]edge{}
	for _, e := range slices.Concat(refused, r.weak) {
		a, b := c.find(e.a), c.find(e.b)
		if a == b || r.othersIdentify(c, e) {
			continue
		}
		key := [2]int32{min(a, b), max(a, b)}
		if old, ok := doubts[key]; !ok || e.v.P > old.v.P {
			doubts[key] = e
		}
	}
	for _, e := range doubts {
		out.Doubts = append(out.Doubts, Doubt{r.first[e.a], r.first[e.b], e.v.Reason, e.v.P})
	}
	slices.SortFunc(out.Doubts, func(x, y Doubt) int {
		return cmp.Or(cmp.Compare(y.P, x.P), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return out
}
