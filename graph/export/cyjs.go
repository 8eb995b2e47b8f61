package export

import "strconv"

// writeCyjs writes the JSON of Cytoscape and cytoscape.js.
func writeCyjs(w *writer, v *View) error {
	w.s(`{"format_version":"1.0","generated_by":"citegraph","target_cytoscapejs_version":"~3.3","data":{"name":`, jsonString(v.Title),
		`,"view":`, jsonString(v.Name), `,"direction":`, jsonString(v.direction()), "},\n\"elements\":{\"nodes\":[")
	na, ea := nodeAttrs(v), edgeAttrs(v)
	i := 0
	err := w.nodes(v, func(n *Node) {
		w.comma(i)
		i++
		w.s("\n", `{"data":{"id":`, jsonString(n.ID), `,"name":`, jsonString(line(n.Label)), `,"label":`, jsonString(line(n.Label)))
		members(w, na, n)
		w.s(`,"size":`, number(n.Size), "}")
		if n.HasXY {
			w.s(`,"position":{"x":`, number(n.X), `,"y":`, number(n.Y), "}")
		}
		w.s("}")
	})
	if err != nil {
		return err
	}
	w.s("\n],\"edges\":[")
	i = 0
	err = w.edges(v, func(e *Edge) {
		w.comma(i)
		w.s("\n", `{"data":{"id":"e`, strconv.Itoa(i), `","source":`, jsonString(e.SourceID), `,"target":`, jsonString(e.TargetID),
			`,"interaction":`, jsonString(v.Relation), `,"weight":`, number(e.Weight))
		members(w, ea, e)
		w.s("}}")
		i++
	})
	w.s("\n]}}\n")
	return err
}

// writeGraphology writes the serialisation of graphology, which sigma shows.
func writeGraphology(w *writer, v *View) error {
	typ := "undirected"
	if v.Directed {
		typ = "directed"
	}
	w.s(`{"options":{"type":"`, typ, `","multi":false,"allowSelfLoops":false},"attributes":{"name":`, jsonString(v.Title),
		`,"view":`, jsonString(v.Name), `,"direction":`, jsonString(v.direction()), "},\n\"nodes\":[")
	na, ea := nodeAttrs(v), edgeAttrs(v)
	i := 0
	err := w.nodes(v, func(n *Node) {
		w.comma(i)
		i++
		w.s("\n", `{"key":`, jsonString(n.ID), `,"attributes":{"label":`, jsonString(line(n.Label)))
		for _, a := range na {
			name := a.name
			if name == "type" { // sigma takes type for a way of drawing
				name = "kind"
			}
			if s, ok := a.get(n); ok {
				w.s(`,"`, name, `":`, a.json(s))
			}
		}
		w.place(n, `,"x":`, `,"y":`)
		c := colour(n.Cluster)
		w.s(`,"size":`, number(n.Size), `,"color":"#`, hex(c), `"}}`)
	})
	if err != nil {
		return err
	}
	w.s("\n],\"edges\":[")
	i = 0
	err = w.edges(v, func(e *Edge) {
		w.comma(i)
		w.s("\n", `{"key":"e`, strconv.Itoa(i), `","source":`, jsonString(e.SourceID), `,"target":`, jsonString(e.TargetID))
		if !v.Directed {
			w.s(`,"undirected":true`)
		}
		w.s(`,"attributes":{"weight":`, number(e.Weight))
		members(w, ea, e)
		w.s("}}")
		i++
	})
	w.s("\n]}\n")
	return err
}
