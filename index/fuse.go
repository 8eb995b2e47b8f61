package index

import (
	"context"
	"fmt"
	"math"
	"slices"

	"citegraph/graph"
)

// channel numbers the evidence that speaks for a work.
type channel int

const (
	chText     channel = iota // words of the request
	chFeedback                // words of the works that match it best
	chCited                   // cited by the works that match
	chCiting                  // cites them
	chCoupling
	chCocite
	chWalk
	chAuthor
	chJournal
	chCited2 // the same from the best of a first ranking
	chCocite2
	chAuthor2
	channels
)

// channelNames are the names under which channels are explained; two sides of
// one kind of evidence have one name.
var channelNames = [channels]string{"text", "text", "direct", "direct", "coupling", "cocite", "ppr", "author", "journal", "direct", "cocite", "author"}

// tuning are the parameters of the fusion: one set for all libraries. They
// were learnt on two graphs, one with a citation for each work and one with
// five, by coordinate ascent (see TestRelatedEval for the folds).
type tuning struct {
	pool     int     // works of the first search that evidence starts from
	citing   int     // works with references, found by their whole text, that vote by these
	second   int     // works of the first ranking that the second round starts from
	power    float64 // of a member's score relative to the first
	feedback int     // works that the second text query is made of
	terms    int     // words of it
	thin     float64 // members for half of a vote's weight
	thin2    float64 // in the second round
	agree    float64 // power of the agreement of the votes
	citers   float64 // citers of a member for half of the weight of co-citation
	w        [channels]float64
}

var tuned = tuning{pool: 20, citing: 60, second: 10, power: 2, feedback: 10, terms: 25, thin: 1.1, thin2: .9, agree: .5, citers: 2.5,
	w: [channels]float64{chText: 1, chFeedback: .19, chCited: 4.4, chCiting: 1.3, chCoupling: 2.4, chCocite: 5.6, chWalk: .37,
		chAuthor: .1, chJournal: .09, chCited2: .77, chCocite2: 1.25, chAuthor2: .18}}

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
	works   map[uint32]*graph.Work

	cand     []uint32
	row      map[uint32]int // of a candidate
	features [][channels]float64

	text, fb            *textScores
	first, firstFb      float64
	trustVotes, trustIn float64 // how far citations of this graph can be believed here
	votes               [channels]*votes
	authors             map[uint32]float64
	journals            map[uint32]float64
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

// relate gathers the evidence for a request.
func (ix *Index) relate(ctx context.Context, req RelatedRequest) (*fusion, error) {
	return ix.relateWith(ctx, req, tuned)
}

func (ix *Index) relateWith(ctx context.Context, req RelatedRequest, p tuning) (*fusion, error) {
	w, err := weights(req.Method, p.w)
	if err != nil {
		return nil, err
	}
	f := &fusion{ix: ix, p: p, w: w, seeds: map[uint32]bool{}, out: map[uint32]bool{}, forms: map[string]bool{}, row: map[uint32]int{}, works: map[uint32]*graph.Work{}}
	for _, n := range req.Exclude {
		f.out[n] = true
	}
	if err := f.search(ctx, req); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f.gather()
	if f.w[chCited2]+f.w[chCocite2]+f.w[chAuthor2] > 0 {
		f.again()
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
		w, err := f.work(s)
		if err != nil {
			return err
		}
		text += "\n" + w.CSL.Title
		f.support = append(f.support, support{s, 1})
	}
	n := ix.size(kindWork)
	q := plainQuery(text)
	var acc accumulator
	f.text, f.fb = newTextScores(n), newTextScores(n)
	if err := ix.addText(ctx, q, relatedFields, &acc, f.text, f.forms); err != nil {
		return err
	}
	top := f.text.best(max(p.pool, p.feedback))
	f.citing = f.support
	if len(req.Seeds) == 0 {
		full := newTextScores(n)
		if err := ix.addText(ctx, q, fullFields, &acc, full, nil); err != nil {
			return err
		}
		f.support = weigh(top[:min(p.pool, len(top))], p.power)
		f.citing = weigh(full.bestOf(p.citing, func(n uint32) bool { return ix.works.refs.at(n) > 0 }), p.power)
	}
	if f.w[chFeedback] == 0 || len(top) == 0 {
		return nil
	}
	fq, err := ix.feedback(top[:min(p.feedback, len(top))], p.terms, f.work)
	if err != nil {
		return err
	}
	return ix.addText(ctx, fq, relatedFields, &acc, f.fb, nil)
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
func (f *fusion) gather() {
	ix := f.ix
	f.votes[chCited], f.votes[chCiting] = ix.cited(f.citing), ix.citing(f.support)
	f.votes[chCoupling], f.votes[chCocite] = ix.coupling(f.support), ix.cocitation(f.support)
	start := f.support
	if len(f.seeds) == 0 {
		start = append(slices.Clone(start), f.citing[:min(len(f.citing), f.p.pool)]...)
	}
	f.votes[chWalk] = ix.walk(start, 3)
	f.trustIn = f.density()
	f.trustVotes = math.Pow(f.votes[chCited].agreement()+.02, f.p.agree)
	if len(f.seeds) > 0 {
		f.trustVotes = f.trustIn
	}
	if f.w[chText] == 0 { // one kind of evidence was asked for, however thin
		f.trustIn, f.trustVotes = 1, 1
	}
	texts, fbs := f.text.best(1000), f.fb.best(500)
	f.first, f.firstFb = 1, 1
	if len(texts) > 0 {
		f.first = float64(texts[0].score)
	}
	if len(fbs) > 0 {
		f.firstFb = float64(fbs[0].score)
	}
	f.authors, f.journals = ix.company(f.support)
	for _, s := range texts {
		f.candidate(s.n)
	}
	for _, s := range fbs {
		f.candidate(s.n)
	}
	for _, v := range f.votes {
		if v != nil {
			for _, n := range v.first(500) {
				f.candidate(n)
			}
		}
	}
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

// company are the authors and journals of a support.
func (ix *Index) company(sup []support) (authors, journals map[uint32]float64) {
	authors, journals = map[uint32]float64{}, map[uint32]float64{}
	for _, s := range sup {
		l := ix.works.authors.of(s.n)
		for i := range uint32(l.len()) {
			authors[l.at(i)] += s.weight
		}
		if j := ix.works.journal.at(s.n); j != graph.None {
			journals[j] += s.weight
		}
	}
	return authors, journals
}

// known sums what the authors of a work are worth.
func (ix *Index) known(n uint32, authors map[uint32]float64) float64 {
	x := 0.0
	l := ix.works.authors.of(n)
	for i := range uint32(l.len()) {
		x += authors[l.at(i)]
	}
	return math.Log1p(x)
}

// candidate adds a row of the table.
func (f *fusion) candidate(n uint32) {
	if _, ok := f.row[n]; ok {
		return
	}
	f.row[n] = len(f.cand)
	f.cand = append(f.cand, n)
	r := [channels]float64{}
	r[chText], r[chFeedback] = float64(f.text.score[n])/f.first, float64(f.fb.score[n])/f.firstFb
	r[chCited] = f.trustVotes * f.votes[chCited].value(n, f.p.thin)
	r[chCocite] = f.trustIn * f.votes[chCocite].value(n, f.p.thin)
	for _, c := range []channel{chCiting, chCoupling, chWalk} {
		r[c] = f.trustIn * f.votes[c].value(n, 0)
	}
	r[chAuthor] = f.ix.known(n, f.authors)
	if j := f.ix.works.journal.at(n); j != graph.None {
		r[chJournal] = math.Log1p(f.journals[j])
	}
	f.features = append(f.features, r)
}

// again is the second round: from the best of a first ranking and the seeds.
func (f *fusion) again() {
	top := f.ranking(RelatedRequest{N: f.p.second})
	sup := weigh(top, 1)
	if len(f.seeds) > 0 {
		sup = append(sup, f.support...)
	}
	cited, cocited := f.ix.cited(sup), f.ix.cocitation(sup)
	authors, _ := f.ix.company(sup)
	for _, v := range []*votes{cited, cocited} {
		for _, n := range v.first(400) {
			f.candidate(n)
		}
	}
	for i, n := range f.cand {
		r := &f.features[i]
		r[chCited2] = f.trustIn * cited.value(n, f.p.thin2)
		r[chCocite2] = f.trustIn * cocited.value(n, f.p.thin2)
		r[chAuthor2] = f.ix.known(n, authors)
	}
}

// total is the score of a row.
func (f *fusion) total(r *[channels]float64) float64 {
	s := 0.0
	for c := range channels {
		s += f.w[c] * r[c]
	}
	return s
}
