package refs

import "slices"

// The border between two segments is now and then a word off, or a part of a
// word, where print sets no clear mark between them. What stands on the wrong
// side of it goes back before any field is read.

// initialed gives back to the container the first letters of its name that
// went with the authors as if they were initials: "A. Doe, Z. Phys. C 34". A
// name is never one letter, nor is it two where initials stand first: "A. Doe,
// C.R. Phys. 10".
func (f *fields) initialed() {
	inf := f.s.x.inf
	for i := range len(f.parts) - 1 {
		p, q := &f.parts[i], &f.parts[i+1]
		if p.label != Author || q.label != ContainerTitle || p.to-p.from < 3 || inf[q.from].gap.close != cDot {
			continue
		}
		k := p.to - 1
		if inf[k].cls == clInitial && inf[k-1].cls == clInitial && inf[p.from].cls == clInitial && k-1 > p.from {
			k--
		}
		if t := &inf[k]; t.cls == clInitial && t.gap.close == cComma && inf[k-1].cls != clInitial {
			p.to, p.end = k, t.gap.bound
			q.from, q.start = k, t.gap.bound
		}
	}
}

// dated gives a title the year it begins with, which came out as a second date:
// "2000. 2000 Census of Population".
func (f *fields) dated() {
	inf := f.s.x.inf
	for i := range len(f.parts) - 1 {
		p, q := &f.parts[i], &f.parts[i+1]
		if p.label != Date || q.label != Title || inf[p.from].cls != clYear {
			continue
		}
		at := p.from + 1
		if at == p.to || at+2 < p.to || inf[at].cls != clYear {
			continue
		}
		if g := &inf[at].gap; g.space && (g.close == cColon || g.close == cDot || g.close == cParenPunct) {
			p.to, p.end = at, g.bound
			q.from, q.start = at, g.bound
		}
	}
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

// yearly takes the second of two years that are the same for the volume of a
// journal that counts by years: "Med 2011, 2011, 508957".
func (f *fields) yearly() {
	inf := f.s.x.inf
	for i := range len(f.parts) - 1 {
		p := &f.parts[i]
		if p.label != Date || p.to-p.from != 2 || f.parts[i+1].label != Page || f.has(Volume) {
			continue
		}
		a, b := &inf[p.from], &inf[p.from+1]
		if a.cls == clYear && b.cls == clYear && a.num == b.num && (b.gap.close == cComma || b.gap.close == cSemi) {
			v := part{Volume, b.gap.bound, p.end, p.from + 1, p.to}
			p.to, p.end = v.from, v.start
			f.parts = slices.Insert(f.parts, i+1, v)
			return
		}
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

// calendar takes the day of a date in figures, "17.04.2014", for no number of a
// volume, an issue or a page.
func (f *fields) calendar() {
	inf := f.s.x.inf
	for i := range f.parts {
		p := &f.parts[i]
		if p.label != Volume && p.label != Issue && p.label != Page || p.from+2 >= len(inf) {
			continue
		}
		day, month, year := &inf[p.from], &inf[p.from+1], &inf[p.from+2]
		dotted := func(t *info) bool { return t.gap.close == cDot && !t.gap.space && t.gap.open == oNone }
		if day.num > 0 && day.num <= 31 && month.num > 0 && month.num <= 12 && dotted(month) && dotted(year) &&
			(year.cls == clYear || year.cls == clNum12 && year.nlow == 2) {
			p.label = Other
		}
	}
}
