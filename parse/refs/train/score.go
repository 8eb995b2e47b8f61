package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// coreFields are the fields that are scored, in the order printed.
var coreFields = []string{"author", "first-author", "title", "container-title", "year", "volume", "issue", "page", "DOI"}

// score counts fields as GROBID's evaluation does: a wrong value is one false
// positive and one false negative.
type score struct {
	tp, fp, fn  map[string]int
	refs, whole int
	by          [10]struct{ n, right, sum float64 } // by tenths of confidence
}

func newScore() *score {
	return &score{tp: map[string]int{}, fp: map[string]int{}, fn: map[string]int{}}
}

// add compares one reference with its gold, on the fields that its source
// annotates (all where scored is empty).
func (s *score) add(want, got map[string]string, scored []string, confidence float64) {
	right := true
	for _, k := range coreFields {
		name := k
		if k == "first-author" {
			name = "author"
		}
		if len(scored) > 0 && !slices.Contains(scored, name) {
			continue
		}
		a, b := want[k], got[k]
		switch {
		case a == b && a != "":
			s.tp[k]++
		case a != b:
			right = false
			if a != "" {
				s.fn[k]++
			}
			if b != "" {
				s.fp[k]++
			}
		}
	}
	s.refs++
	c := &s.by[min(9, int(10*confidence))]
	c.n++
	c.sum += confidence
	if right {
		s.whole++
		c.right++
	}
}

func f1(tp, fp, fn int) float64 { return 200 * float64(tp) / float64(max(1, 2*tp+fp+fn)) }

func (s *score) print(name string) {
	fmt.Printf("\n%s: %d references\n", name, s.refs)
	var tp, fp, fn int
	for _, k := range coreFields {
		fmt.Printf("  %-16s F1 %6.2f  of %d\n", k, f1(s.tp[k], s.fp[k], s.fn[k]), s.tp[k]+s.fn[k])
		tp, fp, fn = tp+s.tp[k], fp+s.fp[k], fn+s.fn[k]
	}
	fmt.Printf("  micro F1 %.2f, all core fields right %.2f %%\n", f1(tp, fp, fn), 100*float64(s.whole)/float64(max(1, s.refs)))
	for i, c := range s.by {
		if c.n > 0 {
			fmt.Printf("  confidence %.1f–%.1f: %5.0f references, believed %.3f, right %.3f\n", float64(i)/10, float64(i+1)/10, c.n, c.sum/c.n, c.right/c.n)
		}
	}
}

// comparable are the values of a work as they are compared: folded.
func comparable(w *corpus.Work) map[string]string {
	m := map[string]string{"title": fold.Slug(w.Title), "container-title": fold.Slug(w.ContainerTitle),
		"volume": fold.Slug(w.Volume), "issue": fold.Slug(w.Issue), "DOI": strings.ToLower(w.DOI)}
	if y := w.Year(); y != 0 {
		m["year"] = fmt.Sprint(y)
	}
	if first, _, _ := strings.Cut(w.Page, "-"); first != "" {
		first, _, _ = strings.Cut(first, ",")
		m["page"] = fold.Slug(first)
	}
	var names []string
	for _, n := range w.Author {
		names = append(names, fold.Slug(n.Family+n.Literal))
	}
	m["author"] = strings.Join(names, " ")
	if len(names) > 0 {
		m["first-author"] = names[0]
	}
	return m
}

// goldWork reads the fields of a gold record into a work.
func goldWork(r *record) *corpus.Work {
	var f struct {
		Author    []corpus.Name `json:"author"`
		Title     string        `json:"title"`
		Container string        `json:"container-title"`
		Volume    any           `json:"volume"`
		Issue     any           `json:"issue"`
		First     string        `json:"page-first"`
		Year      string        `json:"year"`
		DOI       string        `json:"DOI"`
	}
	_ = json.Unmarshal(r.Fields, &f) // a field of another type stays empty
	w := &corpus.Work{Author: f.Author, Title: f.Title, ContainerTitle: f.Container, Volume: str(f.Volume), Issue: str(f.Issue), Page: f.First, DOI: f.DOI}
	var y int
	if _, err := fmt.Sscan(f.Year, &y); err == nil {
		w.Issued = &corpus.Date{Parts: [][]int{{y}}}
	}
	return w
}
