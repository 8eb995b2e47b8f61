package main

import (
	"fmt"
	"strconv"
	"strings"
)

// authors prints the authors, or the editors where there are none, and the
// year where it stands behind them. It returns whether the year is printed.
func (w *writer) authors(dated bool) bool {
	m := w.m
	switch {
	case w.chance(0.05):
		w.put(lAuthor, w.body())
	case w.chance(0.015):
		w.put(lAuthor, w.pick("–", "———", "—", "––")) // the same as before
	case len(m.Author) > 0 && !(len(m.Editor) > 0 && m.Type == "book" && w.chance(0.3)):
		w.put(lAuthor, w.list(m.Author))
	case len(m.Editor) > 0:
		if dated && w.chance(0.1) { // Antoni, C. H. (1994) (Hrsg.):
			w.put(lEditor, w.list(m.Editor))
			w.close(" ")
			w.put(lDate, "("+w.yearText()+")")
			w.put(lEditor, w.pick(w.t.eds...)+w.pick(": ", ", ", ". "))
			return true
		}
		w.put(lEditor, w.list(m.Editor)+w.pick(w.t.eds...))
	}
	if !dated {
		w.close(w.pick(": ", ": ", ", ", ", ", ". "))
		return false
	}
	y := w.yearText()
	switch w.r.IntN(7) {
	case 0, 1:
		w.close(" ")
		w.put(lDate, "("+y+"): ")
	case 2:
		w.close(" ")
		w.put(lDate, "("+y+"), ")
	case 3:
		w.close(" ")
		w.put(lDate, "("+y+"). ")
	case 4:
		w.close(", ")
		w.put(lDate, y+": ")
	case 5:
		w.close(w.pick(" ", ". "))
		w.put(lDate, y+w.pick(". ", ": "))
	case 6:
		w.close(" ")
		w.put(lDate, "("+y+") ")
	}
	return true
}

func (w *writer) yearText() string {
	if w.chance(0.015) {
		return w.pick(w.t.nodate...)
	}
	y := strconv.Itoa(w.m.year)
	if w.chance(0.08) {
		y += w.pick("a", "b", "c")
	}
	if w.chance(0.02) {
		first := strconv.Itoa(w.m.year - 1 - w.r.IntN(60))
		y += w.pick(" ["+first+"]", "/"+first, "["+first+"]", " ("+first+")")
	}
	return y
}

func (w *writer) title(q [2]string) {
	w.put(lTitle, q[0]+w.m.Title)
	if q[1] != "" && w.chance(0.5) && w.sep == ", " {
		w.close(q[1] + ", ")
		return
	}
	w.close(q[1] + w.sep)
}

// article prints an article of a journal.
func (w *writer) article() {
	loc := w.t.locators[w.r.IntN(len(w.t.locators))]
	inLoc := strings.Contains(loc, "y=") && w.chance(0.9)
	dated := w.authors(!inLoc && w.chance(0.75))
	if w.chance(0.88) { // physicists and chemists leave titles out
		w.title(w.quote)
	}
	in := ""
	if w.chance(0.5) {
		in = w.pick(w.t.in...)
	}
	if w.chance(0.05) && len(acronym(w.m.Container)) > 2 {
		w.m.Container = acronym(w.m.Container)
	}
	w.put(lBook, in+w.m.Container)
	w.close(w.pick(", ", " ", ", ", " ", ". "))
	printed := w.locator(loc, dated)
	if !dated && !printed {
		w.close(w.pick(", ", " "))
		w.put(lDate, w.endYear())
	}
	w.tail()
}

func (w *writer) endYear() string {
	y := strconv.Itoa(w.m.year)
	if w.chance(0.4) {
		return "(" + y + ")"
	}
	if w.chance(0.2) {
		return w.t.months[w.r.IntN(12)] + " " + y
	}
	return y
}

// locator prints the pieces of a locator pattern that have a value.
func (w *writer) locator(pattern string, dated bool) (year bool) {
	some := false
	for _, p := range strings.Split(pattern, "|") {
		label, v := lVolume, w.m.Volume
		switch p[0] {
		case 'i':
			label, v = lIssue, w.m.Issue
		case 'p':
			label, v = lPage, w.pages()
		case 'y':
			label, v = lDate, strconv.Itoa(w.m.year)
			if dated {
				v = ""
			}
		}
		if v == "" {
			continue
		}
		year = year || p[0] == 'y'
		if some && label == lPage && w.s.Len() > 0 && !strings.HasSuffix(w.s.String(), " ") && !strings.HasSuffix(w.s.String(), ":") {
			w.close(", ")
		}
		text := strings.ReplaceAll(p[2:], "%", v)
		if label == lVolume && !some && w.chance(0.02) {
			text = w.pick(w.t.anew...) + text
		}
		w.put(label, text)
		some = true
	}
	return year
}

// pages prints the pages in one of the usual ways.
func (w *writer) pages() string {
	p := w.m.Page
	if i := strings.IndexAny(p, ",;"); i > 0 {
		p = p[:i]
	}
	first, last, ok := strings.Cut(p, "-")
	switch {
	case p == "":
		return ""
	case !ok:
		if w.chance(0.15) {
			return first + w.pick("f.", "ff.", " ff.", "f", "ff")
		}
		return first
	case w.chance(0.05):
		return first + w.pick("f.", "ff.", " ff.", "ff")
	}
	return first + w.dash + last
}

// editors prints the editors of a book that a chapter is in.
func (w *writer) editors(in string) {
	if len(w.m.Editor) == 0 {
		return
	}
	names := w.list(w.m.Editor)
	if w.chance(0.08) {
		names = w.body()
	}
	if w.chance(0.03) && w.t.short {
		names = w.pick("Ders.", "ders.", "Dies.", "dies.", "Id.", "idem")
	}
	w.put(lEditor, in+names)
	if w.chance(0.93) {
		w.put(lEditor, w.pick(w.t.eds...))
	}
	w.close(w.pick(": ", ", ", ", ", ". "))
}

// chapter prints a chapter of a book.
func (w *writer) chapter() {
	dated := w.authors(w.chance(0.75))
	w.title(w.quote)
	in := w.pick(w.t.in...)
	after := w.chance(0.2)
	ahead := w.chance(0.12)
	if p := w.pages(); ahead && p != "" { // sociologists' "S. 85-114 in: …", "Pp. 85–114 in …"
		w.put(lPage, strings.TrimRight(w.pick(w.t.page...), " ")+w.pick(" ", " ", "")+p)
		w.close(" ")
	}
	if len(w.m.Editor) > 0 && !after {
		w.editors(in)
		in = ""
	}
	w.put(lBook, in+w.m.Container)
	if after && len(w.m.Editor) > 0 {
		switch w.r.IntN(4) {
		case 0:
			w.close(" ")
			w.put(lEditor, "("+w.pick(w.t.edited...)+w.list(w.m.Editor)+")")
		case 1:
			w.close(" ")
			w.put(lEditor, "("+w.list(w.m.Editor)+","+strings.Trim(w.pick(w.t.eds...), ",() ")+".)")
		default:
			w.close(w.pick(", ", ". "))
			w.put(lEditor, w.pick(w.t.edited...)+w.list(w.m.Editor))
		}
	}
	if w.m.Volume != "" && w.chance(0.4) {
		w.close(w.pick(", ", " "))
		w.put(lVolume, w.pick(w.t.vol...)+w.m.Volume)
	}
	if w.t == &english && w.m.Series != "" && w.chance(0.5) {
		w.close(", ")
		w.put(lVolume, w.pick("volume ", "vol. ")+strconv.Itoa(1+w.r.IntN(900))+" ")
		w.put(lSeries, "of "+w.m.Series)
		w.m.Series = ""
	}
	early := !ahead && w.chance(0.25)
	if early {
		w.chapterPages()
	}
	w.series()
	w.imprint(dated)
	if !early && !ahead {
		w.chapterPages()
	}
	w.tail()
}

func (w *writer) chapterPages() {
	p := w.pages()
	if p == "" {
		return
	}
	if w.chance(0.2) {
		w.close(" ")
		w.put(lPage, "("+w.pick(w.t.page...)+p+")")
		return
	}
	w.close(w.pick(", ", ", ", ". "))
	w.put(lPage, w.pick(w.t.page...)+p)
}

// series prints the series and the number in it.
func (w *writer) series() {
	m := w.m
	if m.Series == "" {
		return
	}
	n := strconv.Itoa(1 + w.r.IntN(120))
	if w.chance(0.7) {
		w.close(" ")
		w.put(lSeries, w.pick("(", "(= ", "(=", "[")+m.Series)
		if w.chance(0.75) {
			w.close(w.pick(", ", "; ", " "))
			w.put(lVolume, w.pick(w.t.vol...)+n)
		}
		if strings.Contains(w.s.String()[w.out[len(w.out)-1].from:], "[") {
			w.close("]")
		} else {
			w.close(")")
		}
		return
	}
	w.close(w.pick(". ", ". ", ", ", " – "))
	w.put(lSeries, w.pick("", "", "", "Reihe ")+m.Series)
	if w.chance(0.75) {
		w.close(w.pick(", ", " "))
		w.put(lVolume, w.pick(w.t.vol...)+n)
	}
}

// imprint prints place, publisher and, unless it is printed, the year.
func (w *writer) imprint(dated bool) {
	m := w.m
	place := m.Place
	if place != "" && w.chance(0.2) {
		place = w.place()
	}
	if place != "" && w.chance(0.08) {
		if list := w.p.places[m.lang]; len(list) > 0 {
			place += w.pick("/", " & ", ", ", " u. ", " and ", " / ") + list[w.r.IntN(len(list))]
		}
	}
	publisher := m.Publisher
	if w.chance(0.06) {
		publisher = w.body()
	}
	if place != "" && w.chance(0.35) {
		publisher = ""
	}
	if place+publisher != "" {
		w.close(w.pick(w.sep, w.sep, ". – ", ", "))
	}
	switch {
	case place != "" && publisher != "" && w.chance(0.2):
		w.put(lPubl, publisher)
		w.close(w.pick(", ", ": ", ", ", ". "))
		w.put(lPlace, place)
	case place != "" && publisher != "":
		w.put(lPlace, place)
		w.close(w.pick(": ", ": ", ", ", " : "))
		w.put(lPubl, publisher)
	case place != "":
		w.put(lPlace, place)
	case publisher != "":
		w.put(lPubl, publisher)
	}
	if dated {
		return
	}
	y := strconv.Itoa(m.year)
	if w.chance(0.15) {
		w.close(" ")
		w.put(lDate, "("+y+")")
		return
	}
	w.close(w.pick(" ", ", ", " ", ", "))
	if w.chance(0.05) {
		y = w.t.months[w.r.IntN(12)] + " " + y
	}
	if w.chance(0.04) && w.t.short {
		y = fmt.Sprint(2+w.r.IntN(8)) + "/" + y
	}
	w.put(lDate, y)
}

// book prints a book, a thesis, a report, a page of the web.
func (w *writer) book() {
	m := w.m
	dated := false
	if len(m.Author)+len(m.Editor) > 0 && w.chance(0.02) { // known by its title: Storia di Venezia, a cura di …
		w.title([2]string{})
		who := m.Editor
		if len(who) == 0 {
			who = m.Author
		}
		w.put(lEditor, w.pick(w.t.edited...)+w.list(who))
		w.close(w.sep)
	} else {
		dated = w.authors(w.chance(0.6))
		w.title([2]string{})
	}
	if m.Type == "report" && w.chance(0.6) || w.chance(0.07) {
		w.paperSeries()
	}
	if w.chance(0.03) {
		w.put(lNote, strconv.Itoa(2+w.r.IntN(4))+w.pick(" Bände", " Bde.", " vols.", " voll.", " vol.", " tomes"))
		w.close(w.pick(", ", ". "))
	}
	if m.Type == "thesis" && w.chance(0.8) {
		w.put(lGenre, w.pick(w.t.thesis...))
		w.close(w.pick(", ", ". ", " "))
		if w.chance(0.4) {
			w.put(lPubl, w.pick(w.t.university...)+w.place())
			w.close(w.pick(", ", ". "))
		}
	}
	if m.Volume != "" && w.chance(0.5) && len(m.Volume) < 5 {
		w.put(lVolume, w.pick(w.t.vol...)+m.Volume)
		w.close(w.pick(", ", ". "))
	}
	if w.chance(0.1) {
		w.put(lEd, strings.ReplaceAll(w.pick(w.t.ed...), "%", strconv.Itoa(2+w.r.IntN(9))))
		w.close(w.pick(", ", ". ", " "))
	}
	if s := w.s.String(); m.Series != "" && strings.HasSuffix(s, w.sep) {
		w.s.Reset()
		w.s.WriteString(s[:len(s)-len(w.sep)])
		w.out[len(w.out)-1].to = w.s.Len()
		w.series()
		w.close(w.sep)
	}
	w.trimSep()
	w.imprint(dated)
	if w.chance(0.08) && w.t.short {
		w.close(", ")
		w.put(lPage, w.pick(w.t.page...)+strconv.Itoa(1+w.r.IntN(400))+w.pick("", "", "f.", "ff."))
	}
	w.tail()
}
