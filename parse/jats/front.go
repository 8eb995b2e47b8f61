package jats

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// meta takes the metadata of the article: what it says of itself goes to
// Work, what a reader would see of it becomes blocks.
func (r *reader) meta(n *node) {
	w := &r.part.t.Work
	switch n.name {
	case "journal-meta":
		journalMeta(w, n)
		return
	case "collection-meta":
		if w.CollectionTitle == "" {
			w.CollectionTitle = n.find("title").words()
		}
		return
	case "book-meta", "book-part-meta":
		r.bookMeta(n)
	default:
		r.articleMeta(n)
	}
	r.frontBlocks(n)
}

func journalMeta(w *corpus.Work, n *node) {
	group := n.kid("journal-title-group")
	if group == nil {
		group = n
	}
	if w.ContainerTitle == "" {
		w.ContainerTitle = group.kid("journal-title").words()
	}
	if w.ContainerTitleShort == "" {
		w.ContainerTitleShort = group.kid("abbrev-journal-title").words()
	}
	for _, id := range n.all("journal-id") {
		t := id.get("journal-id-type")
		if (t == "nlm-ta" || t == "iso-abbrev") && (w.ContainerTitleShort == "" || t == "iso-abbrev") {
			w.ContainerTitleShort = id.words()
		}
	}
	if w.ContainerTitle == "" {
		w.ContainerTitle = w.ContainerTitleShort
	}
	for _, i := range n.all("issn") {
		v, ok := ident.ISSN(i.words())
		if ok && (w.ISSN == "" || i.get("pub-type") == "ppub" || i.get("publication-format") == "print") {
			w.ISSN = v
		}
	}
	if w.Publisher == "" {
		w.Publisher = n.path("publisher", "publisher-name").words()
	}
	if w.PublisherPlace == "" {
		w.PublisherPlace = n.path("publisher", "publisher-loc").words()
	}
}

func (r *reader) articleMeta(n *node) {
	w := &r.part.t.Work
	w.Type = "article-journal"
	if w.Title == "" {
		w.Title = titleOf(n.kid("title-group"), "article-title")
	}
	for _, id := range n.all("article-id") {
		identify(w, strings.ToLower(id.get("pub-id-type")), id.words())
	}
	common(r, w, n)
}

func (r *reader) bookMeta(n *node) {
	w := &r.part.t.Work
	if n.name == "book-part-meta" && w.Title != "" {
		return // a chapter of the book that is being read
	}
	w.Type = "book"
	w.Title = titleOf(n.kid("book-title-group"), "book-title")
	if n.name == "book-part-meta" {
		w.Type = "chapter"
		w.Title = titleOf(n.kid("title-group"), "title")
	}
	for _, id := range append(n.all("book-id"), n.all("book-part-id")...) {
		identify(w, strings.ToLower(name(id.get("pub-id-type"), name(id.get("book-id-type"), id.get("book-part-id-type")))), id.words())
	}
	if v, ok := ident.ISBN(n.kid("isbn").words()); ok {
		w.ISBN = v
	}
	if p := n.kid("publisher"); p != nil {
		w.Publisher, w.PublisherPlace = p.kid("publisher-name").words(), p.kid("publisher-loc").words()
	}
	w.Edition = n.kid("edition").words()
	common(r, w, n)
}

// titleOf is a title and its subtitle.
func titleOf(group *node, main string) string {
	t := group.kid(main).words()
	if s := group.kid("subtitle").words(); s != "" && t != "" {
		t = strings.TrimRight(t, ":. ") + ": " + s
	}
	return strings.TrimRight(t, " *†‡")
}

func identify(w *corpus.Work, kind, s string) {
	switch kind {
	case "doi":
		if v, ok := ident.DOI(s); ok {
			w.DOI = v
		}
	case "pmid":
		if v, ok := ident.PMID(s); ok {
			w.PMID = v
		}
	case "pmc", "pmcid":
		if v, ok := ident.PMCID(s); ok {
			w.PMCID = v
		} else if v, ok := ident.PMCID("PMC" + s); ok {
			w.PMCID = v
		}
	case "isbn":
		if v, ok := ident.ISBN(s); ok {
			w.ISBN = v
		}
	}
}

// common takes what articles and books have in common.
func common(r *reader, w *corpus.Work, n *node) {
	for _, g := range n.all("contrib-group") {
		contributors(w, g)
	}
	w.Volume = name(w.Volume, n.kid("volume").words())
	w.Issue = name(w.Issue, n.kid("issue").words())
	if w.Page == "" {
		w.Page = pages(n.kid("fpage").words(), n.kid("lpage").words(), n.kid("page-range").words(), n.kid("elocation-id").words())
	}
	if d := pubDate(n); d != nil {
		w.Issued = d
	}
	for _, a := range n.all("abstract") {
		t := a.get("abstract-type")
		if w.Abstract == "" && (t == "" || t == "abstract" || t == "section" || t == "structured") {
			w.Abstract = abstractOf(a)
		}
	}
	keywords(r, w, n)
}

// contributors takes the authors and editors of one group.
func contributors(w *corpus.Work, g *node) {
	for _, c := range g.kids {
		if c.name != "contrib" {
			if c.name == "contrib-group" {
				contributors(w, c)
			}
			continue
		}
		who := c.kid("name", "name-alternatives", "string-name", "collab", "collab-alternatives")
		if who != nil && who.name == "collab-alternatives" {
			who = who.kid("collab")
		}
		if who == nil {
			continue
		}
		if who.name == "collab" {
			who = &node{name: "collab", kids: own(who)}
		}
		n, ok := personName(who)
		if !ok {
			continue
		}
		for _, id := range c.all("contrib-id") {
			if v, ok := ident.ORCID(id.words()); ok {
				n.ORCID = v
			}
		}
		switch role := name(c.get("contrib-type"), g.get("content-type")); role {
		case "", "author", "authors", "collab", "group":
			w.Author = append(w.Author, n)
		case "editor":
			w.Editor = append(w.Editor, n)
		}
	}
}

// own are the children of a collab without the list of its members.
func own(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name != "contrib-group" && k.name != "xref" && k.name != "fn" {
			out = append(out, k)
		}
	}
	return out
}

// dateRank orders the dates of a publication: that of the issue in which it
// stands before that of its first appearance online.
var dateRank = map[string]int{"ppub": 5, "collection": 4, "epub-ppub": 4, "pub": 3, "issue": 4, "epub": 2, "epreprint": 1}

func pubDate(n *node) *corpus.Date {
	var best *corpus.Date
	rank := -1
	for _, d := range n.all("pub-date") {
		k := name(d.get("pub-type"), d.get("date-type"))
		v := dateRank[k]
		if k == "pub" && d.get("publication-format") == "print" {
			v = 5
		}
		if k == "pmc-release" || k == "nihms-submitted" || k == "retracted" || k == "corrected" {
			continue
		}
		if issued := datePartsOf(d).issued(); issued != nil && v > rank {
			best, rank = issued, v
		}
	}
	return best
}

// abstractOf is the text of an abstract without its own title.
func abstractOf(a *node) string {
	kids := a.kids
	for i, k := range kids {
		if k.name == "title" {
			kids = append(append([]*node{}, kids[:i]...), kids[i+1:]...)
			break
		}
	}
	return (&node{kids: kids}).words()
}

func keywords(r *reader, w *corpus.Work, n *node) {
	lang := r.part.t.Lang
	var all []string
	for _, g := range n.all("kwd-group") {
		if l := g.get("lang"); l != "" && lang != "" && !sameLang(l, lang) {
			continue
		}
		switch g.get("kwd-group-type") {
		case "abbreviations", "abbr", "npg.subject", "JEL":
			continue
		}
		collectKeywords(g, &all)
	}
	if len(all) > 0 {
		w.Keyword = strings.Join(all, ", ")
	}
}

func collectKeywords(g *node, out *[]string) {
	for _, k := range g.kids {
		switch k.name {
		case "kwd":
			if s := strings.TrimRight(k.words(), " .;,"); s != "" {
				*out = append(*out, s)
			}
		case "compound-kwd":
			if s := k.words(); s != "" {
				*out = append(*out, s)
			}
		case "nested-kwd", "kwd-group":
			collectKeywords(k, out)
		}
	}
}

func sameLang(a, b string) bool {
	return strings.EqualFold(a[:min(2, len(a))], b[:min(2, len(b))])
}

// frontBlocks writes title, names, addresses and abstracts to the body.
func (r *reader) frontBlocks(n *node) {
	c := &r.part.c
	if g := n.kid("title-group", "book-title-group"); g != nil {
		kind, level := corpus.Title, 0
		if n.name == "book-part-meta" && r.part.t.Work.Type == "book" {
			kind, level = corpus.Heading, max(1, r.top().level)
		}
		c.Open(corpus.Block{Kind: kind, Level: level})
		for _, k := range g.kids {
			if k.name == "article-title" || k.name == "book-title" || k.name == "title" || k.name == "subtitle" {
				r.part.c.Space(k.at)
				r.inline(unmarked(k))
			}
		}
		c.Close()
	}
	for _, k := range n.kids {
		switch k.name {
		case "contrib-group":
			r.names(k)
		case "aff", "author-notes":
			c.Open(corpus.Block{Kind: corpus.Front})
			r.inline(k)
			c.Close()
		case "abstract", "trans-abstract":
			r.open = append(r.open, frame{name: "sec", flow: flowAbs, mark: -1, level: 1})
			for _, kk := range k.kids {
				r.replay(kk)
			}
			r.open = r.open[:len(r.open)-1]
		}
	}
}

// unmarked is a title without the marks of notes to it.
func unmarked(n *node) *node {
	out := *n
	out.kids = nil
	for _, k := range n.kids {
		if k.name == "xref" && k.get("ref-type") != "bibr" || k.name == "fn" {
			continue
		}
		out.kids = append(out.kids, k)
	}
	return &out
}

// names writes the contributors of a group as one block.
func (r *reader) names(g *node) {
	c := &r.part.c
	c.Open(corpus.Block{Kind: corpus.Front})
	for _, k := range g.kids {
		who := k.kid("name", "name-alternatives", "string-name", "collab")
		if k.name != "contrib" || who == nil {
			continue
		}
		if who.name == "name-alternatives" {
			if who = who.kid("name", "string-name"); who == nil {
				continue
			}
		}
		if !c.Empty() {
			c.Put(", ", k.at, k.at)
		}
		if who.kid("surname") == nil {
			r.inline(&node{kids: own(who), end: who.end})
			continue
		}
		for i, part := range who.kids { // in the order of the source, so that spans are
			if part.name != "" && part.words() != "" {
				if i > 0 {
					c.Space(part.at)
				}
				r.inline(part)
			}
		}
	}
	c.Close()
}
