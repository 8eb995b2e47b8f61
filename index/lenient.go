package index

import (
	"fmt"
	"strings"

	"citegraph/index/query"
)

// Relaxed says that no hit has all of the words that were asked for, and what
// was asked of them instead. Each hit names the words that it lacks.
type Relaxed struct {
	Words   int      `json:"words"`             // asked for
	AtLeast int      `json:"at_least"`          // that every hit has
	Unknown []string `json:"unknown,omitempty"` // that nothing here has
}

// String is the note on it.
func (r *Relaxed) String() string {
	s := fmt.Sprintf("nothing has all %d words; these have %d or more", r.Words, r.AtLeast)
	if len(r.Unknown) > 0 {
		s += "; nothing here has: " + strings.Join(r.Unknown, ", ")
	}
	return s
}

// relaxation is a query of which only the bare words have been loosened.
type relaxation struct {
	words []*query.Term
	sets  []bitset
	has   []uint8 // words by node
}

// relax is the set of what has half of the bare words of q at least, and all
// else that q asks for: fields, phrases, ranges, relations and what is not to
// be. It is nil where there are fewer than two bare words, or nothing has half
// of them. Scores are those of the words that match, by the share of them
// (Lucene's coordination factor). The strict query was evaluated before: its
// scores stand.
func (e *evaluator) relax(q *query.Query) (bitset, *relaxation, error) {
	and, ok := q.Root.(*query.And)
	if !ok {
		return nil, nil, nil
	}
	r := &relaxation{has: make([]uint8, e.ix.size(e.kind))}
	var set bitset
	e.quiet++
	defer func() { e.quiet-- }()
	for _, n := range and.Kids {
		if smallWord(n) {
			continue
		}
		t, bare := n.(*query.Term)
		bare = bare && t.Field == "" && t.Kind == query.Word
		b, err := e.eval(n, e.kind)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case bare && len(r.words) < maxQueryWords:
			r.words, r.sets = append(r.words, t), append(r.sets, b)
			b.each(func(i uint32) bool { r.has[i]++; return true })
		case set == nil:
			set = b
		default:
			set.and(b)
		}
	}
	if len(r.words) < 2 {
		return nil, nil, nil
	}
	enough := newBitset(len(r.has))
	for i, n := range r.has {
		if int(n) >= r.atLeast() {
			enough.set(uint32(i))
		}
	}
	if set != nil {
		enough.and(set)
	}
	if enough.count() == 0 {
		return nil, nil, nil
	}
	if e.score != nil {
		enough.each(func(i uint32) bool {
			e.score[i] *= float32(r.has[i]) / float32(len(r.words))
			return true
		})
	}
	return enough, r, nil
}

// atLeast is half of the words.
func (r *relaxation) atLeast() int { return (len(r.words) + 1) / 2 }

// note is what there is to say on the whole.
func (r *relaxation) note() *Relaxed {
	out := &Relaxed{Words: len(r.words), AtLeast: r.atLeast()}
	for i, t := range r.words {
		if r.sets[i].count() == 0 {
			out.Unknown = append(out.Unknown, t.Value)
		}
	}
	return out
}

// lacks are the words that n has not.
func (r *relaxation) lacks(n uint32) []string {
	var out []string
	for i, t := range r.words {
		if !r.sets[i].has(n) {
			out = append(out, t.Value)
		}
	}
	return out
}
