package bib

import (
	"context"
	"iter"
	"strconv"
	"strings"

	"citegraph/corpus"
)

// ReadCSL reads CSL-JSON: an array of items, one item a line, or a list within
// an object as Crossref and Zotero send it. Fields of a wrong type are left out
// with a note; names and dates may be strings.
func ReadCSL(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return stream(ctx, in, func(b *batch, p *place) { jsonRecords(b, in, p, cslItem) })
}

// cslItem reads one item.
func cslItem(c *scanner) (corpus.Reference, []string) {
	it := cslReader{c: c}
	w := &it.ref.CSL
	c.object(func(key string) { it.field(w, key) })
	w.Type = cslType(w.Type)
	if w.ID != "" {
		it.ref.ID = w.ID
	}
	return it.ref, it.mended
}

// cslReader reads one item; fields it could not take are in mended.
type cslReader struct {
	c      *scanner
	ref    corpus.Reference
	mended []string
}

func (r *cslReader) wrong(key string) {
	r.mended = append(r.mended, "field "+strconv.Quote(cut(key, 40))+" has the wrong type, left out")
}

// set reads a text field.
func (r *cslReader) set(f *string, key string) {
	s, ok := r.c.text()
	if !ok {
		r.wrong(key)
		return
	}
	if s != "" {
		*f = s
	}
}

// textFields are the plain fields by key, our spelling and others'.
func textField(w *corpus.Work, key string) *string {
	switch key {
	case "id":
		return &w.ID
	case "title":
		return &w.Title
	case "container-title", "journal":
		return &w.ContainerTitle
	case "volume":
		return &w.Volume
	case "issue":
		return &w.Issue
	case "page", "pages":
		return &w.Page
	case "DOI", "doi":
		return &w.DOI
	case "PMID", "pmid":
		return &w.PMID
	case "PMCID", "pmcid":
		return &w.PMCID
	case "type":
		return &w.Type
	case "abstract":
		return &w.Abstract
	case "URL", "url":
		return &w.URL
	case "publisher":
		return &w.Publisher
	case "publisher-place", "publisher-location":
		return &w.PublisherPlace
	case "container-title-short", "journalAbbreviation", "short-container-title":
		return &w.ContainerTitleShort
	case "title-short", "shortTitle":
		return &w.TitleShort
	case "collection-title":
		return &w.CollectionTitle
	case "event-title", "event":
		return &w.EventTitle
	case "citation-key", "citekey":
		return &w.CitationKey
	case "edition":
		return &w.Edition
	case "genre":
		return &w.Genre
	case "language":
		return &w.Language
	case "medium":
		return &w.Medium
	case "note":
		return &w.Note
	case "number", "article-number":
		return &w.Number
	case "number-of-pages":
		return &w.NumberOfPages
	case "status":
		return &w.Status
	case "version":
		return &w.Version
	}
	return nil
}

func (r *cslReader) field(w *corpus.Work, key string) {
	if f := textField(w, key); f != nil {
		if key == "event" && r.c.peek() == '{' { // Crossref's event is an object
			r.c.skip()
			return
		}
		r.set(f, key)
		return
	}
	switch key {
	case "author", "authors":
		w.Author = r.names(key)
	case "editor":
		w.Editor = r.names(key)
	case "translator":
		w.Translator = r.names(key)
	case "issued", "published":
		r.date(&w.Issued, key)
	case "accessed":
		r.date(&w.Accessed, key)
	case "year":
		if s, ok := r.c.text(); ok && w.Issued == nil {
			w.Issued = parseDate(s)
		}
	case "ISBN", "ISSN", "isbn", "issn":
		r.ids(w, key)
	case "keyword", "keywords":
		if l, ok := r.c.list(); ok {
			w.Keyword = strings.Join(l, ", ")
		} else {
			r.wrong(key)
		}
	case "custom":
		r.custom(w)
	case "reference":
		r.references()
	default:
		r.c.skip()
	}
}

func (r *cslReader) ids(w *corpus.Work, key string) {
	l, ok := r.c.list()
	switch {
	case !ok:
		r.wrong(key)
	case strings.EqualFold(key, "ISBN"):
		w.ISBN = strings.Join(l, " ")
	default:
		w.ISSN = strings.Join(l, " ")
	}
}

func (r *cslReader) names(key string) []corpus.Name {
	switch r.c.peek() {
	case '[':
	case '"':
		return namesOf(r.c.str())
	default:
		if s := r.c.peek(); s != 'n' {
			r.wrong(key)
		}
		r.c.skip()
		return nil
	}
	var out []corpus.Name
	r.c.array(func() {
		switch r.c.peek() {
		case '{':
			if n := r.name(); n != (corpus.Name{}) {
				out = append(out, n)
			}
		case '"':
			out = append(out, nameOf(r.c.str()))
		default:
			r.c.skip()
			r.wrong(key)
		}
	})
	return out
}

// namesOf reads several names in one string.
func namesOf(s string) []corpus.Name {
	sep := ""
	switch {
	case strings.Contains(s, ";"):
		sep = ";"
	case strings.Contains(s, " and "):
		sep = " and "
	default:
		return []corpus.Name{nameOf(s)}
	}
	var out []corpus.Name
	for _, part := range strings.Split(s, sep) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, nameOf(part))
		}
	}
	return out
}

func (r *cslReader) name() (n corpus.Name) {
	var dropping, particle string
	r.c.object(func(key string) {
		f := (*string)(nil)
		switch key {
		case "family":
			f = &n.Family
		case "given":
			f = &n.Given
		case "suffix":
			f = &n.Suffix
		case "literal", "name":
			f = &n.Literal
		case "ORCID", "orcid":
			f = &n.ORCID
		case "non-dropping-particle":
			f = &particle
		case "dropping-particle":
			f = &dropping
		default:
			r.c.skip()
			return
		}
		r.set(f, key)
	})
	if n.Family != "" {
		n.Family = strings.TrimSpace(particle + " " + n.Family)
		if dropping != "" {
			n.Family = dropping + " " + n.Family
		}
	}
	return n
}

// cslType is the CSL type for the type names of others.
func cslType(s string) string {
	switch s {
	case "journal-article", "article", "review", "editorial", "letter", "posted-content", "preprint":
		if s == "article" {
			return s // CSL's own: a preprint, or an article of no kind
		}
		return "article-journal"
	case "book-chapter", "book-section", "book-part", "reference-entry":
		return "chapter"
	case "proceedings-article":
		return "paper-conference"
	case "monograph", "edited-book", "reference-book", "book-set":
		return "book"
	case "dissertation":
		return "thesis"
	case "misc", "other", "generic":
		return "document"
	case "report-component", "report-series":
		return "report"
	}
	return cut(clean(s), 64)
}
