package main

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"citegraph/graph"
	"citegraph/graph/export"
)

// worksCSV writes works as RFC 4180 rows with a header. A cell that a
// spreadsheet would take for a formula gets an apostrophe; numbers are left
// alone.
func worksCSV(w io.Writer, works []*graph.Work) error {
	out := csv.NewWriter(w)
	head := []string{"id", "key", "title", "authors", "year", "container-title", "volume", "issue", "page", "DOI", "PMID", "cited", "held"}
	if err := out.Write(head); err != nil {
		return err
	}
	for _, k := range works {
		c := &k.CSL
		var names []string
		for _, n := range c.Author {
			names = append(names, nameText(n))
		}
		year := ""
		if y := c.Year(); y != 0 {
			year = strconv.Itoa(y)
		}
		row := []string{k.ID, k.Key, c.Title, strings.Join(names, "; "), year, c.ContainerTitle, c.Volume, c.Issue, c.Page, c.DOI, c.PMID,
			strconv.Itoa(k.CitedBy), strconv.FormatBool(k.Held)}
		for i := range row {
			row[i] = export.Guarded(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
