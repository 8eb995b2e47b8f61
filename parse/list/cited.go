package list

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// What a piece of a note cites is told by its words. A piece whose words stand
// in a work that is known already, the author's name in front, cites that work:
// "Smith, Title, 48." So does one that points back: "Ibid., 12", "Smith (n 3) 5".
// Else a piece that looks like a reference is a new work.

// read finds what the notes cite, in two passes: a work may be cited in short
// before it is cited in full.
func (s *shelf) read(ns []Note) {
	var open []*Cite
	var texts []string
	var before []Cite // of the note before
	for i := range ns {
		n := &ns[i]
		for _, p := range pieces(n.raw) {
			text := n.raw[p.from:p.to]
			c, ok := s.cite(n, p, text, last(n.Cites, before))
			if !ok {
				continue
			}
			n.Cites = append(n.Cites, c)
		}
		num, _ := strconv.Atoi(n.Label)
		s.noted[num] = nil
		for _, c := range n.Cites {
			if c.N > 0 {
				s.noted[num] = append(s.noted[num], c.N-1)
			}
		}
		if len(n.Cites) > 0 {
			before = n.Cites
		}
	}
	for i := range ns {
		for k := range ns[i].Cites {
			if c := &ns[i].Cites[k]; c.N == 0 {
				open, texts = append(open, c), append(texts, s.v.t.Slice(c.Span))
			}
		}
	}
	for k, c := range open {
		if at, p := s.find(short(texts[k]), nil); at >= 0 {
			c.N, c.P = at+1, p*.9
		}
	}
}

// last is what "ibid." means: the last citation of the note, else of the note
// before; less sure where that cites several works.
func last(here, before []Cite) Cite {
	if k := len(here); k > 0 {
		return here[k-1]
	}
	if k := len(before); k > 0 {
		c := before[k-1]
		if k > 1 {
			c.P = min(c.P, .6)
		}
		return c
	}
	return Cite{}
}

// cite reads one piece; ok is false where it cites nothing.
func (s *shelf) cite(n *Note, p piece, text string, before Cite) (Cite, bool) {
	c := Cite{Span: n.bodySpan(p)}
	s.now++
	if k := ibidem(text); k > 0 {
		c.short = true
		rest := text[k:]
		if len(wordsOf(short(rest))) == 0 {
			if c.N, c.P = before.N, min(before.P, .95); c.N > 0 {
				s.works[c.N-1].cited = s.now
			}
			if c.Locator = locatorIn(rest); c.Locator == "" {
				c.Locator = before.Locator
			}
			return c, true
		}
	}
	num, back := backNumber(text)
	full := !back && fullCite(text)
	c.short = !full
	var at int
	var sure float64
	if full {
		at, sure = s.find(text, nil)
	} else {
		var within []int
		if num > 0 {
			within = s.noted[num]
		}
		if at, sure = s.find(short(text), within); at < 0 && len(within) == 1 {
			at, sure = within[0], .8
		}
		c.Locator = locatorIn(text)
	}
	switch {
	case at >= 0:
		s.works[at].cited = s.now
		c.N, c.P = at+1, sure
		if full {
			c.Locator = pinpoint(text)
		}
		return c, true
	case full:
		e := Entry{noted: true}
		if !slices.ContainsFunc(n.Cites, func(c Cite) bool { return n.Span.Contains(s.spanOf(c)) }) {
			e.ID, e.Label = n.ID, n.Label // the first that this note brings
		}
		e.Raw, e.Map = mend(s.v.t.Body, n.parts(s.v, p))
		e.Span = c.Span
		at = s.add(e)
		s.works[at].cited = s.now
		c.N, c.P = at+1, .95
		c.Locator = pinpoint(text)
		return c, true
	}
	return c, back || ibidem(text) > 0 || shortCite(text)
}

// spanOf is where the work that c cites stands; empty where it is not told.
func (s *shelf) spanOf(c Cite) corpus.Span {
	if c.N == 0 {
		return corpus.Span{}
	}
	return s.entries[c.N-1].Span
}

// parts are the printed lines of p.
func (n *Note) parts(v *view, p piece) []corpus.Span {
	s := n.bodySpan(p)
	var out []corpus.Span
	for at := s.Start; at < s.End; {
		end := s.End
		if i := strings.IndexAny(v.t.Body[at:s.End], "\n\r\f"); i >= 0 {
			end = at + i
		}
		if l := trim(v.t.Body, at, end); l.Len() > 0 {
			out = append(out, l)
		}
		at = end + 1
	}
	return out
}

// fullCite reports a piece that names a work as a reference list would.
func fullCite(s string) bool {
	if noteLike(s) {
		return true
	}
	l := look{}
	l.count(s[:min(len(s), 600)])
	parts := 0
	for _, k := range [...]int{nInitial, nPages, nPublisher, nIn, nEditor, nRange, nJournal, nVolume, nPair, nQuote} {
		if l.n[k] > 0 {
			parts++
		}
	}
	return parts >= 3 && l.n[nVerb] < 2 && l.caps > .2
}

// shortCite reports a piece that names a work, but none that is known: a name,
// and a title in quotes or a page.
func shortCite(s string) bool {
	l := look{}
	l.count(s[:min(len(s), 300)])
	r, _ := utf8.DecodeRuneInString(s)
	return len(s) < 250 && unicode.IsUpper(r) && l.n[nVerb] == 0 && strings.Contains(s, ",") && (l.n[nQuote] > 0 || locatorIn(s) != "")
}

// short is s without what stands behind its title: pages, "op. cit.", "(n 3)".
func short(s string) string {
	if i := strings.IndexByte(s, '('); i > 0 {
		if _, ok := backNumber(s[i:]); ok {
			s = s[:i]
		}
	}
	return s
}

// backWords lead to the number of an earlier note: "supra note 3", "(n 3)",
// "(Fn. 15)", "wie Anm. 12".
var backWords = [...]string{"supra note ", "supra n. ", "supra n ", "above n. ", "above n ", "above note ", "(n. ", "(n ", "(note ", "(fn. ", "(fn ", "(anm. ", "wie anm. ", "siehe anm. ", "wie fn. ", "see note ", "voir note ", "cité note ", "précité note ", "nota ", "(nt. ", "supra, note ", "supra, n. ", "supra nota "}

// backNumber is the number of the note that s points back to, 0 where it names
// none; ok says that it points back at all.
func backNumber(s string) (n int, ok bool) {
	low := strings.ToLower(s[:min(len(s), 600)])
	for _, w := range [...]string{"reference ", "ref. ", "note ", "n. ", "fn. ", "anm. "} {
		if rest, ok := strings.CutPrefix(low, w); ok && rest != "" && rest[0] >= '1' && rest[0] <= '9' {
			low = "(n " + rest
			break
		}
	}
	for _, w := range backWords {
		i := strings.Index(low, w)
		if i < 0 {
			continue
		}
		d := i + len(w)
		e := d
		for e < len(low) && e-d < 4 && low[e] >= '0' && low[e] <= '9' {
			e++
		}
		if e > d {
			n, _ = strconv.Atoi(low[d:e])
			return n, true
		}
	}
	for _, w := range [...]string{"op. cit", "op.cit", "loc. cit", "art. cit", "a. a. o.", "a.a.o", "cit.,", " cit.", "supra ", "supra,", "supra)", "œuvre citée", "ob. cit", "wie oben", "a.g.e", "ibid"} {
		if strings.Contains(low, w) {
			return 0, true
		}
	}
	return 0, false
}

// speak reports that the numbered lines ns are notes and no reference list:
// they cite again what they cited before, in short or by words that point back.
func (s *shelf) speak(ns []Note) bool {
	hints := 0
	for i := range ns {
		if hinted(ns[i].raw) {
			hints++
		}
	}
	if hints < 3 || 8*hints < len(ns) {
		return false // most numbered lines are references: no need to read them
	}
	s.read(ns)
	again, led := 0, 0
	for i := range ns {
		n := &ns[i]
		for _, c := range n.Cites {
			repeated := c.N > 0 && !s.spanOf(c).Overlaps(c.Span)
			if repeated && (c.short || c.Span.Len() < briefly) || c.N == 0 && ibidem(n.raw) > 0 {
				again++
				break
			}
		}
		if signal(n.raw) > 0 {
			led++
		}
		n.Cites = nil
	}
	return again+led >= 3 && 8*(again+led) >= len(ns)
}

// hinted reports a note that may cite in short.
func hinted(s string) bool {
	if len(s) < briefly || signal(s) > 0 || backward(s) || !noteLike(s) {
		return true
	}
	if _, ok := backNumber(s); ok {
		return true
	}
	if strings.Contains(s, ";") {
		for _, p := range pieces(s) {
			if p.to-p.from < briefly {
				return true
			}
		}
	}
	return false
}

// style reports that the text of the notes cites in them: many of them cite
// and, where there is a list of n entries besides, half of what they cite is in
// it, and brackets with years do not outnumber them.
func (s *shelf) style(ns []Note, n int) bool {
	notes, listed, other := 0, 0, 0
	for i := range ns {
		if len(ns[i].Cites) > 0 {
			notes++
		}
		for _, c := range ns[i].Cites {
			if c.N > 0 && c.N <= n {
				listed++
			} else {
				other++
			}
		}
	}
	return notes >= minNotes && 5*notes >= 2*len(ns) && (n == 0 || listed >= other && dated(s.v, Spans(s.entries[:n], ns)) <= listed)
}

// dated counts the brackets of the text outside skip that end in a year and
// have something before it: "(Smith 2001)", "Smith (2001, 12)".
func dated(v *view, skip []corpus.Span) int {
	n, k := 0, 0
	for i := range v.lines {
		l := &v.lines[i]
		for k < len(skip) && skip[k].End <= l.Start {
			k++
		}
		if k == len(skip) || skip[k].Start >= l.End {
			n += len(bracketYear.FindAllStringIndex(v.text(i), -1))
		}
	}
	return n
}
