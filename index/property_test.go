package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/index/query"
)

// The property: over random small graphs, random queries find what an
// evaluator finds that tries every node, knows no index and shares no code
// with the one that is tested.

var propWords = []string{"amber", "birch", "cedar", "delta", "ember"}

func randomGraph(r *rand.Rand) *fake {
	n := 4 + r.IntN(9)
	text := func(k int) string {
		var ws []string
		for range r.IntN(k) {
			ws = append(ws, propWords[r.IntN(len(propWords))])
		}
		return strings.Join(ws, " ")
	}
	var works []*graph.Work
	for i := range n {
		c := corpus.Work{Title: text(5), Abstract: text(4)}
		if r.IntN(4) > 0 {
			c.Issued = &corpus.Date{Parts: [][]int{{2000 + r.IntN(6)}}}
		}
		if r.IntN(3) > 0 {
			c.ContainerTitle = []string{"Ash Review", "Oak Letters"}[r.IntN(2)]
		}
		for range r.IntN(3) {
			name := corpus.Name{Family: []string{"Moor", "Nash", "Orr"}[r.IntN(3)], Given: "A"}
			if !slices.Contains(c.Author, name) {
				c.Author = append(c.Author, name)
			}
		}
		if r.IntN(2) == 0 {
			c.DOI = fmt.Sprintf("10.1/%d", i)
		}
		works = append(works, &graph.Work{CSL: c, Held: r.IntN(2) == 0, Confidence: float64(r.IntN(5)) / 4})
	}
	var cites [][2]uint32
	for range r.IntN(3 * n) {
		if a, b := uint32(r.IntN(n)), uint32(r.IntN(n)); a != b {
			cites = append(cites, [2]uint32{a, b})
		}
	}
	var contexts []*graph.Context
	for _, c := range cites {
		if r.IntN(2) == 0 {
			continue
		}
		x := &graph.Context{ID: fmt.Sprintf("c%d", len(contexts)), Citing: c[0], Cited: []uint32{c[1]}, Groups: [][]uint32{{c[1]}},
			Path: "a.txt", Text: text(4), Paragraph: r.IntN(2), Section: []string{"A", "B"}[r.IntN(2)]}
		for _, d := range cites {
			if d[0] == c[0] && d[1] != c[1] && r.IntN(2) == 0 && !slices.Contains(x.Cited, d[1]) {
				x.Cited = append(x.Cited, d[1])
				if r.IntN(2) == 0 {
					x.Groups = append(x.Groups, []uint32{d[1]})
				} else {
					x.Groups[0] = append(x.Groups[0], d[1])
				}
			}
		}
		slices.Sort(x.Cited)
		contexts = append(contexts, x)
	}
	return newFake(works, cites, contexts)
}

// randomQuery writes a query of some depth.
func randomQuery(r *rand.Rand, n, depth int) string {
	sub := func() string { return randomQuery(r, n, depth-1) }
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	w := func() string { return propWords[r.IntN(len(propWords))] }
	if depth > 0 {
		switch r.IntN(16) {
		case 0, 1:
			return sub() + " " + sub()
		case 2, 3:
			return "(" + sub() + " OR " + sub() + ")"
		case 4:
			return "-(" + sub() + ")"
		case 5:
			return "cites(" + sub() + pick("", ", min=2") + ")"
		case 6:
			return "citedby(" + pick(sub(), "all("+sub()+")") + ")"
		case 7:
			return "cocited(" + pick(sub(), "all("+sub()+")") + pick("", ", min=2") + pick("", ", near=bracket", ", near=sentence", ", near=paragraph", ", near=section") + ")"
		case 8:
			return "coupled(" + pick(sub(), "all("+sub()+")") + pick("", ", min=2") + ")"
		case 9:
			return "within(" + pick("1", "2") + ", " + sub() + pick("", ", via=cites", ", via=citedby") + ")"
		case 10:
			return "by(" + sub() + ")"
		case 11:
			return "in(" + sub() + ")"
		case 12:
			return "by(coauthors(" + sub() + pick("", ", min=2") + "))"
		case 13:
			return "context(" + sub() + ")"
		}
	}
	switch r.IntN(14) {
	case 0:
		return `"` + w() + " " + w() + `"` + pick("", "~1", "~2")
	case 1:
		return pick("title:", "abstract:", "tiab:", "context:") + w()
	case 2:
		return w()[:2] + "*"
	case 3:
		return pick("author:moor", "author:nash", `author:"Orr A"`, `firstauthor:"Moor A"`, "lastauthor:orr")
	case 4:
		return pick("journal:ash", "journal:letters", `journal:"oak letters"`)
	case 5:
		return pick("year:2001..2003", "year:>2002", "year:2001", "year:<=2001")
	case 6:
		return pick("cited:>=2", "refs:0", "degree:>2", "conf:<0.5")
	case 7:
		return pick("is:held", "is:stub", "is:self", "has:year", "missing:doi", "has:author", "has:context")
	case 8:
		return fmt.Sprintf("id:w%04d", r.IntN(n))
	case 9:
		return fmt.Sprintf("doi:10.1/%d", r.IntN(n))
	}
	return w()
}

func TestProperty(t *testing.T) {
	graphs, queries := 40, 250
	if testing.Short() {
		graphs = 5
	}
	r := rand.New(rand.NewPCG(7, 11))
	nonEmpty := 0
	for range graphs {
		g := randomGraph(r)
		ix := openFake(t, g, &BuildOptions{Memory: 1 << (12 + r.IntN(8))})
		for range queries {
			text := randomQuery(r, len(g.works), 3)
			k := kind(r.IntN(4))
			q, _, err := query.Parse(text)
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			set, err := newEvaluator(context.Background(), ix, k).eval(q.Root, k)
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			want := brute{g}.members(q.Root, k)
			if got := set.members(); !slices.Equal(got, want) {
				t.Fatalf("%s finds %ss %v, want %v", text, k, got, want)
			}
			if len(want) > 0 && len(want) < ix.size(k) {
				nonEmpty++
			}
		}
	}
	if nonEmpty < graphs*queries/5 {
		t.Errorf("only %d of %d queries told anything apart", nonEmpty, graphs*queries)
	}
}
