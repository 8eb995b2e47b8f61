package export

// writeGraphML writes GraphML 1.0 with typed keys. Names that Gephi, igraph
// and Cytoscape know keep them: label, weight, x, y, size. All edges of a file
// have one direction, since networkx refuses mixed ones. With Style.YEd the
// labels stand in y:NodeLabel as well, which is all that yEd shows.
func writeGraphML(w *writer, v *View) error {
	kinds := map[kind]string{text: "string", integer: "int", offset: "long", float: "double", boolean: "boolean"}
	na, ea := nodeAttrs(v), edgeAttrs(v)
	w.s(`<?xml version="1.0" encoding="UTF-8"?>`, "\n",
		`<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`)
	if v.Style.YEd {
		w.s(` xmlns:y="http://www.yworks.com/xml/graphml"`)
	}
	w.s(` xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">`, "\n")
	key := func(id, on, name, typ string) {
		w.s(`<key id="`, id, `" for="`, on, `" attr.name="`, name, `" attr.type="`, typ, "\"/>\n")
	}
	key("g_description", "graph", "description", "string")
	key("n_label", "node", "label", "string")
	for _, a := range na {
		key("n_"+a.name, "node", a.name, kinds[a.kind])
	}
	for _, name := range []string{"x", "y", "size"} {
		key("n_"+name, "node", name, "double")
	}
	key("e_weight", "edge", "weight", "double")
	for _, a := range ea {
		key("e_"+a.name, "edge", a.name, kinds[a.kind])
	}
	if v.Style.YEd {
		w.s(`<key id="n_y" for="node" yfiles.type="nodegraphics"/>`, "\n")
	}
	def := "undirected"
	if v.Directed {
		def = "directed"
	}
	w.s(`<graph id="`, v.Name, `" edgedefault="`, def, `">`, "\n", `<data key="g_description">`)
	for i, l := range v.description() {
		if i > 0 {
			w.s(" ")
		}
		w.s(xml(l))
	}
	w.s("</data>\n")
	data := func(key, value string) { w.s(`<data key="`, key, `">`, value, `</data>`) }
	err := w.nodes(v, func(n *Node) {
		w.s(`<node id="`, xml(n.ID), `">`)
		data("n_label", xml(line(n.Label)))
		for _, a := range na {
			if s, ok := a.get(n); ok {
				data("n_"+a.name, xml(s))
			}
		}
		if n.HasXY {
			data("n_x", number(n.X))
			data("n_y", number(n.Y))
		}
		data("n_size", number(n.Size))
		if v.Style.YEd {
			data("n_y", "<y:ShapeNode><y:NodeLabel>"+xml(line(n.Label))+"</y:NodeLabel></y:ShapeNode>")
		}
		w.s("</node>\n")
	})
	if err != nil {
		return err
	}
	err = w.edges(v, func(e *Edge) {
		w.s(`<edge source="`, xml(e.SourceID), `" target="`, xml(e.TargetID), `">`)
		data("e_weight", number(e.Weight))
		for _, a := range ea {
			if s, ok := a.get(e); ok {
				data("e_"+a.name, xml(s))
			}
		}
		w.s("</edge>\n")
	})
	w.s("</graph>\n</graphml>\n")
	return err
}
