package export

import (
	"cmp"
	"math"
	"slices"
)

// writeSVG draws the view: discs by cluster, held works full and others as
// rings, the labels of the largest that do not run into each other. It has no
// script and asks for nothing.
func writeSVG(w *writer, v *View) error {
	s, err := newScene(v)
	if err != nil {
		return err
	}
	nodes, left, top, wide, high := s.nodes, number(s.x0), number(s.y0), number(s.x1-s.x0), number(s.y1-s.y0)
	w.s(`<?xml version="1.0" encoding="UTF-8"?>`, "\n", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="`, left, " ", top, " ", wide, " ", high, `" role="img" font-family="sans-serif">`, "\n<title>", xml(v.Title), "</title>\n<desc>")
	for i, l := range v.description()[1:] {
		if i > 0 {
			w.s(" ")
		}
		w.s(xml(l))
	}
	w.s("</desc>\n<style>.e{stroke:#888;stroke-opacity:.35;fill:none}.t{font-size:9px;fill:#222;paint-order:stroke;stroke:#fff;stroke-width:2px}</style>\n")
	// White paper under it, since its ink is for that.
	w.s(`<rect x="`, left, `" y="`, top, `" width="`, wide, `" height="`, high, `" fill="#fff"/>`, "\n")
	if v.Directed {
		w.s(`<defs><marker id="a" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0 6 3 0 6z" fill="#888"/></marker></defs>`, "\n")
	}
	w.s(`<g class="e">`, "\n")
	err = w.edges(v, func(e *Edge) {
		l := s.line(e)
		w.s(`<path d="M`, number(l.x0), " ", number(l.y0), "L", number(l.x1), " ", number(l.y1), `" stroke-width="`, number(l.width), `"`)
		if v.Directed {
			w.s(` marker-end="url(#a)"`)
		}
		w.s("/>\n")
	})
	if err != nil {
		return err
	}
	w.s("</g>\n")
	for i := range nodes {
		n := &nodes[i]
		c := "#" + hex(colour(n.Cluster))
		w.s(`<circle cx="`, number(n.X), `" cy="`, number(n.Y), `" r="`, number(radius(n)), `" stroke="`, c, `" fill="`)
		if hollow(n) {
			c = "#fff"
		}
		w.s(c)
		w.s(`"><title>`, xml(line(n.Label+": "+n.Title)), "</title></circle>\n")
	}
	for _, i := range labelled(nodes) {
		n := &nodes[i]
		w.s(`<text class="t" x="`, number(n.X), `" y="`, number(n.Y-radius(n)-2), `" text-anchor="middle">`, xml(line(n.Label)), "</text>\n")
	}
	w.s("</svg>\n")
	return nil
}

// scene is where the things of a picture are. It holds the nodes, since an edge
// needs both of its ends.
type scene struct {
	nodes          []Node
	x0, y0, x1, y1 float64 // of the paper, with a margin
}

func newScene(v *View) (*scene, error) {
	s := &scene{nodes: make([]Node, 0, v.NodeCount), x0: math.Inf(1), y0: math.Inf(1), x1: math.Inf(-1), y1: math.Inf(-1)}
	for n, err := range v.Nodes() {
		if err != nil {
			return nil, err
		}
		s.nodes = append(s.nodes, *n)
	}
	grid(s.nodes)
	for i := range s.nodes {
		n := &s.nodes[i]
		s.x0, s.x1 = min(s.x0, n.X), max(s.x1, n.X)
		s.y0, s.y1 = min(s.y0, n.Y), max(s.y1, n.Y)
	}
	if len(s.nodes) == 0 {
		s.x0, s.y0, s.x1, s.y1 = 0, 0, 100, 40
	}
	const margin = 60
	s.x0, s.y0, s.x1, s.y1 = s.x0-margin, s.y0-margin, s.x1+margin, s.y1+margin
	return s, nil
}

// stroke is the line of an edge, up to the rim of its target.
type stroke struct{ x0, y0, x1, y1, width float64 }

func (s *scene) line(e *Edge) stroke {
	a, z := &s.nodes[e.Source], &s.nodes[e.Target]
	dx, dy := z.X-a.X, z.Y-a.Y
	d := max(math.Hypot(dx, dy), 1e-9)
	return stroke{a.X, a.Y, z.X - dx/d*radius(z), z.Y - dy/d*radius(z), min(4, 0.4+0.3*e.Weight)}
}

// hollow nodes are works that are known from references only.
func hollow(n *Node) bool { return n.Type == "work" && !n.Held }

func radius(n *Node) float64 { return max(2, n.Size/2) }

// grid gives places to nodes that have none.
func grid(nodes []Node) {
	side := int(math.Ceil(math.Sqrt(float64(len(nodes)))))
	for i := range nodes {
		if !nodes[i].HasXY {
			nodes[i].X, nodes[i].Y = float64(i%side)*70, float64(i/side)*40
		}
	}
}

// labelled are the nodes whose labels are drawn: the largest first, each that
// does not cover one before it.
func labelled(nodes []Node) []int {
	order := make([]int, len(nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(nodes[b].Size, nodes[a].Size), a-b) })
	type cell struct{ x, y int }
	taken := map[cell]bool{}
	var out []int
	for _, i := range order {
		n := &nodes[i]
		half, base := float64(len([]rune(n.Label)))*2.6+2, n.Y-radius(n)-2
		var cells []cell
		free := true
		for y := math.Floor((base - 9) / 5); y <= math.Floor((base+1)/5); y++ {
			for x := math.Floor((n.X - half) / 10); x <= math.Floor((n.X+half)/10); x++ {
				cells = append(cells, cell{int(x), int(y)})
				free = free && !taken[cell{int(x), int(y)}]
			}
		}
		if !free {
			continue
		}
		for _, c := range cells {
			taken[c] = true
		}
		out = append(out, i)
	}
	return out
}
