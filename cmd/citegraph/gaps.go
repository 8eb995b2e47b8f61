package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
)

func (p *program) gapsCommand() *cli.Command {
	return &cli.Command{
		Name: "gaps", Usage: "the most cited works that the library does not hold", ArgsUsage: "[QUERY]", Category: catAsk,
		Description: "What is cited and not held, most cited first; with QUERY (as search takes it) only\n" +
			"what it finds. A work is held when a document or a record of the library is that\n" +
			"work; what citegraph wrote as missing stays missing when it is indexed.\n\n" +
			"   citegraph gaps 'peer support' --min 1\n" +
			"   citegraph gaps 'citedby(is:review)' -f ris > chase.ris",
		Flags: append(listFlags(),
			&cli.StringFlag{Name: "by", Value: "work", Usage: "count by `WHAT`: work, author, journal"},
			&cli.IntFlag{Name: "min", Value: 2, Usage: "only what is cited by at least `N` works"}),
		Action: p.gaps,
	}
}

func (p *program) gaps(c *cli.Context) error {
	store, dir, err := p.openToRead(c)
	if err != nil {
		return err
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		return err
	}
	text := strings.Join(c.Args().Slice(), " ")
	only, err := p.selected(c, dir, g, text)
	if err != nil {
		return err
	}
	var gaps []*graph.Work
	partial, rare := 0, 0
	for w, err := range g.Works() {
		if err != nil {
			return err
		}
		if _, asked := slices.BinarySearch(only, w.N); text != "" && !asked {
			continue
		}
		switch {
		case w.Held || w.CitedBy == 0:
		case w.Partial:
			partial++
		case w.CitedBy < c.Int("min"):
			rare++
		default:
			gaps = append(gaps, w)
		}
	}
	none := noGaps(text, c.Int("min"), rare, partial)
	switch by := c.String("by"); by {
	case "work":
		return p.listWorks(c, "citegraph.gaps/1", mostCited(gaps, c.Int("n")), len(gaps), none)
	case "author", "journal":
		return p.gapsBy(c, g, gaps, by, none)
	default:
		return usagef("", "--by is work, author or journal, not %q", by)
	}
}

// noGaps says why nothing is listed: what is cited more seldom than was asked
// for, or known in part only, may be missing too.
func noGaps(query string, least, rare, partial int) string {
	s := "Nothing that is cited"
	if query != "" {
		s = "Nothing that this query finds is cited"
	}
	if least > 1 {
		s += fmt.Sprintf(" by %d works or more", least)
	}
	if s += " and missing"; rare > 0 {
		s += fmt.Sprintf("; %s cited less often: --min 1", are(rare))
	}
	if partial > 0 {
		s += fmt.Sprintf("; %s known in part only: citegraph search 'is:partial is:stub'", are(partial))
	}
	return s + "."
}

// are is "1 is", "2 are".
func are(n int) string {
	if n == 1 {
		return "1 is"
	}
	return fmt.Sprintf("%d are", n)
}

// gapsBy sums the citations of missing works by author or journal.
func (p *program) gapsBy(c *cli.Context, g *graph.Graph, gaps []*graph.Work, by, none string) error {
	sum := map[uint32]int{}
	for _, w := range gaps {
		if by == "journal" && w.Journal != graph.None {
			sum[w.Journal] += w.CitedBy
		}
		if by == "author" {
			for _, a := range w.Authors {
				sum[a] += w.CitedBy
			}
		}
	}
	rows := make([]tally, 0, len(sum))
	for n, k := range sum {
		name, id, err := nodeName(g, by, n)
		if err != nil {
			return err
		}
		rows = append(rows, tally{ID: id, Name: name, Cited: k})
	}
	return p.tallies(c, "citegraph.gaps/1", rows, none)
}

func nodeName(g *graph.Graph, kind string, n uint32) (name, id string, err error) {
	if kind == "journal" {
		j, err := g.Journal(n)
		if err != nil {
			return "", "", err
		}
		return j.Title, j.ID, nil
	}
	a, err := g.Author(n)
	if err != nil {
		return "", "", err
	}
	return strings.TrimSpace(nameText(a.Name)), a.ID, nil
}

// tally is one row of a count by name.
type tally struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Cited int    `json:"cited"`
}

func (p *program) tallies(c *cli.Context, schema string, rows []tally, none string) error {
	sortTallies(rows)
	total := len(rows)
	rows = rows[:min(c.Int("n"), total)]
	done, err := records(p, c, struct {
		Schema  string  `json:"schema"`
		Results []tally `json:"results"`
	}{schema, rows}, rows)
	switch {
	case err != nil:
		return err
	case done:
	case c.Bool("ids"):
		for _, r := range rows {
			p.print.printf("%s\n", r.ID)
		}
	case outputFormat(c) != "text":
		return usagef("works are written so: leave --by out", "authors and journals are counted in text, json or ndjson, not %s", outputFormat(c))
	default:
		for _, r := range rows {
			p.print.printf("%8d  %s %s\n", r.Cited, oneLine(r.Name), p.print.paint(dim, r.ID))
		}
		p.shown(len(rows), total)
	}
	if len(rows) == 0 {
		p.prog.note("%s", none)
		return errEmpty
	}
	return nil
}
