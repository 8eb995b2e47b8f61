package export

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCitationMeasures(t *testing.T) {
	// 0 cites 1 2 3 5 and 3 cites 1 2: paths from 0 to the sinks 1, 2 and 5.
	v := mustView(t, hostile(), nil)
	if d := cmp.Diff([]int{0, 3, 1}, v.MainPath); d != "" {
		t.Error(d)
	}
	spc, main := map[string]float64{}, map[string]bool{}
	for e, err := range v.Edges() {
		if err != nil {
			t.Fatal(err)
		}
		spc[e.SourceID+e.TargetID] = e.SPC
		if e.MainPath {
			main[e.SourceID+e.TargetID] = true
		}
	}
	if d := cmp.Diff(map[string]float64{"w0w1": 1, "w0w2": 1, "w0w3": 2, "w0w5": 1, "w3w1": 1, "w3w2": 1}, spc); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(map[string]bool{"w0w3": true, "w3w1": true}, main); d != "" {
		t.Error(d)
	}
	sum, core := 0.0, map[string]int{}
	for n, err := range v.Nodes() {
		if err != nil {
			t.Fatal(err)
		}
		sum += n.PageRank
		core[n.ID] = n.Core
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("PageRank sums to %v", sum)
	}
	if d := cmp.Diff(map[string]int{"w0": 2, "w1": 2, "w2": 2, "w3": 2, "w4": 0, "w5": 1}, core); d != "" {
		t.Error(d)
	}
}
