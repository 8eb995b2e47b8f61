package refs

import (
	"strconv"
	"strings"

	"citegraph/corpus"
)

// dates reads the dates of issue and of access.
func (f *fields) dates(w *corpus.Work) {
	for _, p := range f.parts {
		switch p.label {
		case Date:
			d, status := f.date(p)
			if status != "" && w.Status == "" {
				w.Status = status
			}
			if w.Issued.Year() == 0 && d.Year() != 0 {
				f.trust("issued", strconv.Itoa(d.Year()), p)
			}
			w.Issued = better(w.Issued, d)
		case Accessed:
			d, _ := f.date(p)
			if d != nil && len(d.Parts) > 0 {
				w.Accessed = better(w.Accessed, d)
			}
		}
	}
	if w.Issued.Year() == 0 {
		if y := f.likelyYear(); y > 0 {
			w.Issued = &corpus.Date{Parts: [][]int{{y}}}
		}
	}
}

// better keeps the first date with a year, and fills month and day from a
// second one of the same year ("2008 … June 2008").
func better(a, b *corpus.Date) *corpus.Date {
	switch {
	case b == nil:
		return a
	case a.Year() == 0 && b.Year() != 0, a == nil:
		return b
	case a.Year() == b.Year() && len(a.Parts) > 0 && len(a.Parts[0]) < len(b.Parts[0]):
		return b
	case len(a.Parts) == 1 && len(a.Parts[0]) == 1 && len(b.Parts) == 0 && a.Season == "":
		a.Season = b.Season
	}
	return a
}

// likelyYear is the year that the chain thought a date but for another label.
func (f *fields) likelyYear() int {
	best, year := float32(0.1), 0
	l := len(labelNames)
	for i := range f.s.x.inf {
		t := &f.s.x.inf[i]
		if t.cls != clYear || i*l+Date >= len(f.s.w.Prob) { // a string without tokens has no marginals
			continue
		}
		if p := f.s.w.Prob[i*l+Date]; p > best {
			best, year = p, t.num
		}
	}
	return year
}

// month numbers the months by the first letters of their names, folded, in
// the languages that share them.
func month(w string) int {
	if len(w) < 3 {
		return 0
	}
	switch {
	case strings.HasPrefix(w, "jan"), strings.HasPrefix(w, "gen"), w == "ene", w == "enero", strings.HasPrefix(w, "styc"):
		return 1
	case strings.HasPrefix(w, "feb"), strings.HasPrefix(w, "fev"), strings.HasPrefix(w, "fevr"), strings.HasPrefix(w, "lut"):
		return 2
	case strings.HasPrefix(w, "mar") && w != "mart", strings.HasPrefix(w, "maer"), w == "maart":
		return 3
	case strings.HasPrefix(w, "apr"), strings.HasPrefix(w, "avr"), strings.HasPrefix(w, "abr"), strings.HasPrefix(w, "kwie"):
		return 4
	case w == "may", w == "mai", w == "mei", strings.HasPrefix(w, "mag"), strings.HasPrefix(w, "mayo"), w == "maio", w == "maj", w == "maja":
		return 5
	case strings.HasPrefix(w, "jun"), w == "juin", strings.HasPrefix(w, "giu"), strings.HasPrefix(w, "czer"):
		return 6
	case strings.HasPrefix(w, "jul"), strings.HasPrefix(w, "juil"), strings.HasPrefix(w, "lug"), strings.HasPrefix(w, "lip"):
		return 7
	case strings.HasPrefix(w, "aug"), strings.HasPrefix(w, "aou"), strings.HasPrefix(w, "ago"), strings.HasPrefix(w, "sierp"):
		return 8
	case strings.HasPrefix(w, "sep"), strings.HasPrefix(w, "set"), strings.HasPrefix(w, "wrze"):
		return 9
	case strings.HasPrefix(w, "oct"), strings.HasPrefix(w, "okt"), strings.HasPrefix(w, "out"), strings.HasPrefix(w, "ott"), strings.HasPrefix(w, "pazd"):
		return 10
	case strings.HasPrefix(w, "nov"), strings.HasPrefix(w, "listop"):
		return 11
	case strings.HasPrefix(w, "dec"), strings.HasPrefix(w, "dez"), strings.HasPrefix(w, "dic"), strings.HasPrefix(w, "dici"), strings.HasPrefix(w, "grud"):
		return 12
	}
	return 0
}

// season names the seasons as CSL does not: by their English word.
func season(w string) string {
	for _, s := range [...]struct{ name, words string }{
		{"spring", " spring fruhling fruhjahr printemps primavera "},
		{"summer", " summer sommer ete verano estate verao "},
		{"autumn", " autumn fall herbst automne otono autunno outono "},
		{"winter", " winter hiver invierno inverno "},
	} {
		if strings.Contains(s.words, " "+w+" ") {
			return s.name
		}
	}
	return ""
}

// date reads a date segment. A status is what stands for a date: in press.
func (f *fields) date(p part) (d *corpus.Date, status string) {
	inf := f.s.x.inf
	var of [3][4]int
	years, months, days := of[0][:0], of[1][:0], of[2][:0]
	d = &corpus.Date{}
	for i := p.from; i < p.to; i++ {
		t := &inf[i]
		low := string(t.low[:t.nlow])
		switch {
		case t.cls == clYear:
			years = append(years, t.num)
		case t.cls == clNum5 && t.nlow == 8 && len(years) == 0: // 20040131
			if y := atoi(low[:4]); y >= 1400 && y < 2040 {
				years, months, days = append(years, y), append(months, atoi(low[4:6])), append(days, atoi(low[6:]))
			}
		case t.num > 0 && t.num <= 31 && t.cls == clNum12:
			days = append(days, t.num)
		case t.role&rMonth != 0 && month(low) > 0:
			months = append(months, month(low))
		case t.role&rSeason != 0:
			d.Season = season(low)
		case t.role&rStatus != 0:
			status = f.status(p)
		case low == "ca" || low == "circa" || low == "um":
			d.Circa = true
		}
	}
	if len(years) == 0 {
		if d.Season != "" {
			return d, status
		}
		return nil, status
	}
	d.Parts = [][]int{datePart(years[0], months, days, f.text(p))}
	if len(years) > 1 && years[1] > years[0] && years[1]-years[0] < 30 && len(months) == 0 && f.ranged(p) {
		d.Parts = append(d.Parts, []int{years[1]})
	}
	return d, status
}

// ranged reports whether the years of p stand with a dash or slash between.
func (f *fields) ranged(p part) bool {
	inf := f.s.x.inf
	for i := p.from + 1; i < p.to; i++ {
		if inf[i].cls == clYear && inf[i-1].cls == clYear {
			c := inf[i].gap.close
			return inf[i].gap.open == oNone && (c == cDash || c == cSpaceDash || c == cSlash)
		}
	}
	return false
}

// status is "in press" and its like in English where the words are known.
func (f *fields) status(p part) string {
	s := strings.ToLower(trimValue(f.text(p)))
	for _, k := range [...]struct{ find, is string }{
		{"press", "in press"}, {"druck", "in press"}, {"prensa", "in press"}, {"prelo", "in press"}, {"stampa", "in press"}, {"erscheinen", "forthcoming"},
		{"forthcoming", "forthcoming"}, {"submitted", "submitted"}, {"accepted", "accepted"}, {"preparation", "in preparation"}, {"ahead", "advance online publication"},
	} {
		if strings.Contains(s, k.find) {
			return k.is
		}
	}
	return ""
}

// datePart puts year, month and day together. Numeric dates are read
// day-month unless that cannot be, or the year stands first.
func datePart(year int, months, days []int, text string) []int {
	out := append(make([]int, 0, 3), year)
	switch {
	case len(months) > 0 && months[0] >= 1 && months[0] <= 12:
		out = append(out, months[0])
		if len(days) > 0 && days[0] <= 31 && len(months) == 1 {
			out = append(out, days[0])
		}
	case len(days) >= 2:
		a, b := days[0], days[1]
		yearFirst := strings.IndexByte(text, byte('0'+year/1000)) < strings.IndexAny(text, "0123456789")+1 && startsWithYear(text)
		switch {
		case yearFirst && a <= 12:
			out = append(out, a, b)
		case b <= 12 && (a > 12 || strings.Contains(text, ".")):
			out = append(out, b, a)
		case a <= 12 && b > 12:
			out = append(out, a, b)
		}
	}
	return out
}

func startsWithYear(s string) bool {
	i := strings.IndexAny(s, "0123456789")
	return i >= 0 && i+4 <= len(s) && isDigit(s[i+1]) && isDigit(s[i+2]) && isDigit(s[i+3])
}

func atoi(s string) int {
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) || n > 1<<24 {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
