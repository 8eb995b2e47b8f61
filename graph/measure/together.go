package measure

import "slices"

// Together counts how often two members appear in the same group: authors of
// one work, keywords of one document. Each group's members count once; groups
// of more than limit members (0: no limit) are passed over. Both directions
// stand in the result, with whole weights.
func Together(n int, groups func(yield func([]uint32) bool), limit int) *Weighted {
	var links []Link
	for g := range groups {
		g = slices.Clone(g)
		slices.Sort(g)
		g = slices.Compact(g)
		if limit > 0 && len(g) > limit {
			continue
		}
		for i, a := range g {
			for _, b := range g[i+1:] {
				links = append(links, Link{a, b, 1}, Link{b, a, 1})
			}
		}
	}
	return NewWeighted(n, links)
}
