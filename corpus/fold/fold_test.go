package fold

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"  Peer  Support!  ", "peer support"},
		{"O'Callaghan", "o callaghan"},
		{"Größe, Ærø & Łódź", "grosse aero lodz"},
		{"İstanbul Işık", "istanbul isik"},
		{"ﬁeld eﬀect Ⅳ", "field effect iv"},
		{"co\u00adoperation zero\u200bwidth \u202eabc\u202c", "cooperation zerowidth abc"},
		{"e\u0301tude = étude", "etude etude"},
		{"Čapek–Žižka", "capek zizka"},
		{"Гришин, ёлка", "гришин елка"},
		{"東京 がく 한국어", "東京 がく 한국어"},
		{"हिन्दी", "हिन्दी"},
		{"\xff\xfe bad", "bad"},
		{"H₂O", "h2o"},
		{"ẞ", "ss"},
		{"Oʻahu", "o ahu"},
	}
	for _, tt := range tests {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestSlugAndTokens(t *testing.T) {
	if got, want := Slug("O'Callaghan-Müller, J."), "ocallaghanmullerj"; got != want {
		t.Errorf("Slug = %q, want %q", got, want)
	}
	if diff := cmp.Diff([]string{"peer", "support", "2"}, Tokens("Peer-support (2)")); diff != "" {
		t.Error(diff)
	}
}

func TestSpaced(t *testing.T) {
	for _, s := range []string{"", " ", "a", "a b", " a  b ", "a\tb", "a\u00a0b", "a\u2003 b\n", "\xff  é", "é è"} {
		if got, want := Spaced(s), strings.Join(strings.Fields(s), " "); got != want {
			t.Errorf("Spaced(%q) = %q, want %q", s, got, want)
		}
	}
	if n := testing.AllocsPerRun(10, func() { Spaced("a title as it stands") }); n > 0 {
		t.Errorf("Spaced allocates %v times for a string that is spaced", n)
	}
}

func TestFoldIsBounded(t *testing.T) {
	for _, in := range []string{
		strings.Repeat("a", 1<<20),
		strings.Repeat("\uFDFA", 1<<16),
		"a" + strings.Repeat("\u0301", 1<<16),
		strings.Repeat("é ", 1<<16),
	} {
		got := Fold(in)
		if len(got) > Limit || !utf8.ValidString(got) {
			t.Errorf("Fold of %d bytes is %d bytes, valid %v", len(in), len(got), utf8.ValidString(got))
		}
		if again := Fold(got); again != got {
			t.Errorf("Fold is not idempotent at its limit: %d then %d bytes", len(got), len(again))
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "A b", "é\u0301", "\uFDFA", "ſ ß ẞ", "ΑΣ", "\u0345ᾳ", "한\u11a8", "か\u3099", "\xff", strings.Repeat("\uFDFA", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		one := Fold(s)
		if two := Fold(one); two != one {
			t.Errorf("Fold(%q) = %q, folded again %q", s, one, two)
		}
		slug := Slug(s)
		if two := Slug(slug); two != slug {
			t.Errorf("Slug(%q) = %q, again %q", s, slug, two)
		}
		if !utf8.ValidString(one) || len(one) > Limit {
			t.Errorf("Fold(%q) = %q: not valid or too long", s, one)
		}
		if strings.Contains(slug, " ") || strings.Contains(one, "  ") || strings.TrimSpace(one) != one {
			t.Errorf("spaces: Fold %q Slug %q", one, slug)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":   "The effectiveness of one-to-one peer support in mental health services",
		"accents": "Über die Wirksamkeit gegenseitiger Unterstützung bei psychischen Krisen",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				Fold(s)
			}
		})
	}
}
