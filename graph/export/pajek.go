package export

import (
	"strconv"
	"strings"
)

// writePajek writes a .net file: vertices from 1, CRLF, no quote inside
// quotes, and either *Arcs or *Edges, since readers lose the direction of a
// file that has both. Attributes stand in the .clu and .vec files of a folder.
func writePajek(w *writer, v *View) error {
	if err := pajekHead(w, v); err != nil {
		return err
	}
	if v.Directed {
		w.s("*Arcs\r\n")
	} else {
		w.s("*Edges\r\n")
	}
	return w.edges(v, func(e *Edge) {
		w.s(strconv.Itoa(e.Source+1), " ", strconv.Itoa(e.Target+1), " ", number(e.Weight), "\r\n")
	})
}

func pajekHead(w *writer, v *View) error {
	// Pajek wants coordinates within 0..1.
	var low, high [2]float64
	first := true
	for n, err := range v.Nodes() {
		if err != nil {
			return err
		}
		for i, x := range [2]float64{n.X, n.Y} {
			if first || x < low[i] {
				low[i] = x
			}
			if first || x > high[i] {
				high[i] = x
			}
		}
		first = false
	}
	unit := func(x float64, i int) string {
		if high[i] == low[i] {
			return "0.5"
		}
		return strconv.FormatFloat(0.05+0.9*(x-low[i])/(high[i]-low[i]), 'f', 4, 64)
	}
	w.s("*Vertices ", strconv.Itoa(v.NodeCount), "\r\n")
	return w.nodes(v, func(n *Node) {
		label := strings.Join(strings.Fields(strings.ReplaceAll(clean(n.Label), `"`, "'")), " ")
		w.s(strconv.Itoa(n.N+1), ` "`, label, `"`)
		if n.HasXY {
			w.s(" ", unit(n.X, 0), " ", unit(n.Y, 1), " 0.5")
		}
		w.s("\r\n")
	})
}

// writePajekClusters writes the partition by cluster (.clu).
func writePajekClusters(w *writer, v *View) error {
	w.s("*Vertices ", strconv.Itoa(v.NodeCount), "\r\n")
	return w.nodes(v, func(n *Node) { w.s(strconv.Itoa(n.Cluster), "\r\n") })
}

// writePajekCited writes the vector of citations (.vec).
func writePajekCited(w *writer, v *View) error {
	w.s("*Vertices ", strconv.Itoa(v.NodeCount), "\r\n")
	return w.nodes(v, func(n *Node) { w.s(strconv.Itoa(n.Cited), "\r\n") })
}

// writePajekYears writes the partition by year (.clu), 0 where unknown.
func writePajekYears(w *writer, v *View) error {
	w.s("*Vertices ", strconv.Itoa(v.NodeCount), "\r\n")
	return w.nodes(v, func(n *Node) { w.s(strconv.Itoa(n.Year), "\r\n") })
}
