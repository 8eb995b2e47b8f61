package parse

import (
	"testing"
)

// A record whose title is a whole reference is read as one; a title with a
// year in it stays a title.
func TestSpelledOut(t *testing.T) {
	lib := `@misc{a, title = {Bandura A. Self-efficacy: toward a unifying theory of behavioral change. Psychol Rev. 1977;84(2):191-215.}}
@misc{b, title = {Peer support, hope and recovery: what was counted between 1995 and 2010}}
@misc{c, title = {Peer support. A review}, year = 2001}
`
	var got []string
	for d, err := range Parse(t.Context(), textSource("a.bib", lib), nil) {
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range d.Refs {
			got = append(got, r.CSL.Title)
			if r.ID == "a" && (len(r.CSL.Author) != 1 || r.CSL.Author[0].Family != "Bandura" || r.CSL.Year() != 1977 || r.CSL.Volume != "84" || r.Confidence == 1 || r.Raw == "") {
				t.Errorf("read %+v, confidence %v, raw %q", r.CSL, r.Confidence, r.Raw)
			}
			if r.ID != "a" && r.Confidence != 1 {
				t.Errorf("%s was taken for a reference: %+v", r.ID, r.CSL)
			}
		}
	}
	want := []string{"Self-efficacy: toward a unifying theory of behavioral change", "Peer support, hope and recovery: what was counted between 1995 and 2010", "Peer support. A review"}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("title %d of %q, want %q", i, got, want[i])
		}
	}
}
