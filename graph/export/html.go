package export

import (
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"citegraph/graph/export/viewer"
)

// tableRows is how many nodes stand in the table for readers without scripts.
const tableRows = 500

// writeHTML writes the explorer. Its data are
//
//	{meta: {…}, clusters: [{n, size, label}], nodes: [{id, label, …}],
//	 edges: [[source, target, weight, confidence, [[file, start, end, section, sentence], …]], …],
//	 strings: ["", …]}
//
// where source and target are places in nodes, and file, section and sentence
// places in strings: a sentence that cites ten works is written once.
func writeHTML(w *writer, v *View) error {
	return viewer.Write(w.b, &viewer.Page{
		Title: line(v.Title),
		Live:  v.Style.Live,
		Data:  func(io.Writer) error { return explorerData(w, v) },
		Table: func(io.Writer) error { return explorerTable(w, v) },
	})
}

func explorerData(w *writer, v *View) error {
	kind := "work"
	if !v.works() {
		kind = strings.TrimPrefix(strings.TrimSuffix(v.Name, "s"), "co")
	}
	w.s(`{"meta":{"schema":"citegraph.explorer/1","title":`, jsonString(line(v.Title)), `,"view":`, jsonString(v.Name), `,"kind":`, jsonString(kind),
		`,"relation":`, jsonString(v.Relation), `,"directed":`, strconv.FormatBool(v.Directed), `,"direction":`, jsonString(v.direction()),
		`,"stamp":`, jsonString(v.Style.Stamp), `,"live":`, strconv.FormatBool(v.Style.Live), `,"notes":[`)
	for i, n := range v.Notes {
		w.comma(i)
		w.s(jsonString(n))
	}
	w.s("],\"mainPath\":")
	w.whole(v.MainPath)
	w.s(",\"seeds\":")
	w.whole(v.Seeds)
	if err := w.about(&v.About); err != nil {
		return err
	}
	w.s("},\n\"clusters\":[")
	for i, c := range v.Clusters {
		w.comma(i)
		w.s(`{"n":`, strconv.Itoa(c.N), `,"size":`, strconv.Itoa(c.Size), `,"label":`, jsonString(c.Label), "}")
	}
	w.s("],\n\"nodes\":[")
	if err := w.nodes(v, func(n *Node) { w.explorerNode(v, n) }); err != nil {
		return err
	}
	w.s("\n],\n\"edges\":[")
	t := &stringTable{place: map[string]int{"": 0}, all: []string{""}}
	i := 0
	err := w.edges(v, func(e *Edge) {
		w.comma(i)
		i++
		w.s("\n[", strconv.Itoa(e.Source), ",", strconv.Itoa(e.Target), ",", number(e.Weight), ",", number(e.Confidence))
		if len(e.Places) > 0 {
			w.s(",[")
			for k, p := range e.Places {
				w.comma(k)
				w.s("[", t.put(p.File), ",", strconv.Itoa(p.Start), ",", strconv.Itoa(p.End), ",", t.put(p.Section), ",", t.put(line(p.Context)), "]")
			}
			w.s("]")
		}
		w.s("]")
	})
	if err != nil {
		return err
	}
	w.s("\n],\n\"strings\":[")
	for i, s := range t.all {
		w.comma(i)
		w.s(jsonString(s))
	}
	w.s("]}")
	return nil
}

// whole writes a list of numbers.
func (w *writer) whole(list []int) {
	w.s("[")
	for i, n := range list {
		w.comma(i)
		w.s(strconv.Itoa(n))
	}
	w.s("]")
}

func (w *writer) about(a *About) error {
	for _, f := range [][2]string{{"version", a.Version}, {"library", a.Library}, {"query", a.Query}} {
		if f[1] != "" {
			w.s(`,"`, f[0], `":`, jsonString(line(f[1])))
		}
	}
	if a.Counts == nil {
		return nil
	}
	counts, err := json.Marshal(a.Counts)
	w.s(`,"counts":`, string(counts))
	return err
}

func (w *writer) explorerNode(v *View, n *Node) {
	w.comma(n.N)
	w.s("\n{\"id\":", jsonString(n.ID), `,"label":`, jsonString(line(n.Label)))
	text := func(name, s string) {
		if s != "" {
			w.s(`,"`, name, `":`, jsonString(s))
		}
	}
	text("title", n.Title)
	text("key", n.Key)
	if len(n.Authors) > 0 {
		w.s(`,"authors":[`)
		for i, a := range n.Authors {
			w.comma(i)
			w.s(jsonString(a))
		}
		w.s("]")
	}
	text("journal", n.Journal)
	text("volume", n.Volume)
	text("issue", n.Issue)
	text("page", n.Page)
	text("doi", n.DOI)
	text("pmid", n.PMID)
	if strings.HasPrefix(n.URL, "https://") || strings.HasPrefix(n.URL, "http://") {
		text("url", n.URL)
	}
	text("status", n.Status())
	text("review", n.Review)
	whole := func(name string, x int) {
		if x != 0 {
			w.s(`,"`, name, `":`, strconv.Itoa(x))
		}
	}
	whole("year", n.Year)
	whole("cluster", n.Cluster)
	whole("core", n.Core)
	if n.PageRank > 0 {
		w.s(`,"pagerank":`, number(n.PageRank))
	}
	w.s(`,"cited":`, strconv.Itoa(n.Cited), `,"references":`, strconv.Itoa(n.References))
	truth := func(name string, on bool) {
		if on {
			w.s(`,"`, name, `":true`)
		}
	}
	truth("held", n.Held)
	truth("ambiguous", n.Ambiguous)
	truth("retracted", n.Retracted)
	if v.works() {
		w.s(`,"confidence":`, number(n.Confidence))
	}
	w.place(n, `,"x":`, `,"y":`)
	if n.HasCXY {
		w.s(`,"cx":`, number(n.CX), `,"cy":`, number(n.CY))
	}
	w.s("}")
}

// stringTable numbers texts in the order in which they are first seen.
type stringTable struct {
	place map[string]int
	all   []string
}

func (t *stringTable) put(s string) string {
	i, ok := t.place[s]
	if !ok {
		i = len(t.all)
		t.place[s] = i
		t.all = append(t.all, s)
	}
	return strconv.Itoa(i)
}

// explorerTable is the start of the graph as a plain table; it says how much
// of it there is.
func explorerTable(w *writer, v *View) error {
	w.s("<h1>", xml(line(v.Title)), "</h1>\n<p>")
	for _, l := range v.description()[1:] {
		w.s(xml(l), " ")
	}
	w.s("Without scripts this page is a table")
	if v.NodeCount > tableRows {
		w.s(" of the first ", strconv.Itoa(tableRows), " of ", strconv.Itoa(v.NodeCount), " nodes")
	}
	w.s(".</p>\n<table><thead><tr><th>Name</th><th>Title</th><th>Year</th><th>Cited</th><th>DOI</th></tr></thead><tbody>\n")
	for n, err := range v.Nodes() {
		if err != nil {
			return err
		}
		if n.N == tableRows {
			break
		}
		year := ""
		if n.Year > 0 {
			year = strconv.Itoa(n.Year)
		}
		w.s("<tr><td>", xml(line(n.Label)), "</td><td>", xml(n.Title), "</td><td>", year, "</td><td>", strconv.Itoa(n.Cited), "</td><td>", xml(n.DOI), "</td></tr>\n")
	}
	w.s("</tbody></table>\n")
	return nil
}
