package list

import (
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// cut divides a region into entries.
func cut(v *view, r region) []Entry {
	var lines []int
	for i := r.from; i < r.to; i++ {
		if !v.lines[i].head && !onlyLinks(v.text(i)) {
			lines = append(lines, i)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	p := newPart(v, lines)
	p.classify(startWeights)
	expected := 0
	for _, q := range p.p {
		if q > .5 {
			expected++
		}
	}
	if ss := numbered(v, p, expected); ss != nil {
		return entries(v, lines, ss)
	}
	if ss := keyed(v, lines); len(ss)*3 > expected {
		return entries(v, lines, ss)
	}
	return entries(v, lines, p.rejoined(p.starts()))
}

// minKeyed is how many labels on lines of their own a list must have.
const minKeyed = 3

// keyed are the entries of a list whose labels, "[AVAC10]", stand on lines of
// their own.
func keyed(v *view, lines []int) []start {
	var out []start
	for _, i := range lines {
		l := v.lines[i]
		if l.key != "" && l.after == l.Len() && v.t.Body[l.Start] == '[' {
			out = append(out, start{line: i, at: l.End, label: l.key, from: l.Start})
		}
	}
	if len(out) < minKeyed {
		return nil
	}
	return out
}

// rejoined mends a list whose entries fall apart at blank lines between names,
// title and source: where most of what was cut has no year, only lines that
// open with a name begin an entry, if nearly each of those then has one.
func (p *part) rejoined(ss []start) []start {
	var out []start
	if len(ss) < 6 || 20*p.yearly(ss) > 13*len(ss) {
		return ss
	}
	k := 0
	for n, s := range ss {
		for p.lines[k] != s.line {
			k++
		}
		switch p.looks[k].begin {
		case beginComma, beginInitial, beginGiven, beginFirst, beginYear, beginDash, beginKey, beginCapitals:
			out = append(out, s)
		default:
			if n == 0 {
				out = append(out, s)
			}
		}
	}
	if len(out) < minKeyed || 20*p.yearly(out) < 17*len(out) {
		return ss
	}
	return out
}

// yearly counts the entries that begin at ss and have a year.
func (p *part) yearly(ss []start) int {
	n, k := 0, 0
	for i := range ss {
		for p.lines[k] != ss[i].line {
			k++
		}
		year := false
		for ; k < len(p.lines) && (i+1 == len(ss) || p.lines[k] < ss[i+1].line); k++ {
			year = year || p.looks[k].n[nYear] > 0
		}
		if year {
			n++
		}
		k = max(0, min(k, len(p.lines)-1))
	}
	return n
}

// starts are the lines that open an entry.
func (p *part) starts() []start {
	var out []start
	for k, i := range p.lines {
		if k > 0 && p.p[k] < .5 {
			continue
		}
		l := p.v.lines[i]
		s := start{line: i, at: l.Start, from: l.Start}
		if b := p.looks[k].begin; l.after > 0 && l.after < l.Len() && b != beginDash && b != beginDigit && (l.num > 0 && b != beginBracket || b == beginBullet || b == beginKey || b == beginBracket) {
			s.at, s.label = l.Start+l.after, l.key
		}
		out = append(out, s)
	}
	return out
}

// entries makes the entries that begin at ss; lines before the first are left.
func entries(v *view, lines []int, ss []start) []Entry {
	var out []Entry
	k := 0
	for n, s := range ss {
		to := v.lines[lines[len(lines)-1]].End
		if n+1 < len(ss) {
			to = ss[n+1].from
		}
		for k < len(lines) && lines[k] < s.line {
			k++
		}
		var parts []corpus.Span
		for j := k; j < len(lines); j++ {
			l := v.lines[lines[j]].Span
			l.Start = max(l.Start, s.at)
			if l.Start >= to {
				break
			}
			l = trim(v.t.Body, l.Start, min(l.End, to))
			if l.Len() > 0 {
				parts = append(parts, l)
			}
		}
		if len(parts) == 0 {
			continue
		}
		e := Entry{Label: s.label, Span: corpus.Span{Start: parts[0].Start, End: parts[len(parts)-1].End}}
		e.Raw, e.Map = mend(v.t.Body, parts)
		if e.Raw != "" {
			out = append(out, e)
		}
	}
	return out
}

func capitalOrHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.Is(unicode.Lo, r)
}
