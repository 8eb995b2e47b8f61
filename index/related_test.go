package index

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/graph"
)

func related(t *testing.T, ix *Index, req RelatedRequest) *Results {
	t.Helper()
	r, err := ix.Related(context.Background(), req)
	if err != nil {
		t.Fatalf("%+v: %v", req, err)
	}
	return r
}

func reason(h Hit, channel string) *Reason {
	for i := range h.Why {
		if h.Why[i].Channel == channel {
			return &h.Why[i]
		}
	}
	return nil
}

func TestRelated(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	tests := []struct {
		name string
		req  RelatedRequest
		want string // the first of the list
		no   string // never in it
	}{
		{"terms", RelatedRequest{Terms: "severe mental illness"}, "w2", "w5"},
		{"terms are no syntax", RelatedRequest{Terms: `title:(severe AND "mental -illness*`}, "w2", "w5"},
		{"seed", RelatedRequest{Seeds: []uint32{2}}, "w1", "w2"},
		{"cocite", RelatedRequest{Seeds: []uint32{2}, Method: "cocite"}, "w3 w1", "w2"},
		{"coupling", RelatedRequest{Seeds: []uint32{4}, Method: "coupling"}, "w1 w0", "w4"},
		{"direct", RelatedRequest{Seeds: []uint32{1}, Method: "direct"}, "", "w4"},
		{"ppr", RelatedRequest{Seeds: []uint32{4}, Method: "ppr"}, "w0 w3", "w5"},
		{"text", RelatedRequest{Seeds: []uint32{2}, Method: "text"}, "w1", "w2"},
		{"classic", RelatedRequest{Seeds: []uint32{4}, Method: "classic"}, "w1 w0", ""},
		{"held", RelatedRequest{Terms: "peer support", Only: "held"}, "", "w2"},
		{"stub", RelatedRequest{Terms: "peer support", Only: "stub"}, "", "w1"},
		{"from", RelatedRequest{Terms: "peer support", From: 2015}, "", "w1"},
		{"to", RelatedRequest{Terms: "peer support", To: 2015}, "", "w0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ids(related(t, ix, tt.req))
			if !strings.HasPrefix(got, tt.want) || got == "" || tt.no != "" && slices.Contains(strings.Fields(got), tt.no) {
				t.Errorf("%s, want %s first and never %s", got, tt.want, tt.no)
			}
		})
	}
	for _, req := range []RelatedRequest{{Terms: "x", Method: "magic"}, {Terms: "x", Only: "both"}, {Terms: "x", Offset: -1}, {Terms: "x", N: 20_000}} {
		if r, err := ix.Related(context.Background(), req); err == nil {
			t.Errorf("%+v is taken: %v", req, r)
		}
	}
}

func TestRelatedWhy(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	r := related(t, ix, RelatedRequest{Seeds: []uint32{2}, Why: true})
	for _, h := range r.Hits {
		sum := 0.0
		for i, w := range h.Why {
			sum += w.Share
			if i > 0 && w.Share > h.Why[i-1].Share {
				t.Errorf("%s: reasons out of order: %+v", h.ID, h.Why)
			}
		}
		if sum < .999 || sum > 1.001 {
			t.Errorf("%s: shares sum to %v", h.ID, sum)
		}
	}
	co := reason(r.Hits[0], "cocite")
	if r.Hits[0].ID != "w1" || co == nil || len(co.Evidence) != 1 || co.Evidence[0].Level != "bracket" || co.Evidence[0].Path != "docs/white.txt" {
		t.Fatalf("first is %s by %+v", r.Hits[0].ID, co)
	}
	if !reflect.DeepEqual(co.Shared, []string{"w0"}) {
		t.Errorf("cited together by %v", co.Shared)
	}
	if d := reason(r.Hits[0], "direct"); d == nil || len(d.Evidence) != 1 || d.Evidence[0].Path != "docs/lloyd.txt" {
		t.Errorf("direct evidence %+v", d)
	}
	if again := related(t, ix, RelatedRequest{Seeds: []uint32{2}, Why: true}); !reflect.DeepEqual(r, again) {
		t.Error("the same request gives another list")
	}
}

// What those who cite a work call it speaks for it, whatever its own title says,
// where two of them agree.
func TestRelatedCiters(t *testing.T) {
	var works []*graph.Work
	for i, title := range []string{
		"Social capital and network ties", // 0, cited by 2, 3 and 4
		"Weak bonds",                      // 1, cited by 5
		"Peer support in recovery colleges", "Peer support after discharge", "Peer support by telephone",
		"Support for carers", "Peer mentoring", "Walking groups",
	} {
		works = append(works, &graph.Work{ID: "w" + string(rune('0'+i)), Held: true, CSL: corpus.Work{Title: title}})
	}
	ix := openFake(t, newFake(works, [][2]uint32{{2, 0}, {3, 0}, {4, 0}, {5, 1}, {2, 6}, {3, 6}, {4, 7}}, nil), nil)
	r := related(t, ix, RelatedRequest{Terms: "peer support"})
	var said, bonds *Reason
	for _, h := range r.Hits {
		switch h.ID {
		case "w0":
			said = reason(h, "citers")
		case "w1":
			bonds = reason(h, "citers")
		}
	}
	if said == nil || said.Share <= 0 || !slices.Equal(said.Terms, []string{"peer", "support"}) || !slices.Equal(said.Shared, []string{"w2", "w3", "w4"}) {
		t.Errorf("what the citers say: %+v", said)
	}
	if bonds != nil {
		t.Errorf("one citer is enough: %+v", bonds)
	}
}

func TestRelatedPages(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	whole := strings.Fields(ids(related(t, ix, RelatedRequest{Terms: "peer support recovery"})))
	var parts []string
	for at := range whole {
		r := related(t, ix, RelatedRequest{Terms: "peer support recovery", N: 1, Offset: at})
		parts = append(parts, ids(r))
		if r.Total != len(whole) || r.Hits[0].Rank != at+1 {
			t.Errorf("page %d: rank %d of %d", at, r.Hits[0].Rank, r.Total)
		}
	}
	if !slices.Equal(whole, parts) {
		t.Errorf("pages %v, want %v", parts, whole)
	}
}

func TestRelatedInQuery(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	for q, want := range map[string]string{
		`related("severe mental illness") year:2014`:    "w1",
		`topn(1, related(id:w2), sort=relevance)`:       "w1",
		`related(id:w4, method=coupling, n=1)`:          "w1",
		`similar(id:w2, n=1)`:                           "w1",
		`cocited(id:w2) related("mental illness", n=2)`: "w3",
	} {
		if got := ids(find(t, ix, q, SearchOptions{})); got != want {
			t.Errorf("%s finds %q, want %q", q, got, want)
		}
	}
}
