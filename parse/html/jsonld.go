package html

import (
	"encoding/json"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// linked reads the article that a JSON-LD script describes (schema.org
// ScholarlyArticle and its kin); an empty work where it describes none.
func linked(script string) corpus.Work {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(script)), &v) != nil {
		return corpus.Work{}
	}
	o := article(v, 0)
	if o == nil {
		return corpus.Work{}
	}
	w := corpus.Work{
		Title:    plain(stripTags(text(o["headline"], o["name"]))),
		Abstract: plain(stripTags(text(o["description"], o["abstract"]))),
		Issued:   date(text(o["datePublished"], o["dateCreated"])),
		Language: text(o["inLanguage"]),
		Page:     pages(firstOf(text(o["pagination"]), span(text(o["pageStart"]), text(o["pageEnd"])))),
		Type:     "article-journal",
	}
	for _, t := range list(o["@type"]) {
		if k := ldTypes[text(t)]; k != "" {
			w.Type = k
		}
	}
	if p, ok := o["publisher"].(map[string]any); ok {
		w.Publisher = text(p["name"])
	}
	for _, a := range list(o["author"]) {
		if n, ok := ldName(a); ok {
			w.Author = append(w.Author, n)
		}
	}
	partOf(&w, o["isPartOf"], 0)
	var ks []string
	for _, k := range list(o["keywords"]) {
		ks = append(ks, text(k))
	}
	w.Keyword = strings.Join(splitKeywords(ks), ", ")
	for _, id := range append(list(o["sameAs"]), append(list(o["identifier"]), list(o["@id"])...)...) {
		if m, ok := id.(map[string]any); ok {
			id = m["value"]
		}
		setDOI(&w, text(id))
	}
	return w
}

// article finds the object that describes an article.
func article(v any, depth int) map[string]any {
	if depth > 5 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v[:min(len(v), 100)] {
			if o := article(e, depth+1); o != nil {
				return o
			}
		}
	case map[string]any:
		for _, t := range list(v["@type"]) {
			switch text(t) {
			case "ScholarlyArticle", "MedicalScholarlyArticle", "Article", "Report", "Thesis", "Chapter", "Book", "BlogPosting", "NewsArticle", "TechArticle":
				return v
			}
		}
		for _, k := range []string{"mainEntity", "@graph", "mainEntityOfPage"} {
			if o := article(v[k], depth+1); o != nil {
				return o
			}
		}
	}
	return nil
}

// The CSL types of schema.org's, where they are no articles of journals.
var ldTypes = map[string]string{"BlogPosting": "post-weblog", "NewsArticle": "article-newspaper", "Report": "report", "Thesis": "thesis", "Chapter": "chapter", "Book": "book"}

// partOf takes journal, volume and issue from the nested isPartOf of schema.org.
func partOf(w *corpus.Work, v any, depth int) {
	if depth > 5 {
		return
	}
	for _, e := range list(v) {
		o, ok := e.(map[string]any)
		if !ok {
			continue
		}
		w.Volume = firstOf(w.Volume, text(o["volumeNumber"]))
		w.Issue = firstOf(w.Issue, text(o["issueNumber"]))
		for _, t := range list(o["@type"]) {
			if k := text(t); k == "Periodical" || k == "Book" {
				w.ContainerTitle = firstOf(w.ContainerTitle, text(o["name"]))
			}
		}
		if is, ok := ident.ISSN(text(o["issn"])); ok && w.ISSN == "" {
			w.ISSN = is
		}
		partOf(w, o["isPartOf"], depth+1)
	}
}

func ldName(v any) (corpus.Name, bool) {
	if s, ok := v.(string); ok {
		return nameOf(s), s != ""
	}
	o, ok := v.(map[string]any)
	if !ok {
		return corpus.Name{}, false
	}
	n := corpus.Name{Family: text(o["familyName"]), Given: text(o["givenName"])}
	if n.Family == "" {
		s := text(o["name"])
		if s == "" {
			return n, false
		}
		if text(o["@type"]) == "Organization" {
			return corpus.Name{Literal: s}, true
		}
		n = nameOf(s)
	}
	if v, ok := ident.ORCID(text(o["@id"], o["sameAs"])); ok {
		n.ORCID = v
	}
	return n, true
}

// list is v as a list.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v[:min(len(v), 10_000)]
	}
	return []any{v}
}

// text is the first of vs that is a string, white space collapsed.
func text(vs ...any) string {
	for _, v := range vs {
		switch v := v.(type) {
		case string:
			if s := strings.Join(strings.Fields(v), " "); s != "" {
				return s
			}
		case []any:
			if len(v) > 0 {
				if s, ok := v[0].(string); ok && s != "" {
					return s
				}
			}
		}
	}
	return ""
}
