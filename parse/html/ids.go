package html

import (
	"net/url"
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// identify takes the identifier that a link leads to.
func identify(w *corpus.Work, href string) {
	if href == "" || len(href) > 2048 {
		return
	}
	low := strings.ToLower(href)
	switch {
	case strings.Contains(low, "scholar.google"), strings.Contains(low, "google.com/search"), strings.HasPrefix(low, "#"):
	case strings.Contains(low, "doi.org/10."), strings.HasPrefix(low, "doi:"), strings.Contains(low, "doi.org/doi:"):
		if v, ok := ident.DOI(href); ok && w.DOI == "" {
			w.DOI = v
		}
	case strings.Contains(low, "pubmed.ncbi.nlm.nih.gov/"), strings.Contains(low, "nih.gov/pubmed/"):
		if v, ok := ident.PMID(href); ok && w.PMID == "" {
			w.PMID = v
		}
	case strings.Contains(low, "list_uids="), strings.Contains(low, "access_num=") && strings.Contains(low, "link_type=med"):
		if u, err := url.Parse(href); err == nil && w.PMID == "" {
			if v, ok := ident.PMID(firstOf(u.Query().Get("list_uids"), u.Query().Get("access_num"))); ok {
				w.PMID = v
			}
		}
	case strings.Contains(low, "/pmc/articles/pmc"), strings.Contains(low, "pmc.ncbi.nlm.nih.gov/articles/pmc"):
		if v, ok := ident.PMCID(href); ok && w.PMCID == "" {
			w.PMCID = v
		}
	case strings.Contains(low, "arxiv.org/abs/"), strings.Contains(low, "arxiv.org/pdf/"):
		if v, ok := ident.ArXiv(href); ok && (w.Custom == nil || w.Custom.ArXiv == "") {
			w.Custom = &corpus.Custom{ArXiv: v}
		}
	}
}

// fields are what the links of an entry and its COinS say of it, nil where
// nothing.
func (e *entry) fields() *corpus.Work {
	w := e.work
	e.parts.into(&w)
	if w.DOI == "" && w.PMID == "" && w.PMCID == "" && w.Custom == nil && w.Title == "" && w.ContainerTitle == "" {
		return nil
	}
	return &w
}

// coins reads an OpenURL context object in a span's title (COinS, NISO
// Z39.88-2004), as wikis and catalogues write it.
func coins(w *corpus.Work, title string) {
	if len(title) > 8<<10 {
		return
	}
	q, err := url.ParseQuery(strings.ReplaceAll(title, ";", "%3B"))
	if err != nil {
		return
	}
	get := func(k string) string { return strings.Join(strings.Fields(q.Get("rft."+k)), " ") }
	container := firstOf(get("jtitle"), get("stitle"))
	switch genre := get("genre"); {
	case get("atitle") != "":
		w.Title, w.ContainerTitle = get("atitle"), firstOf(container, get("btitle"), get("title"))
		w.Type = "article-journal"
		if genre == "bookitem" || get("btitle") != "" {
			w.Type = "chapter"
		}
	case get("btitle") != "":
		w.Title, w.Type = get("btitle"), "book"
	case container != "" && get("title") != "":
		w.Title, w.ContainerTitle = get("title"), container
	default:
		w.Title = get("title")
	}
	coinNames(w, q)
	if y := year(get("date")); y > 0 {
		w.Issued = date(get("date"))
	}
	w.Volume, w.Issue = get("volume"), get("issue")
	w.Page = pages(firstOf(get("pages"), get("spage")))
	if e := get("epage"); e != "" && get("pages") == "" && get("spage") != "" {
		w.Page = pages(get("spage") + "-" + e)
	}
	w.Publisher, w.PublisherPlace, w.Edition = get("pub"), get("place"), get("edition")
	if v, ok := ident.ISBN(get("isbn")); ok {
		w.ISBN = v
	}
	if v, ok := ident.ISSN(get("issn")); ok {
		w.ISSN = v
	}
	for _, id := range q["rft_id"] {
		switch {
		case strings.HasPrefix(id, "info:doi/"):
			if v, ok := ident.DOI(id[len("info:doi/"):]); ok {
				w.DOI = v
			}
		case strings.HasPrefix(id, "info:pmid/"):
			if v, ok := ident.PMID(id[len("info:pmid/"):]); ok {
				w.PMID = v
			}
		case strings.HasPrefix(id, "http") && w.URL == "":
			w.URL = id
		}
	}
}

// coinNames takes the authors: the first in two parts, all by whole names.
func coinNames(w *corpus.Work, q url.Values) {
	var out []corpus.Name
	if f := q.Get("rft.aulast"); f != "" {
		out = append(out, corpus.Name{Family: f, Given: firstOf(q.Get("rft.aufirst"), q.Get("rft.auinit"))})
	}
	for _, au := range q["rft.au"] {
		n := nameOf(au)
		if len(out) > 0 && n.Family == out[0].Family && n.Given == out[0].Given {
			continue
		}
		out = append(out, n)
	}
	w.Author = out
}

// year is the first number of four digits in s that may be a year, else 0.
func year(s string) int {
	for i := 0; i+4 <= len(s); i++ {
		if i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
			continue
		}
		if y, err := strconv.Atoi(s[i : i+4]); err == nil && y >= 1000 && y <= 2100 && (i+4 == len(s) || s[i+4] < '0' || s[i+4] > '9') {
			return y
		}
	}
	return 0
}
