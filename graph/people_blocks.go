package graph

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/person"
)

// nameBlocks are the names of all works by what may be one person.
type nameBlocks struct {
	number map[string]int32 // key of a block to its number
	sizes  []int32          // lines of each
	of     [][]int32        // blocks of the names of each work
	lines  int
	known  map[corpus.Name]int32
}

func blockKey(a corpus.Name) string {
	if k := person.Key(a); k != "" {
		return k
	}
	return "?" + strings.ToLower(shownName(a))
}

func (m *model) nameBlocks() *nameBlocks {
	bs := &nameBlocks{number: map[string]int32{}, of: make([][]int32, len(m.works)), known: map[corpus.Name]int32{}}
	for _, w := range m.works {
		bs.lines += len(w.CSL.Author)
	}
	ids, authors := make([]int32, bs.lines), make([]uint32, bs.lines)
	for n, w := range m.works {
		k := len(w.CSL.Author)
		bs.of[n], ids = ids[:k:k], ids[k:]
		w.Authors, authors = authors[:k:k], authors[k:]
		for i, a := range w.CSL.Author {
			id, ok := bs.known[a]
			if !ok {
				key := blockKey(a)
				if id, ok = bs.number[key]; !ok {
					id = int32(len(bs.sizes))
					bs.number[key] = id
					bs.sizes = append(bs.sizes, 0)
				}
				bs.known[a] = id
			}
			bs.sizes[id]++
			bs.of[n][i] = id
		}
	}
	return bs
}

// families counts with how many first initials a family name is met.
func (bs *nameBlocks) families() map[string]int {
	f := make(map[string]int, len(bs.number))
	for k := range bs.number {
		f[familyOf(k)]++
	}
	return f
}

// rare says which blocks bear a rare name.
func (bs *nameBlocks) rare(families map[string]int) []bool {
	rare := make([]bool, len(bs.sizes))
	for k, id := range bs.number {
		rare[id] = families[familyOf(k)] <= rareInitials
	}
	return rare
}

// before is what an extension knows of the works that it leaves alone: whom and
// which journal they were given when all was derived whole, by numbers of then.
type before struct {
	authors [][]uint32 // by number of today, nil of the extension's works
	journal []uint32
	gone    [][]corpus.Name // authors of the works that were replaced
}

// untouched says which blocks hold the lines that they held before, with all
// that matters for who is who; nil where nothing is known of before.
func (m *model) untouched(bs *nameBlocks, rare []bool) []bool {
	if m.before == nil {
		return nil
	}
	stays := make([]bool, len(bs.sizes))
	for i := range stays {
		stays[i] = true
	}
	touch := func(n uint32) {
		for _, id := range bs.of[n] {
			stays[id] = false
		}
	}
	for _, n := range m.at {
		touch(n)
	}
	// a block of gone works only has no number
	lost := map[string]bool{}
	for _, names := range m.before.gone {
		for _, a := range names {
			k := blockKey(a)
			if id, ok := bs.number[k]; ok {
				stays[id] = false
			} else {
				lost[k] = true
			}
		}
	}
	m.regrouped(touch)
	// how rare a family name was
	families := bs.families()
	for k := range lost {
		families[familyOf(k)]++
	}
	held := make([]bool, len(bs.sizes))
	for n, as := range m.before.authors {
		if as != nil {
			for _, id := range bs.of[n] {
				held[id] = true
			}
		}
	}
	for _, names := range m.before.gone {
		for _, a := range names {
			if id, ok := bs.number[blockKey(a)]; ok {
				held[id] = true
			}
		}
	}
	for k, id := range bs.number {
		if !held[id] {
			families[familyOf(k)]--
		}
	}
	for id, was := range bs.rare(families) {
		stays[id] = stays[id] && was == rare[id]
	}
	return stays
}

// regrouped touches the works whose journal is another group of works than it
// was.
func (m *model) regrouped(touch func(n uint32)) {
	now, was := map[uint32]uint32{}, map[uint32]uint32{}
	bad := map[uint32]bool{}
	for n, as := range m.before.authors {
		if as == nil {
			continue
		}
		old, new := m.before.journal[n], m.works[n].Journal
		if x, ok := now[old]; ok && x != new {
			bad[old] = true
		}
		if x, ok := was[new]; ok && x != old {
			bad[old], bad[x] = true, true
		}
		if (old == None) != (new == None) {
			bad[old] = true
		}
		now[old], was[new] = new, old
	}
	for n, as := range m.before.authors {
		if as != nil && bad[m.before.journal[n]] {
			touch(uint32(n))
		}
	}
}

// authorsAsBefore makes the persons of a block that stays as it was.
func (m *model) authorsAsBefore(lines []byline) {
	var found groups[uint32]
	for i, l := range lines {
		found.add(m.before.authors[l.work][l.pos], int32(i))
	}
	for _, who := range found.order {
		m.author(lines, found.lines[who])
	}
}
