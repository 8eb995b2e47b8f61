package bib

import (
	"strings"
	"unicode"

	"citegraph/corpus"
	"citegraph/corpus/ident"
	"citegraph/corpus/person"
)

// nameOf reads one name as databases write it: "Family, Given", "Family,
// Given, Suffix", or undivided.
func nameOf(s string) corpus.Name {
	s = clean(s)
	if o, ok := strings.CutSuffix(s, ","); ok { // "World Health Organization,": how RIS marks an organisation
		return corpus.Name{Literal: strings.TrimSpace(o)}
	}
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	switch {
	case s == "":
		return corpus.Name{}
	case len(parts) == 1:
		return undivided(s)
	case len(parts) == 2 && isSuffix(parts[1]):
		n := undivided(parts[0])
		n.Suffix = parts[1]
		return n
	case len(parts) == 2 && parts[0] != "":
		return corpus.Name{Family: parts[0], Given: parts[1]}
	case len(parts) == 3 && isSuffix(parts[1]) && parts[0] != "": // BibTeX: von Last, Jr, First
		return corpus.Name{Family: parts[0], Suffix: parts[1], Given: parts[2]}
	case len(parts) == 3 && parts[0] != "" && len(strings.Fields(parts[2])) <= 1 && isSuffix(parts[2]): // RIS: Last, First, Jr
		return corpus.Name{Family: parts[0], Given: parts[1], Suffix: parts[2]}
	case len(parts) == 3 && parts[0] != "" && len(parts[2]) <= 20 && len(strings.Fields(s)) <= 5:
		return corpus.Name{Family: parts[0], Given: strings.TrimSpace(parts[1] + " " + parts[2])}
	}
	return corpus.Name{Literal: s}
}

// undivided reads a name without a comma: a person in either order, or an
// organisation.
func undivided(s string) corpus.Name {
	if !strings.Contains(s, " ") {
		return corpus.Name{Family: s}
	}
	if len(s) > 80 || len(strings.Fields(s)) > 5 || strings.ContainsAny(s, "()/:;&") || strings.Contains(s, " - ") {
		return corpus.Name{Literal: s} // no person's name is like that
	}
	n := person.Parse(s)
	if letterCount(n.Family+n.Given+n.Suffix+n.Literal) < letterCount(s) {
		return corpus.Name{Literal: s} // nothing of a field is ever lost
	}
	return n
}

func letterCount(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func isSuffix(s string) bool {
	switch strings.ToLower(strings.Trim(s, ". ")) {
	case "jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th", "junior", "senior":
		return true
	}
	return false
}

// medlineName reads "Smith JA", "Smith JA Jr", "van der Berg A 3rd": family
// first, then initials in capitals.
func medlineName(s string) corpus.Name {
	s = clean(s)
	if strings.Contains(s, ",") {
		return nameOf(s)
	}
	words := strings.Fields(s)
	suffix := ""
	if n := len(words); n > 2 && isSuffix(words[n-1]) {
		suffix, words = words[n-1], words[:n-1]
	}
	n := len(words)
	if n < 2 || !initials(words[n-1]) {
		if n == 1 {
			return corpus.Name{Family: s}
		}
		return undivided(s)
	}
	return corpus.Name{Family: strings.Join(words[:n-1], " "), Given: words[n-1], Suffix: suffix}
}

// initials: one to four capitals, dots and hyphens between them allowed.
func initials(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			n++
		case r != '.' && r != '-' && r != '\'':
			return false
		}
	}
	return n >= 1 && n <= 4
}

// tidyNames cleans names and drops those that hold nothing or say "and others".
func tidyNames(names []corpus.Name) []corpus.Name {
	out := names[:0]
	for _, n := range names {
		for _, f := range []*string{&n.Family, &n.Given, &n.Suffix, &n.Literal} {
			*f = cut(plain(*f), maxKey)
		}
		if n.Family == "" && n.Given != "" {
			n.Given, n.Literal = "", strings.TrimSpace(n.Given+" "+n.Literal)
		}
		if n.Family != "" {
			n.Literal = ""
		}
		if n.ORCID != "" {
			if v, ok := ident.ORCID(n.ORCID); ok {
				n.ORCID = v
			} else {
				n.ORCID = ""
			}
		}
		switch strings.ToLower(strings.TrimRight(n.Family+n.Literal, ". ")) {
		case "", "others", "et al", "and others":
			continue
		}
		if !strings.ContainsFunc(n.Family+n.Literal, unicode.IsLetter) {
			continue // a year or a number that slipped in
		}
		out = append(out, n)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// inverted writes a name "Family, Given, Suffix"; an organisation as it is.
func inverted(n corpus.Name) string {
	if n.Family == "" {
		return n.Literal
	}
	s := n.Family
	if n.Given != "" || n.Suffix != "" {
		s += ", " + n.Given
	}
	if n.Suffix != "" {
		s += ", " + n.Suffix
	}
	return s
}
