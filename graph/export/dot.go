package export

import (
	"slices"
	"strconv"
	"strings"
)

// writeDOT writes a Graphviz graph in which works of one year share a rank,
// the oldest at the top. Everything is quoted; no label is HTML.
func writeDOT(w *writer, v *View) error {
	g, arrow := "graph", " -- "
	if v.Directed {
		g, arrow = "digraph", " -> "
	}
	for _, l := range v.description() {
		w.s("// ", line(l), "\n")
	}
	w.s(g, " ", dotString(v.Name), " {\n")
	w.s("  graph [charset=\"UTF-8\", rankdir=\"BT\", outputorder=\"edgesfirst\"];\n")
	w.s("  node [shape=\"box\", style=\"rounded,filled\", fillcolor=\"white\", fontname=\"Helvetica\"];\n")
	years := map[int][]string{}
	err := w.nodes(v, func(n *Node) {
		c := colour(n.Cluster)
		w.s("  ", dotString(n.ID), " [label=", dotString(line(n.Label)), ", tooltip=", dotString(line(n.Title)),
			", color=\"#", hex(c), "\"")
		switch {
		case n.Retracted:
			w.s(", style=\"rounded,filled,dashed\", fontcolor=\"#a00000\"")
		case n.Type == "work" && !n.Held:
			w.s(", style=\"rounded,filled,dashed\"")
		}
		if u := link(n); u != "" {
			w.s(", URL=", dotString(u))
		}
		if n.HasXY {
			w.s(", pos=\"", number(n.X), ",", number(n.Y), "\"")
		}
		w.s("];\n")
		if n.Year > 0 {
			years[n.Year] = append(years[n.Year], n.ID)
		}
	})
	if err != nil {
		return err
	}
	keys := make([]int, 0, len(years))
	for y := range years {
		keys = append(keys, y)
	}
	slices.Sort(keys)
	for _, y := range keys {
		w.s("  { rank=\"same\"; /* ", strconv.Itoa(y), " */")
		for _, id := range years[y] {
			w.s(" ", dotString(id), ";")
		}
		w.s(" }\n")
	}
	err = w.edges(v, func(e *Edge) {
		w.s("  ", dotString(e.SourceID), arrow, dotString(e.TargetID),
			" [weight=\"", strconv.Itoa(max(1, int(e.Weight))), "\", penwidth=\"", number(min(5, max(0.5, e.Weight))), "\", class=", dotString(v.Relation), "];\n")
	})
	w.s("}\n")
	return err
}

// dotString quotes s: DOT knows no escape but \" inside quotes, and gives
// meaning to backslashes in labels.
func dotString(s string) string {
	return `"` + dotEscapes.Replace(clean(s)) + `"`
}

var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", "", "\t", " ")

func hex(c [3]uint8) string {
	const digits = "0123456789abcdef"
	b := make([]byte, 0, 6)
	for _, x := range c {
		b = append(b, digits[x>>4], digits[x&15])
	}
	return string(b)
}

// link is the address of a work: its DOI, PubMed's page, or an http address
// of its own.
func link(n *Node) string {
	switch {
	case n.DOI != "":
		return "https://doi.org/" + pathEscape(n.DOI)
	case n.PMID != "":
		return "https://pubmed.ncbi.nlm.nih.gov/" + pathEscape(n.PMID) + "/"
	case strings.HasPrefix(n.URL, "http://"), strings.HasPrefix(n.URL, "https://"):
		return pathEscape(n.URL)
	}
	return ""
}

// pathEscape percent-encodes whatever may not stand in an IRI reference, and
// what delimits it elsewhere; a percent sign that starts an escape stays.
func pathEscape(s string) string {
	const up = "0123456789ABCDEF"
	s = clean(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteByte(c)
		case c <= ' ' || c >= 0x7f || strings.IndexByte("<>\"{}|\\^`%'", c) >= 0:
			b.WriteByte('%')
			b.WriteByte(up[c>>4])
			b.WriteByte(up[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
