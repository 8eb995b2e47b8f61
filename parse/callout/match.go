package callout

import (
	"sort"
	"strings"

	"citegraph/corpus/fold"
)

// cite is one work as a citation names it.
type cite struct {
	authors []string // as printed
	etal    bool
	year    string
	letter  byte
}

// hit is an entry that a citation may name, with its weight.
type hit struct {
	i int
	s float64
}

// find is the entry that c names, other than those in taken, with how sure
// that is; 0 where there is none.
func (k *known) find(c cite, taken []int) (n int, p float64) {
	if len(c.authors) == 0 {
		return 0, 0
	}
	name := fold.Fold(c.authors[0])
	if name == "" {
		return 0, 0
	}
	hs := k.hits(c, name, taken)
	if len(hs) == 0 {
		return k.misspelt(c, name, taken)
	}
	best, second := 0, 0.0
	for j := 1; j < len(hs); j++ {
		if hs[j].s > hs[best].s {
			best, second = j, hs[best].s
		} else {
			second = max(second, hs[j].s)
		}
	}
	top := hs[best].s
	if c.letter != 0 && k.works[hs[best].i].letter == 0 {
		// the list lost its letters: "b" is the second of equals
		best = k.byOrder(hs, top, int(c.letter-'a'), best)
		second = 0
	}
	p = min(.99, .55+.12*top)
	if second >= top-.01 {
		p *= .6
	}
	return k.works[hs[best].i].n, p
}

// hits weighs the entries filed under name and the year of c.
func (k *known) hits(c cite, name string, taken []int) []hit {
	var hs []hit
	for _, key := range lookups(name) {
		is := k.byName[key+"|"+c.year]
	next:
		for _, i := range is[:min(len(is), maxAlike)] {
			for _, h := range hs {
				if h.i == i {
					continue next
				}
			}
			if s := k.works[i].match(c, name); s >= 1 && !containsInt(taken, k.works[i].n) {
				hs = append(hs, hit{i, s})
			}
		}
	}
	return hs
}

// byOrder is the index of the n-th of the hits that weigh as much as the best,
// in the order of the list; best where there are not as many.
func (k *known) byOrder(hs []hit, top float64, n, best int) int {
	var equal []int
	for j, h := range hs {
		if h.s > top-.3 {
			equal = append(equal, j)
		}
	}
	sort.Slice(equal, func(a, b int) bool { return hs[equal[a]].i < hs[equal[b]].i })
	if n < len(equal) {
		return equal[n]
	}
	return best
}

// misspelt looks for the one entry of the year whose first author is one slip
// of the pen away from name.
func (k *known) misspelt(c cite, name string, taken []int) (n int, p float64) {
	is := k.byYear[c.year]
	if len(name) < 5 || len(is) > maxYear {
		return 0, 0
	}
	for _, i := range is {
		w := &k.works[i]
		first := w.first
		if first == "" {
			first, _, _ = strings.Cut(w.opening, " ")
		}
		if containsInt(taken, w.n) || first == "" || first[0] != name[0] || !near(first, name) {
			continue
		}
		if n > 0 {
			return 0, 0
		}
		n = w.n
	}
	if n == 0 {
		return 0, 0
	}
	return n, .65
}

// near reports that a and b differ by one letter that is wrong, missing, too
// many or swapped with its neighbour; by two in long words.
func near(a, b string) bool {
	limit := 1
	if len(a) >= 8 && len(b) >= 8 {
		limit = 2
	}
	if a == b || len(a)-len(b) > limit || len(b)-len(a) > limit || len(a) > 40 {
		return a == b
	}
	var rows [3][42]int
	for j := 0; j <= len(b); j++ {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur, prev, prev2 := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, prev2[j-2]+1)
			}
			cur[j] = d
		}
	}
	return rows[len(a)%3][len(b)] <= limit
}

// lookups are the words under which a name may be filed.
func lookups(name string) []string {
	f := strings.Fields(name)
	out := []string{f[0]}
	if len(f) > 1 {
		out = append(out, f[len(f)-1])
		if a := acronym(name); a != "" {
			out = append(out, a)
		}
	}
	return out
}

// match weighs whether c names w: 0 is no.
func (w *work) match(c cite, name string) float64 {
	s := 0.0
	switch {
	case w.first == name:
		s = 3
	case hasWordPrefix(w.opening, name):
		s = 2.6
	case w.first != "" && (hasWordSuffix(w.first, name) || hasWordSuffix(name, w.first)):
		s = 2.2
	case w.first != "" && (acronym(w.first) == name || acronym(name) == w.first):
		s = 2
	case contains(w.short, prefixWords(name, 1)):
		s = 2
	case w.first != "" && hasWordPrefix(w.first, name):
		s = 1.8
	case w.first == "" && hasWord(prefixWords(w.opening, 6), name):
		s = 1.6
	case contains(w.others, name):
		s = .6 // cited under another author: only with more evidence
	case hasWord(prefixWords(w.opening, 4), name):
		s = 1.2
	default:
		return 0
	}
	for i, a := range c.authors[1:] {
		f := fold.Fold(a)
		switch {
		case i < len(w.others) && w.others[i] == f:
			s += .7
		case contains(w.others, f) || hasWord(w.opening, f):
			s += .4
		default:
			s -= .8
		}
	}
	if w.count > 0 {
		switch shown := len(c.authors); {
		case c.etal && w.count == 1:
			s -= .6
		case c.etal && w.count > 2:
			s += .2
		case !c.etal && shown == w.count:
			s += .5
		case !c.etal && shown < w.count && shown <= 2:
			s -= .5
		}
	}
	switch {
	case c.letter != 0 && c.letter == w.letter:
		s += 1
	case c.letter != 0 && w.letter != 0:
		s -= 1.5
	case c.letter == 0 && w.letter != 0:
		s -= .1
	}
	if len(w.years) > 0 && w.years[0] != c.year {
		s -= .4
	}
	return s
}

func hasWordPrefix(s, p string) bool {
	return strings.HasPrefix(s, p) && (len(s) == len(p) || s[len(p)] == ' ')
}

func hasWordSuffix(s, p string) bool {
	return strings.HasSuffix(s, p) && (len(s) == len(p) || s[len(s)-len(p)-1] == ' ')
}

func hasWord(s, w string) bool {
	for i := 0; w != ""; {
		j := strings.Index(s[i:], w)
		if j < 0 {
			return false
		}
		a, b := i+j, i+j+len(w)
		if (a == 0 || s[a-1] == ' ') && (b == len(s) || s[b] == ' ') {
			return true
		}
		i = a + 1
	}
	return false
}

func prefixWords(s string, n int) string {
	for i := 0; i < len(s); i++ {
		if s[i] == ' ' {
			if n--; n == 0 {
				return s[:i]
			}
		}
	}
	return s
}
