package list

import (
	"regexp"
	"strings"
)

// pages is a locator at the end of a citation: "48", "pp. 45–47", "S. 12 f.",
// "at 201".
var pages = regexp.MustCompile(`(?i)(?:^|[\s,:;(])(?:pp?\.?|pgs?\.|pages?|s\.|seiten?|str\.|págs?\.?|f\.|fols?\.|at|n[o°]\.?|§§?|art\.|rn\.?|para\.?|ch\.|vol\.)?\s*([A-Za-z]?\d{1,5}(?:\s?[-–‑—]\s?[A-Za-z]?\d{1,5})?(?:\s?(?:ff?|n|sqq?|sv)\.?)?(?:,\s?\d{1,5}(?:\s?[-–‑]\s?\d{1,5})?){0,4})[\s.)]*$`)

// locatorIn is the page at the end of s, "" where there is none or it is a year.
func locatorIn(s string) string {
	s = strings.TrimRight(s, " .;,")
	tail := s[max(0, len(s)-60):]
	m := pages.FindStringSubmatch(tail)
	if m == nil || isYear(m[1]) && !strings.ContainsAny(m[0], "pPsS") {
		return ""
	}
	return m[1]
}

// imprint is the end of a book's citation with a page: "(Oxford: OUP, 1998), 45–47".
var imprint = regexp.MustCompile(`\([^()]*\b(?:1[5-9]|20)\d\d\),? ?(?:pp?\. ?|S\. ?|at )?(\d{1,4}(?:[-–]\d{1,4})?(?: ?ff?\.)?)\.?$`)

// here is a page that is said to be meant: "…, 133–43, here 135", "hier S. 12".
var here = regexp.MustCompile(`(?i)\b(?:here|hier|at|ici|spec\.|esp\.|bes\.)(?: p\.| pp\.| s\.)? ?(\d{1,5}(?:[-–]\d{1,5})?)\.?$`)

// pinpoint is the page that a citation in full points at, where its form tells
// it from the pages that the work has.
func pinpoint(s string) string {
	s = strings.TrimRight(s, " .;,")
	tail := s[max(0, len(s)-160):]
	if m := here.FindStringSubmatch(tail); m != nil {
		return m[1]
	}
	if strings.ContainsAny(s, "“”„«\"‘《") {
		return ""
	}
	if m := imprint.FindStringSubmatch(tail); m != nil {
		return m[1]
	}
	return ""
}

// bracketYear is a year that ends a bracket behind a name: "(Smith 2001)",
// "Smith (2001)".
var bracketYear = regexp.MustCompile(`\p{L}\.?,? \(?(?:1[89]|20)\d\d[a-z]?(?:[:,] ?(?:pp?\. ?)?\d[^()]{0,12})?\)`)
