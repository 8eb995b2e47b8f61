package bib

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"strings"

	"citegraph/corpus"
)

// WriteEndNote writes the XML that EndNote imports.
func WriteEndNote(w io.Writer, works iter.Seq[*corpus.Work]) error {
	bw := bufio.NewWriter(w)
	bw.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n<xml><records>\n")
	n := 0
	for work := range works {
		n++
		writeEndNote(bw, work, n)
	}
	bw.WriteString("</records></xml>\n")
	return bw.Flush()
}

// The number and name of EndNote's type for CSL types.
var typesEndNote = map[string][2]string{
	"article-journal": {"17", "Journal Article"}, "book": {"6", "Book"}, "chapter": {"5", "Book Section"},
	"paper-conference": {"47", "Conference Paper"}, "thesis": {"32", "Thesis"}, "report": {"27", "Report"}, "webpage": {"12", "Web Page"},
	"article-magazine": {"19", "Magazine Article"}, "article-newspaper": {"23", "Newspaper Article"}, "patent": {"25", "Patent"},
	"software": {"9", "Computer Program"}, "dataset": {"59", "Dataset"}, "manuscript": {"34", "Unpublished Work"},
	"personal_communication": {"26", "Personal Communication"}, "motion_picture": {"21", "Film or Broadcast"}, "map": {"20", "Map"},
	"legislation": {"31", "Statute"}, "bill": {"4", "Bill"}, "standard": {"58", "Standard"}, "entry-encyclopedia": {"53", "Encyclopedia"}, "entry-dictionary": {"52", "Dictionary"},
}

func writeEndNote(bw *bufio.Writer, w *corpus.Work, n int) {
	t, ok := typesEndNote[w.Type]
	if !ok {
		t = [2]string{"13", "Generic"}
	}
	fmt.Fprintf(bw, `<record><rec-number>%d</rec-number><ref-type name="%s">%s</ref-type>`, n, t[1], t[0])
	x := xmlWriter{bw}
	put, group := x.put, x.group
	group("contributors", func() {
		x.names("authors", w.Author)
		x.names("secondary-authors", w.Editor)
		x.names("subsidiary-authors", w.Translator)
	})
	group("titles", func() { x.titles(w) })
	put(w.Page, "pages")
	put(w.Volume, "volume")
	put(w.Issue, "number")
	put(w.Edition, "edition")
	if w.Keyword != "" {
		group("keywords", func() {
			for _, k := range strings.Split(w.Keyword, ", ") {
				put(k, "keyword")
			}
		})
	}
	if w.Issued != nil {
		group("dates", func() { x.dates(w.Issued) })
	}
	put(w.PublisherPlace, "pub-location")
	put(w.Publisher, "publisher")
	put(strings.TrimSpace(w.ISSN+" "+w.ISBN), "isbn")
	put(w.PMID, "accession-num")
	key := w.ID
	if key == "" {
		key = w.CitationKey
	}
	put(key, "label")
	put(w.PMCID, "custom2")
	put(stubMarkOf(w), "custom7")
	put(w.DOI, "electronic-resource-num")
	put(w.Abstract, "abstract")
	put(w.Note, "notes")
	put(w.Genre, "work-type")
	put(w.URL, "urls", "related-urls", "url")
	if w.PMID != "" {
		put("PubMed", "remote-database-name")
	}
	put(w.Language, "language")
	put(isoDate(w.Accessed, "-"), "access-date")
	bw.WriteString("</record>\n")
}

// escape writes s as XML text. bufio keeps the first error for Flush.
func escape(bw *bufio.Writer, s string) { _ = xml.EscapeText(bw, []byte(s)) }

// xmlWriter writes elements. bufio keeps the first error for Flush.
type xmlWriter struct{ *bufio.Writer }

// put writes value within the elements of path; of "" it writes nothing.
func (x xmlWriter) put(value string, path ...string) {
	if value == "" {
		return
	}
	for _, p := range path {
		x.WriteString("<" + p + ">")
	}
	escape(x.Writer, value)
	for i := len(path) - 1; i >= 0; i-- {
		x.WriteString("</" + path[i] + ">")
	}
}

func (x xmlWriter) group(name string, inner func()) {
	x.WriteString("<" + name + ">")
	inner()
	x.WriteString("</" + name + ">")
}

func (x xmlWriter) names(list string, ns []corpus.Name) {
	if len(ns) == 0 {
		return
	}
	x.group(list, func() {
		for _, n := range ns {
			x.put(risName(n), "author")
		}
	})
}

func (x xmlWriter) titles(w *corpus.Work) {
	x.put(w.Title, "title")
	x.put(w.TitleShort, "short-title")
	if w.Type == "book" {
		x.put(w.CollectionTitle, "secondary-title")
		return
	}
	x.put(w.ContainerTitle, "secondary-title")
	x.put(w.CollectionTitle, "tertiary-title")
	x.put(w.ContainerTitleShort, "alt-title")
}

func (x xmlWriter) dates(d *corpus.Date) {
	if d.Year() == 0 {
		x.put(d.Literal, "year")
		return
	}
	x.put(pad(d.Year(), 4), "year")
	if len(d.Parts[0]) > 1 || d.Season != "" {
		x.put(medlineDate(d), "pub-dates", "date")
	}
}
