package callout

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"plain", "One thing. Another thing! A third?", []string{"One thing.", "Another thing!", "A third?"}},
		{"et al.", "Smith et al. found it. Doe et al. The end.", []string{"Smith et al. found it.", "Doe et al.", "The end."}},
		{"figure", "See Fig. 2 for this. Eq. 3 says so, cf. Table 1.", []string{"See Fig. 2 for this.", "Eq. 3 says so, cf. Table 1."}},
		{"initials", "J. R. R. Tolkien wrote it. We read it.", []string{"J. R. R. Tolkien wrote it.", "We read it."}},
		{"decimals", "It was 0.05 or 3.5 mg. Then it fell.", []string{"It was 0.05 or 3.5 mg.", "Then it fell."}},
		{"abbreviations", "Drugs, e.g. Aspirin, i.e. Acetylsalicylic acid, help. Dr. Smith agrees.", []string{"Drugs, e.g. Aspirin, i.e. Acetylsalicylic acid, help.", "Dr. Smith agrees."}},
		{"German", "Das gilt z.B. für Kinder, vgl. Meier. Es gilt auch für Alte.", []string{"Das gilt z.B. für Kinder, vgl. Meier.", "Es gilt auch für Alte."}},
		{"bracket behind the stop", "It worked in trials.[12] The others failed.", []string{"It worked in trials.[12]", "The others failed."}},
		{"superscript behind the stop", "It worked in trials.12,13 The others failed.", []string{"It worked in trials.12,13", "The others failed."}},
		{"range behind the stop", "It worked.3–5 We agree.", []string{"It worked.3–5", "We agree."}},
		{"wrapped lines", "A sentence that\ngoes on. Another\none.", []string{"A sentence that\ngoes on.", "Another\none."}},
		{"blank line ends", "No stop here\n\nNew paragraph.", []string{"No stop here", "New paragraph."}},
		{"Chinese", "第一句。第二句。", []string{"第一句。", "第二句。"}},
		{"quotes", "He said “no.” She left.", []string{"He said “no.”", "She left."}},
		{"lower case goes on", "The approx. value is 3. second", []string{"The approx. value is 3. second"}},
		{"empty", " \n ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range Sentences(tt.text) {
				got = append(got, tt.text[s.Start:s.End])
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// FuzzSentences holds that sentences are in order, do not overlap, lie within
// the text, keep characters whole and leave out only white space.
func FuzzSentences(f *testing.F) {
	for _, s := range []string{"A. B. C.", "x.12,13 The", "“a.” b", "a.[1]\n\n.", "。。", "Fig. 2", "\xff.\x80 A"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, x := range Sentences(s) {
			if x.Start < last || x.End <= x.Start || x.End > len(s) {
				t.Fatalf("span %v after %d in %q", x, last, s)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[x.Start:x.End]) {
				t.Fatalf("cut character in %q", s[x.Start:x.End])
			}
			last = x.End
		}
	})
}
