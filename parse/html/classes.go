package html

import (
	"strings"

	"citegraph/corpus"
)

// fieldClasses are class names by which publishers' pages mark the fields of a
// printed reference.
var fieldClasses = map[string]string{
	"articletitle": "title", "cit-article-title": "title", "ref-title": "title", "nlm_article-title": "title", "cit-title": "title",
	"chaptertitle": "title", "booktitle": "book", "cit-source": "book", "nlm_source": "journal",
	"cit-jnl-abbrev": "journal", "ref-journal": "journal", "journaltitle": "journal", "cit-journal": "journal",
	"pubyear": "year", "cit-pub-date": "year", "nlm_year": "year", "cit-year": "year",
	"vol": "volume", "cit-vol": "volume", "ref-vol": "volume", "citedissue": "issue", "cit-issue": "issue", "ref-iss": "issue", "nlm_issue": "issue",
	"pagefirst": "first", "cit-fpage": "first", "nlm_fpage": "first", "pagelast": "last", "cit-lpage": "last", "nlm_lpage": "last",
	"author": "author", "cit-auth": "author", "hlfld-contribauthor": "author",
	"cit-name-surname": "surname", "cit-name-given-names": "given",
}

// printedParts are the fields of an entry as the classes of its parts have them.
type printedParts struct {
	val   map[string]string
	names []corpus.Name
	cur   corpus.Name // of an author whose parts are marked
}

// fieldOf is the field that an element of an entry holds, or "".
func fieldOf(t *token) string {
	class := t.get("class")
	if class == "" || len(class) > 200 || t.tag == "div" || t.tag == "li" {
		return ""
	}
	for _, c := range strings.Fields(strings.ToLower(class)) {
		if f := fieldClasses[c]; f != "" {
			return f
		}
	}
	return ""
}

// add takes text of a field.
func (p *printedParts) add(field, s string) {
	if p.val == nil {
		p.val = map[string]string{}
	}
	if v := p.val[field]; len(v)+len(s) < 4096 {
		if v != "" && s != "" && !strings.HasSuffix(v, "-") {
			v += " "
		}
		p.val[field] = v + s
	}
}

// end closes a field: each author is one name.
func (p *printedParts) end(field string) {
	switch field {
	case "surname", "given":
		v := p.val[field]
		delete(p.val, field)
		if field == "surname" {
			p.cur.Family = v
		} else {
			p.cur.Given = v
		}
	case "author":
		v := strings.Trim(p.val["author"], " ,;.")
		delete(p.val, "author")
		switch {
		case p.cur.Family != "":
			p.names = append(p.names, p.cur)
		case v != "" && len(p.names) < 10_000:
			p.names = append(p.names, nameOf(v))
		}
		p.cur = corpus.Name{}
	}
}

// into gives w what the classes say and w does not. A title without a journal
// or year beside it is not enough to trust the classes of a page.
func (p *printedParts) into(w *corpus.Work) {
	v := p.val
	if v == nil || v["title"] == "" && v["book"] == "" || v["year"] == "" && v["journal"] == "" {
		return
	}
	o := corpus.Work{
		Title: trimEnd(v["title"]), ContainerTitle: trimEnd(firstOf(v["journal"], v["book"])), Volume: v["volume"], Issue: strings.Trim(v["issue"], "()"),
		Page: pages(span(v["first"], v["last"])), Issued: date(v["year"]), Author: p.names,
	}
	if o.Title == "" {
		o.Title, o.ContainerTitle = trimEnd(v["book"]), ""
		o.Type = "book"
	} else if v["journal"] != "" {
		o.Type = "article-journal"
	}
	fill(w, o)
}

// trimEnd drops the punctuation that parts a field from the next.
func trimEnd(s string) string {
	s = strings.Trim(s, " ,;:")
	if strings.HasSuffix(s, ".") && strings.Count(s, ".") == 1 {
		s = s[:len(s)-1]
	}
	return strings.Trim(s, "“” ")
}
