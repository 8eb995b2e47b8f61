package markup

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"citegraph/corpus"
	"citegraph/parse/golden"
)

var readAll = golden.Reader(Read).All

// input is a file of testdata with what lies beside it.
func input(t testing.TB, name string) corpus.Input {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	format := corpus.FormatMarkdown
	if strings.HasSuffix(name, ".tex") {
		format = corpus.FormatLaTeX
	}
	root, err := os.OpenRoot("testdata")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return corpus.Input{Name: name, Format: format, Raw: raw, Text: string(raw), Beside: func(n string) ([]byte, error) { return root.ReadFile(n) }}
}

func TestGolden(t *testing.T) {
	// The text of another file leads to the command that brought it in.
	brought := func(_, source string) bool { return strings.HasPrefix(source, `\input`) }
	for _, f := range []string{"review.md", "numbered.md", "review.tex", "shelf.tex"} {
		t.Run(f, func(t *testing.T) {
			in := input(t, f)
			texts, err := readAll(in)
			if err != nil || len(texts) != 1 {
				t.Fatalf("%d texts, %v", len(texts), err)
			}
			golden.Compare(t, filepath.Join("testdata", f+".golden"), golden.Shown(t, texts[0], string(in.Raw), brought))
		})
	}
}

// cited are the targets of the Callee marks of a text, a bracket for each mark.
func cited(x *corpus.Text) string {
	var b strings.Builder
	for _, m := range x.Marks {
		if m.Kind == corpus.Callee {
			fmt.Fprintf(&b, "[%s]", strings.Join(m.Targets, " "))
		}
	}
	return b.String()
}

func TestCitations(t *testing.T) {
	md, tx := corpus.FormatMarkdown, corpus.FormatLaTeX
	tests := []struct {
		format corpus.Format
		src    string
		want   string
	}{
		{md, "[@a; @b, p. 3; -@c]", "[a b c]"},
		{md, "See @smith_2001. And (@doe2002), not a@b.org.", "[smith_2001][doe2002]"},
		{md, "[@{https://example.org/x?y=1}] [@url:https://example.org/a_b-c]", "[https://example.org/x?y=1][url:https://example.org/a_b-c]"},
		{md, "[@doi:10.1002/(sici)1099-1]", "[doi:10.1002/(sici)1099-1]"},
		{md, "[@a\n; @b]", "[a b]"},
		{md, "[@fig:one] @tbl:two `@code` \\@escaped", ""},
		{md, "[text [@a] more](http://example.org/@user)", "[a]"},
		{md, "[@a](http://example.org)", "[a]"},
		{tx, `\cite{a,b} \cite[p.~1]{c} \citep[e.g.][]{d}`, "[a b][c][d]"},
		{tx, "\\cite {a,% note\n b}", "[a b]"},
		{tx, `\textcite*{a} \Citet{b} \footcite{c} \supercite{d}`, "[a][b][c][d]"},
		{tx, `\cites(pre)(post)[1]{a}[2]{b}`, "[a b]"},
		{tx, `\citestyle{x} \bibcite{y}{1} % \cite{z}`, ""},
		{tx, `\cite{} \cite{#1} \cite`, ""},
		{tx, `\newcommand{\c}{\cite{x}} \def\d#1{\cite{y}} \cite{a}`, "[a]"},
		{tx, `\citeauthor{a} (\citeyear{a}) \citeauthor{b}`, "[a][b]"},
		{tx, `\nocite{*}`, "[*]"},
	}
	for _, tt := range tests {
		got, err := readAll(corpus.Input{Name: "a", Format: tt.format, Raw: []byte(tt.src), Text: tt.src})
		if err != nil || len(got) != 1 {
			t.Fatalf("%q: %d texts, %v", tt.src, len(got), err)
		}
		if c := cited(got[0]); c != tt.want {
			t.Errorf("%q cites %s, want %s", tt.src, c, tt.want)
		}
	}
}

func TestHostileIsLinear(t *testing.T) {
	rep := strings.Repeat
	for _, f := range []corpus.Format{corpus.FormatMarkdown, corpus.FormatLaTeX} {
		for _, s := range []string{
			rep(">", 20000) + " x", rep("[", 50000), rep("[a](", 30000), rep("*a_ ", 40000), rep("<!--", 50000), rep("^[", 50000),
			rep("![", 50000), rep("`", 30000) + rep("a`", 30000), rep("<sup>", 30000), rep("{", 100000), rep(`\cite{`, 30000),
			rep(`\begin{equation}`, 20000), rep(`\begin{itemize}\item `, 20000), rep("$", 50001), rep(`\footnote{`, 20000), rep(`\newcommand{\a}{`, 20000),
			rep("[@a; ", 20000), rep("@a ", 40000), rep("[^1]: x\n\n", 20000), rep("| a ", 50000), rep("---\n", 20000), rep(`\bibitem{a}`, 20000),
		} {
			got, err := readAll(corpus.Input{Name: "a", Format: f, Raw: []byte(s), Text: s + "\n\nThe end."})
			if err != nil || len(got) != 1 {
				t.Errorf("%s %.20q: %d texts, %v", f, s, len(got), err)
			}
		}
	}
}

// FuzzRead holds that any input ends, that spans lie within the texts, and that
// they lead into the source.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"review.md", "numbered.md", "review.tex"} {
		in := input(f, name)
		f.Add(in.Text, in.Format == corpus.FormatLaTeX)
	}
	f.Fuzz(func(t *testing.T, src string, latex bool) {
		text, offs, _ := corpus.Decode([]byte(src), "")
		in := corpus.Input{Name: "f.md", Format: corpus.FormatMarkdown, Raw: []byte(src), Text: text, Offsets: offs}
		if latex {
			in.Format = corpus.FormatLaTeX
		}
		texts, _ := readAll(in)
		for _, x := range texts {
			golden.Spans(t, x, len(src))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"review.md", "review.tex"} {
		b.Run(name, func(b *testing.B) {
			in := input(b, name)
			b.SetBytes(int64(len(in.Raw)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := readAll(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestBiblatex(t *testing.T) {
	const bbl = `\sortlist{anyt}
  \entry{higgins2002}{article}{}
    \name{author}{2}{}{%
      {{hash=a}{%
         family={Higgins},
         familyi={H\bibinitperiod},
         given={J.\bibnamedelima P.\bibnamedelimb T.},
         giveni={J\bibinitperiod}}}%
      {{hash=b}{family={Berg}, given={Jan}, prefix={van\bibnamedelima der}}}%
    }
    \field{journaltitle}{Statistics in Medicine}
    \field{title}{Quantifying heterogeneity in a meta-analysis of B{\"u}cher}
    \field{volume}{21}
    \field{year}{2002}
    \field{pages}{1539\bibrangedash 1558}
    \verb{doi}
    \verb 10.1002/sim.1186
    \endverb
  \endentry
  \entry{who}{book}{}
    \name{author}{1}{}{{{}{{World Health Organization}}{W.}{}{}{}{}{}{}}}
    \list{publisher}{1}{%
      {WHO}%
    }
    \field{title}{A report}
  \endentry
\endsortlist
  \entry{higgins2002}{article}{}\endentry`
	in := corpus.Input{Name: "a.tex", Format: corpus.FormatLaTeX, Text: `\cite{who,higgins2002}\bibliography{lost}`,
		Beside: func(name string) ([]byte, error) {
			if name == "a.bbl" {
				return []byte(bbl), nil
			}
			return nil, os.ErrNotExist
		}}
	in.Raw = []byte(in.Text)
	got, err := readAll(in)
	if err != nil || len(got) != 1 {
		t.Fatalf("%d texts, %v", len(got), err)
	}
	b, err := json.Marshal(got[0].Cited)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"n":0,"id":"higgins2002","span":[0,0],"csl":{"id":"higgins2002","type":"article-journal","author":[{"family":"Higgins","given":"J. P. T."},{"family":"van der Berg","given":"Jan"}],"title":"Quantifying heterogeneity in a meta-analysis of Bücher","container-title":"Statistics in Medicine","issued":{"date-parts":[[2002]]},"volume":"21","page":"1539-1558","DOI":"10.1002/sim.1186"},"confidence":1},` +
		`{"n":0,"id":"who","span":[0,0],"csl":{"id":"who","type":"book","author":[{"literal":"World Health Organization"}],"title":"A report","publisher":"WHO"},"confidence":1}]`
	if d := cmp.Diff(want, string(b)); d != "" {
		t.Error(d)
	}
}

// The bibliographies that styles of BibTeX write, each with commands of its
// own.
func TestBibliographyStyles(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"plain", `\bibitem{a} J.~P.~T. Higgins and S.~G. Thompson. \newblock Quantifying heterogeneity. \newblock {\em Stat. Med.}, 21:1539--1558, 2002.`,
			"a [] J. P. T. Higgins and S. G. Thompson. Quantifying heterogeneity. Stat. Med., 21:1539–1558, 2002."},
		{"natbib", `\bibitem[Higgins and Thompson(2002{\natexlab{a}})Higgins and Thompson]{a} Higgins, J. (2002{\natexlab{a}}). {Quantifying heterogeneity}. \emph{Stat. Med.}`,
			"a [Higgins and Thompson(2002a)] Higgins, J. (2002a). Quantifying heterogeneity. Stat. Med."},
		{"revtex", `\bibitem [{\citenamefont {Higgins}(2002)}]{a}\BibitemOpen \bibfield  {author} {\bibinfo {author} {\bibfnamefont {J.}~\bibnamefont {Higgins}},\ }\href {\doibase 10.1002/sim.1186} {\bibfield {journal} {\bibinfo {journal} {Stat. Med.}\ }\textbf {\bibinfo {volume} {21}},\ \bibinfo {pages} {1539} (\bibinfo {year} {2002})}\BibitemShut {NoStop}`,
			"a [Higgins(2002)] J. Higgins, Stat. Med. 21, 1539 (2002) | 10.1002/sim.1186"},
		{"IEEE", `\bibitem{a} J.~Higgins, ` + "``Quantifying heterogeneity,''" + ` \emph{Stat. Med.}, vol.~21, 2002.\hskip 1em plus 0.5em minus 0.4em\relax Wiley. \BIBentryALTinterwordspacing`,
			"a [] J. Higgins, “Quantifying heterogeneity,” Stat. Med., vol. 21, 2002. Wiley."},
		{"apacite", `\bibitem[\protect\citeauthoryear{Higgins}{Higgins}{2002}]{a} \APACinsertmetastar{a} \begin{APACrefauthors} Higgins, J. \end{APACrefauthors} \unskip\ \APACrefYearMonthDay{2002}{}{} \BBOP2002\BBCP{}. \APACrefatitle {Quantifying}{Quantifying heterogeneity}. \APACjournalVolNumPages{Stat. Med.}{21}{11}{1539--1558}.`,
			"a [] Higgins, J. (2002). Quantifying heterogeneity. Stat. Med., 21(11), 1539–1558."},
		{"link", `\bibitem{a} Higgins J. Stat Med 2002. \url{https://doi.org/10.1002/sim.1186}`,
			"a [] Higgins J. Stat Med 2002. https://doi.org/10.1002/sim.1186 | 10.1002/sim.1186"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src := `\begin{document}Text \cite{a}.\begin{thebibliography}{9}` + tt.src + `\end{thebibliography}\end{document}`
			got, err := readAll(corpus.Input{Name: "a.tex", Format: corpus.FormatLaTeX, Raw: []byte(src), Text: src})
			if err != nil || len(got) != 1 {
				t.Fatalf("%d texts, %v", len(got), err)
			}
			var b strings.Builder
			for _, bl := range got[0].Blocks {
				if bl.Kind == corpus.RefEntry {
					fmt.Fprintf(&b, "%s [%s] %s", bl.ID, bl.Label, got[0].Slice(bl.Span))
					if bl.Fields != nil {
						fmt.Fprintf(&b, " | %s", bl.Fields.DOI)
					}
				}
			}
			if d := cmp.Diff(tt.want, b.String()); d != "" {
				t.Error(d)
			}
		})
	}
}
