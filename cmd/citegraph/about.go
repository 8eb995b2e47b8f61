package main

import (
	"citegraph/graph"
	"citegraph/graph/export"
)

// aboutOf says where a picture of g comes from.
func aboutOf(g *graph.Graph, query string) export.About {
	counts := g.Counts()
	return export.About{Version: version(), Library: g.Generation().String(), Query: query, Counts: &counts}
}
