package html

import (
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
	"citegraph/corpus/person"
)

// describe gives what a page says of itself: citation_* (Highwire), then
// JSON-LD, Dublin Core, PRISM, eprints and Open Graph metadata, then its title.
func (s *survey) describe() corpus.Work {
	w := corpus.Work{}
	m := s.group()
	first := func(keys ...string) string {
		for _, k := range keys {
			if v := m[k]; len(v) > 0 {
				return v[0]
			}
		}
		return ""
	}
	w.Title = first("citation_title", "bepress_citation_title", "eprints.title")
	for i, a := range m.all("citation_author", "bepress_citation_author", "eprints.creators_name") {
		n := nameOf(a)
		if o := m["citation_author_orcid"]; i < len(o) && len(o) == len(m["citation_author"]) {
			n.ORCID, _ = ident.ORCID(o[i])
		}
		w.Author = append(w.Author, n)
	}
	if len(w.Author) == 0 {
		for _, a := range strings.Split(first("citation_authors"), ";") {
			if strings.TrimSpace(a) != "" {
				w.Author = append(w.Author, nameOf(a))
			}
		}
	}
	w.ContainerTitle = first("citation_journal_title", "bepress_citation_journal_title", "prism.publicationname", "eprints.publication", "citation_conference_title", "citation_inbook_title", "citation_book_title")
	w.ContainerTitleShort = first("citation_journal_abbrev")
	w.Volume = first("citation_volume", "bepress_citation_volume", "prism.volume", "eprints.volume")
	w.Issue = first("citation_issue", "bepress_citation_issue", "prism.number", "eprints.number")
	w.Page = pages(span(first("citation_firstpage", "bepress_citation_firstpage", "prism.startingpage"), first("citation_lastpage", "bepress_citation_lastpage", "prism.endingpage")))
	if w.Page == "" {
		w.Page = pages(first("citation_article_number", "eprints.pagerange", "citation_pages"))
	}
	w.Issued = date(first("citation_publication_date", "citation_cover_date", "citation_date", "citation_year", "bepress_citation_date", "prism.publicationdate", "citation_online_date"))
	w.Publisher = first("citation_publisher", "citation_technical_report_institution", "citation_dissertation_institution", "bepress_citation_publisher")
	w.Language = first("citation_language")
	w.Abstract = plain(stripTags(first("citation_abstract", "eprints.abstract")))
	if ks := m.all("citation_keywords", "citation_keyword"); len(ks) > 0 {
		w.Keyword = strings.Join(splitKeywords(ks), ", ")
	}
	for _, v := range m.all("citation_doi", "bepress_citation_doi", "prism.doi") {
		setDOI(&w, v)
	}
	if v, ok := ident.PMID(first("citation_pmid")); ok {
		w.PMID = v
	}
	if v, ok := ident.PMCID(first("citation_pmcid")); ok {
		w.PMCID = v
	}
	if v, ok := ident.ISSN(first("citation_issn", "prism.issn")); ok {
		w.ISSN = v
	}
	if v, ok := ident.ISBN(first("citation_isbn")); ok {
		w.ISBN = v
	}
	if w.Title != "" && w.ContainerTitle != "" {
		w.Type = "article-journal"
	}
	if first("citation_dissertation_institution") != "" {
		w.Type = "thesis"
	}
	for _, ld := range s.ld {
		fill(&w, linked(ld))
	}
	fill(&w, dublin(m, first))
	if w.Title == "" {
		w.Title = first("og:title", "twitter:title")
	}
	return w
}

// group is metadata by name.
type group map[string][]string

func (s *survey) group() group {
	g := group{}
	for _, p := range s.meta {
		g[p.key] = append(g[p.key], p.val)
	}
	return g
}

// all are the values of the first of the names that has any.
func (g group) all(keys ...string) []string {
	for _, k := range keys {
		if len(g[k]) > 0 {
			return g[k]
		}
	}
	return nil
}

// dublin reads Dublin Core and plain HTML metadata.
func dublin(m group, first func(...string) string) corpus.Work {
	w := corpus.Work{
		Title:     first("dc.title", "dcterms.title"),
		Publisher: first("dc.publisher", "dcterms.publisher"),
		Language:  first("dc.language", "dcterms.language"),
		Issued:    date(first("dc.date", "dcterms.date", "dcterms.issued", "dc.date.issued", "article:published_time")),
		Abstract:  plain(first("dcterms.abstract", "dc.description")),
	}
	for _, a := range m.all("dc.creator", "dcterms.creator", "dc.creator.personalname", "author") {
		for _, one := range strings.Split(a, ";") {
			if one = strings.TrimSpace(one); one != "" {
				w.Author = append(w.Author, nameOf(one))
			}
		}
	}
	for _, id := range m.all("dc.identifier", "dcterms.identifier", "dc.identifier.doi") {
		setDOI(&w, id)
	}
	if src := first("dc.source", "dcterms.ispartof", "dc.relation.ispartof"); src != "" && len(src) < 200 {
		w.ContainerTitle = src
	}
	if ks := m.all("keywords", "dc.subject", "dcterms.subject"); len(ks) > 0 {
		w.Keyword = strings.Join(splitKeywords(ks), ", ")
	}
	return w
}

func setDOI(w *corpus.Work, s string) {
	if w.DOI != "" || !strings.Contains(s, "10.") {
		return
	}
	if v, ok := ident.DOI(s); ok {
		w.DOI = v
	}
}

func span(a, b string) string {
	if a == "" || b == "" {
		return a
	}
	return a + "-" + b
}

func splitKeywords(ks []string) []string {
	var out []string
	for _, k := range ks {
		sep := ","
		if strings.Contains(k, ";") {
			sep = ";"
		}
		for _, w := range strings.Split(k, sep) {
			if w = strings.Join(strings.Fields(w), " "); w != "" {
				out = append(out, w)
			}
		}
	}
	return out
}

// nameOf reads a name of metadata: "Family, Given", "Given Family", a body.
func nameOf(s string) corpus.Name {
	s = strings.Join(strings.Fields(s), " ")
	if f, g, ok := strings.Cut(s, ", "); ok && !strings.Contains(g, ",") && f != "" {
		return corpus.Name{Family: f, Given: g}
	}
	return person.Parse(s)
}

// date reads "2019", "2019/03/01", "2019-03", "March 1, 2019"; nil without a
// year.
func date(s string) *corpus.Date {
	y := year(s)
	if y == 0 {
		return nil
	}
	parts := []int{y}
	f := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if len(f) >= 2 && f[0] == strconv.Itoa(y) {
		if m, err := strconv.Atoi(f[1]); err == nil && m >= 1 && m <= 12 && len(f[1]) <= 2 {
			parts = append(parts, m)
			if len(f) >= 3 {
				if d, err := strconv.Atoi(f[2]); err == nil && d >= 1 && d <= 31 && len(f[2]) <= 2 {
					parts = append(parts, d)
				}
			}
		}
	}
	return &corpus.Date{Parts: [][]int{parts}}
}

// pages writes first-last with a hyphen and the last page in full.
func pages(s string) string {
	s = strings.NewReplacer("–", "-", "—", "-", "−", "-", "--", "-").Replace(strings.TrimSpace(s))
	a, b, ok := strings.Cut(s, "-")
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	if !ok || a == "" || b == "" || strings.ContainsAny(s, ",;") {
		return s
	}
	if a == b {
		return a
	}
	if n := len(a) - len(b); n > 0 && digits(b) && digits(a[n:]) && a[n:] < b {
		b = a[:n] + b
	}
	return a + "-" + b
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// fill adds to w what only o knows.
func fill(w *corpus.Work, o corpus.Work) {
	for _, p := range [][2]*string{
		{&w.Title, &o.Title}, {&w.ContainerTitle, &o.ContainerTitle}, {&w.ContainerTitleShort, &o.ContainerTitleShort},
		{&w.Volume, &o.Volume}, {&w.Issue, &o.Issue}, {&w.Page, &o.Page}, {&w.Publisher, &o.Publisher},
		{&w.DOI, &o.DOI}, {&w.PMID, &o.PMID}, {&w.ISSN, &o.ISSN}, {&w.ISBN, &o.ISBN}, {&w.Abstract, &o.Abstract},
		{&w.Keyword, &o.Keyword}, {&w.Language, &o.Language}, {&w.Type, &o.Type}, {&w.URL, &o.URL},
	} {
		if *p[0] == "" {
			*p[0] = *p[1]
		}
	}
	if len(w.Author) == 0 {
		w.Author = o.Author
	}
	if w.Issued == nil {
		w.Issued = o.Issued
	}
}
