package person

import (
	"strings"
	"testing"
	"unicode/utf8"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

// short writes names as "Family|Given|Suffix" or "=Literal".
func short(ns []corpus.Name) []string {
	out := []string{}
	for _, n := range ns {
		switch {
		case n.Literal != "":
			out = append(out, "="+n.Literal)
		case n.Suffix != "":
			out = append(out, n.Family+"|"+n.Given+"|"+n.Suffix)
		default:
			out = append(out, n.Family+"|"+n.Given)
		}
	}
	return out
}

func TestParseList(t *testing.T) {
	gillard := []string{"Gillard|S.", "White|S. L."}
	tests := []struct {
		in   string
		want []string
		etal bool
	}{
		{in: "", want: []string{}},
		{in: "Gillard S, White SL", want: []string{"Gillard|S", "White|SL"}},
		{in: "Gillard S., White S. L.", want: gillard},
		{in: "Lersch, Edgarund RudolfStöber", want: []string{"Lersch|Edgar", "Stöber|Rudolf"}},
		{in: "Meyer, Edmund; Weber, Sigmund", want: []string{"Meyer|Edmund", "Weber|Sigmund"}},
		{in: "Swann K, Gonzalez Garcia JR, Campbell AK", want: []string{"Swann|K", "Gonzalez Garcia|JR", "Campbell|AK"}},
		{in: "Gillard, S., & White, S. L.", want: gillard},
		{in: "Gillard, S.,&White, S. L.", want: gillard},
		{in: "S. Gillard and S. L. White", want: gillard},
		{in: "Gillard, S., and S. L. White.", want: gillard},
		{in: "Gillard, S. White, S. L.", want: gillard},
		{in: "Steve Gillard; Sarah White", want: []string{"Gillard|Steve", "White|Sarah"}},
		{in: "Gillard, Steve; White, Sarah", want: []string{"Gillard|Steve", "White|Sarah"}},
		{in: "Gillard, Steve, and Sarah White", want: []string{"Gillard|Steve", "White|Sarah"}},
		{in: "GILLARD S.", want: []string{"GILLARD|S."}},
		{in: "GILLARD, S., WHITE, S. L. AND LI, X.", want: []string{"GILLARD|S.", "WHITE|S. L.", "LI|X."}},
		{in: "Gillard S/White S", want: []string{"Gillard|S", "White|S"}},
		{in: "Gillard, S./White, S.", want: []string{"Gillard|S.", "White|S."}},
		{in: "Müller u. Schmidt", want: []string{"Müller|", "Schmidt|"}},
		{in: "Simpson A, Flood C, Rowe J, et al.", want: []string{"Simpson|A", "Flood|C", "Rowe|J"}, etal: true},
		{in: "Simpson, A. u.a.", want: []string{"Simpson|A."}, etal: true},
		{in: "Simpson A and others", want: []string{"Simpson|A"}, etal: true},
		{in: "Simpson A, et coll.", want: []string{"Simpson|A"}, etal: true},
		{in: "Al-Taha K, Egenhofer M", want: []string{"Al-Taha|K", "Egenhofer|M"}},
		{in: "van der Berg J, de la Cruz M, O'Brien T, McDonald AB, dos Santos C", want: []string{"van der Berg|J", "de la Cruz|M", "O'Brien|T", "McDonald|AB", "dos Santos|C"}},
		{in: "Vincent van der Berg, Maria de la Cruz and Bram Van den Broek", want: []string{"van der Berg|Vincent", "de la Cruz|Maria", "Van den Broek|Bram"}},
		{in: "Lippe, Holger von der", want: []string{"von der Lippe|Holger"}},
		{in: "King ML Jr, Cook EH III", want: []string{"King|ML|Jr", "Cook|EH|III"}},
		{in: "King, M. L., Jr., & Cook, E. H.", want: []string{"King|M. L.|Jr.", "Cook|E. H."}},
		{in: "García Márquez, G., & Ortega y Gasset, J.", want: []string{"García Márquez|G.", "Ortega y Gasset|J."}},
		{in: "J.-P. Sartre, M.-L. von Franz", want: []string{"Sartre|J.-P.", "von Franz|M.-L."}},
		{in: "World Health Organization", want: []string{"=World Health Organization"}},
		{in: "World Health Organization (WHO)", want: []string{"=World Health Organization (WHO)"}},
		{in: "GBD 2019 Collaborators", want: []string{"=GBD 2019 Collaborators"}},
		{in: "Centers for Disease Control and Prevention", want: []string{"=Centers for Disease Control and Prevention"}},
		{in: "Smith J, Jones K, Ministry of Health", want: []string{"Smith|J", "Jones|K", "=Ministry of Health"}},
		{in: "In: Weinman J, Wright S, Johnston M (Eds.)", want: []string{"Weinman|J", "Wright|S", "Johnston|M"}},
		{in: "Müller, K. und Schmidt, H. (Hrsg.)", want: []string{"Müller|K.", "Schmidt|H."}},
		{in: "Romme M, Escher S, editors", want: []string{"Romme|M", "Escher|S"}},
		{in: "王伟, 李娜", want: []string{"=王伟", "=李娜"}},
		{in: "김상호、한진만", want: []string{"=김상호", "=한진만"}},
		{in: "Гришин А. В., Иванова М. С.", want: []string{"Гришин|А. В.", "Иванова|М. С."}},
		{in: "С. Иванов и П. Петров", want: []string{"Иванов|С.", "Петров|П."}},
		{in: "Prof. Jane Smith, PhD, and Dr. John Jones, MD", want: []string{"Smith|Jane", "Jones|John"}},
		{in: "Playford EG, Dwyer DE, Rohan TE", want: []string{"Playford|EG", "Dwyer|DE", "Rohan|TE"}},
		{in: "P. Noble - L. Polak - C. Isoz", want: []string{"Noble|P.", "Polak|L.", "Isoz|C."}},
		{in: "RICHARD (H.), GAUTHIER (E.)", want: []string{"RICHARD|H.", "GAUTHIER|E."}},
		{in: "[L. V. Bertarelli]", want: []string{"Bertarelli|L. V."}},
		{in: "catalogo della mostra a cura di Giuseppe Bergamini", want: []string{"Bergamini|Giuseppe"}},
		{in: "Stiglitz/Sen/Fitoussi", want: []string{"Stiglitz|", "Sen|", "Fitoussi|"}},
		{in: "<italic>Smith, J.</italic>, <b>Doe</b>, K.", want: []string{"Smith|J.", "Doe|K."}},
	}
	for _, tt := range tests {
		got := ParseList(tt.in)
		if diff := cmp.Diff(tt.want, short(got.Names)); diff != "" || got.EtAl != tt.etal {
			t.Errorf("ParseList(%q): et al. %v, want %v\n%s", tt.in, got.EtAl, tt.etal, diff)
		}
	}
}

func TestParse(t *testing.T) {
	tests := map[string]string{
		"Gillard S": "Gillard|S", "Gillard, S.": "Gillard|S.", "S. Gillard": "Gillard|S.", "Steve Gillard": "Gillard|Steve",
		"van der Berg, J.": "van der Berg|J.", "WHO": "=WHO", "R Core Team": "=R Core Team", "Team, R. C.": "Team|R. C.", "Andrew J. Bacevich": "Bacevich|Andrew J.", "": "",
	}
	for in, want := range tests {
		got := Parse(in)
		s := ""
		if ns := short([]corpus.Name{got}); got != (corpus.Name{}) {
			s = ns[0]
		}
		if s != want {
			t.Errorf("Parse(%q) = %q, want %q", in, s, want)
		}
	}
}

func TestInitialsAndKey(t *testing.T) {
	for in, want := range map[string]string{
		"Steve James": "SJ", "S. J.": "SJ", "SJ": "SJ", "S.J.": "SJ", "J.-P.": "JP", "Jean-Pierre": "JP", "émile": "É", "": "", "Yu. N.": "YN",
	} {
		if got := Initials(in); got != want {
			t.Errorf("Initials(%q) = %q, want %q", in, got, want)
		}
	}
	for want, n := range map[string]corpus.Name{
		"gillard s":                 {Family: "Gillard", Given: "Steve"},
		"berg v":                    {Family: "van der Berg", Given: "V."},
		"ocallaghan c":              {Family: "O'Callaghan", Given: "C"},
		"world health organization": {Literal: "World Health Organization"},
		"muller":                    {Family: "Müller"},
	} {
		if got := Key(n); got != want {
			t.Errorf("Key(%v) = %q, want %q", n, got, want)
		}
	}
}

func TestCompatible(t *testing.T) {
	name := func(f, g string) corpus.Name { return corpus.Name{Family: f, Given: g} }
	tests := []struct {
		a, b corpus.Name
		want bool
	}{
		{name("Gillard", "S"), name("Gillard", "Steve"), true},
		{name("Gillard", "SJ"), name("Gillard", "Steve"), true},
		{name("Gillard", "SJ"), name("Gillard", "Steve K."), false},
		{name("Gillard", "Steve"), name("Gillard", "Sarah"), false},
		{name("Gillard", "Steve"), name("Gillard", "Stephen"), true},
		{name("Gillard", ""), name("Gillard", "S"), true},
		{name("van der Berg", "J"), name("Berg", "J."), true},
		{name("Müller", "K"), name("Mueller", "K"), true},
		{name("O'Callaghan", "C"), name("OCallaghan", "C"), true},
		{name("García Márquez", "G"), name("García", "Gabriel"), true},
		{name("Li", "X"), name("Li Wang", "X"), false},
		{name("Smith", "J"), name("Smyth", "J"), false},
		{corpus.Name{Literal: "WHO"}, corpus.Name{Literal: "who"}, true},
		{corpus.Name{Literal: "WHO"}, name("Smith", "J"), false},
		{corpus.Name{Family: "King", Given: "M", Suffix: "Jr"}, corpus.Name{Family: "King", Given: "M", Suffix: "Sr."}, false},
		{corpus.Name{}, corpus.Name{}, false},
	}
	for _, tt := range tests {
		if got := Compatible(tt.a, tt.b); got != tt.want {
			t.Errorf("Compatible(%v, %v) = %v", tt.a, tt.b, got)
		}
		if got := Compatible(tt.b, tt.a); got != tt.want {
			t.Errorf("Compatible(%v, %v) = %v (turned round)", tt.b, tt.a, got)
		}
	}
}

func TestLexicon(t *testing.T) {
	if n := len(lexicon()); n < 10_000 {
		t.Fatalf("lexicon holds %d words", n)
	}
	if givenness("Andrew") <= 2 || givenness("Tanaka") >= -2 || givenness("zzzqqq") != 0 {
		t.Errorf("givenness: Andrew %d, Tanaka %d", givenness("Andrew"), givenness("Tanaka"))
	}
}

func TestParseListIsLinear(t *testing.T) {
	for _, in := range []string{
		strings.Repeat("Smith J, ", 100_000), strings.Repeat("(", 200_000), strings.Repeat("A ", 200_000),
		strings.Repeat("Smith ", 100_000), strings.Repeat("van ", 100_000), strings.Repeat("and ", 100_000), strings.Repeat("University of and ", 20_000),
	} {
		ParseList(in) // must come back; a quadratic reading would not within the test's time
	}
}

func FuzzParseList(f *testing.F) {
	for _, s := range []string{"Gillard S, White SL", "Gillard, S., & White, S.L.", "J.-P. Sartre", "von der", "O'", "WHO (W", "a & b / c; d", "…", "王伟", "Jr., III", "\xff,", "E et E", "Y y Y, Y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, n := range ParseList(s).Names {
			if n.Family == "" && n.Literal == "" {
				t.Errorf("%q: empty name %v", s, n)
			}
			if n.Family != "" && n.Literal != "" {
				t.Errorf("%q: both family and literal: %v", s, n)
			}
			for _, p := range []string{n.Family, n.Given, n.Suffix, n.Literal} {
				if !utf8.ValidString(p) || p != strings.TrimSpace(p) {
					t.Errorf("%q: bad part %q", s, p)
				}
			}
			Key(n)
			if n.Family != "" && Core(n.Family) != "" && !Compatible(n, n) {
				t.Errorf("%q: %v is not compatible with itself", s, n)
			}
		}
	})
}

func BenchmarkParseList(b *testing.B) {
	const s = "Gillard, S., Foster, R., Gibson, S., Goldsmith, L., Marks, J., & White, S."
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		ParseList(s)
	}
}
