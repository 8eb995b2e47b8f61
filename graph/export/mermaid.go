package export

import (
	"math"
	"strconv"
	"strings"
)

// writeMermaid writes a Mermaid flowchart for Markdown pages.
func writeMermaid(w *writer, v *View) error {
	for _, l := range v.description() {
		w.s("%% ", strings.ReplaceAll(line(l), "%%", "% %"), "\n")
	}
	w.s("flowchart LR\n")
	err := w.nodes(v, func(n *Node) {
		open, end := "[\"", "\"]"
		if n.Type == "work" && !n.Held {
			open, end = "(\"", "\")"
		}
		w.s("  n", strconv.Itoa(n.N), open, mermaidText(n.Label), end, "\n")
	})
	if err != nil {
		return err
	}
	arrow := " --- "
	if v.Directed {
		arrow = " --> "
	}
	return w.edges(v, func(e *Edge) {
		w.s("  n", strconv.Itoa(e.Source), arrow, "n", strconv.Itoa(e.Target), "\n")
	})
}

// mermaidText keeps letters, digits and harmless punctuation; all else becomes
// an entity, of which Mermaid knows the numeric kind with a # for the &#.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range line(s) {
		switch {
		case r == '"':
			b.WriteString("#quot;")
		case strings.ContainsRune("#&<>[](){}|\\`;:%", r):
			b.WriteString("#" + strconv.Itoa(int(r)) + ";")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// writeCanvas writes a JSON Canvas (1.0): a text card for each node, placed by
// the layout, an arrow for each edge.
func writeCanvas(w *writer, v *View) error {
	const width, height, grow = 260, 120, 8.0
	w.s(`{"nodes":[`)
	err := w.nodes(v, func(n *Node) {
		w.comma(n.N)
		x, y := n.X*grow, n.Y*grow
		if !n.HasXY {
			x, y = float64(n.N%20)*300, float64(n.N/20)*160
		}
		text := "**" + canvasText(n.Label) + "**"
		if n.Title != n.Label {
			text += "\n" + canvasText(n.Title)
		}
		if u := link(n); u != "" {
			text += "\n" + u
		}
		w.s("\n", `{"id":`, jsonString(n.ID), `,"type":"text","x":`, strconv.Itoa(int(math.Round(x))), `,"y":`, strconv.Itoa(int(math.Round(y))),
			`,"width":`, strconv.Itoa(width), `,"height":`, strconv.Itoa(height), `,"color":"#`, hex(colour(n.Cluster)), `","text":`, jsonString(text), "}")
	})
	if err != nil {
		return err
	}
	w.s("\n],\"edges\":[")
	i := 0
	err = w.edges(v, func(e *Edge) {
		w.comma(i)
		w.s("\n", `{"id":"e`, strconv.Itoa(i), `","fromNode":`, jsonString(e.SourceID), `,"toNode":`, jsonString(e.TargetID), `,"toEnd":"`)
		if v.Directed {
			w.s("arrow")
		} else {
			w.s("none")
		}
		w.s(`"}`)
		i++
	})
	w.s("\n]}\n")
	return err
}

// canvasText escapes what Markdown and HTML would take as markup.
func canvasText(s string) string {
	var b strings.Builder
	for _, r := range line(s) {
		if strings.ContainsRune("\\`*_{}[]<>()#!|~=$%", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
