package index

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"citegraph/corpus"
	"citegraph/graph"
)

// The evaluation of related studies over the development sets: heavy, so only
// on request.
//
//	CITEGRAPH_EVAL=1 go test ./index -run TestRelatedEval -v
//
// CITEGRAPH_EVAL=aan or =graph evaluates one of them.

func shared(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("CITEGRAPH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	p := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("shared data absent: %v", err)
	}
	return p
}

func gzLines(t *testing.T, path string, f func([]byte)) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		f(s.Bytes())
	}
}

// loadRelated reads one of the graphs: "graph" (sparse) or "aan" (dense).
func loadRelated(t *testing.T, name string) (*fake, []string) {
	var works []*graph.Work
	var names []string
	num := map[string]uint32{}
	gzLines(t, shared(t, "related", name+"_works.ndjson.gz"), func(b []byte) {
		var w struct {
			ID, Title, Abstract, Journal, DOI string
			Year                              int
			Authors                           []corpus.Name
			Keywords                          []string
		}
		if err := json.Unmarshal(b, &w); err != nil {
			t.Fatal(err)
		}
		c := corpus.Work{Title: w.Title, Abstract: w.Abstract, ContainerTitle: w.Journal, DOI: w.DOI, Author: w.Authors, Keyword: strings.Join(w.Keywords, ", ")}
		if w.Year > 0 {
			c.Issued = &corpus.Date{Parts: [][]int{{w.Year}}}
		}
		num[w.ID] = uint32(len(works))
		names = append(names, w.ID)
		works = append(works, &graph.Work{ID: fmt.Sprintf("w%07d", len(works)), Held: true, CSL: c})
	})
	var cites [][2]uint32
	gzLines(t, shared(t, "related", name+"_edges.tsv.gz"), func(b []byte) {
		x, y, _ := strings.Cut(string(b), "\t")
		i, ok1 := num[x]
		j, ok2 := num[y]
		if ok1 && ok2 {
			cites = append(cites, [2]uint32{i, j})
		}
	})
	return newFake(works, cites, nil), names
}

type relatedQuery struct {
	QID, Type, Text, Corpus string
	Relevant                map[string]float64
	Graded                  map[string]float64
	Seeds                   []string
}

func relatedQueries(t *testing.T, corpus string) []relatedQuery {
	f, err := os.Open(shared(t, "related", "dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<24)
	var out []relatedQuery
	for s.Scan() {
		var q relatedQuery
		if err := json.Unmarshal(s.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		if q.Corpus == corpus {
			out = append(out, q)
		}
	}
	return out
}

// fold5 is the fold of a query: those of one document stay together.
func fold5(qid string) int {
	doc := qid[:strings.LastIndexByte(qid, '-')]
	h := fnv.New32a()
	h.Write([]byte(doc))
	return int(h.Sum32() % 5)
}

// judged are the measures of one ranking.
type judged struct{ recall, ndcg float64 }

func judge(ranking []string, q relatedQuery, seeds bool) judged {
	rel := map[string]float64{}
	grades := q.Graded
	if len(grades) == 0 {
		grades = q.Relevant
	}
	for d, g := range grades {
		rel[d] = g
	}
	bin := map[string]bool{}
	for d := range q.Relevant {
		bin[d] = true
	}
	if seeds {
		for _, s := range q.Seeds {
			delete(rel, s)
			delete(bin, s)
		}
		ranking = slices.DeleteFunc(slices.Clone(ranking), func(d string) bool { return slices.Contains(q.Seeds, d) })
	}
	if len(bin) == 0 {
		return judged{-1, -1}
	}
	hit, dcg := 0, 0.0
	for i, d := range ranking[:min(100, len(ranking))] {
		if bin[d] {
			hit++
		}
		if i < 20 {
			dcg += (math.Pow(2, rel[d]) - 1) / math.Log2(float64(i+2))
		}
	}
	var ideal []float64
	for _, g := range rel {
		ideal = append(ideal, g)
	}
	slices.SortFunc(ideal, func(a, b float64) int { return cmp.Compare(b, a) })
	idl := 0.0
	for i, g := range ideal[:min(20, len(ideal))] {
		idl += (math.Pow(2, g) - 1) / math.Log2(float64(i+2))
	}
	return judged{float64(hit) / float64(len(bin)), dcg / idl}
}

// evalIndex opens the index of a development graph, kept between runs.
func evalIndex(t *testing.T, name string) (*Index, []string) {
	g, names := loadRelated(t, name)
	dir := filepath.Join(os.TempDir(), "citegraph-eval", name)
	ix, err := Open(dir, g)
	if errors.Is(err, ErrMissing) || errors.Is(err, ErrStale) || errors.Is(err, ErrDamaged) {
		start := time.Now()
		if err := Build(context.Background(), dir, g, nil); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: built in %v", name, time.Since(start))
		ix, err = Open(dir, g)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ix.Close() })
	return ix, names
}

func TestRelatedEval(t *testing.T) {
	if os.Getenv("CITEGRAPH_EVAL") == "" {
		t.Skip("set CITEGRAPH_EVAL=1 to evaluate related studies over the development sets")
	}
	method := os.Getenv("CITEGRAPH_EVAL_METHOD")
	for _, name := range []string{"aan", "graph"} {
		if only := os.Getenv("CITEGRAPH_EVAL"); only != "1" && only != name {
			continue
		}
		ix, names := evalIndex(t, name)
		num := map[string]uint32{}
		for i, n := range names {
			num[n] = uint32(i)
		}
		for _, mode := range []string{"terms", "seeds"} {
			var sum judged
			n := 0
			byFold := [5][3]float64{}
			var times []time.Duration
			for _, q := range relatedQueries(t, name) {
				req := RelatedRequest{N: 110, Method: method}
				if mode == "terms" {
					req.Terms = q.Text
				} else {
					for _, s := range q.Seeds {
						req.Seeds = append(req.Seeds, num[s])
					}
					if len(req.Seeds) == 0 {
						continue
					}
				}
				start := time.Now()
				f, err := ix.relate(context.Background(), req)
				if err != nil {
					t.Fatal(err)
				}
				hits := f.ranking(req)
				times = append(times, time.Since(start))
				var ranking []string
				for _, h := range hits {
					ranking = append(ranking, names[h.n])
				}
				j := judge(ranking, q, mode == "seeds")
				if j.recall < 0 {
					continue
				}
				sum.recall += j.recall
				sum.ndcg += j.ndcg
				n++
				k := fold5(q.QID)
				byFold[k][0]++
				byFold[k][1] += j.recall
				byFold[k][2] += j.ndcg
			}
			slices.Sort(times)
			var folds strings.Builder
			for _, f := range byFold {
				fmt.Fprintf(&folds, " %.3f/%.3f", f[1]/f[0], f[2]/f[0])
			}
			t.Logf("%s %s: %d queries, recall@100 %.4f, nDCG@20 %.4f; folds%s; p50 %v p99 %v", name, mode, n, sum.recall/float64(n), sum.ndcg/float64(n),
				folds.String(), times[len(times)/2], times[len(times)*99/100])
		}
	}
}
