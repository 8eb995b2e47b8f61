package callout

import (
	"strings"
	"unicode/utf8"
)

const (
	maxNumber = 5000 // no list is longer
	maxRange  = 500  // longer ranges are not expanded
	lookAhead = 2048 // no bracket is longer
)

// group is what a bracket of numbers says.
type group struct {
	numbers []int
	locator string
	wide    bool // a range was too wide to expand
}

// numbers reads "3, 5–7", "12;13", "1 2" (superscripts set apart by spaces are
// not taken), "3, p. 12". ok is false where s is anything else.
func numbers(s string) (g group, ok bool) {
	p := 0
	skip := func() {
		for p < len(s) {
			r, n := utf8.DecodeRuneInString(s[p:])
			if r != ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\u00a0' && !(r >= 0x2000 && r <= 0x200b) {
				return
			}
			p += n
		}
	}
	skip()
	for {
		a, n := atoi(s[p:])
		if n == 0 {
			return g, false
		}
		p += n
		skip()
		if d := dash(s[p:]); d > 0 {
			q := p
			p += d
			skip()
			b, n := atoi(s[p:])
			if n == 0 {
				p = q
				return g, false
			}
			p += n
			skip()
			g.add(a, b)
		} else {
			g.add(a, a)
		}
		if p >= len(s) {
			return g, len(g.numbers) > 0 || g.wide
		}
		switch s[p] {
		case ',', ';':
			p++
			skip()
			if p >= len(s) {
				return g, true // "[3, ]"
			}
			if digit(s[p]) {
				continue
			}
			if l := locator(s[p:]); l != "" {
				g.locator = l
				return g, true
			}
		case '&':
			p++
			skip()
		default:
			if strings.HasPrefix(s[p:], "and ") {
				p += 4
				skip()
				continue
			}
			if strings.HasPrefix(s[p:], "，") || strings.HasPrefix(s[p:], "、") {
				p += 3
				skip()
				continue
			}
			return g, false
		}
	}
}

// add appends a to b.
func (g *group) add(a, b int) {
	if b < a || b-a >= maxRange || b > maxNumber || len(g.numbers) > maxRange {
		if a == b && a <= maxNumber {
			g.numbers = append(g.numbers, a)
			return
		}
		g.wide = true
		return
	}
	for ; a <= b; a++ {
		g.numbers = append(g.numbers, a)
	}
}

// atoi reads up to five digits; more is no number of a reference.
func atoi(s string) (v, n int) {
	for n < len(s) && digit(s[n]) {
		if n >= 9 {
			return 0, 0
		}
		v = v*10 + int(s[n]-'0')
		n++
	}
	return v, n
}

// dash is the length of a dash at the start of s.
func dash(s string) int {
	for _, d := range [...]string{"-", "–", "—", "‐", "‑", "‒", "−", "~", "〜", "～"} {
		if strings.HasPrefix(s, d) {
			for n := len(d); ; n += len(d) { // "--" of TeX
				if !strings.HasPrefix(s[n:], d) || n > 8 {
					return n
				}
			}
		}
	}
	return 0
}

// locator reads "p. 12", "pp. 3–5", "S. 7", "chap. 2", "Fig. 3" to the end of s.
func locator(s string) string {
	low := strings.ToLower(s[:min(len(s), 12)])
	for _, p := range [...]string{"p. ", "p.", "pp. ", "pp.", "p ", "pp ", "s. ", "pg. ", "page ", "pages ", "chap", "ch. ", "sec. ", "section ", "§", "vol. ", "para", "fig. ", "figure ", "table ", "theorem", "thm", "lemma", "kap", "art. ", "eq. ", "f. ", "fol. ", "v. ", "cap. ", "pág", "p.\u00a0", "pp.\u00a0"} {
		if strings.HasPrefix(low, p) && len(s) < 80 && strings.ContainsAny(s, "0123456789") {
			return strings.TrimSpace(s)
		}
	}
	return ""
}
