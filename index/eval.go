package index

import (
	"context"
	"fmt"
	"strings"

	"citegraph/index/query"
)

// evaluator answers one query: it turns clauses into sets of nodes of one
// kind, and adds the scores of those that are text.
//
// Every clause has kinds of its own (a title is of a work, a sentence cites
// works); where the query asks for another kind, its set is lifted: authors of
// the works, works of the journals, sentences of the citing works.
type evaluator struct {
	ctx   context.Context
	ix    *Index
	kind  kind
	score []float32       // by number, for e.kind; nil until something scores
	acc   accumulator     //
	terms map[string]bool // words matched, for highlighting
	notes []query.Warning
	plan  []string
	depth int
	links int // followed so far by relations that take two steps
	quiet int // > 0 inside NOT and operands: nothing scores
}

func newEvaluator(ctx context.Context, ix *Index, k kind) *evaluator {
	return &evaluator{ctx: ctx, ix: ix, kind: k, terms: map[string]bool{}}
}

// planMax bounds the lines of a plan.
const planMax = 200

// eval is the set of nodes of kind k that n holds for.
func (e *evaluator) eval(n query.Node, k kind) (bitset, error) {
	if err := e.ctx.Err(); err != nil {
		return nil, err
	}
	line := len(e.plan)
	if line < planMax {
		e.plan = append(e.plan, "")
	}
	e.depth++
	b, note, err := e.clause(n, k)
	e.depth--
	if err == nil && line < planMax {
		text := n.String()
		if len(text) > 120 {
			text = text[:120] + "…"
		}
		e.plan[line] = fmt.Sprintf("%s%s: %d %ss%s", strings.Repeat("  ", e.depth), text, b.count(), k, note)
	}
	return b, err
}

func (k kind) String() string {
	return [...]string{"work", "sentence", "author", "journal"}[k]
}

func (e *evaluator) clause(n query.Node, k kind) (b bitset, note string, err error) {
	switch n := n.(type) {
	case *query.And:
		return e.and(n.Kids, k)
	case *query.Or:
		b = newBitset(e.ix.size(k))
		for _, kid := range n.Kids {
			x, err := e.eval(kid, k)
			if err != nil {
				return nil, "", err
			}
			b.or(x)
		}
		return b, "", nil
	case *query.Not:
		e.quiet++
		b, err = e.eval(n.Kid, k)
		e.quiet--
		if err != nil {
			return nil, "", err
		}
		return b.not(e.ix.size(k)), "", nil
	case *query.Term:
		return e.term(n, k)
	case *query.Range:
		return e.lifted(e.numbers(n, k))(k)
	case *query.Exact:
		return e.lifted(e.exact(n, k))(k)
	case *query.Flag:
		return e.lifted(e.flag(n.Name))(k)
	case *query.Has:
		return e.lifted(e.flag("has:" + n.Field))(k)
	case *query.Rel:
		return e.lifted(e.relation(n, k))(k)
	}
	return nil, "", fmt.Errorf("clause of unknown kind %T", n)
}

// found is a set with the kind it is of.
type found struct {
	set  bitset
	kind kind
}

// lifted brings what was found to the kind that is asked for.
func (e *evaluator) lifted(f found, err error) func(kind) (bitset, string, error) {
	return func(k kind) (bitset, string, error) {
		if err != nil {
			return nil, "", err
		}
		if f.kind == k {
			return f.set, "", nil
		}
		return e.ix.lift(f.set, f.kind, k), fmt.Sprintf(" (of %d %ss)", f.set.count(), f.kind), nil
	}
}

// and intersects. Small words decide nothing where others do.
func (e *evaluator) and(kids []query.Node, k kind) (bitset, string, error) {
	var insist []query.Node
	var passed []string
	for _, n := range kids {
		if smallWord(n) {
			passed = append(passed, n.(*query.Term).Value)
			continue
		}
		insist = append(insist, n)
	}
	if len(insist) == 0 {
		insist, passed = kids, nil
	}
	var b bitset
	for _, n := range insist {
		x, err := e.eval(n, k)
		if err != nil {
			return nil, "", err
		}
		if b == nil {
			b = x
		} else {
			b.and(x)
		}
	}
	note := ""
	if len(passed) > 0 {
		note = ", small words passed over: " + strings.Join(passed, " ")
	}
	return b, note, nil
}

// smallWord tells a bare word that decides nothing.
func smallWord(n query.Node) bool {
	t, ok := n.(*query.Term)
	return ok && t.Field == "" && t.Kind == query.Word && stopSet[strings.ToLower(t.Value)]
}

// warn adds a note on a clause.
func (e *evaluator) warn(pos int, format string, args ...any) {
	w := query.Warning{Pos: pos, Msg: fmt.Sprintf(format, args...)}
	for _, x := range e.notes {
		if x == w {
			return
		}
	}
	e.notes = append(e.notes, w)
}

// scores reports whether a clause of kind k adds to the score now.
func (e *evaluator) scores(k kind) bool { return e.quiet == 0 && k == e.kind }

func (e *evaluator) addScore(i uint32, x float32) {
	if e.score == nil {
		e.score = make([]float32, e.ix.size(e.kind))
	}
	e.score[i] += x
}
