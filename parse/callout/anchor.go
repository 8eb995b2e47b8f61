package callout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// anchors makes candidates of markup that says what it cites: Callee marks,
// and links to the anchor of an entry. Marks that only commas, dashes or
// brackets part are one callout, and a dash between numbers is a range.
func anchors(t *corpus.Text, ps []passage, k *known, out []cand) []cand {
	first := len(out)
	for _, m := range t.Marks {
		if m.Kind != corpus.Callee && m.Kind != corpus.Link || m.Span.Len() == 0 || len(m.Targets) == 0 {
			continue
		}
		var to []int
		for _, id := range m.Targets {
			if n := k.byID[strings.TrimPrefix(id, "#")]; n > 0 && !containsInt(to, n) {
				to = append(to, n)
			}
		}
		if len(to) == 0 || !inside(ps, m.Span) {
			continue
		}
		if n := len(out) - 1; n >= first && out[n].Span.End <= m.Span.Start && m.Span.Start-out[n].Span.End <= 8 {
			between := t.Body[out[n].Span.End:m.Span.Start]
			if glueMark(between) {
				extend(&out[n], to, between)
				out[n].Span.End = m.Span.End
				continue
			}
		} else if n >= first && out[n].Span.Contains(m.Span) {
			extend(&out[n], to, "")
			continue
		}
		c := cand{form: anchor, linked: true}
		c.Span, c.Targets = m.Span, to
		out = append(out, c)
	}
	for i := first; i < len(out); i++ {
		dress(t, &out[i], len(k.works))
	}
	return out
}

// glueMark reports that marks with this between them are one callout.
func glueMark(between string) bool {
	for _, r := range between {
		if !unicode.IsSpace(r) && !strings.ContainsRune(",;-–—−‐‑&", r) {
			return strings.TrimSpace(between) == "and"
		}
	}
	return true
}

// extend adds targets; a dash between means all from the last to the first.
func extend(c *cand, to []int, between string) {
	t := strings.TrimSpace(between)
	if d := dash(t); d > 0 && d == len(t) && len(c.Targets) > 0 && len(to) > 0 {
		last := c.Targets[len(c.Targets)-1]
		if to[0] > last && to[0]-last < maxRange {
			for v := last + 1; v < to[0]; v++ {
				c.Targets = append(c.Targets, v)
			}
		}
	}
	for _, v := range to {
		if !containsInt(c.Targets, v) {
			c.Targets = append(c.Targets, v)
		}
	}
}

// dress gives a callout from markup its text, kind and the brackets around it,
// and, in a list of n, the targets within a range of which markup names only
// the ends, or one ("[8–10]" linked to 8).
func dress(t *corpus.Text, c *cand, n int) {
	body := t.Body
	if a, b := c.Span.Start, c.Span.End; a > 0 && b < len(body) && (body[a-1] == '[' && body[b] == ']' || body[a-1] == '(' && body[b] == ')') {
		c.Span = corpus.Span{Start: a - 1, End: b + 1}
	}
	c.Text = t.Slice(c.Span)
	inner := strings.Trim(c.Text, "[]() ")
	if g, ok := numbers(inner); ok {
		c.Kind, c.Numbers = corpus.Numeric, g.numbers
		if len(c.Targets) > len(g.numbers) && !fits(g.numbers, n) {
			c.Numbers = nil // notes that touch: "4" and "1" read as 41
		}
		if c.Text == inner {
			c.Kind = corpus.Superscript
		}
		if spans(g.numbers, c.Targets, n) {
			c.Targets = append([]int(nil), g.numbers...)
		}
		return
	}
	c.Kind = corpus.AuthorYear
	ys := yearsIn(c.Text)
	if len(ys) == 0 {
		return
	}
	c.Authors, _, _ = namesBefore(c.Text, 0, ys[0].Start)
	c.Year = ys[0].year
	if ys[0].letter != 0 {
		c.Year += string(rune(ys[0].letter))
	}
	if r, _ := utf8.DecodeRuneInString(c.Text); unicode.IsUpper(r) && strings.Contains(c.Text, "(") {
		c.Narrative = true
	}
}

// spans reports whether the printed numbers of a callout are places in a list
// of n and hold all its targets and more.
func spans(numbers, targets []int, n int) bool {
	if len(numbers) <= len(targets) {
		return false
	}
	for _, v := range numbers {
		if v < 1 || v > n {
			return false
		}
	}
	for _, v := range targets {
		if !containsInt(numbers, v) {
			return false
		}
	}
	return true
}
