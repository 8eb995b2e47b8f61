package export

import (
	"errors"
	"fmt"
	"slices"

	"citegraph/graph"
	"citegraph/graph/layout"
	"citegraph/graph/measure"
)

// derived are the numbers of a view that are computed from its edges.
type derived struct {
	cluster []uint32 // by node, from 0; nil where none were sought
	pos     []layout.Point
	columns []layout.Point // by year
	rank    []float64      // PageRank
	core    []int
	part    []uint32  // connected, from 0
	spc     []float64 // by edge of the view's adjacency
	main    []bool    // by edge
	route   []bool    // by edge
}

// place puts the derived numbers of node n.N on n.
func (d *derived) place(n *Node) {
	if d.cluster != nil {
		n.Cluster = int(d.cluster[n.N]) + 1
	}
	if d.pos != nil {
		n.X, n.Y, n.HasXY = d.pos[n.N].X, d.pos[n.N].Y, true
	}
	if d.rank != nil {
		n.PageRank, n.Core, n.Component = d.rank[n.N], d.core[n.N], int(d.part[n.N])+1
	}
	if d.columns != nil {
		n.CX, n.CY, n.HasCXY = d.columns[n.N].X, d.columns[n.N].Y, true
	}
}

// derive finds communities and places the nodes of a view whose nodes are the
// chosen works; g has its edges in both directions, or is nil where there are
// too many.
func (b *builder) derive(v *View, g *measure.Weighted) (*derived, error) {
	years, titles, sizes := make([]int, 0, v.NodeCount), []string(nil), make([]float64, 0, v.NodeCount)
	if b.wants(v, g) {
		for w, err := range b.read(b.chosen) {
			if err != nil {
				return nil, err
			}
			years, sizes = append(years, w.CSL.Year()), append(sizes, size(w.CitedBy))
			titles = append(titles, labelText(w))
		}
	}
	return b.deriveFrom(v, g, years, sizes, func(i int) string { return titles[i] })
}

// labelText is what communities of works are named from.
func labelText(w *graph.Work) string {
	if w.Partial { // often a title of our own making: "reference 3 of a.txt"
		return ""
	}
	return cut(w.CSL.Title, 400)
}

// wants reports whether anything will be derived for v.
func (b *builder) wants(v *View, g *measure.Weighted) bool {
	return g != nil && (b.communities(v) || b.layout(v) != "none")
}

func (b *builder) communities(v *View) bool {
	if b.opt.Communities != nil {
		return *b.opt.Communities
	}
	return v.EdgeCount <= CommunityLimit && v.NodeCount <= CommunityLimit/4
}

func (b *builder) layout(v *View) string {
	if b.opt.Layout == "" {
		if v.NodeCount <= LayoutLimit {
			return "force"
		}
		return "none"
	}
	return b.opt.Layout
}

var errLayout = errors.New(`layout is "force", "year" or "none"`)

// deriveFrom is derive with the facts of the nodes at hand; title may be nil.
func (b *builder) deriveFrom(v *View, g *measure.Weighted, years []int, sizes []float64, title func(int) string) (*derived, error) {
	d := &derived{}
	if g == nil {
		v.Notes = append(v.Notes, "Communities and positions were not computed: too many edges.")
		return d, nil
	}
	if b.communities(v) && v.NodeCount > 0 {
		of, members, quality, err := measure.Leiden(b.ctx, g, &measure.LeidenOptions{Resolution: b.opt.Resolution, Seed: b.opt.Seed})
		if err != nil {
			return nil, err
		}
		d.cluster = of
		labels := make([]string, len(members))
		if title != nil {
			labels = measure.Labels(of, len(members), 3, title)
		}
		for i, n := range members {
			v.Clusters = append(v.Clusters, Cluster{N: i + 1, Size: n, Label: labels[i]})
		}
		r := b.opt.Resolution
		if r <= 0 {
			r = 1
		}
		v.Notes = append(v.Notes, fmt.Sprintf("Clusters: Leiden, resolution %s, seed %d, modularity %s.", number(r), max(b.opt.Seed, 1), number(quality)))
	}
	if len(years) == v.NodeCount && v.NodeCount > 0 && v.NodeCount <= LayoutLimit && b.layout(v) != "none" {
		d.columns = layout.Layers(&g.CSR, years)
	}
	var err error
	switch b.layout(v) {
	case "force":
		d.pos, err = layout.Force(b.ctx, g, &layout.Options{Seed: b.opt.Seed, Radius: sizes})
	case "year":
		if len(years) != v.NodeCount {
			return nil, fmt.Errorf("%s have no years: %w", v.Name, errLayout)
		}
		d.pos = layout.Layers(&g.CSR, years)
	case "none":
	default:
		err = fmt.Errorf("%w, not %q", errLayout, b.opt.Layout)
	}
	return d, err
}

// keyRoutes is through how many citations of the highest counts routes are
// followed.
const keyRoutes = 10

// citationMeasures computes what only the graph of citations has: PageRank,
// cores, parts, and the search path counts with the main path and the routes
// through the strongest citations. edges is directed, g the
// same in both directions.
func (b *builder) citationMeasures(v *View, d *derived, edges, g *measure.CSR) error {
	if edges.Edges() > CommunityLimit {
		v.Notes = append(v.Notes, "PageRank, cores, components and the main path were not computed: too many edges.")
		return nil
	}
	var err error
	if d.rank, err = measure.PageRank(b.ctx, edges, edges.Transpose(), nil); err != nil {
		return err
	}
	d.core = measure.Cores(g)
	d.part, _ = measure.Components(g)
	flow := measure.SPC(edges)
	d.spc, d.main, d.route = make([]float64, edges.Edges()), make([]bool, edges.Edges()), make([]bool, edges.Edges())
	at := func(t measure.Traversal) int {
		i, _ := slices.BinarySearch(edges.Of(t.Citing), t.Cited)
		return int(edges.Offsets[t.Citing]) + i
	}
	for _, t := range flow.Traversals() {
		d.spc[at(t)] = t.SPC
	}
	for _, t := range flow.KeyRoutes(keyRoutes) {
		d.route[at(t)] = true
	}
	for _, t := range flow.MainPath() {
		d.main[at(t)] = true
		if len(v.MainPath) == 0 {
			v.MainPath = append(v.MainPath, int(t.Citing))
		}
		v.MainPath = append(v.MainPath, int(t.Cited))
	}
	return nil
}
