package export

import (
	"strconv"
	"strings"
)

// writeCX2 writes the Cytoscape Exchange format, version 2 (cytoscape.org/cx/cx2):
// aspects in one array, each whole, in the order that a reader of a stream needs.
// Nodes and edges are numbered from 0; their values are typed by declarations.
func writeCX2(w *writer, v *View) error {
	na, ea := nodeAttrs(v), edgeAttrs(v)
	w.s(`[{"CXVersion":"2.0","hasFragments":false}`)
	w.s(",\n", `{"metaData":[{"name":"attributeDeclarations","elementCount":1},{"name":"networkAttributes","elementCount":1},{"name":"nodes","elementCount":`,
		strconv.Itoa(v.NodeCount), `},{"name":"edges","elementCount":`, strconv.Itoa(v.EdgeCount), "}]}")
	w.s(",\n", `{"attributeDeclarations":[{"networkAttributes":{"name":{"d":"string"},"description":{"d":"string"},"view":{"d":"string"},"directed":{"d":"boolean"}}`)
	w.s(`,"nodes":{"name":{"d":"string"},"id":{"d":"string"}`)
	declareCX2(w, na)
	w.s(`,"size":{"d":"double"}},"edges":{"interaction":{"d":"string"},"weight":{"d":"double"}`)
	declareCX2(w, ea)
	w.s("}}]}")
	w.s(",\n", `{"networkAttributes":[{"name":`, jsonString(v.Title), `,"description":`, jsonString(strings.Join(v.description()[1:], " ")),
		`,"view":`, jsonString(v.Name), `,"directed":`, strconv.FormatBool(v.Directed), "}]}")

	w.s(",\n", `{"nodes":[`)
	i := 0
	err := w.nodes(v, func(n *Node) {
		w.comma(i)
		w.s("\n", `{"id":`, strconv.Itoa(i))
		w.place(n, `,"x":`, `,"y":`)
		w.s(`,"v":{"name":`, jsonString(line(n.Label)), `,"id":`, jsonString(n.ID))
		members(w, na, n)
		w.s(`,"size":`, number(n.Size), "}}")
		i++
	})
	if err != nil {
		return err
	}
	w.s("\n]},\n", `{"edges":[`)
	i = 0
	err = w.edges(v, func(e *Edge) {
		w.comma(i)
		w.s("\n", `{"id":`, strconv.Itoa(i), `,"s":`, strconv.Itoa(e.Source), `,"t":`, strconv.Itoa(e.Target),
			`,"v":{"interaction":`, jsonString(v.Relation), `,"weight":`, number(e.Weight))
		members(w, ea, e)
		w.s("}}")
		i++
	})
	w.s("\n]},\n", `{"status":[{"error":"","success":true}]}]`, "\n")
	return err
}

// declareCX2 writes the types of attributes.
func declareCX2[T any](w *writer, all []attr[T]) {
	for _, a := range all {
		typ := [...]string{text: "string", integer: "integer", offset: "long", float: "double", boolean: "boolean"}[a.kind]
		w.s(`,"`, a.name, `":{"d":"`, typ, `"}`)
	}
}
