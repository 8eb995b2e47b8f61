package bib

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

// generator makes works that hold what true works hold, and everything that
// might upset a format.
type generator struct{ *rand.Rand }

var pieces = []string{
	"peer", "support", "of", "the", "Müller", "β-blockers", "O’Brien", "100 %", "R&D", "a_b", "{x}", "$5", "#1", "~", "^", "\\", "\"quoted\"", "it's",
	"--", "–", "“q”", "<", ">", "x;y", "and", "H₂O", "naïve", "(2001)", "[sic]", "a:b", "=1+1", "@home", "日本語", "ER -", "TY - JOUR", "`", "''", "%", "…",
}

func (g generator) text(n int) string {
	out := make([]string, 1+g.IntN(n))
	for i := range out {
		out[i] = pieces[g.IntN(len(pieces))]
	}
	return "T" + strings.Join(out, " ") + "z"
}

func (g generator) maybe(s string) string {
	if g.IntN(2) == 0 {
		return ""
	}
	return s
}

func (g generator) pick(of ...string) string { return of[g.IntN(len(of))] }

func (g generator) names() (out []corpus.Name) {
	for range g.IntN(4) {
		n := corpus.Name{Family: g.pick("Smith", "van der Berg", "O'Neil", "Ångström", "de la Cruz", "Lee"), Given: g.pick("J", "Jane A.", "J.-P.", "Björn")}
		if g.IntN(6) == 0 {
			n.Suffix = g.pick("Jr", "III")
		}
		if g.IntN(5) == 0 {
			n = corpus.Name{Literal: g.pick("World Health Organization", "Centre for Reviews and Dissemination", "The Lancet, Editors")}
		}
		out = append(out, n)
	}
	return out
}

func (g generator) date() *corpus.Date {
	switch g.IntN(5) {
	case 0:
		return nil
	case 1:
		return date(1800 + g.IntN(230))
	case 2:
		return date(1950+g.IntN(80), 1+g.IntN(12))
	case 3:
		return &corpus.Date{Parts: [][]int{{1990 + g.IntN(30)}}, Season: g.pick("spring", "summer", "autumn", "winter")}
	}
	return date(1950+g.IntN(80), 1+g.IntN(12), 1+g.IntN(28))
}

func (g generator) work(i int) *corpus.Work {
	key := "k" + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26))
	w := &corpus.Work{
		ID: key, CitationKey: key, Title: g.text(8), Author: g.names(), Issued: g.date(),
		Type:   g.pick("article-journal", "book", "chapter", "paper-conference", "thesis", "report", "webpage", "dataset", "patent", "article-newspaper"),
		Volume: g.maybe("12"), Issue: g.maybe("3 Suppl 1"), Page: g.maybe(g.pick("145-155", "e45", "S12-S19", "xii")),
		Publisher: g.maybe(g.text(3)), PublisherPlace: g.maybe("Köln & Bonn"), Edition: g.maybe("2nd"), Language: g.maybe("en"),
		DOI: g.maybe(g.pick("10.1234/abc_d.5", "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2--2", "10.5555/a--b~c&d#e")), PMID: g.maybe("12345678"), PMCID: g.maybe("PMC123456"), ISBN: g.maybe("9780470018736"), ISSN: g.maybe("1075-2730"),
		URL: g.maybe(g.pick("https://example.org/a_b?c=d&e=%20f#g", "http://example.org/~user/a--b'c", "https://example.org/{x}/$y")), Abstract: g.maybe(g.text(30)), Keyword: g.maybe("one, two words, three"), Note: g.maybe(g.text(4)),
		Editor: g.names(), Translator: g.names(), TitleShort: g.maybe(g.text(2)),
	}
	switch w.Type {
	case "book":
		w.CollectionTitle = g.maybe(g.text(3))
	case "article-journal", "chapter", "paper-conference", "article-newspaper":
		w.ContainerTitle = g.text(3)
		w.ContainerTitleShort = g.maybe("J Short")
	case "report", "patent":
		w.Number, w.Issue = g.maybe("TR-12"), ""
	}
	return w
}

// What a format cannot hold is taken out of both sides. Each clause is a
// statement about the format, not about our code.
var holding = map[string]func(w *corpus.Work){
	"csl":        func(w *corpus.Work) {},
	"csl-ndjson": func(w *corpus.Work) {},
	"bibtex":     func(w *corpus.Work) {},
	"ris": func(w *corpus.Work) {
		w.CitationKey = ""
		if w.Type == "book" || w.Type == "thesis" || w.Type == "report" {
			w.NumberOfPages, w.Page = "", "" // SP of a book is its extent
		}
	},
	"endnote": func(w *corpus.Work) { w.CitationKey = ""; w.Number = "" },
	"nbib": func(w *corpus.Work) {
		w.CitationKey, w.Type, w.Translator, w.TitleShort, w.ISBN, w.URL = "", "", nil, "", "", ""
		w.ContainerTitle, w.ContainerTitleShort, w.CollectionTitle = "", "", "" // the journal's, never a book's
		w.Edition, w.Note, w.Number, w.ID, w.Custom = "", "", "", "", nil
		for i := range w.Author {
			w.Author[i].Suffix = ""
		}
		w.Editor = people(w.Editor)
	},
	"ocmeta": func(w *corpus.Work) {
		*w = corpus.Work{Title: w.Title, Author: w.Author, Editor: w.Editor, Issue: w.Issue, Volume: w.Volume, Page: w.Page, Publisher: w.Publisher, DOI: w.DOI, PMID: w.PMID, PMCID: w.PMCID, URL: w.URL, ContainerTitle: w.ContainerTitle}
		w.Title, w.ContainerTitle, w.Publisher = "", "", "" // "[…]" is ids there
		w.Author, w.Editor = people(w.Author), people(w.Editor)
	},
}

func people(ns []corpus.Name) (out []corpus.Name) {
	for _, n := range ns {
		if n.Family != "" {
			n.Suffix = ""
			out = append(out, n)
		}
	}
	return out
}

func TestWriteThenRead(t *testing.T) {
	g := generator{rand.New(rand.NewPCG(7, 11))}
	var works []*corpus.Work
	for i := range 400 {
		works = append(works, g.work(i))
	}
	for _, f := range Formats() {
		if f.Write == nil {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			var buf, again bytes.Buffer
			if err := f.Write(&buf, slices.Values(works)); err != nil {
				t.Fatal(err)
			}
			refs, notes, err := readAll(t, input(t, "a."+f.Ext, buf.String()))
			if err != nil || len(refs) != len(works) {
				t.Fatalf("%d of %d works came back, %v, %v", len(refs), len(works), err, notes)
			}
			failed := 0
			for i, w := range works {
				want, got := *w, refs[i].CSL
				want.Author, got.Author = slices.Clone(w.Author), slices.Clone(got.Author)
				want.Editor, got.Editor = slices.Clone(w.Editor), slices.Clone(got.Editor)
				got.Custom = nil
				if f.Name != "csl" && f.Name != "csl-ndjson" {
					want.ID, got.ID = "", ""
				}
				holding[f.Name](&want)
				holding[f.Name](&got)
				if d := cmp.Diff(want, got); d != "" && failed < 5 {
					failed++
					t.Errorf("work %d (-written +read):\n%s", i, d)
				}
			}
			back := make([]*corpus.Work, len(refs))
			for i := range refs {
				back[i] = &refs[i].CSL
				if back[i].ID == "" {
					back[i].ID = works[i].ID
				}
			}
			if err := f.Write(&again, slices.Values(back)); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(f.Name, "csl") {
				return // custom.aliases has come in
			}
			if f.Name != "nbib" && f.Name != "ocmeta" && again.String() != buf.String() {
				t.Errorf("written twice it differs:\n%s", cmp.Diff(strings.Split(buf.String(), "\n"), strings.Split(again.String(), "\n")))
			}
		})
	}
}

func TestAliasesSurvive(t *testing.T) {
	w := &corpus.Work{ID: "w1", Type: "book", Title: "T", Custom: &corpus.Custom{Aliases: []string{"W0000001", "doi:10.1/x"}, Cites: []string{"w2"}, Held: true, Retracted: true, ArXiv: "1706.03762"}}
	var buf bytes.Buffer
	if err := WriteCSLLines(&buf, slices.Values([]*corpus.Work{w, {ID: "w2", Type: "book", Title: "U"}})); err != nil {
		t.Fatal(err)
	}
	refs, _, err := readAll(t, input(t, "a.ndjson", buf.String()))
	if err != nil || len(refs) != 2 {
		t.Fatal(err, len(refs))
	}
	want := *w.Custom
	want.Aliases = []string{"W0000001", "doi:10.1/x", "w1"}
	if d := cmp.Diff(&want, refs[0].CSL.Custom); d != "" {
		t.Error(d)
	}
}

func TestWriteUnknown(t *testing.T) {
	if err := Write(&bytes.Buffer{}, "nope", slices.Values([]*corpus.Work{})); err == nil || !strings.Contains(err.Error(), "bibtex") {
		t.Errorf("got %v", err)
	}
}

func TestBibTeXKeys(t *testing.T) {
	works := []*corpus.Work{{ID: "a, {b}"}, {ID: "ab"}, {ID: "AB"}, {Author: names("Müller", "A"), Issued: date(2001)}, {}, {}}
	var buf bytes.Buffer
	if err := WriteBibTeX(&buf, slices.Values(works)); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range strings.Split(buf.String(), "\n") {
		if strings.HasPrefix(l, "@") {
			got = append(got, strings.TrimSuffix(l[strings.IndexByte(l, '{')+1:], ","))
		}
	}
	if d := cmp.Diff([]string{"ab", "aba", "ABb", "müller2001", "work", "worka"}, got); d != "" {
		t.Error(d)
	}
}

// TestStubSurvives: what is written as cited and not held is read so, by every
// format that has a field for it.
func TestStubSurvives(t *testing.T) {
	works := []*corpus.Work{
		{ID: "w1", Type: "article-journal", Title: "Not held", PMID: "1234567", Custom: &corpus.Custom{Stub: true}},
		{ID: "w2", Type: "article-journal", Title: "Held", PMID: "1234568", Custom: &corpus.Custom{Held: true}},
	}
	for _, f := range Formats() {
		if f.Write == nil || f.Name == "ocmeta" {
			continue
		}
		var buf bytes.Buffer
		if err := f.Write(&buf, slices.Values(works)); err != nil {
			t.Fatal(err)
		}
		refs, _, err := readAll(t, input(t, "a."+f.Ext, buf.String()))
		if err != nil || len(refs) != 2 {
			t.Fatal(f.Name, err, len(refs))
		}
		for i, want := range []bool{true, false} {
			if c := refs[i].CSL.Custom; (c != nil && c.Stub) != want {
				t.Errorf("%s: %q is read with %+v", f.Name, refs[i].CSL.Title, c)
			}
		}
	}
}
