package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/parse/bib"
)

// listFlags are those of every command that lists works.
func listFlags() []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "n", Value: 10, Usage: "list `N` results", Action: atLeastOne},
		&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "text", Usage: "write `FORMAT`: text, json, ndjson, csl, csl-ndjson, bibtex, ris, csv"},
		&cli.BoolFlag{Name: "json", Usage: "same as -f json: one document"},
		&cli.BoolFlag{Name: "ndjson", Usage: "same as -f ndjson: one record a line"},
		&cli.BoolFlag{Name: "ids", Usage: "print identifiers only, one a line, to pipe into another command"},
	}
}

// offsetFlag is for lists that have a next page.
func offsetFlag() cli.Flag {
	return &cli.IntFlag{Name: "offset", Usage: "skip the first `N` results", Action: func(_ *cli.Context, n int) error {
		if n < 0 {
			return usagef("", "--offset is how many results to skip, not %d", n)
		}
		return nil
	}}
}

// atLeastOne refuses -n 0: a list of nothing would look like nothing found.
func atLeastOne(_ *cli.Context, n int) error {
	if n < 1 {
		return usagef("search --count prints how many there are", "-n is how many results to list, 1 at least, not %d", n)
	}
	return nil
}

// workJSON is a work in a list that has no ranking.
type workJSON struct {
	Schema  string      `json:"schema"`
	Rank    int         `json:"rank"`
	ID      string      `json:"id"`
	Key     string      `json:"key,omitempty"`
	Aliases []string    `json:"aliases,omitempty"`
	Type    string      `json:"type"`
	CSL     corpus.Work `json:"csl"`
	Cited   int         `json:"cited"`
	Held    bool        `json:"held"`
}

// listWorks prints works in the format that the flags ask for; none is said on
// stderr when there are none.
func (p *program) listWorks(c *cli.Context, schema string, works []*graph.Work, total int, none string) error {
	rows := make([]workJSON, len(works))
	for i, w := range works {
		rows[i] = workJSON{"citegraph.result/1", i + 1, w.ID, w.Key, w.Aliases, "work", w.CSL, w.CitedBy, w.Held}
	}
	format := outputFormat(c)
	if c.Bool("ids") {
		format = "ids"
	}
	var err error
	switch format {
	case "json":
		err = p.print.json(struct {
			Schema  string     `json:"schema"`
			Results []workJSON `json:"results"`
		}{schema, rows})
	case "text":
		for _, w := range works {
			p.workLine(w)
		}
		p.shown(len(works), total)
	case "ndjson":
		for _, r := range rows {
			if err = p.print.line(r); err != nil {
				break
			}
		}
	case "ids":
		for _, w := range works {
			p.print.printf("%s\n", w.ID)
		}
	default:
		err = p.writeWorks(format, works)
	}
	if err == nil && len(works) == 0 {
		p.prog.note("%s", none)
		return errEmpty
	}
	return err
}

// shown says how many of all stand above.
func (p *program) shown(n, total int) {
	if n > 0 && !p.quiet {
		p.print.printf("%s\n", p.print.paint(dim, fmt.Sprintf("%d of %d", n, total)))
	}
}

// writeWorks writes works in a format of reference managers, or CSV.
func (p *program) writeWorks(format string, works []*graph.Work) error {
	if format == "csv" {
		return worksCSV(p.print.w, works)
	}
	if !canWrite(format) {
		return usagef("one of: text, json, ndjson, csl, csl-ndjson, bibtex, ris, csv", "works cannot be written as %q", format)
	}
	return bib.Write(p.print.w, format, func(yield func(*corpus.Work) bool) {
		for _, w := range works {
			if !yield(exportable(w, nil)) {
				return
			}
		}
	})
}

// exportable is a work as it leaves: with our id, its key, and all that it was
// called before.
func exportable(w *graph.Work, cites []string) *corpus.Work {
	out := w.CSL
	out.ID, out.CitationKey = w.ID, w.Key
	custom := corpus.Custom{}
	if out.Custom != nil {
		custom = *out.Custom
	}
	custom.Aliases, custom.Cites, custom.Held, custom.Stub, custom.Retracted = w.Aliases, cites, w.Held, !w.Held, w.Retracted
	out.Custom = &custom
	return &out
}

// workLine is a work on a terminal: what it is, then how to call it.
func (p *program) workLine(w *graph.Work) {
	line := citationLine(&w.CSL)
	if line == "" {
		line = "(partial) " + strings.Join(w.Aliases, " ")
	}
	p.print.printf("%s\n", p.print.wrap(oneLine(line), "  "))
	p.print.printf("%s\n", p.print.paint(dim, p.print.wrap(workFacts(w), "  ")))
}

// workFacts is the line below a work: id, key, standing.
func workFacts(w *graph.Work) string {
	s := standing{w.CitedBy, w.Held, w.Review, w.Partial, w.Ambiguous, w.Retracted}
	return strings.Join(append([]string{w.ID, oneLine(w.Key)}, s.facts()...), " · ")
}

// standing is what a work is to the library.
type standing struct {
	cited                         int
	held                          bool
	review                        string
	partial, ambiguous, retracted bool
}

func (s standing) facts() []string {
	facts := []string{fmt.Sprintf("cited by %d here", s.cited)}
	for _, f := range []struct {
		on   bool
		what string
	}{{s.held, "held"}, {!s.held, "not held"}, {s.review != "", s.review}, {s.partial, "partial"}, {s.ambiguous, "ambiguous"}, {s.retracted, "RETRACTED"}} {
		if f.on {
			facts = append(facts, f.what)
		}
	}
	return facts
}

func sortTallies(rows []tally) {
	slices.SortFunc(rows, func(a, b tally) int {
		return cmp.Or(cmp.Compare(b.Cited, a.Cited), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}
