package callout

import (
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
)

// printedYear is a year in a reference or a citation.
type printedYear struct {
	corpus.Span
	year   string
	letter byte
}

// yearsIn finds years ("2001", "2001a", "in press", "n.d.") in s.
func yearsIn(s string) []printedYear {
	if len(s) > 4096 {
		s = s[:4096]
	}
	var out []printedYear
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case digit(c):
			j := numberEnd(s, i)
			if y, ok := yearAt(s, i, j); ok {
				out = append(out, y)
				j = y.End
			}
			i = j - 1 + boolInt(j == i)
		case c == 'i' || c == 'I' || c == 'n' || c == 'N' || c == 'f' || c == 'F' || c == 's' || c == 'u':
			if i > 0 && (s[i-1]|0x20 >= 'a' && s[i-1]|0x20 <= 'z' || s[i-1] >= 0x80) {
				continue
			}
			if y, n := yearWord(s[i:]); n > 0 {
				out = append(out, printedYear{corpus.Span{Start: i, End: i + n}, y, 0})
				i += n - 1
			}
		}
	}
	return out
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// yearAt reads the digits s[i:j] as a year with its letter.
func yearAt(s string, i, j int) (printedYear, bool) {
	if j-i != 4 || !(s[i] == '1' && s[i+1] >= '5' || s[i] == '2' && s[i+1] == '0') {
		return printedYear{}, false
	}
	if i > 0 && (s[i-1] == '.' || s[i-1] == '/') && i > 1 && digit(s[i-2]) && s[i-1] == '.' {
		return printedYear{}, false // decimals
	}
	y := printedYear{corpus.Span{Start: i, End: j}, s[i:j], 0}
	if j < len(s) && s[j] >= 'a' && s[j] <= 'k' && (j+1 == len(s) || !letterByte(s[j+1])) {
		y.letter, y.End = s[j], j+1
	} else if j+1 < len(s) && s[j] == ' ' && s[j+1] >= 'a' && s[j+1] <= 'e' && j+2 < len(s) && strings.IndexByte(").;,:", s[j+2]) >= 0 {
		y.letter, y.End = s[j+1], j+2
	} else if j < len(s) && (letterByte(s[j]) && !wideMark(s[j:]) || s[j] == '%') {
		return y, false
	}
	return y, true
}

// wideMark reports a wide mark or bracket at the start of s: "（王丽, 2014）".
func wideMark(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("）］】，；。、：", r)
}

func letterByte(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0xC3 }

// yearWord reads words that stand for a year.
func yearWord(s string) (string, int) {
	if len(s) < 4 || !yearWordStart(s[0]|0x20, s[1]|0x20) {
		return "", 0
	}
	low := strings.ToLower(s[:min(len(s), 16)])
	for _, p := range [...]struct{ print, year string }{
		{"in press", "inpress"}, {"in preparation", "inpress"}, {"in prep.", "inpress"}, {"forthcoming", "inpress"}, {"submitted", "inpress"}, {"no prelo", "inpress"}, {"im druck", "inpress"}, {"im erscheinen", "inpress"}, {"in review", "inpress"}, {"unpublished", "inpress"},
		{"n.d.", "nd"}, {"n. d.", "nd"}, {"no date", "nd"}, {"s.d.", "nd"}, {"s. d.", "nd"}, {"undated", "nd"},
	} {
		if strings.HasPrefix(low, p.print) {
			return p.year, len(p.print)
		}
	}
	return "", 0
}

// yearWordStart reports the first two letters of the words of yearWord.
func yearWordStart(a, b byte) bool {
	switch a {
	case 'i':
		return b == 'n' || b == 'm'
	case 'n', 's':
		return b == '.' || b == 'o' || a == 's' && b == 'u'
	case 'f':
		return b == 'o'
	case 'u':
		return b == 'n'
	}
	return false
}
