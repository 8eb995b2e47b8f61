package index

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"citegraph/index/query"

	bleve "github.com/blevesearch/bleve_index_api"
)

// Complete lists up to n completions of a prefix: of names in the fields
// author and journal, of values in fields that have few, of words in fields of
// text; of the names of fields and relations where field is empty. An error is
// no completion.
func (ix *Index) Complete(prefix, field string, n int) []string {
	if n <= 0 {
		n = 20
	}
	var out []string
	err := protect(func() (err error) {
		switch field {
		case "":
			for _, f := range query.Fields() {
				out = append(out, f+":")
			}
			for _, r := range query.Relations() {
				out = append(out, r+"(")
			}
		case "author", "firstauthor", "lastauthor":
			out, err = ix.completeNames(kindAuthor, fPerson, prefix, n)
			return err
		case "journal":
			out, err = ix.completeNames(kindJournal, fVenue, prefix, n)
			return err
		case "title", "abstract", "keyword", "context":
			out, err = ix.completeWords(field, prefix, n)
			return err
		default:
			out = query.FieldValues(field)
		}
		p := strings.ToLower(prefix)
		out = slices.DeleteFunc(slices.Clone(out), func(s string) bool { return !strings.HasPrefix(s, p) })
		return nil
	})
	if err != nil {
		return nil
	}
	return out[:min(n, len(out))]
}

// completeNames lists the most cited names with a word that begins so.
func (ix *Index) completeNames(k kind, field, prefix string, n int) ([]string, error) {
	ws := tokens(prefix)
	if len(ws) == 0 {
		return nil, nil
	}
	e := newEvaluator(context.Background(), ix, k)
	fields := []weighted{{field, 1, 0}}
	var set bitset
	for i, w := range ws {
		t := &query.Term{Field: "", Kind: query.Word, Value: w}
		if i == len(ws)-1 {
			t.Kind = query.Prefix
		}
		forms := []string{w}
		if t.Kind == query.Prefix {
			var err error
			if forms, err = ix.matching(t, fields); err != nil {
				return nil, err
			}
		}
		b, err := e.words(t, forms, fields, k)
		if err != nil {
			return nil, err
		}
		if set == nil {
			set = b
		} else {
			set.and(b)
		}
	}
	var out []string
	for _, s := range e.top(set, "cited", n, false) {
		h, err := ix.hit(k, s.n)
		if err != nil {
			return nil, err
		}
		out = append(out, h.Name)
	}
	return out, nil
}

// completeWords lists the most frequent words of a field that begin so.
func (ix *Index) completeWords(field, prefix string, n int) ([]string, error) {
	count := map[string]uint64{}
	for _, s := range ix.shards {
		d, err := s.reader.FieldDictPrefix(field, []byte(foldWild(prefix)))
		err = eachEntry(field, d, err, func(e *bleve.DictEntry) error { count[e.Term] += e.Count; return nil })
		if err != nil {
			return nil, err
		}
	}
	out := make([]string, 0, len(count))
	for w := range count {
		out = append(out, w)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	return out[:min(n, len(out))], nil
}
