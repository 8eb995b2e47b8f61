package export

import (
	"slices"
	"testing"

	"citegraph/graph"
)

func TestDocuments(t *testing.T) {
	src := hostile()
	// Work 0 is held in a second file, which has no callout for what it cites.
	for _, c := range src.citations {
		if c.Citing == 0 && c.Cited == 5 {
			c.Evidence = append(c.Evidence, graph.Evidence{Path: "folder/b.txt", Callout: -1})
		}
	}
	v := mustView(t, src, &Options{View: Documents})
	var labels []string
	for n, err := range v.Nodes() {
		if err != nil {
			t.Fatal(err)
		}
		switch n.Type {
		case "document":
			labels = append(labels, n.Label)
			if n.DOI != "" || n.Cited != 0 || n.References == 0 || !n.HasXY {
				t.Errorf("%+v", n)
			}
		case "work":
			if n.N < 3 {
				t.Errorf("work %s stands before documents", n.ID)
			}
		}
	}
	slices.Sort(labels)
	// Two works came from one file, so they go by their own names.
	if want := []string{`O'Callaghan "Q" 1962`, `O'Callaghan "Q" 1992`, "b.txt"}; !slices.Equal(labels, want) {
		t.Errorf("labels %q, want %q", labels, want)
	}
	for _, e := range edgeList(t, v) {
		if want := 2.; e.Target == "w5" && e.Weight == 1 {
			continue // the second file's
		} else if e.Weight != want {
			t.Errorf("%+v", e)
		}
	}
}
