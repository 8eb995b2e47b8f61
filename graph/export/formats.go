package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Format describes an export format.
type Format struct {
	Name        string
	Aliases     []string // other names that Find knows
	Extension   string   // with its dot
	Description string
	MaxNodes    int      // 0 where there is no limit
	Binary      bool     // bytes that are no text
	Files       []string // what WriteFiles makes, where it is more than one file
	Views       []string // the only relations it can hold; nil for all

	write func(*writer, *View) error
	parts []part
}

type part struct {
	name  string // appended to the view's name
	write func(*writer, *View) error
}

// Formats lists all formats by name.
func Formats() []Format {
	all := []Format{
		{Name: "graphml", Extension: ".graphml", Description: "GraphML: Gephi, yEd, igraph, networkx, Cytoscape", write: writeGraphML},
		{Name: "gexf", Extension: ".gexf", Description: "GEXF 1.3 (or 1.2) with years and colours: Gephi", write: writeGEXF},
		{Name: "dot", Aliases: []string{"gv", "graphviz"}, Extension: ".dot", Description: "Graphviz, works in ranks by year", MaxNodes: 500, write: writeDOT},
		{Name: "csv", Extension: ".csv", Description: "edges as CSV; with a folder also the nodes", write: writeEdgesCSV,
			parts: []part{{"nodes.csv", writeNodesCSV}, {"edges.csv", writeEdgesCSV}}},
		{Name: "tsv", Aliases: []string{"tab"}, Extension: ".tsv", Description: "edges split by tabs; with a folder also the nodes", write: writeEdgesTSV,
			parts: []part{{"nodes.tsv", writeNodesTSV}, {"edges.tsv", writeEdgesTSV}}},
		{Name: "pajek", Aliases: []string{"net"}, Extension: ".net", Description: "Pajek; with a folder also partitions and vectors", write: writePajek,
			parts: []part{{"graph.net", writePajek}, {"cluster.clu", writePajekClusters}, {"year.clu", writePajekYears}, {"cited.vec", writePajekCited}}},
		{Name: "vosviewer", Extension: ".json", Description: "VOSviewer JSON; with a folder map and network files", write: writeVOSviewer,
			parts: []part{{"vosviewer.json", writeVOSviewer}, {"map.txt", writeVOSMap}, {"network.txt", writeVOSNetwork}}},
		{Name: "cyjs", Extension: ".cyjs", Description: "Cytoscape and cytoscape.js JSON", write: writeCyjs},
		{Name: "cx2", Extension: ".cx2", Description: "Cytoscape Exchange 2, with typed attributes: Cytoscape, NDEx", write: writeCX2},
		{Name: "graphology", Extension: ".json", Description: "graphology JSON: sigma.js", write: writeGraphology},
		{Name: "ntriples", Aliases: []string{"nt"}, Extension: ".nt", Description: "RDF N-Triples in CiTO and FaBiO", write: writeNTriples},
		{Name: "turtle", Aliases: []string{"ttl"}, Extension: ".ttl", Description: "RDF Turtle in CiTO and FaBiO", write: writeTurtle},
		{Name: "mermaid", Aliases: []string{"mmd"}, Extension: ".mmd", Description: "Mermaid flowchart for Markdown", MaxNodes: 300, write: writeMermaid},
		{Name: "jsoncanvas", Aliases: []string{"canvas"}, Extension: ".canvas", Description: "JSON Canvas: Obsidian", MaxNodes: 300, write: writeCanvas},
		{Name: "svg", Extension: ".svg", Description: "a picture of lines, with labels", MaxNodes: 5000, write: writeSVG},
		{Name: "png", Extension: ".png", Description: "a picture of pixels; it has no labels, svg has them", MaxNodes: 5000, Binary: true, write: writePNG},
		{Name: "cypher", Extension: ".cypher", Description: "Cypher statements: Neo4j, Memgraph", write: writeCypher},
		{Name: "neo4j", Extension: ".csv", Description: "relationships for neo4j-admin import; with a folder also the nodes", write: writeNeo4jRelationships,
			parts: []part{{"neo4j-nodes.csv", writeNeo4jNodes}, {"neo4j-relationships.csv", writeNeo4jRelationships}}},
		{Name: "ocindex", Extension: ".csv", Description: "citations as in the OpenCitations Index: works with a DOI or PMID only", Views: []string{Works}, write: writeOCIndex},
		{Name: "html", Extension: ".html", Description: "the explorer: one page for any browser, complete in itself", MaxNodes: LayoutLimit, write: writeHTML},
		{Name: "nodelink", Aliases: []string{"json", "node-link", "d3"}, Extension: ".json", Description: "node-link JSON: d3, networkx", write: writeNodeLink},
	}
	for i := range all {
		for _, p := range all[i].parts {
			all[i].Files = append(all[i].Files, p.name)
		}
	}
	slices.SortFunc(all, func(a, b Format) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// Find is the format of that name or alias, of any case; ErrFormat where there is none.
func Find(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if strings.EqualFold(f.Name, name) || slices.ContainsFunc(f.Aliases, func(a string) bool { return strings.EqualFold(a, name) }) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("%w %q: there are %s", ErrFormat, name, strings.Join(names, ", "))
}

// check says whether v may be written in f.
func (f *Format) check(v *View) error {
	if f.Views != nil && !slices.Contains(f.Views, v.Name) {
		return fmt.Errorf("%w: %s holds %s, not %s", ErrHolds, f.Name, strings.Join(f.Views, ", "), v.Name)
	}
	if f.MaxNodes > 0 && v.NodeCount > f.MaxNodes {
		return fmt.Errorf("%w: %s shows at most %d nodes and this view has %d: narrow it (a query, top, years, weight)",
			ErrTooLarge, f.Name, f.MaxNodes, v.NodeCount)
	}
	return nil
}

// Write writes v to w in the format of that name, as one stream.
func Write(ctx context.Context, w io.Writer, format string, v *View) error {
	f, err := Find(format)
	if err != nil {
		return err
	}
	if err := f.check(v); err != nil {
		return err
	}
	return run(ctx, w, f.write, v)
}

// WriteFiles writes v into the folder dir, which is made where it is missing:
// all files of a format that has several, else one file. It returns their
// paths. Files are written aside and renamed, so that a file of that name is
// either the old one or the new one, whole.
func WriteFiles(ctx context.Context, dir, format string, v *View) ([]string, error) {
	f, err := Find(format)
	if err != nil {
		return nil, err
	}
	if err := f.check(v); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("export %s: %w", f.Name, err)
	}
	parts := f.parts
	if len(parts) == 0 {
		parts = []part{{v.Name + f.Extension, f.write}}
	}
	var paths []string
	for _, p := range parts {
		path := filepath.Join(dir, p.name)
		if err := replace(path, func(w io.Writer) error { return run(ctx, w, p.write, v) }); err != nil {
			return paths, fmt.Errorf("export %s: %w", f.Name, err)
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// replace writes a file aside, syncs it and renames it to path.
func replace(path string, write func(io.Writer) error) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".citegraph-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if err := write(tmp); err != nil {
		return err
	}
	if err := tmp.Chmod(0o644); err != nil {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// writer is a buffered writer that remembers its first error, so that the
// formats read as what they write.
type writer struct {
	b   *bufio.Writer
	ctx context.Context
	n   int
}

func run(ctx context.Context, w io.Writer, write func(*writer, *View) error, v *View) error {
	o := &writer{b: bufio.NewWriterSize(w, 64<<10), ctx: ctx}
	if err := write(o, v); err != nil {
		return err
	}
	return o.b.Flush()
}

// s writes the strings one after the other. Errors stay in the buffer and come
// out of check and Flush.
func (w *writer) s(parts ...string) {
	for _, p := range parts {
		w.b.WriteString(p)
	}
}

// check reports the context's end or a failed write, looked at every few
// hundred records.
func (w *writer) check() error {
	if w.n++; w.n%256 != 0 {
		return nil
	}
	if _, err := w.b.Write(nil); err != nil {
		return err
	}
	return w.ctx.Err()
}

// nodes calls f for every node of v.
func (w *writer) nodes(v *View, f func(*Node)) error {
	for n, err := range v.Nodes() {
		if err != nil {
			return err
		}
		f(n)
		if err := w.check(); err != nil {
			return err
		}
	}
	return nil
}

// edges calls f for every edge of v.
func (w *writer) edges(v *View, f func(*Edge)) error {
	for e, err := range v.Edges() {
		if err != nil {
			return err
		}
		f(e)
		if err := w.check(); err != nil {
			return err
		}
	}
	return nil
}
