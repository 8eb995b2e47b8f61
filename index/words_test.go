package index

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokens(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Peer-led support: a trial", "peer led support a trial"},
		{"people's needs, carers’ needs", "people needs carers needs"},
		{"don’t won't", "dont wont"},
		{"l'homme d’Italia O'Brien", "l homme d italia o brien"},
		{"Müller Łódź Straße Sørensen ﬁne", "muller lodz strasse sorensen fine"},
		{"TNF-α and α-synuclein", "tnf alpha and alpha synuclein"},
		{"計算機 science", "計 算 機 science"},
		{"e\u0301tude", "etude"},
		{"10.1186/s12888-020-02923-3", "10 1186 s12888 020 02923 3"},
		{"–…!", ""},
		{"", ""},
		{strings.Repeat("a", 100), strings.Repeat("a", 64)},
	}
	for _, tt := range tests {
		if got := strings.Join(tokens(tt.in), " "); got != tt.want {
			t.Errorf("tokens(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestWordPositions(t *testing.T) {
	var pos []int
	words("a b\x1ec", func(_ []byte, p, _, _ int) { pos = append(pos, p) })
	if diff := cmp.Diff([]int{0, 1, 102}, pos); diff != "" {
		t.Error(diff)
	}
}

func FuzzWords(f *testing.F) {
	f.Add("l'homme’s α 計a\u0301\x1e")
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		words(s, func(w []byte, _, start, end int) {
			if start < at || end <= start || end > len(s) {
				t.Fatalf("word %q at [%d,%d) after %d of %d", w, start, end, at, len(s))
			}
			at = end
			if again := tokens(string(w)); len(again) != 1 || again[0] != string(w) {
				t.Fatalf("%q folds again to %q", w, again)
			}
		})
	})
}

func BenchmarkWords(b *testing.B) {
	s := strings.Repeat("The effectiveness of peer support in mental health services: randomised trial. ", 100)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		words(s, func([]byte, int, int, int) {})
	}
}
