package callout

import (
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
)

// Plain text keeps superscripts in two ways: as characters of their own, "¹²",
// or as markup that nobody took away, "^12^", "^(3,5)". Both are as good as
// superscripts that the format marks.

// plainOf is what a superscript character stands for, 0 where r is none.
func plainOf(r rune) byte {
	switch {
	case r == '¹':
		return '1'
	case r == '²' || r == '³':
		return byte('2' + r - '²')
	case r == '⁰' || r >= '⁴' && r <= '⁹':
		return byte('0' + r - '⁰')
	case r == '⁻':
		return '-'
	case r == '⁽':
		return '('
	case r == '⁾':
		return ')'
	case r == '˒':
		return ','
	}
	return 0
}

// keptSupers finds such superscripts in s, which stands at base.
func keptSupers(s string, base int, out []cand) []cand {
	for i := 0; i < len(s); i++ {
		var group string
		n := 0
		switch s[i] {
		case '^':
			group, n = caret(s[i:])
		case 0xC2, 0xE2, 0xCB: // lead bytes of the superscript characters
			group, n = superRun(s[i:])
		}
		if n == 0 {
			continue
		}
		from, to := i, i+n
		i = to - 1
		g, ok := numbers(strings.Trim(group, " ()[],;"))
		if !ok || from > 0 && (digit(s[from-1]) && !thousands(s[:from]) || strings.HasSuffix(s[:from], "×")) && len(g.numbers) == 1 {
			continue // "10²": an exponent
		}
		if from > 0 && s[from-1] == '[' && to < len(s) && s[to] == ']' {
			from, to = from-1, to+1
		}
		c := cand{form: marked}
		c.Kind, c.Numbers, c.Text = corpus.Superscript, g.numbers, s[from:to]
		c.Span = corpus.Span{Start: base + from, End: base + to}
		if unit(wordBefore(s, from)) {
			c.doubt = .6
		}
		out = append(out, c)
	}
	return out
}

// thousands reports that s ends in a number with its thousands parted, which
// carries no exponent: "4 to 17 per 1,000".
func thousands(s string) bool {
	n := len(s)
	return n >= 5 && s[n-4] == ',' && digit(s[n-5]) && digit(s[n-3]) && digit(s[n-2]) && digit(s[n-1])
}

// superRun reads the superscript characters at the start of s, and the commas
// and dashes between them.
func superRun(s string) (group string, n int) {
	var b strings.Builder
	for p := 0; p < len(s) && p < maxGroup; {
		r, w := utf8.DecodeRuneInString(s[p:])
		if c := plainOf(r); c != 0 {
			b.WriteByte(c)
			p += w
			n = p
			continue
		}
		// what parts two of them: one mark and one space at most
		q := p
		if strings.ContainsRune(",;·’'", r) {
			b.WriteByte(',')
			q += w
		} else if d := dash(s[q:]); d > 0 {
			b.WriteByte('-')
			q += d
		}
		if n == 0 || q == p {
			break
		}
		if q < len(s) && s[q] == ' ' {
			q++
		}
		if r, _ = utf8.DecodeRuneInString(s[q:]); !digit(plainOf(r)) {
			break
		}
		p = q
	}
	return b.String(), n
}

// caret reads "^12^", "^12,13", "^(3,5)^" at the start of s.
func caret(s string) (group string, n int) {
	i := 1
	if i < len(s) && (s[i] == '(' || s[i] == '[' || s[i] == '{') {
		j := strings.IndexAny(s[i:min(len(s), i+maxGroup)], ")]}")
		if j < 0 {
			return "", 0
		}
		group, n = s[i+1:i+j], i+j+1
	} else {
		if i >= len(s) || !digit(s[i]) {
			return "", 0
		}
		n = groupEnd(s, i)
		group = s[i:n]
	}
	if n < len(s) && s[n] == '^' {
		n++
	}
	return group, n
}
