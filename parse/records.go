package parse

import (
	"context"

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

// bare reports that nothing but identifiers is known of a reference.
func bare(w *corpus.Work) bool {
	return w.Title == "" && w.ContainerTitle == "" && len(w.Author)+len(w.Editor) == 0 && w.Issued == nil
}
