package index

import (
	"context"
	"fmt"
	"math"
	"slices"

	"citegraph/graph"
	"citegraph/index/query"
)

// maxSeeds is how many works a request may start from.
const maxSeeds = 50

// channel numbers the evidence that speaks for a work.
type channel int

const (
	chText channel = iota
	chFeedback
	chCited  // cited by works of the support
	chCiting // cites works of the support
	chCoupling
	chCocite
	chAuthor
	chJournal
	chPrior
	channels
)

var channelNames = [channels]string{"text", "text", "direct", "direct", "coupling", "cocite", "author", "journal", "cited"}

// tuning are the parameters of the fusion.
type tuning struct {
	pool     int     // works of the first search that support evidence
	citing   int     // of those, and beyond them, works with references
	power    float64 // of their score relative to the first
	feedback int     // works that the second text query is made of
	terms    int     // words of it
	w        [channels]float64
}

var tuned = tuning{pool: 20, citing: 60, power: 2, feedback: 10, terms: 25,
	w: [channels]float64{1, .5, .5, .1, .1, .3, .1, .02, .02}}

// fusion is what all channels say, before it becomes a list.
type fusion struct {
	ix       *Index
	support  []support // for co-citation, coupling, authors
	citing   []support // works with references
	seeds    map[uint32]bool
	forms    map[string]bool
	cand     []uint32
	features [][channels]float64
	row      map[uint32]int // of a candidate
	w        [channels]float64
	works    map[uint32]*graph.Work // read so far
}

// work reads a work once.
func (f *fusion) work(n uint32) (*graph.Work, error) {
	if w, ok := f.works[n]; ok {
		return w, nil
	}
	w, err := f.ix.g.Work(n)
	if err != nil {
		return nil, fmt.Errorf("work %d: %w", n, err)
	}
	f.works[n] = w
	return w, nil
}

func (ix *Index) relate(ctx context.Context, req RelatedRequest) (*fusion, error) {
	return ix.relateWith(ctx, req, tuned)
}

func (ix *Index) relateWith(ctx context.Context, req RelatedRequest, p tuning) (*fusion, error) {
	w, err := weights(req.Method, p.w)
	if err != nil {
		return nil, err
	}
	f := &fusion{ix: ix, seeds: map[uint32]bool{}, forms: map[string]bool{}, row: map[uint32]int{}, w: w, works: map[uint32]*graph.Work{}}
	text := req.Terms
	for _, s := range req.Seeds {
		f.seeds[s] = true
		w, err := f.work(s)
		if err != nil {
			return nil, err
		}
		text += "\n" + w.CSL.Title
	}
	n := ix.size(kindWork)
	var acc accumulator
	scores := &textScores{score: make([]float32, n)}
	full := &textScores{score: make([]float32, n)}
	q := plainQuery(text)
	if err := ix.addText(ctx, q, 1, relatedFields, &acc, scores, f.forms); err != nil {
		return nil, err
	}
	if err := ix.addText(ctx, q, 1, fullFields, &acc, full, nil); err != nil {
		return nil, err
	}
	top := scores.best(max(p.pool, p.feedback))
	if len(req.Seeds) > 0 {
		for _, s := range req.Seeds {
			f.support = append(f.support, support{s, 1})
		}
		f.citing = f.support
	} else {
		f.support = weigh(top[:min(p.pool, len(top))], p.power)
		f.citing = weigh(full.bestOf(p.citing, func(n uint32) bool { return ix.works.refs.at(n) > 0 }), p.power)
	}
	fb := &textScores{score: make([]float32, n)}
	if len(top) > 0 {
		fq, err := ix.feedback(top[:min(p.feedback, len(top))], p.terms, f.work)
		if err != nil {
			return nil, err
		}
		if err := ix.addText(ctx, fq, 1, relatedFields, &acc, fb, nil); err != nil {
			return nil, err
		}
	}
	f.gather(scores, fb)
	return f, nil
}

// weigh makes a support of the best works, by their score relative to the
// first.
func weigh(top []scored, power float64) []support {
	out := make([]support, len(top))
	for i, s := range top {
		out[i] = support{s.n, math.Pow(float64(s.score/top[0].score), power)}
	}
	return out
}

// gather makes the table of candidates and channels.
func (f *fusion) gather(scores, fb *textScores) {
	ix := f.ix
	cited, _ := ix.direct(f.citing)
	_, citing := ix.direct(f.support)
	coup, coc := ix.coupling(f.support), ix.cocitation(f.support)
	row := func(n uint32) {
		if _, ok := f.row[n]; !ok {
			f.row[n] = len(f.cand)
			f.cand = append(f.cand, n)
		}
	}
	texts, fbs := scores.best(1000), fb.best(500)
	for _, s := range append(texts, fbs...) {
		row(s.n)
	}
	for _, v := range []*votes{cited, citing, coup, coc} {
		for _, n := range v.first(500) {
			row(n)
		}
	}
	first, firstFb := float32(1), float32(1)
	if len(texts) > 0 {
		first = texts[0].score
	}
	if len(fbs) > 0 {
		firstFb = fbs[0].score
	}
	authors, journals := map[uint32]float64{}, map[uint32]float64{}
	for _, s := range f.support {
		l := ix.works.authors.of(s.n)
		for i := range uint32(l.len()) {
			authors[l.at(i)] += s.weight
		}
		if j := ix.works.journal.at(s.n); j != graph.None {
			journals[j] += s.weight
		}
	}
	f.features = make([][channels]float64, len(f.cand))
	for i, n := range f.cand {
		r := &f.features[i]
		r[chText], r[chFeedback] = float64(scores.score[n]/first), float64(fb.score[n]/firstFb)
		r[chCited], r[chCiting], r[chCoupling], r[chCocite] = cited.sum[n], citing.sum[n], coup.sum[n], coc.sum[n]
		l := ix.works.authors.of(n)
		for k := range uint32(l.len()) {
			r[chAuthor] += authors[l.at(k)]
		}
		if j := ix.works.journal.at(n); j != graph.None {
			r[chJournal] = journals[j]
		}
		r[chPrior] = math.Log1p(float64(ix.works.cited.at(n)))
	}
}

// first are the k works with the most votes.
func (v *votes) first(k int) []uint32 {
	h := heap{n: k, less: higher}
	for n, s := range v.sum {
		h.offer(scored{n, float32(s)})
	}
	slices.SortFunc(h.items, compareScored)
	out := make([]uint32, len(h.items))
	for i, s := range h.items {
		out[i] = s.n
	}
	return out
}

// squash are the shapes of the channels: what is counted has diminishing
// returns.
func squash(c channel, x float64) float64 {
	switch c {
	case chText, chFeedback, chPrior:
		return x
	}
	return math.Log1p(x)
}

// ranking is the list that the channels add up to.
func (f *fusion) ranking(req RelatedRequest) []scored {
	h := heap{n: req.N + req.Offset, less: higher}
	for i, n := range f.cand {
		if f.seeds[n] || !f.wanted(n, req) {
			continue
		}
		if s := f.total(&f.features[i]); s > 0 {
			h.offer(scored{n, float32(s)})
		}
	}
	slices.SortFunc(h.items, compareScored)
	return h.items
}

func (f *fusion) total(r *[channels]float64) float64 {
	s := 0.0
	for c := range channels {
		s += f.w[c] * squash(c, r[c])
	}
	return s
}

// wanted holds the filters of a request.
func (f *fusion) wanted(n uint32, req RelatedRequest) bool {
	w := &f.ix.works
	held := w.flags.at(n)&flagHeld != 0
	if req.Only == "held" && !held || req.Only == "stub" && held {
		return false
	}
	y := int(w.year.at(n))
	return (req.From == 0 || y >= req.From) && (req.To == 0 || y != 0 && y <= req.To)
}

// Methods are the methods of related: the fusion of all channels, one channel
// alone, or Inciteful's coupling + ¼ co-citation.
var Methods = []string{"fused", "text", "cocite", "coupling", "direct", "classic"}

// weights are those of a method.
func weights(method string, fused [channels]float64) ([channels]float64, error) {
	switch method {
	case "", "fused":
		return fused, nil
	case "text":
		return [channels]float64{chText: fused[chText], chFeedback: fused[chFeedback]}, nil
	case "cocite":
		return [channels]float64{chCocite: 1}, nil
	case "coupling":
		return [channels]float64{chCoupling: 1}, nil
	case "direct":
		return [channels]float64{chCited: 1, chCiting: 1}, nil
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
		return nil, fmt.Errorf("related: results from %d to %d are asked for, the limit is %d", req.Offset, req.Offset+req.N, maxWindow)
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
	res := &Results{Hits: []Hit{}}
	if len(req.Seeds) > maxSeeds {
		res.Warnings = append(res.Warnings, query.Warning{Msg: fmt.Sprintf("the first %d of %d works are taken", maxSeeds, len(req.Seeds))})
		req.Seeds = req.Seeds[:maxSeeds]
	}
	f, err := ix.relate(ctx, req)
	if err != nil {
		return nil, err
	}
	all := req
	all.N, all.Offset = len(f.cand), 0
	list := f.ranking(all)
	res.Total = len(list)
	ranks := f.channelRanks()
	for i, s := range list[min(req.Offset, len(list)):min(req.Offset+req.N, len(list))] {
		h, err := ix.hit(kindWork, s.n)
		if err != nil {
			return nil, err
		}
		h.Rank, h.Score = req.Offset+i+1, float64(s.score)
		if h.Why, err = f.reasons(s.n, ranks, req.Why); err != nil {
			return nil, err
		}
		res.Hits = append(res.Hits, *h)
	}
	res.Plan = f.plan()
	res.Caveat = f.caveat()
	return res, nil
}
