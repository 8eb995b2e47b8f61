package jats

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// teiFields are what a biblStruct marks up, nil where nothing.
func teiFields(n *node) *corpus.Work {
	if n == nil {
		return nil
	}
	f := citation{kind: ""}
	analytic, monogr := n.kid("analytic"), n.kid("monogr")
	if analytic == nil && monogr == nil {
		monogr = n // a bibl
	}
	f.title = teiTitle(analytic)
	f.source = teiTitle(monogr)
	level := monogr.kid("title").get("level")
	people := analytic
	if analytic.kid("author") == nil {
		people = monogr
	}
	for _, a := range people.all("author") {
		if name, ok := teiName(a); ok {
			f.w.Author = append(f.w.Author, name)
		}
	}
	for _, a := range monogr.all("editor") {
		if name, ok := teiName(a); ok {
			f.w.Editor = append(f.w.Editor, name)
		}
	}
	f.teiImprint(monogr.kid("imprint"))
	f.w.CollectionTitle = n.path("series", "title").words()
	for _, part := range []*node{n, analytic, monogr} {
		for _, id := range part.all("idno") {
			kind := strings.ToLower(id.get("type"))
			if kind == "issn" || kind == "eissn" {
				if v, ok := ident.ISSN(id.words()); ok && f.w.ISSN == "" {
					f.w.ISSN = v
				}
				continue
			}
			f.identifier(kind, id.words())
		}
		for _, p := range part.all("ptr") {
			f.link(p.get("target"))
		}
	}
	if m := monogr.kid("meeting"); m != nil {
		f.conf = m.words()
		f.kind = "conference"
	}
	switch {
	case f.kind != "":
	case level == "j":
		f.kind = "journal"
	case level == "m" && f.title != "":
		f.kind = "book"
	case level == "m" && f.w.Volume == "" && f.first == "":
		f.kind = "book"
	}
	f.seen = f.seen || f.title != "" || f.source != "" || len(f.w.Author) > 0 || f.date.year != ""
	return f.work()
}

// teiTitle is the main title of a part.
func teiTitle(n *node) string {
	for _, t := range n.all("title") {
		if t.get("type") == "main" || t.get("type") == "" {
			if s := trimTitle(t.words()); s != "" {
				return s
			}
		}
	}
	return ""
}

// teiName reads an author or editor.
func teiName(n *node) (corpus.Name, bool) {
	p := n.kid("persName")
	if p == nil {
		s := n.kid("orgName").words()
		if s == "" && n.kid("affiliation") == nil {
			s = n.words()
		}
		return corpus.Name{Literal: s}, s != ""
	}
	var given []string
	for _, g := range p.all("forename") {
		if s := g.words(); s != "" {
			given = append(given, s)
		}
	}
	out := corpus.Name{Family: p.kid("surname").words(), Given: strings.Join(given, " "), Suffix: p.kid("genName").words()}
	if out.Family == "" {
		s := p.words()
		return corpus.Name{Literal: s}, s != ""
	}
	for _, id := range n.all("idno") {
		if v, ok := ident.ORCID(id.words()); ok {
			out.ORCID = v
		}
	}
	return out, true
}

// teiImprint takes volume, pages, date, publisher.
func (f *citation) teiImprint(n *node) {
	if n == nil {
		return
	}
	for _, s := range n.all("biblScope") {
		text := s.words()
		switch s.get("unit") {
		case "volume", "vol":
			f.w.Volume = text
		case "issue":
			f.w.Issue = text
		case "page", "pp":
			f.first, f.last = s.get("from"), s.get("to")
			if f.first == "" {
				f.rng = text
			}
		}
	}
	if d := n.kid("date"); d != nil {
		when := name(d.get("when"), d.words())
		f.date = dateParts{year: when}
		if p := strings.Split(when, "-"); len(p) > 1 {
			f.date.month = p[1]
			if len(p) > 2 {
				f.date.day = p[2]
			}
		}
	}
	f.w.Publisher = n.kid("publisher").words()
	f.w.PublisherPlace = n.kid("pubPlace").words()
}
