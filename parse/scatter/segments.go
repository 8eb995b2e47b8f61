package scatter

import (
	"slices"
	"strings"
	"unicode"

	"citegraph/corpus"
	"citegraph/corpus/journal"
)

// segments reads what is left: pieces between the ends of sentences, each a
// journal, a title, a title with a journal behind it, or prose.
func (p *page) segments() {
	p.listEnds = map[int]int{}
	for k, f := range p.frags {
		if f.Class == corpus.FragAuthors {
			p.listEnds[f.Span.End] = k
		}
	}
	for _, s := range p.pieces() {
		p.segment(s)
	}
}

// shortest is the fewest words of a title that is told by its words alone.
const (
	shortest  = 3
	longest   = 60
	threshold = 2.3 // log odds from which a piece is a title
	following = 2.5 // what it adds to stand behind a list that its title follows
)

func (p *page) segment(s corpus.Span) {
	text := p.body[s.Start:s.End]
	if p.cell(s) {
		return
	}
	if p.twoJournals(s) {
		return
	}
	if v, c, ok := asJournal(text); ok {
		p.add(corpus.FragJournal, trimVolume(p.body, s), v, c)
		return
	}
	if p.beforeVolume(s) {
		return
	}
	truncated := false
	if i, v, c, ok := journalTail(text); ok {
		p.add(corpus.FragJournal, corpus.Span{Start: s.Start + i, End: s.End}, v, c)
		s.End = s.Start + len(strings.TrimRight(text[:i], " "))
		text = p.body[s.Start:s.End]
		truncated = true
	}
	p.title(s, text, truncated)
}

// twoJournals reads "Psychiatr Rehabil J. J Ment Health": the page is not cut
// behind a single capital, so one piece may hold two names.
func (p *page) twoJournals(s corpus.Span) bool {
	text := p.body[s.Start:s.End]
	if len(text) > 160 {
		return false
	}
	i := strings.Index(text, " J. ")
	if i < 0 {
		return false
	}
	i += 3
	rest := corpus.Span{Start: s.Start + i + 1, End: s.End}
	j1, ok := journal.Lookup(text[:i])
	if !ok || !capitals(strings.Fields(text[:i])) {
		return false
	}
	p.add(corpus.FragJournal, corpus.Span{Start: s.Start, End: s.Start + i}, corpus.FragData{Full: j1.Title, Abbreviation: j1.Abbrev}, 0.93)
	p.segment(rest)
	return true
}

var volumeTail = corpus.Lazily(`, [Vv]ol\.?$`)

// trimVolume leaves out the "Vol." that a journal runs on into.
func trimVolume(body string, s corpus.Span) corpus.Span {
	if m := volumeTail().FindStringIndex(body[s.Start:s.End]); m != nil {
		s.End = s.Start + m[0]
	}
	return s
}

// beforeVolume reads "names, title, journal, vol.", the form of print in which
// commas stand between all parts.
func (p *page) beforeVolume(s corpus.Span) bool {
	text := p.body[s.Start:s.End]
	m := volumeTail().FindStringIndex(text)
	if m == nil {
		return false
	}
	for from := strings.LastIndex(text[:m[0]], ", "); from > 0; from = strings.LastIndex(text[:from], ", ") {
		name := text[from+2 : m[0]]
		if len(name) > 120 || !isUpper(name[0]) {
			return false
		}
		v, c, ok := asJournal(name)
		if !ok && capitals(strings.Fields(name)) && strings.Count(text[:from], " ") > 4 {
			v, c, ok = corpus.FragData{Full: name}, 0.6, true
		}
		if !ok {
			continue
		}
		p.add(corpus.FragJournal, corpus.Span{Start: s.Start + from + 2, End: s.Start + m[0]}, v, c)
		p.namesAndTitle(corpus.Span{Start: s.Start, End: s.Start + from})
		return true
	}
	return false
}

// namesAndTitle reads "S. Jain, Improve your memory".
func (p *page) namesAndTitle(s corpus.Span) {
	n := &nameScanner{s: p.body[:s.End]}
	a, ok := p.run(n, s.Start, n.natural, []string{", and ", ", ", " and "})
	if ok && strings.HasPrefix(p.body[a.span.End:s.End], ", ") {
		p.add(corpus.FragAuthors, a.span, a.v, 0.85)
		s.Start = a.span.End + 2
	}
	if s.Len() > 0 {
		p.title(s, p.body[s.Start:s.End], false)
	}
}

// title records the piece as a title where its words say so.
func (p *page) title(s corpus.Span, text string, truncated bool) {
	n := len(strings.Fields(text))
	if n == 0 || n > longest || !strings.ContainsFunc(text, unicode.IsLetter) || !isUpper(text[0]) && !isDigit(text[0]) && !isLower(text[0]) && text[0] != '"' {
		return
	}
	follows := p.followsList(s.Start)
	if !follows && n < shortest || n < 2 && !strings.HasSuffix(text, ".") {
		return
	}
	if !follows && n <= 10 && p.asked(text) {
		return
	}
	odds := titleOdds(text)
	if follows {
		odds += following
	}
	if isLower(text[0]) {
		odds -= 1.5
	}
	if odds < threshold {
		return
	}
	end := p.body[s.End-1]
	if end != '.' && end != '?' && end != '!' {
		truncated = true
	}
	v := corpus.FragData{Title: strings.TrimRight(text, " ."), Truncated: truncated}
	p.add(corpus.FragTitle, s, v, titleConfidence(odds))
}

// asked reports whether a short piece says twice what the page asks search
// engines for: it is made for them, then.
func (p *page) asked(text string) bool {
	low := strings.ToLower(text)
	return slices.ContainsFunc(p.spam, func(phrase string) bool {
		return strings.Contains(phrase, " ") && strings.Count(low, strings.ToLower(phrase)) > 1
	})
}

// followsList reports whether an author list whose last name has one initial
// ends right before i: the page was not cut there.
func (p *page) followsList(i int) bool {
	for gap := 0; gap <= 2; gap++ {
		if k, ok := p.listEnds[i-gap]; ok {
			return singleInitial(&p.frags[k])
		}
	}
	return false
}

// singleInitial reports whether the last name of a list has one initial and
// nothing behind it.
func singleInitial(f *corpus.Fragment) bool {
	n := len(f.Value.Authors)
	return n > 0 && !f.Value.EtAl && f.Value.Role == "" && len([]rune(f.Value.Authors[n-1].Initials)) == 1
}

// pieces cuts the free text at the ends of sentences, as those cut it who made
// such pages: behind a full stop, but not behind a single capital.
func (p *page) pieces() []corpus.Span {
	var out []corpus.Span
	start := -1
	flush := func(end int) {
		if start >= 0 {
			s := corpus.Span{Start: start, End: end}
			for s.Start < s.End && !isAlpha(p.body[s.Start]) && !isDigit(p.body[s.Start]) {
				s.Start++
			}
			for s.End > s.Start && (p.body[s.End-1] == ' ' || p.body[s.End-1] == '\n') {
				s.End--
			}
			if s.End > s.Start {
				out = append(out, s)
			}
		}
		start = -1
	}
	for i := 0; i < len(p.body); i++ {
		if p.taken[i] || p.body[i] == '\n' || p.body[i] == '\t' {
			flush(i)
			continue
		}
		if start < 0 {
			start = i
		}
		if p.sentenceEnd(start, i) {
			flush(i + 1)
		}
	}
	flush(len(p.body))
	return out
}

// sentenceEnd reports whether the mark at i ends the sentence that began at
// start.
func (p *page) sentenceEnd(start, i int) bool {
	b := p.body
	if b[i] != '.' && b[i] != '?' && b[i] != '!' {
		return false
	}
	if i+1 < len(b) && b[i+1] != ' ' && b[i+1] != '\n' && !p.taken[i+1] {
		// "world.Biotechnology Advances": the space was lost
		return b[i] == '.' && i > 3 && i+2 < len(b) && isUpper(b[i+1]) && isLower(b[i+2]) && (b[i-1] == ')' || isLower(b[i-1])) && isLower(b[i-2]) && isLower(b[i-3])
	}
	next := byte('A')
	for k := i + 1; k < len(b) && k < i+4; k++ {
		if b[k] != ' ' {
			next = b[k]
			break
		}
	}
	if b[i] != '.' {
		return true
	}
	j := i
	for j > start && (isAlpha(b[j-1]) || b[j-1] == '.') {
		j--
	}
	w := b[j:i]
	if isLower(next) && !p.lowerPiece(i+2) {
		return len(w) > 3 && !strings.Contains(w, ".")
	}
	if len(w) == 1 && isUpper(w[0]) && (j == 0 || b[j-1] == ' ' || b[j-1] == '(') { // a single capital
		return false
	}
	return !shortened[strings.ToLower(w)]
}

// cell reports whether a piece stands in a table: tabs on either side.
func (p *page) cell(s corpus.Span) bool {
	i, j := s.Start, s.End
	for i > 0 && p.body[i-1] == ' ' {
		i--
	}
	for j < len(p.body) && p.body[j] == ' ' {
		j++
	}
	return i > 0 && p.body[i-1] == '\t' || j < len(p.body) && p.body[j] == '\t'
}

// lowerPiece reports whether what begins small at i is a piece of its own: a
// search phrase.
func (p *page) lowerPiece(i int) bool {
	return i < len(p.body) && p.taken[i]
}

// shortened are abbreviations that a sentence goes on behind.
var shortened = map[string]bool{"e.g": true, "i.e": true, "vs": true, "cf": true, "fig": true, "figs": true, "no": true, "nos": true,
	"dr": true, "st": true, "mr": true, "mrs": true, "prof": true}
