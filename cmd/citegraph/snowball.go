package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/index"
)

// snowballFlags mean something with --snowball alone.
var snowballFlags = []string{"rounds", "direction", "keep", "stop"}

// snowballRequest reads the flags of snowballing.
func snowballRequest(c *cli.Context, req index.RelatedRequest) (index.SnowballRequest, error) {
	s := index.SnowballRequest{RelatedRequest: req, Rounds: c.Int("rounds"), Direction: c.String("direction"), Keep: c.Float64("keep"), Stop: c.Float64("stop")}
	switch {
	case s.Rounds < 1 || s.Rounds > 20:
		return s, usagef("as in: --rounds 3", "--rounds is a number from 1 to 20")
	case s.Keep <= 0 || s.Keep > 1:
		return s, usagef("as in: --keep 0.2", "--keep is a share of the best score, above 0 and up to 1")
	case s.Stop < 0 || s.Stop >= 1:
		return s, usagef("as in: --stop 0.05", "--stop is a share of what a round met, from 0 to below 1")
	case len(req.Seeds) == 0:
		return s, usagef("find some with: citegraph search WORDS --ids | citegraph related - --snowball", "--snowball starts from works, and none is named")
	}
	return s, nil
}

// snowballJSON is citegraph.snowball/1.
type snowballJSON struct {
	Schema string `json:"schema"`
	Draft  *draft `json:"draft,omitempty"`
	*index.Snowball
}

// snowball prints the rounds, then what was kept.
func (p *program) snowball(c *cli.Context, a *asked, d *draft, req index.RelatedRequest) error {
	sreq, err := snowballRequest(c, req)
	if err != nil {
		return err
	}
	res, err := a.index.Snowball(c.Context, sreq)
	if err != nil {
		return err
	}
	p.warnings(res.Warnings)
	if outputFormat(c) == "json" && !c.Bool("ids") {
		if err := p.print.json(snowballJSON{"citegraph.snowball/1", d, res}); err != nil || len(res.Hits) > 0 {
			return err
		}
		return errEmpty
	}
	if outputFormat(c) == "text" && !c.Bool("ids") {
		p.roundsText(res, c.String("year"))
	} else if !p.quiet {
		p.prog.note("%s", flowLine(res))
	}
	return p.results(c, a.graph, resultsJSON{Draft: d, Results: res.Results})
}

// roundsText is the table of the rounds and the counts of a flow diagram.
func (p *program) roundsText(res *index.Snowball, years string) {
	pr := p.print
	excluded := "excluded: below " + strconv.FormatFloat(res.Keep, 'g', 3, 64) + " of the best score"
	if years != "" {
		excluded += ", or not of " + oneLine(years)
	}
	pr.printf("%s\n", pr.paint(bold, "Snowballing from "+count(res.Seeds, "work")))
	pr.printf("%s\n", pr.paint(dim, "round  direction    from   links   known     new    kept   yield"))
	for _, r := range res.Rounds {
		pr.printf("%5d  %-9s  %6d  %6d  %6d  %6d  %6d  %s\n", r.Round, r.Direction, r.From, r.Links, r.Known, r.New, r.Kept, yieldText(r))
	}
	pr.printf("%s\n\n", pr.paint(dim, pr.wrap("Stopped: "+res.Stopped+".", "")))
	for _, l := range []struct {
		n    int
		what string
	}{
		{res.Flow.Identified, "citations followed"},
		{res.Flow.Duplicates, "to works met before"},
		{res.Flow.Screened, "works screened"},
		{res.Flow.Excluded, excluded},
		{res.Flow.Kept, "kept"},
	} {
		pr.printf("%8d  %s\n", l.n, l.what)
	}
	pr.printf("\n")
}

func yieldText(r index.Round) string {
	if r.New == 0 {
		return "     –"
	}
	return fmt.Sprintf("%4.0f %%", 100*r.Yield)
}

// flowLine is the flow in a line, for outputs that hold works alone.
func flowLine(res *index.Snowball) string {
	rounds := 0
	for _, r := range res.Rounds {
		rounds = max(rounds, r.Round)
	}
	return fmt.Sprintf("snowballing: %s, %s screened, %d kept; stopped: %s", count(rounds, "round"), count(res.Flow.Screened, "work"), res.Flow.Kept, res.Stopped)
}

// foundText says how a round came to a work.
func (p *program) foundText(f *index.Found) {
	p.print.printf("     %s\n", p.print.paint(cyan, fmt.Sprintf("round %d, %s, by %s", f.Round, f.Direction, strings.Join(f.Via, " "))))
}
