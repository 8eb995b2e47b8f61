package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"citegraph/graph"

	"github.com/google/go-cmp/cmp"
)

// chain is 0 → 1 → 2 → 3 (→ cites), and 4 → 0, with a work of another field, 5,
// that 1 cites too.
func chain() *fake {
	title := func(i int, s string) *graph.Work {
		return &graph.Work{ID: fmt.Sprintf("w%d", i), Held: i != 3, CSL: csl(2000+i, s, "Journal", "Author, A")}
	}
	works := []*graph.Work{title(0, "peer support in recovery"), title(1, "peer support and hope"), title(2, "peer support trials"),
		title(3, "peer support in hospitals"), title(4, "peer support reviewed"), title(5, "bridges over rivers")}
	works[5].CSL.Author, works[5].CSL.ContainerTitle = nil, ""
	return newFake(works, [][2]uint32{{0, 1}, {1, 2}, {1, 5}, {2, 3}, {4, 0}, {4, 1}}, nil)
}

func TestSnowball(t *testing.T) {
	ix := openFake(t, chain(), nil)
	tests := []struct {
		name    string
		req     SnowballRequest
		want    string // kept, sorted, with round and direction
		rounds  []Round
		stopped string
	}{
		{"backward to the end", SnowballRequest{Rounds: 9, Direction: "backward", Keep: .05}, "w1:1b w2:2b w3:3b", []Round{
			{1, "backward", 1, 1, 0, 1, 1, 1}, {2, "backward", 1, 2, 0, 2, 1, .5}, {3, "backward", 1, 1, 0, 1, 1, 1}, {4, "backward", 1, 0, 0, 0, 0, 0}}, "met nothing new"},
		{"one round", SnowballRequest{Rounds: 1, Keep: .05}, "w1:1b w4:1f", []Round{
			{1, "backward", 1, 1, 0, 1, 1, 1}, {1, "forward", 1, 1, 0, 1, 1, 1}}, "the last that was asked for"},
		{"little yield", SnowballRequest{Direction: "backward", Keep: .05, Stop: .6}, "w1:1b w2:2b", []Round{
			{1, "backward", 1, 1, 0, 1, 1, 1}, {2, "backward", 1, 2, 0, 2, 1, .5}}, "50.0 %"},
		{"forward", SnowballRequest{Direction: "forward", Keep: .05}, "w4:1f", []Round{
			{1, "forward", 1, 1, 0, 1, 1, 1}, {2, "forward", 1, 0, 0, 0, 0, 0}}, "met nothing new"},
		{"years", SnowballRequest{RelatedRequest: RelatedRequest{To: 2001}, Rounds: 9, Keep: .05}, "w1:1b", []Round{
			{1, "backward", 1, 1, 0, 1, 1, 1}, {1, "forward", 1, 1, 0, 1, 0, 0}, {2, "backward", 1, 2, 0, 2, 0, 0}, {2, "forward", 1, 2, 2, 0, 0, 0}}, "kept nothing"},
		{"only held are listed", SnowballRequest{RelatedRequest: RelatedRequest{Only: "held"}, Rounds: 3, Direction: "backward", Keep: .05}, "w1:1b w2:2b", []Round{
			{1, "backward", 1, 1, 0, 1, 1, 1}, {2, "backward", 1, 2, 0, 2, 1, .5}, {3, "backward", 1, 1, 0, 1, 1, 1}}, "the last"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.req.Seeds = []uint32{0}
			got, err := ix.Snowball(context.Background(), tt.req)
			if err != nil {
				t.Fatal(err)
			}
			var kept []string
			for _, h := range got.Hits {
				kept = append(kept, fmt.Sprintf("%s:%d%c", h.ID, h.Found.Round, h.Found.Direction[0]))
			}
			slices.Sort(kept)
			if s := strings.Join(kept, " "); s != tt.want {
				t.Errorf("kept %s, want %s", s, tt.want)
			}
			if d := cmp.Diff(tt.rounds, got.Rounds); d != "" {
				t.Errorf("rounds: %s", d)
			}
			if !strings.Contains(got.Stopped, tt.stopped) {
				t.Errorf("stopped: %q, want %q in it", got.Stopped, tt.stopped)
			}
			f := got.Flow
			if f.Identified != f.Duplicates+f.Screened || f.Screened != f.Excluded+f.Kept {
				t.Errorf("the flow does not add up: %+v", f)
			}
		})
	}
	if _, err := ix.Snowball(context.Background(), SnowballRequest{Direction: "sideways"}); err == nil {
		t.Error("an unknown direction is no error")
	}
}

// What a snowball finds does not depend on the order of its seeds.
func TestSnowballOrder(t *testing.T) {
	ix := openFake(t, shelf(), nil)
	var first *Snowball
	for _, seeds := range [][]uint32{{0, 4}, {4, 0}, {4, 0, 4}} {
		got, err := ix.Snowball(context.Background(), SnowballRequest{RelatedRequest: RelatedRequest{Seeds: seeds, Why: true}})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		} else if d := cmp.Diff(first.Rounds, got.Rounds); d != "" || ids(first.Results) != ids(got.Results) {
			t.Errorf("seeds %v: %s, first %s; %s", seeds, ids(got.Results), ids(first.Results), d)
		}
	}
}

// Of too many works the first are followed, which is said; the others are no
// answers.
func TestTooManySeeds(t *testing.T) {
	var works []*graph.Work
	var cites [][2]uint32
	for i := range maxSeeds + 2 {
		works = append(works, &graph.Work{ID: fmt.Sprintf("w%04d", i), CSL: csl(2000, "peer support", "Journal", "Author, A")})
		cites = append(cites, [2]uint32{0, uint32(i)})
	}
	ix := openFake(t, newFake(works, cites[1:], nil), nil)
	req := RelatedRequest{}
	for i := range maxSeeds + 1 {
		req.Seeds = append(req.Seeds, uint32(i))
	}
	related, err := ix.Related(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	snow, err := ix.Snowball(context.Background(), SnowballRequest{RelatedRequest: req, Keep: .01})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*Results{related, snow.Results} {
		if ids(r) != "w0501" || len(r.Warnings) != 1 {
			t.Errorf("found %q, warned %v", ids(r), r.Warnings)
		}
	}
}
