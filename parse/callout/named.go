package callout

import (
	"iter"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// pairs finds the brackets of s: spans with their brackets, inner before
// outer, none longer than the look-ahead. Only brackets that hold at most one
// level of brackets are kept, so that every byte is read a bounded number of
// times.
func pairs(s string) []corpus.Span {
	type open struct{ at, depth int }
	var stack []open
	var out []corpus.Span
	for i := 0; i < len(s); i++ {
		c, n := bracketAt(s[i:])
		switch c {
		case '(', '[':
			stack = append(stack, open{i, 0})
			if len(stack) > 4096 {
				stack = append(stack[:0], stack[2048:]...)
			}
		case ')', ']':
			k := len(stack) - 1
			if k < 0 {
				continue
			}
			o := stack[k]
			if first, _ := bracketAt(s[o.at:]); first == '(' != (c == ')') {
				continue // crossed: "(a]"; the opening one waits for its own
			}
			stack = stack[:k]
			if k > 0 {
				stack[k-1].depth = max(stack[k-1].depth, o.depth+1)
			}
			if o.depth < 2 && i-o.at < lookAhead {
				out = append(out, corpus.Span{Start: o.at, End: i + n})
			}
		}
	}
	return out
}

// bracketAt is the bracket at the start of s, the wide ones of East Asian print
// as their plain kin, and its length; 0 where s starts with none.
func bracketAt(s string) (byte, int) {
	switch c := s[0]; c {
	case '(', ')', '[', ']':
		return c, 1
	case 0xEF:
		for i, wide := range [...]string{"（", "）", "［", "］"} {
			if strings.HasPrefix(s, wide) {
				return "()[]"[i], len(wide)
			}
		}
	}
	return 0, 1
}

// within brackets: p without its two.
func inner(s string, p corpus.Span) corpus.Span {
	_, a := bracketAt(s[p.Start:])
	b := 1
	if s[p.End-1] >= 0x80 {
		b = 3
	}
	return corpus.Span{Start: p.Start + a, End: max(p.Start+a, p.End-b)}
}

// byName finds citations by author and year in s, which stands at base.
func byName(s string, base int, k *known, out []cand) []cand {
	years := yearsFar(s)
	if len(years) == 0 {
		return out
	}
	used := make([]bool, len(years))
	for _, p := range pairs(s) {
		i := sort.Search(len(years), func(i int) bool { return years[i].Start > p.Start })
		j := i
		for j < len(years) && years[j].End < p.End && j-i < 64 {
			j++
		}
		if i == j || used[i] {
			continue
		}
		if c, ok := narrative(s, p, years[i:j], k); ok {
			out = append(out, finish(c, s, base))
		} else if c, ok := parenthetical(s, p, years[i:j], k); ok {
			out = append(out, finish(c, s, base))
		} else {
			continue
		}
		for ; i < j; i++ {
			used[i] = true
		}
	}
	reach := 0
	for i, y := range years {
		if used[i] || y.Start < reach {
			continue
		}
		if c, ok := bareYear(s, y, k); ok {
			reach = c.Span.End
			out = append(out, finish(c, s, base))
		}
	}
	return out
}

// yearsFar is yearsIn without its bound on the length of s.
func yearsFar(s string) []printedYear {
	var out []printedYear
	for at := 0; at < len(s); at += 4000 {
		part := s[at:]
		for _, y := range yearsIn(part) {
			if y.Start >= 4000 {
				break
			}
			y.Start += at
			y.End += at
			if n := len(out); n > 0 && out[n-1].End > y.Start {
				continue
			}
			out = append(out, y)
		}
	}
	return out
}

// finish moves a candidate to its place in the body.
func finish(c cand, s string, base int) cand {
	c.form, c.Kind = named, corpus.AuthorYear
	c.Text = s[c.Span.Start:c.Span.End]
	c.Span.Start += base
	c.Span.End += base
	return c
}

// narrative reads "Smith and Doe (2001, p. 3)": a bracket that opens with a
// year, behind names.
func narrative(s string, p corpus.Span, years []printedYear, k *known) (cand, bool) {
	in := inner(s, p)
	if lead := strings.Trim(s[in.Start:years[0].Start], " \n\t[,"); lead != "" && lead != "see" && lead != "e.g." && lead != "in" {
		return cand{}, false
	}
	names, etal, start := namesBefore(s, 0, p.Start)
	if len(names) == 0 || start == p.Start {
		return cand{}, false
	}
	c := cand{}
	c.Narrative = true
	names, start = k.settle(&c, names, etal, years[0], s, start)
	if len(names) == 0 {
		return cand{}, false
	}
	c.Span = corpus.Span{Start: start, End: p.End}
	for i, y := range years {
		if ranged(s, y) {
			continue
		}
		k.cite(&c, names, etal, y)
		for _, l := range moreLetters(s, y) {
			k.cite(&c, names, etal, printedYear{y.Span, y.year, l})
		}
		if c.Locator == "" {
			c.Locator = locatorAfter(s, y.End, in.End)
		}
		if i+1 < len(years) && !trivial(s[y.End:years[i+1].Start]) {
			k.within(&c, s, y.End, in.End, years[i+1:]) // "(1963, as cited in Doe, 2005)"
			break
		}
	}
	return c, true
}

// parenthetical reads "(see Smith & Doe, 2001a, b; Lee, 2003, p. 5)".
func parenthetical(s string, p corpus.Span, years []printedYear, k *known) (cand, bool) {
	c := cand{}
	c.Span = p
	in := inner(s, p)
	found := k.within(&c, s, in.Start, in.End, years)
	return c, found > 0
}

// within adds to c what years cite, each with the names before it in s[from:end],
// and returns how many did.
func (k *known) within(c *cand, s string, from, end int, years []printedYear) (found int) {
	var names []string
	etal := false
	for _, y := range years {
		if y.Start < from {
			continue
		}
		if !(found > 0 && trivial(s[from:y.Start])) {
			n, e, _ := namesBefore(s, from, y.Start)
			if n, _ = k.settle(c, n, e, y, s, 0); len(n) == 0 {
				names = nil
				from = y.End
				continue
			}
			names, etal = n, e
		}
		if len(names) == 0 || ranged(s, y) {
			continue
		}
		found++
		k.cite(c, names, etal, y)
		for _, l := range moreLetters(s, y) {
			k.cite(c, names, etal, printedYear{y.Span, y.year, l})
		}
		if c.Locator == "" {
			c.Locator = locatorAfter(s, y.End, end)
		}
		from = y.End
	}
	return found
}

// bareYear reads "Smith et al. 2001" without brackets: it counts only where
// the list has it.
func bareYear(s string, y printedYear, k *known) (cand, bool) {
	if ranged(s, y) || len(k.works) == 0 {
		return cand{}, false
	}
	names, etal, start := namesBefore(s, 0, y.Start)
	if len(names) == 0 {
		return cand{}, false
	}
	c := cand{}
	names, start = k.settle(&c, names, etal, y, s, start)
	if len(names) == 0 {
		return cand{}, false
	}
	k.cite(&c, names, etal, y)
	if !c.linked {
		return cand{}, false
	}
	for _, l := range moreLetters(s, y) {
		k.cite(&c, names, etal, printedYear{y.Span, y.year, l})
	}
	c.Span = corpus.Span{Start: start, End: y.End}
	// "Ramanathan et al., 2002, 2005": the years that follow
	for y = range followers(s, y) {
		k.cite(&c, names, etal, y)
		for _, l := range moreLetters(s, y) {
			k.cite(&c, names, etal, printedYear{y.Span, y.year, l})
		}
		c.Span.End = y.End
	}
	return c, true
}

// followers are the years of the same author that stand right behind y.
func followers(s string, y printedYear) iter.Seq[printedYear] {
	return func(yield func(printedYear) bool) {
		for range 8 {
			next := yearsIn(s[y.End:min(len(s), y.End+24)])
			if len(next) == 0 || !trivial(s[y.End:y.End+next[0].Start]) || next[0].Start == 0 {
				return
			}
			n := next[0]
			n.Start, n.End = n.Start+y.End, n.End+y.End
			if ranged(s, n) || !yield(n) {
				return
			}
			y = n
		}
	}
}

// settle finds which of names, read backwards from a year, are authors: where
// the list knows a shorter run of them, that is the citation; where it knows
// none, words that only look like names are dropped.
func (k *known) settle(c *cand, names []string, etal bool, y printedYear, s string, start int) ([]string, int) {
	for len(names) > 0 {
		f, rest, more := strings.Cut(names[0], " ")
		if !notName(f) {
			break
		}
		if n, p := k.find(cite{names, etal, y.year, y.letter}, nil); n > 0 && p > .6 {
			break // He et al., An and Li: people of the list
		}
		if names = names[1:]; more {
			names = append([]string{rest}, names...)
		}
	}
	for i := range names {
		for w := names[i]; ; {
			list := append([]string{w}, names[i+1:]...)
			if n, p := k.find(cite{list, etal, y.year, y.letter}, nil); n > 0 && p > .6 {
				return list, at(s, start, y.Start, w)
			}
			_, rest, ok := strings.Cut(w, " ")
			if !ok {
				break
			}
			w = rest
		}
	}
	if len(names) == 0 {
		return nil, start
	}
	if monthOrPlace(names[len(names)-1]) {
		return nil, start
	}
	return names, at(s, start, y.Start, names[0])
}

// at is where w stands in s[start:end], start where it does not.
func at(s string, start, end int, w string) int {
	if start >= end {
		return start
	}
	if f, _, _ := strings.Cut(w, " "); f != "" {
		if i := strings.Index(s[start:end], f); i >= 0 {
			return start + i
		}
	}
	return start
}

// cite adds one work to c.
func (k *known) cite(c *cand, names []string, etal bool, y printedYear) {
	if c.Year == "" {
		c.Authors = names
		c.Year = y.year
		if y.letter != 0 {
			c.Year += string(rune(y.letter))
		}
		if etal || len(names) > 1 {
			c.passes = true
		}
	}
	n, p := k.find(cite{names, etal, y.year, y.letter}, c.Targets)
	if n == 0 {
		return
	}
	c.linked = true
	c.Targets = append(c.Targets, n)
	if c.Confidence == 0 || p < c.Confidence {
		c.Confidence = p
	}
}

// ranged reports a year that is one end of a range of years.
func ranged(s string, y printedYear) bool {
	if d := dash(s[y.End:]); d > 0 && y.End+d+1 < len(s) && digit(s[y.End+d]) && y.letter == 0 {
		return true
	}
	b := strings.TrimRight(s[max(0, y.Start-4):y.Start], " ")
	if b == "" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(b)
	if r == '–' || r == '—' || r == '-' {
		b = strings.TrimRight(b[:len(b)-utf8.RuneLen(r)], " ")
		return b != "" && (digit(b[len(b)-1]) || b[len(b)-1]&0xC0 == 0x80)
	}
	return false
}

// moreLetters are the further letters of "2001a, b, c".
func moreLetters(s string, y printedYear) []byte {
	if y.letter == 0 {
		return nil
	}
	var out []byte
	for p := y.End; p < len(s); {
		q := p
		for q < len(s) && (s[q] == ' ' || s[q] == ',' || s[q] == '&' || s[q] == '/' || s[q] == '-') && q-p < 4 {
			q++
		}
		if strings.HasPrefix(s[q:], "and ") {
			q += 4
		}
		if q == p || q >= len(s) || s[q] <= y.letter || s[q] > 'k' || q+1 < len(s) && (letterByte(s[q+1]) || digit(s[q+1])) {
			break
		}
		out = append(out, s[q])
		p = q + 1
	}
	return out
}

// trivial reports that only separators stand between two years of one author.
func trivial(between string) bool {
	t := strings.TrimFunc(between, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;&/[]():.", r)
	})
	switch t {
	case "", "and", "und", "y", "e", "et", "b", "c", "d", "also":
		return true
	}
	return len(t) <= 2 && t != "" && t[0] >= 'b' && t[0] <= 'k'
}

// locatorAfter reads the locator behind a year, up to end.
func locatorAfter(s string, from, end int) string {
	if from >= end {
		return ""
	}
	t := s[from:end]
	if i := strings.IndexByte(t, ';'); i >= 0 {
		t = t[:i]
	}
	if len(t) > 60 {
		return ""
	}
	colon := strings.HasPrefix(strings.TrimLeft(t, " "), ":")
	t = strings.Trim(t, " ,:\n\t[]")
	if l := locator(t); l != "" {
		return l
	}
	if colon && t != "" && digit(t[0]) && len(t) < 16 {
		return t
	}
	return ""
}

// notName reports capitalised words that open sentences or signal a citation.
func notName(w string) bool {
	w = strings.TrimRight(w, ".,")
	if starter(w) {
		return true
	}
	switch w {
	case "See", "Cf", "According", "Following", "Similarly", "Recently", "Later", "Subsequently", "Earlier", "Source", "Sources", "Data", "Adapted", "Reviewed", "Note", "Table", "Figure", "Fig", "Figs", "Section", "Like",
		"Segundo", "Conforme", "Para", "Como", "Ver", "Por", "Entre", "Também", "Ainda", "Assim", "Já", "Quando", "Nach", "Laut", "Siehe", "Vgl", "Wie", "So", "Bei", "Selon", "Voir", "Secondo", "Según", "Conversely", "Likewise", "Indeed", "Hence", "Specifically", "Consistent", "Contrary", "Unlike", "Interestingly", "Importantly", "Notably", "Instead", "Nevertheless", "Nonetheless", "Further", "Meanwhile", "Overall", "Rather", "Then", "Though", "Through", "Under", "Until", "Upon", "Via", "Yet", "Or", "And", "But", "Even", "Once", "Citing", "Cited", "Apud", "Abb", "Tab", "Quelle", "Fonte", "Fuente":
		return true
	}
	return false
}

// monthOrPlace reports words that stand before years and are no authors.
func monthOrPlace(w string) bool {
	switch strings.TrimRight(w, ".") {
	case "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
		"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
		"Januar", "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember", "Spring", "Summer", "Autumn", "Fall", "Winter",
		"Version", "Since", "Until", "In", "By", "From", "USA", "UK", "Germany", "China", "Armonk", "NY", "Version.", "Inc", "Ltd", "Corp", "SPSS", "Stata", "StataCorp", "Table", "Figure", "Vol", "Volume", "No", "Act", "Released", "Accessed", "Janeiro", "Fevereiro", "Março", "Abril", "Maio", "Junho", "Julho", "Agosto", "Setembro", "Outubro", "Novembro", "Dezembro", "Nr":
		return true
	}
	return false
}
