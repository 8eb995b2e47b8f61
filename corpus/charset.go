package corpus

// guessCharset names the legacy charset that b, which is not UTF-8, shows by
// the statistics of its bytes from 0x80 up; "" where nothing but Windows-1252
// is likely. What it looks at, in the first 64 KiB:
//
//   - Shift-JIS: kana (lead 82 or 83) make up much of the text.
//   - The EUC family: bytes from A1 up come in pairs. Kana rows mean EUC-JP, the
//     rows of Hangul EUC-KR, all rows GB18030.
//   - Cyrillic and Greek: whole words of high bytes, and in them the few vowels
//     that make up a third of any text in those languages.
//   - Windows-1250: ł, ą, ż and ś stand where Windows-1252 has ³, ¹, ¿ and œ,
//     which nobody writes within a word.
func guessCharset(b []byte) string {
	b = b[:min(len(b), 64<<10)]
	var s byteStats
	s.count(b)
	switch {
	case s.high < 8:
		return ""
	case s.kana*5 >= s.high: // of the high bytes, trail bytes among them
		return "shift_jis"
	case s.pairs >= 8 && s.odd*20 <= s.pairs:
		return s.euc()
	case s.high >= 4*s.runs:
		return s.alphabet()
	case s.inWord >= 3 && s.inWord*12 >= s.high:
		return "windows-1250"
	}
	return ""
}

// byteStats counts what guessCharset looks at.
type byteStats struct {
	high   int      // bytes from 0x80 up
	runs   int      // runs of such
	pairs  int      // pairs in runs of even length, all of A1–FE
	odd    int      // half the bytes of other runs
	kana   int      // 82 or 83 with a kana's trail byte
	inWord int      // B3 B9 BF 9C 9F between letters
	lead   [256]int // first bytes of pairs
	byte   [256]int
}

func (s *byteStats) count(b []byte) {
	for i := 0; i < len(b); {
		if b[i] < 0x80 {
			i++
			continue
		}
		at, euc := i, true
		for i < len(b) && b[i] >= 0x80 {
			s.byte[b[i]]++
			euc = euc && b[i] >= 0xa1 && b[i] != 0xff
			i++
		}
		n := i - at
		s.high += n
		s.runs++
		if n%2 == 0 && euc {
			s.pairs += n / 2
			for k := at; k < i; k += 2 {
				s.lead[b[k]]++
			}
		} else {
			s.odd += (n + 1) / 2
		}
		if n == 1 && at > 0 && i < len(b) && letter(b[at-1]) && letter(b[i]) && (b[at] == 0xb3 || b[at] == 0xb9 || b[at] == 0xbf || b[at] == 0x9c || b[at] == 0x9f) {
			s.inWord++
		}
	}
	for i := 0; i+1 < len(b); i++ {
		if b[i] == 0x82 && b[i+1] >= 0x9f && b[i+1] <= 0xf1 || b[i] == 0x83 && b[i+1] >= 0x40 && b[i+1] <= 0x96 {
			s.kana++
			i++
		}
	}
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// share is how many of a hundred counted things are in the range.
func share(counts *[256]int, from, to int) int {
	all, in := 0, 0
	for c, n := range counts {
		all += n
		if c >= from && c <= to {
			in += n
		}
	}
	if all == 0 {
		return 0
	}
	return in * 100 / all
}

func (s *byteStats) euc() string {
	switch {
	case share(&s.lead, 0xa4, 0xa5) >= 25:
		return "euc-jp"
	case share(&s.lead, 0xb0, 0xc8) >= 85:
		return "euc-kr"
	case share(&s.lead, 0xb0, 0xf7) >= 60:
		return "gb18030"
	}
	return ""
}

func (s *byteStats) alphabet() string {
	sum := func(cs ...byte) int {
		n := 0
		for _, c := range cs {
			n += s.byte[c]
		}
		return n * 100 / s.high
	}
	switch {
	case sum(0xee, 0xe0, 0xe8) >= 15 && share(&s.byte, 0xe0, 0xff) >= 70: // о а и
		return "windows-1251"
	case sum(0xcf, 0xc1, 0xc9) >= 15 && share(&s.byte, 0xc0, 0xdf) >= 70:
		return "koi8-r"
	case sum(0xe1, 0xef, 0xe9, 0xe7) >= 20: // α ο ι η
		return "windows-1253"
	}
	return ""
}
