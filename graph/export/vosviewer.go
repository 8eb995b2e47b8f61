package export

import (
	"html"
	"strconv"
	"strings"
)

// VOSviewer knows undirected links only, ids that are whole numbers and
// clusters from 1 to 1000; a description may hold HTML, so it is escaped.

// writeVOSviewer writes the JSON of VOSviewer and VOSviewer Online.
func writeVOSviewer(w *writer, v *View) error {
	w.s(`{"network":{"items":[`)
	i := 0
	err := w.nodes(v, func(n *Node) {
		w.comma(i)
		i++
		w.s("\n", `{"id":`, strconv.Itoa(n.N+1), `,"label":`, jsonString(line(n.Label)), `,"description":`, jsonString(vosDescription(n)))
		if u := link(n); u != "" {
			w.s(`,"url":`, jsonString(u))
		}
		w.place(n, `,"x":`, `,"y":`)
		if c := min(n.Cluster, 1000); c > 0 {
			w.s(`,"cluster":`, strconv.Itoa(c))
		}
		w.s(`,"weights":{"Citations":`, strconv.Itoa(n.Cited), `,"`, vosOther(v), `":`, strconv.Itoa(n.References), "}")
		if n.Year > 0 {
			w.s(`,"scores":{"Pub. year":`, strconv.Itoa(n.Year), "}")
		}
		w.s("}")
	})
	if err != nil {
		return err
	}
	w.s("\n],\"links\":[")
	i = 0
	err = w.edges(v, func(e *Edge) {
		w.comma(i)
		i++
		w.s("\n", `{"source_id":`, strconv.Itoa(e.Source+1), `,"target_id":`, strconv.Itoa(e.Target+1), `,"strength":`, number(e.Weight), "}")
	})
	if err != nil {
		return err
	}
	w.s("\n],\"clusters\":[")
	for i, c := range v.Clusters[:min(len(v.Clusters), 1000)] {
		w.comma(i)
		label := c.Label
		if label == "" {
			label = "Cluster " + strconv.Itoa(c.N)
		}
		w.s(`{"cluster":`, strconv.Itoa(c.N), `,"label":`, jsonString(label), "}")
	}
	w.s("]},\"config\":{\"terminology\":{\"item\":", jsonString(strings.TrimSuffix(v.Name, "s")), "}},\"info\":{\"title\":", jsonString(v.Title),
		`,"description":`, jsonString(html.EscapeString(strings.Join(v.description(), " "))), "}}\n")
	return nil
}

func vosOther(v *View) string {
	if v.works() {
		return "References"
	}
	return "Works"
}

// vosDescription is what a click on an item shows, as HTML.
func vosDescription(n *Node) string {
	if n.Type != "work" {
		return html.EscapeString(n.Title)
	}
	var b strings.Builder
	b.WriteString(html.EscapeString(strings.Join(n.Authors[:min(len(n.Authors), 12)], "; ")))
	b.WriteString("<br>")
	b.WriteString(html.EscapeString(n.Title))
	if n.Journal != "" {
		b.WriteString("<br>")
		b.WriteString(html.EscapeString(n.Journal))
	}
	if n.Year > 0 {
		b.WriteString(" (" + strconv.Itoa(n.Year) + ")")
	}
	return b.String()
}

// writeVOSMap writes the map file of VOSviewer: items, tab-separated.
func writeVOSMap(w *writer, v *View) error {
	w.s("id\tlabel\tdescription\turl\tx\ty\tcluster\tweight<Citations>\tscore<Pub. year>\n")
	return w.nodes(v, func(n *Node) {
		x, y, year, cluster := "", "", "", ""
		if n.HasXY {
			x, y = number(n.X), number(n.Y)
		}
		if n.Year > 0 {
			year = strconv.Itoa(n.Year)
		}
		if n.Cluster > 0 {
			cluster = strconv.Itoa(min(n.Cluster, 1000))
		}
		w.s(strconv.Itoa(n.N+1), "\t", vosCell(line(n.Label)), "\t", vosCell(vosDescription(n)), "\t", vosCell(link(n)), "\t", x, "\t", y, "\t", cluster, "\t",
			strconv.Itoa(n.Cited), "\t", year, "\n")
	})
}

// vosCell quotes what would end a cell.
func vosCell(s string) string {
	if strings.ContainsAny(s, "\"\t\n\r,") {
		return `"` + strings.ReplaceAll(line(s), `"`, `""`) + `"`
	}
	return s
}

// writeVOSNetwork writes the network file of VOSviewer: pairs and strengths.
func writeVOSNetwork(w *writer, v *View) error {
	return w.edges(v, func(e *Edge) {
		w.s(strconv.Itoa(e.Source+1), "\t", strconv.Itoa(e.Target+1), "\t", number(e.Weight), "\n")
	})
}
