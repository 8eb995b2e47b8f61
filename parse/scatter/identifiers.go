package scatter

import (
	"regexp"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

var (
	doiLink  = regexp.MustCompile(`(?i)(?:https?://(?:dx\.)?doi\.org/|\bdoi:\s?)?\b10\.\d{4,9}/[^\s"<>]{2,200}`)
	anyLink  = regexp.MustCompile(`(?i)\bhttps?://[^\s"<>]{3,400}|\bwww\.[a-z0-9-]+\.[^\s"<>]{2,400}`)
	register = regexp.MustCompile(`\b(?:CRD\s?(\d{11})|(NCT\d{8})|(ISRCTN\d{8})|(ACTRN\d{14}p?)|(ChiCTR[-A-Z\d]{6,20}\d))\b`)
	pubmed   = regexp.MustCompile(`(?i)\b(?:pmid:?\s*(\d{4,9})|(pmc\s?\d{5,9}))\b`)
	report   = regexp.MustCompile(`\b[A-Z]{2,6}-\d{2,4}-\d{2,6}\b`)
	arxiv    = regexp.MustCompile(`(?i)\barxiv:\s?(\d{4}\.\d{4,5}|[a-z-]+/\d{7})`)
)

// identifiers finds DOIs, links, registrations, PubMed ids and report numbers.
func (p *page) identifiers() {
	p.each(doiLink, func(m []int) {
		s := corpus.Span{Start: m[0], End: m[1]}
		s.End = s.Start + len(strings.TrimRight(p.body[s.Start:s.End], ".,;:'\")]}"))
		raw := p.body[s.Start:s.End]
		if n := strings.Count(raw, "(") - strings.Count(raw, ")"); n > 0 && strings.HasPrefix(p.body[s.End:], strings.Repeat(")", n)) {
			s.End += n
			raw = p.body[s.Start:s.End]
		}
		if v, ok := ident.DOI(raw); ok {
			p.identify(s, "doi", v, 0.98)
		}
	})
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
	p.each(report, func(m []int) {
		p.identify(corpus.Span{Start: m[0], End: m[1]}, "report", p.body[m[0]:m[1]], 0.7)
	})
}

func (p *page) identify(s corpus.Span, kind, value string, confidence float64) {
	p.add(corpus.FragIdentifier, s, corpus.FragData{Type: kind, Value: value}, confidence)
}

// each calls f with every match of re that nothing was found in yet.
func (p *page) each(re *regexp.Regexp, f func(m []int)) {
	for _, m := range re.FindAllStringSubmatchIndex(p.body, -1) {
		if m[1] > m[0] && p.free(corpus.Span{Start: m[0], End: m[1]}) {
			f(m)
		}
	}
}
