package pdf

import "strconv"

// TeX's bitmap fonts (Type 3, of dvips and pdfTeX without outlines) name their
// glyphs by their codes, "a28", and carry no ToUnicode: what a code says is
// known from TeX's two encodings of text. Codes that are not listed are ASCII
// or, in T1 from 192 on, Latin 1.
var (
	texOT1 = map[uint32]string{
		11: "ff", 12: "fi", 13: "fl", 14: "ffi", 15: "ffl", 16: "ı", 17: "ȷ", 18: "`", 19: "´", 20: "ˇ", 21: "˘", 22: "¯", 23: "˚", 24: "¸",
		25: "ß", 26: "æ", 27: "œ", 28: "ø", 29: "Æ", 30: "Œ", 31: "Ø", 34: "”", 39: "’", 60: "¡", 62: "¿", 92: "“", 94: "ˆ", 95: "˙", 96: "‘",
		123: "–", 124: "—", 125: "˝", 126: "˜", 127: "¨",
	}
	texT1 = map[uint32]string{
		0: "`", 1: "´", 2: "ˆ", 3: "˜", 4: "¨", 5: "˝", 6: "˚", 7: "ˇ", 8: "˘", 9: "¯", 10: "˙", 11: "¸", 12: "˛", 13: "‚", 14: "‹", 15: "›",
		16: "“", 17: "”", 18: "„", 19: "«", 20: "»", 21: "–", 22: "—", 25: "ı", 26: "ȷ", 27: "ff", 28: "fi", 29: "fl", 30: "ffi", 31: "ffl",
		39: "’", 96: "‘", 127: "-", 128: "Ă", 129: "Ą", 130: "Ć", 131: "Č", 132: "Ď", 133: "Ě", 134: "Ę", 135: "Ğ", 136: "Ĺ", 137: "Ľ", 138: "Ł",
		139: "Ń", 140: "Ň", 142: "Ő", 143: "Ŕ", 144: "Ř", 145: "Ś", 146: "Š", 147: "Ş", 148: "Ť", 149: "Ţ", 150: "Ű", 151: "Ů", 152: "Ÿ", 153: "Ź",
		154: "Ž", 155: "Ż", 157: "İ", 158: "đ", 159: "§", 160: "ă", 161: "ą", 162: "ć", 163: "č", 164: "ď", 165: "ě", 166: "ę", 167: "ğ", 168: "ĺ",
		169: "ľ", 170: "ł", 171: "ń", 172: "ň", 174: "ő", 175: "ŕ", 176: "ř", 177: "ś", 178: "š", 179: "ş", 180: "ť", 181: "ţ", 182: "ű", 183: "ů",
		184: "ÿ", 185: "ź", 186: "ž", 187: "ż", 189: "¡", 190: "¿", 191: "£", 215: "Œ", 223: "SS", 247: "œ", 255: "ß",
	}
)

// texCodes is the encoding of a font whose glyphs are named by their codes, nil
// for others. Ligatures tell which it is; else accented letters, or a dash
// where T1 has a brace.
func texCodes(diffs map[uint32]string) map[uint32]string {
	t1, ot1, brace := 0, 0, 0
	for c, name := range diffs {
		switch {
		case name == ".notdef":
			continue
		case name != "a"+strconv.Itoa(int(c)):
			return nil
		case c >= 11 && c <= 15:
			ot1++
		case c == 21 || c == 22 || c >= 27 && c <= 31 || c >= 128:
			t1++
		case c == 123 || c == 124:
			brace++
		}
	}
	switch {
	case ot1 > 0 || t1 == 0 && brace > 0:
		return texOT1
	case len(diffs) > 0:
		return texT1
	}
	return nil
}
