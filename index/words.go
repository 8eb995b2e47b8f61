package index

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// gap separates the items of one field (names of authors, citing sentences):
// no phrase reaches across it.
const (
	gap      = '\x1e'
	gapWidth = 100
)

// maxToken cuts the words that are no words.
const maxToken = 64

// words calls yield for every word of s, folded, with its position and its
// bytes in s. Words are runs of letters and digits without case and
// diacritics; a Han, Hiragana or Katakana character is a word of its own; a
// Greek letter that stands alone is spelt out. The byte slice is reused.
func words(s string, yield func(w []byte, pos, start, end int)) {
	var buf [maxToken + utf8.UTFMax]byte
	pos := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if asciiWord[c] == 0 {
				if c == gap {
					pos += gapWidth
				}
				i++
				continue
			}
		} else if r, n := utf8.DecodeRuneInString(s[i:]); !wordRune(r) {
			i += n
			continue
		}
		start := i
		next, end, w, ascii := scanWord(s, i, buf[:0])
		if !ascii {
			w = foldTail(s[start:end], w[:0])
		}
		if len(w) > 0 {
			yield(w, pos, start, end)
			pos++
		}
		i = next
	}
}

// scanWord reads the word at i, its ASCII letters lower-cased into w. next is
// where to go on: behind a possessive 's, which is no part of the word.
func scanWord(s string, i int, w []byte) (next, end int, _ []byte, ascii bool) {
	ascii = true
	first := i
	for i < len(s) {
		if f := lower(s[i]); f != 0 {
			if len(w) < maxToken {
				w = append(w, f)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\'' || r == '’':
			if i-first <= 2 || !joins(s, i+n) { // l'homme, d'Italia, O'Brien; a closing quote
				return i, i, w, ascii
			}
			if s[i+n]|0x20 == 's' && !joins(s, i+n+1) {
				return i + n + 1, i, w, ascii
			}
			ascii = ascii && n == 1
		case !wordRune(r):
			return i, i, w, ascii
		case ideograph(r):
			ascii = false
			if i == first {
				i += n
			}
			return i, i, w, ascii
		default:
			ascii = false
		}
		i += n
	}
	return i, i, w, ascii
}

func lower(c byte) byte {
	if c < utf8.RuneSelf {
		return asciiWord[c]
	}
	return 0
}

// joins reports whether a letter stands at i.
func joins(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return wordRune(r)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func ideograph(r rune) bool {
	return r >= 0x3040 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// asciiWord lower-cases letters and digits; 0 is no part of a word.
var asciiWord = func() (t [utf8.RuneSelf]byte) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			t[c] = byte(c)
		case c >= 'A' && c <= 'Z':
			t[c] = byte(c) + 'a' - 'A'
		}
	}
	return t
}()

// foldTail folds a word that is not ASCII into w: compatibility decomposition
// without its marks, lower case, and the letters that do not decompose.
func foldTail(s string, w []byte) []byte {
	if len(s) > 4*maxToken {
		s = s[:4*maxToken]
	}
	var it norm.Iter
	it.InitString(norm.NFKD, s)
	for !it.Done() && len(w) < maxToken {
		for b := it.Next(); len(b) > 0; {
			r, n := utf8.DecodeRune(b)
			b = b[n:]
			if unicode.IsMark(r) || !wordRune(r) {
				continue
			}
			r = unicode.ToLower(r)
			if x, ok := undivided[r]; ok {
				w = append(w, x...)
			} else {
				w = utf8.AppendRune(w, r)
			}
			if len(w) >= maxToken {
				break
			}
		}
	}
	if r, n := utf8.DecodeRune(w); n == len(w) {
		if name, ok := greek[r]; ok {
			return append(w[:0], name...)
		}
	}
	return w
}

// undivided are letters that Unicode does not decompose.
var undivided = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŋ': "n", 'ς': "σ"}

// greek spells single letters out: TNF-α is found as TNF-alpha.
var greek = map[rune]string{'α': "alpha", 'β': "beta", 'γ': "gamma", 'δ': "delta", 'ε': "epsilon", 'ζ': "zeta", 'η': "eta", 'θ': "theta",
	'ι': "iota", 'κ': "kappa", 'λ': "lambda", 'μ': "mu", 'µ': "mu", 'ν': "nu", 'ξ': "xi", 'π': "pi", 'ρ': "rho", 'σ': "sigma", 'τ': "tau",
	'φ': "phi", 'χ': "chi", 'ψ': "psi", 'ω': "omega"}

// tokens are the words of s.
func tokens(s string) []string {
	var out []string
	words(s, func(w []byte, _, _, _ int) { out = append(out, string(w)) })
	return out
}
