package index

import (
	"context"
	"fmt"
	"slices"

	bleve "github.com/blevesearch/bleve_index_api"
)

// phraseMatch is a document that has a phrase: its number and how often.
type phraseMatch struct {
	n      uint32
	count  int
	length float32
}

// phrase finds the documents of a kind where the words of want stand one after
// another in a field: at each place any of some words. With slop > 0 they may
// stand in any order, with at most slop other words among them.
func (ix *Index) phrase(ctx context.Context, k kind, field string, want [][]string, slop int) ([]phraseMatch, error) {
	var out []phraseMatch
	for _, s := range ix.shards {
		m, err := s.phrase(ctx, field, want, slop)
		if err != nil {
			return nil, fmt.Errorf("phrase in %s: %w", field, err)
		}
		for _, x := range m {
			code := s.docs.at(x.n)
			if kind(code>>kindShift) == k {
				x.n = code & (1<<kindShift - 1)
				out = append(out, x)
			}
		}
	}
	return out, nil
}

// candidate is a document that has all words looked at so far, with the
// places of each.
type candidate struct {
	doc    uint64
	length float32
	pos    [][]int32
}

func (s *shard) phrase(ctx context.Context, field string, want [][]string, slop int) ([]phraseMatch, error) {
	order, err := s.rarest(ctx, field, want)
	if err != nil {
		return nil, err
	}
	var cands []candidate
	for step, i := range order {
		if step == 0 {
			cands, err = s.begin(ctx, field, want[i], i, len(want))
		} else {
			cands, err = s.narrow(ctx, field, want[i], i, cands)
		}
		if err != nil || len(cands) == 0 {
			return nil, err
		}
	}
	var out []phraseMatch
	for _, c := range cands {
		n := 0
		if slop > 0 {
			n = nearby(c.pos, slop)
		} else {
			n = inARow(c.pos)
		}
		if n > 0 {
			out = append(out, phraseMatch{uint32(c.doc), n, c.length})
		}
	}
	return out, nil
}

// rarest orders the places of a phrase by how many documents have their words.
func (s *shard) rarest(ctx context.Context, field string, want [][]string) ([]int, error) {
	counts := make([]uint64, len(want))
	order := make([]int, len(want))
	for i, alt := range want {
		order[i] = i
		for _, w := range alt {
			r, err := s.reader.TermFieldReader(ctx, []byte(w), field, false, false, false)
			if err != nil {
				return nil, err
			}
			counts[i] += r.Count()
			if err := r.Close(); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if counts[a] < counts[b] {
			return -1
		}
		return int(min(counts[a]-counts[b], 1))
	})
	return order, nil
}

// begin reads all documents that have a word of alt.
func (s *shard) begin(ctx context.Context, field string, alt []string, place, places int) ([]candidate, error) {
	found := map[uint64]*candidate{}
	var doc bleve.TermFieldDoc
	for _, w := range alt {
		r, err := s.reader.TermFieldReader(ctx, []byte(w), field, true, true, true)
		if err != nil {
			return nil, err
		}
		for n := 0; ; n++ {
			p, err := r.Next(&doc)
			if err != nil {
				return nil, err
			}
			if p == nil {
				break
			}
			if n&0xfff == 0xfff && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			c := found[p.ID.Value()]
			if c == nil {
				c = &candidate{doc: p.ID.Value(), length: float32(1 / (p.Norm * p.Norm)), pos: make([][]int32, places)}
				found[c.doc] = c
			}
			c.pos[place] = appendPlaces(c.pos[place], p)
		}
		if err := r.Close(); err != nil {
			return nil, err
		}
	}
	out := make([]candidate, 0, len(found))
	for _, c := range found {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b candidate) int {
		if a.doc < b.doc {
			return -1
		}
		return 1
	})
	return out, nil
}

// narrow keeps the candidates that have a word of alt too.
func (s *shard) narrow(ctx context.Context, field string, alt []string, place int, cands []candidate) ([]candidate, error) {
	var doc bleve.TermFieldDoc
	var id bleve.IndexInternalID
	for _, w := range alt {
		r, err := s.reader.TermFieldReader(ctx, []byte(w), field, true, false, true)
		if err != nil {
			return nil, err
		}
		at, p := uint64(0), (*bleve.TermFieldDoc)(nil)
		for i := range cands {
			c := &cands[i]
			if p == nil || at < c.doc {
				id = bleve.NewIndexInternalID(id, c.doc)
				if p, err = r.Advance(id, &doc); err != nil {
					return nil, err
				}
				if p == nil {
					break
				}
				at = p.ID.Value()
			}
			if at == c.doc { // else it lies behind: Advance must not go back
				c.pos[place] = appendPlaces(c.pos[place], p)
			}
		}
		if err := r.Close(); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(cands, func(c candidate) bool { return len(c.pos[place]) == 0 }), nil
}

func appendPlaces(to []int32, p *bleve.TermFieldDoc) []int32 {
	for _, v := range p.Vectors {
		to = append(to, int32(v.Pos))
	}
	return to
}

// inARow counts the places where the words stand one after another.
func inARow(pos [][]int32) int {
	n := 0
	for _, p := range pos {
		slices.Sort(p)
	}
	for _, p := range pos[0] {
		ok := true
		for i := 1; i < len(pos) && ok; i++ {
			_, ok = slices.BinarySearch(pos[i], p+int32(i))
		}
		if ok {
			n++
		}
	}
	return n
}

// nearby counts the windows that hold every word with at most slop others. The
// same place never stands for two words.
func nearby(pos [][]int32, slop int) int {
	type at struct {
		p     int32
		place int
	}
	var all []at
	for i, ps := range pos {
		for _, p := range ps {
			all = append(all, at{p, i})
		}
	}
	slices.SortFunc(all, func(a, b at) int {
		if a.p != b.p {
			return int(a.p - b.p)
		}
		return a.place - b.place
	})
	have := make([]int, len(pos))
	missing, lo, n := len(pos), 0, 0
	for _, x := range all {
		if have[x.place]++; have[x.place] == 1 {
			missing--
		}
		for missing == 0 {
			if int(x.p-all[lo].p)+1 <= len(pos)+slop && x.p > all[lo].p {
				n++
			}
			if have[all[lo].place]--; have[all[lo].place] == 0 {
				missing++
			}
			lo++
		}
	}
	return n
}
