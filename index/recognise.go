package index

import (
	"context"
	"fmt"
	"strings"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/graph/match"
)

// Recognised says which work of the library a reference is.
type Recognised struct {
	Work    uint32  // or graph.None
	Reason  string  // what agrees: "doi+title", "locator", …
	P       float64 // of being that work
	Perhaps uint32  // where Work is none: a work that it may be, or graph.None
}

// maxCandidates is how many works a reference is compared with.
const maxCandidates = 8

// Recognise finds the works that references are, as the graph would resolve
// them if their document were in the library; nothing is stored. Identifiers
// lead to candidates, then the words of the title, then volume and page; the
// comparison is that of [match.Resolve]. The result is parallel to refs.
func (ix *Index) Recognise(ctx context.Context, refs []corpus.Reference) ([]Recognised, error) {
	out := make([]Recognised, len(refs))
	err := protect(func() error {
		r := recogniser{ctx: ctx, ix: ix, score: newTextScores(ix.size(kindWork)), posts: map[string][]uint32{}}
		for i := range refs {
			if err := ctx.Err(); err != nil {
				return err
			}
			var err error
			if out[i], err = r.one(&refs[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("recognise references: %w", err)
	}
	return out, nil
}

type recogniser struct {
	ctx   context.Context
	ix    *Index
	acc   accumulator
	score *textScores
	posts map[string][]uint32 // works by word of the title; lists share their subjects' words
}

func (r *recogniser) one(ref *corpus.Reference) (Recognised, error) {
	none := Recognised{Work: graph.None, Perhaps: graph.None}
	cands := r.named(&ref.CSL)
	byTitle, err := r.titled(ref.CSL.Title)
	if err != nil {
		return none, err
	}
	byPlace, err := r.placed(&ref.CSL)
	if err != nil {
		return none, err
	}
	cands = distinct(append(append(cands, byTitle...), byPlace...))
	if len(cands) == 0 {
		return none, nil
	}
	items := []match.Item{{Work: &ref.CSL, Pages: graph.FirstPages(ref.Hypotheses["page"])}}
	for _, n := range cands {
		w, err := r.ix.g.Work(n)
		if err != nil {
			return none, fmt.Errorf("work %d: %w", n, err)
		}
		items = append(items, match.Item{Work: &w.CSL, Pages: graph.FirstPages(w.Hypotheses["page"])})
	}
	res, err := match.Resolve(r.ctx, items, nil)
	if err != nil {
		return none, err
	}
	return chosen(items, cands, res), nil
}

// chosen reads the outcome: the first item is the reference. Where works that
// the library keeps apart came together with it, the most alike is taken.
func chosen(items []match.Item, cands []uint32, res *match.Result) Recognised {
	out := Recognised{Work: graph.None, Perhaps: graph.None}
	best := -1.0
	for i, n := range cands {
		if res.Of[i+1] != res.Of[0] {
			continue
		}
		if v := match.Compare(&items[0], &items[i+1]); v.P > best {
			best = v.P
			out.Work, out.Reason, out.P = n, v.Reason, max(v.P, float64(res.P[0]))
		}
	}
	if out.Work != graph.None {
		return out
	}
	for _, d := range res.Doubts { // most probable first
		if d.A == 0 || d.B == 0 {
			out.Perhaps, out.Reason, out.P = cands[max(d.A, d.B)-1], d.Reason, d.P
			break
		}
	}
	return out
}

// named are the works under the identifiers of a reference.
func (r *recogniser) named(w *corpus.Work) []uint32 {
	var out []uint32
	for _, s := range graph.Identifiers(w) {
		if n, err := r.ix.g.Lookup(s); err == nil && int(n) < r.ix.size(kindWork) {
			out = append(out, n)
		}
	}
	return out
}

// maxTitleWords bounds the words of a title that are looked up.
const maxTitleWords = 16

// titled are the works whose titles share the most with a title: as sums of
// what its words are worth.
func (r *recogniser) titled(title string) ([]uint32, error) {
	ws := plainQuery(title).words
	for _, n := range r.score.touched {
		r.score.score[n] = 0
	}
	r.score.touched = r.score.touched[:0]
	size := r.ix.size(kindWork)
	for _, w := range ws[:min(len(ws), maxTitleWords)] {
		list, ok := r.posts[w]
		if !ok {
			r.acc.reset(size)
			if err := r.ix.postings(r.ctx, kindWork, weighted{fTitle, 1, 0}, w, &r.acc); err != nil {
				return nil, err
			}
			list = append(list, r.acc.touched...)
			r.posts[w] = list
		}
		x := idf(size, len(list))
		for _, n := range list {
			if r.score.score[n] == 0 {
				r.score.touched = append(r.score.touched, n)
			}
			r.score.score[n] += x
		}
	}
	var out []uint32
	for _, s := range r.score.best(maxCandidates) {
		out = append(out, s.n)
	}
	return out, nil
}

// placed are the works at the volume and page of a reference.
func (r *recogniser) placed(w *corpus.Work) ([]uint32, error) {
	if w.Volume == "" || w.Page == "" {
		return nil, nil
	}
	e := newEvaluator(r.ctx, r.ix, kindWork)
	pages := pageTerms(w.Page) // the first page last
	set, err := e.wholeTerm(fPage, pages[len(pages)-1], kindWork)
	if err != nil {
		return nil, err
	}
	volume, err := e.wholeTerm(fVolume, strings.ToLower(w.Volume), kindWork)
	if err != nil {
		return nil, err
	}
	var out []uint32
	set.and(volume).each(func(n uint32) bool {
		out = append(out, n)
		return len(out) < 4*maxCandidates
	})
	return out, nil
}

// distinct leaves the first of equal numbers.
func distinct(ns []uint32) []uint32 {
	seen := map[uint32]bool{}
	out := ns[:0]
	for _, n := range ns {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}
