package main

import (
	"math/rand/v2"

	"citegraph/parse/refs"
)

// stylesOf gives half of the references that belong to a list the style of up
// to 15 others of it. The rest are trained without, as a reference that comes
// alone is read.
func stylesOf(x *refs.Extractor, set []labelled, seed uint64) []refs.Style {
	profiles := make([]refs.Profile, len(set))
	lists := map[string][]int{}
	for i, l := range set {
		if l.list == "" {
			continue
		}
		x.Extract(l.raw, refs.Style{})
		profiles[i] = refs.ProfileOf(x, l.labels)
		lists[l.list] = append(lists[l.list], i)
	}
	r := rand.New(rand.NewPCG(seed, 0x57))
	styles := make([]refs.Style, len(set))
	for i, l := range set {
		others := lists[l.list]
		if l.list == "" || len(others) < 4 || r.IntN(2) == 0 {
			continue
		}
		var near []refs.Profile
		for range 4 + r.IntN(12) {
			if j := others[r.IntN(len(others))]; j != i {
				near = append(near, profiles[j])
			}
		}
		styles[i] = refs.StyleAmong(near, profiles[i])
	}
	return styles
}
