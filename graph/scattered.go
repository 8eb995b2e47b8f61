package graph

import (
	"fmt"
	"slices"
	"strconv"

	"citegraph/corpus"
)

// fragments makes mentions of the pieces of a text that lost its order: each
// join is one, each piece in no join that says enough to be looked for is one
// of its own. Adjacency means nothing here: what is not joined by evidence
// stays apart.
func (r *reading) fragments(d *corpus.Document) {
	joined := make([]bool, len(d.Frags))
	sub := int32(0)
	add := func(w *corpus.Work, pages []corpus.Hypothesis, span corpus.Span, conf float64) {
		sub++
		t := said{Work: *w}
		if len(pages) > 1 {
			t.Hypotheses = map[string][]corpus.Hypothesis{"page": pages}
		}
		r.add(mention{sub: sub, from: fromFragments, part: true, conf: conf, span: span}, t)
	}
	for _, j := range d.Joins {
		w := &corpus.Work{}
		var pages []corpus.Hypothesis
		n := 0
		for _, i := range j.Fragments {
			if i < 0 || i >= len(d.Frags) || joined[i] {
				continue
			}
			if pages = fragmentInto(w, &d.Frags[i].Value, d.Frags[i].Class, pages); citable(d.Frags[i].Class) {
				joined[i] = true
				n++
			}
		}
		if n > 0 {
			add(w, pages, j.Span, j.Confidence)
		}
	}
	for i := range d.Frags {
		f := &d.Frags[i]
		if joined[i] || !standsAlone(f) {
			continue
		}
		w := &corpus.Work{}
		pages := fragmentInto(w, &f.Value, f.Class, nil)
		add(w, pages, f.Span, f.Confidence)
	}
}

// citable are the classes that belong to a reference.
func citable(class string) bool {
	switch class {
	case corpus.FragAuthors, corpus.FragLocator, corpus.FragJournal, corpus.FragTitle, corpus.FragPublisher, corpus.FragIdentifier:
		return true
	}
	return false
}

// standsAlone reports whether a piece in no join is a mention of a work: a
// locator with volume and page, a list of authors, a whole title, an
// identifier of a work. A journal's name or a publisher alone is not.
func standsAlone(f *corpus.Fragment) bool {
	v := &f.Value
	switch f.Class {
	case corpus.FragLocator:
		return v.Volume != "" && len(v.Page) > 0
	case corpus.FragAuthors:
		return len(v.Authors) > 0 && v.Role == ""
	case corpus.FragTitle:
		return v.Title != "" && !v.Truncated
	case corpus.FragIdentifier:
		return v.Type == "doi" || v.Type == "pmid" || v.Type == "pmcid" || v.Type == "isbn" || v.Type == "arxiv"
	}
	return false
}

// fragmentInto sets the fields of w that a piece tells.
func fragmentInto(w *corpus.Work, v *corpus.FragData, class string, pages []corpus.Hypothesis) []corpus.Hypothesis {
	set := func(to *string, s string) {
		if *to == "" {
			*to = s
		}
	}
	switch class {
	case corpus.FragAuthors:
		list := &w.Author
		if v.Role == "editor" {
			list = &w.Editor
		}
		for _, a := range v.Authors {
			*list = append(*list, corpus.Name{Family: a.Family, Given: a.Initials})
		}
	case corpus.FragLocator, corpus.FragPublisher:
		if v.Year != 0 && w.Issued == nil {
			w.Issued = &corpus.Date{Parts: [][]int{{v.Year}}}
		}
		set(&w.Volume, v.Volume)
		set(&w.Issue, v.Issue)
		set(&w.Publisher, v.Publisher)
		set(&w.PublisherPlace, v.Place)
		if len(v.Page) > 0 && w.Page == "" {
			w.Page, pages = v.Page[0].Value, v.Page
		}
	case corpus.FragJournal:
		set(&w.ContainerTitle, v.Full)
		set(&w.ContainerTitleShort, v.Abbreviation)
	case corpus.FragTitle:
		set(&w.Title, v.Title)
	case corpus.FragIdentifier:
		switch v.Type {
		case "doi":
			set(&w.DOI, v.Value)
		case "pmid":
			set(&w.PMID, v.Value)
		case "pmcid":
			set(&w.PMCID, v.Value)
		case "isbn":
			set(&w.ISBN, v.Value)
		case "arxiv":
			if w.Custom == nil {
				w.Custom = &corpus.Custom{ArXiv: v.Value}
			}
		}
	}
	return pages
}

// maxNumber bounds the numbers of callouts that become placeholders: beyond it
// a bracket is a year or a slip.
const maxNumber = 500

// placeholders makes a numbered work of each callout number that no list
// answers, so that what is cited together is still seen together: "reference
// 23 of seed.txt".
func (r *reading) placeholders(d *corpus.Document) {
	if d.Kind != corpus.Scraped || len(d.Refs) > 0 {
		return
	}
	var nums []int
	for i := range d.Calls {
		c := &d.Calls[i]
		if c.Kind == corpus.AuthorYear || len(c.Targets) > 0 {
			continue
		}
		for _, n := range c.Numbers {
			if n > 0 && n <= maxNumber {
				nums = append(nums, n)
			}
		}
	}
	slices.Sort(nums)
	for _, n := range slices.Compact(nums) {
		r.byN[n] = int32(len(r.mentions))
		r.add(mention{ref: int32(n), from: fromPlaceholder, part: true, conf: 1}, said{
			Work: corpus.Work{Title: fmt.Sprintf("reference %d of %s", n, baseName(d.Source.Path))},
			Key:  "num:" + d.Source.SHA256 + "#" + strconv.Itoa(d.Source.Part) + "#" + strconv.Itoa(n)})
	}
}
