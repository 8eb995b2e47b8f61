package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
	"citegraph/graph/measure"
)

// networkReport is citegraph.network/1: the shape of the graph of citations.
type networkReport struct {
	Schema      string        `json:"schema"`
	Works       int           `json:"works"`
	Citations   int           `json:"citations"`
	Components  int           `json:"components"` // of works that cite or are cited
	Largest     int           `json:"largest_component"`
	Alone       int           `json:"alone"` // works without a citation either way
	Cycles      []int         `json:"cycles"`
	Core        int           `json:"core"` // the highest k-core
	CoreWorks   int           `json:"core_works"`
	Modularity  float64       `json:"modularity"`
	Communities []community   `json:"communities"`
	PageRank    []rankedWork  `json:"pagerank"`
	MainPath    []networkWork `json:"main_path"` // the newest first
	KeyRoutes   []networkEdge `json:"key_routes"`
}

type community struct {
	Works int    `json:"works"`
	Label string `json:"label"`
}

type networkWork struct {
	ID   string `json:"id"`
	Key  string `json:"key"`
	Text string `json:"text"`
}

type rankedWork struct {
	networkWork
	Rank float64 `json:"rank"`
}

type networkEdge struct {
	Citing string  `json:"citing"`
	Cited  string  `json:"cited"`
	SPC    float64 `json:"spc"`
}

// keyRoutes is through how many of the strongest citations routes are followed.
const keyRoutes = 10

// network is `stats --network`.
func (p *program) network(c *cli.Context, g *graph.Graph) error {
	rep, err := networkOf(c.Context, g, c.Int("n"))
	if err != nil {
		return err
	}
	done, err := p.document(c, rep)
	if err != nil {
		return err
	}
	if !done {
		p.networkText(rep)
	}
	if rep.Citations == 0 {
		return errEmpty
	}
	return nil
}

func networkOf(ctx context.Context, g *graph.Graph, n int) (*networkReport, error) {
	o, i, err := g.CSR()
	if err != nil {
		return nil, err
	}
	out, in := (*measure.CSR)(o), (*measure.CSR)(i)
	both := out.Undirected(in)
	rep := &networkReport{Schema: "citegraph.network/1", Works: out.Len(), Citations: out.Edges(), Cycles: []int{},
		Communities: []community{}, PageRank: []rankedWork{}, MainPath: []networkWork{}, KeyRoutes: []networkEdge{}}
	rep.parts(out, both)
	if err := rep.communities(ctx, g, both, n); err != nil {
		return nil, err
	}
	ranks, err := measure.PageRank(ctx, out, in, nil)
	if err != nil {
		return nil, err
	}
	for _, r := range measure.Highest(ranks, n) {
		w, err := networkWorkOf(g, r.Node)
		if err != nil {
			return nil, err
		}
		rep.PageRank = append(rep.PageRank, rankedWork{w, r.Rank})
	}
	return rep, rep.paths(g, measure.SPC(out))
}

// parts counts what hangs together, what cites in a circle, and what is densest.
func (rep *networkReport) parts(out, both *measure.CSR) {
	_, sizes := measure.Components(both)
	for _, s := range sizes {
		if s == 1 {
			rep.Alone++
			continue
		}
		rep.Components++
		rep.Largest = max(rep.Largest, s)
	}
	_, strong := measure.StrongComponents(out)
	for _, s := range strong {
		if s > 1 {
			rep.Cycles = append(rep.Cycles, s)
		}
	}
	for _, k := range measure.Cores(both) {
		if k > rep.Core {
			rep.Core, rep.CoreWorks = k, 0
		}
		if k == rep.Core {
			rep.CoreWorks++
		}
	}
}

func (rep *networkReport) communities(ctx context.Context, g *graph.Graph, both *measure.CSR, n int) error {
	of, members, quality, err := measure.Leiden(ctx, measure.Unit(both), nil)
	if err != nil {
		return err
	}
	titles := make([]string, 0, len(of))
	for w, err := range g.Works() {
		if err != nil {
			return err
		}
		t := ""
		if !w.Partial && len(w.CSL.Title) <= 400 {
			t = w.CSL.Title
		}
		titles = append(titles, t)
	}
	labels := measure.Labels(of, len(members), 3, func(i int) string { return titles[i] })
	for i, k := range members[:min(n, len(members))] {
		if k > 1 {
			rep.Communities = append(rep.Communities, community{k, labels[i]})
		}
	}
	rep.Modularity = quality
	return nil
}

func (rep *networkReport) paths(g *graph.Graph, flow *measure.Flow) error {
	add := func(n uint32) error {
		w, err := networkWorkOf(g, n)
		rep.MainPath = append(rep.MainPath, w)
		return err
	}
	for i, t := range flow.MainPath() {
		if i == 0 {
			if err := add(t.Citing); err != nil {
				return err
			}
		}
		if err := add(t.Cited); err != nil {
			return err
		}
	}
	for _, t := range flow.KeyRoutes(keyRoutes) {
		a, err := g.Work(t.Citing)
		if err != nil {
			return err
		}
		b, err := g.Work(t.Cited)
		if err != nil {
			return err
		}
		rep.KeyRoutes = append(rep.KeyRoutes, networkEdge{a.ID, b.ID, t.SPC})
	}
	return nil
}

func networkWorkOf(g *graph.Graph, n uint32) (networkWork, error) {
	w, err := g.Work(n)
	if err != nil {
		return networkWork{}, err
	}
	text := citationLine(&w.CSL)
	if text == "" {
		text = "(partial) " + strings.Join(w.Aliases, " ")
	}
	return networkWork{w.ID, w.Key, text}, nil
}

func (p *program) networkText(rep *networkReport) {
	pr := p.print
	pr.printf("%s\n", pr.paint(bold, "Citations between works"))
	for _, l := range []struct {
		n    int
		what string
	}{
		{rep.Works, "works"}, {rep.Citations, "citations"}, {rep.Components, "parts that hang together"}, {rep.Largest, "works in the largest"},
		{rep.Alone, "works without a citation"}, {len(rep.Cycles), "circles of works that cite each other"}, {rep.CoreWorks, fmt.Sprintf("works in the %d-core", rep.Core)},
	} {
		pr.printf("%8d  %s\n", l.n, l.what)
	}
	if len(rep.Communities) > 0 {
		pr.printf("\n%s %s\n", pr.paint(bold, "Communities"), pr.paint(dim, fmt.Sprintf("(Leiden, modularity %.2f)", rep.Modularity)))
		for _, c := range rep.Communities {
			pr.printf("%8d  %s\n", c.Works, oneLine(c.Label))
		}
	}
	list := func(head string, ws []networkWork) {
		if len(ws) > 0 {
			pr.printf("\n%s\n", pr.paint(bold, head))
		}
		for _, w := range ws {
			pr.printf("%s\n  %s\n", pr.wrap(oneLine(w.Text), "  "), pr.paint(dim, w.ID+" "+oneLine(w.Key)))
		}
	}
	var top []networkWork
	for _, r := range rep.PageRank {
		top = append(top, r.networkWork)
	}
	list("Highest PageRank", top)
	list(fmt.Sprintf("Main path of citations, the newest first (%d citations lie on key routes: --json)", len(rep.KeyRoutes)), rep.MainPath)
}

// pathReport is citegraph.path/1: a shortest way from one work to another.
type pathReport struct {
	Schema string     `json:"schema"`
	From   string     `json:"from"`
	To     string     `json:"to"`
	Along  string     `json:"along"` // "cites", "cited by", or "either" way
	Steps  []pathStep `json:"steps"` // the works on the way, ends included
}

type pathStep struct {
	networkWork
	Cites bool `json:"cites"` // the one before; false: it is cited by it
}

// path is `show A --path-to B`: along citations from A, else towards A, else
// either way.
func (p *program) path(c *cli.Context, g *graph.Graph, nm *namer, from, to string) error {
	rep := &pathReport{Schema: "citegraph.path/1", Steps: []pathStep{}}
	ends, err := nm.works(c.Context, []string{from, to})
	if err != nil {
		return err
	}
	a, b := ends[0], ends[1]
	o, i, err := g.CSR()
	if err != nil {
		return err
	}
	out, in := (*measure.CSR)(o), (*measure.CSR)(i)
	var way []uint32
	for _, try := range []struct {
		along string
		graph func() *measure.CSR
	}{{"cites", func() *measure.CSR { return out }}, {"cited by", func() *measure.CSR { return in }}, {"either", func() *measure.CSR { return out.Undirected(in) }}} {
		if way = measure.Path(try.graph(), a, b); way != nil {
			rep.Along = try.along
			break
		}
	}
	for k, n := range way {
		w, err := networkWorkOf(g, n)
		if err != nil {
			return err
		}
		rep.Steps = append(rep.Steps, pathStep{w, k > 0 && out.Has(n, way[k-1])})
	}
	if len(way) == 0 {
		p.prog.note("No chain of citations leads from %s to %s.", from, to)
		return errEmpty
	}
	rep.From, rep.To = rep.Steps[0].ID, rep.Steps[len(way)-1].ID
	if done, err := p.document(c, rep); done {
		return err
	}
	for k, s := range rep.Steps {
		switch {
		case k == 0:
		case s.Cites:
			p.print.printf("    %s\n", p.print.paint(cyan, "↑ is cited by"))
		default:
			p.print.printf("    %s\n", p.print.paint(cyan, "↓ cites"))
		}
		p.print.printf("%s\n  %s\n", p.print.wrap(oneLine(s.Text), "  "), p.print.paint(dim, s.ID+" "+oneLine(s.Key)))
	}
	return nil
}
