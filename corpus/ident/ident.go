// Package ident reads and checks identifiers of works, journals and people:
// DOI, PMID, PMCID, arXiv, ISBN, ISSN, ORCID. Each function takes an
// identifier as printed (with its prefix, link or label, or bare), returns its
// normal form, and false where it is none, check digit included.
//
// It finds nothing in running text: callers cut the identifier out first. It
// knows no registry, so a well-formed identifier may still name nothing.
package ident

import (
	"strings"
	"unicode"
)

// limit is the longest identifier that is looked at, in bytes. The longest
// DOIs in use have about 200.
const limit = 1024

// PMID reads "PMID: 12345678", "pubmed.ncbi.nlm.nih.gov/12345678/" or bare
// digits: one to nine digits, without leading zeros.
func PMID(s string) (string, bool) {
	s = tidy(s)
	s = cutLink(s, "pubmed/", "pubmed.ncbi.nlm.nih.gov/", "info:pmid/", "term=")
	s = cutLabel(s, "pubmed pmid", "medline", "pubmed id", "pubmed", "pmid", "pm")
	s = strings.TrimLeft(s, "0")
	if s == "" || len(s) > 9 || !digits(s) {
		return "", false
	}
	return s, true
}

// PMCID reads "PMC 1234567", "PMCID: PMC1234567", a PubMed Central link: "PMC"
// and one to nine digits.
func PMCID(s string) (string, bool) {
	s = tidy(s)
	s = cutLink(s, "/pmc/articles/", "pmc.ncbi.nlm.nih.gov/articles/", "europepmc.org/article/pmc/")
	s = strings.ToLower(cutLabel(s, "pubmed central", "pmcid"))
	d, ok := strings.CutPrefix(strings.TrimSpace(s), "pmc")
	if d, _, _ = strings.Cut(d, "."); !ok { // PMC123.1 is a version
		return "", false
	}
	d = strings.TrimLeft(strings.Trim(d, " :"), "0")
	if d == "" || len(d) > 9 || !digits(d) {
		return "", false
	}
	return "PMC" + d, true
}

// ArXiv reads "arXiv:2101.00001v2 [cs.CL]", "https://arxiv.org/abs/…",
// "hep-th/9901001" or its DOI (10.48550/arXiv.…): "2101.00001" or
// "hep-th/9901001", without version.
func ArXiv(s string) (string, bool) {
	s = strings.ToLower(tidy(s))
	s = cutLink(s, "arxiv.org/abs/", "arxiv.org/pdf/", "arxiv.org/html/", "10.48550/arxiv.", "arxiv.org/")
	s = cutLabel(s, "arxiv e-prints", "arxiv preprint", "arxiv", "e-print", "eprint")
	s = cutLabel(s, "arxiv")
	if i := strings.IndexAny(s, " [("); i >= 0 {
		s = s[:i]
	}
	s = strings.TrimSuffix(s, ".pdf")
	if i := strings.LastIndexByte(s, 'v'); i > 0 && i+1 < len(s) && digits(s[i+1:]) {
		s = s[:i]
	}
	s = strings.TrimRight(s, ".,;:)/")
	if newArXiv(s) || oldArXiv(s) {
		return s, true
	}
	return "", false
}

// newArXiv is YYMM.NNNN (from 0704) or YYMM.NNNNN (from 1501).
func newArXiv(s string) bool {
	if len(s) < 9 || len(s) > 10 || s[4] != '.' || !digits(s[:4]) || !digits(s[5:]) {
		return false
	}
	month := s[2:4]
	return month >= "01" && month <= "12" && s[:4] >= "0704" && (len(s) == 10) == (s[:2] >= "15")
}

// oldArXiv is archive[.XX]/YYMMNNN.
func oldArXiv(s string) bool {
	archive, id, ok := strings.Cut(s, "/")
	if !ok || len(id) != 7 || !digits(id) || id[2:4] < "01" || id[2:4] > "12" {
		return false
	}
	archive, class, dotted := strings.Cut(archive, ".")
	if dotted && len(class) != 2 {
		return false
	}
	return oldArchives[archive]
}

var oldArchives = map[string]bool{
	"astro-ph": true, "cond-mat": true, "gr-qc": true, "hep-ex": true, "hep-lat": true, "hep-ph": true,
	"hep-th": true, "math-ph": true, "nlin": true, "nucl-ex": true, "nucl-th": true, "physics": true,
	"quant-ph": true, "math": true, "cs": true, "q-bio": true, "q-fin": true, "stat": true, "alg-geom": true,
	"funct-an": true, "adap-org": true, "chao-dyn": true, "patt-sol": true, "solv-int": true, "cmp-lg": true,
	"acc-phys": true, "ao-sci": true, "atom-ph": true, "bayes-an": true, "chem-ph": true, "comp-gas": true,
	"dg-ga": true, "mtrl-th": true, "plasm-ph": true, "q-alg": true, "supr-con": true,
}

// ISBN reads 10 or 13 digits with spaces and hyphens anywhere, checks the check
// digit and returns 13 digits; ISBN-10 is converted.
func ISBN(s string) (string, bool) {
	s = cutLabel(tidy(s), "urn:isbn", "e-isbn", "eisbn", "p-isbn", "isbn-13", "isbn-10", "isbn 13", "isbn 10", "isbn13", "isbn10", "isbn")
	d := compact(s, 13)
	switch len(d) {
	case 10:
		sum := 0
		for i := range 10 {
			v, ok := digitX(d[i], i == 9)
			if !ok {
				return "", false
			}
			sum += (10 - i) * v
		}
		if sum%11 != 0 {
			return "", false
		}
		d = "978" + d[:9]
		return d + string(rune('0'+ean(d))), true
	case 13:
		if !digits(d) || d[:3] != "978" && d[:3] != "979" || int(d[12]-'0') != ean(d[:12]) {
			return "", false
		}
		return d, true
	}
	return "", false
}

// ean is the check digit of twelve digits.
func ean(d string) int {
	sum := 0
	for i := range 12 {
		sum += int(d[i]-'0') * (1 + 2*(i%2))
	}
	return (10 - sum%10) % 10
}

// ISSN reads eight digits, the last may be X, and checks them: "1234-567X".
func ISSN(s string) (string, bool) {
	s = cutLabel(tidy(s), "urn:issn", "e-issn", "eissn", "p-issn", "pissn", "issn-l", "online issn", "print issn", "issn")
	d := compact(s, 8)
	if len(d) != 8 {
		return "", false
	}
	sum := 0
	for i := range 8 {
		v, ok := digitX(d[i], i == 7)
		if !ok {
			return "", false
		}
		sum += (8 - i) * v
	}
	if sum%11 != 0 || d == "00000000" {
		return "", false
	}
	return d[:4] + "-" + strings.ToUpper(d[4:]), true
}

// ORCID reads sixteen digits, the last may be X, or their link, and checks them
// (ISO 7064 mod 11-2): "0000-0002-1825-0097".
func ORCID(s string) (string, bool) {
	s = cutLabel(cutLink(tidy(s), "orcid.org/"), "orcid id", "orcid")
	d := compact(s, 16)
	if len(d) != 16 || d[:15] == "000000000000000" {
		return "", false
	}
	total := 0
	for i := range 15 {
		v, ok := digitX(d[i], false)
		if !ok {
			return "", false
		}
		total = (total + v) * 2
	}
	v, ok := digitX(d[15], true)
	if !ok || v != (12-total%11)%11 {
		return "", false
	}
	return d[:4] + "-" + d[4:8] + "-" + d[8:12] + "-" + strings.ToUpper(d[12:]), true
}

// tidy trims, drops invisible characters, and turns every dash into a hyphen
// and every space into a plain one. Longer input than limit becomes empty.
func tidy(s string) string {
	if len(s) > limit {
		s = strings.TrimSpace(s)
		if len(s) > limit {
			return ""
		}
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r < 0x80 && r > ' ':
			return r
		case r == '\n' || r == '\r':
			return '\n'
		case unicode.IsSpace(r):
			return ' '
		case r == 0x00AD || unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			return -1
		case unicode.Is(unicode.Pd, r) || r == '−':
			return '-'
		}
		return r
	}, s)
	return strings.Trim(s, " \n")
}

// cutLink drops everything up to and with the first of the marks that occurs,
// and what follows a query or fragment sign behind it.
func cutLink(s string, marks ...string) string {
	low := asciiLower(s)
	for _, m := range marks {
		if i := strings.Index(low, m); i >= 0 {
			s = s[i+len(m):]
			if j := strings.IndexAny(s, "?#&"); j >= 0 {
				s = s[:j]
			}
			return strings.Trim(s, "/ ")
		}
	}
	return s
}

// cutLabel drops the first label that s begins with, and the colon or space
// behind it, and punctuation around the rest.
func cutLabel(s string, labels ...string) string {
	s = strings.Trim(s, " \n[](){}<>\"'.,;")
	low := asciiLower(s)
	for _, l := range labels {
		if strings.HasPrefix(low, l) {
			return strings.Trim(s[len(l):], " \n:=#[](){}<>\"'.,;")
		}
	}
	return s
}

// compact drops hyphens, spaces and dots; a result longer than max is empty.
func compact(s string, max int) string {
	b := make([]byte, 0, max)
	for i := range len(s) {
		switch c := s[i]; c {
		case '-', ' ', '\n', '.':
		default:
			if len(b) == max {
				return ""
			}
			b = append(b, c)
		}
	}
	return string(b)
}

func digitX(c byte, x bool) (int, bool) {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0'), true
	case x && (c == 'X' || c == 'x'):
		return 10, true
	}
	return 0, false
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// asciiLower lower-cases A to Z alone, so that positions stay.
func asciiLower(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
