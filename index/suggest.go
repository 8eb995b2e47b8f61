package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"citegraph/index/query"
)

// suggestion is a query to try where one found nothing, and what it finds.
type suggestion struct {
	query string
	total int
}

// suggest looks for a query near q that finds something: with words that no
// text has exchanged for near ones; else without one of its clauses; else with
// any of its words for all of them. Every suggestion has been tried.
func (e *evaluator) suggest(q *query.Query) suggestion {
	if q.Root == nil {
		return suggestion{}
	}
	if fixed := e.respell(q.Root, false); fixed != nil {
		if s := e.try(fixed, q.Type); s.total > 0 {
			return s
		}
	}
	if s := e.without(q); s.total > 0 {
		return s
	}
	if terms, ok := plainTerms(q.Root); ok {
		ws := slices.DeleteFunc(tokens(terms), func(w string) bool { return stopSet[w] })
		if len(ws) > 1 && len(ws) <= maxEither {
			kids := make([]query.Node, len(ws))
			for i, w := range ws {
				kids[i] = &query.Term{Value: w}
			}
			if s := e.try(&query.Or{Kids: kids}, q.Type); s.total > 0 {
				return s
			}
		}
	}
	return suggestion{}
}

// maxEither is of how many words any is offered for all: of a pasted reference
// or sentence, any word is no answer.
const maxEither = 8

// try runs a suggestion.
func (e *evaluator) try(n query.Node, t query.Type) suggestion {
	sub := newEvaluator(e.ctx, e.ix, e.kind)
	set, err := sub.eval(n, e.kind)
	if err != nil {
		return suggestion{}
	}
	s := suggestion{(&query.Query{Root: n, Type: t}).String(), set.count()}
	if terms, ok := plainTerms(n); ok && t == "" && !strings.Contains(s.query, `"`) {
		s.query = terms
	}
	return s
}

// maxClauses is how many clauses of a query are left out in turn.
const maxClauses = 12

// without leaves out one clause: the one without which most is found, of equals
// a filter rather than a word.
func (e *evaluator) without(q *query.Query) suggestion {
	and, ok := q.Root.(*query.And)
	if !ok || len(and.Kids) > maxClauses {
		return suggestion{}
	}
	if _, plain := plainTerms(and); plain {
		return suggestion{} // words: any of them is the better offer
	}
	sets := make([]bitset, len(and.Kids))
	for i, k := range and.Kids {
		var err error
		if sets[i], err = newEvaluator(e.ctx, e.ix, e.kind).eval(k, e.kind); err != nil {
			return suggestion{}
		}
	}
	best, most := -1, 0
	for i := range and.Kids {
		all := newBitset(e.ix.size(e.kind)).not(e.ix.size(e.kind))
		for j, s := range sets {
			if j != i {
				all.and(s)
			}
		}
		_, isText := and.Kids[i].(*query.Term)
		if n := all.count(); n > most || n == most && n > 0 && !isText {
			best, most = i, n
		}
	}
	if best < 0 {
		return suggestion{}
	}
	kids := slices.Delete(slices.Clone(and.Kids), best, best+1)
	var rest query.Node = &query.And{Kids: kids}
	if len(kids) == 1 {
		rest = kids[0]
	}
	return e.try(rest, q.Type)
}

// respell is n with the words that no text has in the field that they are asked
// in exchanged for near ones; nil where nothing changes. What is negated is left
// as it is: a word that is nowhere excludes nothing.
func (e *evaluator) respell(n query.Node, negated bool) query.Node {
	switch n := n.(type) {
	case *query.And:
		if kids := e.respellAll(n.Kids, negated); kids != nil {
			return &query.And{Kids: kids}
		}
	case *query.Or:
		if kids := e.respellAll(n.Kids, negated); kids != nil {
			return &query.Or{Kids: kids}
		}
	case *query.Not:
		if kid := e.respell(n.Kid, !negated); kid != nil {
			return &query.Not{Kid: kid}
		}
	case *query.Rel:
		if q := e.respell(n.Q, negated); q != nil {
			r := *n
			r.Q = q
			return &r
		}
	case *query.Term:
		if !negated && (n.Kind == query.Word || n.Kind == query.Phrase) {
			return e.respellTerm(n)
		}
	}
	return nil
}

func (e *evaluator) respellAll(kids []query.Node, negated bool) []query.Node {
	var out []query.Node
	for i, k := range kids {
		if x := e.respell(k, negated); x != nil {
			if out == nil {
				out = slices.Clone(kids)
			}
			out[i] = x
		}
	}
	return out
}

// maxRespelt is how many words of a term are looked at.
const maxRespelt = 12

func (e *evaluator) respellTerm(t *query.Term) query.Node {
	names := namesOf(t.Field, e.kind)
	ws := tokens(t.Value)
	changed := false
	for i, w := range ws[:min(len(ws), maxRespelt)] {
		if e.frequency(w, names) > 0 {
			continue
		}
		if s := e.nearWord(w, names); s != "" {
			ws[i], changed = s, true
		}
	}
	if !changed {
		return nil
	}
	out := *t
	out.Value = strings.Join(ws, " ")
	if t.Kind == query.Word && strings.Contains(out.Value, " ") { // peersupport: two words
		kids := []query.Node{}
		for _, w := range strings.Fields(out.Value) {
			kids = append(kids, &query.Term{Field: t.Field, Value: w, Boost: t.Boost, Pos: t.Pos})
		}
		return &query.And{Kids: kids}
	}
	return &out
}

// namesOf are the fields in which the words of a field's terms stand: all that
// have words for a term without a field.
func namesOf(field string, k kind) []string {
	if field == "" {
		return []string{fTitle, fAbstract, fKeyword, fContext, fAuthor, fJournal, fSentence, fPerson, fVenue}
	}
	ws, _ := fieldsOf(field, k)
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w.name
	}
	return out
}

// frequency is how many documents have a word or another form of it in one of
// the fields.
func (e *evaluator) frequency(w string, fields []string) uint64 {
	var n uint64
	for _, form := range e.ix.stems.expand(w) {
		for _, s := range e.ix.shards {
			for _, f := range fields {
				if r, err := s.reader.TermFieldReader(e.ctx, []byte(form), f, false, false, false); err == nil {
					n += r.Count()
					_ = r.Close()
				}
			}
		}
	}
	return n
}

// nearWord is the word nearest to w in the fields: fewest edits, then the most
// frequent; two edits for long words only; else two words that were written
// together. "" for none.
func (e *evaluator) nearWord(w string, fields []string) string {
	if utf8.RuneCountInString(w) < 3 || len(w) > query.MaxTerm {
		return ""
	}
	in := make([]weighted, len(fields))
	for i, f := range fields {
		in[i].name = f
	}
	for edits := 1; edits <= 2 && (edits == 1 || len(w) > 5); edits++ {
		near, err := e.ix.matching(&query.Term{Kind: query.Fuzzy, Value: w, N: edits}, in)
		if err != nil {
			return ""
		}
		if s := e.mostFrequent(w, near, fields); s != "" {
			return s
		}
	}
	return e.split(w, fields)
}

// mostFrequent chooses among near words; one that begins as w does is the more
// probable slip.
func (e *evaluator) mostFrequent(w string, near, fields []string) string {
	best, name := uint64(0), ""
	for _, x := range near[:min(len(near), 50)] {
		n := e.frequency(x, fields)
		if x[0] == w[0] {
			n *= 4
		}
		if n > best {
			best, name = n, x
		}
	}
	return name
}

// split finds the two words that w may be.
func (e *evaluator) split(w string, fields []string) (best string) {
	most := uint64(0)
	for i := 3; i <= len(w)-3; i++ {
		if w[i]&0xC0 == 0x80 { // inside a character
			continue
		}
		if n := min(e.frequency(w[:i], fields), e.frequency(w[i:], fields)); n > most {
			best, most = w[:i]+" "+w[i:], n
		}
	}
	return best
}
