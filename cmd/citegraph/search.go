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

func (p *program) resultsText(g *graph.Graph, res *index.Results) {
	pr := p.print
	for i := range res.Hits {
		p.hitText(g, &res.Hits[i])
	}
	for _, f := range res.Facets {
		pr.printf("\n%s\n", pr.paint(bold, f.Field))
		for _, v := range f.Values {
			pr.printf("%8d  %s\n", v.Count, oneLine(v.Value))
		}
		if f.Other > 0 {
			pr.printf("%8d  %s\n", f.Other, pr.paint(dim, "other values"))
		}
	}
	if n := len(res.Hits); n > 0 && res.Total >= n && !p.quiet {
		pr.printf("%s\n", pr.paint(dim, fmt.Sprintf("%d of %d", n, res.Total)))
	}
	if res.Caveat != "" && len(res.Hits) > 0 {
		pr.printf("%s\n", pr.paint(yellow, oneLine(res.Caveat)))
	}
}

func (p *program) hitText(g *graph.Graph, h *index.Hit) {
	pr := p.print
	line := h.Name
	switch {
	case h.Context != nil:
		line = "“" + h.Context.Text + "”"
	case h.CSL != nil:
		line = citationLine(h.CSL)
	}
	if line == "" {
		line = "(partial) " + h.Key
	}
	pr.printf("%3d  %s\n", h.Rank, strings.TrimLeft(pr.wrap(oneLine(line), "     "), " "))
	facts := hitFacts(h)
	if h.Context != nil {
		facts = contextFacts(g, h)
	}
	pr.printf("%s\n", pr.paint(dim, pr.wrap(facts, "     ")))
	if h.Partial && h.CSL != nil && len(h.CSL.Author) == 0 {
		p.inWords(g, h.N)
	}
	if len(h.Lacks) > 0 {
		pr.printf("     %s\n", pr.paint(yellow, "lacks: "+oneLine(strings.Join(h.Lacks, ", "))))
	}
	for _, s := range h.Snippets {
		if s.Text == line || h.CSL != nil && s.Text == h.CSL.Title || h.Context != nil {
			continue // it stands above already
		}
		pr.printf("%s\n", pr.wrap(pr.marked(s), "     "))
	}
	if h.Found != nil {
		p.foundText(h.Found)
	}
	for _, w := range h.Why {
		p.reasonText(&w)
	}
}

// inWords prints the first sentence that cites a work of which too little is
// known to tell it by.
func (p *program) inWords(g *graph.Graph, n uint32) {
	if ctxs, err := g.ContextsOf(n); err == nil && len(ctxs) > 0 {
		p.print.printf("%s\n", p.print.wrap("cited as: “"+oneLine(ctxs[0].Text)+"”", "     "))
	}
}

// contextFacts is the line below a citing sentence: who says it where, of what.
func contextFacts(g *graph.Graph, h *index.Hit) string {
	at := fmt.Sprintf("%s byte %d", oneLine(h.Context.Path), h.Context.Span.Start)
	if h.Context.Section != "" {
		at += ", " + oneLine(h.Context.Section)
	}
	cited := make([]string, len(h.Context.Cited))
	for i, id := range h.Context.Cited {
		cited[i] = called(g, id)
	}
	return strings.Join([]string{"in " + called(g, h.Context.Citing), at, "cites " + strings.Join(cited, ", ")}, " · ")
}

// called is "White 2020 (w7k2m9)".
func called(g *graph.Graph, id string) string {
	n, err := g.Lookup(id)
	if err != nil {
		return id
	}
	w, err := g.Work(n)
	if err != nil {
		return id
	}
	return oneLine(shortName(w)) + " (" + id + ")"
}

// hitFacts is the line below a result.
func hitFacts(h *index.Hit) string {
	facts := []string{h.ID}
	if h.Key != "" {
		facts = append(facts, oneLine(h.Key))
	}
	if h.Type != query.Works {
		return strings.Join(append(facts, string(h.Type), count(h.Works, "work"), fmt.Sprintf("cited %d", h.Cited)), " · ")
	}
	facts = append(facts, standing{h.Cited, h.Held, h.Review, h.Partial, h.Ambiguous, h.Retracted}.facts()...)
	return strings.Join(facts, " · ")
}

// marked paints the matched words of a snippet.
func (p *printer) marked(s index.Snippet) string {
	var b strings.Builder
	at := 0
	for _, m := range s.Marks {
		if m.Start < at || m.End > len(s.Text) {
			continue
		}
		b.WriteString(safeText(s.Text[at:m.Start]))
		for i, w := range strings.Fields(safeText(s.Text[m.Start:m.End])) {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(p.paint(bold, w))
		}
		at = m.End
	}
	b.WriteString(safeText(s.Text[at:]))
	return b.String()
}

// reasonText is one channel and its evidence.
func (p *program) reasonText(w *index.Reason) {
	pr := p.print
	line := fmt.Sprintf("%s %.0f %%", w.Channel, 100*w.Share)
	if len(w.Terms) > 0 {
		line += ": " + strings.Join(w.Terms, ", ")
	}
	if len(w.Shared) > 0 {
		ids := w.Shared[:min(5, len(w.Shared))]
		line += ": shared " + strings.Join(ids, " ")
	}
	pr.printf("     %s\n", pr.paint(cyan, oneLine(line)))
	for i, e := range w.Evidence {
		if i == 3 {
			pr.printf("       %s\n", pr.paint(dim, fmt.Sprintf("… and %d more", len(w.Evidence)-3)))
			break
		}
		pr.printf("%s\n", pr.wrap("“"+oneLine(e.Text)+"”", "       "))
		pr.printf("       %s\n", pr.paint(dim, strings.TrimSpace(fmt.Sprintf("%s byte %d %s", oneLine(e.Path), e.Span.Start, e.Level))))
	}
}
