package pdf

import (
	"math"
	"sort"
	"strings"
	"unicode"
)

// markHeads finds running heads and feet: lines at the top or bottom of their
// page that stand, but for their digits, on other pages too; and lone page
// numbers there. What stands at one height counts as a whole as well: the
// columns of one page part a head that is one line on another.
func markHeads(pages [][]*line) {
	const edge = 3 // lines from the top or bottom of a page
	seen := map[string]map[int]bool{}
	each := func(do func(p int, key string, ls ...*line)) {
		for p, lines := range pages {
			for _, row := range edges(lines, edge) {
				whole := ""
				for _, l := range row {
					key := headKey(l.text())
					do(p, key, l)
					whole += key
				}
				if len(row) > 1 {
					do(p, whole, row...)
				}
			}
		}
	}
	each(func(p int, key string, _ ...*line) {
		if seen[key] == nil {
			seen[key] = map[int]bool{}
		}
		seen[key][p] = true
	})
	each(func(p int, key string, ls ...*line) {
		n := len(seen[key])
		if strings.Trim(key, "#") == "" && len(key) > 3 { // a reference's "12(3):45–67"
			return
		}
		for _, l := range ls {
			l.head = l.head || key == "#" && strings.TrimSpace(l.text()) != "" || n >= 3 || n == 2 && len(pages) <= 4 && len(key) > 6
		}
	})
}

// edges are the highest and lowest lines of a page, by their heights: what
// stands at one height together, from left to right.
func edges(lines []*line, n int) [][]*line {
	var out [][]*line
	hi, lo := math.Inf(1), math.Inf(-1)
	for range n {
		var top, bottom *line
		for _, l := range lines {
			if l.y < hi && (top == nil || l.y > top.y) {
				top = l
			}
			if l.y > lo && (bottom == nil || l.y < bottom.y) {
				bottom = l
			}
		}
		for _, e := range []*line{top, bottom} {
			if e == nil {
				continue
			}
			var row []*line
			for _, l := range lines {
				if math.Abs(l.y-e.y) < 2 {
					row = append(row, l)
				}
			}
			sort.SliceStable(row, func(i, j int) bool { return row[i].x0 < row[j].x0 })
			out = append(out, row)
		}
		if top != nil {
			hi = top.y - 2
		}
		if bottom != nil {
			lo = bottom.y + 2
		}
	}
	return out
}

// headKey is a line without what changes from page to page.
func headKey(s string) string {
	var b strings.Builder
	digits := false
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			if !digits {
				b.WriteByte('#')
			}
			digits = true
			continue
		case unicode.IsLetter(r):
			b.WriteRune(unicode.ToLower(r))
		}
		digits = false
	}
	return b.String()
}

// text is the line's text without marks.
func (l *line) text() string {
	var b strings.Builder
	for i, r := range l.runs {
		if i > 0 && r.x0-l.runs[i-1].x1 > wordGap*l.size {
			b.WriteByte(' ')
		}
		b.WriteString(r.text)
	}
	return b.String()
}
