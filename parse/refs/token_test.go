package refs

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestTokenize(t *testing.T) {
	tests := []struct{ name, raw, want string }{
		{"locator", "2009;1(2):145-55", "2009|1|2|145|55"},
		{"glued words", "vol.12no.3", "vol|12|no|3"},
		{"letters and digits", "e47140 L153", "e|47140|L|153"},
		{"year with letter", "2006a, 2006ab, 1200a", "2006a|2006|ab|1200|a"},
		{"joined words", "Jean-Paul O'Brien's l’histoire", "Jean-Paul|O'Brien's|l’histoire"},
		{"initials", "J.-P. Sartre & S.J. Doe", "J|P|Sartre|&|S|J|Doe"},
		{"link", "see https://example.org/a_(b), then", "see|https://example.org/a_(b)|then"},
		{"bare doi", "doi:10.1000/xyz.5.", "doi|10.1000/xyz.5"},
		{"no doi", "10.5 and 10.1000", "10|5|and|10|1000"},
		{"han", "第12卷第3期", "第|12|卷第|3|期"},
		{"combining marks", "Mu\u0308ller", "Mu\u0308ller"},
		{"tags", "<italic>Brain</italic> 3", "Brain|3"},
		{"nothing", " .,;", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, k := range Tokenize(tt.raw, nil) {
				got = append(got, tt.raw[k.Start:k.End])
			}
			if d := cmp.Diff(tt.want, strings.Join(got, "|")); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestLatinTable(t *testing.T) {
	if n := len(latin); n != 0x180-0xC0 {
		t.Fatalf("the table has %d letters, want %d", n, 0x180-0xC0)
	}
	for in, want := range map[rune]rune{'Ü': 'u', 'ß': 's', 'ñ': 'n', 'Š': 's', 'ž': 'z', 'ł': 'l', 'É': 'e', 'ø': 'o'} {
		if got := foldRune(in); got != want {
			t.Errorf("foldRune(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestGapBoundary(t *testing.T) {
	tests := []struct{ raw, want string }{
		{"Doe (2001)", "Doe |(2001)"},
		{"Doe. „Titel", "Doe. |„Titel"},
		{"12(3)", "12|(3)"},
		{"2(-): 35", "2(-): |35"},
		{"end.) Next", "end.) |Next"},
		{"word “quoted", "word |“quoted"},
	}
	for _, tt := range tests {
		toks := Tokenize(tt.raw, nil)
		g := gapOf(tt.raw, toks[0].End, toks[1].Start, false, false)
		if got := tt.raw[:g.bound] + "|" + tt.raw[g.bound:]; got != tt.want {
			t.Errorf("boundary in %q: %q, want %q", tt.raw, got, tt.want)
		}
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range []string{"Doe J. 2001a;1(2):3–4.", "10.1000/x y", "<i>a</i>", "\xff\xfe", strings.Repeat("(", 100)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		last := 0
		for i, k := range Tokenize(raw, nil) {
			if k.Start < last || k.End <= k.Start || k.End > len(raw) {
				t.Fatalf("token %d [%d,%d) after %d of %d", i, k.Start, k.End, last, len(raw))
			}
			if utf8.ValidString(raw) && !utf8.ValidString(raw[k.Start:k.End]) {
				t.Fatalf("token %q cuts a character", raw[k.Start:k.End])
			}
			last = k.End
		}
	})
}
