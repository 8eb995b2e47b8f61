package measure_test

import (
	"context"
	"fmt"

	"citegraph/graph/measure"
)

// Three reviews (0, 1, 2) that cite three studies (3, 4, 5).
func reviews() (out, in *measure.CSR) {
	edges := [][2]uint32{{0, 3}, {0, 4}, {1, 3}, {1, 4}, {1, 5}, {2, 5}}
	out = measure.New(6, func(yield func(uint32, uint32) bool) {
		for _, e := range edges {
			if !yield(e[0], e[1]) {
				return
			}
		}
	})
	return out, out.Transpose()
}

func ExampleShared() {
	out, in := reviews()
	cocited := measure.NewCoCitation(out, in)
	for _, p := range cocited.Row(3) {
		c, a, b := float64(p.Shared), float64(in.Degree(3)), float64(in.Degree(p.Node))
		fmt.Printf("3 and %d are cited together by %d works, cosine %.2f\n", p.Node, p.Shared, measure.Salton(c, a, b))
	}
	coupled := measure.NewCoupling(out, in)
	for _, p := range coupled.Row(0) {
		fmt.Printf("0 and %d share %d references, weight %.3f\n", p.Node, p.Shared, p.Weight)
	}
	// Output:
	// 3 and 4 are cited together by 2 works, cosine 1.00
	// 3 and 5 are cited together by 1 works, cosine 0.50
	// 0 and 1 share 2 references, weight 1.820
}

func ExamplePageRank() {
	out, in := reviews()
	ranks, err := measure.PageRank(context.Background(), out, in, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for n, r := range ranks {
		fmt.Printf("%d %.3f\n", n, r)
	}
	// Output:
	// 0 0.117
	// 1 0.117
	// 2 0.117
	// 3 0.200
	// 4 0.200
	// 5 0.250
}

func ExampleLeiden() {
	out, in := reviews()
	of, sizes, quality, err := measure.Leiden(context.Background(), measure.Unit(out.Undirected(in)), nil)
	fmt.Printf("%v %v %.3f %v\n", of, sizes, quality, err)
	// Output:
	// [0 0 1 0 0 1] [4 2] 0.208 <nil>
}
