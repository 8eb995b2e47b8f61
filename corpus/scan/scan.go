// Package scan finds in running text the places where a DOI or a locator is
// printed, at the speed at which memory is read: it looks for the rarest byte
// of what it seeks and reads around it only there. What lies there is read by
// others (ident, and whoever knows how locators are printed).
//
// It never looks further than a few hundred bytes to either side of such a
// byte, so that no text takes more than linear time.
package scan

import (
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
)

// DOI is the first DOI in s that begins at or behind a byte, without a link or
// label before it; false where there is none:
//
//	\b10\.\d{4,9}/[^\s"<>]{2,200}
func DOI(s string, at int) (corpus.Span, bool) {
	for {
		i := strings.Index(s[at:], "10.")
		if i < 0 {
			return corpus.Span{}, false
		}
		i += at
		at = i + 3
		if i > 0 && wordly(s[i-1]) {
			continue
		}
		if end := doiEnd(s, at); end > 0 {
			return corpus.Span{Start: i, End: end}, true
		}
	}
}

// maxSuffix bounds the characters of a DOI behind its slash.
const maxSuffix = 200

// doiEnd is where the DOI ends whose registrant's digits begin at i, 0 for no
// DOI.
func doiEnd(s string, i int) int {
	n := i
	for n < len(s) && n-i < 10 && digit(s[n]) {
		n++
	}
	if n-i < 4 || n-i > 9 || n >= len(s) || s[n] != '/' {
		return 0
	}
	n++
	count := 0
	for ; n < len(s) && count < maxSuffix; count++ {
		c := s[n]
		if c >= utf8.RuneSelf {
			_, size := utf8.DecodeRuneInString(s[n:])
			n += size
			continue
		}
		if c <= ' ' && strings.IndexByte("\t\n\f\r ", c) >= 0 || c == '"' || c == '<' || c == '>' {
			break
		}
		n++
	}
	if count < 2 {
		return 0
	}
	return n
}

// Year is where, at or behind a byte of s, the first year begins that a
// semicolon follows, be it with a month or a day between: what "2009;1(2):3"
// and "2016 Jan 9;71(4):395" begin with. It is -1 where there is none:
//
//	\b(?:1[6-9]|20)\d\d(?:[ ,][A-Za-z\d\s.,/-]{0,25})?\s?;
func Year(s string, at int) int {
	for from := at; ; {
		j := strings.IndexByte(s[from:], ';')
		if j < 0 {
			return -1
		}
		j += from
		if i := yearBefore(s, at, j); i >= 0 {
			return i
		}
		from = j + 1
	}
}

// maxMonth bounds the bytes between the year and the semicolon.
const maxMonth = 26

// yearBefore is the first year at or behind at that the semicolon at j
// follows, -1 for none.
func yearBefore(s string, at, j int) int {
	end := j
	if end > at && strings.IndexByte("\t\n\f\r ", s[end-1]) >= 0 {
		end--
	}
	found := -1
	for i := end - 4; i >= at && i >= end-4-maxMonth; i-- {
		if i < end-4 && !dated[s[i+4]] {
			break // no farther year reaches the semicolon
		}
		if y := s[i : i+4]; (y[0] == '1' && y[1] >= '6' && y[1] <= '9' || y[0] == '2' && y[1] == '0') && digit(y[1]) && digit(y[2]) && digit(y[3]) &&
			(i+4 == end || s[i+4] == ' ' || s[i+4] == ',') && (i == 0 || !wordly(s[i-1])) {
			found = i
		}
	}
	return found
}

// dated is the bytes that months and days are printed with.
var dated = func() (a [256]bool) {
	for c := range a {
		a[c] = c < utf8.RuneSelf && c != '_' && wordly(byte(c)) || strings.IndexByte("\t\n\f\r .,/-", byte(c)) >= 0
	}
	return a
}()

func digit(c byte) bool { return c-'0' <= 9 }

func wordly(c byte) bool { return digit(c) || c|0x20-'a' < 26 || c == '_' }
