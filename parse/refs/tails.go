package refs

import (
	"strings"

	"citegraph/corpus"
)

// What follows a title or a container often comes out as its tail, where print
// does not set it off: who translated it, its number, its date, its place. The
// tails are known by the words that begin or end them.

// handed cuts who translated or edited a work off its title: "The Trial.
// Translated by Edwin Muir". It returns where the title ends.
func (f *fields) handed(w *corpus.Work, p part) part {
	inf := f.s.x.inf
	for i := p.from + 1; i+2 < p.to; i++ {
		t := &inf[i]
		open := t.gap.open == oParen || t.gap.open == oSquare
		if t.role&(rTranslator|rEditor) == 0 || t.nlow < 5 || !open && t.gap.close != cDot && t.gap.close != cComma && t.gap.close != cParenPunct {
			continue
		}
		by := i + 1
		for by+1 < p.to && inf[by].role&(rAnd|rTranslator|rEditor) != 0 && by < i+3 {
			by++
		}
		switch string(inf[by].low[:inf[by].nlow]) {
		case "by", "von", "vom", "par", "por":
		default:
			continue
		}
		if by+1 >= p.to || inf[by+1].gap.close != cSpace {
			continue
		}
		rest := part{Editor, t.gap.bound, p.end, i, p.to}
		if t.role&rTranslator != 0 {
			rest.label = Translator
		}
		names := f.names(rest)
		if rest.label == Translator && len(w.Translator) == 0 {
			w.Translator = names
		} else if rest.label == Editor && len(w.Editor) == 0 {
			w.Editor = names
		}
		p.to, p.end = i, t.gap.bound
		return p
	}
	return p
}

// tailed is the container segment p without a number or a date at its end,
// which go where they belong unless something else is there.
func (f *fields) tailed(w *corpus.Work, p part) part {
	inf := f.s.x.inf
	last := p.to - 1
	if p.to-p.from < 3 {
		return p
	}
	cut := func(at int) {
		p.to, p.end = at, inf[at].gap.bound
	}
	t, word := &inf[last], &inf[last-1]
	switch {
	case digits(t.cls) && t.cls != clYear && f.endsInNumber(p) && !f.has(Volume) && !f.has(Issue):
		q := part{Volume, word.gap.bound, p.end, last - 1, p.to}
		if word.role&rVolume == 0 {
			q.label = Issue
		}
		cut(last - 1)
		f.number(q, w)
	case t.cls == clYear && word.role&(rMonth|rSeason) != 0 && word.nlow > 2 && word.cls == clCap:
		at := last - 1
		if day := &inf[at-1]; at-1 > p.from && day.num > 0 && day.num <= 31 {
			if inf[at-2].num >= 0 {
				return p // days of a meeting
			}
			at--
		}
		if at <= p.from {
			return p
		}
		d, _ := f.date(part{Date, inf[at].gap.bound, p.end, at, p.to})
		w.Issued = better(w.Issued, d)
		cut(at)
	case t.role&rStatus != 0 && (string(t.low[:t.nlow]) == "forthcoming" || string(t.low[:t.nlow]) == "erscheinen"):
		at := last
		for at-1 > p.from && inf[at-1].cls == clLower && inf[at].gap.open == oNone && inf[at].gap.close == cSpace {
			at--
		}
		if w.Status == "" {
			w.Status = f.status(part{Date, inf[at].gap.bound, p.end, at, p.to})
		}
		cut(at)
	}
	return p
}

// endsInNumber reports whether the container segment p ends in a number and the
// word that announces it, and is neither a special issue nor a series of
// reports, of which the number is part.
func (f *fields) endsInNumber(p part) bool {
	inf := f.s.x.inf
	word := &inf[p.to-2]
	if word.role&(rVolume|rIssue) == 0 || word.nlow < 2 || word.role&rRoman != 0 || strings.HasPrefix(string(word.low[:word.nlow]), "s") {
		return false
	}
	for i := p.from; i < p.to; i++ {
		if inf[i].role&rReport != 0 && inf[i].nlow > 4 {
			return false
		}
	}
	return true
}

// native joins to the name of a journal the country that is part of it, which
// came out as a place: Proc Natl Acad Sci USA 94.
func (f *fields) native(p part) part {
	for _, q := range f.parts {
		if q.from != p.to || q.label != PublisherPlace || q.to-q.from != 1 || f.after(q) != Volume {
			continue
		}
		t := &f.s.x.inf[q.from]
		if low := string(t.low[:t.nlow]); t.gap.close == cSpace && t.gap.open == oNone && t.cls == clCaps23 && (low == "usa" || low == "uk") {
			p.to, p.end = q.to, q.end
		}
	}
	return p
}

// nativePlace reports whether a place belongs to the name of the journal that
// stands before it.
func (f *fields) nativePlace(q part) bool {
	for _, p := range f.parts {
		if p.label == ContainerTitle && p.to == q.from {
			return f.native(p).to > p.to
		}
	}
	return false
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
