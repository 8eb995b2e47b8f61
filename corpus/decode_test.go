package corpus

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func utf16Bytes(s string, order binary.AppendByteOrder, bom bool) []byte {
	var b []byte
	if bom {
		b = order.AppendUint16(b, 0xfeff)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func TestDecode(t *testing.T) {
	const s = "Müller – “naïve”\nsecond line 😀\n"
	latin, _ := charmap.Windows1252.NewEncoder().String("Müller – “naïve”\n")
	greek, _ := charmap.ISO8859_7.NewEncoder().String("Αθήνα\n")
	sjis, _ := japanese.ShiftJIS.NewEncoder().String("記憶 memory\n")
	tests := []struct {
		name, in, declared, want, note string
	}{
		{"utf-8", s, "", s, ""},
		{"ascii", "plain\n", "", "plain\n", ""},
		{"bom", "\xef\xbb\xbf" + s, "", s, ""},
		{"crlf", "a\r\nb\r\n", "", "a\nb\n", ""},
		{"cr", "a\rb\r", "", "a\nb\n", ""},
		{"form feed", "a\fb\vc", "", "a\nb\nc", ""},
		{"separators", "a\u2028b\u2029c\u0085d", "", "a\nb\nc\nd", ""},
		{"utf-16le", string(utf16Bytes(s, binary.LittleEndian, true)), "", s, "decoded as UTF-16LE"},
		{"utf-16be", string(utf16Bytes(s, binary.BigEndian, true)), "utf-16", s, "decoded as UTF-16BE"},
		{"utf-16 without mark", string(utf16Bytes("plain words here\r\n", binary.LittleEndian, false)), "", "plain words here\n", "decoded as UTF-16LE without byte order mark"},
		{"utf-32", "\xff\xfe\x00\x00a\x00\x00\x00\x00\xf6\x01\x00", "", "a\U0001f600", "decoded as UTF-32LE"},
		{"windows-1252", latin, "", "Müller – “naïve”\n", "not UTF-8: decoded as Windows-1252"},
		{"declared greek", greek, "ISO-8859-7", "Αθήνα\n", "decoded as iso-8859-7, as declared"},
		{"declared shift-jis", sjis, "Shift_JIS", "記憶 memory\n", "decoded as shift_jis, as declared"},
		{"declaration that lies", s, "iso-8859-1", s, ""},
		{"declaration unknown", s, "x-no-such", s, ""},
		{"nul", "a\x00b", "", "a\uFFFDb", "1 control characters or noncharacters replaced by U+FFFD"},
		{"noncharacter", "a\uFFFEb\U0001FFFFc", "", "a\uFFFDb\uFFFDc", "2 control characters or noncharacters replaced by U+FFFD"},
		{"invalid in utf-8", "é é é a\xe2\x82z", "", "é é é a\uFFFDz", "1 invalid byte sequences replaced by U+FFFD"},
		{"replacement stays", "a\uFFFDb", "", "a\uFFFDb", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, offs, note := Decode([]byte(tt.in), tt.declared)
			if got != tt.want || note != tt.note {
				t.Errorf("got %q, note %q\nwant %q, note %q", got, note, tt.want, tt.note)
			}
			checkOffsets(t, got, offs, len(tt.in))
		})
	}
}

func TestDecodeGuess(t *testing.T) {
	enc := func(e encoding.Encoding, s string) string {
		out, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	tests := []struct {
		name, text string
		enc        encoding.Encoding
	}{
		{"shift_jis", "この総説では、作業記憶と精神疾患の関係についてのランダム化比較試験を検討した。Smith (2001) を参照。\n", japanese.ShiftJIS},
		{"euc-jp", "この総説では、作業記憶と精神疾患の関係についてのランダム化比較試験を検討した。Smith (2001) を参照。\n", japanese.EUCJP},
		{"euc-kr", "이 체계적 문헌고찰은 정신건강 서비스에서 동료지원의 효과를 살펴본다. Smith (2001) 참조.\n", korean.EUCKR},
		{"gb18030", "本系统综述考察了同伴支持对精神健康服务使用者的影响，参见 Smith (2001) 的研究结果。\n", simplifiedchinese.GB18030},
		{"windows-1251", "В этом систематическом обзоре рассматривается влияние поддержки равных на исходы лечения.\n", charmap.Windows1251},
		{"koi8-r", "В этом систематическом обзоре рассматривается влияние поддержки равных на исходы лечения.\n", charmap.KOI8R},
		{"windows-1253", "Αυτή η συστηματική ανασκόπηση εξετάζει την επίδραση της υποστήριξης από ομοτίμους.\n", charmap.Windows1253},
		{"windows-1250", "Przegląd systematyczny badań nad wsparciem rówieśniczym: również wpływ na młodzież i środowisko społeczne.\n", charmap.Windows1250},
		{"", "Une revue systématique des essais évaluant l’entraide : bénéfices, coûts, sûreté, où et à qui.\n", charmap.Windows1252},
		{"", "Eine Übersicht über Studien zur Unterstützung durch Gleichgestellte: Größe, Nutzen, Maß – und „Qualität“.\n", charmap.Windows1252},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			raw := enc(tt.enc, tt.text)
			got, offs, note := Decode([]byte(raw), "")
			if got != tt.text || tt.name != "" && !strings.Contains(note, tt.name) {
				t.Errorf("got %q, note %q", got, note)
			}
			checkOffsets(t, got, offs, len(raw))
		})
	}
}

// checkOffsets holds what every reader relies on: spans of the text lead to
// spans of the bytes, in order and within them.
func checkOffsets(t *testing.T, text string, offs Offsets, n int) {
	t.Helper()
	last := 0
	for i, r := range text {
		s := offs.Span(Span{i, i + utf8.RuneLen(r)})
		if s.Start < last || s.End < s.Start || s.End > n {
			t.Fatalf("character %d (%q) leads to %v, after %d, of %d bytes", i, r, s, last, n)
		}
		last = s.Start
	}
}

func TestDecodeOffsets(t *testing.T) {
	tests := []struct {
		name, in, find, want string
	}{
		{"crlf", "one\r\ntwo\r\nthree", "two", "two"},
		{"crlf across", "one\r\ntwo\r\nthree", "one\ntwo", "one\r\ntwo"},
		{"bom", "\xef\xbb\xbfone two", "two", "two"},
		{"latin", "caf\xe9 na\xefve end", "naïve", "na\xefve"},
		{"utf-16", string(utf16Bytes("aé–b\r\nword", binary.LittleEndian, true)), "word", "w\x00o\x00r\x00d\x00"},
		{"utf-16 accents", string(utf16Bytes("ab éé cd", binary.BigEndian, true)), "éé", "\x00\xe9\x00\xe9"},
		{"nul", "a\x00\x00b word", "word", "word"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, offs, _ := Decode([]byte(tt.in), "")
			i := strings.Index(text, tt.find)
			if i < 0 {
				t.Fatalf("no %q in %q", tt.find, text)
			}
			s := offs.Span(Span{i, i + len(tt.find)})
			if got := tt.in[s.Start:s.End]; got != tt.want {
				t.Errorf("span leads to %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDecodeFastPath(t *testing.T) {
	text, offs, note := Decode([]byte("Ärzte und Pflege\n"), "")
	if !offs.Identity() || note != "" || text != "Ärzte und Pflege\n" {
		t.Errorf("clean UTF-8 was touched: %q %q", text, note)
	}
}

func TestOffsetsThenScaled(t *testing.T) {
	raw := utf16Bytes("<p>caf\u00e9 &amp; bar</p>", binary.LittleEndian, true)
	text, offs, _ := Decode(raw, "")
	var b Builder // what a reader would do: drop the tags, decode the entity
	b.Copy(text[3:9], 3)
	b.Replace("&", 9, 14)
	b.Copy(text[14:18], 14)
	both := b.Offsets().Then(offs)
	body := b.String()
	for _, tt := range []struct{ find, want string }{{"caf\u00e9", "caf\u00e9"}, {"&", "&amp;"}, {"bar", "bar"}} {
		i := strings.Index(body, tt.find)
		s := both.Span(Span{i, i + len(tt.find)})
		if got, want := string(raw[s.Start:s.End]), string(utf16Bytes(tt.want, binary.LittleEndian, false)); got != want {
			t.Errorf("%q leads to %q, want %q", tt.find, got, want)
		}
	}
}

// What stands before the first change of a later step leads through the earlier.
func TestOffsetsThenHead(t *testing.T) {
	raw := []byte("M\xfcller and B\xe9land, &amp;c")
	text, offs, _ := Decode(raw, "")
	amp := strings.Index(text, "&")
	var b Builder
	b.Copy(text[:amp], 0)
	b.Replace("&", amp, amp+len("&amp;"))
	both, body := b.Offsets().Then(offs), b.String()
	for find, want := range map[string]string{"Müller": "M\xfcller", "Béland": "B\xe9land", "&": "&amp;"} {
		i := strings.Index(body, find)
		if s := both.Span(Span{i, i + len(find)}); string(raw[s.Start:s.End]) != want {
			t.Errorf("%q leads to %q, want %q", find, raw[s.Start:s.End], want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "a\r\nb\r", "caf\xe9", "\xff\xfea\x00\x00\xd8", "\x00\x00\xfe\xff\x00", "\xe2\x82", "é\x80\xbf\xc0\x80", "a\x00b\x1b\x9f"} {
		f.Add([]byte(s), "")
		f.Add([]byte(s), "gb18030")
	}
	f.Fuzz(func(t *testing.T, data []byte, declared string) {
		text, offs, _ := Decode(data, declared)
		if !utf8.ValidString(text) {
			t.Fatalf("not UTF-8: %q", text)
		}
		for _, r := range text {
			if unclean(r) {
				t.Fatalf("unclean %U in %q", r, text)
			}
		}
		checkOffsets(t, text, offs, len(data))
	})
}

func FuzzSniff(f *testing.F) {
	f.Add([]byte("TY  - JOUR\nER  - \n"), "x.ris")
	f.Add([]byte("<?xml version='1.0'?><article>"), "x.xml")
	f.Fuzz(func(t *testing.T, head []byte, name string) {
		if a, b := Sniff(head, name), Sniff(head, name); a != b {
			t.Fatalf("%q then %q", a, b)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := []byte(strings.Repeat("Clean UTF-8 prose – with a dash – runs through untouched.\n", 20000))
	crlf := []byte(strings.ReplaceAll(string(text), "\n", "\r\n"))
	for name, data := range map[string][]byte{"clean": text, "crlf": crlf} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				Decode(data, "")
			}
		})
	}
}
