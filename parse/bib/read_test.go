package bib

import (
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

// A record is compared by the fields that a test names: only those set in want.
type want struct {
	id   string
	work corpus.Work
}

func date(parts ...int) *corpus.Date { return &corpus.Date{Parts: [][]int{parts}} }

func names(pairs ...string) (out []corpus.Name) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "*" {
			out = append(out, corpus.Name{Literal: pairs[i]})
			continue
		}
		out = append(out, corpus.Name{Family: pairs[i], Given: pairs[i+1]})
	}
	return out
}

// check reads text and compares records with wants, spans with their source.
func check(t *testing.T, file, text string, wants []want) []corpus.Note {
	t.Helper()
	in := input(t, file, text)
	refs, notes, err := readAll(t, in)
	if err != nil {
		t.Fatal(err)
	}
	if len(refs) != len(wants) {
		t.Fatalf("%d records, want %d: %+v\nnotes %v", len(refs), len(wants), refs, notes)
	}
	for i, r := range refs {
		got := want{r.ID, r.CSL}
		got.work.Custom, got.work.ID, got.work.CitationKey = wants[i].work.Custom, "", ""
		if d := cmp.Diff(wants[i], got, cmp.AllowUnexported(want{})); d != "" {
			t.Errorf("record %d (-want +got):\n%s", i+1, d)
		}
		if c := wants[i].work.Custom; c != nil && r.CSL.Custom != nil {
			if d := cmp.Diff(c.Cites, r.CSL.Custom.Cites); d != "" {
				t.Errorf("record %d cites: %s", i+1, d)
			}
		}
		if r.N != i+1 || r.Confidence != 1 {
			t.Errorf("record %d has N %d, confidence %v", i+1, r.N, r.Confidence)
		}
		if r.Span.Start < 0 || r.Span.End > len(text) || r.Span.Len() <= 0 || i > 0 && r.Span.Start < refs[i-1].Span.End {
			t.Errorf("record %d has span %v", i+1, r.Span)
		}
	}
	return notes
}

var felton = corpus.Work{
	Type: "article-journal", Author: names("Felton", "Chip J", "Stastny", "Peter"), Issued: date(1995, 10),
	Title:          "Consumers as peer specialists on intensive case management teams: impact on client outcomes",
	ContainerTitle: "Psychiatric Services", Volume: "46", Issue: "10", Page: "1037-1044", DOI: "10.1176/ps.46.10.1037",
}

func TestReadRIS(t *testing.T) {
	zotero := `TY  - JOUR
TI  - Consumers as peer specialists on intensive case management teams: impact on client outcomes
AU  - Felton, Chip J
AU  - Stastny, Peter
T2  - Psychiatric Services
DA  - 1995/10//
PY  - 1995
VL  - 46
IS  - 10
SP  - 1037
EP  - 1044
DO  - 10.1176/ps.46.10.1037
ER  - 
`
	ovid := `1.
TY  - JOUR
ID  - 1995-1
T1  - Consumers as peer specialists on intensive case management teams: impact on client outcomes
A1  - Felton, Chip J
A1  - Stastny, Peter
Y1  - 1995/10//
JF  - Psychiatric Services
VL  - 46
IS  - 10
SP  - 1037
EP  - 44
DO  - http://dx.doi.org/10.1176/ps.46.10.1037
ER  - 
NL  - Psychiatr Serv

Link to the Ovid Full Text

`
	check(t, "a.ris", zotero+"\n"+ovid, []want{{"", felton}, {"1995-1", felton}})
	check(t, "a.ris", strings.ReplaceAll(zotero, "\n", "\r"), []want{{"", felton}})
	check(t, "a.ris", strings.ReplaceAll(zotero, "  - ", " -  "), []want{{"", felton}})

	embase := felton
	embase.PMID = "8829007"
	check(t, "embase.ris", strings.ReplaceAll(zotero, "ER  -", "C5  - 8829007\nDB  - Medline\nER  -"), []want{{"", embase}})

	t.Run("other kinds", func(t *testing.T) {
		check(t, "a.ris", `TY  - CHAP
AU  - van der Gaag, Mark
AU  - World Health Organization,
A2  - Birchwood, Max, Jr.
TI  - A chapter
T2  - A book of
 chapters
PB  - Wiley
CY  - Chichester
PY  - 2006
SP  - 12-8
SN  - 9780470018736
UR  - https://example.org/x
ER  - 

TY  - GEN
ER  - 
TY  - BOOK
TI  - Own title
T2  - A series
PY  - 2001///Winter
AN  - 12345678
N1  - first line
second line
`, []want{
			{"", corpus.Work{Type: "chapter", Author: append(names("van der Gaag", "Mark"), corpus.Name{Literal: "World Health Organization"}),
				Editor: []corpus.Name{{Family: "Birchwood", Given: "Max", Suffix: "Jr."}}, Title: "A chapter", ContainerTitle: "A book of chapters",
				Publisher: "Wiley", PublisherPlace: "Chichester", Issued: date(2006), Page: "12-18", ISBN: "9780470018736", URL: "https://example.org/x"}},
			{"", corpus.Work{Type: "book", Title: "Own title", CollectionTitle: "A series", PMID: "12345678", Note: "first line second line",
				Issued: &corpus.Date{Parts: [][]int{{2001}}, Season: "winter"}}},
		})
	})
	t.Run("no ER, no TY", func(t *testing.T) {
		notes := check(t, "a.ris", "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \nTI  - Three\nAU  - Lee, A\nER  - \n", []want{
			{"", corpus.Work{Type: "article-journal", Title: "One"}}, {"", corpus.Work{Type: "article-journal", Title: "Two"}},
			{"", corpus.Work{Type: "document", Title: "Three", Author: names("Lee", "A")}}})
		if len(notes) != 2 {
			t.Errorf("notes %v", notes)
		}
	})
}

func TestReadRefer(t *testing.T) {
	text := `%0 Journal Article
%T Consumers as peer specialists on intensive case management teams:
 impact on client outcomes
%A Felton, Chip J
%A Stastny, Peter
%J Psychiatric Services
%V 46
%N 10
%P 1037-1044
%D 1995
%8 October 1995
%R 10.1176/ps.46.10.1037
`
	check(t, "a.enw", text+"\n"+text, []want{{"", felton}, {"", felton}})
}

func TestRISIdentifiers(t *testing.T) {
	tests := []struct{ tags, pmid, pmcid, issn string }{
		{"AN  - 8829007\n", "8829007", "", ""},
		{"AN  - 8829007\nDB  - Embase\n", "", "", ""},
		{"AN  - CN-00131234\nC3  - PUBMED 8829007,EMBASE 26290001\n", "8829007", "", ""},
		{"C2  - 31715443\nSN  - 10752730 (ISSN)\n", "31715443", "", "1075-2730"},
		{"C2  - PMC123456\nSN  - 1075-2730, 10752730\n", "", "PMC123456", "1075-2730"},
	}
	for _, tt := range tests {
		refs, _, err := readAll(t, input(t, "a.ris", "TY  - JOUR\nTI  - T\n"+tt.tags+"ER  - \n"))
		if err != nil {
			t.Fatal(err)
		}
		if w := refs[0].CSL; w.PMID != tt.pmid || w.PMCID != tt.pmcid || w.ISSN != tt.issn {
			t.Errorf("%q: PMID %q, PMCID %q, ISSN %q", tt.tags, w.PMID, w.PMCID, w.ISSN)
		}
	}
}

func TestDerive(t *testing.T) {
	refs, _, err := readAll(t, input(t, "a.bib", `@article{a, title={A}, url={https://doi.org/10.1176/ps.46.10.1037}, journal={\apj}}
@misc{b, title={B}, url={https://pubmed.ncbi.nlm.nih.gov/8829007/}, year={in press}}
@misc{c, title={C}, note={PMID: 8829007
PMCID: PMC123456 doi:10.1000/xyz}}
@misc{d, title={D}, url={https://arxiv.org/abs/1706.03762v5}}
`))
	if err != nil || len(refs) != 4 {
		t.Fatal(err, len(refs))
	}
	a, b, c, d := refs[0].CSL, refs[1].CSL, refs[2].CSL, refs[3].CSL
	if a.DOI != "10.1176/ps.46.10.1037" || a.ContainerTitle != "The Astrophysical Journal" {
		t.Errorf("%+v", a)
	}
	if b.PMID != "8829007" || b.Status != "in press" || b.Issued != nil {
		t.Errorf("%+v", b)
	}
	if c.PMID != "8829007" || c.PMCID != "PMC123456" || c.DOI != "10.1000/xyz" {
		t.Errorf("%+v", c)
	}
	if d.Custom == nil || d.Custom.ArXiv != "1706.03762" {
		t.Errorf("%+v", d.Custom)
	}
}

func TestReadNBIB(t *testing.T) {
	w := felton
	w.PMID, w.ISSN, w.ContainerTitle = "8829007", "1075-2730 1557-9700", "Psychiatric services (Washington, D.C.)"
	w.ContainerTitleShort, w.Language, w.Genre = "Psychiatr Serv", "eng", "Randomized Controlled Trial"
	w.Author = append(names("Felton", "Chip J"), corpus.Name{Literal: "Peer Study Group"}, corpus.Name{Family: "Stastny", Given: "Peter", Suffix: "Jr"})
	w.Keyword = "Case Management, Patient Care Team"
	check(t, "a.nbib", `
PMID- 8829007
OWN - NLM
IS  - 1075-2730 (Print)
IS  - 1557-9700 (Electronic)
VI  - 46
IP  - 10
DP  - 1995 Oct
TI  - Consumers as peer specialists on intensive case management teams: impact on
      client outcomes.
PG  - 1037-44
LID - 10.1176/ps.46.10.1037 [doi]
FAU - Felton, Chip J
AU  - Felton CJ
CN  - Peer Study Group
FAU - Stastny, Peter Jr
AU  - Stastny P Jr
LA  - eng
PT  - Journal Article
PT  - Randomized Controlled Trial
TA  - Psychiatr Serv
JT  - Psychiatric services (Washington, D.C.)
MH  - Case Management
MH  - Patient Care Team

PMID- 2
TI  - [Translated].
AU  - van den Berg A
AU  - Smith JA 3rd
DP  - 2001 Winter
`, []want{{"8829007", w}, {"2", corpus.Work{Type: "article-journal", PMID: "2", Title: "Translated", Issued: &corpus.Date{Parts: [][]int{{2001}}, Season: "winter"},
		Author: []corpus.Name{{Family: "van den Berg", Given: "A"}, {Family: "Smith", Given: "JA", Suffix: "3rd"}}}}})
}

func TestReadBibTeX(t *testing.T) {
	w := felton
	w.Author = []corpus.Name{{Family: "Felton", Given: "Chip J."}, {Family: "von Müller", Given: "Ärne"}, {Family: "King", Suffix: "Jr", Given: "Martin"}, {Literal: "The {Peer} Group and Friends"}}
	w.Author[3].Literal = "The Peer Group and Friends"
	notes := check(t, "a.bib", `This file has comments. felton@example.org
@comment{jabref-meta: x}
@string{ps = "Psychiatric " # {Services}}
@article{felton1995,
  author = "Felton, Chip J. and {\"A}rne von M{\"u}ller and King, Jr, Martin and {The {Peer} Group and Friends}",
  title  = {Consumers as {Peer} specialists on intensive case management teams: impact on
            client outcomes},
  journal = ps, year = 1995, month = oct,
  volume = 46, number = {10}, pages = {1037--44},
  doi = {https://doi.org/10.1176/ps.46.10.1037},
}
@InProceedings(conf2001, title = "A talk", crossref = {proc}, author = {Jan van der Berg and Smith JA and others})
@proceedings{proc, title = {The Book}, year = 2001, publisher = {ACM}, editor = {Doe, Jane}}
@misc{arx, title={Attention}, eprint = {1706.03762v5}, archivePrefix = {arXiv}, year = {2017}}
`, []want{
		{"felton1995", func() corpus.Work {
			w.Title = "Consumers as Peer specialists on intensive case management teams: impact on client outcomes"
			return w
		}()},
		{"conf2001", corpus.Work{Type: "paper-conference", Title: "A talk", ContainerTitle: "The Book", Publisher: "ACM", Issued: date(2001),
			Editor: names("Doe", "Jane"), Author: []corpus.Name{{Family: "van der Berg", Given: "Jan"}, {Family: "Smith", Given: "JA"}}}},
		{"proc", corpus.Work{Type: "book", Title: "The Book", Publisher: "ACM", Issued: date(2001), Editor: names("Doe", "Jane")}},
		{"arx", corpus.Work{Type: "document", Title: "Attention", Issued: date(2017)}},
	})
	if len(notes) != 0 {
		t.Errorf("notes %v", notes)
	}
}

func TestBibTeXResync(t *testing.T) {
	good := "@article{good%, title = {Good}, year = 2001}\n"
	tests := []struct {
		name, in string
		records  int
		skipped  int
	}{
		{"unclosed brace", "@article{a, title={never closed\n" + good + good, 2, 1},
		{"unclosed quote", "@article{a, title=\"open, year=2000}\n" + good, 1, 1},
		{"unclosed at the end", good + "@article{a, title={never closed\n", 1, 1},
		{"missing comma", "@article{a, title={T} year={2001}}\n" + good, 2, 0},
		{"no key", "@article{title={T}, year={2001}}\n", 1, 0},
		{"junk", "free @ not an entry {}\n" + good + "@comment{x}\n@preamble{\"\\x\"}\n@", 1, 0},
		{"deep", "@article{a, title=" + strings.Repeat("{", 100_000) + "x" + strings.Repeat("}", 100_000) + "}\n" + good, 2, 0},
		{"macro recursion", "@string{a = b # b}\n@string{b = a # a}\n@misc{x, title = a # b}\n", 1, 0},
		{"crossref cycle", "@inproceedings{a, title={A}, crossref={b}}\n@proceedings{b, title={B}, crossref={a}}\n", 2, 0},
		{"many openers", strings.Repeat("@article{a, title={\n", 20_000) + good, 1, 20_000},
		{"two on a line", "@misc{a, title={A}} @misc{b, title={B}}", 2, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := corpus.Input{Name: "a.bib", Format: corpus.FormatBibTeX, Text: strings.ReplaceAll(tt.in, "%", "")}
			refs, notes, err := readAll(t, in)
			if err != nil {
				t.Fatal(err)
			}
			skipped := 0
			for _, n := range notes {
				if n.Code == "skipped-record" {
					skipped++
					if n.Span == nil && !strings.Contains(n.Text, "left out") || n.Span != nil && !strings.Contains(n.Text, "line ") {
						t.Errorf("a note without its place: %+v", n)
					}
				}
			}
			if len(refs) != tt.records || min(skipped, maxNotes) != min(tt.skipped, maxNotes) && skipped != maxNotes+1 {
				t.Errorf("%d records, %d skipped, want %d and %d", len(refs), skipped, tt.records, tt.skipped)
			}
		})
	}
	t.Run("macro bomb", func(t *testing.T) {
		s := "@string{s0 = \"lol\"}\n"
		for i := 1; i < 10; i++ {
			d := string(rune('0' + i - 1))
			s += "@string{s" + string(rune('0'+i)) + " = " + strings.Repeat("s"+d+" # ", 9) + "s" + d + "}\n"
		}
		refs, _, err := readAll(t, corpus.Input{Format: corpus.FormatBibTeX, Text: s + "@misc{x, title = {T}, note = s9}"})
		if err != nil || len(refs) != 1 || len(refs[0].CSL.Note) > maxTitle {
			t.Errorf("%d records, %v", len(refs), err)
		}
	})
}

func TestReadCSL(t *testing.T) {
	item := `{"id":"F95","type":"article-journal","title":"Consumers as peer specialists on intensive case management teams: impact on client outcomes",
 "author":[{"family":"Felton","given":"Chip J"},"Stastny, Peter"],"issued":{"date-parts":[["1995",10]]},"container-title":["Psychiatric Services"],
 "volume":46,"issue":"10","page":"1037-44","DOI":"https://doi.org/10.1176/PS.46.10.1037","custom":{"cites":["A","B"]},"x":{"y":[1,{"z":null}]}}`
	line := strings.ReplaceAll(item, "\n", " ")
	w := felton
	w.Custom = &corpus.Custom{Cites: []string{"A", "B"}}
	for name, text := range map[string]string{
		"array": "[" + item + ",\n" + item + "]", "lines": line + "\n" + line + "\n", "bom": "\uFEFF[" + item + "," + item + "]",
		"two arrays": "[" + item + "]\n[" + item + "]", "wrapped": `{"status":"ok","message":{"total":2,"items":[` + item + "," + item + `],"next":"x"}}`,
	} {
		t.Run(name, func(t *testing.T) { check(t, "a.json", text, []want{{"F95", w}, {"F95", w}}) })
	}
	t.Run("escapes", func(t *testing.T) {
		refs, _, err := readAll(t, input(t, "a.json", `[{"id":"a","title":"x\ud83d\ude00y\ud800z\u0000\n\"q\" caf\u00e9 A &amp; B <i>E. coli</i>"}]`))
		if err != nil || refs[0].CSL.Title != "x😀y\uFFFDz\uFFFD \"q\" café A & B E. coli" {
			t.Errorf("%v %q", err, refs[0].CSL.Title)
		}
	})
}

func TestCSLDamage(t *testing.T) {
	good := `{"id":"g","title":"Good"}`
	tests := []struct {
		name, in         string
		records, skipped int
		fails            bool
	}{
		{"truncated", "[" + good + "," + good[:15], 1, 2, false},
		{"trailing comma", "[" + good + ",]", 1, 1, false},
		{"nan", `[{"id":"a","volume":NaN},` + good + "]", 1, 1, false},
		{"only nan", `[{"id":"a","volume":NaN}]`, 0, 0, true},
		{"deep", strings.Repeat("[", 200_000), 0, 0, true},
		{"deep field", `[{"a":` + strings.Repeat("[", 200_000) + strings.Repeat("]", 200_000) + "},\n" + good + "]", 1, 1, false},
		{"scalars", "[" + good + `,7,null,"x",[]]`, 1, 4, false},
		{"bad line", good + "\n{\"id\": oops}\n" + good + "\n", 2, 1, false},
		{"unclosed line", good + "\n{\"id\": \"open\n" + good + "\n", 2, 1, false},
		{"empty list", "[]", 0, 0, false},
		{"many bad", strings.Repeat("{x\n", 50_000) + good, 1, maxNotes + 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refs, notes, err := readAll(t, corpus.Input{Format: corpus.FormatCSL, Text: tt.in})
			skipped := 0
			for _, n := range notes {
				if n.Code == "skipped-record" {
					skipped++
				}
			}
			if len(refs) != tt.records || skipped != tt.skipped || (err != nil) != tt.fails {
				t.Errorf("%d records, %d skipped, error %v; notes %v", len(refs), skipped, err, notes)
			}
			if tt.fails && !strings.Contains(err.Error(), "line 1, byte ") {
				t.Errorf("error without a place: %v", err)
			}
		})
	}
}

func TestCSLWrongTypes(t *testing.T) {
	refs, notes, err := readAll(t, input(t, "a.json", `[{"id":5,"title":["x"],"author":"Smith, J.","issued":"2001","DOI":"10.5555/a.1"},
{"id":null,"title":{"a":1},"author":[null,3,{"literal":7}],"issued":{"date-parts":[["2001",null],[]]},"DOI":"10.5555/a.2"},
{"title":"big","issued":{"date-parts":[[1e400,99999999999999999999]]}}]`))
	if err != nil || len(refs) != 3 {
		t.Fatalf("%d records, %v", len(refs), err)
	}
	a, b, c := refs[0].CSL, refs[1].CSL, refs[2].CSL
	if a.ID != "5" || a.Title != "x" || a.Author[0].Family != "Smith" || a.Year() != 2001 || a.DOI != "10.5555/a.1" {
		t.Errorf("%+v", a)
	}
	if b.Title != "" || b.Author != nil || b.Year() != 2001 || b.DOI != "10.5555/a.2" {
		t.Errorf("%+v", b)
	}
	if c.Year() != 0 || c.Issued == nil || c.Issued.Literal != "1e400" {
		t.Errorf("%+v", c.Issued)
	}
	if len(notes) != 3 {
		t.Errorf("notes %v", notes)
	}
}
