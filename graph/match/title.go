package match

import (
	"slices"
	"strings"
)

// titleEvidence compares two titles. The string names the evidence, "" where
// there is none.
type titleClass uint8

const (
	titleMissing titleClass = iota
	titleSame
	titleCut
	titleClose
	titleSome
	titleOther
	titleNumbered // the same but for a number
)

// generic are titles that many works bear.
var generic = map[string]bool{"introduction": true, "editorial": true, "preface": true, "foreword": true, "conclusion": true,
	"conclusions": true, "commentary": true, "comment": true, "letter": true, "lettertotheeditor": true, "reply": true, "overview": true,
	"discussion": true, "review": true, "bookreview": true, "bookreviews": true, "abstract": true, "abstracts": true, "summary": true,
	"inreply": true, "authorsreply": true, "authorreply": true, "response": true, "erratum": true, "correction": true, "annualreport": true,
	"index": true, "news": true, "newsandnotes": true, "obituary": true, "untitled": true, "personalcommunication": true, "background": true,
	"inthisissue": true, "specialissue": true, "introductiontothespecialissue": true, "callforpapers": true, "calendar": true, "contents": true,
	"tableofcontents": true, "acknowledgements": true, "acknowledgments": true, "reviewers": true, "homepageontheinternet": true, "homepage": true,
	"internet": true, "online": true, "website": true, "correspondence": true, "references": true, "appendix": true}

// headings say what kind of piece follows; a page has them above the title, and
// whoever reads a page may take them for the title or its beginning.
var headings = [...][2]string{{"original", "article"}, {"original", "research"}, {"original", "paper"}, {"original", "investigation"},
	{"research", "article"}, {"research", "paper"}, {"review", "article"}, {"short", "communication"}, {"brief", "communication"}, {"brief", "report"},
	{"case", "report"}, {"artigo", "original"}, {"articulo", "original"}}

// withoutHeading is a title without the heading before it. It may be empty; a
// short rest could be anything, and is left.
func withoutHeading(tokens []string) []string {
	if len(tokens) < 2 {
		return tokens
	}
	for _, h := range headings {
		if tokens[0] == h[0] && tokens[1] == h[1] && (len(tokens) == 2 || len(tokens) >= 7) {
			return tokens[2:]
		}
	}
	return tokens
}

// headsPage reports whether the title of a is the name, or its beginning, of
// the journal of b: the head of the page was taken for the title.
func headsPage(a, b *features) bool {
	return a.journal.key == "" && len(a.names) == 0 && len(a.title) >= 8 && strings.HasPrefix(b.journal.key, a.title)
}

// isGeneric reports whether a title is one of those, or begins as they do and
// is short: "Guest editorial", "Editor's notes", "Letter from the president".
func isGeneric(f *features) bool {
	if generic[f.title] {
		return true
	}
	if len(f.tokens) == 0 || len(f.tokens) > 5 {
		return false
	}
	switch f.tokens[0] {
	case "editorial", "editors", "editor", "guest", "chairs", "chairmans", "presidents", "preface", "foreword", "message", "letter", "letters":
		return true
	}
	return false
}

func compareTitles(a, b *features) (titleClass, float64) {
	if a.title == "" || b.title == "" {
		return titleMissing, 0
	}
	n, m := len(a.tokens), len(b.tokens)
	short := min(n, m)
	if a.title == b.title {
		switch {
		case isGeneric(a):
			return titleSame, titleEqualWeak
		case short >= 5 || len(a.title) >= 30:
			return titleSame, titleEqual
		case short >= 3 || len(a.title) >= 18:
			return titleSame, titleEqualShort
		case short == 2 && len(a.title) >= 8:
			return titleSame, titleEqualTwo
		case len(a.title) >= 8:
			return titleSame, titleEqualWord
		}
		return titleSame, titleEqualWeak
	}
	switch at, tail := within(a, b); {
	case at == 0 && part(tail):
		return titleCut, titlePart
	case at == 0 && (short >= 5 || min(len(a.title), len(b.title)) >= 30):
		return titleCut, titleStart
	case at == 0 && short >= 3:
		return titleCut, titleStartShort
	case at == 0:
		return titleCut, titleStartWeak
	case at > 0:
		return titleCut, titleWithin
	}
	if a.title > b.title { // of equal alignments the same is found either way
		a, b = b, a
	}
	d := align(a.tokens, b.tokens)
	switch {
	case d.similar < .5:
		return titleOther, titleDiffers
	case d.similar < .8:
		return titleSome, titleHalf
	case d.numbers:
		return titleNumbered, titleNumbers
	case d.negated:
		return titleSome, titleNegated
	case d.against:
		return titleClose, titleOtherWords
	case short < 4:
		return titleClose, titleStartShort
	case d.leftOut:
		return titleClose, titleLeftOut
	}
	return titleClose, titleSpelling
}

// within says where the shorter title stands in the longer: 0 at its
// beginning (at a word, or after ten letters), more for elsewhere, -1 for not;
// and which words follow.
func within(a, b *features) (at int, tail []string) {
	if len(a.title) < len(b.title) {
		a, b = b, a
	}
	if len(b.tokens) < len(a.tokens) && slices.Equal(a.tokens[:len(b.tokens)], b.tokens) {
		return 0, a.tokens[len(b.tokens):]
	}
	if len(b.title) < 10 {
		return -1, nil
	}
	at = strings.Index(a.title, b.title)
	last := b.tokens[len(b.tokens)-1]
	if at > 0 && len(b.title) < 20 || at >= 0 && (cutsNumber(a.title, at, at+len(b.title)) || roman[last] && !slices.Contains(a.tokens, last)) {
		at = -1 // "part I" is no beginning of "part II"
	}
	return at, nil
}

// cutsNumber reports whether s[from:to] ends or begins within a number of s:
// "number 1" is no beginning of "number 12".
func cutsNumber(s string, from, to int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	return digit(from-1) && digit(from) || digit(to-1) && digit(to)
}

// part reports whether words that one title has more begin a part of a whole.
func part(tail []string) bool {
	if len(tail) == 0 {
		return false
	}
	switch tail[0] {
	case "part", "phase", "paper", "volume", "vol", "chapter", "no", "number":
		return true
	}
	return isNumber(tail[0])
}

// alignment is how two lists of words match: the share of letters in words
// that match (equal, or one slip apart), and whether numbers stand against each
// other.
type alignment struct {
	similar float64
	numbers bool // numbers stand against each other
	negated bool // one says "not"
	leftOut bool // one has words that the other has not
	against bool // both have
}

// align finds the longest common subsequence of words by dynamic programming:
// at most 40 by 40.
func align(a, b []string) alignment {
	var row, prev [maxTokens + 1]int32
	var back [maxTokens + 1][maxTokens + 1]uint8
	total := 0
	for _, w := range a {
		total += len(w)
	}
	for _, w := range b {
		total += len(w)
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			row[j], back[i][j] = prev[j], 1
			if row[j-1] > row[j] {
				row[j], back[i][j] = row[j-1], 2
			}
			if wordsMatch(a[i-1], b[j-1]) {
				if s := prev[j-1] + int32(len(a[i-1])+len(b[j-1])); s > row[j] {
					row[j], back[i][j] = s, 3
				}
			}
		}
		prev = row
	}
	out := alignment{similar: float64(prev[len(b)]) / float64(max(total, 1))}
	var na, nb bool
	var only [2][]string
	for i, j := len(a), len(b); i > 0 || j > 0; {
		switch {
		case i > 0 && j > 0 && back[i][j] == 3:
			i, j = i-1, j-1
		case j == 0 || i > 0 && back[i][j] == 1:
			i--
			na = na || isNumber(a[i])
			only[0] = append(only[0], a[i])
		default:
			j--
			nb = nb || isNumber(b[j])
			only[1] = append(only[1], b[j])
		}
	}
	out.numbers = na && nb
	for _, side := range only {
		out.leftOut = out.leftOut || len(side) > 0
		out.negated = out.negated || slices.Contains(side, "not") || slices.Contains(side, "no") || slices.Contains(side, "without")
	}
	slices.Reverse(only[0])
	slices.Reverse(only[1])
	x, y := strings.Join(only[0], ""), strings.Join(only[1], "")
	// "sweet potato" and "sweetpotato", "alpha" and "a" are no other words
	out.against = telling(only[0]) && telling(only[1]) && x != y && !(len(x) >= 5 && len(y) >= 5 && oneSlip(x, y))
	return out
}

// telling reports whether a word of four letters and more is among ws.
func telling(ws []string) bool {
	return slices.ContainsFunc(ws, func(w string) bool { return len(w) >= 4 && !small[w] })
}

// wordsMatch: equal, or of five letters and more with one slip, numbers never.
func wordsMatch(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) < 5 || len(b) < 5 || a[0] <= '9' || b[0] <= '9' {
		return false
	}
	return oneSlip(a, b)
}

// oneSlip reports whether a and b differ by one byte put in, left out or
// exchanged, or by two neighbours exchanged.
func oneSlip(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) > len(b) {
		return a[i+1:] == b[i:]
	}
	if i >= len(a)-1 || a[i+1:] == b[i+1:] {
		return true
	}
	return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// isNumber: digits, or a Roman numeral up to xx.
func isNumber(w string) bool {
	if w == "" {
		return false
	}
	digits := true
	for i := 0; i < len(w); i++ {
		if w[i] < '0' || w[i] > '9' {
			digits = false
		}
	}
	return digits || roman[w]
}

var roman = map[string]bool{"i": true, "ii": true, "iii": true, "iv": true, "v": true, "vi": true, "vii": true, "viii": true, "ix": true,
	"x": true, "xi": true, "xii": true, "xiii": true, "xiv": true, "xv": true, "xvi": true, "xvii": true, "xviii": true, "xix": true, "xx": true}
