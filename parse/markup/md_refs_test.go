package markup

import (
	"context"
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

func readOne(t *testing.T, f corpus.Format, src string) *corpus.Text {
	t.Helper()
	for x, err := range Read(context.Background(), corpus.Input{Name: "a", Format: f, Text: src}) {
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	t.Fatal("no text")
	return nil
}

// Works that stand in the metadata of a text itself.
func TestEmbeddedReferences(t *testing.T) {
	const refs = "references:\n- id: higgins2002\n  type: article-journal\n  title: 'Quantifying heterogeneity: in a\n    meta-analysis'\n  author:\n  - family: Higgins\n    given: J. P. T.\n  - {family: skipped}\n  issued:\n    - year: 2002\n  volume: 21\n- type: book\n  id: \"a:b\"\n  title: >\n    Bias in\n    meta-analysis\n  issued: 1997-09\n"
	const want = `[{"author":[{"family":"Higgins","given":"J. P. T."},"{family: skipped}"],"id":"higgins2002","issued":{"date-parts":[[2002]]},"title":"Quantifying heterogeneity: in a meta-analysis","type":"article-journal","volume":"21"},` +
		`{"id":"a:b","issued":{"date-parts":[[1997,9]]},"title":"Bias in meta-analysis","type":"book"}]`
	tests := []struct{ name, src, want string }{
		{"at the head", "---\ntitle: A review\n" + refs + "lang: en\n---\n\nSee [@higgins2002].\n", want},
		{"at the end", "---\ntitle: A review\n---\n\nSee [@higgins2002].\n\n---\n" + refs + "...\n", want},
		{"not closed", "See [@higgins2002].\n\n---\n" + refs, ""},
		{"no list", "---\nreferences: none\n---\n\nSee [@higgins2002].\n", ""},
		{"deep", "---\nreferences:\n" + strings.Repeat("- ", 4000) + "x\n---\n\nText.\n", "[[[[[[[[[[[[[null]]]]]]]]]]]]]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := readOne(t, corpus.FormatMarkdown, tt.src)
			got := ""
			for _, l := range x.Libraries {
				got += string(l.Raw)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
			if strings.Contains(x.Body, "family") && tt.want != "" {
				t.Errorf("the metadata was read as text: %q", x.Body)
			}
		})
	}
}

func TestAmsrefs(t *testing.T) {
	x := readOne(t, corpus.FormatLaTeX, `\begin{document}See \cite{egger}.
\begin{bibdiv}\begin{biblist}
\bib{egger}{article}{author={Egger, Matthias}, author={Davey Smith, George},
  title={Bias in meta-analysis, detected by {\em a} test}, journal={BMJ}, volume={315}, number={7109},
  date={1997-09-13}, pages={629\ndash 634}, doi={10.1136/bmj.315.7109.629}}
\bib*{ibook}{book}{title={Systematic reviews}, publisher={BMJ Books}}
\bib{open}{book}{title={Never closed
\end{biblist}\end{bibdiv}\end{document}`)
	want := []corpus.Reference{{ID: "egger", Confidence: 1, CSL: corpus.Work{ID: "egger", Type: "article-journal", Title: "Bias in meta-analysis, detected by a test",
		Author: []corpus.Name{{Family: "Egger", Given: "Matthias"}, {Family: "Davey Smith", Given: "George"}}, ContainerTitle: "BMJ", Volume: "315", Issue: "7109", Page: "629-634",
		Issued: &corpus.Date{Parts: [][]int{{1997, 9, 13}}}, DOI: "10.1136/bmj.315.7109.629"}}}
	if d := cmp.Diff(want, x.Cited); d != "" {
		t.Error(d)
	}
}
