package main

import (
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
	"citegraph/index"
	"citegraph/index/query"
)

func (p *program) searchCommand() *cli.Command {
	return &cli.Command{
		Name: "search", Usage: "full-text and relational search", ArgsUsage: "QUERY", Category: catAsk,
		Description: "Words, \"phrases\", field:value, year:2010..2020, cited:>=5, AND OR NOT ( ),\n" +
			"PubMed tags, an identifier or its address, and relations that take whole queries:\n\n" +
			"   cites(author:\"Lloyd-Evans B\" year:2014)     who cites any of these\n" +
			"   citedby(id:w7k2) -citedby(id:w9q1)          cited by one and not the other\n" +
			"   cocited(doi:10.1186/… , near=sentence)      cited in the same sentence\n" +
			"   is:stub cited:>=5                           much cited, not held\n" +
			"   type:context \"no effect\"                    citing sentences\n\n" +
			"Where nothing has all of the bare words, what has half of them is listed, and\n" +
			"what is lacking is said; --strict, --count and --ids leave it at nothing.\n\n" +
			"A citation pasted from a list of references finds the work that it cites, and\n" +
			"says so.\n\n" +
			"A strategy pasted from PubMed, Scopus or the Web of Science runs as it is; what\n" +
			"no library knows (languages, MeSH trees) is said. Ovid's syntax is refused.\n\n" +
			"NOT binds tighter than AND, AND than OR. A query that begins with a minus goes\n" +
			"behind --.\n\n" +
			listed("Fields, each with a colon behind", query.Fields()) +
			listed("Relations, each with a query in parentheses", query.Relations()) + "\n" +
			"   citegraph search 'peer support[tiab] AND hospital* year:2010..2020'\n" +
			"   citegraph search 'cites(author:\"Lloyd-Evans B\")' --facet year\n" +
			"   citegraph search 'is:stub cited:>=2' --ids | citegraph related -\n" +
			"   citegraph search 'peer support' -n 5000 -f csv > works.csv\n\n" +
			"--save NAME keeps the query, written out, in the library; @NAME stands for it in\n" +
			"any other: citegraph search '@peer -cites(@old)'. Changing one changes no other.",
		Flags: append(listFlags(),
			&cli.StringFlag{Name: "type", Usage: "list `TYPE`: work, author, journal, context, all"},
			offsetFlag(),
			&cli.StringFlag{Name: "sort", Usage: "by `ORDER`: " + strings.Join(query.Sorts, ", ")},
			&cli.StringSliceFlag{Name: "facet", Usage: "count the results by `FIELDS`: year, journal, author, …"},
			&cli.BoolFlag{Name: "count", Usage: "print the number of results only"},
			&cli.BoolFlag{Name: "why", Usage: "say what speaks for each result"},
			&cli.BoolFlag{Name: "explain", Usage: "say how the query was understood and will run"},
			&cli.BoolFlag{Name: "strict", Usage: "find only what has all of the words"},
			&cli.BoolFlag{Name: "no-prior", Usage: "rank by text alone, without citation counts"},
			&cli.StringFlag{Name: "save", Usage: "keep the query as @`NAME` for later ones"},
			&cli.BoolFlag{Name: "saved", Usage: "list the saved queries"},
			&cli.StringFlag{Name: "forget", Usage: "remove the saved query `NAME`"}),
		Action: p.search,
	}
}

// listed is a list of names in lines for the help.
func listed(what string, names []string) string {
	return (&printer{width: 80}).wrap(what+": "+strings.Join(names, " "), "") + ".\n"
}

func (p *program) search(c *cli.Context) error {
	text := strings.Join(c.Args().Slice(), " ")
	if alone := c.Bool("saved") || c.String("forget") != ""; alone {
		if strings.TrimSpace(text) != "" || c.Bool("saved") && c.String("forget") != "" {
			return usagef("", "--saved and --forget stand alone, without a query")
		}
		if c.Bool("saved") {
			return p.listSaved(c)
		}
		return p.forget(c)
	}
	if strings.TrimSpace(text) == "" {
		return usagef("as in: citegraph search 'peer support year:2010..'", "search needs a query")
	}
	dir, err := libraryDir(c)
	if err != nil {
		return err
	}
	q, warnings, err := parseQuery(dir, text)
	citation := looksPasted(text)
	if err != nil && !citation {
		return err
	}
	asked, err := p.ask(c)
	if err != nil {
		return err
	}
	defer asked.close()
	var first []uint32
	if citation {
		if q, first, warnings, err = p.cited(c, asked, dir, text); err != nil {
			return err
		}
	}
	p.warnings(warnings)
	if name := c.String("save"); name != "" {
		if err := p.saveQuery(dir, name, q); err != nil {
			return err
		}
	}
	opt := index.SearchOptions{Type: query.Type(c.String("type")), N: c.Int("n"), Offset: c.Int("offset"), Sort: c.String("sort"),
		First: first, Why: c.Bool("why"), NoPrior: c.Bool("no-prior"), Lenient: !c.Bool("strict") && !c.Bool("ids")}
	for _, f := range c.StringSlice("facet") {
		opt.Facets = append(opt.Facets, strings.Split(f, ",")...)
	}
	if c.Bool("count") {
		opt.N, opt.Lenient = -1, false
	}
	res, err := asked.index.Search(c.Context, q, opt)
	if err != nil {
		return err
	}
	if c.Bool("explain") {
		p.prog.note("query: %s", res.Canonical)
		for _, l := range strings.Split(strings.TrimSpace(res.Plan), "\n") {
			fmt.Fprintf(p.err, "plan:  %s\n", safeText(l)) // indented: a clause stands below its whole
		}
	}
	if c.Bool("count") {
		done, err := p.document(c, struct {
			Schema string `json:"schema"`
			Total  int    `json:"total"`
		}{"citegraph.count/1", res.Total})
		if err != nil {
			return err
		}
		if !done {
			p.print.printf("%d\n", res.Total)
		}
		if res.Total == 0 {
			return errEmpty
		}
		return nil
	}
	p.warnings(res.Warnings)
	if f := outputFormat(c); len(res.Facets) > 0 && (c.Bool("ids") || f != "text" && f != "json") {
		p.prog.note("note: the counts of --facet stand in text and in --json")
	}
	var notes []string
	for _, w := range slices.Concat(warnings, res.Warnings) {
		notes = append(notes, w.Msg)
	}
	if name := nameIn(text); name != "" && (res.Relaxed != nil || res.Total == 0) && !p.quiet {
		defer p.prog.note("Who cites %s, and in what words: citegraph search 'cites(%s)' · citegraph show %s --contexts", name, name, name)
	}
	if res.Relaxed != nil {
		p.prog.note("note: %s", res.Relaxed)
		if res.DidYouMean != "" {
			p.prog.note("did you mean: %s (%s)", res.DidYouMean, count(res.Would, "result"))
		}
	}
	return p.results(c, asked.graph, resultsJSON{Schema: "citegraph.search/1", Notes: notes, Results: res})
}

// nameIn is the name of a work among other words of a query, as in "who cites
// white2020effectiveness?".
func nameIn(query string) string {
	words := strings.Fields(query)
	for _, w := range words {
		if w = strings.Trim(w, "?.,;"); len(words) > 1 && looksLikeName(w) && !strings.ContainsAny(w, `():'"[]`) {
			return w
		}
	}
	return ""
}

// warnings says what was odd in a query that was understood all the same.
func (p *program) warnings(ws []query.Warning) {
	for _, w := range ws {
		p.prog.note("note: %s", w.Msg)
	}
}

// asked is a library opened to be asked.
type asked struct {
	store *graph.Store
	graph *graph.Graph
	index *index.Index
	last  bool
}

func (a *asked) close() {
	if a.last {
		return
	}
	if a.index != nil {
		a.index.Close()
	}
	a.store.Close()
}

func (a *asked) namer() *namer {
	return &namer{a.graph, func() (*index.Index, error) { return a.index, nil }}
}

// ask opens store and index for a question. An index that is missing or stale
// because a run was cut short is an error that names the way out. An answer
// takes a few megabytes: to look for garbage in them four times costs more than
// to look once.
func (p *program) ask(c *cli.Context) (*asked, error) {
	debug.SetGCPercent(400)
	store, dir, err := p.openToRead(c)
	if err != nil {
		return nil, err
	}
	a := &asked{store: store, last: p.last}
	if a.graph, err = store.Snapshot(); err == nil {
		a.index, err = openIndex(dir, a.graph)
	}
	if err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

// resultsJSON is citegraph.search/1 and citegraph.related/1.
type resultsJSON struct {
	Schema string   `json:"schema"`
	Notes  []string `json:"notes,omitempty"` // what was odd in the query
	Draft  *draft   `json:"draft,omitempty"`
	*index.Results
}

// results prints what a search found, in the format that the flags ask for.
func (p *program) results(c *cli.Context, g *graph.Graph, out resultsJSON) error {
	res := out.Results
	format := outputFormat(c)
	if c.Bool("ids") {
		format = "ids"
	}
	var err error
	switch format {
	case "json":
		if res.Hits == nil {
			res.Hits = []index.Hit{}
		}
		err = p.print.json(out)
	case "ndjson":
		for i := range res.Hits {
			if err = p.print.line(&res.Hits[i]); err != nil {
				break
			}
		}
	case "ids":
		for _, h := range res.Hits {
			p.print.printf("%s\n", h.ID)
		}
	case "text":
		p.resultsText(g, res)
		if out.Draft != nil {
			p.draftText(out.Draft)
		}
	default:
		err = p.hitWorks(g, format, res.Hits)
	}
	if err == nil && len(res.Hits) == 0 {
		p.nothing(res)
		return errEmpty
	}
	return err
}

// hitWorks writes the works among hits in a format of reference managers.
func (p *program) hitWorks(g *graph.Graph, format string, hits []index.Hit) error {
	var works []*graph.Work
	for _, h := range hits {
		if h.Type != query.Works {
			return usagef("leave --type out, or use --json", "%s holds works, and this search lists others too", format)
		}
		w, err := g.Work(h.N)
		if err != nil {
			return err
		}
		works = append(works, w)
	}
	return p.writeWorks(format, works)
}

// nothing says what to try when nothing was found.
func (p *program) nothing(res *index.Results) {
	if p.quiet {
		return
	}
	if res.Total > 0 {
		p.prog.note("Nothing left to list: there are %s in all, and --offset passes over them.", count(res.Total, "result"))
		return
	}
	what := "these terms"
	if res.Canonical != "" {
		what = oneLine(res.Canonical)
	}
	p.prog.note("Nothing found for %s", what)
	if res.DidYouMean != "" {
		p.prog.note("Did you mean: %s (%s)", res.DidYouMean, count(res.Would, "result"))
	} else if res.Caveat != "" {
		p.prog.note("%s", res.Caveat)
	} else if res.Canonical == "" {
		p.prog.note("Other words may find more; citegraph stats shows what is there.")
	} else if len(res.Warnings) == 0 { // else they have said why
		p.prog.note("Fewer words, or a word* with a star, find more; citegraph stats shows what is there.")
	}
}
