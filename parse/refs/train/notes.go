package main

import (
	"strconv"
	"strings"
)

// paper prints an article of a newspaper or magazine.
func (w *writer) paper() {
	if w.chance(0.6) {
		w.authors(false)
		w.title(w.quote)
	}
	in := ""
	if w.chance(0.3) {
		in = w.pick(w.t.in...)
	}
	w.put(lBook, in+w.m.Container)
	d := w.day(w.m.year, w.chance(0.6))
	switch {
	case w.t == &german && w.chance(0.8):
		w.close(" ")
		w.put(lDate, w.pick("vom ", "v. ")+d)
	case w.chance(0.3):
		w.close(" ")
		w.put(lDate, "("+d+")")
	default:
		w.close(", ")
		w.put(lDate, d)
	}
	if w.chance(0.7) {
		w.close(", ")
		w.put(lPage, w.pick(w.t.page...)+strconv.Itoa(1+w.r.IntN(60)))
	}
}

// short prints what a footnote gives of a work cited before.
func (w *writer) short() {
	h := w.m.Author
	if len(h) == 0 {
		h = w.m.Editor
	}
	if len(h) > 2 {
		h = h[:2]
	}
	var names []string
	for _, a := range h {
		n := a.Family
		if n == "" {
			n = a.Literal
		}
		names = append(names, n)
	}
	if w.chance(0.2) {
		w.put(lNote, w.pick("Vgl. ", "vgl. ", "Siehe ", "Cfr. ", "Cf. ", "Voir "))
	}
	w.put(lAuthor, strings.Join(names, w.pick("/", " u. ", " & ", " und ", " et ")))
	page := w.pick(w.t.page...) + strconv.Itoa(1+w.r.IntN(400)) + w.pick("", "", "f.", "ff.", " ff.")
	if w.chance(0.75) {
		y := strconv.Itoa(w.m.year) + w.pick("", "", "", "a", "b")
		switch w.r.IntN(3) {
		case 0:
			w.close(" ")
			w.put(lDate, "("+y+"), ")
		case 1:
			w.close(" ")
			w.put(lDate, y+w.pick(", ", ": "))
		default:
			w.close(", ")
			w.put(lDate, y+", ")
		}
	} else {
		w.close(w.pick(": ", ", "))
		words := strings.Fields(w.m.Title)
		w.put(lTitle, strings.Trim(strings.Join(words[:min(len(words), 1+w.r.IntN(3))], " "), ",:;."))
		w.close(", ")
	}
	w.put(lPage, page)
}
