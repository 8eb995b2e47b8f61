package bib

import (
	"context"
	"iter"
	"regexp"
	"strings"

	"citegraph/corpus"
)

// ReadScopus reads Scopus's CSV export with its references, and any other CSV
// of works whose headings say what they are (Web of Science, PubMed summaries,
// screening tools).
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
		Type:                scopusType(t.get("document type", "type", "publication type", "item type")),
		Title:               t.get("title", "article title", "primary_title"),
		ContainerTitle:      t.get("source title", "journal/book", "journal", "publication title", "publication", "secondary_title", "container title"),
		ContainerTitleShort: t.get("abbreviated source title", "journal abbreviation", "journal iso abbreviation"),
		CollectionTitle:     t.get("series title", "book series title"),
		EventTitle:          t.get("conference name", "conference title"),
		Volume:              t.get("volume"),
		Issue:               t.get("issue", "number"),
		Page:                t.get("page start", "start page", "pages", "page"),
		NumberOfPages:       t.get("num pages"),
		Publisher:           t.get("publisher"),
		PublisherPlace:      t.get("publisher address", "place"),
		DOI:                 t.get("doi"),
		PMID:                t.get("pubmed id", "pmid"),
		PMCID:               t.get("pmcid"),
		ISSN:                strings.TrimSpace(t.get("issn") + " " + t.get("eissn")),
		ISBN:                strings.ReplaceAll(t.get("isbn"), ";", " "),
		URL:                 t.get("url"),
		Abstract:            t.get("abstract", "abstract note", "notes_abstract"),
		Language:            t.get("language of original document", "language"),
		Keyword:             strings.ReplaceAll(t.get("author keywords", "keywords", "index keywords", "manual tags"), ";", ","),
		Editor:              namesOfCell(t.get("editors", "editor")),
		Issued:              parseDate(t.get("year", "publication year", "publication date", "date")),
	}
	if to := t.get("page end", "end page"); to != "" && to != w.Page {
		w.Page += "-" + to
	}
	if w.Page == "" {
		w.Page = t.get("art. no.", "article number")
	}
	w.Author = fullNames(t.get("author full names"))
	if w.Author == nil {
		w.Author = namesOfCell(t.get("authors", "author"))
	}
	if l := t.get("link"); w.URL == "" && strings.HasPrefix(l, "http") && w.DOI == "" {
		w.URL = l
	}
	if w.Abstract == "[No abstract available]" {
		w.Abstract = ""
	}
	if strings.EqualFold(t.get("document type"), "retracted") {
		custom(&w).Retracted = true
	}
	ref := corpus.Reference{ID: t.get("eid", "ut (unique wos id)", "record_id", "key", "id"), CSL: w}
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

func scopusType(s string) string {
	switch strings.ToLower(s) {
	case "":
		return ""
	case "book", "monograph":
		return "book"
	case "book chapter", "booksection", "book section":
		return "chapter"
	case "conference paper", "proceedings paper", "conferencepaper":
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

var scopusID = regexp.MustCompile(`\s*\(\d{5,}\)\s*$`)

// fullNames reads "Smith, John (57190…); Doe, Ann (…)".
func fullNames(s string) []corpus.Name {
	var out []corpus.Name
	for _, part := range strings.Split(s, ";") {
		if part = strings.TrimSpace(scopusID.ReplaceAllString(part, "")); part != "" {
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
