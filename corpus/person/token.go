package person

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus/fold"
)

type kind uint8

const (
	word     kind = iota // may be a family or a given name
	initial              // S., S, SJ, J.-P.
	particle             // van, de la
	suffix               // Jr., III
	small                // of, for: inside organisations only
	number               // digits
	undiv                // a run of Han, kana or Hangul
	comma                // , and what stands for it
	semi                 // ;
	slash                // /
	and                  // and, &, und
)

// delimits reports whether k stands between names.
func (k kind) delimits() bool { return k >= comma }

// token is one word or delimiter of a list. Positions are bytes of the text.
type token struct {
	text       string
	fold       string
	start, end int // end excludes the dot
	kind       kind
	dotted     bool // a dot follows at once
	caps       bool // capitals only, at least two letters
	maybe      bool // capitals that may be initials or a short name
	lower      bool // starts with a small letter
	glued      bool // no space before it
	body       bool // a word of organisations
	odds       int  // givenness
}

// maxText bounds the text that is read as one list.
const maxText = 64 << 10

// scan cuts s into tokens.
func scan(s string) []token {
	toks := make([]token, 0, min(4+len(s)/5, 64))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case letter(r):
			j := wordEnd(s, i)
			toks = appendWord(toks, s, i, j)
			i = j
			continue
		case unicode.IsDigit(r):
			j := i
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			if j > i && j < len(s) && suffixes[fold.Fold(s[i:wordEnd(s, j)])] { // 3rd
				j = wordEnd(s, j)
				toks = append(toks, token{text: s[i:j], fold: fold.Fold(s[i:j]), start: i, end: j, kind: suffix})
			} else if j = max(j, i+n); len(toks) > 0 {
				toks = append(toks, token{text: s[i:j], start: i, end: j, kind: number})
			}
			i = j
			continue
		case r == ',' || r == '、' || r == '，' || r == '､':
			toks = append(toks, token{text: ",", start: i, end: i + n, kind: comma})
		case r == ';' || r == '；' || r == '|' || r == '•' || r == '·' && i > 0 && s[i-1] == ' ':
			toks = append(toks, token{text: ";", start: i, end: i + n, kind: semi})
		case r == '/' || r == '／':
			toks = append(toks, token{text: "/", start: i, end: i + n, kind: slash})
		case r == '&' || r == '+' || r == '＆':
			toks = append(toks, token{text: "&", start: i, end: i + n, kind: and})
		case r == '.' && len(toks) > 0 && toks[len(toks)-1].end == i:
			toks[len(toks)-1].dotted = true
		}
		i += n
	}
	return toks
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) && r != 0x3099 }

// wordEnd is the end of the word that starts at i: letters, and apostrophes and
// hyphens between letters.
func wordEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if letter(r) {
			i += n
			continue
		}
		if !joins(r) {
			break
		}
		next, _ := utf8.DecodeRuneInString(s[i+n:])
		if !letter(next) {
			break
		}
		i += n
	}
	return i
}

func joins(r rune) bool {
	switch r {
	case '\'', '’', '‘', '`', '´', 'ʼ', '-', '‐', '‑', '–', '\u00ad':
		return true
	}
	return false
}

// appendWord classifies s[i:j] and appends it, taken apart where two words
// stuck together.
func appendWord(toks []token, s string, i, j int) []token {
	w := s[i:j]
	if k := seam(w); k > 0 {
		toks = appendWord(toks, s, i, i+k)
		return appendWord(toks, s, i+k, j)
	}
	t := token{text: w, start: i, end: j, dotted: j < len(s) && s[j] == '.'}
	if n := len(toks); n > 0 {
		t.glued = toks[n-1].end == i || toks[n-1].dotted && toks[n-1].end+1 == i || s[i-1] == '-' || s[i-1] == '\''
	}
	r, _ := utf8.DecodeRuneInString(w)
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
		t.kind = undiv
		return append(toks, t)
	}
	t.fold = fold.Fold(w)
	t.lower = unicode.IsLower(r)
	up, n := 0, 0
	for _, r := range w {
		if unicode.IsLetter(r) {
			n++
			if !unicode.IsLower(r) {
				up++
			}
		}
	}
	t.caps = n >= 2 && up == n
	t.body = bodies[t.fold] && n > 1
	t.kind = classify(&t, n, up, len(toks) == 0)
	if t.kind == word {
		t.odds = givenness(w)
	}
	return append(toks, t)
}

// classify tells the kind of one word of n letters, up of them capital.
func classify(t *token, n, up int, first bool) kind {
	f := t.fold
	switch {
	case t.lower && n == 1 && t.dotted && !first && (f == "u" || f == "a"): // u. = und
		return and
	case n == 1 && (up == 1 || t.dotted && f != "v"):
		return initial
	case (t.lower && ands[f] || t.caps && capitalAnds[f]) && !first && !(t.dotted && n == 1):
		return and
	case f == "d" || strings.HasPrefix(f, "d ") && t.lower && n <= 2:
		return particle
	case t.lower && particles[f]:
		return particle
	case t.lower && stops[f]:
		return small
	case suffixes[f] && !first && (!t.lower || t.dotted):
		t.maybe = t.caps && n <= 3
		return suffix
	case hyphenInitials(t.text):
		return initial
	case t.lower && f == "v" && t.dotted: // v. Heseler
		return particle
	case n <= 4 && up >= 2 && !t.caps && !t.lower && !strings.HasPrefix(t.text, "Mc") && !strings.ContainsAny(t.text, "'’"): // ChI, YuN
		t.maybe = true
		return initial
	case t.caps && n <= 5:
		t.maybe = true
		return initial
	case !t.lower && t.dotted && n <= 3 && (n == 2 || vowelless(f)) && f != "st":
		t.maybe = true
		return initial
	}
	return word
}

// hyphenInitials reports J-P, H-J, K.-H. (as its first part), Y-H.
func hyphenInitials(w string) bool {
	if !strings.ContainsAny(w, "-‐‑–") {
		return false
	}
	for k, p := range strings.FieldsFunc(w, joins) {
		if k > 0 && len(p) == 1 { // L-g
			continue
		}
		if n := utf8.RuneCountInString(p); n > 2 || n == 2 && p != strings.ToUpper(p) {
			return false
		}
		if r, _ := utf8.DecodeRuneInString(p); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

func vowelless(f string) bool { return !strings.ContainsAny(f, "aeiouy") }

// stems are first parts of family names that are printed with a capital inside.
var stems = set("fitz", "abou", "abdel", "abdul", "della", "dell", "delle", "vander", "vanden", "vonder", "saint", "mac", "mc")

// seam is where two names stuck together inside w ("AndrzejGarlicki"), 0 where
// they did not: a known given name, then a capital that is no McDonald's.
func seam(w string) int {
	for _, glued := range []string{"and", "und"} {
		if rest, ok := strings.CutPrefix(w, glued); ok && len(rest) > 0 {
			if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) { // andS. Liebling
				return 3
			}
		}
	}
	for _, glued := range []string{"und", "and"} { // Hansund Eva
		if left, ok := strings.CutSuffix(w, glued); ok && len(left) > 3 && givenness(left) >= 2 && lexicon()[fold.Slug(w)] == 0 {
			return len(left)
		}
	}
	prev := rune(0)
	for i, r := range w {
		if i >= 3 && unicode.IsUpper(r) && unicode.IsLower(prev) && len(w)-i >= 3 {
			left := fold.Fold(w[:i])
			if capitalParticles[left] || stems[left] || lexicon()[fold.Slug(w)] != 0 {
				return 0
			}
			if next, _ := utf8.DecodeRuneInString(w[i+utf8.RuneLen(r):]); unicode.IsUpper(next) { // AuriGEMMA
				return 0
			}
			if givenness(left) >= 2 || i >= 4 && len(w)-i >= 4 {
				return i
			}
			return 0
		}
		prev = r
	}
	return 0
}
