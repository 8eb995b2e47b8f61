package refs

import "strings"

// What stands where in a part of a book: "Title. S. 12-30 in: Editors (Hg.),
// Book. Place". Between "in" and the book stand its editors, before "in" is no
// book. The chain sees a few words at a time and now and then loses the thread;
// here the order of the segments puts it right.

// within relabels segments around the editors that "in" announces.
func (f *fields) within() {
	titled := false
	for i := 0; i < len(f.parts); i++ {
		p := &f.parts[i]
		switch {
		case p.label == Title:
			titled = true
			continue
		case !titled || i == 0 || p.label != Author && p.label != Editor || !f.announced(i):
			continue
		}
		p.label = Editor
		if i+1 == len(f.parts) || f.parts[i+1].label != Title && f.parts[i+1].label != ContainerTitle {
			continue
		}
		f.parts[i+1].label = ContainerTitle
		if i < 2 || f.parts[i-1].label != ContainerTitle || f.parts[i-2].label != Title {
			return
		}
		if q := f.parts[i-1]; q.to-q.from == 1 && isIn(&f.s.x.inf[q.from]) {
			p.from, p.start = q.from, q.start
		} else {
			f.parts[i-2].to, f.parts[i-2].end = q.to, q.end
		}
		f.parts = append(f.parts[:i-1], f.parts[i:]...)
		return
	}
}

// seams gives back to the last author the family name that lost its space to
// the title: "P. MüllerEinführung in …" labelled author and title. Names that
// begin with initials end in the family.
func (f *fields) seams() {
	inf, toks := f.s.x.inf, f.s.x.toks
	for i := range len(f.parts) - 1 {
		p, q := &f.parts[i], &f.parts[i+1]
		if p.label != Author || q.label != Title || inf[p.from].cls != clInitial || inf[p.to-1].cls != clInitial || inf[q.from].cls != clMixed {
			continue
		}
		t := toks[q.from]
		if at := seam(f.raw[t.Start:t.End]); at > 0 {
			p.end, q.start = t.Start+at, t.Start+at
		}
	}
}

// seam is the byte of w at which a second word begins whose space was lost: a
// capital amid small letters, four at least before it and after. It is 0 where
// there is none.
func seam(w string) int {
	for i := 4; i+4 <= len(w); i++ {
		if w[i] >= 'A' && w[i] <= 'Z' && w[i-1] >= 'a' && w[i-1] <= 'z' && w[i+1] >= 'a' && w[i+1] <= 'z' {
			return i
		}
	}
	return 0
}

// met gives back to the name of a meeting the year that came out as its
// number: "Proceedings of CHI95".
func (f *fields) met() {
	inf := f.s.x.inf
	for i := 1; i < len(f.parts); i++ {
		p, q := &f.parts[i-1], f.parts[i]
		t := &inf[q.from]
		if p.label != ContainerTitle || q.label != Volume && q.label != Issue || q.to-q.from != 1 ||
			t.cls != clNum12 || t.nlow != 2 || t.gap.close != cNone || t.gap.open != oNone || inf[q.from-1].cls != clCaps23 && inf[q.from-1].cls != clCaps {
			continue
		}
		for k := range inf {
			if inf[k].cls == clYear && inf[k].num%100 == t.num {
				p.to, p.end = q.to, q.end
				f.parts = append(f.parts[:i], f.parts[i+1:]...)
				return
			}
		}
	}
}

// announced reports whether "in" stands at the start of segment i or at the
// end of the one before.
func (f *fields) announced(i int) bool {
	first, before := &f.s.x.inf[f.parts[i].from], &f.s.x.inf[f.parts[i].from-1]
	return isIn(first) && first.gap.close != cNone || isIn(before) && before.gap.close != cNone && f.parts[i-1].label != Title
}

// isIn reports a word that announces a container: no single letter, which is
// an initial as well.
func isIn(t *info) bool {
	return t.role&rIn != 0 && t.nlow > 1 && t.nlow < 6
}

// placed cuts off a title or container p the place that stands behind a stop
// or comma at its end, where no other segment is a place.
func (f *fields) placed(p part) (part, string) {
	inf := f.s.x.inf
	if f.has(PublisherPlace) {
		return p, ""
	}
	at := p.to - 1
	for at > p.from && inf[at].pm > 32 && inf[at].gap.close == cSpace {
		at--
	}
	if g := inf[at].gap; at < p.from+2 || inf[at].pm <= 32 || g.close != cComma && (g.close != cDot || f.after(p) == Volume) || !g.space || inf[at].cls != clCap || inf[p.to-1].nlow < 4 {
		return p, ""
	}
	toks := f.s.x.toks
	if before := f.raw[toks[p.from].Start:toks[at].Start]; strings.Count(before, "(") > strings.Count(before, ")") {
		return p, "" // within brackets: Clin Nutr (Edinburgh, Scotland)
	}
	place := trimTitle(f.raw[toks[at].Start:p.end])
	p.to, p.end = at, inf[at].gap.bound
	return p, place
}
