package parse

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"citegraph/corpus"
)

const shelfBib = `@article{higgins2002, author = {Higgins, J. P. T.}, title = {Quantifying heterogeneity in a meta-analysis}, journal = {Statistics in Medicine}, year = 2002}
@article{egger1997, author = {Egger, M.}, title = {Bias in meta-analysis}, journal = {BMJ}, year = 1997}
@book{cohen1988, author = {Cohen, J.}, title = {Statistical power analysis}, year = 1988}
@book{borenstein2009, author = {Borenstein, M.}, title = {Introduction to meta-analysis}, year = 2009}
`

// listed is a document's list and what its callouts cite, a line each.
func listed(d *corpus.Document) string {
	var b strings.Builder
	for _, r := range d.Refs {
		fmt.Fprintf(&b, "%d %s %s\n", r.N, r.ID, r.CSL.Title)
	}
	for _, c := range d.Calls {
		fmt.Fprintf(&b, "%v\n", c.Targets)
	}
	return b.String()
}

func TestCitedFromLibrary(t *testing.T) {
	const (
		h = "higgins2002 Quantifying heterogeneity in a meta-analysis\n"
		e = "egger1997 Bias in meta-analysis\n"
		c = "cohen1988 Statistical power analysis\n"
		b = "borenstein2009 Introduction to meta-analysis\n"
	)
	front := "---\nbibliography: refs.bib\n---\n\n"
	tests := []struct{ name, file, text, want string }{
		{"most are cited: the library is the list", "a.md", front + "One [@egger1997], two [@cohen1988; @higgins2002].",
			"1 " + h + "2 " + e + "3 " + c + "4 " + b + "[2]\n[3 1]\n"},
		{"few are cited: those, as they come", "a.md", front + "One [@cohen1988], two [@higgins2002], one more [@cohen1988].",
			"1 " + c + "2 " + h + "[1]\n[2]\n[1]\n"},
		{"none is known", "a.md", front + "One [@nobody2000].", ""},
		{"listed without being cited", "a.tex", `One \cite{egger1997}.\nocite{cohen1988}\bibliography{refs}`, "1 " + e + "2 " + c + "[1]\n"},
		{"all are listed", "a.tex", `One \cite{egger1997}.\nocite{*}\bibliography{refs}`, "1 " + h + "2 " + e + "3 " + c + "4 " + b + "[2]\n"},
		{"identifiers need no library", "a.md", "One [@doi:10.1002/sim.1186].", "1 doi:10.1002/sim.1186 \n[1]\n"},
		{"a printed list keeps its order and takes the fields", "a.tex",
			`One \cite{egger1997,cohen1988}.\bibliography{refs}\begin{thebibliography}{9}\bibitem{cohen1988} Cohen J. Power. 1988.\bibitem{egger1997} Egger M. Bias. BMJ, 1997.\end{thebibliography}`,
			"1 " + c + "2 " + e + "[2 1]\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range map[string]string{tt.file: tt.text, "refs.bib": shelfBib} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			got := ""
			for d, err := range Parse(context.Background(), file(filepath.Join(dir, tt.file)), nil) {
				if err != nil {
					t.Fatal(err)
				}
				got += listed(d)
				for _, r := range d.Refs {
					if r.Span.Len() > 0 && !strings.Contains(tt.text, "bibitem") && !strings.Contains(tt.text[r.Span.Start:r.Span.End], r.ID) {
						t.Errorf("%s leads to %q", r.ID, tt.text[r.Span.Start:r.Span.End])
					}
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}
