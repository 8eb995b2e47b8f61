package callout

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// known is the reference list, ready to be asked for an author and a year.
type known struct {
	works    []work
	byName   map[string][]int // folded first word of a name + year → works
	byYear   map[string][]int // year → works
	byLabel  map[string]int   // printed label → N
	runs     []run            // lists whose numbers start anew
	main     int              // the run that the text cites from
	byID     map[string]int   // anchor → N
	numbered bool             // most entries print a number
}

// work is what a citation by name can match of one entry.
type work struct {
	n       int
	years   []string // "2001", "inpress", "nd"
	letter  byte     // "2001a": 'a', 0 where none
	first   string   // folded first author
	others  []string // folded families of the other authors
	opening string   // folded start of the raw text
	count   int      // number of authors, 0 where unknown
	short   []string // folded acronyms that the entry prints: "(IBAMA)"
}

// maxAlike bounds how many entries of one name and year are weighed.
const maxAlike = 64

// maxYear bounds how many entries of one year are compared letter by letter.
const maxYear = 200

func newKnown(refs []corpus.Reference) *known {
	k := &known{byName: map[string][]int{}, byYear: map[string][]int{}, byLabel: map[string]int{}, byID: map[string]int{}}
	numbered := 0
	for _, r := range refs {
		if r.Label != "" {
			if _, dup := k.byLabel[r.Label]; !dup {
				k.byLabel[r.Label] = r.N
			}
			if alldigits(r.Label) {
				numbered++
				k.runs = addRun(k.runs, r)
			}
		}
		if r.ID != "" {
			if _, dup := k.byID[r.ID]; !dup {
				k.byID[r.ID] = r.N
			}
		}
		k.add(newWork(r))
	}
	k.numbered = numbered*2 > len(refs)
	return k
}

// add puts w under every name and year that may point to it.
func (k *known) add(w work) {
	i := len(k.works)
	k.works = append(k.works, w)
	seen := map[string]bool{}
	put := func(name string) {
		name, _, _ = strings.Cut(name, " ")
		if name == "" || seen[name] {
			return
		}
		seen[name] = true
		for _, y := range w.years {
			k.byName[name+"|"+y] = append(k.byName[name+"|"+y], i)
		}
	}
	for _, y := range w.years {
		k.byYear[y] = append(k.byYear[y], i)
	}
	put(w.first)
	if f := strings.Fields(w.first); len(f) > 1 {
		put(f[len(f)-1])
		put(acronym(w.first))
	}
	for _, a := range w.short {
		put(a)
	}
	for j, t := range strings.Fields(w.opening) {
		if j >= 5 {
			break
		}
		put(t)
	}
}

// newWork reads what citations by name need of r: the labelled fields, and the
// printed string where the fields fall short.
func newWork(r corpus.Reference) work {
	w := work{n: r.N}
	for i, a := range r.CSL.Author {
		name := a.Family
		if name == "" {
			name = a.Literal
		}
		if f := fold.Fold(name); i == 0 {
			w.first = f
		} else if i < 12 {
			w.others = append(w.others, f)
		}
	}
	if len(r.CSL.Author) == 0 && len(r.CSL.Editor) > 0 {
		w.first = fold.Fold(r.CSL.Editor[0].Family + r.CSL.Editor[0].Literal)
	}
	w.count = len(r.CSL.Author)
	raw := r.Raw
	if len(raw) > 160 {
		raw = raw[:160]
		for len(raw) > 0 && raw[len(raw)-1]&0xC0 == 0x80 {
			raw = raw[:len(raw)-1]
		}
		raw = strings.ToValidUTF8(raw, "")
	}
	w.opening = fold.Fold(raw)
	w.short = acronyms(raw)
	if y := r.CSL.Year(); y > 0 {
		w.years = append(w.years, itoa(y))
	}
	for _, y := range yearsIn(r.Raw) {
		if w.letter == 0 && y.letter != 0 {
			w.letter = y.letter
		}
		if len(w.years) < 4 && !contains(w.years, y.year) {
			w.years = append(w.years, y.year)
		}
	}
	return w
}

// printedYear is a year in a reference or a citation.
type printedYear struct {
	corpus.Span
	year   string
	letter byte
}

// yearsIn finds years ("2001", "2001a", "in press", "n.d.") in s.
func yearsIn(s string) []printedYear {
	if len(s) > 4096 {
		s = s[:4096]
	}
	var out []printedYear
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case digit(c):
			j := numberEnd(s, i)
			if y, ok := yearAt(s, i, j); ok {
				out = append(out, y)
				j = y.End
			}
			i = j - 1 + boolInt(j == i)
		case c == 'i' || c == 'I' || c == 'n' || c == 'N' || c == 'f' || c == 'F' || c == 's' || c == 'u':
			if i > 0 && (s[i-1]|0x20 >= 'a' && s[i-1]|0x20 <= 'z' || s[i-1] >= 0x80) {
				continue
			}
			if y, n := yearWord(s[i:]); n > 0 {
				out = append(out, printedYear{corpus.Span{Start: i, End: i + n}, y, 0})
				i += n - 1
			}
		}
	}
	return out
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// yearAt reads the digits s[i:j] as a year with its letter.
func yearAt(s string, i, j int) (printedYear, bool) {
	if j-i != 4 || !(s[i] == '1' && s[i+1] >= '5' || s[i] == '2' && s[i+1] == '0') {
		return printedYear{}, false
	}
	if i > 0 && (s[i-1] == '.' || s[i-1] == '/') && i > 1 && digit(s[i-2]) && s[i-1] == '.' {
		return printedYear{}, false // decimals
	}
	y := printedYear{corpus.Span{Start: i, End: j}, s[i:j], 0}
	if j < len(s) && s[j] >= 'a' && s[j] <= 'k' && (j+1 == len(s) || !letterByte(s[j+1])) {
		y.letter, y.End = s[j], j+1
	} else if j+1 < len(s) && s[j] == ' ' && s[j+1] >= 'a' && s[j+1] <= 'e' && j+2 < len(s) && strings.IndexByte(").;,:", s[j+2]) >= 0 {
		y.letter, y.End = s[j+1], j+2
	} else if j < len(s) && (letterByte(s[j]) || s[j] == '%') {
		return y, false
	}
	return y, true
}

func letterByte(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0xC3 }

// yearWord reads words that stand for a year.
func yearWord(s string) (string, int) {
	if len(s) < 4 || !yearWordStart(s[0]|0x20, s[1]|0x20) {
		return "", 0
	}
	low := strings.ToLower(s[:min(len(s), 16)])
	for _, p := range [...]struct{ print, year string }{
		{"in press", "inpress"}, {"in preparation", "inpress"}, {"in prep.", "inpress"}, {"forthcoming", "inpress"}, {"submitted", "inpress"}, {"no prelo", "inpress"}, {"im druck", "inpress"}, {"im erscheinen", "inpress"}, {"in review", "inpress"}, {"unpublished", "inpress"},
		{"n.d.", "nd"}, {"n. d.", "nd"}, {"no date", "nd"}, {"s.d.", "nd"}, {"s. d.", "nd"}, {"undated", "nd"},
	} {
		if strings.HasPrefix(low, p.print) {
			return p.year, len(p.print)
		}
	}
	return "", 0
}

// yearWordStart reports the first two letters of the words of yearWord.
func yearWordStart(a, b byte) bool {
	switch a {
	case 'i':
		return b == 'n' || b == 'm'
	case 'n', 's':
		return b == '.' || b == 'o' || a == 's' && b == 'u'
	case 'f':
		return b == 'o'
	case 'u':
		return b == 'n'
	}
	return false
}

// acronym is the initials of the words of a folded name, without small words.
func acronym(name string) string {
	f := strings.Fields(name)
	if len(f) < 2 {
		return ""
	}
	var b strings.Builder
	for _, w := range f {
		switch w {
		case "of", "the", "and", "for", "on", "in", "de", "da", "do", "e", "y", "la", "et", "des", "du", "und", "für", "der", "die", "to":
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) {
			return ""
		}
		b.WriteRune(r)
	}
	return b.String()
}

// acronyms are the words in capitals that the start of an entry prints in
// brackets or behind a dash, folded.
func acronyms(raw string) []string {
	var out []string
	for _, w := range strings.Fields(raw) {
		t := strings.Trim(w, "()[].,;:")
		if len(t) < 2 || len(t) > 12 || t == strings.ToLower(t) || t != strings.ToUpper(t) || len(out) > 3 {
			continue
		}
		if w[0] == '(' || w[0] == '[' || len(t) > 2 && strings.HasSuffix(w, ".") {
			if f := fold.Fold(t); f != "" && !hasDigitIn(f) {
				out = append(out, f)
			}
		}
	}
	return out
}

func hasDigitIn(s string) bool { return strings.ContainsAny(s, "0123456789") }

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

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
