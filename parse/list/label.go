package list

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxNumber bounds printed numbers of entries.
const maxNumber = 5000

// label reads a printed label at the start of s: "[12] ", "12. ", "(12) ",
// "12) ", "12 " before a capital, "[Smi01] ", a bullet. It returns the bare
// label ("" for a bullet) and how many bytes it takes with the white space
// behind it; 0 where there is none.
func label(s string) (string, int) {
	if n := bullet(s); n > 0 {
		return "", n
	}
	if s == "" {
		return "", 0
	}
	if s[0] == '[' || s[0] == '(' {
		return bracketed(s)
	}
	if s[0] >= 0xC2 {
		return superscript(s)
	}
	i := 0
	for i < len(s) && i < 5 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 0 || i > 4 {
		return "", 0
	}
	l := s[:i]
	switch {
	case i < len(s) && (s[i] == '.' || s[i] == ')' || s[i] == ':'):
		i++
		if i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '/') {
			return "", 0 // a decimal or a link, not a label
		}
	case i < len(s) && (s[i] == ' ' || s[i] == '\t'):
	default:
		return "", 0
	}
	j := i
	for j < len(s) && (s[j] == ' ' || s[j] == '\t' || strings.HasPrefix(s[j:], "\u00a0") || strings.HasPrefix(s[j:], "\u2003")) {
		j++
		for j < len(s) && s[j]&0xC0 == 0x80 {
			j++
		}
	}
	if n, _ := strconv.Atoi(l); n == 0 || n > maxNumber {
		return "", 0
	}
	return l, j
}

// bracketed reads "[12]" and "[Smi01]", "(12)".
func bracketed(s string) (string, int) {
	end := strings.IndexByte(s[:min(len(s), 24)], s[0]+2-boolByte(s[0] == '('))
	if end < 2 {
		return "", 0
	}
	l := s[1:end]
	digits, letters := 0, 0
	for i := 0; i < len(l); i++ {
		switch c := l[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 || c == '+' || c == '-' || c == ':' || c == '.':
			letters++
		case c == ' ':
		default:
			return "", 0
		}
	}
	if digits == 0 || s[0] == '(' && (letters > 0 || digits > 3) || letters == 0 && digits > 4 {
		return "", 0
	}
	i := end + 1
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '.') {
		i++
	}
	return strings.TrimSpace(l), i
}

// superscript reads "¹² " or "¹²" before the text.
func superscript(s string) (string, int) {
	var l []byte
	at := 0
	for len(l) < 4 {
		r, n := utf8.DecodeRuneInString(s[at:])
		d := strings.IndexRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r)
		if d < 0 {
			break
		}
		l = append(l, byte('0'+utf8.RuneCountInString("⁰¹²³⁴⁵⁶⁷⁸⁹"[:d])))
		at += n
	}
	if len(l) == 0 || l[0] == '0' {
		return "", 0
	}
	for at < len(s) && (s[at] == ' ' || s[at] == '\t') {
		at++
	}
	return string(l), at
}

func boolByte(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// bullet is the length of a bullet at the start of s with its white space.
func bullet(s string) int {
	for _, p := range [...]string{"•", "▪", "●", "◦", "■", "◆", "➢", "►", "–", "—", "*", "-", "·"} {
		if rest, ok := strings.CutPrefix(s, p); ok && rest != "" && (rest[0] == ' ' || rest[0] == '\t') {
			return len(s) - len(strings.TrimLeft(rest, " \t"))
		}
	}
	return 0
}

// bare strips brackets and stops of a label that stands apart.
func bare(l string) string { return strings.Trim(l, " \t[](){}.:") }
