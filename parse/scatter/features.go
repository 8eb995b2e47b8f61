package scatter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Features are what the classifier of titles sees of a segment: its words and
// pairs of words, what it begins and ends with, its length and punctuation.
// They are few and cheap; a segment longer than 60 words is cut.
func Features(s string) []string {
	words := tokens(s, 60)
	if len(words) == 0 {
		return nil
	}
	out := make([]string, 0, 2*len(words)+12)
	out = append(out, "bias", "first="+words[0], "last="+words[len(words)-1], "n="+bucket(len(words)))
	if len(words) > 1 {
		out = append(out, "first2="+words[0]+" "+words[1])
	}
	for i, w := range words {
		out = append(out, w)
		if i > 0 {
			out = append(out, words[i-1]+" "+w)
		}
	}
	return append(out, marks(s, len(words))...)
}

// marks are the features of punctuation and capitals.
func marks(s string, n int) []string {
	var out []string
	caps, commas, digits := 0, 0, 0
	prev := ' '
	for i, r := range s {
		switch {
		case r == ':' && i > 8:
			out = append(out, "colon")
		case r == '?':
			out = append(out, "question")
		case r == ';':
			out = append(out, "semicolon")
		case r == '=' || r == '<' || r == '>' || r == '%':
			out = append(out, "math")
		case r == '(':
			out = append(out, "bracket")
		case r == '[':
			out = append(out, "square")
		case r == ',':
			commas++
		case unicode.IsDigit(r):
			digits++
		case unicode.IsUpper(r) && prev == ' ':
			caps++
		}
		prev = r
		if len(out) > 12 {
			break
		}
	}
	out = append(out, "commas="+strconv.Itoa(min(commas, 4)), "digits="+bucket(digits), "caps="+strconv.Itoa(min(10, 10*caps/n)))
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsLower(r) {
		out = append(out, "small")
	}
	return out
}

func bucket(n int) string {
	switch {
	case n < 4:
		return strconv.Itoa(n)
	case n < 6:
		return "4"
	case n < 9:
		return "6"
	case n < 13:
		return "9"
	case n < 18:
		return "13"
	case n < 25:
		return "18"
	case n < 35:
		return "25"
	}
	return "35"
}

// tokens are the first n words of s in lower case; digits become 0.
func tokens(s string, n int) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			if !strings.HasSuffix(b.String(), "0") {
				b.WriteByte('0')
			}
		case unicode.IsLetter(r):
			if b.Len() < 40 {
				b.WriteRune(unicode.ToLower(r))
			}
		case r == '\'' || r == '’':
		default:
			flush()
			if len(out) >= n {
				return out[:n]
			}
		}
	}
	flush()
	return out[:min(len(out), n)]
}
