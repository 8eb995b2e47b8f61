package export_test

import (
	"context"
	"errors"
	"fmt"
	"io"

	"citegraph/graph"
	"citegraph/graph/export"
)

// Write a part of a library's graph: what lies within one citation of a work.
func ExampleWrite() {
	write := func(ctx context.Context, w io.Writer, g *graph.Graph, name string) error {
		n, err := g.Lookup(name)
		if err != nil {
			return err
		}
		v, err := export.New(ctx, g, &export.Options{Ego: []uint32{n}})
		if err != nil {
			return err
		}
		return export.Write(ctx, w, "graphml", v)
	}
	_ = write
	_, err := export.Find("docx")
	fmt.Println(errors.Is(err, export.ErrFormat))
	for _, f := range export.Formats()[:4] {
		fmt.Printf("%-10s %s\n", f.Name, f.Extension)
	}
	// Output:
	// true
	// csv        .csv
	// cx2        .cx2
	// cyjs       .cyjs
	// cypher     .cypher
}
