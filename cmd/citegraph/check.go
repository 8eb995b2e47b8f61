package main

import (
	"errors"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
	"citegraph/index"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name: "check", Usage: "verify the library and its index", Category: catCare,
		Description: "Verifies every stored value and that graph and index belong together. The index\n" +
			"is made of the graph and can be made anew at any time with --repair.",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "repair", Usage: "derive the graph and build the index anew from what was read"},
			&cli.BoolFlag{Name: "compact", Usage: "rewrite the store without free space"},
			&cli.BoolFlag{Name: "json", Usage: "one JSON document"},
		},
		Action: p.check,
	}
}

// checkReport is citegraph.check/1.
type checkReport struct {
	Schema   string          `json:"schema"`
	Library  string          `json:"library"`
	Problems []graph.Problem `json:"problems"`
	Repaired bool            `json:"repaired,omitempty"`
}

func (p *program) check(c *cli.Context) error {
	rep := &checkReport{Schema: "citegraph.check/1", Problems: []graph.Problem{}}
	var err error
	if c.Bool("repair") || c.Bool("compact") {
		err = p.mend(c, rep)
	} else {
		err = p.inspect(c, rep)
	}
	if err != nil {
		return err
	}
	if c.Bool("json") {
		err = p.print.json(rep)
	} else {
		p.checkText(rep)
	}
	if err == nil && len(rep.Problems) > 0 {
		return errProblems
	}
	return err
}

func (p *program) inspect(c *cli.Context, rep *checkReport) error {
	store, dir, err := p.openToRead(c)
	if err != nil {
		return err
	}
	defer store.Close()
	rep.Library = dir
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
		rep.Problems = append(rep.Problems, graph.Problem{Code: "stale", Text: "the graph is older than what was read (an interrupted run): citegraph index or check --repair brings it up"})
	}
	g, err := store.Snapshot()
	if err != nil {
		return err
	}
	switch err := index.Verify(c.Context, dir, g); {
	case errors.Is(err, index.ErrMissing), errors.Is(err, index.ErrStale), errors.Is(err, index.ErrDamaged):
		rep.Problems = append(rep.Problems, graph.Problem{Code: "index", Text: err.Error() + ": check --repair makes it anew"})
	case err != nil:
		return err
	}
	return nil
}

// mend rebuilds what can be rebuilt: the derived graph and the index; facts
// are never touched.
func (p *program) mend(c *cli.Context, rep *checkReport) error {
	store, dir, err := p.openToWrite(c, false)
	if err != nil {
		return err
	}
	defer store.Close()
	rep.Library = dir
	if c.Bool("compact") {
		if err := store.Compact(c.Context); err != nil {
			return err
		}
	}
	if c.Bool("repair") {
		if err := p.deriveAndIndex(c.Context, store, dir, &indexSummary{}); err != nil {
			return err
		}
		rep.Repaired = true
	}
	problems, err := store.Check(c.Context)
	rep.Problems = append(rep.Problems, problems...)
	if err != nil {
		return err
	}
	return checkIndex(c, store, dir, rep)
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
