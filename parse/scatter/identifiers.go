package scatter

import (
	"regexp"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
	"citegraph/corpus/scan"
)

var (
	anyLink  = pattern{corpus.Lazily(`(?i)\bhttps?://[^\s"<>]{3,400}|\bwww\.[a-z0-9-]+\.[^\s"<>]{2,400}`), []string{"http", "www."}, 0, 420}
	register = pattern{corpus.Lazily(`\b(?:CRD\s?(\d{11})|(NCT\d{8})|(ISRCTN\d{8})|(ACTRN\d{14}p?)|(ChiCTR[-A-Z\d]{6,20}\d))\b`), []string{"CRD", "NCT", "ISRCTN", "ACTRN", "ChiCTR"}, 0, 24}
	pubmed   = pattern{corpus.Lazily(`(?i)\b(?:pmid:?\s*(\d{4,9})|(pmc\s?\d{5,9}))\b`), []string{"PMID", "pmid", "Pmid", "PMC", "pmc"}, 0, 16}
	report   = corpus.Lazily(`\b[A-Z]{2,6}-\d{2,4}-\d{2,6}\b`)
	hyphen   = pattern{report, []string{"-0", "-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9"}, 8, 12}
	arxiv    = pattern{corpus.Lazily(`(?i)\barxiv:\s?(\d{4}\.\d{4,5}|[a-z-]+/\d{7})`), []string{"rXiv:", "rxiv:", "RXIV:"}, 3, 24}
)

// identifiers finds DOIs, links, registrations, PubMed ids and report numbers.
func (p *page) identifiers() {
	p.dois()
	p.each(arxiv, func(m []int) {
		if v, ok := ident.ArXiv(p.body[m[0]:m[1]]); ok {
			p.identify(corpus.Span{Start: m[0], End: m[1]}, "arxiv", v, 0.97)
		}
	})
	p.each(anyLink, func(m []int) {
		s := corpus.Span{Start: m[0], End: m[1]}
		s.End = s.Start + len(strings.TrimRight(p.body[s.Start:s.End], ".,;:'\")]}"))
		p.identify(s, "url", p.body[s.Start:s.End], 0.95)
	})
	p.each(register, func(m []int) {
		s := corpus.Span{Start: m[0], End: m[1]}
		v, kind := strings.ReplaceAll(p.body[m[0]:m[1]], " ", ""), "trial"
		if m[2] >= 0 {
			kind = "prospero"
		}
		p.identify(s, kind, v, 0.98)
	})
	p.each(pubmed, func(m []int) {
		s, kind, read := p.body[m[0]:m[1]], "pmid", ident.PMID
		if m[4] >= 0 {
			kind, read = "pmcid", ident.PMCID
		}
		if v, ok := read(s); ok {
			p.identify(corpus.Span{Start: m[0], End: m[1]}, kind, v, 0.95)
		}
	})
	p.each(hyphen, func(m []int) {
		p.identify(corpus.Span{Start: m[0], End: m[1]}, "report", p.body[m[0]:m[1]], 0.7)
	})
}

// dois finds DOIs, with the link or the label before them.
func (p *page) dois() {
	for at := 0; ; {
		s, ok := scan.DOI(p.body, at)
		if !ok {
			return
		}
		at = s.End
		s.Start -= len(doiLabel(p.body[max(0, s.Start-24):s.Start]))
		if !p.free(s) || s.Start > 0 && p.body[s.Start-1] == '/' { // part of another link
			continue
		}
		s.End = s.Start + len(strings.TrimRight(p.body[s.Start:s.End], ".,;:'\")]}"))
		raw := p.body[s.Start:s.End]
		if n := strings.Count(raw, "(") - strings.Count(raw, ")"); n > 0 && strings.HasPrefix(p.body[s.End:], strings.Repeat(")", n)) {
			s.End += n
			raw = p.body[s.Start:s.End]
		}
		if v, ok := ident.DOI(raw); ok {
			p.identify(s, "doi", v, 0.98)
		}
	}
}

// doiLabel is what of before, which ends where a DOI begins, links or names it.
func doiLabel(before string) string {
	low := strings.ToLower(before)
	if len(low) != len(before) {
		return ""
	}
	for _, link := range [...]string{"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/"} {
		if strings.HasSuffix(low, link) {
			return before[len(before)-len(link):]
		}
	}
	if n := len(low); n > 0 && strings.IndexByte(" \n\t\r\f", low[n-1]) >= 0 {
		low = low[:n-1]
	}
	if start, ok := strings.CutSuffix(low, "doi:"); ok && (start == "" || !isAlpha(start[len(start)-1]) && !isDigit(start[len(start)-1]) && start[len(start)-1] != '_') {
		return before[len(start):]
	}
	return ""
}

func (p *page) identify(s corpus.Span, kind, value string, confidence float64) {
	p.add(corpus.FragIdentifier, s, corpus.FragData{Type: kind, Value: value}, confidence)
}

// pattern is an expression and the strings one of which every match holds, and
// how far a match may reach to either side of them. Expressions are slow; they
// are tried only there.
type pattern struct {
	re            func() *regexp.Regexp
	keys          []string
	before, after int
}

// each calls f with every match of pt that nothing was found in yet.
func (p *page) each(pt pattern, f func(m []int)) {
	for _, key := range pt.keys {
		for at := 0; ; {
			i := strings.Index(p.body[at:], key)
			if i < 0 {
				break
			}
			i += at
			at = i + len(key)
			if !p.taken[i] && !p.inside(key, i) {
				p.near(pt.re(), i-pt.before, at+pt.after, f)
			}
		}
	}
}

// inside reports whether a key at i stands in the middle of a number.
func (p *page) inside(key string, i int) bool {
	return isDigit(key[0]) && i > 0 && isDigit(p.body[i-1])
}

// near calls f with the matches of re in the window [from, to), widened to
// whole words.
func (p *page) near(re *regexp.Regexp, from, to int, f func(m []int)) {
	from, to = max(0, from), min(len(p.body), to)
	for k := 0; from > 0 && k < 24 && p.body[from-1] != ' ' && p.body[from-1] != '\n'; k++ {
		from--
	}
	for k := 0; to < len(p.body) && k < 24 && p.body[to] != ' ' && p.body[to] != '\n'; k++ {
		to++
	}
	for _, m := range re.FindAllStringSubmatchIndex(p.body[from:to], -1) {
		if from+m[1] == to && to < len(p.body) && p.body[to] != ' ' && p.body[to] != '\n' {
			continue // cut by the window: the key inside it comes later
		}
		for k := range m {
			if m[k] >= 0 {
				m[k] += from
			}
		}
		if m[1] > m[0] && p.free(corpus.Span{Start: m[0], End: m[1]}) {
			f(m)
		}
	}
}
