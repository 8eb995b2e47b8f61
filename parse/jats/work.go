package jats

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// types are CSL's names for the publication types that journals use.
var types = map[string]string{
	"journal": "article-journal", "article": "article-journal", "review": "article-journal",
	"book": "book", "edited-book": "book", "monograph": "book", "book-chapter": "chapter", "chapter": "chapter",
	"conf-proc": "paper-conference", "confproc": "paper-conference", "conference": "paper-conference",
	"conf-proceedings": "paper-conference", "proceedings": "paper-conference",
	"thesis": "thesis", "dissertation": "thesis", "report": "report", "gov": "report", "working-paper": "report",
	"working paper": "report", "technical-report": "report", "web": "webpage", "webpage": "webpage",
	"website": "webpage", "weblink": "webpage", "web-page": "webpage", "online": "webpage", "blog": "post-weblog",
	"patent": "patent", "software": "software", "computer-program": "software", "data": "dataset",
	"dataset": "dataset", "database": "dataset", "preprint": "article", "eprint": "article",
	"newspaper": "article-newspaper", "magazine": "article-magazine", "standard": "standard", "std": "standard",
	"legal-doc": "legislation", "legal": "legislation", "statute": "legislation", "letter": "personal_communication",
	"commun": "personal_communication", "personal-communication": "personal_communication", "map": "map",
	"video": "motion_picture", "entry": "entry-encyclopedia",
}

// work settles which title is whose and gives the work, nil where nothing was
// marked up.
func (f *citation) work() *corpus.Work {
	if !f.seen {
		return nil
	}
	w := &f.w
	w.Type = types[f.kind]
	if f.title == "" {
		f.title = f.trans
	}
	switch {
	case f.part != "" && f.title == "":
		w.Title, w.ContainerTitle = f.part, f.source
		if w.Type == "book" {
			w.Type = "chapter"
		}
	case f.title != "":
		w.Title, w.ContainerTitle = f.title, f.source
		if w.Type == "book" && f.source != "" {
			w.Type = "chapter"
		}
	case f.ownsSource():
		w.Title = f.source
	default:
		w.ContainerTitle = f.source
	}
	if f.conf != "" {
		w.EventTitle = f.conf
		if w.ContainerTitle == "" && w.Type == "paper-conference" {
			w.ContainerTitle = f.conf
		}
	}
	w.Page = pages(f.first, f.last, f.rng, f.eloc)
	w.Issued = f.date.issued()
	for _, title := range []*string{&w.Title, &w.ContainerTitle} {
		takeMedium(title, &w.Medium)
	}
	return w
}

// takeMedium moves what is in square brackets at the end of a title from it,
// where it says that the work is on the net and is no part of its title.
func takeMedium(title, medium *string) {
	open := strings.LastIndexByte(*title, '[')
	if open <= 0 || !strings.HasSuffix(*title, "]") {
		return
	}
	said := (*title)[open+1 : len(*title)-1]
	switch fold.Slug(said) {
	case "internet", "online", "electronic", "electronicresource", "enligne", "enlinea", "emlinha", "recursoelectronico":
		*title, *medium = strings.TrimRight((*title)[:open], " .,;:"), said
	}
}

// ownsSource reports whether a source that stands alone is the work's own
// title: a book, a web page. The source of a journal article is its journal.
func (f *citation) ownsSource() bool {
	switch types[f.kind] {
	case "article-journal", "paper-conference", "article-newspaper", "article-magazine", "chapter":
		return false
	case "":
		return f.w.Volume == "" && f.first == "" && f.eloc == ""
	}
	return true
}

// pages writes first-last with the last page in full.
func pages(first, last, rng, eloc string) string {
	if first == "" && rng != "" {
		r := strings.NewReplacer("–", "-", "—", "-", "−", "-").Replace(rng)
		if a, b, ok := strings.Cut(r, "-"); ok && !strings.ContainsAny(r, ",;") {
			first, last = strings.TrimSpace(a), strings.TrimSpace(b)
		} else {
			return r
		}
	}
	if first == "" {
		return eloc
	}
	if last == "" {
		r := strings.NewReplacer("–", "-", "—", "-", "−", "-").Replace(first)
		if a, b, ok := strings.Cut(r, "-"); ok && a != "" && b != "" && !strings.ContainsAny(r, ",; ") {
			return pages(a, b, "", "")
		}
		return first
	}
	if last == first {
		return first
	}
	return first + "-" + fullPage(first, last)
}

// fullPage completes a last page that was shortened against the first:
// "1042" and "7" give "1047", "S12" and "9" give "S19".
func fullPage(first, last string) string {
	if !digits(last) || len(last) >= len(first) {
		return last
	}
	n := len(first) - len(last)
	if !digits(first[n:]) {
		return last
	}
	full := first[:n] + last
	if full < first {
		return last
	}
	return full
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// fill adds to a what only b knows.
func fill(a, b *corpus.Work) *corpus.Work {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	for _, p := range [][2]*string{
		{&a.Title, &b.Title}, {&a.ContainerTitle, &b.ContainerTitle}, {&a.Volume, &b.Volume}, {&a.Issue, &b.Issue},
		{&a.Page, &b.Page}, {&a.Publisher, &b.Publisher}, {&a.PublisherPlace, &b.PublisherPlace},
		{&a.Edition, &b.Edition}, {&a.DOI, &b.DOI}, {&a.PMID, &b.PMID}, {&a.PMCID, &b.PMCID}, {&a.ISBN, &b.ISBN},
		{&a.URL, &b.URL}, {&a.Type, &b.Type}, {&a.Status, &b.Status},
	} {
		if *p[0] == "" {
			*p[0] = *p[1]
		}
	}
	if len(a.Author) == 0 {
		a.Author = b.Author
	}
	if len(a.Editor) == 0 {
		a.Editor = b.Editor
	}
	if a.Issued == nil {
		a.Issued = b.Issued
	}
	if a.Accessed == nil {
		a.Accessed = b.Accessed
	}
	return a
}
