package graph

import (
	"cmp"
	"slices"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/person"
)

// byline is one name in one work's list of authors.
type byline struct {
	work uint32
	pos  int32
	name int32 // index in nameForms
	form int32 // distinct printed name of the block
}

// nameForm is a distinct printed name within a block.
type nameForm struct {
	name corpus.Name
	text string // as shown: "Gillard, Steve"
	full bool   // a given name is spelt out
	init int    // initials
}

// makeAuthors finds the people behind the names. Names meet in a block of equal
// family and first initial; there two are one person if they carry one ORCID,
// or one full name; or if the shorter may stand for the longer and the works
// share a co-author, or a journal where two initials agree. Two people are
// never made one by a third name that would do for both: every name of a person
// must be compatible with every other.
//
// What becomes of a block depends on its lines and nothing else, so that an
// extension leaves those alone to which nothing was added.
func (m *model) makeAuthors() {
	sizes := m.forms.sizes(m.nodes)
	rare := m.forms.rare(sizes)
	var touched []bool // nil: all blocks
	if m.before != nil {
		touched = m.touched(sizes, rare)
	}
	for id := range sizes {
		if touched != nil && !touched[id] {
			sizes[id] = 0
		}
	}
	if touched != nil {
		m.keepAuthors(touched)
	}
	kept := len(m.authors)
	next := make([]int32, len(sizes)+1)
	for id, size := range sizes {
		next[id+1] = next[id] + size
	}
	all := make([]byline, next[len(sizes)])
	for n := range m.nodes {
		for i, f := range m.nodes[n].names {
			if id := m.forms.block[f]; touched == nil || touched[id] {
				all[next[id]] = byline{work: uint32(n), pos: int32(i), name: f}
				next[id]++
			}
		}
	}
	from := int32(0)
	for id := range sizes {
		if lines := all[from:next[id]]; len(lines) > 0 {
			m.authorBlock(int32(id), lines, rare[id])
		}
		from = next[id]
	}
	m.numberAuthors(kept)
}

func shownName(n corpus.Name) string {
	switch {
	case n.Family == "":
		return n.Literal
	case n.Given == "":
		return n.Family
	}
	return n.Family + ", " + n.Given
}

// people are the clusters of one block.
type people struct {
	lines  []byline
	forms  []nameForm
	fit    map[[2]int32]bool
	parent []int32
	works  [][]uint32 // of roots, sorted
	has    [][]int32  // forms of roots
	orcid  []string   // of roots
}

func (p *people) find(x int32) int32 {
	for p.parent[x] != x {
		p.parent[x] = p.parent[p.parent[x]]
		x = p.parent[x]
	}
	return x
}

func (p *people) compatible(a, b int32) bool {
	if a == b {
		return true
	}
	key := [2]int32{min(a, b), max(a, b)}
	v, ok := p.fit[key]
	if !ok {
		v = person.Compatible(p.forms[a].name, p.forms[b].name)
		p.fit[key] = v
	}
	return v
}

// unite makes two clusters one person unless something contradicts it.
func (p *people) unite(x, y int32) {
	a, b := p.find(x), p.find(y)
	if a == b || p.orcid[a] != "" && p.orcid[b] != "" && p.orcid[a] != p.orcid[b] {
		return
	}
	if len(p.works[a]) < len(p.works[b]) {
		a, b = b, a
	}
	works, disjoint := mergeSorted(p.works[a], p.works[b])
	if !disjoint { // two names of one list are two people
		return
	}
	for _, f := range p.has[a] {
		for _, g := range p.has[b] {
			if !p.compatible(f, g) {
				return
			}
		}
	}
	p.parent[b] = a
	p.works[a] = works
	for _, f := range p.has[b] {
		if !slices.Contains(p.has[a], f) {
			p.has[a] = append(p.has[a], f)
		}
	}
	p.orcid[a] = cmp.Or(p.orcid[a], p.orcid[b])
	p.works[b], p.has[b] = nil, nil
}

// mergeSorted merges two sorted lists, unless they share an element.
func mergeSorted(a, b []uint32) (out []uint32, disjoint bool) {
	if len(b) == 1 && a[len(a)-1] < b[0] {
		return append(a, b[0]), true
	}
	out = make([]uint32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			return nil, false
		case a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		default:
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...), true
}

// rareInitials is with how many different first initials a family name may be
// met in the library for it to be rare: two bearers of a rare name with one
// initial are more likely one person than two.
const rareInitials = 2

// maxRare is how many works bear a name that is still taken for rare.
const maxRare = 60

func familyOf(key string) string {
	family, _, _ := strings.Cut(key, " ")
	return family
}

func (m *model) authorBlock(key int32, lines []byline, rare bool) {
	p := m.newPeople(lines)
	if len(lines) > 1 {
		p.byORCID()
		p.byFullName()
		m.byCompany(p, key)
		m.byJournal(p)
		if rare && len(lines) <= maxRare {
			p.byRarity()
		}
	}
	var found groups[int32]
	for i := range lines {
		found.add(p.find(int32(i)), int32(i))
	}
	for _, r := range found.order {
		m.author(lines, found.lines[r])
	}
}

func (m *model) newPeople(lines []byline) *people {
	n := len(lines)
	p := &people{lines: lines, fit: map[[2]int32]bool{}, parent: make([]int32, n), works: make([][]uint32, n),
		has: make([][]int32, n), orcid: make([]string, n)}
	works, forms := make([]uint32, n), make([]int32, n)
	seen, met := map[string]int32{}, map[int32]int32{}
	for i := range lines {
		a := &m.forms.names[lines[i].name]
		f, ok := met[lines[i].name]
		if !ok {
			text := shownName(*a)
			if f, ok = seen[text]; !ok {
				f = int32(len(p.forms))
				seen[text] = f
				p.forms = append(p.forms, nameForm{name: *a, text: text, full: fullGiven(a.Given), init: len(person.Initials(a.Given))})
			}
			met[lines[i].name] = f
		}
		lines[i].form = f
		p.parent[i] = int32(i)
		p.orcid[i] = a.ORCID
		works[i], forms[i] = lines[i].work, f
		p.works[i], p.has[i] = works[i:i+1:i+1], forms[i:i+1:i+1]
	}
	return p
}

// fullGiven reports whether a given name is spelt out: a word of three letters
// and more that is not all capitals.
func fullGiven(given string) bool {
	for _, w := range strings.FieldsFunc(given, func(r rune) bool { return r == ' ' || r == '.' || r == '-' }) {
		if len(w) >= 3 && strings.ToUpper(w) != w {
			return true
		}
	}
	return false
}

func (p *people) byORCID() {
	first := map[string]int32{}
	for i, o := range p.orcid {
		if o == "" {
			continue
		}
		if j, ok := first[o]; ok {
			p.unite(j, int32(i))
		} else {
			first[o] = int32(i)
		}
	}
}

// byFullName unites equal names with a given name spelt out, and equal literals.
func (p *people) byFullName() {
	first := map[string]int32{}
	for i := range p.lines {
		f := &p.forms[p.lines[i].form]
		if !f.full && f.name.Family != "" {
			continue
		}
		k := fold.Fold(f.text)
		if j, ok := first[k]; ok {
			p.unite(j, int32(i))
		} else {
			first[k] = int32(i)
		}
	}
}

// groups collects the lines that share something, in the order in which it is
// met first.
type groups[K comparable] struct {
	lines map[K][]int32
	order []K
}

func (g *groups[K]) add(k K, line int32) {
	if g.lines == nil {
		g.lines = map[K][]int32{}
	}
	if g.lines[k] == nil {
		g.order = append(g.order, k)
	}
	g.lines[k] = append(g.lines[k], line)
}

// byCompany unites compatible names whose works share a co-author.
func (m *model) byCompany(p *people, key int32) {
	var met groups[int32]
	for i := range p.lines {
		for _, f := range m.nodes[p.lines[i].work].names {
			if co := m.forms.block[f]; co != key {
				met.add(co, int32(i))
			}
		}
	}
	for _, co := range met.order {
		p.chain(met.lines[co])
	}
}

// byJournal unites compatible names of two and more initials whose works stand
// in one journal.
func (m *model) byJournal(p *people) {
	var met groups[uint32]
	for i := range p.lines {
		if j := m.nodes[p.lines[i].work].journal; j != None && p.forms[p.lines[i].form].init >= 2 {
			met.add(j, int32(i))
		}
	}
	for _, j := range met.order {
		p.chain(met.lines[j])
	}
}

// byRarity unites the bearers of a rare name, unless some of them contradict
// each other: then an initial alone may be any of them.
func (p *people) byRarity() {
	for i := range p.forms {
		for j := range i {
			if !p.compatible(int32(i), int32(j)) {
				return
			}
		}
	}
	for i := range p.lines[1:] {
		p.unite(0, int32(i+1))
	}
}

// maxChain bounds how many persons of one group are tried against each line:
// what has not been united by then has too many bearers to tell apart.
const maxChain = 12

// chain tries each line of a group with the persons found in it so far.
func (p *people) chain(group []int32) {
	if len(group) < 2 {
		return
	}
	var roots []int32
	for _, i := range group {
		united := false
		for _, r := range roots {
			if p.find(r) == p.find(i) {
				united = true
				break
			}
		}
		for k := 0; k < len(roots) && !united; k++ {
			if p.compatible(p.lines[roots[k]].form, p.lines[i].form) {
				p.unite(roots[k], i)
				united = p.find(roots[k]) == p.find(i)
			}
		}
		if !united && len(roots) < maxChain {
			roots = append(roots, i)
		}
	}
}

// author makes one person of some of the lines of a block. N is set by
// numberAuthors; until then it is the place in m.authors.
func (m *model) author(lines []byline, of []int32) {
	a := &Author{Works: make([]uint32, 0, len(of))}
	at := uint32(len(m.authors))
	var best corpus.Name
	var text string
	seen := make([]corpus.Name, 0, 4)
	for _, i := range of {
		l := lines[i]
		m.nodes[l.work].authors[l.pos] = at
		a.Works = append(a.Works, l.work)
		name := m.forms.names[l.name]
		a.ORCID = cmp.Or(a.ORCID, name.ORCID)
		name.ORCID = ""
		if slices.Contains(seen, name) {
			continue
		}
		seen = append(seen, name)
		t := shownName(name)
		if len(seen) == 1 || cmp.Or(cmp.Compare(len(best.Given), len(name.Given)), strings.Compare(text, t)) > 0 {
			best, text = name, t
		}
		if !slices.Contains(a.Variants, t) {
			a.Variants = append(a.Variants, t)
		}
	}
	a.Name = best
	a.Variants = slices.DeleteFunc(a.Variants, func(v string) bool { return v == text })
	slices.Sort(a.Variants)
	slices.Sort(a.Works)
	a.Works = slices.Compact(a.Works)
	m.authors = append(m.authors, a)
}
