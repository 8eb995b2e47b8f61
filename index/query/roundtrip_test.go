package query

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestRoundTrip throws token soup at the parser: whatever it takes, it must
// take again from the canonical form, unchanged.
func TestRoundTrip(t *testing.T) {
	tokens := []string{"a", "b", "-", " ", " ", "(", ")", `"`, "~", "2", "^", "/", `\`, "*", "?", ":", "title", "type", "author", "is", "year",
		"..", ">=", "=", ",", ";", "[au]", "[dp]", "]", "[", "AND", "OR", "NOT", "cites", "all", "within", "min", "related", "union",
		"refersto", "citedby", "\x00", "é", "\ue000", "doi", "2010:2012", "[ti]", "[is]", "[pt]"}
	r := rand.New(rand.NewPCG(1, 2))
	taken := 0
	for range 50_000 {
		var b strings.Builder
		for range 1 + r.IntN(14) {
			b.WriteString(tokens[r.IntN(len(tokens))])
		}
		q, _, err := Parse(b.String())
		if err != nil {
			continue
		}
		taken++
		again, _, err := Parse(q.String())
		if err != nil || again.String() != q.String() {
			t.Fatalf("Parse(%q) = %s, which is read as %v, %v", b.String(), q, again, err)
		}
	}
	if taken < 1000 {
		t.Errorf("only %d of 50,000 were queries", taken)
	}
}
