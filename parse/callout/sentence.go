package callout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// Sentences cuts text into sentences. White space around a sentence is not
// part of it; a blank line always ends one; citations behind the stop
// (".[12]", ".12,13") belong to the sentence that the stop ends.
func Sentences(text string) []corpus.Span {
	var out []corpus.Span
	start := 0
	emit := func(end int) {
		s := trim(text, start, end)
		if s.Len() > 0 {
			out = append(out, s)
		}
		start = end
	}
	for i := 0; i < len(text); {
		j := strings.IndexAny(text[i:], ".!?\n。！？…")
		if j < 0 {
			break
		}
		i += j
		r, n := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '\n':
			if k := blankLine(text, i); k > 0 {
				emit(i)
				n = k
			}
		case '。', '！', '？':
			end := closers(text, i+n)
			emit(end)
			n = end - i
		default:
			if end := sentenceEnd(text, i, n); end > 0 {
				emit(end)
				n = end - i
			}
		}
		i += max(n, 1)
	}
	emit(len(text))
	return out
}

// blankLine is how far a blank line reaches that starts at the newline i; 0
// where the next line has text.
func blankLine(s string, i int) int {
	for j := i + 1; j < len(s); j++ {
		switch s[j] {
		case '\n':
			return j + 1 - i
		case ' ', '\t', '\r':
		default:
			return 0
		}
	}
	return 0
}

// sentenceEnd decides whether the stop of n bytes at i ends a sentence; it
// returns where the sentence ends, 0 where it goes on.
func sentenceEnd(s string, i, n int) int {
	end := closers(s, i+n)
	if e := citations(s, end); e > end {
		end = closers(s, e)
		if end < len(s) && s[end] == '.' {
			return 0 // "trial.12." : the second stop decides
		}
	}
	if end >= len(s) {
		return end
	}
	r, w := utf8.DecodeRuneInString(s[end:])
	if !unicode.IsSpace(r) {
		return 0
	}
	next := end + w
	for next < len(s) {
		r, w = utf8.DecodeRuneInString(s[next:])
		if !unicode.IsSpace(r) {
			break
		}
		next += w
	}
	if next >= len(s) {
		return end
	}
	if !opensSentence(s[next:]) {
		return 0
	}
	if s[i] != '.' {
		return end
	}
	if end == i+1 && abbreviated(s, i, s[next:]) {
		return 0
	}
	return end
}

// closers skips closing quotes and brackets.
func closers(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune(`"')]}”’»›"`, r) {
			break
		}
		i += n
	}
	return i
}

// citations skips "[12, 13]" or "12,13" that stands right behind a stop.
func citations(s string, i int) int {
	if i >= len(s) {
		return i
	}
	if s[i] == '[' || s[i] == '(' {
		close := byte(']')
		if s[i] == '(' {
			close = ')'
		}
		j := i + 1
		for j < len(s) && j < i+60 && (digit(s[j]) || strings.IndexByte(" ,-;", s[j]) >= 0 || s[j] >= 0x80) {
			j++
		}
		if j < len(s) && s[j] == close && j > i+1 {
			return j + 1
		}
		return i
	}
	j := i
	for j < len(s) && j < i+40 && (digit(s[j]) || (s[j] == ',' || s[j] == '-') && j+1 < len(s) && digit(s[j+1]) || strings.HasPrefix(s[j:], "–") || j > i && strings.HasPrefix(s[j-1:], "–") || j > i+1 && strings.HasPrefix(s[j-2:], "–")) {
		j++
	}
	if j > i && digit(s[i]) && (i < 2 || !digit(s[i-2])) {
		return j
	}
	return i
}

// opensSentence reports that s can open a sentence: a capital, a digit, an
// opening quote or bracket before one, or a script without case.
func opensSentence(s string) bool {
	for k := 0; k < 3 && s != ""; k++ {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.Is(unicode.Lo, r):
			return true
		case strings.ContainsRune(`"'([“‘«¿¡„‚•*–—-`, r):
			s = s[n:]
			continue
		}
		return false
	}
	return false
}

// abbreviated reports that the stop at i belongs to an abbreviation and that
// what follows does not plainly open a new sentence.
func abbreviated(s string, i int, next string) bool {
	a := i
	for a > 0 && i-a < 24 {
		r, n := utf8.DecodeLastRuneInString(s[:a])
		if !unicode.IsLetter(r) && r != '.' && r != '\'' {
			break
		}
		a -= n
	}
	w := s[a:i]
	if w == "" {
		return false
	}
	starts := starter(next)
	if r, n := utf8.DecodeRuneInString(w); n == len(w) && unicode.IsUpper(r) {
		return !starts || a < 1 // an initial: "J. Smith"
	}
	if strings.Contains(w, ".") && !starts { // "e.g", "U.S", "J.R"
		return true
	}
	low := strings.ToLower(w)
	if strictAbbreviation(low) {
		return true
	}
	return looseAbbreviation(low) && !starts
}

// strictAbbreviation are words whose stop never ends a sentence.
func strictAbbreviation(w string) bool {
	switch w {
	case "e.g", "i.e", "cf", "vs", "fig", "figs", "eq", "eqs", "eqn", "dr", "prof", "mr", "mrs", "ms", "st", "approx", "ca", "resp", "viz", "vgl", "z.b", "d.h", "bzw", "sog", "u.a", "bspw", "evtl", "ggf", "p.ex", "p.ej", "tab", "abb", "sec", "sect", "ref", "refs", "pp", "nr", "no", "nos", "vol", "vols", "hrsg", "ed", "eds", "art", "ch", "chap", "para", "p", "s", "c", "n", "av", "sr", "sra", "dra", "var", "subsp", "ssp", "spp.", "gen", "supp", "suppl", "rev", "mt", "jan", "feb", "aug", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}

// looseAbbreviation are words whose stop may also end a sentence.
func looseAbbreviation(w string) bool {
	switch w {
	case "al", "etc", "jr", "inc", "ltd", "co", "corp", "u.s", "u.k", "u.s.a", "d.c", "ph.d", "m.d", "a.m", "p.m", "sp", "spp", "dept", "univ", "est", "max", "min", "sd", "wt", "usw", "ff", "f", "cit", "ibid", "et", "min.", "hr", "hrs", "wk", "yr", "yrs", "mo", "inst", "assoc":
		return true
	}
	return false
}

// starter reports words that open a sentence and hardly follow an initial.
func starter(s string) bool {
	end := strings.IndexAny(s, " \n\t,.;:")
	if end < 0 {
		end = len(s)
	}
	switch strings.Trim(s[:end], `"'([“‘«`) {
	case "The", "In", "We", "However", "This", "These", "It", "Our", "For", "As", "A", "An", "To", "There", "Although", "Thus", "Therefore", "Moreover",
		"Furthermore", "Additionally", "When", "While", "They", "Their", "Here", "Also", "At", "On", "By", "From", "With", "Since", "Because", "Both", "All",
		"Most", "Some", "Other", "Another", "Each", "Such", "If", "After", "Before", "During", "Among", "Between", "Finally", "First", "Second", "Third", "Two", "Three",
		"One", "No", "Not", "Only", "Using", "Based", "Results", "Studies", "Several", "Many", "Few", "He", "She", "Its", "That", "Those", "What", "Where", "Which",
		"Die", "Der", "Das", "Es", "Ein", "Eine", "Dies", "Diese", "Im", "Auch", "Le", "La", "Les", "Il", "Elle", "Dans", "Cette", "El", "Los", "Las", "En", "Se", "Esta", "Este", "Os", "As.", "Na", "No.", "Em", "Foram", "Nesse", "Neste", "Nessa", "Nesta", "Além", "Para", "Com", "Por":
		return true
	}
	return false
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// trim narrows [a,b) to what is not white space.
func trim(s string, a, b int) corpus.Span {
	for a < b {
		r, n := utf8.DecodeRuneInString(s[a:b])
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
			break
		}
		a += n
	}
	for b > a {
		r, n := utf8.DecodeLastRuneInString(s[a:b])
		if !unicode.IsSpace(r) {
			break
		}
		b -= n
	}
	return corpus.Span{Start: a, End: b}
}
