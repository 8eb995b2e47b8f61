package export

import (
	"image"
	"image/color"
	"image/png"
	"math"
)

// pictureSide is the longer side of a PNG picture in pixels.
const pictureSide = 2000

// writePNG draws what writeSVG draws, but for labels: there is no font here.
func writePNG(w *writer, v *View) error {
	s, err := newScene(v)
	if err != nil {
		return err
	}
	wide, high := s.x1-s.x0, s.y1-s.y0
	scale := min(4, pictureSide/max(wide, high))
	p := &canvas{image.NewRGBA(image.Rect(0, 0, max(1, int(math.Round(wide*scale))), max(1, int(math.Round(high*scale)))))}
	for i := range p.img.Pix {
		p.img.Pix[i] = 255
	}
	at := func(x, y float64) point { return point{(x - s.x0) * scale, (y - s.y0) * scale} }
	grey := color.RGBA{0x88, 0x88, 0x88, 255}
	err = w.edges(v, func(e *Edge) {
		l := s.line(e)
		a, z, thick := at(l.x0, l.y0), at(l.x1, l.y1), l.width*scale
		p.line(a, z, thick, grey, .35)
		if v.Directed {
			p.arrow(a, z, 5*thick, grey)
		}
	})
	if err != nil {
		return err
	}
	for i := range s.nodes {
		n := &s.nodes[i]
		c := colour(n.Cluster)
		o, r := at(n.X, n.Y), radius(n)*scale
		p.disc(o, r+scale/2, color.RGBA{c[0], c[1], c[2], 255})
		if hollow(n) {
			p.disc(o, r-scale/2, color.RGBA{255, 255, 255, 255})
		}
	}
	return png.Encode(w.b, p.img)
}

// canvas draws with smooth edges: a pixel gets as much ink as of it is covered,
// told by how far its middle is from the edge.
type canvas struct{ img *image.RGBA }

type point struct{ x, y float64 }

// ink mixes c into pixel x, y.
func (p *canvas) ink(x, y int, c color.RGBA, cover float64) {
	if cover <= 0 || !(image.Point{X: x, Y: y}).In(p.img.Rect) {
		return
	}
	cover = min(cover, 1)
	px := p.img.Pix[p.img.PixOffset(x, y):]
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		px[i] = uint8(math.Round(float64(px[i])*(1-cover) + float64(v)*cover))
	}
}

func (p *canvas) disc(o point, r float64, c color.RGBA) {
	for y := int(o.y - r - 1); y <= int(o.y+r+1); y++ {
		for x := int(o.x - r - 1); x <= int(o.x+r+1); x++ {
			p.ink(x, y, c, r+.5-math.Hypot(float64(x)+.5-o.x, float64(y)+.5-o.y))
		}
	}
}

// line draws from a to z. What is thinner than a pixel is a pixel of less ink.
func (p *canvas) line(a, z point, thick float64, c color.RGBA, opacity float64) {
	opacity *= min(thick, 1)
	half := max(thick, 1) / 2
	dx, dy := z.x-a.x, z.y-a.y
	length := math.Hypot(dx, dy)
	if length < 1e-9 {
		return
	}
	dx, dy = dx/length, dy/length
	dot := func(x, y float64) {
		along, off := (x-a.x)*dx+(y-a.y)*dy, math.Abs((y-a.y)*dx-(x-a.x)*dy)
		ends := min(along, length-along) + .5
		p.ink(int(math.Floor(x)), int(math.Floor(y)), c, opacity*min(1, half+.5-off)*max(0, min(1, ends)))
	}
	// Along the longer axis, with as many pixels across as the line may touch.
	if math.Abs(dx) >= math.Abs(dy) {
		across := math.Ceil((half + 1) / math.Abs(dx))
		for x := math.Floor(min(a.x, z.x)) - .5; x <= max(a.x, z.x)+1; x++ {
			mid := math.Floor(a.y + (x-a.x)*dy/dx)
			for y := mid - across; y <= mid+across; y++ {
				dot(x, y+.5)
			}
		}
		return
	}
	across := math.Ceil((half + 1) / math.Abs(dy))
	for y := math.Floor(min(a.y, z.y)) - .5; y <= max(a.y, z.y)+1; y++ {
		mid := math.Floor(a.x + (y-a.y)*dx/dy)
		for x := mid - across; x <= mid+across; x++ {
			dot(x+.5, y)
		}
	}
}

// arrow is the head of a line from a to z, with its point at z and as wide as
// it is long.
func (p *canvas) arrow(a, z point, long float64, c color.RGBA) {
	dx, dy := z.x-a.x, z.y-a.y
	length := math.Hypot(dx, dy)
	if length < 1e-9 {
		return
	}
	dx, dy = dx/length, dy/length
	slope := math.Hypot(long, long/2)
	for y := int(z.y - long - 1); y <= int(z.y+long+1); y++ {
		for x := int(z.x - long - 1); x <= int(z.x+long+1); x++ {
			fx, fy := float64(x)+.5-z.x, float64(y)+.5-z.y
			back, off := -(fx*dx + fy*dy), math.Abs(fy*dx-fx*dy)
			side := (back/2 - off) * long / slope // within the two long sides
			p.ink(x, y, c, min(1, side+.5, long-back+.5))
		}
	}
}
