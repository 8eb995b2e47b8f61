package bib

import (
	"context"
	"iter"
	"strings"

	"citegraph/corpus"
)

// ReadScopus reads Scopus's CSV export with its references, and any other CSV
// of works whose headings say what they are: Web of Science, PubMed summaries,
// Embase, IEEE Xplore, Dimensions, Lens, Zotero, Covidence, Rayyan.
func ReadScopus(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return stream(ctx, in, func(b *batch, p *place) {
		csvRecords(b, p, func(t *table, start, end int) bool {
			ref := scopusReference(t)
			for i := range ref.References {
				for _, what := range tidy(&ref.References[i].CSL) {
					b.mend(p, start, end, what)
				}
			}
			return b.finish(p, ref, start, end)
		})
	})
}

func scopusReference(t *table) corpus.Reference {
	w := corpus.Work{
		Type:                scopusType(t.get("document type", "type", "publication type", "item type", "document identifier")),
		Title:               t.get("title", "article title", "document title", "primary_title"),
		ContainerTitle:      t.get("source title", "journal/book", "journal", "publication title", "publication", "secondary_title", "container title"),
		ContainerTitleShort: t.get("abbreviated source title", "journal abbreviation", "journal iso abbreviation"),
		CollectionTitle:     t.get("series title", "book series title"),
		EventTitle:          t.get("conference name", "conference title"),
		Volume:              t.get("volume"),
		Issue:               t.get("issue", "issue number", "number"),
		Page:                t.get("page start", "start page", "first page", "pages", "page", "pagination"),
		NumberOfPages:       t.get("num pages"),
		Publisher:           t.get("publisher"),
		PublisherPlace:      t.get("publisher address", "place"),
		DOI:                 t.get("doi"),
		PMID:                t.get("pubmed id", "pmid", "pubmed_id", "medline pmid"),
		PMCID:               t.get("pmcid", "pmc_id"),
		ISSN:                strings.TrimSpace(strings.ReplaceAll(t.get("issn", "issns"), ";", " ") + " " + t.get("eissn")),
		ISBN:                strings.ReplaceAll(t.get("isbn", "isbns"), ";", " "),
		URL:                 t.get("url"),
		Abstract:            t.get("abstract", "abstract note", "notes_abstract"),
		Language:            t.get("language of original document", "language"),
		Keyword:             strings.ReplaceAll(t.get("author keywords", "keywords", "index keywords", "manual tags"), ";", ","),
		Editor:              namesOfCell(t.get("editors", "editor")),
		Issued:              tableDate(t),
	}
	if to := t.get("page end", "end page", "last page"); to != "" && to != w.Page {
		w.Page += "-" + to
	}
	if w.Page == "" {
		w.Page = t.get("art. no.", "article number")
	}
	w.Author = fullNames(t.get("author full names"))
	if w.Author == nil {
		w.Author = namesOfCell(t.get("authors", "author", "author/s", "author names"))
	}
	if l := t.get("link"); w.URL == "" && strings.HasPrefix(l, "http") && w.DOI == "" {
		w.URL = l
	}
	if w.ContainerTitle == "" && t.get("author names") != "" { // Embase; Scopus has "Scopus" there
		w.ContainerTitle = t.get("source")
	}
	if m := pubMedCitation().FindStringSubmatch(t.get("citation")); m != nil && w.Volume == "" {
		w.Volume, w.Issue, w.Page = m[1], m[2], m[3]
	}
	if w.Abstract == "[No abstract available]" {
		w.Abstract = ""
	}
	if strings.EqualFold(t.get("document type"), "retracted") {
		custom(&w).Retracted = true
	}
	ref := corpus.Reference{ID: t.get("eid", "ut (unique wos id)", "record_id", "lens id", "publication id", "key", "id"), CSL: w}
	if t.get("lens id") != "" { // whose references are ids of its own
		if ids := strings.FieldsFunc(t.get("references"), func(r rune) bool { return r == ';' || r == ' ' }); len(ids) > 0 {
			custom(&ref.CSL).Cites = ids[:min(len(ids), maxCited)]
		}
		return ref
	}
	for _, s := range splitReferences(t.get("references", "cited references")) {
		if len(ref.References) >= maxCited {
			break
		}
		one := scopusCited(s)
		one.N = len(ref.References) + 1
		ref.References = append(ref.References, one)
	}
	return ref
}

// pubMedCitation reads "Psychiatr Serv. 1995 Oct;46(10):1037-44. doi: …".
var pubMedCitation = corpus.Lazily(`;([\w-]{1,12})(?:\(([^()]{1,20})\))?:([\w-]{1,24})\.`)

// tableDate: the year has a column of its own; others, of the same year, tell
// month and day.
func tableDate(t *table) *corpus.Date {
	best := parseDate(t.get("year", "publication year", "published year", "pubyear", "publication date", "date published", "date"))
	if best.Year() == 0 {
		return best
	}
	if m := atoi(t.get("month", "published month")); m > 0 {
		if d := dateOf(best.Year(), m, atoi(t.get("day")), ""); d != nil {
			return d
		}
	}
	for _, h := range [...]string{"publication date", "date published", "date of publication", "issue date", "date"} {
		if d := parseDate(t.get(h)); d.Year() == best.Year() && len(d.Parts[0]) > len(best.Parts[0]) {
			best = d
		}
	}
	return best
}

func scopusType(s string) string {
	switch strings.ToLower(s) {
	case "":
		return ""
	case "book", "monograph", "edited book":
		return "book"
	case "book chapter", "booksection", "book section", "chapter":
		return "chapter"
	case "conference paper", "proceedings paper", "conferencepaper", "proceeding", "ieee conferences", "conference proceedings article":
		return "paper-conference"
	case "report":
		return "report"
	case "thesis":
		return "thesis"
	case "webpage":
		return "webpage"
	case "data paper", "dataset":
		return "dataset"
	case "preprint":
		return "article"
	}
	return "article-journal"
}

var scopusID = corpus.Lazily(`\s*\(\d{5,}\)\s*$`)

// fullNames reads "Smith, John (57190…); Doe, Ann (…)".
func fullNames(s string) []corpus.Name {
	var out []corpus.Name
	for _, part := range strings.Split(s, ";") {
		if part = strings.TrimSpace(scopusID().ReplaceAllString(part, "")); part != "" {
			out = append(out, nameOf(part))
		}
	}
	return out
}

// namesOfCell reads "Smith, J.; Doe, A.B.", "Smith J., Doe A.B." or "Smith J;
// Doe AB".
func namesOfCell(s string) []corpus.Name {
	s = strings.TrimSuffix(strings.TrimSpace(s), ".")
	if s == "" || strings.EqualFold(s, "[No author name available]") {
		return nil
	}
	sep := ";"
	if !strings.Contains(s, ";") {
		if strings.Contains(s, " and ") {
			return namesOf(s)
		}
		first, _, _ := strings.Cut(s, ",")
		ws := strings.Fields(first)
		if !strings.Contains(s, ",") || len(ws) < 2 || !initials(strings.Trim(ws[len(ws)-1], ".")) && !initials(ws[len(ws)-1]) {
			if strings.Contains(s, ",") {
				return []corpus.Name{nameOf(s)}
			}
			return []corpus.Name{medlineName(s)}
		}
		sep = ","
	}
	var out []corpus.Name
	for _, part := range strings.Split(s, sep) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, medlineName(part))
		}
	}
	return out
}
