package index

import (
	"context"

	"citegraph/index/query"
)

// Select is every work that q names, sorted by number: the set that an export
// or another measure works on. Unlike [Index.Search] it ranks nothing and has
// no limit.
func (ix *Index) Select(ctx context.Context, q *query.Query) ([]uint32, error) {
	out := []uint32{}
	if q.Root == nil {
		for n := range ix.size(kindWork) {
			out = append(out, uint32(n))
		}
		return out, nil
	}
	set, err := newEvaluator(ctx, ix, kindWork).eval(q.Root, kindWork)
	if err != nil {
		return nil, err
	}
	for n := range ix.size(kindWork) {
		if set.has(uint32(n)) {
			out = append(out, uint32(n))
		}
	}
	return out, nil
}
