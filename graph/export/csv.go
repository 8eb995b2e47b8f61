package export

import (
	"strconv"
	"strings"
)

// The two tables in cells split by commas (RFC 4180, UTF-8).
func writeNodesCSV(w *writer, v *View) error { return writeNodeTable(w, v, ',') }
func writeEdgesCSV(w *writer, v *View) error { return writeEdgeTable(w, v, ',') }

// writeNodeTable writes one line a node under a line of names.
func writeNodeTable(w *writer, v *View, sep byte) error {
	na := nodeAttrs(v)
	head := []string{"id", "label"}
	for _, a := range na {
		head = append(head, a.name)
	}
	c := newTable(w, v, sep, append(head, "x", "y", "size"))
	return w.nodes(v, func(n *Node) {
		c.text(n.ID)
		c.text(line(n.Label))
		for _, a := range na {
			s, ok := a.get(n)
			if !ok {
				s = ""
			}
			c.cell(a.kind, s)
		}
		if n.HasXY {
			c.raw(number(n.X))
			c.raw(number(n.Y))
		} else {
			c.raw("")
			c.raw("")
		}
		c.raw(number(n.Size))
		c.end()
	})
}

// writeEdgeTable writes one line an edge; source and target are ids of nodes,
// and their labels and DOIs stand beside them so that the file can be read
// alone. Nodes without edges are in the nodes' file only.
func writeEdgeTable(w *writer, v *View, sep byte) error {
	ea := edgeAttrs(v)
	head := []string{"source", "target", "source_label", "target_label"}
	if v.works() {
		head = append(head, "source_doi", "target_doi")
	}
	head = append(head, "type", "weight")
	for _, a := range ea {
		head = append(head, a.name)
	}
	c := newTable(w, v, sep, head)
	names, err := c.names(v)
	if err != nil {
		return err
	}
	typ := "undirected"
	if v.Directed {
		typ = "directed"
	}
	return w.edges(v, func(e *Edge) {
		s, t := names[e.Source], names[e.Target]
		c.raw(s.id)
		c.raw(t.id)
		c.raw(s.label)
		c.raw(t.label)
		if v.works() {
			c.raw(s.doi)
			c.raw(t.doi)
		}
		c.raw(typ)
		c.raw(number(e.Weight))
		for _, a := range ea {
			s, ok := a.get(e)
			if !ok {
				s = ""
			}
			c.cell(a.kind, s)
		}
		c.end()
	})
}

// name is what the edges' file says of a node, as it is written in cells.
type name struct{ id, label, doi string }

func (c *table) names(v *View) ([]name, error) {
	names := make([]name, 0, v.NodeCount)
	for n, err := range v.Nodes() {
		if err != nil {
			return nil, err
		}
		// Copied, since each would hold its whole record.
		names = append(names, name{strings.Clone(c.encode(n.ID)), strings.Clone(c.encode(line(n.Label))), strings.Clone(c.encode(n.DOI))})
	}
	return names, nil
}

// table writes lines of cells (RFC 4180). Split by tabs, a record is one line
// and a tab is never in a cell, whatever reads it: white space becomes blanks.
type table struct {
	w     *writer
	sep   byte
	guard bool
	eol   string // of a line
	begun bool   // the line has a cell
}

func newTable(w *writer, v *View, sep byte, head []string) *table {
	c := &table{w: w, sep: sep, guard: !v.Style.Raw, eol: "\n"}
	if v.Style.Excel {
		w.s("\uFEFF")
		c.eol = "\r\n"
	}
	for _, h := range head {
		c.raw(h)
	}
	c.end()
	return c
}

// raw appends a cell that is written as it stands.
func (c *table) raw(s string) {
	if c.begun {
		c.w.b.WriteByte(c.sep)
	}
	c.begun = true
	c.w.b.WriteString(s)
}

func (c *table) text(s string) { c.raw(c.encode(s)) }

// cell appends a value of one kind.
func (c *table) cell(k kind, s string) {
	if k == text {
		s = c.encode(s)
	}
	c.raw(s)
}

// encode is text as it stands in a cell. What a spreadsheet would run as a
// formula is guarded by an apostrophe, unless it is a number or Style.Raw is
// set: the apostrophe is no part of the value.
func (c *table) encode(s string) string {
	if s == "" {
		return s
	}
	has := classes(s)
	if has&odd != 0 {
		s = clean(s)
	}
	if c.sep == '\t' {
		s = blanks.Replace(s)
	}
	if c.guard {
		s = Guarded(s)
	}
	quote := has&quoted != 0 || s != "" && (s[0] == ' ' || s[0] == '\t')
	if c.sep == '\t' {
		quote = strings.Contains(s, `"`)
	}
	if quote {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// blanks leaves no white space but blanks.
var blanks = strings.NewReplacer("\r\n", " ", "\t", " ", "\r", " ", "\n", " ")

// Guarded is a cell for a spreadsheet: what it would run as a formula has an
// apostrophe before it; a number is left alone.
func Guarded(s string) string {
	if s == "" || strings.IndexByte("=+-@\t\r\n", s[0]) < 0 {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

func (c *table) end() {
	c.w.b.WriteString(c.eol)
	c.begun = false
}
