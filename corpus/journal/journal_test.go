package journal

import (
	"slices"
	"testing"

	"citegraph/corpus/fold"
	"citegraph/corpus/ident"
)

func TestLookup(t *testing.T) {
	tests := map[string]string{
		"British Journal of Psychiatry":        "British Journal of Psychiatry",
		"The British Journal of Psychiatry":    "British Journal of Psychiatry",
		"Br J Psychiatry":                      "British Journal of Psychiatry",
		"Br. J. Psychiatry":                    "British Journal of Psychiatry",
		"BR J PSYCHIATRY.":                     "British Journal of Psychiatry",
		"0007-1250":                            "British Journal of Psychiatry",
		"ISSN 1472-1465":                       "British Journal of Psychiatry",
		"The Lancet":                           "Lancet",
		"Lancet (London, England)":             "Lancet",
		"Cochrane Database Syst Rev":           "Cochrane Database of Systematic Reviews",
		"PLoS One":                             "PLOS ONE",
		"Sociology of Health and Illness":      "Sociology of Health & Illness",
		"J Behav Health Serv Res":              "Journal of Behavioral Health Services & Research",
		"Proc. Natl. Acad. Sci. U.S.A.":        "Proceedings of the National Academy of Sciences of the United States of America",
		"Front Psychiatry":                     "Frontiers in Psychiatry",
		"Journal of Results That Do Not Exist": "",
		"0007-1251":                            "",
		"":                                     "",
	}
	for in, want := range tests {
		got, ok := Lookup(in)
		if got.Title != want || ok != (want != "") {
			t.Errorf("Lookup(%q) = %q, %v, want %q", in, got.Title, ok, want)
		}
	}
}

func TestKey(t *testing.T) {
	same := [][]string{
		{"Br J Psychiatry", "The British Journal of Psychiatry", "0007-1250"},
		{"Annals of Nowhere", "The annals of nowhere."},
	}
	for _, group := range same {
		for _, s := range group {
			if Key(s) != Key(group[0]) {
				t.Errorf("Key(%q) = %q, Key(%q) = %q", s, Key(s), group[0], Key(group[0]))
			}
			if again := Key(Key(s)); again != Key(s) {
				t.Errorf("Key(%q) = %q, again %q", s, Key(s), again)
			}
		}
	}
}

func TestCompatible(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"J. Neurosci. Methods", "Journal of Neuroscience Methods", true},
		{"J Peer Supp", "Journal of Peer Support", true},
		{"Proc Natl Acad Sci USA", "Proceedings of the National Academy of Sciences", true},
		{"PNAS", "Proceedings of the National Academy of Sciences", true},
		{"Br J Psychiatry", "British Journal of Psychology", false},
		{"Int J Ment Health Syst", "International Journal of Mental Health Systems", true},
		{"Lancet", "Lancet Psychiatry", false},
		{"Dtsch Arztebl Int", "Deutsches Ärzteblatt International", true},
		{"Nature", "Natural History", false},
		{"", "", false},
		{"J Affect Disord", "Journal of Anxiety Disorders", false},
	}
	for _, tt := range tests {
		if got := Compatible(tt.a, tt.b); got != tt.want {
			t.Errorf("Compatible(%q, %q) = %v", tt.a, tt.b, got)
		}
		if got := Compatible(tt.b, tt.a); got != tt.want {
			t.Errorf("Compatible(%q, %q) = %v (turned round)", tt.b, tt.a, got)
		}
	}
}

func TestList(t *testing.T) {
	n := 0
	issn := map[string]string{}
	last := ""
	for j := range All() {
		n++
		if j.Title == "" || j.Abbrev == "" {
			t.Errorf("empty journal %+v", j)
		}
		if f := fold.Fold(j.Title); f < last {
			t.Errorf("%q is out of order", j.Title)
		} else {
			last = f
		}
		for _, s := range j.ISSN {
			if got, ok := ident.ISSN(s); !ok || got != s {
				t.Errorf("%s: ISSN %s is none", j.Title, s)
			}
			if other := issn[s]; other != "" {
				t.Errorf("ISSN %s of %s and %s", s, j.Title, other)
			}
			issn[s] = j.Title
		}
	}
	if n < 15_000 || len(issn) < 400 {
		t.Errorf("%d journals, %d ISSNs", n, len(issn))
	}
	if size := len(listData) + len(wordData) + len(keyData); size > 600_000 {
		t.Errorf("embedded data takes %d bytes", size)
	}
}

func TestWord(t *testing.T) {
	if n, _ := Word("Psychiatry"); n < 20 {
		t.Errorf("Psychiatry is in %d titles", n)
	}
	for _, w := range []string{"J.", "Rehabil", "Natl", "Psychol."} {
		if _, ok := Word(w); !ok {
			t.Errorf("%s is no abbreviation", w)
		}
	}
	if n, ok := Word("zzyzx"); n > 0 || ok {
		t.Error("zzyzx is known")
	}
}

// The pairs of the list itself must be compatible; those that are not are
// abbreviated by leaving words out, or oddly.
func TestCompatiblePairs(t *testing.T) {
	n, ok := 0, 0
	var wrong []string
	for j := range All() {
		n++
		if aligned(content(j.Title), content(j.Abbrev)) {
			ok++
		} else {
			wrong = append(wrong, j.Title+" = "+j.Abbrev)
		}
	}
	if share := float64(ok) / float64(n); share < 0.85 {
		t.Errorf("%.3f of %d pairs align; e.g. %q", share, n, slices.Compact(wrong)[:20])
	} else {
		t.Logf("%.3f of %d pairs align", share, n)
	}
}

func FuzzLookup(f *testing.F) {
	for _, s := range []string{"Br J Psychiatry", "(", "a : b", "The", "Lancet (", "0007-1250"} {
		f.Add(s, "Lancet")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if Compatible(a, b) != Compatible(b, a) {
			t.Errorf("Compatible(%q, %q) depends on the order", a, b)
		}
		if k := Key(a); Key(k) != k {
			t.Errorf("Key(%q) = %q, again %q", a, k, Key(k))
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		read()
	}
}

func BenchmarkLookup(b *testing.B) {
	list()
	b.ReportAllocs()
	for b.Loop() {
		Lookup("Br. J. Psychiatry")
	}
}
