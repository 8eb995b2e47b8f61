package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/graph/lint"
)

// lintReport is what was found in the references.
type lintReport struct {
	Documents int             `json:"documents"` // that were looked through
	Counts    []lintCount     `json:"counts"`    // of every lint that ran, none left out
	Findings  []*lint.Finding `json:"findings"`
}

type lintCount struct {
	Lint     string        `json:"lint"`
	Severity lint.Severity `json:"severity"`
	Findings int           `json:"findings"`
}

// lintTable names the lints for the help.
func lintTable() string {
	var b strings.Builder
	for _, l := range lint.All() {
		fmt.Fprintf(&b, "   %-14s %s\n", l.Name, l.Usage)
	}
	return b.String()
}

// lintOptions reads the flags and operands; nil where references are to be
// left alone.
func lintOptions(c *cli.Context) (*lint.Options, error) {
	opt := &lint.Options{}
	var names []string
	for _, l := range lint.All() {
		names = append(names, l.Name)
	}
	for _, v := range c.StringSlice("lint") {
		for _, n := range strings.Split(v, ",") {
			switch n = strings.TrimSpace(n); {
			case n == "none":
				return nil, nil
			case n == "all":
				opt.Only = append(opt.Only, names...)
			case slices.Contains(names, n):
				opt.Only = append(opt.Only, n)
			default:
				hint := "one of: all, none, " + strings.Join(names, ", ")
				if s := nearest(n, names); s != "" {
					hint = "did you mean: " + s
				}
				return nil, usagef(hint, "there is no lint %q", n)
			}
		}
	}
	if path := c.String("retracted"); path != "" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("list of retracted works: %w", err)
		}
		defer f.Close()
		if opt.Retracted, err = lint.ReadList(f); err != nil {
			return nil, fmt.Errorf("list of retracted works %s: %w", path, err)
		}
	}
	if docs := c.Args().Slice(); len(docs) > 0 {
		opt.Wants = func(d *corpus.Document) bool {
			return slices.ContainsFunc(docs, func(s string) bool { return namesPath(s, d.Source.Path) })
		}
	}
	return opt, nil
}

// namesPath reports whether s is a path, or its last elements.
func namesPath(s, path string) bool {
	s = strings.TrimPrefix(s, "./")
	return s == path || strings.HasSuffix(path, "/"+s)
}

func lintStore(c *cli.Context, store *graph.Store, opt *lint.Options) (*lintReport, error) {
	g, err := store.Snapshot()
	if err != nil {
		return nil, err
	}
	rep := &lintReport{Counts: []lintCount{}, Findings: []*lint.Finding{}}
	wants := opt.Wants
	opt.Wants = func(d *corpus.Document) bool {
		if wants != nil && !wants(d) {
			return false
		}
		rep.Documents++
		return true
	}
	counts := map[string]int{}
	for f, err := range lint.Find(c.Context, g.Works(), store.Documents(), opt) {
		if err != nil {
			return nil, err
		}
		counts[f.Lint]++
		rep.Findings = append(rep.Findings, f)
	}
	if wants != nil && rep.Documents == 0 {
		return nil, &status{code: exitNoLibrary, text: fmt.Sprintf("the library has no document %q", c.Args().First()), hint: "index it first: citegraph index FILE"}
	}
	for _, l := range lint.All() {
		if opt.Only == nil || slices.Contains(opt.Only, l.Name) {
			rep.Counts = append(rep.Counts, lintCount{l.Name, l.Severity, counts[l.Name]})
		}
	}
	return rep, nil
}

// checkLines writes problems, then findings, each a line that names its
// schema.
func (p *program) checkLines(rep *checkReport) error {
	for _, x := range rep.Problems {
		if err := p.print.line(struct {
			Schema string `json:"schema"`
			graph.Problem
		}{"citegraph.problem/1", x}); err != nil {
			return err
		}
	}
	if rep.Lints == nil {
		return nil
	}
	for _, f := range rep.Lints.Findings {
		if err := p.print.line(struct {
			Schema string `json:"schema"`
			*lint.Finding
		}{"citegraph.finding/1", f}); err != nil {
			return err
		}
	}
	return nil
}

// lintText prints a table of counts, then the first n findings of each kind.
func (p *program) lintText(rep *lintReport, n int) {
	pr := p.print
	if len(rep.Findings) == 0 {
		pr.printf("%s nothing to look at in the references of %s.\n", pr.paint(green, "✓"), count(rep.Documents, "document"))
		return
	}
	usage := map[string]string{}
	for _, l := range lint.All() {
		usage[l.Name] = l.Usage
	}
	by := map[string][]*lint.Finding{}
	for _, f := range rep.Findings {
		by[f.Lint] = append(by[f.Lint], f)
	}
	pr.printf("\n%s\n", pr.paint(bold, fmt.Sprintf("To look at in the references of %s", count(rep.Documents, "document"))))
	for _, c := range rep.Counts {
		if c.Findings > 0 {
			pr.printf("%8d  %-14s %s\n", c.Findings, c.Lint, pr.paint(dim, usage[c.Lint]))
		}
	}
	for _, c := range rep.Counts {
		fs := by[c.Lint]
		if len(fs) == 0 {
			continue
		}
		pr.printf("\n%s %s\n", pr.paint(bold, c.Lint), pr.paint(dim, usage[c.Lint]))
		shown := fs
		if n > 0 {
			shown = fs[:min(n, len(fs))]
		}
		for _, f := range shown {
			p.finding(f)
		}
		if more := len(fs) - len(shown); more > 0 {
			pr.printf("  %s\n", pr.paint(dim, fmt.Sprintf("… %d more: citegraph check --lint %s -n 0", more, c.Lint)))
		}
	}
}

// finding is where, what, and the text it is about.
func (p *program) finding(f *lint.Finding) {
	pr := p.print
	where := oneLine(f.Path)
	if f.Span.End > 0 {
		where += fmt.Sprintf(":%d", f.Span.Start)
	}
	if f.Entry > 0 {
		where += fmt.Sprintf(" entry %d", f.Entry)
	}
	pr.printf("  %s %s\n%s\n", pr.paint(cyan, where), pr.paint(dim, string(f.Severity)), pr.wrap(oneLine(f.Says), "    "))
	for _, r := range f.Reasons {
		pr.printf("%s\n", pr.wrap("· "+oneLine(r), "    "))
	}
	if f.Text != "" {
		pr.printf("%s\n", pr.paint(dim, pr.wrap(oneLine(f.Text), "      ")))
	}
}
