package index

import (
	"context"
	"testing"

	"citegraph/corpus"
	"citegraph/graph"
)

func TestRecognise(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	at := func(w corpus.Work, volume, page string) corpus.Work { w.Volume, w.Page = volume, page; return w }
	tests := []struct {
		name string
		ref  corpus.Work
		want uint32
	}{
		{"title, author and year", csl(2012, "Peer Support Among Persons With Severe Mental Illnesses", "World psychiatry", "Davidson, L"), 2},
		{"a slip in the title", csl(2012, "Peer suport among persons with severe mental illnesses", "World Psychiatry", "Davidson, L"), 2},
		{"an identifier alone", corpus.Work{PMID: "24528545"}, 1},
		{"a place alone", at(csl(2014, "", "BMC Psychiatry", "Lloyd-Evans, B"), "14", "39-51"), 1},
		{"the first page in another range", at(csl(2014, "", "BMC Psychiatry", "Lloyd-Evans, B", "Johnson, S"), "14", "39"), 1},
		{"other authors and year", csl(1987, "Recovery", "Lancet", "Smith, A"), graph.None},
		{"nothing like it", csl(2001, "Bridges over tidal rivers", "Structures", "Jones, P"), graph.None},
		{"nothing at all", corpus.Work{}, graph.None},
	}
	refs := make([]corpus.Reference, len(tests))
	for i, tt := range tests {
		refs[i].CSL = tt.ref
	}
	refs = append(refs, corpus.Reference{CSL: csl(2012, "Peer suport among persons with severe mental illnesses", "", "Davidson, L")})
	got, err := ix.Recognise(context.Background(), refs)
	if err != nil {
		t.Fatal(err)
	}
	for i, tt := range tests {
		if got[i].Work != tt.want {
			t.Errorf("%s: work %d (%s, p %.2f), want %d", tt.name, int32(got[i].Work), got[i].Reason, got[i].P, int32(tt.want))
		}
		if tt.want != graph.None && (got[i].Reason == "" || got[i].P < .5) {
			t.Errorf("%s: reason %q, p %.2f", tt.name, got[i].Reason, got[i].P)
		}
	}
	if last := got[len(tests)]; last.Work != graph.None || last.Perhaps != 2 {
		t.Errorf("a slip in the title and no journal: %+v, want perhaps 2", last)
	}
}
