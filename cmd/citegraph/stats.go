package main

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/corpus"
	"citegraph/graph"
)

func (p *program) statsCommand() *cli.Command {
	return &cli.Command{
		Name: "stats", Usage: "what the library holds: counts, most cited, years, journals", Category: catAsk,
		Description: "   citegraph stats\n   citegraph stats --flow\n   citegraph stats --files",
		Flags: append(dataFlags("the same on one line; of --files, a file a line"),
			&cli.BoolFlag{Name: "network", Usage: "the shape of the graph: parts, cores, communities, PageRank, main path, key routes"},
			&cli.BoolFlag{Name: "flow", Usage: "PRISMA-style counts from files to works"},
			&cli.BoolFlag{Name: "files", Usage: "the files that were read"},
			&cli.IntFlag{Name: "n", Value: 10, Usage: "list `N` of the most cited"}),
		Action: p.stats,
	}
}

// statsReport is citegraph.stats/1.
type statsReport struct {
	Schema    string       `json:"schema"`
	Counts    graph.Counts `json:"counts"`
	MostCited []citedWork  `json:"most_cited"`
	Years     []yearCount  `json:"years"`
	Journals  []named      `json:"journals"`
	Coverage  coverage     `json:"coverage"`
}

type citedWork struct {
	ID    string      `json:"id"`
	Key   string      `json:"key"`
	Cited int         `json:"cited"`
	Held  bool        `json:"held"`
	CSL   corpus.Work `json:"csl"`
}

type yearCount struct {
	Year  int `json:"year"`
	Works int `json:"works"`
}

type named struct {
	Name  string `json:"name"`
	Works int    `json:"works"`
}

// coverage says how many works have what.
type coverage struct {
	DOI      int `json:"doi"`
	Year     int `json:"year"`
	Journal  int `json:"journal"`
	Abstract int `json:"abstract"`
}

func (p *program) stats(c *cli.Context) error {
	store, _, err := p.openToRead(c)
	if err != nil {
		return err
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		return err
	}
	if c.Bool("files") {
		return p.files(c, store)
	}
	if c.Bool("network") {
		return p.network(c, g)
	}
	rep, err := report(g, c.Int("n"))
	if err != nil {
		return err
	}
	switch done, err := p.document(c, rep); {
	case err != nil:
		return err
	case done:
	case c.Bool("flow"):
		p.flowText(rep)
	default:
		p.statsText(rep)
	}
	if rep.Counts.Works == 0 {
		return errEmpty
	}
	return nil
}

func report(g *graph.Graph, n int) (*statsReport, error) {
	rep := &statsReport{Schema: "citegraph.stats/1", Counts: g.Counts(), MostCited: []citedWork{}, Years: []yearCount{}, Journals: []named{}}
	years := map[int]int{}
	var top []*graph.Work
	for w, err := range g.Works() {
		if err != nil {
			return nil, err
		}
		if y := w.CSL.Year(); y != 0 {
			years[y]++
			rep.Coverage.Year++
		}
		rep.Coverage.DOI += has(w.CSL.DOI)
		rep.Coverage.Journal += has(w.CSL.ContainerTitle)
		rep.Coverage.Abstract += has(w.CSL.Abstract)
		if w.CitedBy > 0 && !w.Partial {
			top = append(top, w)
		}
		if len(top) > 4*n+1000 {
			top = mostCited(top, n)
		}
	}
	for _, w := range mostCited(top, n) {
		rep.MostCited = append(rep.MostCited, citedWork{w.ID, w.Key, w.CitedBy, w.Held, w.CSL})
	}
	for y, k := range years {
		rep.Years = append(rep.Years, yearCount{y, k})
	}
	slices.SortFunc(rep.Years, func(a, b yearCount) int { return cmp.Compare(a.Year, b.Year) })
	var err error
	rep.Journals, err = topJournals(g, n)
	return rep, err
}

func has(s string) int {
	if s == "" {
		return 0
	}
	return 1
}

// mostCited are the n most cited, ties by id.
func mostCited(ws []*graph.Work, n int) []*graph.Work {
	sort.Slice(ws, func(i, j int) bool {
		if ws[i].CitedBy != ws[j].CitedBy {
			return ws[i].CitedBy > ws[j].CitedBy
		}
		return ws[i].ID < ws[j].ID
	})
	return ws[:min(n, len(ws))]
}

func topJournals(g *graph.Graph, n int) ([]named, error) {
	all := []named{}
	for j, err := range g.Journals() {
		if err != nil {
			return nil, err
		}
		all = append(all, named{j.Title, len(j.Works)})
	}
	slices.SortFunc(all, func(a, b named) int {
		return cmp.Or(cmp.Compare(b.Works, a.Works), cmp.Compare(a.Name, b.Name))
	})
	return all[:min(n, len(all))], nil
}

func (p *program) statsText(rep *statsReport) {
	pr, n := p.print, rep.Counts
	pr.printf("%s\n", pr.paint(bold, "Library"))
	for _, l := range []struct {
		n    int
		what string
	}{
		{n.Documents, "documents"}, {n.References, "references"}, {n.Callouts, "callouts"}, {n.Works, "works"},
		{n.Held, "of them held"}, {n.Citations, "citations"}, {n.Authors, "authors"}, {n.Journals, "journals"}, {n.Contexts, "citing sentences"},
	} {
		pr.printf("%8d  %s\n", l.n, l.what)
	}
	if n.Works == 0 {
		pr.printf("\nThe library is empty. Fill it with: citegraph index FOLDER\n")
		return
	}
	cov := rep.Coverage
	pr.printf("%s\n", pr.paint(dim, fmt.Sprintf("works with a DOI %d %%, year %d %%, journal %d %%, abstract %d %%",
		percent(cov.DOI, n.Works), percent(cov.Year, n.Works), percent(cov.Journal, n.Works), percent(cov.Abstract, n.Works))))
	if len(rep.MostCited) > 0 {
		pr.printf("\n%s\n", pr.paint(bold, "Most cited"))
		for _, w := range rep.MostCited {
			held := ""
			if w.Held {
				held = pr.paint(green, " held")
			}
			pr.printf("%8d  %s%s\n", w.Cited, strings.TrimLeft(pr.wrap(oneLine(citationLine(&w.CSL)), "          "), " "), held)
			pr.printf("          %s\n", pr.paint(dim, w.ID+" "+oneLine(w.Key)))
		}
	}
	if len(rep.Journals) > 0 {
		pr.printf("\n%s\n", pr.paint(bold, "Journals"))
		for _, j := range rep.Journals {
			pr.printf("%8d  %s\n", j.Works, oneLine(j.Name))
		}
	}
	p.yearBars(rep.Years)
}

func percent(n, of int) int {
	if of == 0 {
		return 0
	}
	return (200*n + of) / (2 * of)
}

// flowText counts as a PRISMA flow does: from what was read to what is one
// work.
func (p *program) flowText(rep *statsReport) {
	n := rep.Counts
	p.print.printf("Documents read                        %8d\n", n.Documents)
	p.print.printf("  references and records read         %8d\n", n.References)
	p.print.printf("  duplicates among them               %8d\n", max(0, n.References+n.Documents-n.Works))
	p.print.printf("Distinct works                        %8d\n", n.Works)
	p.print.printf("  held as document or record          %8d\n", n.Held)
	p.print.printf("  known from citations only           %8d\n", n.Works-n.Held)
	p.print.printf("  partial, to be settled by hand      %8d\n", n.Unresolved)
	p.print.printf("Callouts                              %8d\n", n.Callouts)
	p.print.printf("  linked to a reference               %8d\n", n.Linked)
}
