package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/index"
)

func (p *program) relatedCommand() *cli.Command {
	return &cli.Command{
		Name: "related", Usage: "studies related to search terms, or to works", ArgsUsage: "TERMS… | ID… | --like-review FILE", Category: catAsk,
		Description: "Terms are plain text: any title or sentence works, no character in it is\n" +
			"syntax. If every operand names a work, the works are the starting point; - reads\n" +
			"names from standard input. A file that the library holds is its work. Text,\n" +
			"citations, shared references and being cited together are weighed by how much\n" +
			"evidence there is; --why shows it.\n\n" +
			"--like-review reads a draft or a review in any format that index reads, looks\n" +
			"its references up in the library, which stays as it is, and suggests what it\n" +
			"misses; references that the library does not know are listed. Terms beside it\n" +
			"sharpen the question.\n\n" +
			"--snowball follows the citations of works round by round, backward to what they\n" +
			"cite and forward to what cites them. What is met is scored against the works it\n" +
			"began with; what reaches --keep of the best score is kept, and the next round\n" +
			"begins there. It ends after --rounds, or when a round keeps less than --stop of\n" +
			"what was new. The counts are those of a PRISMA diagram.\n\n" +
			"   citegraph related \"peer support after discharge\" --why\n" +
			"   citegraph related --like-review reviews/methods.tex --year 2015..\n" +
			"   citegraph related white2020effectiveness --snowball --direction both",
		Flags: append(listFlags(),
			offsetFlag(),
			&cli.StringFlag{Name: "method", Value: "fused", Usage: "rank by `METHOD`: fused, text, cocite, coupling, direct, ppr, classic"},
			&cli.BoolFlag{Name: "held", Usage: "only works that the library holds"},
			&cli.BoolFlag{Name: "stubs", Usage: "only works known from citations alone"},
			&cli.StringFlag{Name: "year", Usage: "only `YEARS`: 2015, 2010..2020, 2010.., ..1999"},
			&cli.StringFlag{Name: "like-review", Usage: "suggest what the draft or review in `FILE` misses"},
			&cli.BoolFlag{Name: "snowball", Usage: "follow citations from the works, round by round"},
			&cli.IntFlag{Name: "rounds", Value: index.DefaultRounds, Usage: "snowball: at most `N` rounds"},
			&cli.StringFlag{Name: "direction", Value: "both", Usage: "snowball: go `WAY`: both, backward, forward"},
			&cli.Float64Flag{Name: "keep", Value: index.DefaultKeep, Usage: "snowball: keep from this `SHARE` of the best score on"},
			&cli.Float64Flag{Name: "stop", Value: index.DefaultStop, Usage: "snowball: stop when a round keeps less than this `SHARE` of what is new; 0 goes on to the last"},
			&cli.BoolFlag{Name: "why", Usage: "say what speaks for each result, with the sentences"}),
		Action: p.related,
	}
}

func (p *program) related(c *cli.Context) error {
	names, err := p.operands(c)
	if err != nil {
		return err
	}
	if strings.TrimSpace(strings.Join(names, " ")) == "" && c.String("like-review") == "" {
		return usagef("as in: citegraph related \"peer support after discharge\"", "related needs terms or works")
	}
	req, err := relatedRequest(c)
	if err != nil {
		return err
	}
	a, err := p.ask(c)
	if err != nil {
		return err
	}
	defer a.close()
	var d *draft
	if c.String("like-review") != "" {
		req.Terms = strings.Join(names, " ")
		d, err = p.likeReview(c, a, &req)
	} else {
		piped := c.NArg() == 1 && c.Args().First() == "-"
		req.Seeds, err = a.namer().seeds(c.Context, names, piped)
		if req.Seeds == nil {
			req.Terms = strings.Join(names, " ")
		}
	}
	if err != nil {
		return err
	}
	if c.Bool("snowball") {
		return p.snowball(c, a, d, req)
	}
	res, err := a.index.Related(c.Context, req)
	if err != nil {
		return err
	}
	if len(res.Hits) == 0 && req.Seeds == nil {
		res.Caveat = "" // about evidence for results, of which there are none
	}
	p.warnings(res.Warnings)
	return p.results(c, a.graph, resultsJSON{Schema: "citegraph.related/1", Draft: d, Results: res})
}

// relatedRequest reads the flags, and says which of them go against each other.
func relatedRequest(c *cli.Context) (req index.RelatedRequest, err error) {
	if c.Bool("held") && c.Bool("stubs") {
		return req, usagef("", "--held and --stubs leave nothing")
	}
	for _, f := range snowballFlags {
		if c.IsSet(f) && !c.Bool("snowball") {
			return req, usagef("as in: citegraph related ID --snowball --"+f+" …", "--%s means something with --snowball only", f)
		}
	}
	req = index.RelatedRequest{Method: c.String("method"), N: c.Int("n"), Offset: c.Int("offset"), Why: c.Bool("why")}
	if req.From, req.To, err = years(c.String("year")); err != nil {
		return req, err
	}
	switch {
	case c.Bool("held"):
		req.Only = "held"
	case c.Bool("stubs"):
		req.Only = "stub"
	}
	return req, nil
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
