package export

import (
	"strings"
	"testing"

	"citegraph/graph"

	"github.com/google/go-cmp/cmp"
)

func TestKeywords(t *testing.T) {
	src := &fake{}
	for i, k := range []string{"Peer support, recovery", "peer-support; Recovery; recovery", "Peer support, psychosis", "", strings.Repeat("x,", 100)} {
		w := &graph.Work{N: uint32(i), ID: "w" + string(rune('0'+i)), CitedBy: i}
		w.CSL.Keyword = k
		src.works = append(src.works, w)
	}
	v := mustView(t, src, &Options{View: Keywords})
	if d := cmp.Diff([]string{"k_peersupport", "k_psychosis", "k_recovery"}, nodeIDs(t, v)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]edge{{"k_peersupport", "k_psychosis", 1}, {"k_peersupport", "k_recovery", 2}}, edgeList(t, v)); d != "" {
		t.Error(d)
	}
	for n, err := range v.Nodes() {
		if err != nil {
			t.Fatal(err)
		}
		if n.ID == "k_peersupport" && (n.Label != "Peer support" || n.References != 3 || n.Cited != 3) {
			t.Errorf("%+v", n)
		}
	}
	if len(v.Notes) == 0 || !strings.Contains(v.Notes[0], "1 works with more than 60") {
		t.Errorf("notes: %q", v.Notes)
	}
}
