package index

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// Facets are the fields by which hits can be counted.
var Facets = []string{"year", "decade", "journal", "author", "held", "review", "section"}

// facets counts the members of a set by the fields asked for. Hits of other
// kinds than works are counted by the works they lead to, but for sections of
// sentences.
func (e *evaluator) facets(set bitset, opt SearchOptions) ([]Facet, error) {
	n := opt.FacetN
	if n <= 0 {
		n = 10
	}
	var out []Facet
	for _, field := range opt.Facets {
		f, err := e.facet(field, set, n)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func (e *evaluator) facet(field string, set bitset, n int) (Facet, error) {
	ix := e.ix
	if field == "section" {
		return e.sectionFacet(set, n)
	}
	works := ix.lift(set, e.kind, kindWork)
	f := Facet{Field: field, Values: []FacetValue{}}
	switch field {
	case "year", "decade":
		step := uint32(1)
		if field == "decade" {
			step = 10
		}
		counts := make([]uint32, 4096)
		works.each(func(w uint32) bool {
			counts[min(ix.works.year.at(w), 4095)/step*step]++
			return true
		})
		f.None = int(counts[0])
		counts[0] = 0
		for y := len(counts) - 1; y > 0; y-- { // a scale is read in its own order
			if counts[y] == 0 {
				continue
			}
			if len(f.Values) < n {
				f.Values = append(f.Values, FacetValue{strconv.Itoa(y), int(counts[y])})
			} else {
				f.Other += int(counts[y])
			}
		}
		return f, nil
	case "held", "review":
		bit, name := flagHeld, [2]string{"stub", "held"}
		if field == "review" {
			bit, name = flagReview, [2]string{"no review", "review"}
		}
		var counts [2]int
		works.each(func(w uint32) bool {
			if ix.works.flags.at(w)&bit != 0 {
				counts[1]++
			} else {
				counts[0]++
			}
			return true
		})
		for _, i := range []int{1, 0} {
			if counts[i] > 0 {
				f.Values = append(f.Values, FacetValue{name[i], counts[i]})
			}
		}
		return f, nil
	}
	of := kindJournal
	if field == "author" {
		of = kindAuthor
	}
	counts := make([]uint32, ix.size(of))
	works.each(func(w uint32) bool {
		if of == kindAuthor {
			l := ix.works.authors.of(w)
			for i := range uint32(l.len()) {
				counts[l.at(i)]++
			}
			if l.len() == 0 {
				f.None++
			}
		} else if j := ix.works.journal.at(w); int(j) < len(counts) {
			counts[j]++
		} else {
			f.None++
		}
		return true
	})
	return f, e.nameFacet(&f, of, counts, n)
}

// nameFacet names the nodes with the highest counts.
func (e *evaluator) nameFacet(f *Facet, of kind, counts []uint32, n int) error {
	h := heap{n: n, less: func(a, b scored) bool {
		return cmp.Or(cmp.Compare(counts[b.n], counts[a.n]), cmp.Compare(a.n, b.n)) < 0
	}}
	for i, c := range counts {
		if c > 0 {
			f.Other += int(c)
			h.offer(scored{n: uint32(i)})
		}
	}
	slices.SortFunc(h.items, func(a, b scored) int {
		return cmp.Or(cmp.Compare(counts[b.n], counts[a.n]), cmp.Compare(a.n, b.n))
	})
	for _, x := range h.items {
		hit, err := e.ix.hit(of, x.n)
		if err != nil {
			return fmt.Errorf("facet %s: %w", f.Field, err)
		}
		f.Values = append(f.Values, FacetValue{hit.Name, int(counts[x.n])})
		f.Other -= int(counts[x.n])
	}
	return nil
}

// sectionFacet counts citing sentences by the heading they stand under.
func (e *evaluator) sectionFacet(set bitset, n int) (Facet, error) {
	f := Facet{Field: "section", Values: []FacetValue{}}
	counts := map[string]int{}
	var err error
	e.ix.lift(set, e.kind, kindContext).each(func(i uint32) bool {
		c, serr := e.ix.Sentence(i)
		if serr != nil {
			err = serr
			return false
		}
		if c.Section == "" {
			f.None++
		} else {
			counts[c.Section]++
		}
		return true
	})
	for s, c := range counts {
		f.Values = append(f.Values, FacetValue{s, c})
	}
	slices.SortFunc(f.Values, func(a, b FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	for _, v := range f.Values[min(n, len(f.Values)):] {
		f.Other += v.Count
	}
	f.Values = f.Values[:min(n, len(f.Values))]
	return f, err
}
