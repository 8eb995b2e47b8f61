package index

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"citegraph/graph"
	"citegraph/index/query"
)

// halves is a library in which every work of one half cites every work of the
// other: n²/4 citations.
func halves(n int) *fake {
	works := make([]*graph.Work, n)
	var cites [][2]uint32
	for i := range works {
		works[i] = &graph.Work{ID: fmt.Sprintf("w%06d", i), CSL: csl(2000, fmt.Sprintf("work %d aa%d of the kind", i, i), "")}
		if i < n/2 {
			for j := n / 2; j < n; j++ {
				cites = append(cites, [2]uint32{uint32(i), uint32(j)})
			}
		}
	}
	return newFake(works, cites, nil)
}

// TestBombs asks for what would cost too much: it is refused with what to write
// instead, or bounded. How long each takes is for a benchmark to say.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing of it runs side by side in one process")
	}
	ix := openFake(t, halves(1200), nil)
	many := func(n int, s, sep string) string { return strings.TrimSuffix(strings.Repeat(s+sep, n), sep) }
	nest := func(n int, open, in string) string { return strings.Repeat(open, n) + in + strings.Repeat(")", n) }
	tests := []struct{ name, q, refused string }{
		{"everything", `*`, "matches everything"},
		{"one letter", `aa*`, "write more of its letters"},
		{"wildcards on both sides", `*a*`, "write more of its letters"},
		{"nine wildcards", many(9, "ab*", " "), "more than 8 terms"},
		{"many stars in one", `a*b*c*d*e*f*g*h*i*j*k*`, ""},
		{"any word", `/.*/`, "write more of its letters"},
		{"nested repetition", `/(a+)+b/`, ""},
		{"counted repetition", `/((a{1,100}){1,100}){1,100}/`, "invalid repeat count"},
		{"long expression", "/" + many(8, strings.Repeat("ab", 20), "|") + "/", "at most 64 bytes"},
		{"fuzzy and short", `a~2`, ""},
		{"fuzzy and long", strings.Repeat("a", 65) + "~2", "at most 64 bytes"},
		{"parentheses", nest(400, "(", "a"), "nested more than 40"},
		{"relations in relations", nest(39, "cites(", "has:title"), ""},
		{"more of them", nest(41, "cites(", "a"), "nested more than 40"},
		{"neighbours of neighbours", nest(30, "within(6, ", "has:title"), ""},
		{"all that shares a reference", `coupled(has:title)`, ""},
		{"all that shares two", `coupled(has:title, min=2)`, "would follow more than"},
		{"all that is cited together", `cocited(has:title, min=2)`, "would follow more than"},
		{"small steps, many times", many(12, "coupled(topn(40, has:refs), min=2)", " OR "), "would follow more than"},
		{"rankings in rankings", nest(4, "related(", "a"), "more than 3 clauses"},
		{"a ranking of all", `related(has:title)`, ""},
		{"negations", many(200, "NOT", " ") + " a", ""},
		{"a phrase of many words", `"` + many(41, "of", " ") + `"`, "the limit is 40"},
		{"a distance among many", `"` + many(17, "of", " ") + `"~100`, "16 with a distance"},
		{"long", many(2600, "a", " "), "the limit is 4000"},
		{"a million ids", "id:(" + many(1_000_000, "w000001", " OR ") + ")", "related -"},
		{"a page far down", `work`, "the limit is 10000"},
		{"a number too long", `cited:>=99999999999999999999`, "is no number"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q, _, err := query.Parse(tt.q)
			if err == nil {
				opt := SearchOptions{N: 1}
				if tt.name == "a page far down" {
					opt.Offset = 1_000_000_000
				}
				_, err = ix.Search(context.Background(), q, opt)
			}
			var qe *query.Error
			switch {
			case tt.refused == "" && err != nil:
				t.Errorf("refused: %v", err)
			case tt.refused == "":
			case err == nil:
				t.Error("not refused")
			case !errors.As(err, &qe) && !errors.Is(err, ErrTooBroad):
				t.Errorf("%v is no mistake of a query", err)
			case qe != nil && !strings.Contains(qe.Caret(), tt.refused), qe == nil && !strings.Contains(err.Error(), tt.refused):
				t.Errorf("%v, want %q in it", err, tt.refused)
			}
		})
	}
}
