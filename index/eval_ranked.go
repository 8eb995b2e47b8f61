package index

import (
	"fmt"
	"strconv"
	"strings"

	"citegraph/index/query"
)

// maxOperand is how many works a ranking inside a query starts from.
const maxOperand = 50

// rankedScale is the score of the first of a ranking that stands inside a
// query, of the order of a good word's.
const rankedScale = 10

// ranked is the set of a clause that cuts a ranking, and scores it by that.
func (e *evaluator) ranked(r *query.Rel, k kind) (found, error) {
	var hits []scored
	of := kindWork
	var err error
	if r.Name == "topn" {
		of = k
		hits, err = e.topN(r, k)
	} else {
		hits, err = e.relatedTo(r)
	}
	if err != nil {
		return found{}, err
	}
	set := newBitset(e.ix.size(of))
	for _, h := range hits {
		set.set(h.n)
		if e.scores(of) && hits[0].score > 0 {
			e.addScore(h.n, rankedScale*h.score/hits[0].score)
		}
	}
	return found{set, of}, nil
}

func (e *evaluator) topN(r *query.Rel, k kind) ([]scored, error) {
	sub := newEvaluator(e.ctx, e.ix, k)
	set, err := sub.eval(r.Q, k)
	e.adopt(sub)
	if err != nil {
		return nil, err
	}
	return sub.top(set, r.Opt("sort", "relevance"), r.Arg, true), nil
}

// adopt takes over what a subordinate evaluator has to say and has spent.
func (e *evaluator) adopt(sub *evaluator) {
	e.notes = append(e.notes, sub.notes...)
	e.links += sub.links
	for _, l := range sub.plan {
		if len(e.plan) < planMax {
			e.plan = append(e.plan, strings.Repeat("  ", e.depth)+l)
		}
	}
}

// relatedTo ranks works by their relation to an operand: plain words are
// search terms, anything else names seeds.
func (e *evaluator) relatedTo(r *query.Rel) ([]scored, error) {
	n, err := strconv.Atoi(r.Opt("n", "100"))
	if err != nil {
		return nil, fmt.Errorf("option n of %s: %w", r.Name, err)
	}
	req := RelatedRequest{N: n, Method: r.Opt("method", "fused")}
	if r.Name == "similar" {
		req.Method = "text"
	}
	if terms, ok := plainTerms(r.Q); ok {
		req.Terms = terms
	} else {
		sub := newEvaluator(e.ctx, e.ix, kindWork)
		set, err := sub.eval(r.Q, kindWork)
		e.adopt(sub)
		if err != nil {
			return nil, err
		}
		for _, h := range sub.top(set, "relevance", maxOperand, true) {
			req.Seeds = append(req.Seeds, h.n)
		}
		if total := set.count(); total > maxOperand {
			e.warn(r.Pos, "%s takes the first %d of %d works", r.Name, maxOperand, total)
		}
		if len(req.Seeds) == 0 {
			return nil, nil
		}
	}
	f, err := e.ix.relate(e.ctx, req)
	if err != nil {
		return nil, err
	}
	return f.ranking(req), nil
}

// plainTerms is the text of a query that is nothing but words and phrases.
func plainTerms(n query.Node) (string, bool) {
	var parts []string
	plain := true
	query.Walk(n, func(n query.Node) bool {
		switch n := n.(type) {
		case *query.And:
		case *query.Term:
			if n.Field != "" || n.Kind != query.Word && n.Kind != query.Phrase {
				plain = false
			}
			parts = append(parts, n.Value)
		default:
			plain = false
		}
		return plain
	})
	return strings.Join(parts, " "), plain && len(parts) > 0
}
