package export

import (
	"encoding/csv"
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
// and their labels stand beside them so that the file can be read alone.
func writeEdgesCSV(w *writer, v *View) error {
	labels, err := labelsOf(v)
	if err != nil {
		return err
	}
	ea := edgeAttrs(v)
	head := []string{"source", "target", "source_label", "target_label", "type", "weight"}
	for _, a := range ea {
		head = append(head, a.name)
	}
	c := newTable(w, v, head)
	typ := "undirected"
	if v.Directed {
		typ = "directed"
	}
	err = w.edges(v, func(e *Edge) {
		c.cells(text, e.SourceID, e.TargetID, labels[e.Source], labels[e.Target], typ)
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

func labelsOf(v *View) ([]string, error) {
	labels := make([]string, 0, v.NodeCount)
	for n, err := range v.Nodes() {
		if err != nil {
			return nil, err
		}
		labels = append(labels, line(n.Label))
	}
	return labels, nil
}

// table writes lines of cells.
type table struct {
	csv   *csv.Writer
	row   []string
	excel bool
}

func newTable(w *writer, v *View, head []string) *table {
	c := &table{csv: csv.NewWriter(w.b), excel: v.Style.Excel}
	if c.excel {
		w.s("\uFEFF")
		c.csv.UseCRLF = true
	}
	c.csv.Write(head)
	return c
}

// cells appends values of one kind. For Excel, text that would start a formula
// is guarded by an apostrophe; otherwise every value is kept as it is, since a
// guard would corrupt it for every other reader.
func (c *table) cells(k kind, values ...string) {
	for _, s := range values {
		if k == text {
			s = clean(s)
			if c.excel && s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 {
				s = "'" + s
			}
		}
		c.row = append(c.row, s)
	}
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
