package export

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"citegraph/corpus/fold"
)

// KeywordCap is how many keywords a work may have to be evidence for pairs.
const KeywordCap = 60

// keyword is one keyword of the chosen works: all that folds to one form.
type keyword struct {
	slug, label string // label is the form that most works have
	works       []uint32
	cited       int // of its works
}

// keywords is the view of what works are about: keywords of one work are linked.
func (b *builder) keywords() (*View, error) {
	v := &View{Name: Keywords, Relation: "together", Title: "Keywords of the same works"}
	list, crowded, err := b.readKeywords()
	if err != nil {
		return nil, err
	}
	if crowded > 0 {
		v.Notes = append(v.Notes, fmt.Sprintf("%d works with more than %d keywords were left out.", crowded, KeywordCap))
	}
	cited := make([]int, len(list))
	for i := range list {
		cited[i] = list[i].cited
	}
	e := b.gather(len(list), cited, func(yield func(uint32, uint32) bool) {
		for i := range list {
			for _, w := range list[i].works {
				if !yield(uint32(i), w) {
					return
				}
			}
		}
	})
	return b.entityView(v, e, func() iter.Seq2[*Node, error] {
		return func(yield func(*Node, error) bool) {
			for i, k := range list {
				name := line(k.label)
				if !yield(&Node{N: i, ID: "k_" + k.slug, Type: "keyword", Label: name, Title: name, Cited: k.cited, References: len(k.works), Size: size(len(k.works))}, nil) {
					return
				}
			}
		}
	})
}

// readKeywords are the keywords of the chosen works, by slug.
func (b *builder) readKeywords() (list []*keyword, crowded int, err error) {
	by, forms := map[string]*keyword{}, map[string]map[string]int{}
	for w, err := range b.src.Works() {
		if err != nil {
			return nil, 0, err
		}
		if int(w.N) >= len(b.keep) || !b.keep[w.N] || w.CSL.Keyword == "" {
			continue
		}
		words := strings.FieldsFunc(w.CSL.Keyword, func(r rune) bool { return r == ',' || r == ';' })
		if len(words) > KeywordCap {
			crowded++
			continue
		}
		for _, word := range words {
			word = cut(strings.TrimSpace(word), 100)
			slug := fold.Slug(word)
			if slug == "" {
				continue
			}
			k := by[slug]
			if k == nil {
				k, forms[slug] = &keyword{slug: slug}, map[string]int{}
				by[slug], list = k, append(list, k)
			}
			forms[slug][word]++
			if n := len(k.works); n == 0 || k.works[n-1] != w.N {
				k.works = append(k.works, w.N)
				k.cited += w.CitedBy
			}
		}
	}
	slices.SortFunc(list, func(a, b *keyword) int { return strings.Compare(a.slug, b.slug) })
	for _, k := range list {
		for form, n := range forms[k.slug] {
			if c := cmp.Or(cmp.Compare(n, forms[k.slug][k.label]), strings.Compare(k.label, form)); k.label == "" || c > 0 {
				k.label = form
			}
		}
	}
	return list, crowded, nil
}
