package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
	"citegraph/index"
)

func (p *program) relatedCommand() *cli.Command {
	return &cli.Command{
		Name: "related", Usage: "studies related to search terms, or to works", ArgsUsage: "TERMS… | ID…", Category: catAsk,
		Description: "Terms are plain text: any title or sentence works, no character in it is\n" +
			"syntax. If every operand names a work, the works are the starting point; - reads\n" +
			"names from standard input. Text, citations, shared references and being cited\n" +
			"together are weighed by how much evidence there is; --why shows it.",
		Flags: append(listFlags(),
			&cli.IntFlag{Name: "offset", Usage: "skip the first `N` results"},
			&cli.StringFlag{Name: "method", Value: "fused", Usage: "`METHOD`: fused, text, cocite, coupling, direct, ppr, classic"},
			&cli.BoolFlag{Name: "held", Usage: "only works that the library holds"},
			&cli.BoolFlag{Name: "stubs", Usage: "only works known from citations alone"},
			&cli.StringFlag{Name: "year", Usage: "only `YEARS`: 2015, 2010..2020, 2010.., ..1999"},
			&cli.BoolFlag{Name: "why", Usage: "say what speaks for each result, with the sentences"}),
		Action: p.related,
	}
}

func (p *program) related(c *cli.Context) error {
	names, err := p.operands(c)
	if err != nil {
		return err
	}
	if strings.TrimSpace(strings.Join(names, " ")) == "" {
		return usagef("as in: citegraph related \"peer support after discharge\"", "related needs terms or works")
	}
	if c.Bool("held") && c.Bool("stubs") {
		return usagef("", "--held and --stubs leave nothing")
	}
	req := index.RelatedRequest{Method: c.String("method"), N: c.Int("n"), Offset: c.Int("offset"), Why: c.Bool("why")}
	if req.From, req.To, err = years(c.String("year")); err != nil {
		return err
	}
	switch {
	case c.Bool("held"):
		req.Only = "held"
	case c.Bool("stubs"):
		req.Only = "stub"
	}
	a, err := p.ask(c)
	if err != nil {
		return err
	}
	defer a.close()
	piped := c.NArg() == 1 && c.Args().First() == "-"
	if req.Seeds, err = seeds(a.graph, names, piped); err != nil {
		return err
	}
	if req.Seeds == nil {
		req.Terms = strings.Join(names, " ")
	}
	res, err := a.index.Related(c.Context, req)
	if err != nil {
		return err
	}
	return p.results(c, a.graph, "citegraph.related/1", res)
}

// seeds are the works that all names lead to; nil where one of them is no
// name of a work, since then the operands are terms. Names that were piped in
// must all be works.
func seeds(g *graph.Graph, names []string, must bool) ([]uint32, error) {
	var out []uint32
	for _, name := range names {
		n, err := g.Lookup(name)
		if err != nil && isUnknown(err) && !must {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// years reads 2015, 2010..2020, 2010.. and ..1999; 0 is open.
func years(s string) (from, to int, err error) {
	if s == "" {
		return 0, 0, nil
	}
	lo, hi, isRange := strings.Cut(s, "..")
	if !isRange {
		hi = lo
	}
	for _, v := range []struct {
		text string
		into *int
	}{{lo, &from}, {hi, &to}} {
		if v.text == "" {
			continue
		}
		if *v.into, err = strconv.Atoi(v.text); err != nil || *v.into < 0 || *v.into > 9999 {
			return 0, 0, usagef("as in: --year 2010..2020", "--year is a year or a range, not %q", s)
		}
	}
	if from == 0 && to == 0 || to != 0 && from > to {
		return 0, 0, usagef("as in: --year 2010..2020", "--year %s holds no year", fmt.Sprintf("%q", s))
	}
	return from, to, nil
}
