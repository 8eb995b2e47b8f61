package lint

import (
	"cmp"
	"slices"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/ident"
	"citegraph/corpus/journal"
	"citegraph/corpus/person"
)

// identifiers looks for other works that have the identifiers of the entry.
func (e *reading) identifiers() {
	for _, id := range idsOf(&e.r.CSL) {
		for _, n := range e.k.byID[id] {
			o := &e.k.works[n]
			if !unlike(e.r.CSL.Title, o.title) || e.translated(o) || n != e.n && !e.owns(o, id) || e.k.speaksFor(id, e.w.journal, o.journal) {
				continue
			}
			scheme, value, _ := strings.Cut(id, ":")
			f := e.find(DOITitle, "%s %s is also that of %q", strings.ToUpper(scheme), value, brief(o.title))
			f.Other = o.id
			e.counts(scheme)
			break
		}
	}
}

// owns reports whether an identifier is rather the other work's: of the two its
// best is that one, or else it is the sounder of the two.
func (e *reading) owns(o *work, id string) bool {
	theirs, mine := slices.Contains(o.own, id), slices.Contains(e.w.own, id)
	if theirs != mine {
		return theirs
	}
	return e.sound(o)
}

// translated reports whether o may be the entry under a title in another
// language: same first author, year and place.
func (e *reading) translated(o *work) bool {
	return e.r.CSL.Year() == o.year && e.r.CSL.Volume == o.volume && sharesName(e.r.CSL.Author, o.names)
}

// sharesName reports whether one of the first names may be one of the others.
func sharesName(a, b []corpus.Name) bool {
	for i := range a[:min(3, len(a))] {
		for j := range b {
			if person.Compatible(a[i], b[j]) || family(a[i]) != "" && family(a[i]) == family(b[j]) {
				return true
			}
		}
	}
	return false
}

func family(n corpus.Name) string { return fold.Slug(cut(cmp.Or(n.Family, n.Literal), 256)) }

// stem holds the form of the DOI against journal and year.
func (e *reading) stem() {
	doi, ok := ident.DOI(e.r.CSL.DOI)
	if !ok {
		return
	}
	title, year := containerOf(&e.r.CSL), e.r.CSL.Year()
	j, known := e.ownJournal()
	if s := stemOf(doi); known && e.k.stems[s] != nil {
		if st := e.k.stems[s]; st.journal != j && !e.k.oneJournal(st.journal, title) {
			e.find(DOIPlace, "DOIs that begin %s are of %s (%d works here), the entry says %s", s, brief(e.k.title[st.journal]), st.works, brief(title))
			e.counts("doi")
			return
		}
	}
	if y, ok := yearOf(doi); ok && year != 0 && (year < y-1 || year > y+4) {
		e.find(DOIPlace, "DOI %s is of %d, the entry says %d", doi, y, year)
		e.counts("doi")
	}
}

// oneJournal reports whether title may be one of journal j.
func (k *known) oneJournal(j uint32, title string) bool {
	title = strings.TrimRight(title, " 0123456789.,;:")
	return journal.Key(title) == journal.Key(k.title[j]) || journal.Compatible(k.title[j], title)
}

// speaksFor reports whether an identifier is by its form that of one work and
// not of another: its stem is that of one's journal only.
func (k *known) speaksFor(id string, mine, other uint32) bool {
	doi, ok := strings.CutPrefix(id, "doi:")
	if !ok {
		return false
	}
	st := k.stems[stemOf(doi)]
	return st != nil && st.journal == mine && st.journal != other
}

// spot looks for another work at the same journal, volume and page.
func (e *reading) spot() {
	j, ok := e.ownJournal()
	if !ok {
		return
	}
	for _, n := range e.k.spots[spotOf(j, &e.r.CSL)] {
		o := &e.k.works[n]
		if n == e.n || !unlike(e.r.CSL.Title, o.title) || len(e.r.CSL.Author) == 0 || len(o.names) == 0 || sharesName(e.r.CSL.Author, o.names) || !e.sound(o) {
			continue
		}
		f := e.find(SamePlace, "at %s %s:%s is %q", brief(containerOf(&e.r.CSL)), e.r.CSL.Volume, e.r.CSL.Page, brief(o.title))
		f.Other = o.id
		e.counts("place")
		return
	}
}

// mixedUp looks for a work of the same long title by others, in another year.
// An entry with an identifier of its own is one of those that do share a title.
func (e *reading) mixedUp() {
	t := fold.Tokens(cut(e.r.CSL.Title, 1024))
	if len(t) < minTitle || len(e.r.CSL.Author) == 0 || e.r.CSL.Year() == 0 || len(idsOf(&e.r.CSL)) > 0 {
		return
	}
	for _, n := range e.k.titles[strings.Join(t, " ")] {
		o := &e.k.works[n]
		if len(o.names) == 0 || o.year == 0 || sharesWord(e.r.CSL.Author, o.names) || !e.sound(o) {
			continue
		}
		if far := e.r.CSL.Year() - o.year; far >= -1 && far <= 1 {
			continue
		}
		f := e.find(MixedUp, "a work of this title is by %s, %d", nameList(o.names), o.year)
		f.Other = o.id
		e.counts("title")
		return
	}
}

// sharesWord reports whether a word of one of the first names is one of the
// others': names of groups are read in many ways.
func sharesWord(a, b []corpus.Name) bool {
	in := map[string]bool{}
	for _, n := range b {
		for _, t := range fold.Tokens(cut(n.Family+" "+n.Given+" "+n.Literal, 256)) {
			in[t] = len(t) > 2
		}
	}
	for _, n := range a[:min(3, len(a))] {
		for _, t := range fold.Tokens(cut(n.Family+" "+n.Given+" "+n.Literal, 256)) {
			if in[t] {
				return true
			}
		}
	}
	return false
}

func nameList(names []corpus.Name) string {
	s := cmp.Or(names[0].Family, names[0].Literal)
	if len(names) > 1 {
		s += " et al."
	}
	return brief(s)
}

// invented says that several data of the entry contradict each other. One slip
// explains one contradiction; of two that have nothing to do with each other
// it is less likely that they were two slips.
func (e *reading) invented() {
	how := "possibly"
	if len(e.odds) > 2 {
		how = "quite possibly"
	}
	f := e.find(Invented, "%d of its data contradict what is known: %s a mix of two works, or one that does not exist; look it up", len(e.odds), how)
	for _, c := range e.odds {
		f.Reasons = append(f.Reasons, c.says)
	}
}
