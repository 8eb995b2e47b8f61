package parse

import (
	"context"
	"testing"

	"citegraph/corpus"
)

func TestCitedOfRecords(t *testing.T) {
	known := corpus.Reference{Raw: "EGGER M, 1997, BMJ, V315, P629", CSL: corpus.Work{ContainerTitle: "BMJ", Volume: "315"}}
	bare := corpus.Reference{
		Raw: "Higgins JP, Thompson SG. Quantifying heterogeneity in a meta-analysis. Stat Med. 2002;21(11):1539-58.",
		CSL: corpus.Work{PMID: "12111919"},
	}
	records := []corpus.Reference{{References: []corpus.Reference{known, bare}}, {}}
	if err := cited(context.Background(), records); err != nil {
		t.Fatal(err)
	}
	got := records[0].References
	if w := got[0].CSL; w.Title != "" || len(w.Author) != 0 || w.Volume != "315" {
		t.Errorf("what the format tells was added to: %+v", w)
	}
	w := got[1].CSL
	if w.Title != "Quantifying heterogeneity in a meta-analysis" || len(w.Author) != 2 || w.PMID != "12111919" || w.Volume != "21" {
		t.Errorf("the string was not read: %+v", w)
	}
	if got[1].Confidence <= 0 || got[1].Segments != nil {
		t.Errorf("confidence %v, segments %v", got[1].Confidence, got[1].Segments)
	}
}
