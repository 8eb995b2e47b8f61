package pdf

import (
	"strings"

	"github.com/ledongthuc/pdf"

	"citegraph/corpus/ident"
)

// link is a link annotation (ISO 32000-1, 12.5.6.5) whose address names a work.
type link struct {
	x0, y0, x1, y1 float64
	uri            string
}

// Limits of the links of a page.
const (
	maxAnnots = 4000
	maxURI    = 2048
	maxHigh   = 400 // points: what is higher lies over no line of text
)

// linksOf reads the links of a page that lead to works by DOI or PubMed number.
func linksOf(p pdf.Page) (out []link) {
	defer func() {
		if recover() != nil {
			out = nil // damaged annotations cost no text
		}
	}()
	annots := p.V.Key("Annots")
	for i := 0; i < annots.Len() && i < maxAnnots; i++ {
		a := annots.Index(i)
		uri := a.Key("A").Key("URI").RawString()
		if a.Key("Subtype").Name() != "Link" || uri == "" || len(uri) > maxURI || !ofWork(uri) {
			continue
		}
		r := a.Key("Rect")
		if r.Len() != 4 {
			continue
		}
		x0, y0, x1, y1 := r.Index(0).Float64(), r.Index(1).Float64(), r.Index(2).Float64(), r.Index(3).Float64()
		l := link{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), uri}
		if l.y1-l.y0 <= maxHigh {
			out = append(out, l)
		}
	}
	return out
}

// ofWork reports whether an address leads to a work by its identifier.
func ofWork(uri string) bool {
	low := strings.ToLower(uri)
	if strings.Contains(low, "doi.org/") {
		_, ok := ident.DOI(uri)
		return ok
	}
	return strings.HasPrefix(low, "http") && strings.Contains(low, "pubmed") && strings.ContainsAny(low, "0123456789")
}

// attach gives glyphs the links that lie over them. Links are found by the
// stripe of the page that they touch, so that many do not cost more.
func attach(gs []glyph, ls []link) {
	if len(ls) == 0 {
		return
	}
	const stripe = 16.0
	by := map[int][]int{}
	for i, l := range ls {
		for s := int(l.y0 / stripe); s <= int(l.y1/stripe); s++ {
			if len(by[s]) < 64 {
				by[s] = append(by[s], i)
			}
		}
	}
	for i := range gs {
		g := &gs[i]
		x, y := g.x+g.w/2, g.y+0.25*g.size
		for _, k := range by[int(y/stripe)] {
			if l := ls[k]; x >= l.x0 && x <= l.x1 && y >= l.y0 && y <= l.y1 {
				g.uri = l.uri
				break
			}
		}
	}
}

// with adds uri to the links of a run.
func with(uris []string, uri string) []string {
	if uri == "" || len(uris) > 0 && uris[len(uris)-1] == uri || len(uris) >= 8 {
		return uris
	}
	return append(uris, uri)
}
