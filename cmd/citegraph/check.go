package main

import (
	"errors"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
	"citegraph/index"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name: "check", Usage: "verify the library and its index, then look through the references", Category: catCare,
		ArgsUsage: "[DOCUMENT…]",
		Description: "Verifies every stored value and that graph and index belong together. The index\n" +
			"is made of the graph and can be made anew at any time with --repair.\n\n" +
			"Then it looks through the references of all documents, or of those that are named\n" +
			"(by path, or its end), for what a reviewer should see. A finding is a doubt with its\n" +
			"reason and place, not a verdict: our reading of the text may be what is wrong.\n\n" +
			lintTable() + "\n" +
			"   citegraph check                                     # counts, the first of each\n" +
			"   citegraph check --lint twice,doi-title --ndjson     # all of two kinds\n" +
			"   citegraph check who.txt --retracted watch.csv       # before it is sent in\n\n" +
			"Findings do not change the exit code (0) unless --strict asks for it (6); damage\n" +
			"of store or index is always 6, and leaves the references unread.",
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "lint", Usage: "look only for `NAMES`, with commas; none leaves references alone"},
			&cli.StringFlag{Name: "retracted", Usage: "works that `FILE` says are retracted: Retraction Watch's CSV, or a DOI or PMID a line"},
			&cli.IntFlag{Name: "n", Value: 3, Usage: "print `N` findings of a kind; 0 for all"},
			&cli.BoolFlag{Name: "strict", Usage: "exit 6 on findings too"},
			&cli.BoolFlag{Name: "repair", Usage: "derive the graph and build the index anew from what was read"},
			&cli.BoolFlag{Name: "compact", Usage: "rewrite the store without free space"},
			&cli.BoolFlag{Name: "json", Usage: "one JSON document"},
			&cli.BoolFlag{Name: "ndjson", Usage: "one problem or finding a line"},
		},
		Action: p.check,
	}
}

// checkReport is citegraph.check/1. Findings and counts are absent where the
// references were not looked through.
type checkReport struct {
	Schema   string          `json:"schema"`
	Library  string          `json:"library"`
	Problems []graph.Problem `json:"problems"`
	Repaired bool            `json:"repaired,omitempty"`
	Lints    *lintReport     `json:"lints,omitempty"`
}

func (p *program) check(c *cli.Context) error {
	opt, err := lintOptions(c)
	if err != nil {
		return err
	}
	rep := &checkReport{Schema: "citegraph.check/1", Problems: []graph.Problem{}}
	open := func() (*graph.Store, string, error) { return p.openToRead(c) }
	if c.Bool("repair") || c.Bool("compact") {
		open = func() (*graph.Store, string, error) { return p.openToWrite(c, false) }
	}
	store, dir, err := open()
	if err != nil {
		return err
	}
	defer store.Close()
	rep.Library = dir
	if err := p.mend(c, store, dir, rep); err != nil {
		return err
	}
	if err := inspect(c, store, dir, rep); err != nil {
		return err
	}
	if opt != nil && len(rep.Problems) == 0 {
		if rep.Lints, err = lintStore(c, store, opt); err != nil {
			return err
		}
	}
	if err := p.checkOut(c, rep); err != nil {
		return err
	}
	if len(rep.Problems) > 0 || c.Bool("strict") && rep.Lints != nil && len(rep.Lints.Findings) > 0 {
		return errProblems
	}
	return nil
}

// inspect verifies the store, then the index.
func inspect(c *cli.Context, store *graph.Store, dir string, rep *checkReport) error {
	problems, err := store.Check(c.Context)
	rep.Problems = append(rep.Problems, problems...)
	if err != nil {
		return err
	}
	return checkIndex(c, store, dir, rep)
}

// checkIndex adds what is wrong with the index; each of it --repair mends.
func checkIndex(c *cli.Context, store *graph.Store, dir string, rep *checkReport) error {
	stale, err := store.Stale()
	if err != nil {
		return err
	}
	if stale {
		if err := atWork(c, dir, rep); err != nil {
			return err
		}
		rep.Problems = append(rep.Problems, graph.Problem{Code: "stale", Text: "the graph is older than what was read (an interrupted run): citegraph index or check --repair brings it up"})
	}
	g, err := store.Snapshot()
	if err != nil {
		return err
	}
	switch err := index.Verify(c.Context, dir, g); {
	case errors.Is(err, index.ErrMissing), errors.Is(err, index.ErrStale):
		if err := atWork(c, dir, rep); err != nil {
			return err
		}
		fallthrough
	case errors.Is(err, index.ErrDamaged):
		rep.Problems = append(rep.Problems, graph.Problem{Code: "index", Text: err.Error() + ": check --repair makes it anew"})
	case err != nil:
		return err
	}
	return nil
}

// atWork is the error of a check that meets what a run leaves unfinished while
// another process is at that run: it is no damage, and none was found so far.
func atWork(c *cli.Context, dir string, rep *checkReport) error {
	if len(rep.Problems) > 0 || c.Bool("repair") || c.Bool("compact") {
		return nil
	}
	if pid, writing := graph.Writer(dir); writing {
		return &graph.Locked{Path: dir, PID: pid}
	}
	return nil
}

// mend does what the flags ask for. What can be rebuilt is the derived graph
// and the index; facts are never touched.
func (p *program) mend(c *cli.Context, store *graph.Store, dir string, rep *checkReport) error {
	if c.Bool("compact") {
		if err := store.Compact(c.Context); err != nil {
			return err
		}
	}
	if c.Bool("repair") {
		if err := p.deriveAndIndex(c.Context, store, dir, store.DeriveAnew, &indexSummary{}); err != nil {
			return err
		}
		rep.Repaired = true
	}
	return nil
}

func (p *program) checkOut(c *cli.Context, rep *checkReport) error {
	switch {
	case c.Bool("ndjson"):
		return p.checkLines(rep)
	case c.Bool("json"):
		return p.print.json(rep)
	}
	p.checkText(rep)
	if rep.Lints != nil {
		p.lintText(rep.Lints, c.Int("n"))
	}
	return nil
}

func (p *program) checkText(rep *checkReport) {
	pr := p.print
	if rep.Repaired {
		pr.printf("Graph and index were made anew from what was read.\n")
	}
	if len(rep.Problems) == 0 {
		pr.printf("%s %s: store and index are sound.\n", pr.paint(green, "✓"), oneLine(rep.Library))
		return
	}
	for _, x := range rep.Problems {
		pr.printf("%s %s\n", pr.paint(yellow, x.Code+":"), oneLine(x.Text))
	}
	pr.printf("%s found.\n", count(len(rep.Problems), "problem"))
}
