package export

import "strconv"

// writeNodeLink writes the JSON of d3 and networkx: nodes with an id, links
// with source and target. networkx from 3.4 on looks for "edges" unless told
// otherwise; Style.LinksKey writes that.
func writeNodeLink(w *writer, v *View) error {
	key := v.Style.LinksKey
	if key == "" {
		key = "links"
	}
	w.s(`{"directed":`, strconv.FormatBool(v.Directed), `,"multigraph":false,"graph":{"schema":"citegraph.graph/1","view":`,
		jsonString(v.Name), `,"relation":`, jsonString(v.Relation), `,"direction":`, jsonString(v.direction()))
	if len(v.Notes) > 0 {
		w.s(`,"notes":[`)
		for i, n := range v.Notes {
			w.comma(i)
			w.s(jsonString(n))
		}
		w.s("]")
	}
	w.s("},\n\"nodes\":[")
	na, ea := nodeAttrs(v), edgeAttrs(v)
	i := 0
	err := w.nodes(v, func(n *Node) {
		w.comma(i)
		i++
		w.s("\n", `{"id":`, jsonString(n.ID), `,"label":`, jsonString(line(n.Label)))
		members(w, na, n)
		w.place(n, `,"x":`, `,"y":`)
		w.s(`,"size":`, number(n.Size), "}")
	})
	if err != nil {
		return err
	}
	w.s("\n],\n", jsonString(key), ":[")
	i = 0
	err = w.edges(v, func(e *Edge) {
		w.comma(i)
		i++
		w.s("\n", `{"source":`, jsonString(e.SourceID), `,"target":`, jsonString(e.TargetID), `,"weight":`, number(e.Weight))
		members(w, ea, e)
		w.s("}")
	})
	w.s("\n]}\n")
	return err
}

// members writes the known attributes of v as further members of an object.
func members[T any](w *writer, all []attr[T], v T) {
	for _, a := range all {
		if s, ok := a.get(v); ok {
			w.s(`,"`, a.name, `":`, a.json(s))
		}
	}
}

// comma separates elements.
func (w *writer) comma(i int) {
	if i > 0 {
		w.s(",")
	}
}

// place writes x and y where they are known.
func (w *writer) place(n *Node, x, y string) {
	if n.HasXY {
		w.s(x, number(n.X), y, number(n.Y))
	}
}
