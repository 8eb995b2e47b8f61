package callout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// supers makes candidates of the superscripts that the format marks.
func supers(t *corpus.Text, ps []passage, out []cand) []cand {
	for i, m := range t.Marks {
		if m.Kind != corpus.Super || m.Span.Len() == 0 || m.Span.Len() > maxGroup || !inside(ps, m.Span) {
			continue
		}
		s := t.Slice(m.Span)
		g, ok := numbers(strings.Trim(s, " ,;[]()"))
		if !ok || m.Span.Start > 0 && digit(t.Body[m.Span.Start-1]) && len(g.numbers) == 1 {
			continue // "10²": an exponent
		}
		// marks that touch, or are parted by a comma or dash, are one
		if k := len(out) - 1; i > 0 && k >= 0 && out[k].form == marked && m.Span.Start >= out[k].Span.End && m.Span.Start-out[k].Span.End <= 3 {
			if joined(&out[k], g, t.Body[out[k].Span.End:m.Span.Start]) {
				out[k].Span.End = m.Span.End
				out[k].Text = t.Slice(out[k].Span)
				continue
			}
		}
		c := cand{form: marked}
		c.Kind, c.Span, c.Text, c.Numbers = corpus.Superscript, m.Span, s, g.numbers
		if unit(wordBefore(t.Body, m.Span.Start)) {
			c.doubt = .6
		}
		out = append(out, c)
	}
	return out
}

// lostSupers finds numbers that stand right behind a word or a stop:
// "dysfunction1,2", "trial.12,13", "care1–3", "mortality.2Candida". n is how
// many entries the list has.
func lostSupers(s string, base, n int, out []cand) []cand {
	for i := 1; i < len(s); i++ {
		if !digit(s[i]) {
			continue
		}
		start := i
		end := groupEnd(s, i)
		i = numberEnd(s, i)
		doubt, ok := lostShape(s, start, end)
		if !ok && i-start > 4 && i-start < 8 && (s[start-1] == ' ' || s[start-1] == '\n') {
			// "in 202012": a year and its superscript
			if _, ok = yearAt(s[:start+4], start, start+4); ok {
				start, doubt = start+4, .4
			}
		}
		if !ok {
			continue
		}
		if c, ok := lostGroup(s, base, start, end, n); ok {
			c.doubt = doubt
			out = append(out, c)
			i = max(i, c.Span.End-base-1)
		}
	}
	return out
}

// numberEnd is where the digits at i end.
func numberEnd(s string, i int) int {
	for i < len(s) && digit(s[i]) {
		i++
	}
	return i
}

// groupEnd is where a group of numbers that starts at i ends: digits parted by
// commas, dashes, or one space.
func groupEnd(s string, i int) int {
	end := numberEnd(s, i)
	for end < len(s) && end-i < maxGroup {
		j := end
		for j < len(s) && (s[j] == ' ' || strings.HasPrefix(s[j:], "\u00a0")) && j-end < 2 {
			j++
		}
		switch {
		case j < len(s) && (s[j] == ',' || s[j] == ';'):
			j++
		case dash(s[j:]) > 0:
			j += dash(s[j:])
		case j > end && j < len(s) && digit(s[j]):
		default:
			return end
		}
		for j < len(s) && (s[j] == ' ' || strings.HasPrefix(s[j:], "\u00a0") || s[j] == 0xA0) && j-end < 6 {
			j++
		}
		if j >= len(s) || !digit(s[j]) {
			return end
		}
		k := numberEnd(s, j)
		if k-j > 4 || k < len(s) && (s[k] == '%' || s[k] == '.' && k+1 < len(s) && digit(s[k+1])) {
			return end
		}
		if k < len(s) {
			if r, _ := utf8.DecodeRuneInString(s[k:]); unicode.IsLower(r) {
				return end
			}
		}
		end = k
	}
	return end
}

// lostShape says whether what stands around s[start:end] may surround a
// superscript, and how doubtful it is.
func lostShape(s string, start, end int) (doubt float64, ok bool) {
	r, n := utf8.DecodeLastRuneInString(s[:start])
	at := start - n
	switch {
	case unicode.IsLetter(r):
		w := wordBefore(s, start)
		if unit(w) {
			return 0, false
		}
		if utf8.RuneCountInString(w) < 2 {
			return 0, false
		}
		if unicode.IsUpper(r) {
			doubt = .5
		}
		if strings.ContainsAny(w, "0123456789") {
			doubt = .7
		}
		if figureWord(w) {
			return 0, false
		}
	case strings.ContainsRune(`)]"”’'»}`, r):
		doubt = .15
	case r == '%':
		doubt = .4
	case strings.ContainsRune(".,;:?!", r):
		if at == 0 {
			return 0, false
		}
		b, _ := utf8.DecodeLastRuneInString(s[:at])
		switch {
		case unicode.IsDigit(b):
			// a decimal, unless a sentence ends there: "in 2010.12 The"
			if r != '.' || end < len(s) && !newSentence(s[end:]) {
				return 0, false
			}
			doubt = .6
		case !unicode.IsLetter(b) && !strings.ContainsRune(`)]"”’'»%}`, b):
			return 0, false
		}
		if r == ':' {
			doubt += .2
		}
	case r == ' ' || r == '\u00a0':
		// "trial. 1" at the end of a paragraph or before a capital
		b, _ := utf8.DecodeLastRuneInString(s[:at])
		if b != '.' || end < len(s) && !newSentence(s[end:]) {
			return 0, false
		}
		doubt = .55
	default:
		return 0, false
	}
	if end < len(s) {
		f, _ := utf8.DecodeRuneInString(s[end:])
		switch {
		case unicode.IsUpper(f):
			doubt += .2
		case unicode.IsLetter(f), f == '%', f == '/', f == '°', f == '=', f == '_', f == '@':
			return 0, false
		case f == '-' || f == '–' || f == '+' || f == '(':
			doubt += .3
		case f == '.' && end+1 < len(s) && digit(s[end+1]):
			return 0, false
		}
	}
	return doubt, true
}

// newSentence reports that s, behind a number, opens a new sentence or is at
// its end.
func newSentence(s string) bool {
	t := strings.TrimLeft(s, " \n\u00a0")
	if t == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(t)
	return len(t) < len(s) && unicode.IsUpper(r)
}

// lostGroup reads s[start:end] as numbers of a list of n; it narrows the group
// where its tail does not fit.
func lostGroup(s string, base, start, end, n int) (cand, bool) {
	for {
		g, ok := spaced(s[start:end])
		if ok && fits(g.numbers, n) {
			c := cand{form: lost}
			c.Kind, c.Numbers = corpus.Superscript, g.numbers
			c.Span = corpus.Span{Start: base + start, End: base + end}
			c.Text = s[start:end]
			if alldigits(c.Text) {
				c.glued = splits(c.Text, n)
			}
			return c, true
		}
		first := numberEnd(s, start)
		if end == first {
			if alt := splits(s[start:end], n); len(alt) > 0 {
				c := cand{form: lost, glued: alt, doubt: .3}
				c.Kind, c.Text = corpus.Superscript, s[start:end]
				c.Span = corpus.Span{Start: base + start, End: base + end}
				return c, true
			}
			return cand{}, false
		}
		// take one number off the end
		j := end
		for j > first && digit(s[j-1]) {
			j--
		}
		for j > first && !digit(s[j-1]) {
			j--
		}
		end = max(j, first)
	}
}

// spaced reads numbers that may be parted by spaces alone ("1 2").
func spaced(s string) (group, bool) {
	if g, ok := numbers(s); ok {
		return g, true
	}
	var g group
	for _, f := range strings.Fields(s) {
		h, ok := numbers(strings.Trim(f, ","))
		if !ok {
			return g, false
		}
		g.numbers = append(g.numbers, h.numbers...)
	}
	return g, len(g.numbers) > 0
}

// fits reports that all of ns are in 1 … n and none comes twice.
func fits(ns []int, n int) bool {
	for i, v := range ns {
		if v < 1 || v > n || i > 0 && v <= ns[i-1] && len(ns) > 12 {
			return false
		}
	}
	return len(ns) > 0
}

// splits are the ways to read digits that lost their comma as two to four
// rising numbers of a list of n: "45" is 4, 5; "910" is 9, 10.
func splits(d string, n int) [][]int {
	if len(d) < 2 || len(d) > 8 {
		return nil
	}
	var out [][]int
	var walk func(rest string, last int, acc []int)
	walk = func(rest string, last int, acc []int) {
		if rest == "" {
			if len(acc) > 1 {
				out = append(out, append([]int(nil), acc...))
			}
			return
		}
		if rest[0] == '0' || len(acc) >= 4 {
			return
		}
		v := 0
		for i := 0; i < len(rest) && i < 3; i++ {
			v = v*10 + int(rest[i]-'0')
			if v > n {
				return
			}
			if v > last {
				walk(rest[i+1:], v, append(acc, v))
			}
		}
	}
	walk(d, 0, nil)
	return out
}

func alldigits(s string) bool { return numberEnd(s, 0) == len(s) && s != "" }

// wordBefore is the run of letters and digits that ends at p.
func wordBefore(s string, p int) string {
	a := p
	for a > 0 && p-a < 40 {
		r, n := utf8.DecodeLastRuneInString(s[:a])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		a -= n
	}
	return s[a:p]
}

// unit reports units and symbols that carry an exponent or index.
func unit(w string) bool {
	switch w {
	case "m", "cm", "mm", "km", "nm", "dm", "s", "g", "kg", "mg", "ml", "L", "l", "h", "d", "ha", "ft", "in", "mol", "min", "yr", "y", "R", "I", "T", "x", "X", "χ", "CO", "NO", "SO", "H", "O", "N", "Ca", "Mg", "PM", "pH", "SpO", "PaCO", "PaO", "Fe", "Mn", "μm", "µm", "µg", "log":
		return true
	}
	return false
}

// figureWord reports words that are followed by their own numbers.
func figureWord(w string) bool {
	switch strings.ToLower(w) {
	case "fig", "figs", "figure", "table", "tab", "eq", "equation", "sup", "phase", "type", "grade", "group", "http", "https", "www", "doi", "covid", "step", "version", "box", "appendix":
		return true
	}
	return false
}

// inside reports that s lies in one of ps (sorted).
func inside(ps []passage, s corpus.Span) bool {
	lo, hi := 0, len(ps)
	for lo < hi {
		if m := (lo + hi) / 2; ps[m].End > s.Start {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo < len(ps) && ps[lo].Start <= s.Start && s.End <= ps[lo].End
}
