package export

import (
	"bytes"
	"image/color"
	"image/png"
	"math"
	"testing"
)

// TestPNG looks at the pixels: held works are full discs in the colour of their
// cluster, others are rings, and edges run in grey from one to the other.
func TestPNG(t *testing.T) {
	v := mustView(t, hostile(), &Options{Layout: "year"})
	img, err := png.Decode(bytes.NewReader(mustWrite(t, "png", v)))
	if err != nil {
		t.Fatal(err)
	}
	s, err := newScene(v)
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	scale := float64(b.Dx()) / (s.x1 - s.x0)
	if math.Abs(scale-float64(b.Dy())/(s.y1-s.y0)) > .01 || max(b.Dx(), b.Dy()) > pictureSide {
		t.Errorf("%d × %d for %v × %v", b.Dx(), b.Dy(), s.x1-s.x0, s.y1-s.y0)
	}
	at := func(x, y float64) [3]uint8 {
		c := color.RGBAModel.Convert(img.At(int((x-s.x0)*scale), int((y-s.y0)*scale))).(color.RGBA)
		return [3]uint8{c.R, c.G, c.B}
	}
	white := [3]uint8{255, 255, 255}
	if at(s.x0+1, s.y0+1) != white {
		t.Error("the paper is not white")
	}
	for i := range s.nodes {
		n := &s.nodes[i]
		want := colour(n.Cluster)
		if at(n.X-radius(n), n.Y) != want && at(n.X, n.Y-radius(n)) != want && at(n.X, n.Y+radius(n)) != want {
			t.Errorf("%s has no rim", n.ID)
		}
		if hollow(n) {
			want = white
		}
		if got := at(n.X, n.Y); got != want {
			t.Errorf("%s is %v inside, not %v", n.ID, got, want)
		}
	}
	for e := range v.Edges() {
		l := s.line(e)
		seen := false
		for _, f := range []float64{.3, .5, .7} { // a ring may lie on one of them
			seen = seen || at(l.x0+f*(l.x1-l.x0), l.y0+f*(l.y1-l.y0)) != white
		}
		if !seen {
			t.Errorf("nothing between %s and %s", e.SourceID, e.TargetID)
		}
	}
}
