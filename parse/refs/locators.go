package refs

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// locators reads volume, issue and pages.
func (f *fields) locators(w *corpus.Work) {
	for i, p := range f.parts {
		switch p.label {
		case Volume:
			if f.doubles(i) {
				w.Issue = f.span(p.from, f.parts[i+1].to)
				f.trust("issue", w.Issue, p)
				continue
			}
			if y := f.gluedYear(p); y > 0 && w.Year() == 0 {
				w.Issued = &corpus.Date{Parts: [][]int{{y}}}
			}
			f.numbers(p, w)
		case Issue:
			f.numbers(p, w)
		case Page:
			f.pages(f.issueAhead(i, w), w)
		}
	}
	f.settle(w)
}

// issueAhead takes the issue out of the page segment i where it is the second
// of three numbers: "111, 443, 303–314" behind a journal. It returns what is
// left of the segment.
func (f *fields) issueAhead(i int, w *corpus.Work) part {
	p, inf := f.parts[i], f.s.x.inf
	if i == 0 || f.parts[i-1].label != Volume || f.has(Issue) || w.Issue != "" || p.to-p.from != 3 || !digits(inf[p.from-1].cls) {
		return p
	}
	a, b, c := &inf[p.from], &inf[p.from+1], &inf[p.from+2]
	if a.num <= 0 || b.num <= 0 || c.num <= 0 || a.gap.close != cComma || b.gap.close != cComma || c.gap.close != cDash && c.gap.close != cSpaceDash {
		return p
	}
	f.number(part{Issue, p.start, b.gap.bound, p.from, p.from + 1}, w)
	p.from, p.start = p.from+1, b.gap.bound
	return p
}

// numbers reads the volume, the issue or both from a segment labelled so:
// "12(3)", "Nr. 4, Jg. 55" and "66 10" are two numbers.
func (f *fields) numbers(p part, w *corpus.Work) {
	q, ok := f.second(p)
	if !ok {
		f.number(p, w)
		return
	}
	first := p
	first.to = q.from
	first.end = f.s.x.inf[q.from].gap.bound
	kind := func(p part, other int) int {
		switch r := f.s.x.inf[p.from].role; {
		case digits(f.s.x.inf[p.from].cls):
		case r&rIssue != 0:
			return Issue
		case r&rVolume != 0:
			return Volume
		}
		return other
	}
	first.label = kind(first, Volume)
	q.label = kind(q, Volume+Issue-first.label)
	if first.label == q.label {
		f.number(p, w)
		return
	}
	f.number(first, w)
	f.number(q, w)
}

// second is the second of two numbers in the volume or issue segment p: behind
// a word of its own that announces it, or behind nothing but a space or stop.
func (f *fields) second(p part) (part, bool) {
	inf := f.s.x.inf
	seen, n := false, 0
	for i := p.from; i < p.to; i++ {
		t := &inf[i]
		if !digits(t.cls) {
			if seen && t.role&(rVolume|rIssue) != 0 && t.role&rRoman == 0 && t.nlow > 0 && i+1 < p.to && digits(inf[i+1].cls) && !f.glued(i) {
				return part{p.label, t.gap.bound, p.end, i, p.to}, true
			}
			continue
		}
		if n == 1 && i+1 == p.to && p.label == Volume && i > p.from && digits(inf[i-1].cls) && t.cls != clYear && inf[i-1].cls != clYear &&
			t.gap.open == oNone && t.gap.space && (t.gap.close == cSpace || t.gap.close == cDot || t.gap.close == cComma) {
			return part{p.label, t.gap.bound, p.end, i, p.to}, true
		}
		seen = true
		n++
	}
	return part{}, false
}

// number sets the volume or the issue to the value of p, unless it has one.
func (f *fields) number(p part, w *corpus.Work) {
	to, name := &w.Volume, "volume"
	if p.label == Issue {
		to, name = &w.Issue, "issue"
	}
	if *to == "" {
		*to = f.counted(p, rVolume|rIssue)
		f.trust(name, *to, p)
	}
}

// settle puts right what the segments had in the wrong place: an article's
// number between the brackets of an issue, "7(e1002100)", and the year of
// "Heft 4/89".
func (f *fields) settle(w *corpus.Work) {
	if w.Page == "" && len(w.Issue) > 4 && (w.Issue[0] == 'e' || w.Issue[0] == 'E') && atoi(w.Issue[1:]) > 0 {
		w.Page, w.Issue = w.Issue, ""
	}
	if y := w.Year(); y > 0 && len(w.Issue) == 2 && w.Volume != "" && atoi(w.Issue) == y%100 && f.slashed(w.Volume, w.Issue) {
		w.Volume, w.Issue = "", w.Volume
	}
}

// slashed reports whether a volume of at most two digits stands before a slash
// and the issue, with no bracket or word between.
func (f *fields) slashed(volume, issue string) bool {
	return len(volume) <= 2 && atoi(volume) <= 53 && strings.Contains(f.raw, volume+"/"+issue)
}

// doubles reports whether a volume and the issue behind it are the two numbers
// of a double issue, since nothing but a dash or a slash stands between them:
// "13–14/2010", "5/6 (1994)".
func (f *fields) doubles(i int) bool {
	if i+1 >= len(f.parts) || f.parts[i+1].label != Issue {
		return false
	}
	p, q := f.parts[i], f.parts[i+1]
	if p.to-p.from != 1 || q.to-q.from != 1 || q.from != p.to {
		return false
	}
	inf, toks := f.s.x.inf, f.s.x.toks
	if !digits(inf[p.from].cls) || !digits(inf[q.from].cls) || inf[q.from].num != inf[p.from].num+1 {
		return false
	}
	between := f.raw[toks[p.from].End:toks[q.from].Start]
	return between == "/" || between == "-" || between == "–"
}

// span is what is printed from one token to before another.
func (f *fields) span(from, to int) string {
	return f.raw[f.s.x.toks[from].Start:f.s.x.toks[to-1].End]
}

// counted is the value of a volume or issue segment: without the words that
// introduce it ("Vol.", "Nr.") or name its unit ("50. Jg.", "12 권").
func (f *fields) counted(p part, words role) string {
	inf, toks := f.s.x.inf, f.s.x.toks
	from, to := p.from, p.to
	keep := func(i int) bool { // "Suppl 2" is a value, not an introduction
		s := string(inf[i].low[:inf[i].nlow])
		return strings.HasPrefix(s, "suppl") || strings.HasPrefix(s, "sonderh") || s == "pt" || s == "part" || s == "teil"
	}
	if f.gluedYear(p) > 0 {
		from++
	}
	from = f.anew(from, to)
	for from < to-1 && !digits(inf[from].cls) && inf[from].role&words != 0 && !keep(from) && !f.glued(from) {
		from++
	}
	for to-1 > from && inf[to-1].role&words != 0 && inf[to-1].role&rRoman == 0 && !keep(to-1) && inf[to-1].cls != clInitial {
		to--
	}
	if to-from == 1 && !digits(inf[from].cls) && inf[from].role&words != 0 && inf[from].role&rRoman == 0 && inf[from].nlow > 1 && !keep(from) {
		return "" // "Nr." announces a number that stands elsewhere
	}
	s := untag(f.raw[toks[from].Start:toks[to-1].End])
	return fold.Spaced(trimValue(s))
}

// anew is the token behind the words that say in which series of a periodical
// a number counts: "n.s. 2", "N.F. 12", "nouvelle série 3", "3rd ser. 14".
func (f *fields) anew(from, to int) int {
	inf, toks := f.s.x.inf, f.s.x.toks
	for i := from; i < min(from+3, to-1); i++ {
		if !digits(inf[i+1].cls) || toks[i].End == toks[i+1].Start {
			continue
		}
		switch string(inf[i].low[:inf[i].nlow]) {
		case "ns", "nf", "ser", "series", "serie", "folge", "epoca":
			return i + 1
		case "s", "f":
			if i > from && inf[i-1].nlow == 1 && inf[i-1].low[0] == 'n' {
				return i + 1
			}
		}
	}
	return from
}

// gluedYear is the year of "2005;100" where both were labelled a volume.
func (f *fields) gluedYear(p part) int {
	inf := f.s.x.inf
	if p.to-p.from > 1 && inf[p.from].cls == clYear && inf[p.from+1].gap.close == cSemi {
		return inf[p.from].num
	}
	return 0
}

// digits reports whether a class is one of numbers.
func digits(cls uint8) bool { return cls >= clYear && cls <= clNum5 }

// glued reports whether token i is a letter that belongs to the number after
// it: "B12", not "v12" or "no12".
func (f *fields) glued(i int) bool {
	inf, toks := f.s.x.inf, f.s.x.toks
	return i+1 < len(toks) && toks[i].End == toks[i+1].Start && inf[i].cls == clInitial
}

// pages reads a page segment: first and last page, or how many there are.
func (f *fields) pages(p part, w *corpus.Work) {
	inf, toks := f.s.x.inf, f.s.x.toks
	from, to := p.from, p.to
	word := false
	for from < to-1 && inf[from].role&(rPage|rVolume&^rRoman) != 0 && !digits(inf[from].cls) && !(toks[from].End == toks[from+1].Start && inf[from].nlow == 1 && inf[from].cls != clLetter) &&
		!(inf[from].nlow == 1 && inf[from].low[0] == 'e' && toks[from].End == toks[from+1].Start) {
		from++
		word = true
	}
	unit := false
	for to-1 > from && inf[to-1].role&rPage != 0 && !digits(inf[to-1].cls) && toks[to-2].End < toks[to-1].Start || to-1 > from && inf[to-1].nlow <= 2 && inf[to-1].role&rPage != 0 {
		to--
		unit = true
	}
	v := f.pageValue(from, to)
	if v == "" {
		return
	}
	if unit && !word && !strings.ContainsAny(v, "-") && f.counts(to) {
		if w.NumberOfPages == "" {
			w.NumberOfPages = v
		}
		return
	}
	if w.Page == "" {
		w.Page = v
		f.trust("page", v, p)
	} else if !strings.Contains(w.Page, ",") && len(w.Page)+len(v) < 40 {
		w.Page += ", " + v
	}
}

// counts reports whether the unit word at token i says how many pages there
// are: "254 p.", not "113f."
func (f *fields) counts(i int) bool {
	inf := f.s.x.inf
	s := string(inf[i].low[:inf[i].nlow])
	return s != "f" && s != "ff" && s != "sq" && s != "et" && s != "sqq"
}

// pageValue writes tokens [from, to) as first-last, the last page in full.
func (f *fields) pageValue(from, to int) string {
	inf, toks := f.s.x.inf, f.s.x.toks
	first, i := f.pageToken(from, to)
	if first == "" {
		return ""
	}
	if i >= to {
		return first
	}
	g := inf[i].gap
	for inf[i].role&(rPage|rAnd) != 0 && i+1 < to && !digits(inf[i].cls) && !(toks[i].End == toks[i+1].Start) {
		i++ // "pp. 12 - p. 15", "12 to 15"
	}
	dash := g.close == cDash || g.close == cSpaceDash
	if !dash || i >= to {
		return first
	}
	last, _ := f.pageToken(i, to)
	if last == "" {
		return first
	}
	return first + "-" + fullPage(first, last)
}

// pageToken is one page: a number with the letters glued to it.
func (f *fields) pageToken(from, to int) (string, int) {
	inf, toks := f.s.x.inf, f.s.x.toks
	digit := false
	for i := from; i < to; i++ {
		c := inf[i].cls
		if digits(c) || inf[i].role&rRoman != 0 {
			digit = true
		}
		more := i+1 < to && (toks[i].End == toks[i+1].Start ||
			!digit && inf[i].nlow <= 3 && toks[i+1].Start-toks[i].End == 1 && f.raw[toks[i].End] != ' ' && digits(inf[i+1].cls))
		if !more {
			s := f.raw[toks[from].Start:toks[i].End]
			if !digit {
				return "", i + 1
			}
			return s, i + 1
		}
	}
	return "", to
}

// fullPage restores what an abbreviated last page left out: 145, 55 → 155.
func fullPage(first, last string) string {
	i := len(first)
	for i > 0 && isDigit(first[i-1]) {
		i--
	}
	letters, a := first[:i], first[i:]
	if last == "" || !isDigit(last[0]) {
		return last
	}
	if len(last) < len(a) {
		if full := a[:len(a)-len(last)] + last; atoi(full) > atoi(a) {
			return letters + full
		}
		return last
	}
	if letters != "" && len(letters) < 3 && len(last) == len(a) {
		return letters + last
	}
	return last
}
