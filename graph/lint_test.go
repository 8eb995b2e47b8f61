package graph

import (
	"context"
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

func TestLints(t *testing.T) {
	d := &corpus.Document{Source: corpus.DocSource{Path: "a.txt", SHA256: strings.Repeat("1", 64)}, Work: work("What peers do for one another", 2015, "", "", "")}
	add := func(w corpus.Work) {
		n := len(d.Refs) + 1
		d.Refs = append(d.Refs, corpus.Reference{N: n, CSL: w, Confidence: 1, Span: corpus.Span{Start: 100 * n, End: 100*n + 50}})
		if n != 2 {
			d.Calls = append(d.Calls, corpus.Callout{Kind: corpus.Numeric, Numbers: []int{n}, Targets: []int{n}, Span: corpus.Span{Start: n, End: n + 1}})
		}
	}
	titles := []string{"Recovery as a journey of the heart", "Consumers as providers in psychiatric rehabilitation", "Hospital diversion programmes in two counties",
		"Benefits of mutual help after discharge", "Training of paid peer workers", "Stigma and the social construction of illness"}
	for i, title := range titles { // volumes 50 to 55 of 1999 to 2004
		add(work(title, 1999+i, "Psychiatric Services", string(rune('5'))+string(rune('0'+i)), "10", "Author"+string(rune('A'+i))+" B"))
	}
	add(work("Outcomes of crisis houses", 2011, "Psychiatric Services", "56", "7", "Writer C")) // 7: the year is that of volume 62
	add(work("A study that was not yet out", 2018, "", "", "", "Later D"))                      // 8
	again := work(titles[0], 1999, "Psychiatr Serv", "50", "10", "AuthorA B")                   // 9
	add(again)
	bad := work("An article with something else for a DOI", 2001, "", "", "", "Slip E") // 10
	bad.DOI = "see publisher"
	add(bad)
	real := work("Effectiveness of peer-delivered interventions for severe mental illness", 2014, "", "", "", "Fuhr D")
	real.DOI = "10.1007/s00127-014-0857-5"
	add(real) // 11
	made := work("Quantum annealing in distributed ledgers of hospitals", 2014, "", "", "", "Nobody F")
	made.DOI = real.DOI
	add(made) // 12
	d.Calls = append(d.Calls, corpus.Callout{Kind: corpus.Numeric, Text: "[99]", Numbers: []int{99}, Span: corpus.Span{Start: 90, End: 94}})
	s := newStore(t)
	mustAdd(t, s, d)
	mustDerive(t, s)
	got := map[string][]int{}
	for l, err := range mustSnapshot(t, s).Lints(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		got[l.Code] = append(got[l.Code], l.N)
	}
	want := map[string][]int{LintVolume: {7}, LintTime: {8}, LintTwice: {9}, LintDOI: {10}, LintClash: {11, 12}, LintUncalled: {2}, LintUnanswered: {0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
