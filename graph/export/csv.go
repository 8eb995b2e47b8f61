package export

import (
	"encoding/csv"
	"strconv"
	"strings"
)

// writeNodesCSV writes one line a node under a line of names (RFC 4180, UTF-8).
func writeNodesCSV(w *writer, v *View) error {
	na := nodeAttrs(v)
	head := []string{"id", "label"}
	for _, a := range na {
		head = append(head, a.name)
	}
	c := newTable(w, v, append(head, "x", "y", "size"))
	err := w.nodes(v, func(n *Node) {
		c.cells(text, n.ID, line(n.Label))
		for _, a := range na {
			s, ok := a.get(n)
			if !ok {
				s = ""
			}
			c.cells(a.kind, s)
		}
		if n.HasXY {
			c.cells(float, number(n.X), number(n.Y))
		} else {
			c.cells(float, "", "")
		}
		c.cells(float, number(n.Size))
		c.end()
	})
	return c.close(err)
}

// writeEdgesCSV writes one line an edge; source and target are ids of nodes,
// and their labels and DOIs stand beside them so that the file can be read
// alone. Nodes without edges are in the nodes' file only.
func writeEdgesCSV(w *writer, v *View) error {
	names, err := namesOf(v)
	if err != nil {
		return err
	}
	ea := edgeAttrs(v)
	head := []string{"source", "target", "source_label", "target_label"}
	if v.works() {
		head = append(head, "source_doi", "target_doi")
	}
	head = append(head, "type", "weight")
	for _, a := range ea {
		head = append(head, a.name)
	}
	c := newTable(w, v, head)
	typ := "undirected"
	if v.Directed {
		typ = "directed"
	}
	err = w.edges(v, func(e *Edge) {
		s, t := names[e.Source], names[e.Target]
		c.cells(text, e.SourceID, e.TargetID, s.label, t.label)
		if v.works() {
			c.cells(text, s.doi, t.doi)
		}
		c.cells(text, typ)
		c.cells(float, number(e.Weight))
		for _, a := range ea {
			s, ok := a.get(e)
			if !ok {
				s = ""
			}
			c.cells(a.kind, s)
		}
		c.end()
	})
	return c.close(err)
}

// name is what the edges' file says of a node.
type name struct{ label, doi string }

func namesOf(v *View) ([]name, error) {
	names := make([]name, 0, v.NodeCount)
	for n, err := range v.Nodes() {
		if err != nil {
			return nil, err
		}
		names = append(names, name{line(n.Label), n.DOI})
	}
	return names, nil
}

// table writes lines of cells.
type table struct {
	csv   *csv.Writer
	row   []string
	guard bool
}

func newTable(w *writer, v *View, head []string) *table {
	c := &table{csv: csv.NewWriter(w.b), guard: !v.Style.Raw}
	if v.Style.Excel {
		w.s("\uFEFF")
		c.csv.UseCRLF = true
	}
	c.csv.Write(head)
	return c
}

// cells appends values of one kind. Text that a spreadsheet would run as a
// formula is guarded by an apostrophe, unless it is a number or Style.Raw is
// set: the apostrophe is no part of the value.
func (c *table) cells(k kind, values ...string) {
	for _, s := range values {
		if k == text {
			s = clean(s)
			if c.guard && formula(s) {
				s = "'" + s
			}
		}
		c.row = append(c.row, s)
	}
}

// formula tells text that starts as formulas do.
func formula(s string) bool {
	if s == "" || strings.IndexByte("=+-@\t\r\n", s[0]) < 0 {
		return false
	}
	_, err := strconv.ParseFloat(s, 64)
	return err != nil
}

func (c *table) end() {
	c.csv.Write(c.row)
	c.row = c.row[:0]
}

func (c *table) close(err error) error {
	c.csv.Flush()
	if err != nil {
		return err
	}
	return c.csv.Error()
}
