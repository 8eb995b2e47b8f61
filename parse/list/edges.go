package list

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus/fold"
)

// endOf is the class of a line's end.
func endOf(s string) uint8 {
	if s == "" {
		return endNone
	}
	last, n := utf8.DecodeLastRuneInString(s)
	w := s[strings.LastIndexAny(s, " \t")+1:]
	switch {
	case strings.Contains(w, "://") || strings.HasPrefix(w, "www.") || strings.HasPrefix(w, "10.") && strings.Contains(w, "/"):
		return endLink
	case last == '.':
		b, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
		switch {
		case unicode.IsDigit(b):
			return endStopDigit
		case b == ')' || b == ']' || strings.ContainsRune("\"”’»", b):
			return endStopParen
		case isInitials(w):
			return endStopInitial
		}
		return endStop
	case last == ',':
		return endComma
	case last == ';':
		return endSemicolon
	case last == ':':
		return endColon
	case last == '-' || last == '–' || last == '‐' || last == '\u00ad' || last == '¬':
		return endHyphen
	case last == '/':
		return endSlash
	case unicode.IsDigit(last):
		if isYear(strings.Trim(w, "(,;:")) {
			return endYear
		}
		return endDigit
	case last == ')' || last == ']':
		return endParen
	case strings.ContainsRune("\"”’'»“!?", last):
		return endQuote
	case last == '&' || last == '=':
		return endFunction
	}
	if functionWord(w) {
		return endFunction
	}
	if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
		return endCapital
	}
	if unicode.IsLetter(last) {
		return endLower
	}
	return endOther
}

// functionWord reports words that never end an entry.
func functionWord(w string) bool {
	switch strings.Trim(w, "(„“\"'") {
	case "and", "of", "in", "the", "for", "on", "to", "with", "by", "a", "an", "from", "at", "or", "as", "its", "und", "der", "die", "das", "den", "dem", "des", "im", "von", "zu", "zur", "zum", "mit", "ein", "eine", "einer", "eines", "für", "auf", "aus", "bei", "als", "oder", "de", "la", "le", "les", "et", "du", "en", "el", "los", "las", "y", "del", "da", "do", "dos", "das.", "e", "o", "il", "di", "della", "In", "in:", "In:", "pp.", "p.", "Vol.", "vol.", "No.", "no.", "S.", "vs.", "The", "über", "between", "their", "is", "are", "into", "um", "uma", "para", "com", "sur", "dans", "au", "aux":
		return true
	}
	return false
}

// beginOf is the class of a line's begin, and the folded first word of a line
// that opens with a name.
func beginOf(s string) (uint8, string) {
	if lab, n := label(s); n > 0 && n < len(s) {
		switch {
		case lab == "":
			if dashAuthor(s) {
				return beginDash, ""
			}
			return beginBullet, ""
		case s[0] == '[' || s[0] == '(':
			if _, ok := number(lab); ok {
				return beginBracket, ""
			}
			return beginKey, ""
		case strings.IndexByte(s[:n], '.') >= 0 || strings.IndexByte(s[:n], ')') >= 0:
			return beginNumber, ""
		}
	}
	if dashAuthor(s) {
		return beginDash, ""
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case linkTail(s):
		return beginTail, ""
	case unicode.IsDigit(r):
		return beginDigit, ""
	case strings.ContainsRune("\"“”„«‘'‚»", r):
		return beginQuote, ""
	case r == '(' || r == '[' || r == '{':
		return beginParen, ""
	case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r) || unicode.Is(unicode.Katakana, r) || unicode.Is(unicode.Hiragana, r):
		return beginHan, ""
	}
	ws := firstWords(s)
	first := ws[0]
	low := strings.ToLower(strings.Trim(first, ".,:;"))
	switch low {
	case "http", "https", "doi", "pmid", "url", "available", "accessed", "retrieved", "abrufbar", "verfügbar", "online", "arxiv", "isbn", "pmcid", "disponível", "disponible", "zugriff":
		return beginLink, ""
	case "in":
		return beginIn, ""
	case "ders", "dies", "ebd", "ebenda", "ibid", "ibidem", "id", "idem", "dass", "derselbe", "dieselbe", "dieselben":
		return beginSame, ""
	case "vgl", "see", "siehe", "cf", "s":
		if unicode.IsUpper(r) {
			return beginSee, ""
		}
	}
	if strings.HasPrefix(low, "http") || strings.HasPrefix(low, "www.") {
		return beginLink, ""
	}
	k := 0
	for k+1 < len(ws) && k < 3 && nobiliary(ws[k]) {
		k++
	}
	if r2, _ := utf8.DecodeRuneInString(ws[k]); !unicode.IsUpper(r2) {
		if unicode.IsLower(r) {
			return beginLower, ""
		}
		if n > 0 && !unicode.IsLetter(r) {
			return beginParen, ""
		}
		return beginLower, ""
	}
	return nameShape(ws[k:], s), fold.Fold(ws[k])
}

// linkTail reports that s opens with the rest of a link that a line end broke:
// "publishing/idp/index.htm]", "bin/dok?idn=96".
func linkTail(s string) bool {
	w := s
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		w = s[:i]
	}
	if len(w) < 5 || strings.Contains(w, "://") || strings.HasPrefix(w, "www.") {
		return false
	}
	if strings.ContainsAny(w, "=%_?$") {
		return true
	}
	low := strings.ToLower(strings.TrimRight(w, ".,;)]>"))
	for _, e := range [...]string{".htm", ".html", ".pdf", ".php", ".asp", ".aspx", ".doc", ".jsp"} {
		if strings.HasSuffix(low, e) {
			return true
		}
	}
	i := strings.IndexByte(w, '/')
	if i < 0 || i+1 >= len(w) {
		return false
	}
	a, _ := utf8.DecodeRuneInString(w)
	b, _ := utf8.DecodeRuneInString(w[i+1:])
	return !(unicode.IsUpper(a) && unicode.IsUpper(b)) && !unicode.IsDigit(a) && unicode.IsLower(b)
}

// nameShape tells in which way words that open with a capital are a name.
func nameShape(ws []string, s string) uint8 {
	w := ws[0]
	at := func(i int) string {
		if i < len(ws) {
			return ws[i]
		}
		return ""
	}
	bare := strings.TrimRight(w, ",.;:/")
	switch {
	case isInitials(strings.TrimRight(w, ",")):
		i := 1
		for i < 4 && isInitials(strings.TrimRight(at(i), ",")) {
			i++
		}
		if capital(at(i)) || nobiliary(at(i)) {
			return beginFirst
		}
		return beginWord
	case strings.HasSuffix(w, ",") || strings.HasSuffix(w, ";"):
		return afterComma(at(1), at(2), bare)
	case strings.HasSuffix(w, ":"):
		return beginColon
	}
	if next := at(1); next != "" {
		t := strings.TrimRight(next, ",.;:")
		switch {
		case isBareInitials(t) && (next != t || isYearish(at(2)) || at(2) == "and" || at(2) == "&" || at(2) == "et"):
			return beginInitial
		case isInitials(strings.TrimRight(next, ",;:")):
			if capital(at(2)) && !strings.ContainsAny(next, ",;:") {
				return beginFull // "John F. Kennedy"
			}
			return beginComma
		case isYearish(next):
			return beginYear
		case capital(next) && strings.HasSuffix(next, ","):
			if c := afterComma(at(2), at(3), ""); c == beginComma {
				return beginComma // "De Souza, A."
			}
			return beginFull
		case capital(next) && (at(2) == "and" || at(2) == "&" || at(2) == "und" || strings.HasSuffix(next, ".") || strings.HasSuffix(next, ":")):
			return beginFull
		case (next == "and" || next == "&" || next == "und" || next == "et" || next == "/") && capital(at(2)):
			return beginYear
		case next == "et" || strings.HasPrefix(next, "/"):
			return beginYear
		case capital(next) && capital(at(2)) && strings.HasSuffix(at(2), ","):
			return beginFull
		}
	}
	if allCaps(bare) {
		return beginCapitals
	}
	for i := 1; i < len(ws) && i < 7; i++ {
		if isYearish(ws[i]) && strings.HasPrefix(ws[i], "(") {
			return beginOrg
		}
	}
	return beginWord
}

// afterComma tells what follows "Smith,".
func afterComma(a, b, first string) uint8 {
	t := strings.TrimRight(a, ",;:/.")
	switch {
	case isInitials(strings.TrimRight(a, ",;:/&")) || isBareInitials(t):
		return beginComma
	case allCaps(first) && len(first) > 2:
		return beginCapitals
	case capital(a):
		return beginGiven
	case isYearish(a):
		return beginYear
	}
	return beginWord
}

// firstWords are the first words of s, at most ten; never none.
func firstWords(s string) []string {
	f := strings.Fields(s[:min(len(s), 200)])
	if len(f) > 10 {
		f = f[:10]
	}
	if len(f) == 0 {
		return []string{""}
	}
	return f
}

func capital(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && n < len(w)
}

func allCaps(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 3
}

func isYearish(w string) bool {
	t := strings.Trim(w, "()[].,;:")
	return isYear(t) || strings.HasPrefix(w, "(") && (strings.HasPrefix(t, "Hg") || strings.HasPrefix(t, "Hrsg") || t == "ed" || t == "eds" || t == "Ed" || t == "Eds" || t == "")
}

func nobiliary(w string) bool {
	switch w {
	case "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "el", "al", "ter", "ten", "zu", "zur", "zum", "af", "av", "d'", "De", "Van", "Von", "Le", "La", "Di", "Da", "El", "Al", "Du", "Del", "Della", "Dos", "St.", "vom", "Vom", "Van't", "dalla":
		return true
	}
	return false
}

// dashAuthor reports a dash that stands for the author of the entry before.
func dashAuthor(s string) bool {
	n := 0
	for _, r := range s {
		switch r {
		case '-', '–', '—', '_', '‐', '―', '\u00ad':
			n++
			continue
		case '.', ',', ' ', '(', '/', ':':
			return n >= 2 || n == 1 && (strings.HasPrefix(s, "—") || strings.HasPrefix(s, "–")) || n == 1 && r == ','
		}
		return n >= 3
	}
	return false
}

// yearPlace says where the first year stands in s: 0 none; 1–4 in brackets,
// 5–8 bare, by distance.
func yearPlace(s string) uint8 {
	s = s[:min(len(s), 170)]
	for i := 0; i+4 <= len(s); i++ {
		if s[i] != '1' && s[i] != '2' || i > 0 && (s[i-1] >= '0' && s[i-1] <= '9' || s[i-1] == '-' || s[i-1] == '/') {
			continue
		}
		j := i + 4
		if !isYear(s[i:j]) || j < len(s) && (s[j] >= '0' && s[j] <= '9' || s[j] == '-') {
			continue
		}
		at := uint8(1)
		switch {
		case i < 30:
		case i < 60:
			at = 2
		case i < 110:
			at = 3
		default:
			at = 4
		}
		if i > 0 && s[i-1] == '(' {
			return at
		}
		return at + 4
	}
	return 0
}
