// Package fold brings text to the forms under which it is compared: without
// case, accents, ligatures, punctuation. It is never used for display.
//
// Fold(Fold(x)) == Fold(x), and the same for Slug.
//
// Marks are dropped only where they are accents: over Latin, Greek, Cyrillic,
// Hebrew and Arabic letters. The signs of Indic scripts, the voicing marks of
// kana and the parts of Hangul are letters there, and stay.
//
// Normalisation sees at most [Limit] bytes and returns at most as many, since
// compatibility decomposition can grow a hostile text eighteenfold.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limit is the number of bytes of a text that are folded; what follows is
// ignored. No title, name or key that is worth comparing is longer.
const Limit = 4096

// Fold lower-cases s, drops diacritics and zero-width and bidi characters,
// expands ligatures and the like (ß → ss, æ → ae, ø → o, ł → l), turns every
// run of anything but letters and digits into one space, and trims.
func Fold(s string) string { return fold(s, ' ') }

// Slug is Fold without its spaces: letters and digits only.
func Slug(s string) string { return fold(s, 0) }

// Tokens are the words of Fold(s).
func Tokens(s string) []string { return strings.Fields(Fold(s)) }

// Spaced is s with single spaces between its words and none around: what
// joining its fields by a space gives, but s itself where it is so already.
func Spaced(s string) string {
	s = strings.TrimSpace(s)
	gap := false
	for _, r := range s {
		if r != ' ' && unicode.IsSpace(r) || r == ' ' && gap {
			return strings.Join(strings.Fields(s), " ")
		}
		gap = r == ' '
	}
	return s
}

// fold does both forms; sep stands for a run of other characters, 0 for none.
func fold(s string, sep byte) string {
	s = cut(s)
	if folded(s, sep) {
		return s
	}
	if !ascii(s) {
		return unicodeFold(s, sep)
	}
	b := make([]byte, 0, len(s))
	gap := false
	for i := range len(s) {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		default:
			gap = true
			continue
		}
		if gap && sep != 0 && len(b) > 0 {
			b = append(b, sep)
		}
		gap = false
		b = append(b, c)
	}
	return string(b)
}

// unicodeFold is fold for text that is not plain ASCII.
func unicodeFold(s string, sep byte) string {
	b := make([]byte, 0, len(s)+8)
	gap := false
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, " ")) {
		if accent(r) || unicode.Is(unicode.Cf, r) {
			continue
		}
		r = unicode.ToLower(r)
		repl, special := letters[r]
		if !special && (!word(r) || modifier(r)) {
			gap = true
			continue
		}
		if gap && sep != 0 && len(b) > 0 {
			b = append(b, sep)
		}
		gap = false
		if special {
			b = append(b, repl...)
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	// Hangul and kana come together again.
	out := cut(norm.NFC.String(string(b)))
	return strings.TrimRight(out, " ")
}

// cut shortens s to Limit bytes at the start of a character, so that what is
// left out begins with a starter and normalises on its own.
func cut(s string) string {
	if len(s) <= Limit {
		return s
	}
	n := Limit
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// folded reports whether s is its own fold already: ASCII, small, tight.
func folded(s string, sep byte) bool {
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			continue
		}
		if c == ' ' && sep == ' ' && i > 0 && i+1 < len(s) && s[i-1] != ' ' {
			continue
		}
		return false
	}
	return true
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// word reports whether r belongs to a word: letters, digits and the signs of
// scripts whose vowels are marks.
func word(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// modifier reports letters that stand for apostrophes and primes (ʻokina,
// transliterated hamza and soft sign) and variation selectors.
func modifier(r rune) bool {
	return 0x02B0 <= r && r <= 0x02FF || 0xFE00 <= r && r <= 0xFE0F || 0xE0100 <= r && r <= 0xE01EF || r == 0x034F
}

// accent reports marks that may be dropped without making another word.
func accent(r rune) bool {
	switch {
	case r < 0x0300:
		return false
	case r <= 0x036F, // combining diacritical marks
		0x0483 <= r && r <= 0x0489,                      // Cyrillic
		0x0591 <= r && r <= 0x05C7 && unicode.IsMark(r), // Hebrew points
		0x0610 <= r && r <= 0x061A,
		0x064B <= r && r <= 0x065F, r == 0x0670, // Arabic
		0x06D6 <= r && r <= 0x06ED && unicode.IsMark(r),
		0x1AB0 <= r && r <= 0x1AFF && unicode.IsMark(r),
		0x1DC0 <= r && r <= 0x1DFF,
		0x20D0 <= r && r <= 0x20FF && unicode.IsMark(r),
		0xFE20 <= r && r <= 0xFE2F:
		return true
	}
	return false
}

// letters are small letters that no decomposition takes apart.
var letters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d",
	'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ŋ': "n", 'ĸ': "k", 'ɨ': "i",
	'ƶ': "z", 'ɫ': "l", 'ƀ': "b", 'ɖ': "d", 'ɗ': "d", 'ƒ': "f", 'ǥ': "g",
	'ȷ': "j", 'ɵ': "o", 'ə': "e", 'ﬀ': "ff", 'ς': "σ", 'ґ': "г",
}
