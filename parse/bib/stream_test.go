package bib

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"

	"citegraph/corpus"
)

// TestStream reads a file in blocks and whole: the records must be equal.
func TestStream(t *testing.T) {
	var b strings.Builder
	for i := range 35_000 {
		fmt.Fprintf(&b, `{"id":"W%07d","type":"article-journal","title":"Title – number %d of many","container-title":"J Tests","issued":{"date-parts":[[%d]]}}`, i, i, 1900+i%100)
		b.WriteString([]string{"\n", "\r\n"}[i%2])
	}
	text := b.String()
	for name, text := range map[string]string{"lines": text, "array": "[" + strings.ReplaceAll(strings.TrimSpace(text), "\n", ",\n") + "]"} {
		t.Run(name, func(t *testing.T) {
			in := corpus.Input{Name: "w.ndjson", Format: corpus.FormatCSL, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
			refs, notes, err := readAll(t, in)
			if err != nil || len(refs) != 35_000 || len(notes) > 0 {
				t.Fatalf("%d records, %v, %v", len(refs), err, notes)
			}
			for i, r := range refs {
				got := text[r.Span.Start:r.Span.End]
				if r.ID != fmt.Sprintf("W%07d", i) || !strings.HasPrefix(got, `{"id":"`+r.ID) || !strings.HasSuffix(got, "}") {
					t.Fatalf("record %d: id %q, span %v is %q", i, r.ID, r.Span, got)
				}
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for i, s := range []string{
		`[{"id":"a","title":"x","author":[{"family":"S"}],"issued":{"date-parts":[[2001]]}}]`, "{\"id\":1}\n{\"a\":[", "@article{a, title={x}, author = {A and B, C}}",
		"TY  - JOUR\nAU  - A, B\nER  - \n", "PMID- 1\nTI  - x\n      y\n", "<xml><records><record><titles><title>a</title></titles></record>",
		"PT J\nAU A, B\n   C\nCR X Y, 2001, J, V1, P2\nER\n", "Title,Authors,References\na,\"B C.\",\"X, Y., T (2001) J, 1 (2), pp. 1-2\"\n",
		"<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>", `{"id":"https://openalex.org/W1","referenced_works":["W2"]}`, "id,title,author\ndoi:10.1/x,a,\"B, C\"\n",
	} {
		f.Add(uint8(i), s)
	}
	for i, f2 := range Formats() {
		if f2.Format != corpus.FormatRIS {
			continue
		}
		for _, s := range []string{
			"Record: 1\nTitle:\n\tA b.\nAuthors:\n\tC, D\nSource:\n\tE (F). Sep, 1997, Vol. 1 Issue 2, p3-4. 2p.\nAccession Number:\n\t7\nAbstract:\n\tx\n", "Scopus\nEXPORT DATE: 1\n\nA, B.\n1;\nT\n(2001) J, 1 (2), pp. 3-4.\nSOURCE: Scopus\n",
			"1. J. 2001 Sep;1(2):3-4.\n\nT.\n\nA B(1).\n\nPMID: 1\n", "T\nAuthor(s): A B\nStable URL: https://www.jstor.org/stable/1\n\nU\nAuthor(s): C\nStable URL: https://www.jstor.org/stable/2\n", "T\nA B - J, 2001 - x.y\nCited by 1 Related articles\nT\nA - J, 2002 - x\nCited by 2 Related articles\n",
		} {
			f.Add(uint8(i), s)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, s string) {
		text, offs, _ := corpus.Decode([]byte(s), "")
		all := Formats()
		format := all[int(which)%len(all)]
		if format.Read == nil {
			return
		}
		in := corpus.Input{Format: format.Format, Raw: []byte(s), Text: text, Offsets: offs}
		n := 0
		for text, err := range format.Read(t.Context(), in) {
			if err != nil {
				break
			}
			for _, r := range text.Records {
				n++
				if r.N != n || r.Span.Start < 0 || r.Span.End > len(s) || r.Span.Start > r.Span.End {
					t.Fatalf("record %d: N %d, span %v of %d bytes", n, r.N, r.Span, len(s))
				}
			}
		}
	})
}

func BenchmarkReadCSL(b *testing.B) {
	line := `{"id":"W0000001","type":"article-journal","title":"Passion and Pacing in Endurance Performance","author":[{"family":"Schiphof-Godart","given":"Lieke"},{"family":"Hettinga","given":"Florentina J."}],"container-title":"Frontiers in Physiology","abstract":"` +
		strings.Repeat("Words of an abstract that is neither long nor short. ", 6) + `","volume":"8","page":"83","issued":{"date-parts":[[2017]]},"DOI":"10.3389/fphys.2017.00083","custom":{"cites":["W0000002","W0000003","W0000004"]}}` + "\n"
	const n = 10_000
	in := corpus.Input{Format: corpus.FormatCSL, Text: strings.Repeat(line, n)}
	b.SetBytes(int64(len(in.Text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range ReadCSL(b.Context(), in) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

func BenchmarkReadRIS(b *testing.B) {
	rec := "TY  - JOUR\nAU  - Felton, Chip J\nAU  - Stastny, Peter\nTI  - Consumers as peer specialists on intensive case management teams\nT2  - Psychiatric Services\nPY  - 1995\nVL  - 46\nIS  - 10\nSP  - 1037\nEP  - 1044\nDO  - 10.1176/ps.46.10.1037\nER  - \n\n"
	bench(b, corpus.Input{Format: corpus.FormatRIS, Text: strings.Repeat(rec, 5000)}, ReadRIS)
}

func BenchmarkReadBibTeX(b *testing.B) {
	rec := "@article{felton1995,\n  author = {Felton, Chip J. and M{\\\"u}ller, A.},\n  title = {Consumers as {Peer} specialists on intensive case management teams},\n  journal = {Psychiatric Services},\n  year = {1995},\n  volume = {46},\n  pages = {1037--1044},\n  doi = {10.1176/ps.46.10.1037}\n}\n\n"
	bench(b, corpus.Input{Format: corpus.FormatBibTeX, Text: strings.Repeat(rec, 5000)}, ReadBibTeX)
}

func bench(b *testing.B, in corpus.Input, read func(context.Context, corpus.Input) iter.Seq2[*corpus.Text, error]) {
	b.SetBytes(int64(len(in.Text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range read(b.Context(), in) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
