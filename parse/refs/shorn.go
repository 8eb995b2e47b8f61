package refs

import (
	"strings"

	"citegraph/corpus"
)

// shorn cuts off the title p what print sets behind it and the chain took for
// more of it: a volume, how many there are, the kind and number of a report, the
// word that announces a link. Volume, kind and number go where they belong.
func (f *fields) shorn(w *corpus.Work, p part) part {
	inf := f.s.x.inf
	for i := p.from + 1; i < p.to; i++ {
		g := &inf[i].gap
		stop := g.close == cComma || g.close == cDot && g.space || g.close == cParenPunct || g.close == cQuotePunct || g.close == cQuery && g.space
		switch {
		case stop && (f.linkAhead(i, p.to) || i+2 == p.to && f.volumesAt(i)):
		case g.open == oSquare && inf[i].role&rThesis != 0 && inf[i].nlow > 4, stop && f.reportAt(i, p.to):
			end, at := i+1, p.end
			for end < p.to && (inf[end].gap.close == cSpace || inf[end].gap.close == cDash) && inf[end].gap.open == oNone {
				end++
			}
			if end < p.to {
				at = inf[end].gap.bound
			}
			f.parts = append(f.parts, part{Genre, g.bound, at, i, end})
		case g.close == cComma && f.volumeAt(i, p.to):
			if w.Volume == "" && !f.has(Volume) {
				f.number(part{Volume, g.bound, inf[i+1].gap.bound, i, i + 2}, w)
			}
		case stop && i > p.from+1 && f.codeAt(i, p.to):
			if w.Number == "" {
				w.Number = trimTitle(f.span(i, p.to))
			}
		default:
			continue
		}
		p.to, p.end = i, g.bound
		return p
	}
	return p
}

// volumesAt reports whether token i says how many volumes there are: "2 Bde.".
func (f *fields) volumesAt(i int) bool {
	n, word := &f.s.x.inf[i], &f.s.x.inf[i+1]
	if n.num < 2 || n.num > 99 || word.gap.close != cSpace {
		return false
	}
	switch string(word.low[:word.nlow]) {
	case "bde", "bande", "baende", "vols", "volumes", "voll", "volumi", "tomes", "tomos", "tomi":
		return true
	}
	return false
}

// linkAhead reports whether token i begins the words that announce a link, a
// colon behind them: "online:", "Verfügbar unter:".
func (f *fields) linkAhead(i, to int) bool {
	inf := f.s.x.inf
	for k := i; k+1 < to && k < i+3; k++ {
		if inf[k].role&(rOnline|rAccessed) == 0 {
			switch string(inf[k].low[:inf[k].nlow]) {
			case "unter", "url", "internetquelle":
			case "at", "from", "via", "en", "em", "su", "sur":
				if k == i {
					return false
				}
			default:
				return false
			}
		}
		if g := &inf[k+1].gap; g.close == cColon {
			return true
		} else if g.close != cSpace {
			return false
		}
	}
	return false
}

// reportAt reports whether two words that name a kind of report stand at i:
// Technical Report, Working Paper.
func (f *fields) reportAt(i, to int) bool {
	if i+1 >= to {
		return false
	}
	a, b := &f.s.x.inf[i], &f.s.x.inf[i+1]
	return a.role&b.role&rReport != 0 && b.gap.close == cSpace && a.cls == clCap && a.nlow > 5 && b.nlow > 2
}

// volumeAt reports whether "vol. II" or its like stands at i.
func (f *fields) volumeAt(i, to int) bool {
	if i+1 >= to {
		return false
	}
	a, b := &f.s.x.inf[i], &f.s.x.inf[i+1]
	if a.dep > 0 {
		return false
	}
	if i+2 < to { // Band 3: Theorie der Unternehmung; Volumes 1–7
		if c := f.s.x.inf[i+2].gap.close; c == cColon || c == cDash {
			return false
		}
	}
	switch low := string(a.low[:a.nlow]); low {
	case "vol", "vols", "voll", "volume", "volumes", "band", "bd", "bde", "tome", "tomo":
		return (digits(b.cls) && b.cls != clYear || b.role&rRoman != 0) && b.gap.open == oNone
	}
	return false
}

// codeAt reports whether tokens [i, to) are the number of a report: capitals
// and figures joined by dashes or slashes, as in MIT/LCS/TR-408.
func (f *fields) codeAt(i, to int) bool {
	inf := f.s.x.inf
	caps, figures, joined := false, false, false
	for k := i; k < to; k++ {
		switch c := inf[k].cls; {
		case c == clCaps || c == clCaps23 || c == clMixed || c == clInitial && k > i:
			caps = caps || c != clMixed
		case digits(c):
			figures = true
		default:
			return false
		}
		if k == i {
			continue
		}
		switch g := &inf[k].gap; {
		case g.open != oNone:
			return false
		case g.close == cDash || g.close == cSlash || g.close == cSpaceDash:
			joined = true
		case g.close != cNone && g.close != cSpace:
			return false
		}
	}
	return caps && figures && joined && !strings.Contains(f.span(i, to), "–")
}
