package index

import (
	"context"
	"fmt"
	"strings"

	"citegraph/index/query"
)

// maxWindow is how deep a result list can be paged.
const maxWindow = 10_000

// Search answers a query. An error that is [ErrTooBroad] or [ErrDamaged] says
// so; an unknown sort, facet or a window beyond 10,000 is an error too.
func (ix *Index) Search(ctx context.Context, q *query.Query, opt SearchOptions) (*Results, error) {
	if opt.N == 0 {
		opt.N = 20
	}
	if opt.N < 0 {
		opt.N = 0
	}
	if opt.Offset < 0 || opt.N > maxWindow || opt.Offset > maxWindow-opt.N {
		return nil, fmt.Errorf("%w: results from %d to %d are asked for, the limit is %d", ErrTooBroad, opt.Offset, opt.Offset+opt.N, maxWindow)
	}
	if err := checkOptions(opt); err != nil {
		return nil, err
	}
	t := opt.Type
	if t == "" {
		t = q.Type
	}
	if t == "" {
		t = query.Works
	}
	var res *Results
	err := protect(func() (err error) {
		if t == query.All {
			res, err = ix.searchAll(ctx, q, opt)
		} else {
			res, err = ix.searchKind(ctx, q, kindOf(t), opt)
		}
		if err == nil && (res.Total == 0 || res.Relaxed != nil) {
			s := newEvaluator(ctx, ix, kindOf(t)).suggest(q)
			res.DidYouMean, res.Would = s.query, s.total
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	shown := *q
	shown.Type = t
	if t == query.Works && q.Type == "" {
		shown.Type = ""
	}
	res.Canonical = shown.String()
	return res, nil
}

func checkOptions(opt SearchOptions) error {
	if opt.Type != "" {
		if err := oneOf("type", string(opt.Type), query.FieldValues("type")); err != nil {
			return err
		}
	}
	if opt.Sort != "" {
		if err := oneOf("sort", opt.Sort, query.Sorts); err != nil {
			return err
		}
	}
	for _, f := range opt.Facets {
		if err := oneOf("facet", f, Facets); err != nil {
			return err
		}
	}
	return nil
}

func oneOf(what, v string, list []string) error {
	for _, x := range list {
		if x == v {
			return nil
		}
	}
	return fmt.Errorf("%w: there is no %s %q; there are: %s", ErrOption, what, v, strings.Join(list, ", "))
}

func kindOf(t query.Type) kind {
	switch t {
	case query.Authors:
		return kindAuthor
	case query.Journals:
		return kindJournal
	case query.Contexts:
		return kindContext
	}
	return kindWork
}

func (k kind) result() query.Type {
	return [...]query.Type{query.Works, query.Contexts, query.Authors, query.Journals}[k]
}

// searchKind answers for one kind of node.
func (ix *Index) searchKind(ctx context.Context, q *query.Query, k kind, opt SearchOptions) (*Results, error) {
	e := newEvaluator(ctx, ix, k)
	var set bitset
	var err error
	if q.Root == nil {
		set = newBitset(ix.size(k)).not(ix.size(k))
	} else if set, err = e.eval(q.Root, k); err != nil {
		return nil, err
	}
	exact := e.exactFirst(q, set, opt.First)
	var loose *relaxation
	if opt.Lenient && set.count() == 0 {
		wider, r, err := e.relax(q)
		if err != nil {
			return nil, err
		}
		if r != nil {
			set, loose = wider, r
		}
	}
	res := &Results{Total: set.count(), Warnings: e.notes, Plan: strings.Join(e.plan, "\n"), Hits: []Hit{}}
	if loose != nil {
		res.Relaxed = loose.note()
	}
	sort := opt.Sort
	if sort == "" {
		sort = "relevance"
	}
	top := e.top(set, sort, opt.Offset+opt.N, !opt.NoPrior)
	for i, s := range top[min(opt.Offset, len(top)):] {
		h, err := ix.hit(k, s.n)
		if err != nil {
			return nil, err
		}
		h.Rank, h.Score = opt.Offset+i+1, float64(s.score)
		if err := e.explain(h, exact[s.n], opt); err != nil {
			return nil, err
		}
		if loose != nil {
			h.Lacks = loose.lacks(s.n)
		}
		res.Hits = append(res.Hits, *h)
	}
	if res.Facets, err = e.facets(set, opt); err != nil {
		return nil, err
	}
	return res, nil
}

// searchAll answers for every kind; the hits of works come first, then
// authors, journals and sentences. Words are dropped only where no kind has
// them all.
func (ix *Index) searchAll(ctx context.Context, q *query.Query, opt SearchOptions) (*Results, error) {
	if opt.Lenient {
		strict := opt
		strict.Lenient = false
		if r, err := ix.searchAll(ctx, q, strict); err != nil || r.Total > 0 {
			return r, err
		}
	}
	all := &Results{Hits: []Hit{}}
	var plans []string
	skip := opt.Offset
	for _, k := range []kind{kindWork, kindAuthor, kindJournal, kindContext} {
		o := opt
		o.Offset, o.N = 0, opt.Offset+opt.N
		if k != kindWork {
			o.Facets = nil
		}
		r, err := ix.searchKind(ctx, q, k, o)
		if err != nil {
			return nil, err
		}
		all.Total += r.Total
		plans = append(plans, r.Plan)
		if all.Relaxed == nil {
			all.Relaxed = r.Relaxed
		}
		if k == kindWork {
			all.Facets, all.Warnings = r.Facets, r.Warnings
		}
		for _, h := range r.Hits {
			if skip > 0 {
				skip--
			} else if len(all.Hits) < opt.N {
				h.Rank = opt.Offset + len(all.Hits) + 1
				all.Hits = append(all.Hits, h)
			}
		}
	}
	all.Plan = strings.Join(plans, "\n")
	return all, nil
}

// exactScore puts what the query names itself before everything else.
const exactScore = 1000

// exactFirst puts first the works that the caller knows a query to cite, and
// those that a query of plain words names: by identifier, citation key, or whole
// title.
func (e *evaluator) exactFirst(q *query.Query, set bitset, cited []uint32) map[uint32]string {
	if e.kind != kindWork || q.Root == nil {
		return nil
	}
	out := map[uint32]string{}
	add := func(n uint32, why string) {
		if int(n) >= e.ix.size(kindWork) || out[n] != "" {
			return
		}
		out[n] = why
		set.set(n)
		e.addScore(n, exactScore)
	}
	for _, n := range cited {
		add(n, "citation")
	}
	text, ok := plainTerms(q.Root)
	if !ok {
		return out
	}
	if t, ok := q.Root.(*query.Term); ok {
		if n, err := e.ix.g.Lookup(t.Value); err == nil {
			add(n, "identifier")
		}
	}
	if hash := titleHash(text); hash != "" {
		if same, err := e.wholeTerm(fExact, hash, kindWork); err == nil {
			for _, n := range same.members() {
				add(n, "title")
			}
		}
	}
	return out
}

// hit reads a node as a result.
func (ix *Index) hit(k kind, n uint32) (*Hit, error) {
	h := &Hit{Schema: ResultSchema, Type: k.result(), N: n}
	switch k {
	case kindWork:
		w, err := ix.g.Work(n)
		if err != nil {
			return nil, fmt.Errorf("work %d: %w", n, err)
		}
		h.ID, h.Key, h.Aliases, h.CSL = w.ID, w.Key, w.Aliases, &w.CSL
		h.Cited, h.References, h.Held, h.Review = w.CitedBy, w.References, w.Held, w.Review
		h.Partial, h.Ambiguous, h.Retracted = w.Partial, w.Ambiguous, w.Retracted
	case kindAuthor:
		a, err := ix.g.Author(n)
		if err != nil {
			return nil, fmt.Errorf("author %d: %w", n, err)
		}
		h.ID, h.Name, h.Works, h.Cited = a.ID, nameText(a.Name), len(a.Works), a.CitedBy
		if a.ORCID != "" {
			h.Aliases = []string{"orcid:" + a.ORCID}
		}
	case kindJournal:
		j, err := ix.g.Journal(n)
		if err != nil {
			return nil, fmt.Errorf("journal %d: %w", n, err)
		}
		h.ID, h.Name, h.Works, h.Cited = j.ID, j.Title, len(j.Works), j.CitedBy
		for _, s := range j.ISSN {
			h.Aliases = append(h.Aliases, "issn:"+s)
		}
	case kindContext:
		c, err := ix.Sentence(n)
		if err != nil {
			return nil, err
		}
		h.ID = c.ID
		h.Context = &Sentence{Path: c.Path, Span: c.Span, Text: c.Text, Section: c.Section}
		if h.Context.Citing, err = ix.workID(c.Citing); err != nil {
			return nil, err
		}
		for _, w := range c.Cited {
			id, err := ix.workID(w)
			if err != nil {
				return nil, err
			}
			h.Context.Cited = append(h.Context.Cited, id)
		}
	}
	return h, nil
}

// workID is the id of a work, without reading the work: one that much is cited
// is long.
func (ix *Index) workID(n uint32) (string, error) {
	if int(n) >= ix.size(kindWork) {
		return "", fmt.Errorf("work %d: %w", n, ErrDamaged)
	}
	lo, hi := ix.works.idFrom.at(n), ix.works.idFrom.at(n+1)
	if lo > hi || int(hi) > len(ix.works.ids) {
		return "", fmt.Errorf("work %d: %w", n, ErrDamaged)
	}
	return string(ix.works.ids[lo:hi]), nil
}
