package corpus

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// Decode turns the bytes of a file into text that every reader can trust: valid
// UTF-8, lines ended by "\n" alone, no C0 control but tab and newline, no C1
// control, no noncharacter. What cannot be said in such text becomes U+FFFD.
// The offsets lead from the text back to data.
//
// A byte order mark decides, then the pattern of NULs that UTF-16 and UTF-32
// leave in western text, then validity as UTF-8, then the declared charset (an
// HTML or XML label, may be empty), then what the bytes look like, then
// Windows-1252. A declaration that the
// bytes belie is not followed. note says in a few words what was not plain
// UTF-8, and is empty where all was.
func Decode(data []byte, declared string) (text string, offs Offsets, note string) {
	if enc, n := byteOrderMark(data); enc != nil {
		text, offs, note = enc(data, n)
		return text, offs, note
	}
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		text, offs, note = decodeUTF8(data, 3)
		return text, offs, note
	}
	if enc := wideByEvidence(data); enc != nil {
		text, offs, note = enc(data, 0)
		return text, offs, joinNotes(note, "without byte order mark")
	}
	if utf8.Valid(data) {
		text, offs, note = decodeUTF8(data, 0)
		return text, offs, note
	}
	if text, offs, note, ok := decodeDeclared(data, declared); ok {
		return text, offs, note
	}
	good, bad, plausible := census(data)
	if guess := guessCharset(data); guess != "" && good <= 2*bad {
		if text, offs, _, ok := decodeDeclared(data, guess); ok {
			return text, offs, "not UTF-8: taken for " + guess + " by its bytes"
		}
	}
	if good > bad || bad > 0 && plausible*10 < bad*7 {
		return decodeUTF8(data, 0)
	}
	text, offs = decodeBytes(data, charmap.Windows1252)
	return text, offs, "not UTF-8: decoded as Windows-1252"
}

// wide decodes data from byte from on.
type wide func(data []byte, from int) (string, Offsets, string)

func byteOrderMark(b []byte) (wide, int) {
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe, 0, 0}):
		return utf32(binary.LittleEndian, "UTF-32LE"), 4
	case bytes.HasPrefix(b, []byte{0, 0, 0xfe, 0xff}):
		return utf32(binary.BigEndian, "UTF-32BE"), 4
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return utf16Of(binary.LittleEndian, "UTF-16LE"), 2
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return utf16Of(binary.BigEndian, "UTF-16BE"), 2
	}
	return nil, 0
}

// wideByEvidence looks at which bytes of the first 4 KiB are NUL: western text
// in UTF-16 has them at every odd (little-endian) or even place.
func wideByEvidence(b []byte) wide {
	head := b[:min(len(b), 4096)&^3]
	if len(head) < 8 {
		return nil
	}
	var nul [4]int
	for i, c := range head {
		if c == 0 {
			nul[i&3]++
		}
	}
	n := len(head) / 4
	most := func(k int) bool { return nul[k]*10 >= n*6 }
	few := func(k int) bool { return nul[k]*20 <= n }
	switch {
	case few(0) && nul[1]*20 >= n*19 && most(2) && nul[3]*20 >= n*19:
		return utf32(binary.LittleEndian, "UTF-32LE")
	case nul[0]*20 >= n*19 && most(1) && nul[2]*20 >= n*19 && few(3):
		return utf32(binary.BigEndian, "UTF-32BE")
	case few(0) && most(1) && few(2) && most(3):
		return utf16Of(binary.LittleEndian, "UTF-16LE")
	case most(0) && few(1) && most(2) && few(3):
		return utf16Of(binary.BigEndian, "UTF-16BE")
	}
	return nil
}

func utf16Of(order binary.ByteOrder, name string) wide {
	return func(data []byte, from int) (string, Offsets, string) {
		c := cleaner{}
		c.b.Grow(len(data) / 2)
		i := from
		for i+1 < len(data) {
			r, n := rune(order.Uint16(data[i:])), 2
			if utf16.IsSurrogate(r) {
				r2 := rune(utf8.RuneError)
				if i+3 < len(data) {
					r2 = rune(order.Uint16(data[i+2:]))
				}
				if r = utf16.DecodeRune(r, r2); r != utf8.RuneError {
					n = 4
				} else {
					c.bad++
				}
			}
			c.put(r, i, n)
			i += n
		}
		if i < len(data) {
			c.bad++
			c.put(utf8.RuneError, i, len(data)-i)
		}
		return c.done(name)
	}
}

func utf32(order binary.ByteOrder, name string) wide {
	return func(data []byte, from int) (string, Offsets, string) {
		c := cleaner{}
		c.b.Grow(len(data) / 4)
		i := from
		for ; i+3 < len(data); i += 4 {
			u := order.Uint32(data[i:])
			r := rune(utf8.RuneError)
			if u <= utf8.MaxRune && utf8.ValidRune(rune(u)) {
				r = rune(u)
			} else {
				c.bad++
			}
			c.put(r, i, 4)
		}
		if i < len(data) {
			c.bad++
			c.put(utf8.RuneError, i, len(data)-i)
		}
		return c.done(name)
	}
}

// decodeDeclared follows a declared charset other than UTF-8. UTF-16 is never
// followed here: its bytes would have shown it.
func decodeDeclared(data []byte, declared string) (string, Offsets, string, bool) {
	declared = strings.ToLower(strings.TrimSpace(declared))
	if declared == "" {
		return "", Offsets{}, "", false
	}
	enc, err := htmlindex.Get(declared)
	if err != nil {
		return "", Offsets{}, "", false
	}
	name, _ := htmlindex.Name(enc)
	switch name {
	case "", "utf-8", "utf-16le", "utf-16be", "replacement", "x-user-defined":
		return "", Offsets{}, "", false
	}
	if cm, ok := enc.(*charmap.Charmap); ok {
		text, offs := decodeBytes(data, cm)
		return text, offs, "decoded as " + name + ", as declared", true
	}
	text, offs, ok := decodeMultibyte(data, enc)
	return text, offs, "decoded as " + name + ", as declared", ok
}

// census counts, among the bytes from 0x80 up, well-formed UTF-8 characters,
// bytes that are none, and of the latter those that Windows-1252 prints as a
// letter or as punctuation that stands in running text.
func census(b []byte) (good, bad, plausible int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r != utf8.RuneError || n > 1 {
			good++
			i += n
			continue
		}
		bad++
		if plausible1252(b[i]) {
			plausible++
		}
		i++
	}
	return good, bad, plausible
}

func plausible1252(c byte) bool {
	switch {
	case c >= 0xc0:
		return c != 0xd7 && c != 0xf7
	case c >= 0x91 && c <= 0x97, c == 0x85, c == 0x8a, c == 0x8c, c == 0x8e, c == 0x9a, c == 0x9c, c == 0x9e, c == 0x9f:
		return true
	case c == 0xa0, c == 0xa1, c == 0xa7, c == 0xa9, c == 0xaa, c == 0xab, c == 0xad, c == 0xae, c == 0xb0,
		c == 0xb1, c == 0xb2, c == 0xb3, c == 0xb4, c == 0xb5, c == 0xb7, c == 0xb9, c == 0xba, c == 0xbb, c == 0xbf:
		return true
	}
	return false
}

func joinNotes(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// damage says how much could not be decoded.
func damage(bad, ctl int) string {
	var s []string
	if bad > 0 {
		s = append(s, fmt.Sprintf("%d invalid byte sequences", bad))
	}
	if ctl > 0 {
		s = append(s, fmt.Sprintf("%d control characters or noncharacters", ctl))
	}
	if len(s) == 0 {
		return ""
	}
	return strings.Join(s, " and ") + " replaced by U+FFFD"
}
