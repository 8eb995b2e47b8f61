package scatter

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"citegraph/corpus"
)

var (
	// labels of links, alone or run together
	labels = pattern{corpus.Lazily(`(?:PubMed ?Central|PubMed|Google ?Scholar|CrossRef|Crossref|MEDLINE|Medline|CAS|ISI|Web of Science|View Article|View|Full Text|Abstract|Article|Download|Download citation|Free PMC article|Correspondence to|Show more|Read more|Menu)(?: ?(?:PubMed ?Central|PubMed|Google ?Scholar|CrossRef|Crossref|CAS|ISI|View|Article|Full Text|Abstract))*\.?`), []string{"PubMed", "Google Scholar", "GoogleScholar", "CrossRef", "Crossref", "MEDLINE", "Medline", "CAS", "ISI", "Web of Science", "View", "Full Text",
		"Abstract", "Article", "Download", "Free PMC", "Correspondence to", "Show more", "Read more", "Menu"}, 0, 64}

	bracketed = pattern{corpus.Lazily(`\[(?:PubMed Central|PubMed|Google ?Scholar|CrossRef|Crossref|MEDLINE|CAS|View Article|View|Full Text|DOI|Free PMC article)\]`), []string{"[PubMed", "[Google", "[CrossRef", "[Crossref", "[MEDLINE", "[CAS", "[View", "[Full", "[DOI", "[Free"}, 0, 24}

	// WebPeer support is, Webdistinguish: the start of a search result
	webGlue = pattern{corpus.Lazily(`\bWeb[A-Za-z][a-z]+`), []string{"Web"}, 0, 16}

	// what search engines are asked
	asked = pattern{corpus.Lazily(`\b(?:[Bb]est ([a-z][^.?!\n]{1,60}?) near me|[Ww]hat is (?:the )?([a-z][^.?!\n]{1,60}?)|([a-z][^.?!\n]{1,60}?) 20[12]\d)(?: |$)`), []string{" near me", "hat is ", " 201", " 202"}, 72, 68}

	// Used Boats For Sale, Articles W, Cheap Flights
	tailSpam = corpus.Lazily(`(?:[A-Z][\w'’-]*(?: [A-Z\d][\w'’-]*){0,7}, ?){3,40}[A-Z][\w'’-]*(?: [A-Z\d][\w'’-]*){0,7}\s*$`)
)

// glue finds what the page's maker put between the pieces: link labels, and
// phrases for search engines.
func (p *page) glue() {
	p.tail()
	p.each(bracketed, func(m []int) { p.discard(corpus.Span{Start: m[0], End: m[1]}, "link label") })
	p.each(labels, func(m []int) {
		if s := (corpus.Span{Start: m[0], End: m[1]}); p.loose(s) {
			p.discard(s, "link label")
		}
	})
	p.each(webGlue, func(m []int) {
		if p.boundary(m[0]) {
			p.discard(corpus.Span{Start: m[0], End: m[0] + 3}, "web glue")
		}
	})
	p.findSpam()
	asks := map[string]bool{} // Effectiveness, where "effectiveness of X" is asked
	for _, phrase := range p.spam {
		for at := 0; ; {
			i := strings.Index(p.body[at:], phrase)
			if i < 0 {
				break
			}
			s := corpus.Span{Start: at + i, End: at + i + len(phrase)}
			at = s.End
			s = p.widen(s)
			if p.free(s) && p.loose(s) {
				if w, of, ok := strings.Cut(p.body[s.Start:s.End], " "); ok && strings.HasPrefix(of, "of ") {
					asks[w] = true
				}
				p.discard(s, "search spam")
			}
		}
	}
	for _, w := range slices.Sorted(maps.Keys(asks)) {
		for _, w := range []string{w, strings.ToUpper(w[:1]) + w[1:]} {
			p.each(pattern{corpus.Lazily(`\b` + regexp.QuoteMeta(w) + `\b`), []string{w}, 0, 0}, func(m []int) {
				if s := (corpus.Span{Start: m[0], End: m[1]}); p.loose(s) {
					p.discard(s, "search spam")
				}
			})
		}
	}
}

// tail finds keywords for search engines at the end of the page.
func (p *page) tail() {
	from := max(0, len(p.body)-2048)
	if m := tailSpam().FindStringIndex(p.body[from:]); m != nil {
		s := corpus.Span{Start: from + m[0], End: from + m[1]}
		if p.free(s) && !initialsInside(p.body[s.Start:s.End]) {
			p.discard(s, "search spam")
		}
	}
}

// initialsInside reports names: words followed by initials before a comma.
func initialsInside(s string) bool {
	n := 0
	for chunk := range strings.SplitSeq(s, ",") {
		f := strings.Fields(chunk)
		if len(f) == 2 && len(f[1]) <= 3 && strings.ToUpper(f[1]) == f[1] && f[0] != "Articles" {
			n++
		}
	}
	return n > 1
}

// loose reports whether s stands between pieces: behind the end of one, and
// before a capital, a digit, or another.
func (p *page) loose(s corpus.Span) bool {
	if !p.boundary(s.Start) {
		return false
	}
	if s.End > s.Start && p.body[s.End-1] == '.' {
		return true
	}
	i := s.End
	for i < len(p.body) && (p.body[i] == ' ' || p.body[i] == '\n') {
		i++
	}
	return i == len(p.body) || p.taken[i] || isUpper(p.body[i]) || isDigit(p.body[i]) || p.body[i] == '(' || p.body[i] == '[' || p.body[i] == '.' && i == s.End
}

// widen takes in the words that search phrases are made with.
func (p *page) widen(s corpus.Span) corpus.Span {
	for _, w := range []string{"the ", "of ", "effectiveness of ", "Effectiveness of ", "what is ", "What is ", "best ", "Best "} {
		if strings.HasSuffix(p.body[:s.Start], w) {
			s.Start -= len(w)
		}
	}
	for _, w := range []string{" near me", " 2019", " 2020", " 2021", " 2022", " 2023", " 2024", " 2025", " 2026"} {
		if strings.HasPrefix(p.body[s.End:], w) {
			s.End += len(w)
		}
	}
	return s
}

// findSpam collects phrases that stand loose three times or more, in the forms
// that search engines are asked in or alone.
func (p *page) findSpam() {
	count := map[string]int{}
	seen := map[int]bool{}
	p.each(asked, func(m []int) {
		s := corpus.Span{Start: m[0], End: m[1]}
		for s.End > s.Start && p.body[s.End-1] == ' ' {
			s.End--
		}
		if seen[s.Start] || !p.loose(s) {
			return
		}
		seen[s.Start] = true
		for g := 1; g <= 3; g++ {
			if m[2*g] >= 0 {
				count[p.body[m[2*g]:m[2*g+1]]] += 2 - g/3
			}
		}
	})
	// what stands alone: up to nine words behind the end of a sentence, and a
	// capital or digit behind them that begins something else
	for i := 0; i < len(p.body); i++ {
		if !p.taken[i] && isAlpha(p.body[i]) && (i == 0 || p.body[i-1] == ' ') && p.boundary(i) {
			p.alone(i, count)
		}
	}
	for phrase, n := range count {
		if n >= 3 && len(phrase) > 2 {
			p.spam = append(p.spam, phrase)
		}
	}
	// the longest first, so that no phrase is cut by a part of it
	slices.SortFunc(p.spam, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	if len(p.spam) > 40 {
		p.spam = p.spam[:40]
	}
}

func wordEnd(s string, i int) int {
	for i < len(s) && isAlpha(s[i]) {
		i++
	}
	return i
}

// alone counts the loose phrase at i, if one stands there.
func (p *page) alone(i int, count map[string]int) {
	k := i
	for words := 0; words < 9; words++ {
		j := k
		for j < len(p.body) && (isAlpha(p.body[j]) || p.body[j] == '\'' || p.body[j] == '-') && j-i < 80 {
			j++
		}
		if j == k {
			return
		}
		if j+1 >= len(p.body) || p.body[j] != ' ' {
			return
		}
		next := p.body[j+1]
		if next == ' ' {
			return
		}
		if isUpper(next) || isDigit(next) || p.taken[j+1] {
			// what ends in a small word, or begins like the name of a
			// journal, goes on with the capital
			if first := p.body[i:wordEnd(p.body, i)]; (words > 0 || isLower(first[0])) && !joining[p.body[k:j]] && !genres[strings.ToLower(first)] {
				count[p.body[i:j]]++
			}
			return
		}
		k = j + 1
	}
}
