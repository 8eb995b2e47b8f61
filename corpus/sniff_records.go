package corpus

import (
	"regexp"
	"strings"
)

// Plain text of databases, which has no tags: known by lines that nothing else
// prints. A text of prose that quotes one of them must stay prose, so each form
// asks for two or more.
var (
	// Cochrane's and Ovid's.
	numbered = Lazily(`^\s*(?:Record #\d{1,7} of \d{1,7}\n(?:ID|AU|TI): |<\d{1,7}>\n(?:Accession Number|Unique Identifier|Title|Database|VN  -))`)
	// Records with named fields: ProQuest, EndNote, EBSCO and PsycNet, Embase.
	namedID     = Lazily(`^(?:ProQuest document ID: \d|Reference Type:  ?[A-Z]|Accession Number:(?: \S|$)|EMBASE ACCESSION NUMBER$)`)
	namedTitle  = Lazily(`^(?:Title:(?: \S|$)|TITLE$)`)
	namedAuthor = Lazily(`^(?:(?:Authors?|Author\(s\)|By|Editors?):(?: \S|$)|AUTHOR NAMES$|AUTHORS?$)`)
	// Lists for the eye: PubMed's abstracts, JSTOR's citations, Google Scholar copied.
	pubmedFirst = Lazily(`^\d{1,6}\. [A-Z][^\n]{1,150}\. (?:1[89]|20)\d\d[ ;:.]`)
	pubmedID    = Lazily(`^PMID: \d`)
	jstorLine   = Lazily(`^Stable URL: \S{0,20}jstor\.org/stable/`)
	scholarLine = Lazily(`\bCited by \d+\b.*\bRelated articles\b`)
)

// recordsWithin is how far into a text its first records are looked for.
const recordsWithin = 64 << 10

// sniffRecords reports whether text is records of a database as plain text;
// lead is text without the white space before it.
func sniffRecords(text, lead string) bool {
	head := text[:min(len(text), recordsWithin)]
	twice := func(re *regexp.Regexp, needs string) bool { return len(lines(re, head, 2, needs)) == 2 }
	once := func(re *regexp.Regexp, needs ...string) bool { return len(lines(re, head, 1, needs...)) == 1 }
	switch lead[0] {
	case '<', 'R':
		if numbered().MatchString(lead) {
			return true
		}
	case 'S':
		if opening, rest, _ := strings.Cut(lead, "\n"); strings.TrimRight(opening, " \r") == "Scopus" && strings.HasPrefix(strings.TrimLeft(rest, " \n"), "EXPORT DATE: ") {
			return true
		}
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		if pubmedFirst().MatchString(firstLine(lead)) && once(pubmedID(), "PMID: ") {
			return true
		}
	}
	return once(namedID(), "ProQuest document ID", "Reference Type:", "Accession Number:", "EMBASE ACCESSION NUMBER") &&
		once(namedTitle(), "Title:", "TITLE") && once(namedAuthor(), "Author", "By:", "Editor", "AUTHOR") ||
		twice(jstorLine(), "Stable URL: ") || twice(scholarLine(), "Related articles")
}
