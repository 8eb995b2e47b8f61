package graph

import (
	"context"
	"slices"

	"citegraph/corpus"
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
				if ms[j], err = x.revive(s.work, s.row, s.Sketch); err != nil {
					return err
				}
			}
			x.because(ms[j], x.res.Reason[i], float64(x.res.P[i]))
		}
		x.take(ms, olds)
	}
	return x.make(0)
}

// make makes the works of the extension from one on, and counts what they say of
// container titles in the place of what the works before them said.
func (x *extender) make(from int) error {
	return x.m.make(x.cs[from:], x.reason, func(i int, d *draft) {
		c, ws := &x.cs[from+i], d.works()
		for _, w := range x.olds[from+i] {
			var had []*corpus.Work
			for j, at := range c.mentions {
				if x.ofWork(w, at) {
					had = append(had, ws[j])
				}
			}
			title := ""
			if k := x.m.before.nodes[x.prev.number[w]].container; k >= 0 {
				title = x.m.titles.containers[k]
			}
			x.m.titles.add(x.v, title, had, -1)
		}
		x.m.titles.add(x.v, containerOf(&d.csl), ws, 1)
	})
}

func (x *extender) reason(at int32) (string, float64) { return x.why[at], x.p[at] }

// take makes a work of the extension of mentions, in the place of others.
func (x *extender) take(ms []int32, olds []uint32) {
	slices.Sort(olds)
	for _, w := range olds {
		x.gone[w] = int32(len(x.cs))
	}
	x.cs = append(x.cs, cluster{mentions: ms, old: int32(len(x.cs))})
	x.olds = append(x.olds, olds)
}

// revive makes a known mention one of the model.
func (x *extender) revive(work uint32, row int32, sketch string) (int32, error) {
	men, t, err := x.mention(&x.rows[work][row])
	if err != nil {
		return 0, err
	}
	b, err := x.m.codec.said.Append(nil, &t)
	men.key, men.sketch = t.Key != "", uint32(len(sketch))
	men.said = x.m.pile.put(append(b, sketch...))
	men.said.n -= men.sketch
	x.m.mentions = append(x.m.mentions, men)
	return int32(len(x.m.mentions) - 1), err
}

// because notes why a mention is its work.
func (x *extender) because(at int32, reason string, p float64) {
	for len(x.why) <= int(at) {
		x.why, x.p = append(x.why, ""), append(x.p, 0)
	}
	x.why[at], x.p[at] = reason, p
}

// mates takes in the works whose ids depend on those of the extension: works
// that were kept apart though their strongest key is one.
func (x *extender) mates(ctx context.Context) error {
	for i := 0; i < len(x.cs); i++ {
		keys := []string{x.cs[i].key}
		for _, old := range x.olds[i] {
			var ms []int32
			for _, at := range x.cs[i].mentions {
				if x.ofWork(old, at) {
					ms = append(ms, at)
				}
			}
			d := x.m.draft(ms)
			if d.err != nil {
				return d.err
			}
			if !slices.Contains(keys, d.keys[0]) {
				keys = append(keys, d.keys[0])
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
	var ms []int32
	for i, row := range x.rows[work] {
		at, err := x.revive(work, int32(i), items[i].Sketch)
		if err != nil {
			return err
		}
		ms = append(ms, at)
		x.because(at, row.Reason, row.P)
	}
	if d := x.m.draft(ms); d.err != nil || d.keys[0] != key {
		return d.err
	}
	x.take(ms, []uint32{work})
	return x.make(len(x.cs) - 1)
}
