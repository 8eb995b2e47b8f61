package main

import (
	"fmt"
	"strings"
)

// trimSep takes back the separator put last, so that imprint can put its own.
func (w *writer) trimSep() {
	s := w.s.String()
	t := strings.TrimRight(s, " ")
	if n := len(w.out); n > 0 && strings.HasSuffix(t, ",") {
		t = t[:len(t)-1]
		w.s.Reset()
		w.s.WriteString(t)
		w.out[n-1].to = len(t)
	} else if n > 0 && len(t) < len(s) {
		w.s.Reset()
		w.s.WriteString(strings.TrimSuffix(t, "."))
		w.out[n-1].to = w.s.Len()
	}
}

// tail prints links and notes.
func (w *writer) tail() {
	m := w.m
	if m.DOI != "" && w.chance(0.25) {
		w.close(w.pick(". ", ", ", " "))
		w.put(lDOI, w.pick("doi: ", "DOI: ", "https://doi.org/", "doi:", "DOI ", "http://dx.doi.org/")+m.DOI)
		return
	}
	if m.URL == "" && w.chance(0.97) || m.URL != "" && w.chance(0.4) {
		return
	}
	url := m.URL
	if url == "" {
		url = w.pick("http://www.", "www.", "https://") + w.pick("uni-", "archiv-", "portal.", "data", "info") + strings.ToLower(w.pick("berlin", "soz", "paris", "news", "stat")) + w.pick(".de", ".org", ".fr", ".it", ".net") + w.pick("", "/index.html", "/publ/2004/text.pdf", "/")
	}
	w.close(w.pick(". ", ", ", " "))
	b := w.pick("", "", "<", "(")
	w.put(lURL, w.pick(w.t.online...)+b+url)
	w.close(map[string]string{"": "", "<": ">", "(": ")"}[b])
	if w.chance(0.6) {
		w.close(w.pick(" ", ", ", ". "))
		seen := w.pick(w.t.seen...)
		day := w.day(m.year+1+w.r.IntN(4), w.chance(0.5))
		switch w.r.IntN(3) {
		case 0:
			w.put(lSeen, "("+seen+day+")")
		case 1:
			w.put(lSeen, "["+seen+day+"]")
		default:
			w.put(lSeen, seen+day)
		}
	}
}

// day prints a date in figures or words.
func (w *writer) day(year int, figures bool) string {
	d, m := 1+w.r.IntN(28), 1+w.r.IntN(12)
	if figures {
		return fmt.Sprintf(w.pick("%02d.%02d.%d", "%d.%d.%d", "%d. %d. %d", "%d/%d/%d"), d, m, year)
	}
	return fmt.Sprintf(w.pick("%d. %s %d", "%d %s %d"), d, w.t.months[m-1], year)
}
