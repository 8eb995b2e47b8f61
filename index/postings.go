package index

import (
	"context"
	"fmt"
	"math"

	"citegraph/index/query"

	bleve "github.com/blevesearch/bleve_index_api"
)

// maxExpansion is how many words a wildcard, a fuzzy term or a regular
// expression may stand for.
const maxExpansion = 1024

// weighted is a field with its weight in the score and how far its length
// counts (BM25's b).
type weighted struct {
	name   string
	weight float32
	b      float32
}

// searchFields are the fields of a bare word in works, for search.
var searchFields = []weighted{
	{fTitle, 3, .5}, {fContext, 1.5, .75}, {fAbstract, 1, .75}, {fKeyword, 1.5, .3}, {fAuthor, 2, .3}, {fJournal, .5, .3},
}

// k1 is BM25's.
const k1 = 1.2

// accumulator sums term frequencies over fields and words before they
// saturate: BM25F.
type accumulator struct {
	tf      []float32
	touched []uint32
}

func (a *accumulator) reset(n int) {
	if len(a.tf) != n {
		a.tf = make([]float32, n)
		a.touched = a.touched[:0]
		return
	}
	for _, i := range a.touched {
		a.tf[i] = 0
	}
	a.touched = a.touched[:0]
}

func (a *accumulator) add(i uint32, x float32) {
	if a.tf[i] == 0 {
		a.touched = append(a.touched, i)
	}
	a.tf[i] += x
}

// average is the mean length of a field, at least one word.
func (ix *Index) average(field string) float32 {
	s := ix.m.Fields[field]
	if s.Docs == 0 || s.Tokens < s.Docs {
		return 1
	}
	return float32(s.Tokens) / float32(s.Docs)
}

// postings adds a word's occurrences in a field to acc.
func (ix *Index) postings(ctx context.Context, k kind, f weighted, word string, acc *accumulator) error {
	avg := ix.average(f.name)
	var doc bleve.TermFieldDoc
	for _, s := range ix.shards {
		r, err := s.reader.TermFieldReader(ctx, []byte(word), f.name, true, true, false)
		if err != nil {
			return fmt.Errorf("look up %q in %s: %w", word, f.name, err)
		}
		for n := 0; ; n++ {
			p, err := r.Next(&doc)
			if err != nil {
				return fmt.Errorf("look up %q in %s: %w", word, f.name, err)
			}
			if p == nil {
				break
			}
			if n&0xfff == 0xfff && ctx.Err() != nil {
				return ctx.Err()
			}
			code := s.docs.at(uint32(p.ID.Value()))
			if kind(code>>kindShift) != k {
				continue
			}
			x := f.weight
			if p.Freq > 0 {
				length := float32(1 / (p.Norm * p.Norm))
				x = f.weight * float32(p.Freq) / (1 - f.b + f.b*length/avg)
			}
			acc.add(code&(1<<kindShift-1), x)
		}
		if err := r.Close(); err != nil {
			return err
		}
	}
	return nil
}

// idf is the weight of a word that df of n documents have.
func idf(n, df int) float32 {
	return float32(math.Log(1 + (float64(n)-float64(df)+.5)/(float64(df)+.5)))
}

// saturate is BM25's use of a summed frequency.
func saturate(tf float32) float32 { return tf * (k1 + 1) / (k1 + tf) }

// matching lists the words of the fields that a loose term stands for, in the
// order of the alphabet, without doubles.
func (ix *Index) matching(t *query.Term, fields []weighted) ([]string, error) {
	seen := map[string]bool{}
	var out []string
	for _, f := range fields {
		for _, s := range ix.shards {
			d, err := s.dict(t, f.name)
			if err != nil {
				return nil, err
			}
			err = eachEntry(f.name, d, nil, func(e *bleve.DictEntry) error {
				if seen[e.Term] {
					return nil
				}
				if len(out) == maxExpansion {
					return fmt.Errorf("%w: %s stands for more than %d words: write more of its letters", ErrTooBroad, t, maxExpansion)
				}
				seen[e.Term] = true
				out = append(out, e.Term)
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// dict is the part of a field's dictionary that a loose term matches.
func (s *shard) dict(t *query.Term, field string) (bleve.FieldDict, error) {
	switch t.Kind {
	case query.Prefix:
		return s.reader.FieldDictPrefix(field, []byte(foldWild(t.Value)))
	case query.Fuzzy:
		r, ok := s.reader.(bleve.IndexReaderFuzzy)
		if !ok {
			return nil, fmt.Errorf("%w: no fuzzy search in it", ErrDamaged)
		}
		return r.FieldDictFuzzy(field, foldWild(t.Value), t.N, "")
	}
	r, ok := s.reader.(bleve.IndexReaderRegexp)
	if !ok {
		return nil, fmt.Errorf("%w: no regular expressions in it", ErrDamaged)
	}
	re := t.Value
	if t.Kind == query.Wildcard {
		re = wildcardRegexp(t.Value)
	}
	d, err := r.FieldDictRegexp(field, re)
	if err != nil {
		return nil, fmt.Errorf("%s: this expression cannot be used: %w", t, err)
	}
	return d, nil
}
