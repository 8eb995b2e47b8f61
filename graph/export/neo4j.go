package export

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
)

// The two files of neo4j-admin database import full, with typed headers, arrays
// split by semicolons and no line breaks in cells. They are for a program and
// never guarded against spreadsheets:
//
//	neo4j-admin database import full --nodes=neo4j-nodes.csv --relationships=neo4j-relationships.csv

func writeNeo4jNodes(w *writer, v *View) error {
	types := map[kind]string{text: "", integer: ":int", offset: ":long", float: ":double", boolean: ":boolean"}
	c := csv.NewWriter(w.b)
	na := nodeAttrs(v)
	head := []string{"id:ID(Node)", "label"}
	for _, a := range na {
		switch a.name {
		case "authors":
			head = append(head, "authors:string[]")
		default:
			head = append(head, a.name+types[a.kind])
		}
	}
	c.Write(append(head, "x:double", "y:double", ":LABEL"))
	err := w.nodes(v, func(n *Node) {
		row := []string{n.ID, line(n.Label)}
		for _, a := range na {
			s, _ := a.get(n)
			switch {
			case a.name == "authors":
				names := make([]string, len(n.Authors))
				for i, x := range n.Authors {
					names[i] = strings.ReplaceAll(x, ";", ",")
				}
				s = strings.Join(names, ";")
			case a.kind == integer && s == "0" && a.name == "year":
				s = ""
			}
			row = append(row, line(s))
		}
		x, y := "", ""
		if n.HasXY {
			x, y = number(n.X), number(n.Y)
		}
		c.Write(append(row, x, y, nodeLabel(n.Type)))
	})
	c.Flush()
	if err != nil {
		return err
	}
	return c.Error()
}

func writeNeo4jRelationships(w *writer, v *View) error {
	types := map[kind]string{text: "", integer: ":int", offset: ":long", float: ":double", boolean: ":boolean"}
	relation := strings.ToUpper(v.Relation)
	c := csv.NewWriter(w.b)
	ea := edgeAttrs(v)[1:] // without relation, which is the type
	head := []string{":START_ID(Node)", ":END_ID(Node)", "weight:double"}
	for _, a := range ea {
		head = append(head, a.name+types[a.kind])
	}
	c.Write(append(head, ":TYPE"))
	err := w.edges(v, func(e *Edge) {
		row := []string{e.SourceID, e.TargetID, number(e.Weight)}
		for _, a := range ea {
			s, ok := a.get(e)
			if !ok {
				s = ""
			}
			row = append(row, line(s))
		}
		c.Write(append(row, relation))
	})
	c.Flush()
	if err != nil {
		return err
	}
	return c.Error()
}

// writeCypher writes the view as Cypher statements that can be given to any
// server twice without doubling anything: MERGE by id.
func writeCypher(w *writer, v *View) error {
	for _, l := range v.description() {
		w.s("// ", line(l), "\n")
	}
	source, target := "Work", "Work"
	switch v.Name {
	case Authors, CoAuthors:
		source, target = "Author", "Author"
	case Journals:
		source, target = "Journal", "Journal"
	case Keywords:
		source, target = "Keyword", "Keyword"
	case Documents:
		source = "Document"
	}
	for _, label := range slices.Compact([]string{source, target}) {
		w.s("CREATE CONSTRAINT citegraph_", strings.ToLower(label), "_id IF NOT EXISTS FOR (n:", label, ") REQUIRE n.id IS UNIQUE;\n")
	}
	na, ea := nodeAttrs(v), edgeAttrs(v)
	set := func(name, value string, first *bool) {
		if !*first {
			w.s(", ")
		}
		*first = false
		w.s(name, ": ", value)
	}
	err := w.nodes(v, func(n *Node) {
		w.s("MERGE (n:", nodeLabel(n.Type), " {id: ", cypherString(n.ID), "}) SET n += {")
		first := true
		set("label", cypherString(line(n.Label)), &first)
		for _, a := range na {
			if s, ok := a.get(n); ok && a.name != "type" {
				if a.kind == text {
					s = cypherString(s)
				}
				set(a.name, s, &first)
			}
		}
		w.s("};\n")
	})
	if err != nil {
		return err
	}
	relation := strings.ToUpper(v.Relation)
	return w.edges(v, func(e *Edge) {
		w.s("MATCH (a:", source, " {id: ", cypherString(e.SourceID), "}), (b:", target, " {id: ", cypherString(e.TargetID), "}) MERGE (a)-[r:", relation, "]->(b) SET r += {")
		first := true
		set("weight", strconv.FormatFloat(e.Weight, 'f', -1, 64), &first)
		for _, a := range ea[1:] {
			if s, ok := a.get(e); ok {
				if a.kind == text {
					s = cypherString(s)
				}
				set(a.name, s, &first)
			}
		}
		w.s("};\n")
	})
}

// nodeLabel is the type of a node as Neo4j writes labels: Work.
func nodeLabel(typ string) string { return strings.ToUpper(typ[:1]) + typ[1:] }

func cypherString(s string) string {
	return `'` + cypherEscapes.Replace(clean(s)) + `'`
}

var cypherEscapes = strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`, "\r", `\r`, "\t", `\t`)
