package layout

import "math"

// tree is Barnes and Hut's quadtree in flat slices, built anew each round in
// the memory of the last (https://doi.org/10.1038/324446a0).
//
// A cell is empty (mass 0), a leaf (node ≥ 0) or inner (first child > 0; its
// four children lie side by side). At maxDepth nodes that stand on the same
// spot share a leaf, which then keeps only their mass.
type tree struct {
	cells []cell
	pos   []Point
	mass  []float64
}

type cell struct {
	x, y, mass float64 // centre of mass, mass
	cx, cy, h  float64 // middle and half the side
	child      int32
	node       int32
}

const maxDepth = 32

func (t *tree) build(pos []Point, mass []float64) {
	t.pos, t.mass = pos, mass
	h := 1.0
	for _, p := range pos {
		h = max(h, math.Abs(p.X), math.Abs(p.Y))
	}
	t.cells = append(t.cells[:0], cell{h: h, node: -1})
	for i := range pos {
		t.add(int32(i))
	}
}

func (t *tree) add(n int32) {
	p, m := t.pos[n], t.mass[n]
	at := int32(0)
	for depth := 0; ; depth++ {
		c := &t.cells[at]
		total := c.mass + m
		wasEmpty := c.mass == 0
		c.x, c.y = (c.x*c.mass+p.X*m)/total, (c.y*c.mass+p.Y*m)/total
		c.mass = total
		switch {
		case c.child > 0:
		case wasEmpty:
			c.node = n
			return
		case depth == maxDepth:
			c.node = -1
			return
		default:
			old := c.node
			t.split(at)
			if old >= 0 {
				q := &t.cells[t.quarter(at, t.pos[old])]
				q.x, q.y, q.mass, q.node = t.pos[old].X, t.pos[old].Y, t.mass[old], old
			}
		}
		at = t.quarter(at, p)
	}
}

func (t *tree) split(at int32) {
	c := t.cells[at]
	h := c.h / 2
	t.cells[at].child, t.cells[at].node = int32(len(t.cells)), -1
	for _, d := range [4][2]float64{{-h, -h}, {h, -h}, {-h, h}, {h, h}} {
		t.cells = append(t.cells, cell{cx: c.cx + d[0], cy: c.cy + d[1], h: h, node: -1})
	}
}

func (t *tree) quarter(at int32, p Point) int32 {
	c := &t.cells[at]
	q := c.child
	if p.X >= c.cx {
		q++
	}
	if p.Y >= c.cy {
		q += 2
	}
	return q
}

// repel is the force of all others on a node of mass m at p.
func (t *tree) repel(p Point, node uint32, m float64) Point {
	var f Point
	var stack [4*maxDepth + 4]int32
	stack[0] = 0
	for top := 1; top > 0; {
		top--
		c := &t.cells[stack[top]]
		if c.mass == 0 || c.node == int32(node) {
			continue
		}
		dx, dy := p.X-c.x, p.Y-c.y
		d2 := dx*dx + dy*dy
		if c.child > 0 && 4*c.h*c.h > theta*theta*d2 {
			for q := range int32(4) {
				stack[top] = c.child + q
				top++
			}
			continue
		}
		if d2 < 1e-6 { // on the same spot: part by the node's number
			a := float64(node) * 2.399963 // golden angle
			dx, dy, d2 = math.Cos(a)*1e-3, math.Sin(a)*1e-3, 1e-6
		}
		k := repulsion * m * c.mass / d2
		f.X += dx * k
		f.Y += dy * k
	}
	return f
}
