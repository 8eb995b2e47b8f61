package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/corpus"
	"citegraph/graph"
)

func (p *program) showCommand() *cli.Command {
	return &cli.Command{
		Name: "show", Usage: "one work, author or journal: what it is, who cites it and in what words", ArgsUsage: "ID…", Category: catAsk,
		Description: "ID is a short id (w…, a…, j…), a DOI, a PMID, a readable key, or an ISSN; the path\n" +
			"of a file that the library holds; the whole title of a work or a journal, or the\n" +
			"name of an author, where only one is called so.\n\n" +
			"   citegraph show 10.1186/1471-244X-14-39 --contexts\n" +
			"   citegraph show white2020effectiveness --history\n" +
			"   citegraph show reviews/who.txt --path-to repper2011review\n" +
			"   citegraph show 'BMC Psychiatry'",
		Flags: append(dataFlags("one JSON document an id, one a line"),
			&cli.BoolFlag{Name: "contexts", Usage: "every citing sentence, by section, with file and byte"},
			&cli.BoolFlag{Name: "history", Usage: "where it was read, and why each mention was taken for it"},
			&cli.StringFlag{Name: "path-to", Usage: "the shortest chain of citations from ID to this `WORK`"},
			&cli.IntFlag{Name: "n", Value: 10, Usage: "list `N` citing and cited works"}),
		Action: p.show,
	}
}

func (p *program) show(c *cli.Context) error {
	if c.NArg() == 0 {
		return usagef("as in: citegraph show white2020effectiveness", "show needs an id, DOI, PMID or key")
	}
	store, dir, err := p.openToRead(c)
	if err != nil {
		return err
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		return err
	}
	names, err := p.operands(c)
	if err != nil {
		return err
	}
	nm, done := p.namer(dir, g)
	defer done()
	for _, name := range names {
		if to := c.String("path-to"); to != "" {
			if err := p.path(c, g, nm, name, to); err != nil {
				return err
			}
			continue
		}
		if err := p.showOne(c, g, nm, name); err != nil {
			return err
		}
	}
	return nil
}

// operands are the arguments, or with a single "-" the lines of standard
// input, so that `search --ids` pipes into any command that takes ids.
func (p *program) operands(c *cli.Context) ([]string, error) {
	args := c.Args().Slice()
	if len(args) != 1 || args[0] != "-" {
		return args, nil
	}
	var out []string
	err := p.eachLine("-", func(line string) error {
		if s := strings.TrimSpace(line); s != "" {
			out = append(out, s)
		}
		return nil
	})
	return out, err
}

func (p *program) showOne(c *cli.Context, g *graph.Graph, nm *namer, name string) error {
	n, err := g.Lookup(name)
	if err == nil {
		return p.showWork(c, g, n)
	}
	if a, aerr := g.LookupAuthor(name); aerr == nil {
		return p.showAuthor(c, g, a)
	}
	if j, jerr := g.LookupJournal(name); jerr == nil {
		return p.showJournal(c, g, j)
	}
	if !isUnknown(err) {
		return err
	}
	if n, err := nm.work(c.Context, name); err == nil {
		return p.showWork(c, g, n)
	} else if !isUnknown(err) {
		return err
	}
	a, aerr := nm.author(c.Context, name)
	if aerr == nil {
		return p.showAuthor(c, g, a)
	}
	if !isUnknown(aerr) {
		return aerr
	}
	return err
}

// workReport is citegraph.work/1.
type workReport struct {
	Schema   string           `json:"schema"`
	Work     *graph.Work      `json:"work"`
	CitedBy  []workRef        `json:"cited_by"`
	Cites    []workRef        `json:"cites"`
	Contexts []contextReport  `json:"contexts"`
	Evidence []graph.Evidence `json:"evidence,omitempty"`
}

type workRef struct {
	ID   string `json:"id"`
	Key  string `json:"key"`
	Text string `json:"text"`
	year int
}

type contextReport struct {
	graph.Context
	CitingID string `json:"citing"`
	line     string
}

func (p *program) showWork(c *cli.Context, g *graph.Graph, n uint32) error {
	rep, err := workReportOf(g, n)
	if err != nil {
		return err
	}
	if done, err := p.document(c, rep); done {
		return err
	}
	p.workText(rep, c)
	return nil
}

func workReportOf(g *graph.Graph, n uint32) (*workReport, error) {
	w, err := g.Work(n)
	if err != nil {
		return nil, err
	}
	if w.Mentions, err = g.Mentions(n); err != nil {
		return nil, err
	}
	rep := &workReport{Schema: "citegraph.work/1", Work: w, Contexts: []contextReport{}}
	citers, err := g.CitedBy(n)
	if err != nil {
		return nil, err
	}
	if rep.CitedBy, err = refsOf(g, citers); err != nil {
		return nil, err
	}
	cited, err := g.Cites(n)
	if err != nil {
		return nil, err
	}
	if rep.Cites, err = refsOf(g, cited); err != nil {
		return nil, err
	}
	for edge, err := range g.CitationsBetween(context.Background(), citers, []uint32{n}) {
		if err != nil {
			return nil, err
		}
		rep.Evidence = append(rep.Evidence, edge.Evidence...)
	}
	ctxs, err := g.ContextsOf(n)
	if err != nil {
		return nil, err
	}
	for _, x := range ctxs {
		citing, err := g.Work(x.Citing)
		if err != nil {
			return nil, err
		}
		rep.Contexts = append(rep.Contexts, contextReport{*x, citing.ID, shortName(citing)})
	}
	return rep, nil
}

func refsOf(g *graph.Graph, ns []uint32) ([]workRef, error) {
	out := []workRef{}
	for _, n := range ns {
		w, err := g.Work(n)
		if err != nil {
			return nil, err
		}
		out = append(out, workRef{w.ID, w.Key, citationLine(&w.CSL), w.CSL.Year()})
	}
	return out, nil
}

// shortName is "White 2020", or the key.
func shortName(w *graph.Work) string {
	if len(w.CSL.Author) > 0 && w.CSL.Year() != 0 {
		n := w.CSL.Author[0]
		if n.Family == "" {
			n.Family = n.Literal
		}
		return fmt.Sprintf("%s %d", n.Family, w.CSL.Year())
	}
	return w.Key
}

func (p *program) workText(rep *workReport, c *cli.Context) {
	pr, w := p.print, rep.Work
	title := w.CSL.Title
	if title == "" {
		title = "(no title known)"
	}
	pr.printf("%s\n", pr.paint(bold, pr.wrap(oneLine(title), "")))
	for _, l := range []string{authorsShort(w.CSL.Author), strings.TrimSpace(fmt.Sprintf("%s %s", venue(&w.CSL), yearText(&w.CSL)))} {
		if l != "" {
			pr.printf("%s\n", oneLine(l))
		}
	}
	pr.printf("%s\n", pr.paint(dim, workFacts(w)))
	for _, a := range w.Aliases {
		pr.printf("%s\n", pr.paint(dim, "  "+oneLine(a)))
	}
	for _, field := range []string{"page", "volume", "year"} {
		hs := w.Hypotheses[field]
		if len(hs) == 1 && hs[0].P >= certain {
			continue // what stands above
		}
		for _, h := range hs {
			pr.printf("%s\n", pr.paint(yellow, fmt.Sprintf("  %s may be %s (%.2f)", field, oneLine(h.Value), h.P)))
		}
	}
	if w.CSL.Abstract != "" {
		pr.printf("\n%s\n", pr.wrap(oneLine(w.CSL.Abstract), "  "))
	}
	p.refList("Cited by", rep.CitedBy, c.Int("n"))
	p.citedTimeline(rep.CitedBy)
	p.refList("Cites", rep.Cites, c.Int("n"))
	p.contextsText(rep.Contexts, c.Bool("contexts"))
	if c.Bool("history") {
		p.historyText(w)
	}
}

// certain is the probability from which a reading without a rival is not called
// into question on a terminal; data has it all the same.
const certain = 0.95

func yearText(w *corpus.Work) string {
	if y := w.Year(); y != 0 {
		return fmt.Sprintf("(%d)", y)
	}
	return ""
}

func (p *program) refList(head string, refs []workRef, n int) {
	if len(refs) == 0 {
		return
	}
	pr := p.print
	pr.printf("\n%s %s\n", pr.paint(bold, head), pr.paint(dim, fmt.Sprintf("(%d)", len(refs))))
	for i, r := range refs {
		if i == n {
			pr.printf("  %s\n", pr.paint(dim, fmt.Sprintf("… and %d more (-n)", len(refs)-n)))
			return
		}
		pr.printf("%s\n", pr.wrap(oneLine(r.Text)+" "+r.ID, "  "))
	}
}

// citedTimeline shows in which years a work was cited.
func (p *program) citedTimeline(refs []workRef) {
	years := make([]int, len(refs))
	for i, r := range refs {
		years[i] = r.year
	}
	if line := timeline(years); line != "" {
		p.print.printf("  %s\n", p.print.paint(cyan, line))
	}
}

// contextsText prints in what words a work is cited, grouped by section.
func (p *program) contextsText(ctxs []contextReport, all bool) {
	if len(ctxs) == 0 {
		return
	}
	pr := p.print
	pr.printf("\n%s %s\n", pr.paint(bold, "In these words"), pr.paint(dim, fmt.Sprintf("(%d)", len(ctxs))))
	if !all && len(ctxs) > 5 {
		defer pr.printf("  %s\n", pr.paint(dim, fmt.Sprintf("… and %d more (--contexts)", len(ctxs)-5)))
		ctxs = ctxs[:5]
	}
	var sections []string
	bySection := map[string][]contextReport{}
	for _, x := range ctxs {
		if _, seen := bySection[x.Section]; !seen {
			sections = append(sections, x.Section)
		}
		bySection[x.Section] = append(bySection[x.Section], x)
	}
	for _, s := range sections {
		if s != "" {
			pr.printf("  %s\n", pr.paint(cyan, oneLine(s)))
		}
		for _, x := range bySection[s] {
			pr.printf("%s\n", pr.wrap("“"+oneLine(x.Text)+"”", "  "))
			pr.printf("    %s\n", pr.paint(dim, fmt.Sprintf("%s, %s byte %d", oneLine(x.line), oneLine(x.Path), x.Span.Start)))
		}
	}
}

func (p *program) historyText(w *graph.Work) {
	pr := p.print
	pr.printf("\n%s %s\n", pr.paint(bold, "Read in"), pr.paint(dim, count(len(w.Mentions), "place")))
	for _, m := range w.Mentions {
		pr.printf("  %s bytes %d–%d, %s, p %.2f\n", oneLine(m.Path), m.Span.Start, m.Span.End, oneLine(m.Reason), m.P)
		if m.Raw != "" {
			pr.printf("%s\n", pr.paint(dim, pr.wrap(oneLine(m.Raw), "      ")))
		}
	}
}

func (p *program) showAuthor(c *cli.Context, g *graph.Graph, n uint32) error {
	a, err := g.Author(n)
	if err != nil {
		return err
	}
	return p.showGroup(c, g, "citegraph.author/1", a, nameText(a.Name), a.ID, a.CitedBy, a.Variants, a.Works)
}

func (p *program) showJournal(c *cli.Context, g *graph.Graph, n uint32) error {
	j, err := g.Journal(n)
	if err != nil {
		return err
	}
	return p.showGroup(c, g, "citegraph.journal/1", j, j.Title, j.ID, j.CitedBy, append(append([]string{}, j.Variants...), j.ISSN...), j.Works)
}

// showGroup prints what authors and journals have in common: names and works.
func (p *program) showGroup(c *cli.Context, g *graph.Graph, schema string, v any, name, id string, cited int, variants []string, works []uint32) error {
	refs, err := refsOf(g, works)
	if err != nil {
		return err
	}
	rep := struct {
		Schema string    `json:"schema"`
		Node   any       `json:"node"`
		Works  []workRef `json:"works"`
	}{schema, v, refs}
	if done, err := p.document(c, rep); done {
		return err
	}
	pr := p.print
	pr.printf("%s\n%s\n", pr.paint(bold, oneLine(name)), pr.paint(dim, fmt.Sprintf("%s · cited by %d here", id, cited)))
	if len(variants) > 0 {
		pr.printf("%s\n", pr.paint(dim, pr.wrap("also: "+oneLine(strings.Join(variants, "; ")), "  ")))
	}
	p.refList("Works", refs, c.Int("n"))
	return nil
}

// isUnknown tells a name that leads to no work.
func isUnknown(err error) bool { return errors.Is(err, graph.ErrNotFound) }
