package export

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"citegraph/corpus"
	"citegraph/graph"
)

// large is a graph of n works of which each cites up to refs older ones, those
// often cited more often.
func large(n, refs int) *fake {
	r := rand.New(rand.NewPCG(1, 2))
	f := &fake{}
	var cited []uint32
	for i := range n {
		w := &graph.Work{N: uint32(i), ID: fmt.Sprintf("w%07d", i), Key: fmt.Sprintf("author%dword", i), Held: i%3 == 0, Confidence: .9, Journal: graph.None}
		w.CSL = corpus.Work{Title: fmt.Sprintf("A study of topic %d and method %d in population %d", i%37, i%53, i%11), ContainerTitle: fmt.Sprintf("Journal %d", i%97),
			Issued: &corpus.Date{Parts: [][]int{{1970 + i*55/n}}}, Author: []corpus.Name{{Family: fmt.Sprintf("Author%d", i%997), Given: "A"}}}
		f.works = append(f.works, w)
		seen := map[uint32]bool{}
		for range min(i, refs) {
			t := r.Uint32N(uint32(max(i, 1)))
			if len(cited) > 0 && r.IntN(2) == 0 {
				t = cited[r.IntN(len(cited))]
			}
			if !seen[t] {
				seen[t] = true
				cited = append(cited, t)
				f.citations = append(f.citations, &graph.Citation{Citing: uint32(i), Cited: t, Confidence: .9,
					Evidence: []graph.Evidence{{Path: "a.txt", Span: corpus.Span{Start: i, End: i + 4}, Text: "A sentence that cites.", Callout: 0}}})
			}
		}
	}
	return f.finish()
}

func BenchmarkLarge(b *testing.B) {
	src := large(20_000, 20)
	for _, format := range []string{"graphml", "csv"} {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v := mustView(b, src, &Options{Layout: "none"})
				if err := Write(context.Background(), io.Discard, format, v); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(v.EdgeCount), "edges")
			}
		})
	}
	b.Run("cocitation", func(b *testing.B) {
		for b.Loop() {
			v := mustView(b, src, &Options{View: CoCitation, MinWeight: 3, Top: 5000})
			if err := Write(context.Background(), io.Discard, "csv", v); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(v.EdgeCount), "edges")
		}
	})
}
