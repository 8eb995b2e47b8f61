package export

import "strconv"

// writeGEXF writes GEXF 1.3, or 1.2 on demand (networkx 2.8 and older readers
// know no later one). Nodes of works start in their year, where it is known.
// Colours are r, g, b: networkx fails on hex ones. The relation is the edge's
// kind in 1.3, and an attribute in both.
func writeGEXF(w *writer, v *View) error {
	old := v.Style.GEXF == "1.2"
	ns, viz, version := "http://gexf.net/1.3", "http://gexf.net/1.3/viz", "1.3"
	if old {
		ns, viz, version = "http://www.gexf.net/1.2draft", "http://www.gexf.net/1.2draft/viz", "1.2"
	}
	w.s(`<?xml version="1.0" encoding="UTF-8"?>`, "\n", `<gexf xmlns="`, ns, `" xmlns:viz="`, viz, `" version="`, version, `">`, "\n<meta")
	if v.Style.Stamp != "" {
		w.s(` lastmodifieddate="`, xml(v.Style.Stamp), `"`)
	}
	w.s("><creator>citegraph</creator><description>")
	for i, l := range v.description() {
		if i > 0 {
			w.s(" ")
		}
		w.s(xml(l))
	}
	w.s("</description></meta>\n")
	def := "undirected"
	if v.Directed {
		def = "directed"
	}
	w.s(`<graph defaultedgetype="`, def, `" idtype="string"`)
	if v.works() {
		w.s(` mode="dynamic" timeformat="`, map[bool]string{true: "double", false: "integer"}[old], `"`)
	} else {
		w.s(` mode="static"`)
	}
	w.s(">\n")
	na, ea := nodeAttrs(v), edgeAttrs(v)
	declare(w, "node", na)
	declare(w, "edge", ea)
	w.s(`<nodes count="`, strconv.Itoa(v.NodeCount), "\">\n")
	if err := w.nodes(v, func(n *Node) { gexfNode(w, v, n, na) }); err != nil {
		return err
	}
	w.s("</nodes>\n<edges count=\"", strconv.Itoa(v.EdgeCount), "\">\n")
	i := 0
	err := w.edges(v, func(e *Edge) {
		w.s(`<edge id="`, strconv.Itoa(i), `" source="`, xml(e.SourceID), `" target="`, xml(e.TargetID), `"`)
		if !old {
			w.s(` kind="`, xml(v.Relation), `"`)
		}
		w.s(` weight="`, number(e.Weight), `">`)
		values(w, ea, e)
		w.s("</edge>\n")
		i++
	})
	w.s("</edges>\n</graph>\n</gexf>\n")
	return err
}

func gexfNode(w *writer, v *View, n *Node, na []attr[*Node]) {
	w.s(`<node id="`, xml(n.ID), `" label="`, xml(line(n.Label)), `"`)
	if n.Year > 0 {
		w.s(` start="`, strconv.Itoa(n.Year), `"`)
	}
	w.s(">")
	values(w, na, n)
	w.s(`<viz:size value="`, number(n.Size), `"/>`)
	if n.HasXY {
		w.s(`<viz:position x="`, number(n.X), `" y="`, number(n.Y), `" z="0"/>`)
	}
	c := colour(n.Cluster)
	w.s(`<viz:color r="`, strconv.Itoa(int(c[0])), `" g="`, strconv.Itoa(int(c[1])), `" b="`, strconv.Itoa(int(c[2])), `"/></node>`, "\n")
}

// declare writes the attributes of a class with their types.
func declare[T any](w *writer, class string, all []attr[T]) {
	kinds := map[kind]string{text: "string", integer: "integer", offset: "long", float: "double", boolean: "boolean"}
	w.s(`<attributes class="`, class, `" mode="static">`, "\n")
	for _, a := range all {
		w.s(`<attribute id="`, a.name, `" title="`, a.name, `" type="`, kinds[a.kind], "\"/>\n")
	}
	w.s("</attributes>\n")
}

// values writes the known values of v.
func values[T any](w *writer, all []attr[T], v T) {
	w.s("<attvalues>")
	for _, a := range all {
		if s, ok := a.get(v); ok {
			w.s(`<attvalue for="`, a.name, `" value="`, xml(s), `"/>`)
		}
	}
	w.s("</attvalues>")
}

// colour of a cluster: the palette of Okabe and Ito, which people with any
// colour vision can tell apart, then again in lighter tones; grey for none.
func colour(cluster int) [3]uint8 {
	palette := [...][3]uint8{
		{0, 114, 178}, {230, 159, 0}, {0, 158, 115}, {204, 121, 167},
		{86, 180, 233}, {213, 94, 0}, {240, 228, 66},
	}
	if cluster < 1 {
		return [3]uint8{128, 128, 128}
	}
	c := palette[(cluster-1)%len(palette)]
	for range min((cluster-1)/len(palette), 3) {
		for i := range c {
			c[i] = uint8((int(c[i])*2 + 255) / 3)
		}
	}
	return c
}
