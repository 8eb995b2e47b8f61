package index

import (
	"context"
	"errors"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/index/query"

	"github.com/google/go-cmp/cmp"
)

// shelf is a small library about peer support.
func shelf() *fake {
	abstract := func(w corpus.Work, a string) corpus.Work { w.Abstract = a; return w }
	works := []*graph.Work{
		0: {ID: "w0", Key: "white2020effectiveness", Held: true, Review: "meta-analysis", CSL: abstract(csl(2020, "The effectiveness of one-to-one peer support in mental health services", "BMC Psychiatry", "White, Sarah", "Gillard, Steve"),
			"Peer support workers were found to improve recovery. Hospitalisation was not reduced."), Aliases: []string{"doi:10.1186/s12888-020-02923-3"}},
		1: {ID: "w1", Held: true, Review: "systematic-review", CSL: abstract(csl(2014, "A systematic review of peer support for people with severe mental illness", "BMC Psychiatry", "Lloyd-Evans, Brynmor", "Johnson, Sonia"),
			"Little evidence of effects on hospitalization.")},
		2: {ID: "w2", CSL: csl(2012, "Peer support among persons with severe mental illnesses", "World Psychiatry", "Davidson, Larry", "Bellamy, Chyrell")},
		3: {ID: "w3", CSL: csl(1999, "Recovery assessment scale", "Psychiatric Rehabilitation Journal", "Corrigan, Patrick")},
		4: {ID: "w4", CSL: csl(2016, "Hope and recovery in peer-led groups", "Psychiatric Services", "Gillard, Steve")},
		5: {ID: "w5", Partial: true, CSL: corpus.Work{Title: "Unknown report"}},
	}
	works[1].CSL.Volume, works[1].CSL.Issue, works[1].CSL.Page, works[1].CSL.PMID = "14", "1", "39-51", "24528545"
	works[1].Mentions = []graph.Mention{{Path: "docs/lloyd.txt", Kind: "self"}, {Path: "docs/white.txt", N: 7}}
	works[1].Hypotheses = map[string][]corpus.Hypothesis{"page": {{Value: "39-51", P: .7}, {Value: "395-1", P: .3}}}
	cites := [][2]uint32{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {4, 3}, {4, 0}}
	contexts := []*graph.Context{
		{ID: "c0", Citing: 0, Cited: []uint32{1, 2}, Groups: [][]uint32{{1, 2}}, Path: "docs/white.txt", Paragraph: 1, Section: "Introduction", Text: "Earlier trials found no effect on admissions [1, 2]."},
		{ID: "c1", Citing: 0, Cited: []uint32{3}, Groups: [][]uint32{{3}}, Path: "docs/white.txt", Paragraph: 1, Section: "Introduction", Text: "Recovery was measured by a scale of known validity [3]."},
		{ID: "c2", Citing: 1, Cited: []uint32{2, 3}, Groups: [][]uint32{{2}, {3}}, Path: "docs/lloyd.txt", Paragraph: 4, Section: "Methods", Text: "Mutual help is old [2], and its measures had no effect of their own [3]."},
	}
	return newFake(works, cites, contexts)
}

func openFake(t testing.TB, g *fake, opt *BuildOptions) *Index {
	t.Helper()
	dir := t.TempDir()
	if err := Build(context.Background(), dir, g, opt); err != nil {
		t.Fatal(err)
	}
	ix, err := Open(dir, g)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ix.Close() })
	return ix
}

func find(t *testing.T, ix *Index, q string, opt SearchOptions) *Results {
	t.Helper()
	parsed, _, err := query.Parse(q)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	r, err := ix.Search(context.Background(), parsed, opt)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return r
}

func ids(r *Results) string {
	var out []string
	for _, h := range r.Hits {
		out = append(out, h.ID)
	}
	return strings.Join(out, " ")
}

func TestSearch(t *testing.T) {
	for _, memory := range []int64{0, 1} { // one Bleve index, and one for each document
		ix := openFake(t, shelf(), &BuildOptions{Memory: memory})
		tests := []struct{ q, want string }{
			// text, in the order of the ids
			{`illness`, "w1 w2"},
			{`hospitalised`, "w0 w1"}, // both spellings, other form
			{`"mental illness"`, "w1"},
			{`"illness mental"`, ""},
			{`"support severe"~3`, "w1 w2"},
			{`"support severe"~1`, ""},
			{`peer-led`, "w4"},
			{`peer illness`, "w1 w2"},
			{`the peer of`, "w0 w1 w2 w4"},
			{`hosp*`, "w0 w1"},
			{`hospitali?ation`, "w0 w1"},
			{`recovry~1`, "w0 w3 w4"},
			{`/hospitali[sz]ation/`, "w0 w1"},
			{`title:recovery`, "w3 w4"},
			{`abstract:recovery`, "w0"},
			{`recovery[tiab]`, "w0 w3 w4"},
			{`illness OR hope`, "w1 w2 w4"},
			{`peer -illness`, "w0 w4"},
			{`NOT peer`, "w3 w5"},
			{`context:validity`, "w3"},

			// names and journals
			{`author:gillard`, "w0 w4"},
			{`author:"Gillard S"`, "w0 w4"},
			{`author:"Gillard T"`, ""},
			{`Gillard S[au]`, "w0 w4"},
			{`^"Gillard S"`, "w4"},
			{`firstauthor:gillard`, "w4"},
			{`lastauthor:gillard`, "w0 w4"},
			{`author:(davidson OR corrigan)`, "w2 w3"},
			{`journal:psychiatry`, "w0 w1 w2"},
			{`journal:"BMC Psychiatry"`, "w0 w1"},

			// numbers and values
			{`year:2014`, "w1"},
			{`lloyd-evans 2014`, "w1"}, // a bare year is a word, or the year
			{`peer -2014`, "w0 w2 w4"},
			{`title:2014`, ""},
			{`year:2012..2016`, "w1 w2 w4"},
			{`year:>2014`, "w0 w4"},
			{`cited:>=2`, "w2 w3"},
			{`refs:2`, "w1 w4"},
			{`degree:>=4`, "w0"},
			{`volume:14 issue:1`, "w1"},
			{`volume:10..20`, "w1"},
			{`page:395`, "w1"},
			{`page:=395`, ""},
			{`page:=39-51`, "w1"},
			{`doi:10.1186/s12888-020-02923-3`, "w0"},
			{`pmid:24528545`, "w1"},
			{`id:w3 OR key:white2020effectiveness`, "w0 w3"},

			// flags
			{`is:held`, "w0 w1"},
			{`is:stub`, "w2 w3 w4 w5"},
			{`is:review is:held`, "w0 w1"},
			{`is:partial`, "w5"},
			{`is:self`, "w4"},
			{`has:abstract`, "w0 w1"},
			{`missing:year`, "w5"},
			{`has:context`, "w1 w2 w3"},
			{`from:lloyd`, "w1"},
			{`in:white.txt`, "w1"},
			{`in:docs`, "w1"}, {`in:./docs/`, "w1"}, {`in:white.txt/`, ""}, {`in:doc`, ""}, {`from:docs`, "w1"},
			{`from:white`, ""},

			// relations
			{`cites(id:w3)`, "w0 w1 w4"},
			{`cites(id:w2 OR id:w3, min=2)`, "w0 w1"},
			{`cites(all(id:w0 OR id:w3))`, "w4"},
			{`cites(title:recovery) -cites(id:w2)`, "w4"},
			{`citedby(is:review)`, "w1 w2 w3"},
			{`citedby(all(is:review))`, "w2 w3"},
			{`cocited(id:w2)`, "w1 w3"},
			{`cocited(id:w2, min=2)`, "w3"},
			{`cocited(id:w2, near=bracket)`, "w1"},
			{`cocited(id:w2, near=sentence)`, "w1 w3"},
			{`cocited(id:w3, near=sentence)`, "w2"},
			{`cocited(id:w3, near=paragraph)`, "w1 w2"},
			{`coupled(id:w4)`, "w0 w1"},
			{`coupled(id:w0, min=2)`, "w1"},
			{`within(1, id:w1)`, "w0 w1 w2 w3"},
			{`within(1, id:w1, via=citedby)`, "w0 w1"},
			{`by(author:"White S")`, "w0"},
			{`by(coauthors(author:"White S"))`, "w0 w4"},
			{`in(journal:bmc)`, "w0 w1"},
			{`context(effect cites(id:w3))`, "w1"},
			{`topn(1, peer, sort=year)`, "w0"},
			{`topn(2, has:year, sort=oldest)`, "w2 w3"},

			// other kinds
			{`type:context effect`, "c0 c2"},
			{`type:context "no effect" cites(title:"recovery assessment scale")`, "c2"},
			{`type:context in:white.txt`, "c0 c1"}, {`type:context in:docs`, "c0 c1 c2"},
			{`type:context author:white`, "c0 c1"},
			{`type:author gillard`, "a0001"},
			{`type:author coauthors(author:"Gillard S")`, "a0000"},
			{`type:author title:recovery`, "a0001 a0006"},
			{`type:journal psychiatry`, "j0000 j0001"},
			{`type:journal title:recovery`, "j0002 j0003"},
			{`type:journal`, "j0000 j0001 j0002 j0003"},
		}
		for _, tt := range tests {
			if got := ids(find(t, ix, tt.q, SearchOptions{Sort: "id"})); got != tt.want {
				t.Errorf("memory %d: %s finds %q, want %q", memory, tt.q, got, tt.want)
			}
		}
	}
}

func TestRanking(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	tests := []struct{ q, first, why string }{
		{"recovery assessment scale", "w3", "exact"},
		{"Récovery – Assessment Scale!", "w3", "exact"},
		{"white2020effectiveness", "w0", "exact"},
		{"recovery", "w3", "text"},
		{"admissions", "w1", "text"}, // nothing but its citing sentence says so
	}
	for _, tt := range tests {
		r := find(t, ix, tt.q, SearchOptions{Why: true})
		if len(r.Hits) == 0 || r.Hits[0].ID != tt.first || len(r.Hits[0].Why) == 0 || r.Hits[0].Why[0].Channel != tt.why {
			t.Errorf("%s finds %+v, want %s by %s", tt.q, r.Hits, tt.first, tt.why)
		}
	}
	r := find(t, ix, "recovery scale", SearchOptions{First: []uint32{5}, Why: true})
	if got := ids(r); got != "w5 w3" || r.Hits[0].Why[0].Terms[0] != "citation" {
		t.Errorf("what the caller names: %s, %+v", got, r.Hits[0].Why)
	}
}

func TestSortPageFacet(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	for _, tt := range []struct{ sort, want string }{
		{"year", "w0 w4 w1 w2"}, {"oldest", "w2 w1 w4 w0"}, {"cited", "w2 w0 w1 w4"}, {"title", "w1 w4 w2 w0"}, {"author", "w2 w4 w1 w0"}, {"refs", "w0 w1 w4 w2"},
	} {
		if got := ids(find(t, ix, "peer", SearchOptions{Sort: tt.sort})); got != tt.want {
			t.Errorf("by %s: %s, want %s", tt.sort, got, tt.want)
		}
	}
	r := find(t, ix, "peer", SearchOptions{Sort: "id", N: 2, Offset: 1, Facets: []string{"year", "decade", "journal", "author", "held"}, FacetN: 2})
	if ids(r) != "w1 w2" || r.Total != 4 || r.Hits[0].Rank != 2 {
		t.Errorf("page: %s of %d", ids(r), r.Total)
	}
	want := []Facet{
		{Field: "year", Values: []FacetValue{{"2020", 1}, {"2016", 1}}, Other: 2},
		{Field: "decade", Values: []FacetValue{{"2020", 1}, {"2010", 3}}},
		{Field: "journal", Values: []FacetValue{{"BMC Psychiatry", 2}, {"World Psychiatry", 1}}, Other: 1},
		{Field: "author", Values: []FacetValue{{"Gillard Steve", 2}, {"White Sarah", 1}}, Other: 4},
		{Field: "held", Values: []FacetValue{{"held", 2}, {"stub", 2}}},
	}
	if diff := cmp.Diff(want, r.Facets); diff != "" {
		t.Error(diff)
	}
	if r := find(t, ix, "type:context has:year", SearchOptions{Facets: []string{"section"}}); r.Facets[0].Values[0] != (FacetValue{"Introduction", 2}) {
		t.Errorf("sections %v", r.Facets)
	}
	if r := find(t, ix, "peer", SearchOptions{N: -1}); len(r.Hits) != 0 || r.Total != 4 {
		t.Errorf("count: %d hits of %d", len(r.Hits), r.Total)
	}
	q, _, _ := query.Parse("peer")
	for _, opt := range []SearchOptions{{Sort: "colour"}, {Facets: []string{"colour"}}, {Offset: 9999, N: 2}, {Offset: -1}} {
		if _, err := ix.Search(context.Background(), q, opt); err == nil {
			t.Errorf("%+v is taken", opt)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	for _, tt := range []struct {
		q, want string
		total   int
	}{
		{"recovry", "recovery", 3}, {"peer recovry", "peer recovery", 2}, {"hope illness", "hope OR illness", 3}, {"recovery", "", 0}, {"zzzzzz", "", 0},
		{"peersupport", "peer support", 3},
		{"author:gilard", "author:gillard", 2},
		{"title:recovry year:1999", "title:recovery AND year:1999", 1},
		{`"peer suport among"`, `"peer support among"`, 1},
		{"cites(title:recovry)", "cites(title:recovery)", 3},
		{"scale NOT recovry year:2012", "scale AND NOT recovry", 1}, // what is negated is no slip
		{"title:recovery year:2050", "title:recovery", 2},
		{"title:hope year:1999 is:review", "title:hope AND year:1999", 0}, // no single clause is to blame
		{"type:author gilard", "type:author AND gillard", 1},
		{"type:context recovry", "type:context AND recovery", 1},
		{"title:white", "", 0}, // a word of another field only
	} {
		r := find(t, ix, tt.q, SearchOptions{})
		want := tt.want
		if tt.total == 0 {
			want = ""
		}
		if r.DidYouMean != want || r.Would != tt.total {
			t.Errorf("%s: did you mean %q (%d), want %q (%d)", tt.q, r.DidYouMean, r.Would, want, tt.total)
		} else if want != "" {
			if again := find(t, ix, want, SearchOptions{}); again.Total != tt.total {
				t.Errorf("%s: %s finds %d, not %d", tt.q, want, again.Total, tt.total)
			}
		}
	}
}

func TestSnippet(t *testing.T) {
	text := strings.Repeat("Nothing of note stands here. ", 20) + "The peer workers helped." + strings.Repeat(" Nothing more stands here.", 20)
	s, ok := snippet(text, map[string]bool{"peer": true, "helped": true})
	if !ok || len(s.Text) > 2*snippetBytes || len(s.Marks) != 2 || s.Text[s.Marks[0].Start:s.Marks[0].End] != "peer" || s.Text[s.Marks[1].Start:s.Marks[1].End] != "helped" {
		t.Errorf("%+v", s)
	}
	if _, ok := snippet(text, map[string]bool{"absent": true}); ok {
		t.Error("a snippet of nothing")
	}
}

func TestComplete(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	for _, tt := range []struct{ prefix, field, want string }{
		{"gil", "author", "Gillard Steve"}, {"bmc p", "journal", "BMC Psychiatry"}, {"recov", "title", "recovery"}, {"st", "is", "stub"}, {"firsta", "", "firstauthor:"},
	} {
		if got := strings.Join(ix.Complete(tt.prefix, tt.field, 5), "|"); got != tt.want {
			t.Errorf("%s in %s: %s, want %s", tt.prefix, tt.field, got, tt.want)
		}
	}
}

func TestTooBroad(t *testing.T) {
	var works []*graph.Work
	var title strings.Builder
	for i := range 1200 {
		title.WriteString(" zz" + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676)))
	}
	works = append(works, &graph.Work{CSL: csl(2000, title.String(), "")})
	ix := openFake(t, newFake(works, nil, nil), nil)
	q, _, _ := query.Parse("zz*")
	if _, err := ix.Search(context.Background(), q, SearchOptions{}); !errors.Is(err, ErrTooBroad) {
		t.Errorf("zz* gives %v, want ErrTooBroad", err)
	}
}
