package bib

import (
	"context"
	"iter"
	"strings"

	"citegraph/corpus"
)

// ReadPubMed reads PubMed's XML with the reference lists that it holds: a
// reference of which PubMed knows only the string has Raw alone.
func ReadPubMed(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return stream(ctx, in, func(b *batch, p *place) {
		names := []string{"PubmedArticle", "PubmedBookArticle"}
		if !strings.Contains(p.text, "<PubmedArticle") && !strings.Contains(p.text, "<PubmedBookArticle") {
			names = []string{"MedlineCitation"}
		}
		xmlRecords(b, p, names, func(n *node, start, end int) bool {
			ref := pubMedReference(n)
			for i := range ref.References {
				for _, what := range tidy(&ref.References[i].CSL) {
					b.mend(p, start, end, what)
				}
			}
			return b.finish(p, ref, start, end)
		})
	})
}

func pubMedReference(n *node) corpus.Reference {
	c := n.one("MedlineCitation")
	if n.name == "MedlineCitation" {
		c = n
	}
	if c == nil {
		return pubMedBook(n)
	}
	a := c.one("Article")
	w := corpus.Work{
		Type:                "article-journal",
		PMID:                c.get("PMID"),
		Title:               medlineTitle(a.get("ArticleTitle", "VernacularTitle")),
		ContainerTitle:      a.get("Journal/Title"),
		ContainerTitleShort: a.get("Journal/ISOAbbreviation"),
		Volume:              a.get("Journal/JournalIssue/Volume"),
		Issue:               a.get("Journal/JournalIssue/Issue"),
		Page:                a.get("Pagination/MedlinePgn"),
		ISSN:                strings.Join(a.list("Journal/ISSN"), " "),
		Language:            a.get("Language"),
		Abstract:            strings.Join(a.list("Abstract/AbstractText"), " "),
		Author:              pubMedNames(a.all("AuthorList/Author")),
		Issued:              pubMedDate(a.one("Journal/JournalIssue/PubDate")),
	}
	if w.ContainerTitle == "" {
		w.ContainerTitle = c.get("MedlineJournalInfo/MedlineTA")
	}
	if w.ContainerTitleShort == "" {
		w.ContainerTitleShort = c.get("MedlineJournalInfo/MedlineTA")
	}
	if w.ContainerTitleShort == w.ContainerTitle {
		w.ContainerTitleShort = ""
	}
	if w.Page == "" {
		w.Page = a.get("Pagination/StartPage")
		if e := a.get("Pagination/EndPage"); e != "" {
			w.Page += "-" + e
		}
	}
	if w.Issued == nil {
		w.Issued = pubMedDate(a.one("ArticleDate"))
	}
	kw := c.list("KeywordList/Keyword")
	if len(kw) == 0 {
		kw = c.list("MeshHeadingList/MeshHeading/DescriptorName")
	}
	w.Keyword = strings.Join(kw, ", ")
	for _, t := range a.list("PublicationTypeList/PublicationType") {
		nbibType(&w, t)
	}
	for _, e := range a.all("ELocationID") {
		if e.attribute("EIdType") == "doi" {
			w.DOI = clean(e.text.String())
		}
	}
	articleIDs(&w, n.all("PubmedData/ArticleIdList/ArticleId"))
	for _, k := range c.all("CommentsCorrectionsList/CommentsCorrections") {
		if k.attribute("RefType") == "RetractionIn" {
			custom(&w).Retracted = true
		}
	}
	ref := corpus.Reference{ID: w.PMID, CSL: w}
	pubMedList(&ref, n.one("PubmedData"))
	return ref
}

// articleIDs takes the ids that w lacks.
func articleIDs(w *corpus.Work, ids []*node) {
	for _, id := range ids {
		v := clean(id.text.String())
		var f *string
		switch id.attribute("IdType") {
		case "doi":
			f = &w.DOI
		case "pubmed":
			f = &w.PMID
		case "pmc", "pmcid":
			f = &w.PMCID
		default:
			continue
		}
		if *f == "" {
			*f = v
		}
	}
}

// pubMedList reads reference lists, which may stand within each other.
func pubMedList(ref *corpus.Reference, data *node) {
	var walk func(n *node, depth int)
	walk = func(n *node, depth int) {
		for _, l := range n.all("ReferenceList") {
			for _, r := range l.all("Reference") {
				one := corpus.Reference{N: len(ref.References) + 1, Raw: cut(plain(r.get("Citation")), maxTitle), Confidence: 1}
				articleIDs(&one.CSL, r.all("ArticleIdList/ArticleId"))
				if len(ref.References) < maxCited && (one.Raw != "" || one.CSL.PMID != "" || one.CSL.DOI != "") {
					ref.References = append(ref.References, one)
				}
			}
			if depth < 10 {
				walk(l, depth+1)
			}
		}
	}
	if data != nil {
		walk(data, 0)
	}
}

func pubMedNames(as []*node) []corpus.Name {
	var out []corpus.Name
	for _, a := range as {
		n := corpus.Name{Family: a.get("LastName"), Given: a.get("ForeName", "FirstName", "Initials"), Suffix: a.get("Suffix"), Literal: a.get("CollectiveName")}
		for _, id := range a.all("Identifier") {
			if id.attribute("Source") == "ORCID" {
				n.ORCID = clean(id.text.String())
			}
		}
		out = append(out, n)
	}
	return out
}

func pubMedDate(n *node) *corpus.Date {
	if n == nil {
		return nil
	}
	y := atoi(n.get("Year"))
	if y == 0 {
		return parseDate(n.get("MedlineDate"))
	}
	m := month(n.get("Month"))
	if m == 0 {
		m = atoi(n.get("Month"))
	}
	season := n.get("Season")
	if s := seasonOf(season); s != "" {
		season = s
	}
	return dateOf(y, m, atoi(n.get("Day")), season)
}

// pubMedBook reads a book or chapter of NCBI's bookshelf.
func pubMedBook(n *node) corpus.Reference {
	d := n.one("BookDocument")
	if d == nil {
		return corpus.Reference{}
	}
	w := corpus.Work{
		Type: "chapter", PMID: d.get("PMID"), Title: medlineTitle(d.get("ArticleTitle")), ContainerTitle: d.get("Book/BookTitle"),
		Publisher: d.get("Book/Publisher/PublisherName"), PublisherPlace: d.get("Book/Publisher/PublisherLocation"), ISBN: d.get("Book/Isbn"),
		Language: d.get("Language"), Abstract: strings.Join(d.list("Abstract/AbstractText"), " "), Issued: pubMedDate(d.one("Book/PubDate")),
	}
	for _, l := range append(d.all("AuthorList"), d.all("Book/AuthorList")...) {
		if l.attribute("Type") == "editors" {
			w.Editor = append(w.Editor, pubMedNames(l.all("Author"))...)
		} else {
			w.Author = append(w.Author, pubMedNames(l.all("Author"))...)
		}
	}
	if w.Title == "" {
		w.Title, w.ContainerTitle, w.Type = w.ContainerTitle, "", "book"
	}
	articleIDs(&w, append(n.all("PubmedBookData/ArticleIdList/ArticleId"), d.all("ArticleIdList/ArticleId")...))
	return corpus.Reference{ID: w.PMID, CSL: w}
}
