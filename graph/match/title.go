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
	titlePrefix
	titleClose
	titleSome
	titleOther
	titleNumbered // the same but for a number
)

// generic are titles that many works bear.
var generic = map[string]bool{"introduction": true, "editorial": true, "preface": true, "foreword": true, "conclusion": true,
	"conclusions": true, "commentary": true, "comment": true, "letter": true, "lettertotheeditor": true, "reply": true, "overview": true,
	"discussion": true, "review": true, "bookreview": true, "bookreviews": true, "abstract": true, "abstracts": true, "summary": true,
	"inreply": true, "authorsreply": true, "response": true, "guesteditorial": true, "erratum": true, "correction": true, "annualreport": true,
	"index": true, "news": true, "obituary": true, "untitled": true, "personalcommunication": true, "background": true}

func compareTitles(a, b *features) (titleClass, float64) {
	if a.title == "" || b.title == "" {
		return titleMissing, 0
	}
	n, m := len(a.tokens), len(b.tokens)
	short := min(n, m)
	if a.title == b.title {
		switch {
		case generic[a.title] || short <= 1 && len(a.title) < 12:
			return titleSame, titleEqualWeak
		case short >= 5 || len(a.title) >= 30:
			return titleSame, titleEqual
		case short >= 3 || len(a.title) >= 18:
			return titleSame, titleEqualShort
		}
		return titleSame, titleEqualWeak
	}
	if startsWith(a, b) {
		switch {
		case short >= 5 || min(len(a.title), len(b.title)) >= 30:
			return titlePrefix, titleStart
		case short >= 3:
			return titlePrefix, titleStartShort
		}
		return titlePrefix, titleEqualWeak
	}
	d := align(a.tokens, b.tokens)
	switch {
	case d.similar >= .8 && d.numbers:
		return titleNumbered, titleNumbers
	case d.similar >= .8 && short >= 4:
		return titleClose, titleNear
	case d.similar >= .8:
		return titleClose, titleStartShort
	case d.similar >= .5:
		return titleSome, titleHalf
	}
	return titleOther, titleDiffers
}

// startsWith reports whether one title is the beginning of the other, at a
// word or after ten letters, or a long one stands within the other (the parser
// took too much).
func startsWith(a, b *features) bool {
	if len(a.title) < len(b.title) {
		a, b = b, a
	}
	if len(b.title) >= 10 && strings.HasPrefix(a.title, b.title) || len(b.title) >= 24 && strings.Contains(a.title, b.title) {
		return true
	}
	return len(b.tokens) < len(a.tokens) && slices.Equal(a.tokens[:len(b.tokens)], b.tokens)
}

// alignment is how two lists of words match: the share of letters in words
// that match (equal, or one slip apart), and whether numbers stand against each
// other.
type alignment struct {
	similar float64
	numbers bool
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
	for i, j := len(a), len(b); i > 0 || j > 0; {
		switch {
		case i > 0 && j > 0 && back[i][j] == 3:
			i, j = i-1, j-1
		case j == 0 || i > 0 && back[i][j] == 1:
			i--
			na = na || isNumber(a[i])
		default:
			j--
			nb = nb || isNumber(b[j])
		}
	}
	out.numbers = na && nb
	return out
}

// wordsMatch: equal, or of five letters and more with one slip, numbers never.
func wordsMatch(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) < 5 || len(b) < 5 || a[0] >= '0' && a[0] <= '9' {
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
