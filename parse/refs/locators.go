package refs

import (
	"strings"

	"citegraph/corpus"
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
			if w.Volume == "" {
				w.Volume = f.counted(p, rVolume|rIssue)
				f.trust("volume", w.Volume, p)
			}
		case Issue:
			if w.Issue == "" {
				w.Issue = f.counted(p, rIssue|rVolume)
				f.trust("issue", w.Issue, p)
			}
		case Page:
			f.pages(p, w)
		}
	}
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
	for from < to-1 && !digits(inf[from].cls) && inf[from].role&words != 0 && !keep(from) && !f.glued(from) {
		from++
	}
	for to-1 > from && inf[to-1].role&words != 0 && inf[to-1].role&rRoman == 0 && !keep(to-1) && inf[to-1].cls != clInitial {
		to--
	}
	s := untag(f.raw[toks[from].Start:toks[to-1].End])
	return strings.Join(strings.Fields(trimValue(s)), " ")
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
