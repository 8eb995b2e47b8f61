package scatter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// nameScanner reads one style of author list at a time from a fixed place.
type nameScanner struct {
	s      string
	inside bool // behind the first name of a list
}

var nameParticles = map[string]bool{"van": true, "von": true, "de": true, "der": true, "den": true, "del": true, "della": true, "di": true, "da": true,
	"dos": true, "das": true, "do": true, "du": true, "la": true, "le": true, "ter": true, "ten": true, "el": true, "al": true, "bin": true, "af": true, "zu": true, "vom": true, "y": true, "e": true, "d": true, "vd": true}

// smallWord are words that follow a name in a sentence.
var smallWord = map[string]bool{"et": true, "and": true, "in": true, "of": true, "was": true, "were": true, "had": true, "has": true, "for": true, "with": true, "to": true,
	"from": true, "on": true, "at": true, "by": true, "as": true, "is": true, "are": true, "or": true, "but": true, "that": true, "which": true, "who": true, "the": true, "an": true, "we": true, "this": true, "their": true, "our": true, "did": true, "not": true, "both": true, "between": true, "using": true, "performed": true, "contributed": true, "wrote": true, "read": true, "than": true, "other": true, "type": true, "vitamin": true, "hepatitis": true}

// maxFamily bounds the words of a family name, particles not counted.
const maxFamily = 3

// word is the end of the word at i: letters, apostrophes and hyphens inside.
func (n *nameScanner) word(i int) int {
	for i < len(n.s) {
		r, w := utf8.DecodeRuneInString(n.s[i:])
		if unicode.IsLetter(r) {
			i += w
			continue
		}
		if (r == '\'' || r == '-' || r == '’' || r == '`') && i+w < len(n.s) {
			next, _ := utf8.DecodeRuneInString(n.s[i+w:])
			if unicode.IsLetter(next) {
				i += w
				continue
			}
		}
		break
	}
	return i
}

// family reads a family name at i; end is i where there is none. Words after
// the first are tried one by one by the caller: ends holds every place where
// the name may end, shortest first.
//
// Inside a list, pages that lost their accents hold families without their
// first letter ("engi" for Šengi, "L" for Lü).
func (n *nameScanner) family(i int) (ends []int) {
	words := 0
	if n.inside && i < len(n.s) && isUpper(n.s[i]) && n.word(i) == i+1 {
		return []int{i + 1}
	}
	for k := i; words < maxFamily; {
		j := n.word(k)
		w := n.s[k:j]
		if w == "" {
			break
		}
		r, size := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r) && (hasLower(w) || size < len(w) && len(w) > 4 && words == 0):
			words++
			ends = append(ends, j)
		case nameParticles[w] || len(w) > 2 && w[1] == '\'' && unicode.IsUpper(rune(w[2])):
			if strings.Contains(w, "'") { // d'Arcy
				words++
				ends = append(ends, j)
			}
		case n.inside && len(w) > 1 && words < 2 && !smallWord[w]:
			words++
			ends = append(ends, j)
		default:
			return ends
		}
		if j >= len(n.s) || n.s[j] != ' ' {
			break
		}
		k = j + 1
	}
	return ends
}

func hasLower(w string) bool { return strings.IndexFunc(w, unicode.IsLower) >= 0 }

// glued reads initials as MEDLINE prints them: SJ, at most five capitals,
// hyphens allowed, a suffix behind.
func (n *nameScanner) glued(i int) (initials string, end int) {
	j := i
	for j < len(n.s) && j-i < 12 {
		r, w := utf8.DecodeRuneInString(n.s[j:])
		if unicode.IsUpper(r) {
			initials += string(r)
			j += w
			continue
		}
		if r == '-' && j > i && j+1 < len(n.s) && isUpper(n.s[j+1]) {
			j++
			continue
		}
		break
	}
	if c := utf8.RuneCountInString(initials); c == 0 || c > 5 {
		return "", i
	}
	if j < len(n.s) && (isAlpha(n.s[j]) || isDigit(n.s[j]) || n.s[j] == '-' || n.s[j] == '\'') {
		return "", i
	}
	for _, sfx := range []string{" Jr", " Sr", " III", " II", " 3rd", " 2nd"} {
		if strings.HasPrefix(n.s[j:], sfx) && (j+len(sfx) == len(n.s) || !isAlpha(n.s[j+len(sfx)])) {
			return initials, j + len(sfx)
		}
	}
	return initials, j
}

// dotted reads initials with dots: S. J., J.-P., S.J.
func (n *nameScanner) dotted(i int) (initials string, end int) {
	j := i
	end = i
	for count := 0; count < 5; count++ {
		r, w := utf8.DecodeRuneInString(n.s[j:])
		if !unicode.IsUpper(r) {
			break
		}
		k := j + w
		if k < len(n.s) && isLower(n.s[k]) && k+1 < len(n.s) && n.s[k+1] == '.' { // Yu.
			k++
		}
		if k >= len(n.s) || n.s[k] != '.' {
			break
		}
		initials += string(r)
		end = k + 1
		j = end
		for j < len(n.s) && (n.s[j] == ' ' || n.s[j] == '-') {
			j++
		}
	}
	return initials, end
}

// name is a name that was read: initials printed behind the family.
type name struct {
	corpus.FragName
	end int
}

// vancouver reads "Gillard SJ"; apa "Gillard, S. J."; tail "Gillard S. J.".
func (n *nameScanner) vancouver(i int) (name, bool) {
	return n.shape(i, func(e int) (string, int) {
		if e >= len(n.s) || n.s[e] != ' ' {
			return "", e
		}
		return n.glued(e + 1)
	})
}

func (n *nameScanner) apa(i int) (name, bool) {
	return n.shape(i, func(e int) (string, int) {
		if !strings.HasPrefix(n.s[e:], ", ") {
			return "", e
		}
		return n.dotted(e + 2)
	})
}

func (n *nameScanner) tail(i int) (name, bool) {
	return n.shape(i, func(e int) (string, int) {
		if e >= len(n.s) || n.s[e] != ' ' {
			return "", e
		}
		return n.dotted(e + 1)
	})
}

// natural reads "S. J. Gillard".
func (n *nameScanner) natural(i int) (name, bool) {
	in, e := n.dotted(i)
	if in == "" || e >= len(n.s) || n.s[e] != ' ' {
		return name{}, false
	}
	ends := n.family(e + 1)
	if len(ends) == 0 {
		return name{}, false
	}
	end := ends[len(ends)-1]
	return name{corpus.FragName{Family: n.s[e+1 : end], Initials: in}, end}, true
}

func (n *nameScanner) shape(i int, initials func(int) (string, int)) (name, bool) {
	for _, e := range n.family(i) {
		if in, end := initials(e); in != "" {
			return name{corpus.FragName{Family: n.s[i:e], Initials: in}, end}, true
		}
	}
	return name{}, false
}
