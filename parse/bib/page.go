package bib

import (
	"strings"

	"citegraph/corpus"
)

var dashes = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "‒", "-")

// letterPage is a page of a supplement with a hyphen behind its letter.
var letterPage = corpus.Lazily(`\b([A-Z])-(\d)`)

// pageRange is "first-last" with a plain hyphen and the last page in full:
// "12663-76", "12663–12676", "12663--76" and "S12-4" become "12663-12676" and
// "S12-S14". What is no single range stays, with plain hyphens.
func pageRange(s string) string {
	if s == "" {
		return ""
	}
	s = dashes.Replace(s)
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	if len(s) > 3 && s[1] == '-' && isCap(s[0]) { // S-88-S-105
		s = letterPage().ReplaceAllString(s, "$1$2")
	}
	for _, p := range []string{"pp.", "pp ", "p. ", "p."} {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			s = strings.TrimSpace(s[len(p):])
			break
		}
	}
	s = strings.TrimRight(strings.TrimSpace(s), ".")
	first, last, ok := strings.Cut(s, "-")
	first, last = strings.TrimSpace(first), strings.TrimSpace(last)
	if !ok || first == "" || last == "" || strings.ContainsAny(last, "- ,;") || strings.ContainsAny(first, " ,;") {
		return strings.Trim(s, "- ")
	}
	return first + "-" + fullPage(first, last)
}

// fullPage completes an abbreviated last page from the first: 1042, 7 → 1047.
func fullPage(first, last string) string {
	pre, digits := splitPage(first)
	lpre, ldigits := splitPage(last)
	if digits == "" || ldigits == "" || lpre != "" && lpre != pre {
		return last
	}
	if lpre == "" && pre != "" && len(ldigits) > len(digits) {
		return last
	}
	if len(ldigits) < len(digits) {
		ldigits = digits[:len(digits)-len(ldigits)] + ldigits
	} else if len(ldigits) > len(digits) {
		return last
	}
	if ldigits < digits {
		return last // no way to read it as an abbreviation
	}
	return pre + ldigits
}

// splitPage parts "S12" into its letters and its digits; neither where the
// page is of another form.
func splitPage(s string) (prefix, digits string) {
	i := strings.IndexAny(s, "0123456789")
	if i < 0 {
		return s, ""
	}
	for _, c := range s[i:] {
		if c < '0' || c > '9' {
			return s, ""
		}
	}
	return s[:i], s[i:]
}
