package graph

import (
	"encoding/binary"
	"fmt"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/person"

	bolt "go.etcd.io/bbolt"
)

// nameForms are the distinct names of authors as works have them, each once, and
// the blocks of what may be one person. Extensions add to them only, so that
// some may be of no work any more.
type nameForms struct {
	names []corpus.Name
	block []int32  // of each
	keys  []string // of blocks

	at    map[corpus.Name]int32
	byKey map[string]int32
}

func blockKey(a corpus.Name) string {
	if k := person.Key(a); k != "" {
		return k
	}
	return "?" + strings.ToLower(shownName(a))
}

// of numbers the names of a work.
func (f *nameForms) of(names []corpus.Name) []int32 {
	if len(names) == 0 {
		return nil
	}
	if f.at == nil {
		f.index()
	}
	out := make([]int32, len(names))
	for i, a := range names {
		n, ok := f.at[a]
		if !ok {
			n, a = int32(len(f.names)), cloned(a)
			f.at[a] = n
			k := blockKey(a)
			id, ok := f.byKey[k]
			if !ok {
				id = int32(len(f.keys))
				f.byKey[k] = id
				f.keys = append(f.keys, k)
			}
			f.names, f.block = append(f.names, a), append(f.block, id)
		}
		out[i] = n
	}
	return out
}

// cloned is a name that does not keep the text of its document in memory.
func cloned(a corpus.Name) corpus.Name {
	for _, s := range []*string{&a.Family, &a.Given, &a.Suffix, &a.Literal, &a.ORCID} {
		*s = strings.Clone(*s)
	}
	return a
}

func (f *nameForms) index() {
	f.at, f.byKey = make(map[corpus.Name]int32, len(f.names)), make(map[string]int32, len(f.keys))
	for i, a := range f.names {
		f.at[a] = int32(i)
	}
	for i, k := range f.keys {
		f.byKey[k] = int32(i)
	}
}

// sizes counts the lines of each block.
func (f *nameForms) sizes(nodes []node) []int32 {
	out := make([]int32, len(f.keys))
	for n := range nodes {
		for _, a := range nodes[n].names {
			out[f.block[a]]++
		}
	}
	return out
}

// rare says which blocks bear a rare name: by with how many first initials a
// family name is met.
func (f *nameForms) rare(sizes []int32) []bool {
	families := make(map[string]int, len(f.keys))
	for id, k := range f.keys {
		if sizes[id] > 0 {
			families[familyOf(k)]++
		}
	}
	rare := make([]bool, len(f.keys))
	for id, k := range f.keys {
		rare[id] = families[familyOf(k)] <= rareInitials
	}
	return rare
}

// formsBlock is how many names stand in one value.
const formsBlock = 256

// writeForms writes the names from number first on, as a list a value under the
// number of its first: family, given, suffix, literal, ORCID, number of the
// block, and its key where it is the first of a block.
func (s *Store) writeForms(w *writer, m *model) {
	f := &m.forms
	blocks := int32(0)
	for i := range f.names[:m.firstForm] {
		blocks = max(blocks, f.block[i]+1)
	}
	for from := int(m.firstForm); from < len(f.names); from += formsBlock {
		var v []byte
		for i := from; i < min(from+formsBlock, len(f.names)); i++ {
			a := &f.names[i]
			for _, t := range [...]string{a.Family, a.Given, a.Suffix, a.Literal, a.ORCID} {
				v = appendString(v, t)
			}
			if v = binary.AppendUvarint(v, uint64(f.block[i])); f.block[i] == blocks {
				v = appendString(v, f.keys[blocks])
				blocks++
			}
		}
		w.put(be32(uint32(from)), v, nil)
	}
}

// readForms reads all names.
func readForms(tx *bolt.Tx) (f nameForms, err error) {
	bad := fmt.Errorf("%w: names", ErrDamaged)
	b := tx.Bucket(bucketForm)
	if b == nil {
		return f, bad
	}
	err = b.ForEach(func(k, sealed []byte) error {
		v, err := open(bucketForm, k, sealed)
		if err != nil {
			return err
		}
		if binary.BigEndian.Uint32(k) != uint32(len(f.names)) {
			return bad
		}
		for t := (text{s: string(v)}); t.s != ""; {
			f.names = append(f.names, corpus.Name{Family: t.string(), Given: t.string(), Suffix: t.string(), Literal: t.string(), ORCID: t.string()})
			id := t.number()
			if id == uint64(len(f.keys)) {
				f.keys = append(f.keys, t.string())
			}
			if t.bad || id >= uint64(len(f.keys)) {
				return bad
			}
			f.block = append(f.block, int32(id))
		}
		return nil
	})
	return f, err
}

// before is what an extension knows of the graph that it extends.
type before struct {
	nodes   []node
	authors []*Author
	number  []uint32  // of today by number of then, None of a work that is gone
	then    []uint32  // of then by number of today, None of a work of the extension
	lost    []*Author // who is made anew
}

// touched says which blocks do not hold the lines that they held before, with
// all that matters for who is who.
func (m *model) touched(sizes []int32, rare []bool) []bool {
	b, f := m.before, &m.forms
	out := make([]bool, len(f.keys))
	touch := func(k *node) {
		for _, a := range k.names {
			out[f.block[a]] = true
		}
	}
	for _, n := range m.at {
		touch(&m.nodes[n])
	}
	for n := range b.nodes {
		if b.number[n] == None {
			touch(&b.nodes[n])
		}
	}
	m.regrouped(touch)
	for id, was := range f.rare(f.sizes(b.nodes)) {
		out[id] = out[id] || was != rare[id] && sizes[id] > 0
	}
	return out
}

// regrouped touches the works whose journal is another group of works than it
// was.
func (m *model) regrouped(touch func(*node)) {
	now, was := map[uint32]uint32{}, map[uint32]uint32{}
	bad := map[uint32]bool{}
	for n := range m.nodes {
		p := m.before.then[n]
		if p == None {
			continue
		}
		old, new := m.before.nodes[p].journal, m.nodes[n].journal
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
	if len(bad) == 0 {
		return
	}
	for n := range m.nodes {
		if p := m.before.then[n]; p != None && bad[m.before.nodes[p].journal] {
			touch(&m.nodes[n])
		}
	}
}

// keepAuthors takes over the persons of the blocks that were not touched.
func (m *model) keepAuthors(touched []bool) {
	b := m.before
	lost := make([]bool, len(b.authors))
	for n := range b.nodes {
		for i, f := range b.nodes[n].names {
			if touched[m.forms.block[f]] {
				lost[b.nodes[n].authors[i]] = true
			}
		}
	}
	place := make([]uint32, len(b.authors))
	for i, a := range b.authors {
		if lost[i] {
			b.lost = append(b.lost, a)
			continue
		}
		place[i] = uint32(len(m.authors))
		for j, w := range a.Works {
			a.Works[j] = b.number[w]
		}
		a.CitedBy = 0
		m.authors = append(m.authors, a)
	}
	for n := range m.nodes {
		p := b.then[n]
		if p == None {
			continue
		}
		for i, a := range b.nodes[p].authors {
			m.nodes[n].authors[i] = place[a]
		}
	}
}
