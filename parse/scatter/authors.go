package scatter

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/person"
)

// authors is an author list that was read.
type authors struct {
	span    corpus.Span
	v       corpus.FragData
	natural bool // given names first
	comma   bool // between family and given names
	ended   bool // by a full stop or "et al."
}

var (
	etAl    = corpus.Lazily(`^(?:,|;|\.,)?\s?(?:and |& )?et\.? al\b\.?`)
	editors = corpus.Lazily(`^[,.]?\s?\(?(?:editors?|[Ee]ds?\.?)\)?\.?`)
)

// maxNames bounds the names of one list, maxList its bytes.
const (
	maxNames = 500
	maxList  = 16 << 10
)

// authorLists finds lists of two names or more anywhere, and single names that
// stand between the ends of sentences.
func (p *page) authorLists() {
	stop := 0 // where the free run of text that i is in ends
	for i := 0; i < len(p.body); i++ {
		if p.taken[i] || !p.nameStart(i) {
			continue
		}
		if i >= stop {
			for stop = i; stop < len(p.body) && !p.taken[stop] && p.body[stop] != '\n'; stop++ {
			}
		}
		a, ok := p.list(i, min(stop, i+maxList))
		if !ok {
			if len(a.v.Authors) > 1 { // nothing better begins inside
				i = a.span.End - 1
			}
			continue
		}
		confidence := 0.97
		if len(a.v.Authors) == 1 {
			confidence = 0.9
		}
		p.add(corpus.FragAuthors, a.span, a.v, confidence)
		i = a.span.End - 1
	}
}

// nameStart reports whether a word with a capital, or a particle, begins at i.
func (p *page) nameStart(i int) bool {
	if i >= len(p.body) || i > 0 && (isAlpha(p.body[i-1]) || isDigit(p.body[i-1]) || p.body[i-1] == '\'' || p.body[i-1] == '-') {
		return false
	}
	c := p.body[i]
	if isUpper(c) || c >= 0xC3 {
		return true
	}
	if !isLower(c) {
		return false
	}
	j := i
	for j < len(p.body) && isLower(p.body[j]) && j-i < 6 {
		j++
	}
	return nameParticles[p.body[i:j]] && j < len(p.body) && (p.body[j] == ' ' || p.body[j] == '\'')
}

// list reads the longest author list at i, in whichever style fits, up to end,
// behind which end is not looked.
func (p *page) list(i, end int) (authors, bool) {
	n := &nameScanner{s: p.body[:end]}
	var best authors
	ok := false
	for _, st := range []struct {
		read    func(int) (name, bool)
		seps    []string
		natural bool
	}{
		{n.vancouver, []string{", and ", ", ", " and ", "; ", " & "}, false},
		{n.apa, []string{", & ", ", and ", ", ", "; and ", "; ", " & ", " and "}, false},
		{n.tail, []string{", and ", ", & ", ", ", " and ", "; ", " & "}, false},
		{n.natural, []string{", and ", ", & ", ", ", " and ", " & "}, true},
	} {
		if a, found := p.run(n, i, st.read, st.seps); found && a.span.End > best.span.End {
			a.natural = st.natural
			a.comma = len(a.v.Authors) > 0 && strings.HasPrefix(p.body[i+len(a.v.Authors[0].Family):], ",")
			best, ok = a, true
		}
	}
	if ok {
		p.unglue(&best)
	}
	return best, ok && p.plausible(&best)
}

// unglue takes off what stuck to the first name of a list in front: "Results
// Zografi G" where the page writes "results" elsewhere.
func (p *page) unglue(a *authors) {
	f := a.v.Authors[0].Family
	if a.natural || !strings.Contains(f, " ") || !strings.HasPrefix(p.body[a.span.Start:], f) {
		return
	}
	words := strings.Split(f, " ")
	for k := len(words) - 2; k >= 0; k-- {
		if w := strings.ToLower(words[k]); isUpper(words[k][0]) && len(w) > 2 && !nameParticles[w] && (notName[w] || p.common(w)) {
			cut := len(strings.Join(words[:k+1], " ")) + 1
			a.span.Start += cut
			a.v.Authors[0].Family = f[cut:]
			return
		}
	}
}

// run reads names of one style from i as long as they follow one another.
func (p *page) run(n *nameScanner, i int, read func(int) (name, bool), seps []string) (authors, bool) {
	a := authors{span: corpus.Span{Start: i, End: i}}
	n.inside = false
	defer func() { n.inside = false }()
	for k := i; len(a.v.Authors) < maxNames; {
		nm, ok := read(k)
		if !ok {
			break
		}
		a.v.Authors = append(a.v.Authors, nm.FragName)
		a.span.End = nm.end
		n.inside = true
		k = 0
		for _, sep := range seps {
			if strings.HasPrefix(n.s[nm.end:], sep) {
				if k = nm.end + len(sep); k < len(n.s) && isAlpha(p.body[k]) {
					break
				}
				k = 0
			}
		}
		if k == 0 || k >= len(n.s) {
			break
		}
	}
	if len(a.v.Authors) == 0 {
		return a, false
	}
	rest := n.s[a.span.End:]
	if m := etAl().FindString(rest); m != "" {
		a.v.EtAl, a.ended = true, true
		a.span.End += len(m)
	} else if m := editors().FindString(rest); m != "" {
		a.v.Role, a.ended = "editor", true
		a.span.End += len(m)
	} else if strings.HasPrefix(rest, ".") {
		a.span.End++
		a.ended = true
	} else if p.body[a.span.End-1] == '.' {
		a.ended = true
	}
	return a, true
}

// plausible rejects lists that are something else: a single "Vitamin D", words
// that the page writes small elsewhere, names inside a sentence.
func (p *page) plausible(a *authors) bool {
	n := len(a.v.Authors)
	odd := 0
	if n == 1 {
		if _, _, ok := asJournal(p.body[a.span.Start:a.span.End]); ok || a.natural {
			return false
		}
	}
	for _, x := range a.v.Authors {
		if notName[strings.ToLower(x.Family)] || person.Core(x.Family) == "" {
			odd++
		}
	}
	if n == 1 {
		next := strings.TrimLeft(p.body[a.span.End:min(len(p.body), a.span.End+4)], " ")
		year := len(next) > 1 && next[0] == '(' && (next[1] == '1' || next[1] == '2')
		if year && a.comma { // Kurtz, L. F. (1990)
			return odd == 0
		}
		// "Robert M. Walker, MS" is no list, and no title begins so
		if w := wordAt(p.body, a.span.End); w != "" && isUpper(w[0]) && strings.HasPrefix(p.body[a.span.End+1+len(w):], ",") {
			return false
		}
		return odd == 0 && (a.ended || year) && p.boundary(a.span.Start) && !p.common(a.v.Authors[0].Family)
	}
	return odd*2 < n || a.v.EtAl
}

// wordAt is the word behind one space at i.
func wordAt(s string, i int) string {
	if i+1 >= len(s) || s[i] != ' ' {
		return ""
	}
	j := i + 1
	for j < len(s) && isAlpha(s[j]) {
		j++
	}
	return s[i+1 : j]
}

// common reports whether the page writes a word small elsewhere: it is a word
// then, not a name.
func (p *page) common(family string) bool {
	if p.small == nil {
		p.small = map[string]bool{}
		for i := 0; i < len(p.body); {
			j := i
			for j < len(p.body) && isLower(p.body[j]) {
				j++
			}
			if j-i > 2 && j-i < 30 && (i == 0 || !isAlpha(p.body[i-1])) && len(p.small) < 200_000 {
				p.small[p.body[i:j]] = true
			}
			i = j + 1
		}
	}
	return p.small[strings.ToLower(family)]
}

// notName are words that stand before a single capital without being a name.
var notName = map[string]bool{"vitamin": true, "hepatitis": true, "figure": true, "fig": true, "table": true, "appendix": true, "group": true,
	"panel": true, "part": true, "section": true, "type": true, "study": true, "class": true, "grade": true, "stage": true, "level": true, "model": true,
	"phase": true, "plan": true, "level i": true, "influenza": true, "cohort": true, "arm": true, "factor": true, "case": true, "articles": true,
	"supplementary": true, "supplement": true, "box": true, "chapter": true, "volume": true, "step": true, "scheme": true, "equation": true, "eq": true,
	"protein": true, "immunoglobulin": true, "cytochrome": true, "complement": true, "site": true, "region": true, "zone": true, "line": true, "strain": true, "sample": true, "scenario": true, "option": true, "note": true, "category": true, "university": true, "organization": true, "effectiveness": true, "institute": true, "department": true, "hospital": true, "journal": true, "version": true, "file": true, "data": true, "text": true, "the": true, "in": true, "from": true, "and": true, "of": true, "with": true, "for": true, "by": true, "however": true, "only": true, "both": true, "new": true}
