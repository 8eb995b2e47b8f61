package index

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// channel numbers the evidence that speaks for a work.
type channel int

const (
	chText   channel = iota // words of the request
	chCited                 // cited by the works that match
	chReader                // cited by the works that match and cite what matches
	chCiting                // cites them
	chCoupling
	chCocite
	chWalk
	chSaid // words of those who cite it
	chAuthor
	chExpert  // by those who wrote several of what the words match
	chVenue   // in journals of the same
	chReader2 // the same from the best of a first ranking
	chCocite2
	channels
)

// channelNames are the names under which channels are explained; two sides of
// one kind of evidence have one name.
var channelNames = [channels]string{"text", "direct", "direct", "direct", "coupling", "cocite", "ppr", "citers", "author", "author", "journal", "direct", "cocite"}

// tuning are the parameters of the fusion: one set for all libraries. They
// were learnt on two graphs, one with a citation for each work and one with
// five, by coordinate ascent (see the package's comment for the folds).
type tuning struct {
	pool      int     // works of the first search that evidence starts from
	citing    int     // works with references, found by their whole text, that vote by these
	matches   int     // works of the first search that tell what a work with references is about
	readings  int     // works of the first ranking that do
	second    int     // works of the first ranking that the second round starts from
	power     float64 // of a member's score relative to the first
	experts   int     // works of the first search whose authors count as experts
	thin      float64 // members for half of a vote's weight
	thin2     float64 // in the second round
	thinWords float64 // citers with a word of the request for half of what they say
	agree     float64 // power of the agreement of the votes
	citers    float64 // citers of a member for half of the weight of co-citation
	w         [channels]float64
}

var tuned = tuning{pool: 20, citing: 60, matches: 500, readings: 30, experts: 100, second: 10, power: 2, thin: 1.1, thin2: .5, thinWords: 3, agree: .7, citers: 3,
	w: [channels]float64{chText: 1, chCited: 2, chReader: 2, chCiting: 1.3, chCoupling: 3.8, chCocite: 5.6, chWalk: .5, chSaid: 120,
		chAuthor: .18, chExpert: .8, chVenue: .5, chReader2: 2, chCocite2: 1.75}}

// fusion is what all channels say, before it becomes a list.
type fusion struct {
	ix      *Index
	p       tuning
	w       [channels]float64
	support []support // the seeds, or the best matches
	citing  []support // the seeds, or the best matches with references
	seeds   map[uint32]bool
	out     map[uint32]bool // no answers, whatever speaks for them
	forms   map[string]bool // words of the request in all their forms

	cand     []uint32
	row      []uint32 // by work: where it stands among the candidates, from 1
	features [][channels]float64

	text, full          *textScores // full is nil where works are given
	words               *wordSets   // nil too
	first               float64
	agreement           float64 // of the votes of what matches
	trustVotes, trustIn float64 // how far citations of this graph can be believed here
	votes               [channels]votes
	polls               [2]*poll // of the two that work at the same time
	authors             map[uint32]float64
	experts             *experts
}

// relate gathers the evidence for a request.
func (ix *Index) relate(ctx context.Context, req RelatedRequest) (*fusion, error) {
	return ix.relateWith(ctx, req, tuned)
}

func (ix *Index) relateWith(ctx context.Context, req RelatedRequest, p tuning) (*fusion, error) {
	w, err := weights(req.Method, p.w)
	if err != nil {
		return nil, err
	}
	n := ix.size(kindWork)
	f := &fusion{ix: ix, p: p, w: w, row: make([]uint32, n), polls: [2]*poll{newPoll(n), newPoll(n)}, seeds: map[uint32]bool{}, out: map[uint32]bool{}, forms: map[string]bool{}}
	for _, n := range req.Exclude {
		f.out[n] = true
	}
	if err := f.search(ctx, req); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := f.gather(); err != nil {
		return nil, err
	}
	if f.w[chReader2]+f.w[chCocite2] > 0 {
		if err := f.again(); err != nil {
			return nil, err
		}
	}
	return f, ctx.Err()
}

// search finds what the words of the request, or of the seeds' titles, match,
// and from what the evidence starts.
func (f *fusion) search(ctx context.Context, req RelatedRequest) error {
	ix, p := f.ix, &f.p
	text := req.Terms
	for _, s := range req.Seeds {
		f.seeds[s] = true
		w, err := ix.g.Work(s)
		if err != nil {
			return fmt.Errorf("work %d: %w", s, err)
		}
		text += "\n" + w.CSL.Title
		f.support = append(f.support, support{s, 1})
	}
	n := ix.size(kindWork)
	q := plainQuery(text)
	f.text = newTextScores(n)
	near := func() error { return ix.addText(ctx, q, relatedFields, f.text, f.forms, nil) }
	f.citing = f.support
	if len(req.Seeds) > 0 {
		return near()
	}
	f.full = newTextScores(n)
	if f.w[chSaid] > 0 {
		f.words = newWordSets(n)
	}
	whole := func() error { return ix.addText(ctx, q, fullFields, f.full, nil, f.words) }
	if err := both(near, whole); err != nil {
		return err
	}
	f.support = weigh(f.text.best(p.pool), p.power)
	f.citing = weigh(f.full.bestOf(p.citing, func(n uint32) bool { return ix.works.refs.at(n) > 0 }), p.power)
	return nil
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
func (f *fusion) gather() error {
	ix := f.ix
	texts := f.text.best(1000)
	if err := both(func() error { return f.links(texts) }, func() error { // of equal cost
		f.votes[chCocite] = ix.cocitation(f.polls[1], f.support)
		f.votes[chCoupling] = ix.coupling(f.polls[1], f.support)
		return nil
	}); err != nil {
		return err
	}
	f.trustIn = f.density()
	f.agreement = f.votes[chCited].agreement()
	f.trustVotes = math.Pow(f.agreement+.02, f.p.agree)
	if len(f.seeds) > 0 {
		f.trustVotes = f.trustIn
	}
	if f.w[chText] == 0 { // one kind of evidence was asked for, however thin
		f.trustIn, f.trustVotes = 1, 1
	}
	f.first = float64(f.text.first())
	f.authors, _ = ix.company(f.support)
	f.experts = ix.experts(weigh(texts[:min(len(texts), f.p.experts)], f.p.power))
	for _, s := range texts {
		f.admit(s.n)
	}
	for _, v := range append(f.votes[:], f.experts.works(f.polls[0])) {
		f.admit(v.first(500)...)
	}
	return f.fill()
}

// links are the votes of the first round, but for co-citation and coupling.
func (f *fusion) links(texts []scored) error {
	ix, t := f.ix, f.polls[0]
	f.votes[chCited], f.votes[chCiting] = ix.cited(t, f.citing), ix.citing(t, f.support)
	start := f.support
	if len(f.seeds) == 0 {
		f.votes[chReader] = ix.cited(t, f.readers(weigh(texts[:min(len(texts), f.p.matches)], f.p.power), .5))
		start = append(slices.Clone(start), f.citing[:min(len(f.citing), f.p.pool)]...)
	}
	f.votes[chWalk] = ix.walk(t, start, 3)
	return nil
}

// density tells how far co-citation can be believed: the more citers the
// members of the support have beyond one, and the more sentences in which they
// are cited, the further.
func (f *fusion) density() float64 {
	var weight, citers float64
	for _, s := range f.support {
		weight += s.weight
		n := max(0, float64(f.ix.works.in.size(s.n)-1)) + float64(f.ix.works.ctx.size(s.n))/2
		citers += s.weight * min(50, n)
	}
	m := citers / (weight + 1e-9)
	return m / (m + f.p.citers)
}

// admit makes candidates of works that are none yet.
func (f *fusion) admit(works ...uint32) {
	for _, n := range works {
		if f.row[n] == 0 {
			f.cand = append(f.cand, n)
			f.row[n] = uint32(len(f.cand))
		}
	}
}

// fill makes the rows of the candidates that have none yet.
func (f *fusion) fill() error {
	from := len(f.features)
	f.features = append(f.features, make([][channels]float64, len(f.cand)-from)...)
	f.pour(chCited, f.votes[chCited], from, f.trustVotes, f.p.thin)
	f.pour(chReader, f.votes[chReader], from, f.trustVotes, f.p.thin)
	f.pour(chCocite, f.votes[chCocite], from, f.trustIn, f.p.thin)
	for _, c := range []channel{chCiting, chCoupling, chWalk} {
		f.pour(c, f.votes[c], from, f.trustIn, 0)
	}
	half := (from + len(f.cand)) / 2
	return both(func() error { f.rows(from, half); return nil }, func() error { f.rows(half, len(f.cand)); return nil })
}

// pour writes the votes of a channel into the rows from one on.
func (f *fusion) pour(c channel, v votes, from int, trust, thin float64) {
	for _, x := range v {
		if r := int(f.row[x.n]); r > from {
			f.features[r-1][c] = trust * x.value(thin)
		}
	}
}

// rows are the channels that are no votes, of some candidates.
func (f *fusion) rows(from, to int) {
	for i, n := range f.cand[from:to] {
		r := &f.features[from+i]
		r[chText] = float64(f.text.score[n]) / f.first
		r[chSaid] = f.trustIn * f.agreement * f.said(n)
		r[chAuthor] = f.ix.known(n, f.authors)
		r[chExpert] = (1 - f.trustIn) * f.experts.author(n)
		r[chVenue] = (1 - f.trustIn) * f.experts.journal(n)
	}
}

// again is the second round: from the best of a first ranking and the seeds.
func (f *fusion) again() error {
	first := f.ranking(RelatedRequest{N: f.p.readings})
	sup := weigh(first[:min(len(first), f.p.second)], 1)
	if len(f.seeds) > 0 {
		sup = append(sup, f.support...)
	}
	var cited, cocited votes
	if err := both(func() error {
		if len(f.seeds) == 0 {
			cited = f.ix.cited(f.polls[0], f.readers(weigh(first, 1), 1))
		}
		return nil
	}, func() error {
		cocited = f.ix.cocitation(f.polls[1], sup)
		return nil
	}); err != nil {
		return err
	}
	f.admit(cited.first(400)...)
	f.admit(cocited.first(400)...)
	if err := f.fill(); err != nil {
		return err
	}
	f.pour(chReader2, cited, 0, f.trustIn, f.p.thin)
	f.pour(chCocite2, cocited, 0, f.trustIn, f.p.thin2)
	return nil
}

// readers are the works whose references say most, by their own text and by
// how much of what they cite is near: a work that matches and cites what
// matches is about the same. share is the weight of the second. Seeds have none:
// what their citers cite is co-citation already.
func (f *fusion) readers(near []support, share float64) []support {
	ix, t := f.ix, f.polls[0]
	for _, s := range near {
		in := ix.works.in.of(s.n)
		for i := range uint32(min(in.len(), maxFan)) {
			t.raise(in.at(i), s.weight)
		}
	}
	most := float32(1e-9)
	for _, d := range t.touched {
		t.at[d].sum /= float32(math.Sqrt(float64(ix.works.out.size(d) + 3)))
		most = max(most, t.at[d].sum)
	}
	own := f.full.first()
	h := heap{n: f.p.citing, less: higher}
	for _, d := range t.touched {
		h.offer(scored{d, f.full.score[d]/own + float32(share)*t.at[d].sum/most})
	}
	for _, s := range f.citing {
		if t.at[s.n].sum == 0 {
			h.offer(scored{s.n, f.full.score[s.n] / own})
		}
	}
	t.empty()
	slices.SortFunc(h.items, compareScored)
	return weigh(h.items, f.p.power)
}

// total is the score of a row.
func (f *fusion) total(r *[channels]float64) float64 {
	s := 0.0
	for c := range channels {
		s += f.w[c] * r[c]
	}
	return s
}
