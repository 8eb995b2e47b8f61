package list

import (
	"sort"
	"strconv"
	"strings"
)

// start is where an entry begins: at a line, or within one.
type start struct {
	line  int // index into view.lines
	at    int // in the body: behind the label
	label string
	num   int
	style byte    // what follows or encloses the number: '.', ']', ')', ' '
	cost  float64 // of taking it for a label
	from  int     // in the body: before the label
}

// numbered finds the entries of a list that prints numbers: the best chain of
// labels that count up by one. nil where the list prints none.
func numbered(v *view, p *part, expected int) []start {
	lines := p.lines
	var cs []start
	styles := map[byte]int{}
	for _, i := range lines {
		l := v.lines[i]
		if l.num > 0 && l.after <= l.Len() && (l.after < l.Len() || !l.head && l.Len() > len(l.key)) {
			s := start{line: i, at: l.Start + l.after, label: l.key, num: l.num, from: l.Start, style: labelStyle(v.t.Body[l.Start : l.Start+l.after])}
			if s.style == ' ' {
				s.cost = .45
			}
			styles[s.style]++
			cs = append(cs, s)
		}
	}
	for _, i := range lines {
		cs = inline(cs, v, i, styles)
	}
	sort.SliceStable(cs, func(a, b int) bool { return cs[a].from < cs[b].from })
	best := count(cs)
	if len(best) < 3 && !(len(best) == 2 && best[0].num == 1 && expected <= 3) {
		return nil
	}
	if len(best)*3 < expected && len(lines) > 12 {
		return nil
	}
	return bridged(p, best)
}

// bridged adds the entries whose number is misprinted: lines between n and n+2
// that open an entry by all other signs.
func bridged(p *part, ss []start) []start {
	var out []start
	k := 0
	for i, s := range ss {
		out = append(out, s)
		if i+1 == len(ss) {
			break
		}
		for missing := ss[i+1].num - s.num - 1; missing > 0; missing-- {
			for k < len(p.lines) && p.lines[k] <= s.line {
				k++
			}
			best := -1
			for j := k; j < len(p.lines) && p.lines[j] < ss[i+1].line; j++ {
				if p.p[j] > .8 && (best < 0 || p.p[j] > p.p[best]) {
					best = j
				}
			}
			if best < 0 {
				break
			}
			l := p.v.lines[p.lines[best]]
			f := start{line: p.lines[best], at: l.Start, from: l.Start, num: s.num + 1, label: itoa(s.num + 1)}
			if l.after < l.Len() {
				f.at += l.after
			}
			out = append(out, f)
			s = f
		}
	}
	return out
}

// labelStyle is the mark of a printed number.
func labelStyle(l string) byte {
	l = strings.TrimRight(l, " \t\u00a0\u2003.")
	raw := strings.TrimRight(l, "0123456789")
	switch {
	case strings.HasSuffix(l, "]"):
		return ']'
	case strings.HasSuffix(l, ")"):
		return ')'
	case strings.HasSuffix(l, ":"):
		return ':'
	case raw == "":
		return '.'
	}
	return '.'
}

// maxStarts bounds the candidates of one list.
const maxStarts = 50000

// inline adds labels within line i: entries that run together. Brackets count
// anywhere, other numbers only behind the end of an entry and before a capital.
func inline(cs []start, v *view, i int, styles map[byte]int) []start {
	l := v.lines[i]
	if len(cs) > maxStarts {
		return cs
	}
	s := v.t.Body[l.Start:l.End]
	long := len(s) > 300
	for p := 1; p < len(s); p++ {
		switch {
		case s[p] == '[' && (styles[']'] > 0 || long):
		case s[p] == '(' && styles[')'] > 0 && s[p-1] == ' ':
		case s[p] >= '1' && s[p] <= '9' && s[p-1] == ' ' && (styles['.'] > 0 || long) && p >= 2 && strings.IndexByte(".)];0123456789/", s[p-2]) >= 0:
		default:
			continue
		}
		lab, n := label(s[p:min(len(s), p+48)])
		num, ok := number(lab)
		if n == 0 || !ok || num == 0 || p+n >= len(s) {
			continue
		}
		st := labelStyle(s[p : p+n])
		if s[p] >= '1' && s[p] <= '9' && (st != '.' || !strings.HasPrefix(s[p+len(lab):], ".") || !upperAt(s, p+n)) {
			continue
		}
		if styles[st] == 0 && !long {
			continue
		}
		cs = append(cs, start{line: i, at: l.Start + p + n, label: lab, num: num, from: l.Start + p, style: st, cost: .5})
	}
	return cs
}

func upperAt(s string, p int) bool { return p < len(s) && capitalOrHan(s[p:]) }

// count finds the best chain: each label that is one more than the one before
// is worth 1, each number passed over costs, a fresh start costs more.
func count(cs []start) []start {
	const gap, fresh = .6, 2.5
	type state struct {
		score float64
		prev  int
	}
	st := make([]state, len(cs))
	last := map[int]int{} // number and style → best candidate so far
	key := func(num int, style byte) int { return num<<8 | int(style) }
	bestAny := -1
	top := -1
	for i, c := range cs {
		s := state{1 - c.cost - .15*float64(min(c.num-1, 8)), -1}
		for g := 0; g <= 4 && c.num-1-g > 0; g++ {
			for _, style := range [...]byte{c.style, '.', ']', ')', ':'} {
				j, ok := last[key(c.num-1-g, style)]
				if !ok {
					continue
				}
				v := st[j].score + 1 - c.cost - gap*float64(g)
				if style != c.style {
					v -= .5
				}
				if v > s.score {
					s = state{v, j}
				}
			}
		}
		if bestAny >= 0 && c.num == 1 {
			if v := st[bestAny].score + 1 - c.cost - fresh; v > s.score {
				s = state{v, bestAny}
			}
		}
		st[i] = s
		k := key(c.num, c.style)
		if j, ok := last[k]; !ok || st[j].score < s.score {
			last[k] = i
		}
		if bestAny < 0 || st[bestAny].score < s.score {
			bestAny = i
		}
		if top < 0 || st[top].score < s.score {
			top = i
		}
	}
	var out []start
	for i := top; i >= 0; i = st[i].prev {
		out = append(out, cs[i])
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }
