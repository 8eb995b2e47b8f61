package parse

import (
	"context"
	"regexp"
	"strings"

	"citegraph/corpus"
	"citegraph/parse/list"
)

// cited reads the strings of references that library records carry unparsed
// (PubMed XML, Scopus). Where the format tells more than identifiers it is
// left as it is: Web of Science prints no titles, and none is guessed. Each record's strings are one list, in one
// style. Spans of segments would count the string, not the file: none are kept.
func cited(ctx context.Context, records []corpus.Reference) error {
	for i := range records {
		var raws []string
		var at []int
		of := records[i].References
		for k := range of {
			if bare(&of[k].CSL) && of[k].Raw != "" {
				raws, at = append(raws, of[k].Raw), append(at, k)
			}
		}
		ls, err := labelled(ctx, raws)
		if err != nil {
			return err
		}
		for j, l := range ls {
			r := &of[at[j]]
			known := r.CSL
			fill(r, &list.Entry{Raw: r.Raw, Fields: &known}, l)
			r.Segments = nil
		}
	}
	return nil
}

// spelledOut reads the titles of records that are whole references: what a
// reference manager makes of a line that it could not take apart. Raw is then
// that line, and the confidence the model's.
func spelledOut(ctx context.Context, records []corpus.Reference) error {
	var raws []string
	var at []int
	for i := range records {
		if wholeReference(&records[i].CSL) {
			raws, at = append(raws, records[i].CSL.Title), append(at, i)
		}
	}
	ls, err := labelled(ctx, raws)
	if err != nil {
		return err
	}
	for j, l := range ls {
		r := &records[at[j]]
		if !partsOf(&l.CSL, raws[j]) {
			continue
		}
		known := r.CSL
		known.Title = ""
		if known.Type == "document" {
			known.Type = ""
		}
		r.Raw = raws[j]
		fill(r, &list.Entry{Raw: r.Raw, Fields: &known}, l)
		r.Segments = nil
	}
	return nil
}

var yearOrLink = regexp.MustCompile(`\b(?:19|20)\d\d\b|https?://`)

// wholeReference reports a record that has a title alone, and one that goes on
// behind a stop or bracket and names a year or a link.
func wholeReference(w *corpus.Work) bool {
	s := w.Title
	return len(s) > 30 && len(w.Author)+len(w.Editor) == 0 && w.Issued == nil && w.ContainerTitle == "" && w.Volume+w.Page+w.DOI+w.PMID+w.Publisher == "" &&
		strings.Count(s, ". ")+strings.Count(s, ") ")+strings.Count(s, ", ") > 0 && yearOrLink.MatchString(s)
}

// partsOf reports that the model found more in s than a title.
func partsOf(w *corpus.Work, s string) bool {
	return (len(w.Author) > 0 || w.URL != "") && (w.Issued != nil || w.URL != "") && len(w.Title) < len(s)*9/10
}

// bare reports that nothing but identifiers is known of a reference.
func bare(w *corpus.Work) bool {
	return w.Title == "" && w.ContainerTitle == "" && len(w.Author)+len(w.Editor) == 0 && w.Issued == nil
}
