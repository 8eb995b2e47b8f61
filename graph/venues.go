package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/ident"
	"citegraph/corpus/journal"
)

// venue is the mentions of one container title.
type venue struct {
	forms map[string]int // as printed, how often
	issn  map[string]int
	works []uint32
}

func newVenues() *venues { return &venues{key: map[string]string{}, parent: map[string]string{}} }

func containerOf(w *corpus.Work) string { return cmp.Or(w.ContainerTitle, w.ContainerTitleShort) }

// venues remembers keys of titles as printed.
type venues struct {
	key    map[string]string
	parent map[string]string // union of keys
}

func (v *venues) keyOf(title string) string {
	if title == "" {
		return ""
	}
	k, ok := v.key[title]
	if !ok {
		k = journalKey(title)
		v.key[title] = k
	}
	return k
}

// journalKey folds what package journal takes for one journal.
func journalKey(title string) string { return fold.Slug(journal.Key(cut(title, 1024))) }

func (v *venues) find(k string) string {
	for v.parent[k] != "" && v.parent[k] != k {
		k = v.parent[k]
	}
	return k
}

// unite makes the smaller key that of both.
func (v *venues) unite(a, b string) {
	a, b = v.find(a), v.find(b)
	if a == b {
		return
	}
	v.parent[max(a, b)] = min(a, b)
}

// titleStats are what the mentions of works say of container titles: counted, so
// that a work can be taken out again.
type titleStats struct {
	same  map[[2]string]int // titles as printed that are one journal
	forms map[[2]string]int // by title of the work: forms of it
	issn  map[[2]string]int // by title of the work: ISSN

	containers []string // titles that works have, each once
	at         map[string]int32
}

func newTitleStats() titleStats {
	return titleStats{same: map[[2]string]int{}, forms: map[[2]string]int{}, issn: map[[2]string]int{}}
}

// number is that of a title that a work has, -1 for none.
func (t *titleStats) number(title string) int32 {
	if title == "" {
		return -1
	}
	if t.at == nil {
		t.at = map[string]int32{}
		for i, c := range t.containers {
			t.at[c] = int32(i)
		}
	}
	n, ok := t.at[title]
	if !ok {
		n, title = int32(len(t.containers)), strings.Clone(title)
		t.at[title] = n
		t.containers = append(t.containers, title)
	}
	return n
}

func count(m map[[2]string]int, a, b string, n int) {
	k := [2]string{a, b}
	if _, ok := m[k]; !ok {
		k = [2]string{strings.Clone(a), strings.Clone(b)}
	}
	if m[k] += n; m[k] == 0 {
		delete(m, k)
	}
}

// add counts a work with its mentions n times, which may be -1: two titles are
// one journal if a mention carries both, or if two mentions of one work print
// them and one may abbreviate the other.
func (t *titleStats) add(v *venues, work string, mentions []*corpus.Work, n int) {
	first := ""
	for _, w := range mentions {
		title, short := w.ContainerTitle, w.ContainerTitleShort
		if title != "" && short != "" && title != short && journal.Compatible(title, short) {
			count(t.same, title, short, n)
		}
		switch c := cmp.Or(title, short); {
		case c == "" || len(mentions) == 1:
		case first == "":
			first = c
		case v.keyOf(c) != v.keyOf(first) && journal.Compatible(first, c):
			count(t.same, first, c, n)
		}
		if work == "" {
			continue
		}
		for _, f := range []string{title, short} {
			if f != "" {
				count(t.forms, work, f, n)
			}
		}
		if i, ok := ident.ISSN(w.ISSN); ok {
			count(t.issn, work, i, n)
		}
	}
}

// makeJournals groups works by container. Two titles are one journal if package
// journal says so, or if the mentions of works do: so abbreviations that no
// list knows are learnt from the corpus.
func (m *model) makeJournals(v *venues) {
	for p := range m.titles.same {
		v.unite(v.keyOf(p[0]), v.keyOf(p[1]))
	}
	m.joinAbbreviations(v)
	by := map[string]*venue{}
	at := make([]*venue, len(m.titles.containers))
	for n := range m.nodes {
		c := m.nodes[n].container
		if c < 0 {
			continue
		}
		if at[c] == nil {
			k := v.keyOf(m.titles.containers[c])
			if k == "" {
				continue
			}
			k = v.find(k)
			if by[k] == nil {
				by[k] = &venue{forms: map[string]int{}, issn: map[string]int{}}
			}
			at[c] = by[k]
		}
		at[c].works = append(at[c].works, uint32(n))
	}
	for p, n := range m.titles.forms {
		if k := v.find(v.keyOf(p[0])); by[k] != nil && v.find(v.keyOf(p[1])) == k {
			by[k].forms[p[1]] += n
		}
	}
	for p, n := range m.titles.issn {
		if k := v.find(v.keyOf(p[0])); by[k] != nil {
			by[k].issn[p[1]] += n
		}
	}
	for _, k := range slices.Sorted(maps.Keys(by)) {
		m.journals = append(m.journals, newJournal(k, by[k]))
	}
	slices.SortFunc(m.journals, func(a, b *Journal) int { return strings.Compare(a.ID, b.ID) })
	for n := range m.nodes {
		m.nodes[n].journal = None
	}
	for n, j := range m.journals {
		j.N = uint32(n)
		for _, w := range j.Works {
			m.nodes[w].journal = uint32(n)
		}
	}
}

// maxAlike is how many titles with the same initials are compared.
const maxAlike = 64

// joinAbbreviations unites a title with the one longer title of the library
// that it may abbreviate: "Funct. Integr. Genom." and "Functional & Integrative
// Genomics". Titles meet by the initials of their telling words; one that may
// abbreviate two journals stays by itself.
func (m *model) joinAbbreviations(v *venues) {
	longest := map[string]string{}
	met := make([]bool, len(m.titles.containers))
	for n := range m.nodes {
		c := m.nodes[n].container
		if c < 0 || met[c] {
			continue
		}
		met[c] = true
		t := m.titles.containers[c]
		if k := v.keyOf(t); k != "" {
			if k = v.find(k); len(t) > len(longest[k]) || len(t) == len(longest[k]) && t < longest[k] {
				longest[k] = t
			}
		}
	}
	alike := map[string][]string{}
	for _, k := range slices.Sorted(maps.Keys(longest)) {
		if i := titleInitials(longest[k]); len(i) > 1 {
			alike[i] = append(alike[i], k)
		}
	}
	for _, i := range slices.Sorted(maps.Keys(alike)) {
		ks := alike[i]
		if len(ks) > maxAlike {
			continue
		}
		for _, k := range ks {
			full, many := "", false
			for _, o := range ks {
				if len(longest[o]) > len(longest[k]) && v.find(o) != v.find(k) && journal.Compatible(longest[k], longest[o]) {
					many = many || full != "" && v.find(full) != v.find(o)
					full = o
				}
			}
			if full != "" && !many {
				v.unite(k, full)
			}
		}
	}
}

// titleInitials are the initials of the telling words of a title.
func titleInitials(title string) string {
	var b strings.Builder
	for _, t := range fold.Tokens(cut(title, 256)) {
		switch t {
		case "the", "of", "and", "in", "for", "on", "a", "an", "de", "la", "der", "und", "et", "e", "y", "du", "des", "die", "fur":
		default:
			b.WriteByte(t[0])
		}
	}
	return b.String()
}

func newJournal(key string, ve *venue) *Journal {
	j := &Journal{ID: idOf('j', key, idLetters), Works: ve.works}
	forms := slices.Sorted(maps.Keys(ve.forms))
	best := slices.MaxFunc(forms, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(fold.Tokens(a)), len(fold.Tokens(b))), cmp.Compare(len(a), len(b)), cmp.Compare(titleRank(a), titleRank(b)), strings.Compare(b, a))
	})
	short := slices.MinFunc(forms, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	j.Title = best
	if len(short) < len(best) && fold.Slug(short) != fold.Slug(best) {
		j.Abbrev = short
	}
	j.ISSN = slices.Sorted(maps.Keys(ve.issn))
	for _, f := range forms {
		if known, ok := journal.Lookup(f); ok {
			j.Title, j.Abbrev = known.Title, cmp.Or(known.Abbrev, j.Abbrev)
			j.ISSN = append(j.ISSN, known.ISSN...)
			slices.Sort(j.ISSN)
			j.ISSN = slices.Compact(j.ISSN)
			break
		}
	}
	for _, f := range forms {
		if f != j.Title && f != j.Abbrev {
			j.Variants = append(j.Variants, f)
		}
	}
	return j
}
