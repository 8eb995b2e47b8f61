package refs

import (
	"unicode"
	"unicode/utf8"
)

// latin is the plain lower-case letter of U+00C0 … U+017F, '\x00' where there
// is none.
const latin = "aaaaaaaceeeeiiiidnooooo\x00ouuuuyts" +
	"aaaaaaaceeeeiiiidnooooo\x00ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln" +
	"nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// foldRune is r in lower case without its accent; 0 for a mark to be skipped.
func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case r >= 0xC0 && int(r-0xC0) < len(latin):
		return rune(latin[r-0xC0])
	case r == 0xAD || unicode.Is(unicode.Mn, r):
		return 0
	}
	return unicode.ToLower(r)
}

// foldWord appends w folded to buf[:0]: lower case, no accents, no hyphens
// and apostrophes.
func foldWord(w string, buf []byte) []byte {
	buf = buf[:0]
	for _, r := range w {
		if r >= 0x80 && joins(r) || r == '-' || r == '\'' {
			continue
		}
		if r = foldRune(r); r != 0 {
			buf = utf8.AppendRune(buf, r)
		}
		if len(buf) > 64 {
			break
		}
	}
	return buf
}

// hashBytes is FNV-1a with a finish.
func hashBytes(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	return h
}

// wordHash is the hash of w folded.
func wordHash(w string) uint32 {
	var buf [96]byte
	return hashBytes(foldWord(w, buf[:]))
}

func upper(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) }
