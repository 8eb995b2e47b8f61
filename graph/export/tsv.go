package export

// The two tables in cells split by tabs. A cell that has a quote is
// quoted as in CSV, since most of what reads tables takes a quote for the start
// of such a cell; no cell holds a tab or the end of a line, so that tools that
// go by lines read it too.
func writeNodesTSV(w *writer, v *View) error { return writeNodeTable(w, v, '\t') }
func writeEdgesTSV(w *writer, v *View) error { return writeEdgeTable(w, v, '\t') }
