package ident

import (
	"strconv"
	"strings"
)

// DOI reads a DOI as references print it and returns it in lower case, without
// resolver, prefix or trailing punctuation (DOI handbook 2.2: "10.", a
// registrant of digits and dots, "/", any suffix). It repairs what layout does
// to DOIs: spaces and line breaks inside, typographic dashes, percent signs and
// entities of links, and what links add behind ("/full", "?via=…").
func DOI(s string) (string, bool) {
	// A second reading of what was read must agree: nested escapes and the
	// like are refused.
	one, ok := readDOI(s)
	if !ok {
		return "", false
	}
	two, ok := readDOI(one)
	if one != two {
		return "", false
	}
	return two, ok
}

func readDOI(s string) (string, bool) {
	s = tidy(s)
	if strings.Contains(s, "&") {
		s = entities.Replace(s)
	}
	s = asciiLower(s)
	link := strings.Contains(s, "://") || strings.Contains(s, "doi.org/") || strings.Contains(s, "www.")
	if strings.Contains(s, "%") {
		s = asciiLower(tidy(strings.ToValidUTF8(unescape(s), "")))
	}
	i := prefixAt(s)
	if i < 0 {
		return "", false
	}
	s = join(s[i:])
	if link {
		if j := strings.IndexAny(s, "?#"); j >= 0 {
			s = s[:j]
		}
	}
	s = trimDOI(s, link)
	reg, suffix, ok := strings.Cut(s, "/")
	if !ok || suffix == "" || !registrant(reg) || len(s) > limit/2 || !strings.ContainsAny(suffix, "abcdefghijklmnopqrstuvwxyz0123456789") {
		return "", false
	}
	return s, true
}

// unescape decodes the percent escapes that are whole and leaves the others.
func unescape(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b = append(b, byte(v))
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", "&#60;", "<", "&#62;", ">", "&#x2f;", "/", "&quot;", `"`)

// prefixAt is where "10." and a registrant begin, -1 where nowhere. A digit
// before it would make it part of a number.
func prefixAt(s string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], "10.")
		if i < 0 {
			return -1
		}
		i += from
		from = i + 3
		if i > 0 && (s[i-1] >= '0' && s[i-1] <= '9' || s[i-1] == '.') {
			continue
		}
		rest := strings.TrimLeft(s[from:], " \n")
		n := 0
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		if n >= 4 && n <= 9 {
			return i
		}
	}
}

// join closes the gaps that line breaks and spacing left in a DOI, and cuts it
// at the first gap that is its end.
func join(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexAny(s, " \n")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		j := i
		for j < len(s) && (s[j] == ' ' || s[j] == '\n') {
			j++
		}
		gap := s[i:j]
		s = s[j:]
		if !continues(b.String(), gap, s) {
			return b.String()
		}
	}
}

// continues reports whether what follows a gap still belongs to the DOI.
func continues(before, gap, after string) bool {
	if before == "" || after == "" {
		return false
	}
	last := before[len(before)-1]
	next := after
	if i := strings.IndexAny(next, " \n"); i >= 0 {
		next = next[:i]
	}
	if !strings.Contains(before, "/") { // "10. 1186 / s12888"
		return last == '.' || after[0] == '/'
	}
	if strings.HasPrefix(next, "http") || strings.HasPrefix(next, "pmid") || strings.HasPrefix(next, "pmc") || strings.HasPrefix(next, "doi") || strings.HasPrefix(next, "10.") {
		return last == '/' && !strings.HasPrefix(next, "http") && strings.HasPrefix(next, "10.")
	}
	digit := strings.ContainsAny(next, "0123456789")
	switch {
	case last == '/' || last == '_':
		return true
	case last == '-':
		return digit || strings.Contains(gap, "\n")
	case after[0] == '/' || after[0] == '-' && len(next) > 1:
		return true
	case last == '.': // "10.1016/j. jad.2020.01.001", not "… .001. 2020"
		inner := strings.Trim(next, ".,;:()")
		return digit && !yearish(inner) && strings.ContainsAny(inner, ".-/")
	case strings.Contains(gap, "\n"): // broken at the end of a line, without a hyphen
		return digit && !yearish(strings.Trim(next, ".,;:()[]")) && !strings.ContainsAny(next, "[(:;")
	}
	return false
}

func yearish(s string) bool {
	return len(s) == 4 && digits(s) && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20"))
}

// trimDOI drops what is punctuation of the sentence rather than part of the
// DOI, brackets only where they have no partner, and what publishers' links
// append.
func trimDOI(s string, link bool) string {
	for s != "" {
		was := s
		s = strings.TrimRight(s, ".,;:'\"/!?*|\\`´’‘”“»«… ")
		for _, p := range []string{")(", "][", "}{", "><"} {
			if s != "" && s[len(s)-1] == p[0] && strings.Count(s, p[:1]) > strings.Count(s, p[1:]) {
				s = s[:len(s)-1]
			}
		}
		s = strings.TrimRight(s, "([{")
		if i := strings.Index(s, "</"); i > 0 { // markup that stuck to it
			s = s[:i]
		}
		if link {
			for _, tail := range []string{"/full", "/abstract", "/pdf", "/epdf", "/meta", "/html", "/fulltext", ".pdf", ".full"} {
				s = strings.TrimSuffix(s, tail)
			}
		}
		if s == was {
			break
		}
	}
	return s
}

// registrant reports whether s is "10." and one or more groups of digits.
func registrant(s string) bool {
	rest, ok := strings.CutPrefix(s, "10.")
	if !ok {
		return false
	}
	for i, g := range strings.Split(rest, ".") {
		if !digits(g) || i == 0 && (len(g) < 4 || len(g) > 9) {
			return false
		}
	}
	return true
}
