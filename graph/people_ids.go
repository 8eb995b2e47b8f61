package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"citegraph/corpus/fold"
)

// numberAuthors gives ids and numbers. The person of a name with most works has
// an id of the name alone; others that share it, of the name and their first
// work. The first kept authors are those of before: they keep their ids unless
// somebody of their name came or went.
func (m *model) numberAuthors(kept int) {
	order := make([]uint32, len(m.authors))
	for i := range order {
		order[i] = uint32(i)
	}
	if !m.someIDs(kept) {
		m.authorIDs(nil)
		kept = 0
	}
	byID := func(x, y uint32) int { return strings.Compare(m.authors[x].ID, m.authors[y].ID) }
	changed := func(i uint32) bool { return int(i) >= kept || m.renamed[i] }
	// those kept are in the order of their ids
	fresh := slices.DeleteFunc(slices.Clone(order), func(i uint32) bool { return !changed(i) })
	order = slices.DeleteFunc(order, changed)
	slices.SortFunc(fresh, byID)
	sorted, place := make([]*Author, 0, len(m.authors)), make([]uint32, len(m.authors))
	for len(order)+len(fresh) > 0 {
		from := &order
		if len(order) == 0 || len(fresh) > 0 && byID(fresh[0], order[0]) < 0 {
			from = &fresh
		}
		i := (*from)[0]
		*from = (*from)[1:]
		a := m.authors[i]
		a.N = uint32(len(sorted))
		place[i] = a.N
		sorted = append(sorted, a)
	}
	m.authors, m.renamed = sorted, nil
	for n := range m.nodes {
		for i, a := range m.nodes[n].authors {
			m.nodes[n].authors[i] = place[a]
		}
	}
}

func (a *Author) nameKey() string { return "name:" + fold.Fold(shownName(a.Name)) }

// someIDs gives ids to the authors that are new and to those that share a name
// with them or with one who is gone; false where an id clashes with another, so
// that all are to be given anew.
func (m *model) someIDs(kept int) bool {
	if kept == 0 || m.before == nil {
		return false
	}
	names, taken := map[string]bool{}, map[string]bool{}
	for _, a := range m.authors[kept:] {
		names[a.nameKey()] = true
	}
	for _, a := range m.before.lost {
		names[a.nameKey()] = true
		taken[a.ID] = true
	}
	m.renamed = make([]bool, kept)
	for i, a := range m.authors[:kept] {
		m.renamed[i] = names[a.nameKey()]
	}
	shared := map[string]bool{} // short ids for which a kept author had to take a longer one
	for i, a := range m.authors[:kept] {
		if m.renamed[i] {
			taken[a.ID] = true
		}
		if len(a.ID) <= 1+idLetters {
			continue
		}
		if a.ORCID == "" {
			return false
		}
		shared[idOf('a', "orcid:"+a.ORCID, idLetters)] = true
	}
	for id := range shared {
		if taken[id] {
			return false
		}
	}
	m.authorIDs(func(i int) bool { return i >= kept || m.renamed[i] })
	have := make(map[string]bool, len(m.authors))
	for _, a := range m.authors {
		if have[a.ID] || shared[a.ID] && names[a.nameKey()] {
			return false
		}
		have[a.ID] = true
	}
	return true
}

// authorIDs gives ids to the authors of which a set, nil for all, speaks: with
// one of a name, all of it are in the set.
func (m *model) authorIDs(set func(i int) bool) {
	by := map[string][]int{}
	for i, a := range m.authors {
		if set == nil || set(i) {
			k := a.nameKey()
			by[k] = append(by[k], i)
		}
	}
	taken := map[string]bool{}
	for _, k := range slices.Sorted(maps.Keys(by)) {
		same := by[k]
		slices.SortFunc(same, func(x, y int) int {
			a, b := m.authors[x], m.authors[y]
			if c := cmp.Or(cmp.Compare(len(b.Works), len(a.Works)), cmp.Compare(a.Works[0], b.Works[0])); c != 0 {
				return c
			}
			return cmp.Compare(m.seat(x), m.seat(y))
		})
		for rank, i := range same {
			a := m.authors[i]
			seed := k
			switch {
			case a.ORCID != "":
				seed = "orcid:" + a.ORCID
			case rank > 0:
				seed = k + "|" + m.nodes[a.Works[0]].id
			}
			a.ID = idOf('a', seed, idLetters)
			for n := 0; taken[a.ID]; n++ {
				a.ID = idOf('a', seed+"|"+m.nodes[a.Works[0]].id+strings.Repeat("+", n), 2*idLetters)
			}
			taken[a.ID] = true
		}
	}
}

// seat is where author x, before it has a number, stands in the list of its
// first work.
func (m *model) seat(x int) int {
	return slices.Index(m.nodes[m.authors[x].Works[0]].authors, uint32(x))
}
