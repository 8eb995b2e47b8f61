package main

import (
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/graph/export"
	"citegraph/parse/bib"
)

func (p *program) exportCommand() *cli.Command {
	return &cli.Command{
		Name: "export", Usage: "the graph, or the part a query names, for other programs", Category: catExport,
		Description: exportHelp(),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: "write `FORMAT` of those above; else the name of the output tells"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "-", Usage: "write `FILE`, or a folder for tables and other formats of several files; - is standard output"},
			&cli.StringFlag{Name: "query", Usage: "only works that `QUERY` finds"},
			&cli.StringFlag{Name: "view", Value: export.Works, Usage: "edges of `VIEW`: " + strings.Join(export.Views(), ", ")},
			&cli.StringFlag{Name: "ego", Usage: "only the neighbourhood of the work `ID`"},
			&cli.IntFlag{Name: "depth", Value: 1, Usage: "`N` steps around --ego"},
			&cli.IntFlag{Name: "top", Usage: "only `N` nodes: the most cited and, of citations, what has most links with them"},
			&cli.Float64Flag{Name: "min-weight", Usage: "only edges of `WEIGHT` and more"},
			&cli.StringFlag{Name: "year", Usage: "only works of `YEARS`: 2015, 2010..2020, 2010.., ..1999"},
			&cli.StringFlag{Name: "gexf-version", Value: "1.3", Usage: "`VERSION` 1.3 or 1.2"},
			&cli.StringFlag{Name: "links-key", Value: "links", Usage: "node-link JSON: `KEY` of edges is links, or edges as networkx 3.4 and later read"},
			&cli.StringFlag{Name: "layout", Usage: "place nodes by `WHAT`: force, year or none; force for small graphs"},
			&cli.Uint64Flag{Name: "seed", Value: 1, Usage: "another `NUMBER` is another layout and other clusters"},
			&cli.Float64Flag{Name: "resolution", Value: 1, Usage: "of clusters: a higher `NUMBER` is more and smaller ones"},
			&cli.BoolFlag{Name: "proximity", Usage: "weigh co-citation by how close two works are cited"},
			&cli.BoolFlag{Name: "excel", Usage: "CSV with a byte order mark, as spreadsheets like it"},
			&cli.BoolFlag{Name: "raw", Usage: "CSV without the apostrophe before what a spreadsheet would run"},
			&cli.BoolFlag{Name: "yed", Usage: "GraphML with the labels that yEd shows"},
			&cli.StringFlag{Name: "stamp", Usage: "write `DATE` where the format has a place for one"},
		},
		Action: p.export,
	}
}

// exportHelp lists every format with what reads it.
func exportHelp() string {
	var b strings.Builder
	b.WriteString("Graphs:\n")
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "   %-12s %s\n", f.Name, f.Description)
	}
	b.WriteString("Lists of works:\n")
	for _, f := range bib.Formats() {
		if f.Write != nil {
			fmt.Fprintf(&b, "   %-12s .%s\n", f.Name, f.Ext)
		}
	}
	b.WriteString("An edge goes from the citing to the cited work.\n\n" +
		"   citegraph export -o map.gexf                            # Gephi\n" +
		"   citegraph export -f vosviewer --view cocitation -o vos  # VOSviewer: a folder\n" +
		"   citegraph export --query 'cites(year:2014)' -o part.ris # Zotero, EndNote\n" +
		"   citegraph export -f csv --excel -o tables               # nodes and edges for Excel\n" +
		"   citegraph export --top 200 -o map.svg                   # a picture")
	return b.String()
}

func canWrite(format string) bool {
	for _, f := range bib.Formats() {
		if f.Name == format {
			return f.Write != nil
		}
	}
	return false
}

func (p *program) export(c *cli.Context) error {
	if c.NArg() > 0 {
		return usagef("a query goes with --query", "export takes no operand, and got %q", c.Args().First())
	}
	out := c.String("output")
	format, err := exportFormat(c.String("format"), out)
	if err != nil {
		return err
	}
	f, _ := export.Find(format) // none for a list of works
	if f.Binary && out == "-" && p.print.tty {
		return usagef("as in: citegraph export -f "+f.Name+" -o map"+f.Extension, "%s is no text, and a terminal can show none", f.Name)
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
	only, err := p.selected(c, dir, g, c.String("query"))
	if err != nil {
		return err
	}
	if g.Counts().Works == 0 || only != nil && len(only) == 0 {
		p.prog.note("There is nothing to export.")
		return errEmpty
	}
	if canWrite(format) {
		err := p.writeFile(out, func(w io.Writer) error { return exportList(w, format, g, only) })
		if n := len(only); err == nil && out != "-" && !p.quiet {
			if only == nil {
				n = g.Counts().Works
			}
			p.prog.note("%s as %s → %s", count(n, "work"), format, out)
		}
		return err
	}
	return p.exportGraph(c, dir, g, f, out, only)
}

// exportNames are the formats that export writes.
func exportNames() (names []string) {
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	for _, f := range bib.Formats() {
		if f.Write != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

// unknownFormat names the format that may be meant.
func unknownFormat(name string) error {
	names := exportNames()
	hint, lower := "see: citegraph export --help", strings.ToLower(name)
	meant := nearest(lower, names)
	if i := slices.IndexFunc(names, func(n string) bool { return len(name) > 2 && strings.HasPrefix(n, lower) }); i >= 0 {
		meant = names[i]
	}
	if meant != "" {
		hint = "did you mean: citegraph export -f " + meant
	}
	return usagef(hint, "there is no export format %q", name)
}

// exportFormat is the format of that name, or the one that the output's
// ending tells.
func exportFormat(name, out string) (string, error) {
	if name != "" {
		if _, err := export.Find(name); err == nil || canWrite(name) {
			return strings.ToLower(name), nil
		}
		return "", unknownFormat(name)
	}
	const hint = "as in: citegraph export -f graphml -o map.graphml"
	ending := strings.TrimPrefix(filepath.Ext(out), ".")
	if ending == "" {
		return "", usagef(hint, "export needs a format")
	}
	if f, ok := toldBy(ending); ok {
		return f.Name, nil
	}
	for _, f := range bib.Formats() {
		if f.Write != nil && strings.EqualFold(ending, f.Ext) {
			return f.Name, nil
		}
	}
	return "", usagef("citegraph export --help lists them, and spreadsheets open csv; "+hint, "export has no format with the ending .%s", ending)
}

// toldBy is the graph format that has this name or alias, or else this
// extension.
func toldBy(ending string) (export.Format, bool) {
	if f, err := export.Find(ending); err == nil {
		return f, true
	}
	for _, f := range export.Formats() {
		if strings.EqualFold(ending, f.Extension[1:]) {
			return f, true
		}
	}
	return export.Format{}, false
}

// selected is the works that a query names, in the order of their numbers; nil,
// which stands for all, where there is no query.
func (p *program) selected(c *cli.Context, dir string, g *graph.Graph, text string) ([]uint32, error) {
	if text == "" {
		return nil, nil
	}
	q, warnings, err := parseQuery(dir, text)
	if err != nil {
		return nil, err
	}
	p.warnings(warnings)
	ix, err := openIndex(dir, g)
	if err != nil {
		return nil, err
	}
	defer ix.Close()
	return ix.Select(c.Context, q)
}

// exportList writes works, each with the ids of those that it cites among
// them: read back in, it is the same graph.
func exportList(w io.Writer, format string, g *graph.Graph, only []uint32) error {
	out, _, err := g.CSR()
	if err != nil {
		return err
	}
	ids := make([]string, g.Counts().Works) // of the chosen works, by number
	for k, err := range chosen(g, only) {
		if err != nil {
			return err
		}
		ids[k.N] = k.ID
	}
	var failed error
	works := func(yield func(*corpus.Work) bool) {
		for k, err := range chosen(g, only) {
			if failed = err; err != nil {
				return
			}
			var cites []string
			for _, m := range out.Of(k.N) {
				if ids[m] != "" {
					cites = append(cites, ids[m])
				}
			}
			if !yield(exportable(k, cites)) {
				return
			}
		}
	}
	if err := bib.Write(w, format, works); err != nil {
		return err
	}
	return failed
}

// chosen yields the works of the sorted list only, or all where it is nil.
func chosen(g *graph.Graph, only []uint32) iter.Seq2[*graph.Work, error] {
	if only == nil {
		return g.Works()
	}
	return func(yield func(*graph.Work, error) bool) {
		for _, n := range only {
			if w, err := g.Work(n); !yield(w, err) || err != nil {
				return
			}
		}
	}
}

// folderFor reports whether a format of several files goes into a folder of
// that name: tables always, since edges are nothing without their nodes; others
// where the name is not that of one file of theirs.
func folderFor(f export.Format, out string) bool {
	if len(f.Files) == 0 || out == "-" {
		return false
	}
	ending := filepath.Ext(out)
	told, ok := toldBy(strings.TrimPrefix(ending, "."))
	return f.Extension == ".csv" || f.Extension == ".tsv" || ending != f.Extension && !(ok && told.Name == f.Name)
}

// exportGraph writes a view in a graph format.
func (p *program) exportGraph(c *cli.Context, dir string, g *graph.Graph, f export.Format, out string, only []uint32) error {
	opt := &export.Options{View: c.String("view"), Works: only, Depth: c.Int("depth"), Top: c.Int("top"), MinWeight: c.Float64("min-weight"),
		Layout: c.String("layout"), Seed: c.Uint64("seed"), Resolution: c.Float64("resolution"), Proximity: c.Bool("proximity")}
	var err error
	if opt.From, opt.To, err = years(c.String("year")); err != nil {
		return err
	}
	if !slices.Contains([]string{"", "force", "year", "none"}, opt.Layout) {
		return usagef("", "--layout is force, year or none, not %q", opt.Layout)
	}
	if ego := c.String("ego"); ego != "" {
		nm, done := p.namer(dir, g)
		defer done()
		n, err := nm.work(c.Context, ego)
		if err != nil {
			return err
		}
		opt.Ego = []uint32{n}
	}
	v, err := export.New(c.Context, g, opt)
	if err != nil {
		return err
	}
	v.Style.GEXF, v.Style.LinksKey, v.Style.Excel = c.String("gexf-version"), c.String("links-key"), c.Bool("excel")
	v.Style.YEd, v.Style.Stamp, v.Style.Raw = c.Bool("yed"), c.String("stamp"), c.Bool("raw")
	if !p.quiet {
		v.Style.Note = func(s string) { p.prog.note("note: %s", s) }
	}
	v.About = aboutOf(g, c.String("query"))
	if q := c.String("query"); q != "" {
		v.Notes = append(v.Notes, "only works that this query names: "+q)
	}
	written := []string{out}
	if folderFor(f, out) {
		written, err = export.WriteFiles(c.Context, out, f.Name, v)
	} else {
		err = p.writeFile(out, func(w io.Writer) error { return export.Write(c.Context, w, f.Name, v) })
	}
	if err == nil && out != "-" && !p.quiet {
		p.prog.note("%s, %s as %s → %s", count(v.NodeCount, "node"), count(v.EdgeCount, "edge"), f.Name, strings.Join(written, ", "))
	}
	return err
}
