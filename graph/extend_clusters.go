package graph

import (
	"context"
	"slices"

	"citegraph/graph/match"
)

// clusters keeps those that are not what they were, and notes which works they
// take the place of. A work that fell apart is beyond an extension.
func (x *extender) clusters(context.Context) error {
	of := make([][]int32, x.res.N)
	for i := range x.sub {
		of[x.res.Of[i]] = append(of[x.res.Of[i]], int32(i))
	}
	home := map[uint32]int{}
	for c, subs := range of {
		var olds []uint32
		changed, near := false, 0
		for _, i := range subs {
			s := &x.sub[i]
			if s.near >= 0 {
				near++
			}
			if s.fresh >= 0 {
				changed = true
				continue
			}
			if h, ok := home[s.work]; ok && h != c {
				return errWhole
			}
			home[s.work] = c
			if !slices.Contains(olds, s.work) {
				olds = append(olds, s.work)
			}
			row := &x.rows[s.work][s.row]
			changed = changed || row.Reason != reasonOf(&mention{from: origin(row.From)}, x.res.Reason[i]) || row.P != float64(x.res.P[i])
		}
		if near > 0 {
			if near != len(subs) || len(olds) > 1 {
				return errWhole
			}
			continue
		}
		if !changed && len(olds) == 1 {
			continue
		}
		ms := make([]int32, len(subs))
		for j, i := range subs {
			s := &x.sub[i]
			if ms[j] = s.fresh; s.fresh < 0 {
				var err error
				if ms[j], err = x.revive(s.work, s.row); err != nil {
					return err
				}
			}
			x.because(ms[j], x.res.Reason[i], float64(x.res.P[i]), x.res.Sketches[i], x.res.Keys[i])
		}
		x.take(ms, olds)
	}
	parallel(len(x.cs), func(i int) { x.m.fill(&x.cs[i]) })
	return nil
}

// take makes a work of the extension of mentions, in the place of others.
func (x *extender) take(ms []int32, olds []uint32) {
	slices.Sort(olds)
	for _, w := range olds {
		x.gone[w] = int32(len(x.cs))
	}
	x.cs = append(x.cs, cluster{mentions: ms, old: int32(len(x.cs))})
	x.olds = append(x.olds, olds)
}

func (x *extender) revive(work uint32, row int32) (int32, error) {
	men, err := x.mention(&x.rows[work][row])
	x.m.mentions = append(x.m.mentions, men)
	return int32(len(x.m.mentions) - 1), err
}

// because notes why a mention is its work, and what is to be compared of it.
func (x *extender) because(at int32, reason string, p float64, sketch string, keys []uint64) {
	for len(x.why) <= int(at) {
		x.why, x.p = append(x.why, ""), append(x.p, 0)
		x.m.sketches, x.m.blocking = append(x.m.sketches, ""), append(x.m.blocking, nil)
	}
	x.why[at], x.p[at], x.m.sketches[at], x.m.blocking[at] = reason, p, sketch, keys
}

// mates takes in the works whose ids depend on those of the extension: works
// that were kept apart though their strongest key is one.
func (x *extender) mates(ctx context.Context) error {
	for i := 0; i < len(x.cs); i++ {
		keys := []string{x.cs[i].keys[0]}
		for _, old := range x.olds[i] {
			c := cluster{}
			for _, at := range x.cs[i].mentions {
				if x.ofWork(old, at) {
					c.mentions = append(c.mentions, at)
				}
			}
			x.m.fill(&c)
			if !slices.Contains(keys, c.keys[0]) {
				keys = append(keys, c.keys[0])
			}
		}
		for _, k := range keys {
			ws, err := x.under(bucketName, bucketMore, nameHash(idOf('w', k, idLetters)))
			if err != nil {
				return err
			}
			for _, w := range ws {
				if err := x.mate(w, k); err != nil {
					return err
				}
			}
		}
	}
	return ctx.Err()
}

// ofWork reports whether a mention was one of a known work's.
func (x *extender) ofWork(work uint32, at int32) bool {
	p := x.m.place(&x.m.mentions[at])
	rows := x.rows[work]
	return slices.ContainsFunc(rows, func(r mentionRow) bool { return x.placeOf(&r) == p })
}

func (x *extender) mate(work uint32, key string) error {
	if _, gone := x.gone[work]; gone {
		return nil
	}
	items, err := x.Mentions(work)
	if err != nil {
		return err
	}
	var c cluster
	for i, row := range x.rows[work] {
		at, err := x.revive(work, int32(i))
		if err != nil {
			return err
		}
		keys, err := match.Keys(items[i].Sketch)
		if err != nil {
			return err
		}
		c.mentions = append(c.mentions, at)
		x.because(at, row.Reason, row.P, items[i].Sketch, keys)
	}
	if x.m.fill(&c); c.keys[0] != key {
		return nil
	}
	x.take(c.mentions, []uint32{work})
	x.cs[len(x.cs)-1].csl, x.cs[len(x.cs)-1].keys = c.csl, c.keys
	return nil
}
