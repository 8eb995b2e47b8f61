package pdf

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// run is a piece of text on one baseline without a wide gap in it.
type run struct {
	text   string
	x0, x1 float64
	y      float64 // baseline
	size   float64
	bold   bool
	italic bool
	uris   []string // of the links that lie over some of it
}

// Fractions of the font size.
const (
	wordGap = 0.11 // a wider gap parts words
	runGap  = 0.50 // a wider gap parts runs
	sameY   = 0.12 // baselines closer than this are one
)

// upright turns the glyphs of the main direction of a page so that they read
// from left to right, and returns the others apart.
func upright(gs []glyph) (main, side []glyph) {
	var weight [4]int
	for _, g := range gs {
		weight[g.dir] += len(g.text)
	}
	d := 0
	for i, w := range weight {
		if w > weight[d] {
			d = i
		}
	}
	for _, g := range gs {
		if g.dir != d {
			side = append(side, turned(g, g.dir))
			continue
		}
		main = append(main, turned(g, d))
	}
	return main, side
}

func turned(g glyph, dir int) glyph {
	switch dir {
	case 1:
		g.x, g.y = g.y, -g.x
	case 2:
		g.x, g.y = -g.x, -g.y
	case 3:
		g.x, g.y = -g.y, g.x
	}
	return g
}

// undouble drops glyphs that are drawn again in the same place, as poor man's
// bold is.
func undouble(gs []glyph) []glyph {
	type cell struct {
		text       string
		size, x, y int
	}
	type place struct{ x, y float64 }
	seen := make(map[cell]place, len(gs))
	out := gs[:0]
	for _, g := range gs {
		if g.text == " " {
			out = append(out, g)
			continue
		}
		grid := max(g.size*0.1, 0.3)
		size, x, y := int(math.Round(g.size*4)), int(math.Floor(g.x/grid)), int(math.Floor(g.y/grid))
		double := false
		for dx := -1; dx <= 1 && !double; dx++ {
			for dy := -1; dy <= 1 && !double; dy++ {
				// cells are coarse: the second l of "all" may lie in the next one
				p, near := seen[cell{g.text, size, x + dx, y + dy}]
				double = near && math.Abs(p.x-g.x) <= grid && math.Abs(p.y-g.y) <= grid
			}
		}
		if double {
			continue
		}
		seen[cell{g.text, size, x, y}] = place{g.x, g.y}
		out = append(out, g)
	}
	return out
}

// makeRuns joins glyphs, in the order in which they were drawn, into runs.
func makeRuns(gs []glyph) []run {
	var out []run
	var b strings.Builder
	var cur run
	space := false
	var last glyph
	flush := func() {
		if b.Len() > 0 {
			cur.text = mend(b.String())
			out = append(out, cur)
		}
		b.Reset()
		space = false
	}
	for _, g := range gs {
		if strings.TrimSpace(g.text) == "" {
			space = b.Len() > 0
			continue
		}
		gap := g.x - cur.x1
		same := b.Len() > 0 && math.Abs(g.y-cur.y) <= sameY*cur.size && math.Abs(g.size-cur.size) <= 0.06*cur.size &&
			gap < runGap*cur.size && gap > -0.6*cur.size && g.x > last.x-0.3*g.size
		if !same {
			flush()
			cur = run{x0: g.x, x1: g.x, y: g.y, size: g.size, bold: g.bold, italic: g.italic}
		} else if gap > wordGap*cur.size || space && gap > 0.02*cur.size {
			b.WriteByte(' ')
		}
		space = false
		b.WriteString(g.text)
		cur.uris = with(cur.uris, g.uri)
		cur.x1 = max(cur.x1, g.x+g.w)
		last = g
	}
	flush()
	return out
}

// spacing accents as TeX's fonts and others draw them, and the combining
// characters that they stand for.
var accents = map[rune]rune{
	'´': 0x301, '`': 0x300, '¨': 0x308, 'ˆ': 0x302, '˜': 0x303, '¸': 0x327, 'ˇ': 0x30C, '˚': 0x30A, '¯': 0x304, '˘': 0x306, '˙': 0x307, '˝': 0x30B, '˛': 0x328,
}

// mend puts accents that were drawn apart on their letters: an accent before
// its letter ("´e", as TeX draws) or behind it.
func mend(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { _, ok := accents[r]; return ok }) {
		return norm.NFC.String(s)
	}
	rs := []rune(s)
	out := make([]rune, 0, len(rs))
	for i := 0; i < len(rs); i++ {
		mark, ok := accents[rs[i]]
		if !ok {
			out = append(out, rs[i])
			continue
		}
		next := i + 1
		if next < len(rs) && rs[next] == ' ' {
			next++
		}
		switch {
		case next < len(rs) && takes(rs[next], mark):
			out = append(out, undotted(rs[next]), mark)
			i = next
		case len(out) > 0 && takes(out[len(out)-1], mark):
			out = append(out, mark)
		default:
			out = append(out, rs[i])
		}
	}
	return norm.NFC.String(string(out))
}

func undotted(r rune) rune {
	if r == 'ı' {
		return 'i'
	}
	return r
}

// takes reports whether letter and mark make one character.
func takes(letter, mark rune) bool {
	if !unicode.IsLetter(letter) {
		return false
	}
	return utf8.RuneCountInString(norm.NFC.String(string([]rune{undotted(letter), mark}))) == 1
}

// line is what stands on one baseline in one column.
type line struct {
	runs   []run
	x0, x1 float64
	y      float64
	size   float64
	page   int
	left   float64 // of its column
	right  float64
	start  bool // first line of a column
	head   bool // a running head, a page number
	side   bool // drawn in another direction than the page
}

// makeLines joins the runs of one column into lines, top to bottom.
// Superscripts and subscripts go to the line that they stand at.
func makeLines(runs []run) []*line {
	sort.SliceStable(runs, func(i, j int) bool {
		if runs[i].y != runs[j].y {
			return runs[i].y > runs[j].y
		}
		return runs[i].x0 < runs[j].x0
	})
	var lines []*line
	for _, r := range runs {
		if l := onLine(lines, r); l != nil {
			l.runs = append(l.runs, r)
			continue
		}
		lines = append(lines, &line{runs: []run{r}})
	}
	for _, l := range lines {
		l.measure()
	}
	return raise(lines)
}

// onLine finds the line, among the last few, on whose baseline r stands.
func onLine(lines []*line, r run) *line {
	for i := len(lines) - 1; i >= 0 && i >= len(lines)-4; i-- {
		for _, q := range lines[i].runs {
			if math.Abs(q.y-r.y) <= 0.2*min(q.size, r.size) && max(q.size, r.size) < 1.8*min(q.size, r.size) {
				return lines[i]
			}
		}
	}
	return nil
}

func (l *line) measure() {
	sort.SliceStable(l.runs, func(i, j int) bool { return l.runs[i].x0 < l.runs[j].x0 })
	l.x0, l.x1 = l.runs[0].x0, l.runs[0].x1
	weight := 0
	for _, r := range l.runs {
		l.x0, l.x1 = min(l.x0, r.x0), max(l.x1, r.x1)
		if n := len(r.text); n > weight {
			weight, l.y, l.size = n, r.y, r.size
		}
	}
}

// raise moves lines that are small, and touch a larger one above or below
// their own height, into that line: they are its superscripts and subscripts.
func raise(lines []*line) []*line {
	gone := make([]bool, len(lines))
	for i, s := range lines {
		for _, j := range []int{i + 1, i - 1, i + 2, i - 2} {
			if j < 0 || j >= len(lines) || gone[j] {
				continue
			}
			if t := lines[j]; s.size < 0.88*t.size && s.y-t.y < 0.75*t.size && s.y-t.y > -0.35*t.size && touches(s, t) {
				t.runs = append(t.runs, s.runs...)
				sortRuns(t)
				gone[i] = true
				break
			}
		}
	}
	out := lines[:0:0]
	for i, l := range lines {
		if !gone[i] {
			out = append(out, l)
		}
	}
	return out
}

func sortRuns(l *line) {
	sort.SliceStable(l.runs, func(i, j int) bool { return l.runs[i].x0 < l.runs[j].x0 })
	for _, r := range l.runs {
		l.x0, l.x1 = min(l.x0, r.x0), max(l.x1, r.x1)
	}
}

// touches reports whether every run of s stands close to a run of t.
func touches(s, t *line) bool {
	for _, r := range s.runs {
		near := false
		for _, q := range t.runs {
			if r.x0 < q.x1+0.9*t.size && r.x1 > q.x0-0.9*t.size {
				near = true
				break
			}
		}
		if !near {
			return false
		}
	}
	return true
}
