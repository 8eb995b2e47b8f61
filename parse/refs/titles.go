package refs

import (
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// titles reads title, container and series.
func (f *fields) titles(w *corpus.Work) {
	if p, ok := f.firstTitle(); ok {
		title, rest := f.divide(f.edited(p))
		title = f.shorn(w, f.handed(w, title))
		if rest.to == rest.from && !f.has(ContainerTitle) {
			title, w.PublisherPlace = f.placed(title)
		}
		w.Title = trimTitle(f.text(title))
		f.trust("title", w.Title, p)
		if rest.to > rest.from {
			w.ContainerTitle = trimTitle(f.afterIn(rest))
		}
		f.series(w, title)
	}
	if p, ok := f.first(ContainerTitle); ok && !f.bare(p) {
		p, w.PublisherPlace = f.placed(p)
		name := trimTitle(f.afterIn(f.native(f.tailed(w, p))))
		if w.ContainerTitle == "" {
			w.ContainerTitle = name
			f.trust("container-title", name, p)
		} else { // the book was divided from the title: what follows is its series
			w.CollectionTitle = name
		}
	}
	if p, ok := f.newspaper(); ok {
		w.ContainerTitle = trimTitle(f.text(p))
	}
	if p, ok := f.first(CollectionTitle); ok {
		w.CollectionTitle = trimTitle(f.afterIn(p))
	}
	if p, ok := f.first(Event); ok {
		w.EventTitle = trimTitle(f.text(p))
	}
}

// edited is the title segment p without the word in brackets, before it, that
// says the authors are editors: "(Hg.): Title".
func (f *fields) edited(p part) part {
	inf := f.s.x.inf
	if t := &inf[p.from]; p.to-p.from > 1 && t.role&rEditor != 0 && t.nlow > 1 && (t.gap.open == oParen || t.gap.open == oSquare) {
		if g := &inf[p.from+1].gap; g.close == cParenPunct || g.close == cParen {
			p.from, p.start = p.from+1, g.bound
		}
	}
	return p
}

// bare reports whether a container is but the word that announces one: "In:"
// before a link.
func (f *fields) bare(p part) bool {
	t := &f.s.x.inf[p.from]
	return p.to-p.from == 1 && t.role&(rIn|rIssue|rVolume) != 0 && t.nlow < 4
}

// newspaper is the first segment of "FAZ vom 28. 10. 1995, S. 2", which names
// nobody but the paper: German prints "vom" before the date of an issue.
func (f *fields) newspaper() (part, bool) {
	for i, p := range f.parts {
		switch p.label {
		case CitationNumber, Note, Other:
			continue
		case Author, Title:
			if i+1 < len(f.parts) && f.parts[i+1].label == Date {
				t := &f.s.x.inf[f.parts[i+1].from]
				_, titled := f.first(ContainerTitle)
				return p, string(t.low[:t.nlow]) == "vom" && !titled
			}
		}
		break
	}
	return part{}, false
}

// has reports whether a label is used.
func (f *fields) has(label int) bool {
	_, ok := f.first(label)
	return ok
}

// firstTitle is the first title segment that is more than the stray letter of
// a year ("1999 (a), …").
func (f *fields) firstTitle() (part, bool) {
	for _, p := range f.parts {
		if p.label == Title && (p.to-p.from > 1 || f.s.x.inf[p.from].nlow > 1) {
			return p, true
		}
	}
	return part{}, false
}

// divide cuts a title segment where print leaves no doubt that the title has
// ended: before "In:", before "In" where editors follow, and behind the
// quotation that opened the segment. The rest is the container, unless one is
// labelled.
func (f *fields) divide(p part) (title, rest part) {
	inf := f.s.x.inf
	cut, shut := -1, f.quoted(p)
	for i := p.from + 1; i < p.to && cut < 0; i++ {
		g := &inf[i].gap
		low := string(inf[i].low[:inf[i].nlow])
		stop := g.close != cNone && g.close != cSpace
		switch {
		case stop && i+1 < p.to && inf[i+1].gap.close == cColon && (low == "in" || low == "dans" || low == "en" && inf[i].cls == clCap):
			cut = i
		case g.close == cDot && low == "in" && inf[i].cls == clCap && i+1 < p.to && inf[i+1].cls != clLower && !f.has(ContainerTitle) && f.after(p) == Editor:
			cut = i
		case i == shut && (inf[i].cls != clLower || inf[i].role&rIn != 0 && inf[i].nlow > 1 && i+1 < p.to && inf[i+1].cls != clLower):
			cut = i
		}
	}
	if cut < 0 {
		return p, part{}
	}
	if f.has(ContainerTitle) {
		comma := strings.Contains(f.raw[f.s.x.toks[cut-1].End:f.s.x.toks[cut].Start], ",")
		if at := f.after(p); at != ContainerTitle && at != Editor || cut == shut && !comma {
			return p, part{}
		}
	}
	title, rest = p, p
	title.to, title.end = cut, inf[cut].gap.bound
	rest.from, rest.start = cut, inf[cut].gap.bound
	return title, rest
}

// quoted is the token behind the quotation that p opens with, where the
// quotation ends in a mark that ends a field, or before a comma: “Title.”
// Journal. It is -1 where there is none; „Oh weh“. Geschichte is one title.
func (f *fields) quoted(p part) int {
	toks := f.s.x.toks
	lead := f.raw[min(p.start, toks[p.from].Start):toks[p.from].Start]
	lead = lead[len(strings.TrimRightFunc(lead, isQuote)):]
	open, _ := utf8.DecodeLastRuneInString(lead)
	if lead == "" || !isQuote(open) {
		return -1
	}
	for i := p.from + 1; i < p.to; i++ {
		between := f.raw[toks[i-1].End:toks[i].Start]
		at := strings.IndexFunc(between, func(r rune) bool { return sameQuote(r, open) && (r != open || straight(r)) })
		if at < 0 {
			continue
		}
		_, n := utf8.DecodeRuneInString(between[at:])
		inside := strings.TrimSpace(between[:at])
		if inside == "." || inside == "," || strings.HasPrefix(strings.TrimSpace(between[at+n:]), ",") {
			return i
		}
		if !straight(open) || strings.HasPrefix(strings.TrimLeft(between[at+n:], ".,:;"), " ") {
			return -1
		}
	}
	return -1
}

// straight reports a mark that opens and closes alike.
func straight(r rune) bool { return r == '"' || r == '\'' }

// after is the label of the segment that follows p.
func (f *fields) after(p part) int {
	for _, q := range f.parts {
		if q.from == p.to {
			return q.label
		}
	}
	return Other
}

// series takes a numbered series in brackets from the end of the title:
// "Title (Studies in Examples 20)".
func (f *fields) series(w *corpus.Work, p part) {
	inf := f.s.x.inf
	open := p.to - 1
	for open > p.from && inf[open].gap.open != oParen {
		open--
	}
	n := p.to - open
	last := &inf[p.to-1]
	if open == p.from || n < 3 || !digits(last.cls) || last.cls == clYear || inf[open].cls == clLower || digits(inf[open].cls) ||
		w.CollectionTitle != "" || w.Volume != "" || !strings.HasSuffix(strings.TrimRight(f.text(p), " .,;:"), ")") {
		return
	}
	name := p.to - 1
	for name > open+1 && inf[name-1].role&(rVolume|rIssue) != 0 {
		name--
	}
	if name-open < 2 {
		return
	}
	head := p
	head.end = inf[open].gap.bound
	w.Title = trimTitle(f.text(head))
	w.CollectionTitle = trimTitle(f.raw[f.s.x.toks[open].Start:f.s.x.toks[name-1].End])
	w.Volume = f.raw[f.s.x.toks[p.to-1].Start:f.s.x.toks[p.to-1].End]
}

// afterIn is the text of p without "In:" and the like before it.
func (f *fields) afterIn(p part) string {
	inf := f.s.x.inf
	from := p.from
	for from < p.to-1 && from < p.from+3 {
		i := &inf[from]
		next := inf[from+1].gap
		r := i.role&rIn != 0 && (i.nlow > 1 || next.close == cColon) && i.nlow < 7
		if !r || next.close == cDot || next.close == cComma && i.cls != clLower {
			break
		}
		from++
	}
	if from == p.from {
		return f.text(p)
	}
	return untag(f.raw[inf[from].gap.bound:p.end])
}

// trimTitle cuts the punctuation that separates fields, quotation marks that
// enclose the whole, and brackets without a partner. White space becomes one
// space.
func trimTitle(s string) string {
	s = fold.Spaced(s)
	for {
		before := s
		s = strings.TrimRight(s, " ,;:.-–—/·")
		s = strings.TrimLeft(s, " ,;:.-–—/·*•")
		s = unquote(s)
		s = unbracket(s)
		if s == before {
			return s
		}
	}
}

// unquote cuts quotation marks at the ends: both, or one without a partner.
func unquote(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	last, k := utf8.DecodeLastRuneInString(s)
	open := first != utf8.RuneError && isQuote(first)
	shut := last != utf8.RuneError && isQuote(last)
	switch {
	case open && shut && len(s) > n+k:
		return s[n : len(s)-k]
	case open && strings.IndexFunc(s[n:], func(r rune) bool { return sameQuote(r, first) }) < 0:
		return s[n:]
	case shut && strings.IndexFunc(s[:len(s)-k], func(r rune) bool { return sameQuote(r, last) }) < 0:
		return s[:len(s)-k]
	}
	return s
}

func isQuote(r rune) bool { c := canon(r); return c == '"' || c == '\'' }

func sameQuote(a, b rune) bool { return isQuote(a) && canon(a) == canon(b) }

// unbracket cuts brackets at the ends that have no partner, and those that
// enclose the whole.
func unbracket(s string) string {
	if s == "" {
		return s
	}
	pairs := [...][2]byte{{'(', ')'}, {'[', ']'}, {'<', '>'}}
	for _, p := range pairs {
		if s[len(s)-1] == p[1] && strings.Count(s, string(p[1])) > strings.Count(s, string(p[0])) {
			return s[:len(s)-1]
		}
		if s[0] == p[0] && strings.Count(s, string(p[0])) > strings.Count(s, string(p[1])) {
			return s[1:]
		}
		if s[0] == p[0] && s[len(s)-1] == p[1] && strings.IndexByte(s, p[1]) == len(s)-1 {
			return s[1 : len(s)-1]
		}
	}
	return s
}
