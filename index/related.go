package index

import (
	"context"
	"fmt"
	"slices"

	"citegraph/index/query"
)

// maxSeeds is how many works a request may start from: the list of a long
// review.
const maxSeeds = 500

// ranking is the list that the channels add up to.
func (f *fusion) ranking(req RelatedRequest) []scored {
	h := heap{n: req.N + req.Offset, less: higher}
	for i, n := range f.cand {
		if f.seeds[n] || f.out[n] || !f.wanted(n, req) {
			continue
		}
		if s := f.total(&f.features[i]); s > 0 {
			h.offer(scored{n, float32(s)})
		}
	}
	slices.SortFunc(h.items, compareScored)
	return h.items
}

// bound leaves the first seeds of too many; the others are no answers either.
func (req *RelatedRequest) bound() []query.Warning {
	all := req.Seeds
	if len(all) <= maxSeeds {
		return nil
	}
	req.Seeds, req.Exclude = all[:maxSeeds], slices.Concat(req.Exclude, all[maxSeeds:])
	return []query.Warning{{Msg: fmt.Sprintf("the first %d of %d works are taken", maxSeeds, len(all))}}
}

// wanted holds the filters of a request.
func (f *fusion) wanted(n uint32, req RelatedRequest) bool {
	w := &f.ix.works
	held := w.flags.at(n)&flagHeld != 0
	if req.Only == "held" && !held || req.Only == "stub" && held {
		return false
	}
	return f.ix.within(n, req.From, req.To)
}

// within tells whether a work is of the years; 0 is an open end.
func (ix *Index) within(n uint32, from, to int) bool {
	y := int(ix.works.year.at(n))
	return (from == 0 || y >= from) && (to == 0 || y != 0 && y <= to)
}

// Methods are the methods of related: the fusion of all channels, one channel
// alone, or Inciteful's coupling + ¼ co-citation.
var Methods = []string{"fused", "text", "cocite", "coupling", "direct", "ppr", "classic"}

// weights are those of a method.
func weights(method string, fused [channels]float64) ([channels]float64, error) {
	switch method {
	case "", "fused":
		return fused, nil
	case "text":
		return [channels]float64{chText: 1}, nil
	case "cocite":
		return [channels]float64{chCocite: 1}, nil
	case "coupling":
		return [channels]float64{chCoupling: 1}, nil
	case "direct":
		return [channels]float64{chCited: 1, chCiting: 1}, nil
	case "ppr":
		return [channels]float64{chWalk: 1}, nil
	case "classic":
		return [channels]float64{chCoupling: 1, chCocite: .25}, nil
	}
	return fused, oneOf("method", method, Methods)
}

// Related finds studies related to search terms or to works, each with the
// channels that speak for it. Seeds are never among the results.
func (ix *Index) Related(ctx context.Context, req RelatedRequest) (*Results, error) {
	if req.N <= 0 {
		req.N = 20
	}
	if req.Offset < 0 || req.N > maxWindow || req.Offset > maxWindow-req.N {
		return nil, fmt.Errorf("%w: results from %d to %d are asked for, the limit is %d", ErrTooBroad, req.Offset, req.Offset+req.N, maxWindow)
	}
	if req.Only != "" {
		if err := oneOf("filter", req.Only, []string{"held", "stub"}); err != nil {
			return nil, err
		}
	}
	var res *Results
	err := protect(func() (err error) {
		res, err = ix.related(ctx, req)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("related: %w", err)
	}
	return res, nil
}

func (ix *Index) related(ctx context.Context, req RelatedRequest) (*Results, error) {
	res := &Results{Hits: []Hit{}, Warnings: req.bound()}
	f, err := ix.relate(ctx, req)
	if err != nil {
		return nil, err
	}
	all := req
	all.N, all.Offset = len(f.cand), 0
	list := f.ranking(all)
	res.Total = len(list)
	if res.Hits, err = f.hits(list, req); err != nil {
		return nil, err
	}
	res.Plan = f.plan()
	res.Caveat = f.caveat()
	return res, nil
}

// hits are those of a list that are asked for, with their reasons; two halves
// are read at the same time.
func (f *fusion) hits(list []scored, req RelatedRequest) ([]Hit, error) {
	list = list[min(req.Offset, len(list)):min(req.Offset+req.N, len(list))]
	out := make([]Hit, len(list))
	read := func(from, to int) error {
		for i := from; i < to; i++ {
			h, err := f.ix.hit(kindWork, list[i].n)
			if err != nil {
				return err
			}
			h.Rank, h.Score = req.Offset+i+1, float64(list[i].score)
			if h.Why, err = f.reasons(h, req.Why); err != nil {
				return err
			}
			out[i] = *h
		}
		return nil
	}
	half := len(list) / 2
	return out, both(func() error { return read(0, half) }, func() error { return read(half, len(list)) })
}
