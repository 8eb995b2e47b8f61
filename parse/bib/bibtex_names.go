package bib

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
	"citegraph/parse/tex"
)

// bibNames reads a list of names joined by "and". What stands in braces is one
// word whatever it holds, so a name in braces as a whole is an organisation.
func bibNames(s string) []corpus.Name {
	if s == "" {
		return nil
	}
	var out []corpus.Name
	for _, part := range splitAnd(s) {
		if n, ok := bibName(part); ok {
			out = append(out, n)
		}
	}
	return out
}

// splitAnd splits at the word "and" outside braces.
func splitAnd(s string) []string {
	var out []string
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth = max(0, depth-1)
		case depth == 0 && (c == 'a' || c == 'A') && i > 0 && isBlank(s[i-1]) && i+4 <= len(s) &&
			strings.EqualFold(s[i:i+3], "and") && isBlank(s[i+3]):
			out = append(out, s[start:i])
			start, i = i+3, i+2
		}
	}
	return append(out, s[start:])
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '~' }

// bibName reads one name in any of BibTeX's forms: "First von Last", "von
// Last, First", "von Last, Jr, First".
func bibName(s string) (corpus.Name, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return corpus.Name{}, false
	}
	if len(s) > 2 && s[0] == '{' && closes(s) == len(s)-1 {
		return corpus.Name{Literal: clean(tex.Decode(s))}, true
	}
	if strings.HasPrefix(s, "family=") || strings.Contains(s, ", given=") {
		return keyedName(s), true
	}
	parts := splitTop(s, ',')
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	dec := func(s string) string { return clean(tex.Decode(s)) }
	switch len(parts) {
	case 1:
		return firstLast(parts[0]), true
	case 2:
		if isSuffix(parts[1]) {
			n := firstLast(parts[0])
			n.Suffix = dec(parts[1])
			return n, true
		}
		return corpus.Name{Family: dec(parts[0]), Given: dec(parts[1])}, true
	case 3:
		if isSuffix(parts[2]) && !isSuffix(parts[1]) {
			parts[1], parts[2] = parts[2], parts[1]
		}
		return corpus.Name{Family: dec(parts[0]), Suffix: dec(parts[1]), Given: dec(parts[2])}, true
	}
	return corpus.Name{Literal: dec(s)}, true
}

// closes is where the brace that s begins with is closed, -1 if nowhere.
func closes(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// splitTop splits s at sep outside braces.
func splitTop(s string, sep byte) []string {
	var out []string
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth = max(0, depth-1)
		case sep:
			if depth == 0 {
				out = append(out, s[start:i])
				start = i + 1
			}
		}
	}
	return append(out, s[start:])
}

// words splits s at white space outside braces.
func words(s string) []string {
	var out []string
	depth, start := 0, -1
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth = max(0, depth-1)
		}
		blank := depth == 0 && isBlank(s[i])
		if blank && start >= 0 {
			out = append(out, s[start:i])
			start = -1
		} else if !blank && start < 0 {
			start = i
		}
	}
	if start >= 0 {
		out = append(out, s[start:])
	}
	return out
}

// firstLast reads a name without commas. The family name is the last word and
// the words from the first particle on; but "Smith JA" is a family name with
// initials, as MEDLINE has it.
func firstLast(s string) corpus.Name {
	ws := words(s)
	for i := range ws {
		ws[i] = clean(tex.Decode(ws[i]))
	}
	n := len(ws)
	switch {
	case n == 0:
		return corpus.Name{}
	case n == 1:
		return corpus.Name{Family: ws[0]}
	}
	if last := ws[n-1]; initials(last) && !strings.Contains(last, ".") && !initials(ws[0]) && len([]rune(ws[0])) > 1 && len(last) <= 3 {
		return corpus.Name{Family: strings.Join(ws[:n-1], " "), Given: last}
	}
	suffix := ""
	if n > 2 && isSuffix(ws[n-1]) {
		suffix, n = ws[n-1], n-1
	}
	from := n - 1
	for i := 0; i < n-1; i++ {
		if r, _ := utf8.DecodeRuneInString(ws[i]); unicode.IsLower(r) && i > 0 {
			from = i
			break
		} else if unicode.IsLower(r) && i == 0 {
			from = 0
			break
		}
	}
	return corpus.Name{Family: strings.Join(ws[from:n], " "), Given: strings.Join(ws[:from], " "), Suffix: suffix}
}

// keyedName reads BibLaTeX's "family=Berg, given=Jan, prefix=van der".
func keyedName(s string) corpus.Name {
	var n corpus.Name
	prefix := ""
	for _, part := range splitTop(s, ',') {
		k, v, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok {
			continue
		}
		v = clean(tex.Decode(v))
		switch strings.ToLower(strings.TrimSpace(k)) {
		case "family":
			n.Family = v
		case "given":
			n.Given = v
		case "prefix":
			prefix = v
		case "suffix":
			n.Suffix = v
		}
	}
	n.Family = strings.TrimSpace(prefix + " " + n.Family)
	return n
}
