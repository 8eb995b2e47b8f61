package list

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// look is what one line looks like: how it begins and ends, and how much of
// what references are made of stands in it. It is the ground for finding lists
// (zone.go) and first lines (start.go).
type look struct {
	begin uint8 // one of the begin… classes
	end   uint8 // one of the end… classes
	runes int
	n     [counts]uint8
	caps  float32 // share of words that open with a capital
	digit float32 // share of bytes that are digits
	key   string  // first word, folded, of a line that opens with a name
}

// How a line begins.
const (
	beginLower = iota
	beginDigit
	beginNumber  // "12. "
	beginBracket // "[12] "
	beginKey     // "[Smi01] "
	beginBullet
	beginDash    // "———. 1998": the same author
	beginComma   // "Smith, J."
	beginInitial // "Smith J, Doe A"
	beginGiven   // "Smith, John"
	beginFirst   // "J. Smith"
	beginCapitals
	beginFull // "John Smith, Jane Doe"
	beginYear // "Smith (1991)"
	beginColon
	beginQuote
	beginParen
	beginIn
	beginLink
	beginWord // any other capital
	beginSame // "Ders.", "Ibid."
	beginHan
	beginSee
	beginOrg  // "Statistisches Bundesamt (1991)"
	beginTail // the rest of a broken link
	begins
)

// How a line ends.
const (
	endStop = iota
	endStopDigit
	endStopInitial
	endStopParen
	endComma
	endSemicolon
	endColon
	endHyphen
	endSlash
	endDigit
	endYear
	endParen
	endQuote
	endFunction // "of", "und"
	endLower
	endCapital
	endLink
	endOther
	endNone // no line before
	ends
)

// What is counted in a line.
const (
	nYear      = iota // "(1991)", "1991."
	nInitial          // "J."
	nRange            // "12–15"
	nVolume           // "12(3)", "12:"
	nDOI              // DOI, PMID, arXiv
	nURL              //
	nPages            // "pp.", "S. 12"
	nEtAl             //
	nEditor           // "(eds.)", "Hrsg."
	nIn               // "In: "
	nPublisher        //
	nJournal          //
	nQuote            //
	nVerb             // words of prose: is, was, we
	nFunction         // the, of, and
	nComma            //
	nPair             // "Smith, J." anywhere
	nCitation         // "(Smith 2001)", "[12]": what running text has
	counts
)

// maxLook bounds how much of a line is looked at.
const maxLook = 400

// lookAt looks at a line.
func lookAt(s string) look {
	var l look
	if len(s) > maxLook {
		tail := s[len(s)-40:]
		l.end = endOf(strings.ToValidUTF8(tail, ""))
		s = strings.ToValidUTF8(s[:maxLook], "")
	} else {
		l.end = endOf(s)
	}
	l.runes = utf8.RuneCountInString(s)
	l.begin, l.key = beginOf(s)
	l.count(s)
	return l
}

func (l *look) add(i int) {
	if l.n[i] < 20 {
		l.n[i]++
	}
}

// count fills the counts by one walk over the words.
func (l *look) count(s string) {
	fields := strings.Fields(s)
	caps, digits := 0, 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	for i, w := range fields {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) {
			caps++
		}
		next := ""
		if i+1 < len(fields) {
			next = fields[i+1]
		}
		l.word(w, next, i)
	}
	if n := len(fields); n > 0 {
		l.caps = float32(caps) / float32(n)
	}
	if len(s) > 0 {
		l.digit = float32(digits) / float32(len(s))
	}
}

// word counts what one word shows.
func (l *look) word(w, next string, i int) {
	core := strings.Trim(w, ".,;:()[]“”\"'‘’«»‚„")
	if strings.HasSuffix(w, ",") {
		l.add(nComma)
		if isInitials(strings.TrimRight(next, ",;")) {
			l.add(nPair)
		}
	}
	if strings.ContainsAny(w, "“”\"«»„") {
		l.add(nQuote)
	}
	switch {
	case isYear(core):
		l.add(nYear)
		if strings.HasSuffix(strings.TrimRight(w, ".,;:。，"), ")") && !strings.HasPrefix(w, "(") {
			l.add(nCitation)
		}
		return
	case isInitials(strings.TrimRight(w, ",;:")):
		l.add(nInitial)
		return
	case isRange(core):
		l.add(nRange)
		return
	case isVolume(w):
		l.add(nVolume)
		if strings.ContainsAny(w, "-–") {
			l.add(nRange)
		}
		return
	case len(core) > 0 && w[0] == '[' && core[0] >= '0' && core[0] <= '9' && i > 0:
		l.add(nCitation)
		return
	}
	low := strings.ToLower(core)
	switch {
	case strings.HasPrefix(low, "http"), strings.HasPrefix(low, "www."):
		l.add(nURL)
		if strings.Contains(low, "doi.org") {
			l.add(nDOI)
		}
	case strings.HasPrefix(low, "doi"), strings.HasPrefix(low, "10.") && strings.Contains(low, "/"), low == "pmid", strings.HasPrefix(low, "arxiv"), low == "pmcid", low == "isbn", low == "issn":
		l.add(nDOI)
	case low == "al" && strings.HasPrefix(w, "al"):
		l.add(nEtAl)
	default:
		l.wordClass(low, w)
	}
}

// wordClass counts words by what they are.
func (l *look) wordClass(low, w string) {
	switch low {
	case "pp", "p", "s", "pages", "pág", "págs", "seiten":
		if strings.HasSuffix(w, ".") || low == "pages" || low == "pp" {
			l.add(nPages)
		}
	case "ed", "eds", "hrsg", "hg", "editor", "editors", "hgg", "org", "orgs", "coord", "dir", "herausgeber":
		l.add(nEditor)
	case "in":
		if strings.HasSuffix(w, ":") || w == "In" {
			l.add(nIn)
		} else {
			l.add(nFunction)
		}
	case "press", "verlag", "publishers", "publishing", "publisher", "springer", "wiley", "elsevier", "routledge", "sage", "macmillan", "blackwell", "suhrkamp", "campus", "vs", "university", "universität", "éditions", "editora", "editorial", "dissertation", "thesis", "diss", "aufl", "auflage", "edition", "edn", "conference", "proceedings", "proc", "retrieved", "accessed", "available", "abrufbar", "zugriff", "manuscript", "preprint", "unpublished", "report", "working", "paper":
		l.add(nPublisher)
	case "journal", "j", "rev", "review", "zeitschrift", "revista", "revue", "annals", "bulletin", "lett", "letters", "phys", "trans", "transactions", "vol", "volume", "nr", "heft", "jg", "bd", "band", "no", "nature", "science", "int", "res", "sci", "med", "quarterly", "archiv", "international", "am", "clin", "acta":
		l.add(nJournal)
	case "is", "was", "were", "are", "have", "has", "had", "we", "our", "they", "it", "this", "these", "that", "which", "been", "can", "may", "be", "will", "not", "would", "however", "thus", "there", "such", "used", "using", "ist", "sind", "wird", "werden", "wurde", "wurden", "hat", "haben", "nicht", "auch", "sich", "dass", "daß", "kann", "war", "sein", "es", "sie", "dieser", "diese", "als", "wie", "foi", "são", "não", "que", "est", "sont", "nous", "pas", "plus", "fue", "han", "más", "por",
		"eram", "foram", "também", "era", "eran", "fueron", "entre", "sido", "hanno", "sono", "stati", "stato", "più", "che", "non", "come", "ont", "était", "étaient", "qui", "une", "cette", "été", "было", "были", "что", "как", "это", "не", "werd", "zijn", "niet", "een", "het", "wij":
		l.add(nVerb)
	case "the", "of", "and", "a", "an", "to", "for", "on", "with", "by", "from", "at", "der", "die", "das", "und", "den", "dem", "des", "im", "von", "zu", "mit", "ein", "eine", "de", "la", "le", "les", "et", "du", "en", "el", "los", "y", "da", "do", "e", "o", "il", "di":
		l.add(nFunction)
	}
}

// isYear reports "1991", "1991a", "2014–2015" is none.
func isYear(s string) bool {
	if len(s) < 4 || len(s) > 5 || len(s) == 5 && (s[4] < 'a' || s[4] > 'z') {
		return false
	}
	for i := 0; i < 4; i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s[0] == '1' && s[1] >= '5' || s[0] == '2' && s[1] == '0'
}

// isInitials reports "J.", "J.-P.", "A.B." .
func isInitials(s string) bool {
	if len(s) < 2 || len(s) > 12 {
		return false
	}
	letter := false
	dots := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			if letter {
				return false
			}
			letter = true
		case r == '.':
			if !letter {
				return false
			}
			letter = false
			dots++
		case r == '-' || r == '‐' || r == '–':
		default:
			return false
		}
	}
	return dots > 0 && !letter
}

// isBareInitials reports "J", "JP", "ABC" as Vancouver has them.
func isBareInitials(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsUpper(r) && r != '-' {
			return false
		}
		n++
	}
	return n > 0 && n <= 3
}

// isRange reports "12–15", "e12-e15", "123-34".
func isRange(s string) bool {
	i := strings.IndexAny(s, "-–—‐−")
	if i <= 0 || len(s) > 24 {
		return false
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	a, b := s[:i], s[i+n:]
	for strings.HasPrefix(b, "-") {
		b = b[1:]
	}
	return hasDigit(a) && b != "" && hasDigit(b) && len(a) <= 7 && len(b) <= 7
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// isVolume reports "12(3)", "12(3):45–50", "12:", "12:45-50", "(3)".
func isVolume(w string) bool {
	if len(w) > 30 || w == "" || w[0] < '0' || w[0] > '9' {
		return false
	}
	i := 0
	for i < len(w) && w[i] >= '0' && w[i] <= '9' {
		i++
	}
	return i <= 4 && i < len(w) && (w[i] == '(' || w[i] == ':' || w[i] == ';')
}
