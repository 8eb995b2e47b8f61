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
	return entries(v, lines, p.starts())
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
