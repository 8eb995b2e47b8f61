package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
)

func (p *program) mergeCommand() *cli.Command {
	return &cli.Command{
		Name: "merge", Usage: "say that two works are the same", ArgsUsage: "A B", Category: catCare,
		Description: "The decision is kept across rebuilds; both ids keep resolving. --candidates\n" +
			"lists the doubtful pairs, --log what was decided, --undo takes one back.\n\n" +
			"   citegraph merge --candidates\n" +
			"   citegraph merge burke burke2019effects --note 'the list of authors is the same'\n" +
			"   citegraph merge --log",
		Flags: append(dataFlags("a pair, or a decision, a line"),
			&cli.BoolFlag{Name: "candidates", Usage: "list pairs that may be the same, most probable first"},
			&cli.BoolFlag{Name: "log", Usage: "list decisions"},
			&cli.Uint64Flag{Name: "undo", Usage: "take decision `N` of the log back", DefaultText: "none"},
			&cli.StringFlag{Name: "note", Usage: "say `WHY`, kept with the decision"},
			&cli.IntFlag{Name: "n", Value: 20, Usage: "list `N` candidates", Action: atLeastOne}),
		Action: func(c *cli.Context) error {
			switch {
			case c.Bool("candidates"):
				return p.candidatePairs(c)
			case c.Bool("log"):
				return p.decisionLog(c)
			case c.IsSet("undo"):
				return p.decide(c, func(s *graph.Store) (string, error) { return undo(s, c.Uint64("undo")) })
			case c.NArg() != 2:
				return usagef("as in: citegraph merge w7k2m9 doi:10.1186/s12888-020-02923-3", "merge needs the names of two works")
			}
			return p.decide(c, func(s *graph.Store) (string, error) {
				return decided(s.Decide(graph.Decision{Kind: "merge", A: c.Args().Get(0), B: c.Args().Get(1), Note: c.String("note")}))
			})
		},
	}
}

func (p *program) splitCommand() *cli.Command {
	return &cli.Command{
		Name: "split", Usage: "say that mentions taken for one work are several", ArgsUsage: "A [MEMBER]", Category: catCare,
		Description: "Without MEMBER every mention of A stands for itself; with it (an alias, or\n" +
			"file#reference as show --history prints) that one leaves. The decision is kept;\n" +
			"merge --log lists it and merge --undo takes it back.\n\n" +
			"   citegraph split repper2011review --note 'two papers of one title'",
		Flags: []cli.Flag{&cli.StringFlag{Name: "note", Usage: "say `WHY`, kept with the decision"}},
		Action: func(c *cli.Context) error {
			if c.NArg() < 1 || c.NArg() > 2 {
				return usagef("as in: citegraph split w7k2m9", "split needs the name of a work, and perhaps of a member")
			}
			return p.decide(c, func(s *graph.Store) (string, error) {
				return decided(s.Decide(graph.Decision{Kind: "split", A: c.Args().Get(0), B: c.Args().Get(1), Note: c.String("note")}))
			})
		},
	}
}

// decided says how a decision is taken back.
func decided(d graph.Decision, err error) (string, error) {
	return fmt.Sprintf("Take it back with: citegraph merge --undo %d", d.Seq), err
}

func undo(s *graph.Store, seq uint64) (string, error) {
	err := s.Undo(seq)
	if errors.Is(err, graph.ErrNotFound) {
		err = &status{code: exitNoLibrary, text: fmt.Sprintf("there is no decision %d to take back, or it was taken back before", seq), hint: "they are listed by: citegraph merge --log"}
	}
	return "", err
}

// decide changes the decisions and brings graph and index up to them; change
// says what there is to add to the report.
func (p *program) decide(c *cli.Context, change func(*graph.Store) (string, error)) error {
	store, dir, err := p.openToWrite(c, false)
	if err != nil {
		return err
	}
	defer store.Close()
	more, err := change(store)
	if err != nil {
		return err
	}
	sum := &indexSummary{}
	if err := p.deriveAndIndex(c.Context, store, dir, store.Derive, sum); err != nil {
		return err
	}
	p.print.printf("Decided. The library now has %s and %s.\n", count(sum.Counts.Works, "work"), count(sum.Counts.Citations, "citation"))
	if more != "" {
		p.print.printf("%s\n", more)
	}
	return nil
}

func (p *program) candidatePairs(c *cli.Context) error {
	store, _, err := p.openToRead(c)
	if err != nil {
		return err
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		return err
	}
	pairs, err := g.Candidates()
	if err != nil {
		return err
	}
	total := len(pairs)
	pairs = pairs[:min(total, c.Int("n"))]
	type pair struct {
		A      workRef `json:"a"`
		B      workRef `json:"b"`
		P      float64 `json:"p"`
		Reason string  `json:"reason"`
	}
	rows := []pair{}
	for _, k := range pairs {
		two, err := refsOf(g, []uint32{k.A, k.B})
		if err != nil {
			return err
		}
		rows = append(rows, pair{two[0], two[1], k.P, k.Reason})
	}
	done, err := records(p, c, struct {
		Schema string `json:"schema"`
		Total  int    `json:"total"`
		Pairs  []pair `json:"pairs"`
	}{"citegraph.candidates/1", total, rows}, rows)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		p.prog.note("No two works look like one.")
		return errEmpty
	}
	if done {
		return nil
	}
	for _, r := range rows {
		p.print.printf("%s\n", p.print.paint(bold, fmt.Sprintf("%.2f  %s", r.P, oneLine(r.Reason))))
		p.print.printf("%s\n%s\n", p.print.wrap(r.A.ID+"  "+oneLine(r.A.Text), "      "), p.print.wrap(r.B.ID+"  "+oneLine(r.B.Text), "      "))
	}
	p.shown(len(rows), total)
	if !p.quiet {
		p.print.printf("%s\n", p.print.paint(dim, fmt.Sprintf("Where two are one: citegraph merge %s %s", rows[0].A.ID, rows[0].B.ID)))
	}
	return nil
}

func (p *program) decisionLog(c *cli.Context) error {
	store, _, err := p.openToRead(c)
	if err != nil {
		return err
	}
	defer store.Close()
	all, err := store.Decisions()
	if err != nil {
		return err
	}
	all = append([]graph.Decision{}, all...)
	done, err := records(p, c, struct {
		Schema    string           `json:"schema"`
		Decisions []graph.Decision `json:"decisions"`
	}{"citegraph.decisions/1", all}, all)
	if err != nil {
		return err
	}
	for _, d := range all {
		if done {
			break
		}
		undone := ""
		if d.Undone {
			undone = " (undone)"
		}
		p.print.printf("%4d  %s %s %s%s  %s\n", d.Seq, d.Kind, oneLine(d.A), oneLine(d.B), undone, p.print.paint(dim, oneLine(d.Note)))
	}
	if len(all) == 0 {
		p.prog.note("Nothing has been decided by hand.")
		return errEmpty
	}
	return nil
}
