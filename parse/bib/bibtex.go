package bib

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
	"citegraph/parse/tex"
)

// ReadBibTeX reads BibTeX and BibLaTeX: @string macros with concatenation,
// crossref and xdata, names with particles and suffixes, TeX in values.
func ReadBibTeX(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return streamLines(ctx, in, bibStart().Match, readBibTeX)
}

var bibStart = corpus.Lazily(`^@[A-Za-z]+[ \t]*[{(]`)

func readBibTeX(b *batch, p *place) {
	parents := parentsOf(p.text)
	if b.pieces && len(parents) > 0 {
		b.repaired(p, 0, len(p.text), "the file is read in pieces: a crossref or xdata leads to entries of the same piece alone")
	}
	bp := &bibParser{s: p.text, strings: b.macros}
	for !b.done {
		e, err, ok := bp.next()
		if !ok {
			b.macros = bp.strings
			return
		}
		if err != nil {
			b.skip(p, e.start, e.end, fmt.Sprintf("entry %q: %v", cut(e.key, 80), err))
			continue
		}
		if e.kind == "xdata" || e.kind == "set" {
			continue
		}
		for _, what := range e.odd {
			b.mend(p, e.start, e.end, fmt.Sprintf("entry %q: %s", cut(e.key, 80), what))
		}
		inherit(e, parents)
		ref := corpus.Reference{ID: e.key, CSL: bibWork(e)}
		b.finish(p, ref, e.start, e.end)
	}
}

// parentsOf are the entries of a file that uses crossref or xdata, by key. The
// first of equal keys counts.
func parentsOf(s string) map[string]*bibEntry {
	uses := false
	for _, word := range []string{"crossref", "xdata", "Crossref", "CrossRef", "crossRef", "CROSSREF", "XData", "Xdata", "XDATA"} {
		uses = uses || strings.Contains(s, word)
	}
	if !uses {
		return nil
	}
	m := map[string]*bibEntry{}
	bp := &bibParser{s: s}
	for {
		e, err, ok := bp.next()
		if !ok {
			return m
		}
		key := strings.ToLower(e.key)
		if _, dup := m[key]; err == nil && !dup && key != "" {
			m[key] = e
		}
	}
}

// inherit gives e the fields of its crossref and xdata parents that it lacks,
// through at most four generations.
func inherit(e *bibEntry, parents map[string]*bibEntry) {
	if parents == nil {
		return
	}
	seen := map[string]bool{strings.ToLower(e.key): true}
	for range 4 {
		keys := append(strings.Split(e.get("xdata"), ","), e.get("crossref"))
		again := false
		for _, k := range keys {
			k = strings.ToLower(strings.TrimSpace(k))
			parent := parents[k]
			if parent == nil || seen[k] {
				continue
			}
			seen[k], again = true, true
			inheritFrom(e, parent)
		}
		if !again {
			return
		}
	}
}

func inheritFrom(e, parent *bibEntry) {
	part := map[string]bool{"inproceedings": true, "conference": true, "incollection": true, "inbook": true, "suppbook": true, "suppcollection": true}[e.kind]
	for i, name := range parent.names {
		switch name {
		case "crossref", "xdata":
			// The grandparent becomes a parent, unless the entry has one of its own.
			if e.get(name) == "" || parent.kind == "xdata" {
				e.names = append([]string{name}, e.names...)
				e.values = append([]string{parent.values[i]}, e.values...)
			}
			continue
		case "title", "subtitle":
			if part && parent.kind != "xdata" {
				name = "book" + name
			}
		case "author", "shorttitle", "pages", "label", "ids":
			if part && parent.kind != "xdata" {
				continue
			}
		}
		if !e.has(name) {
			e.put(name, parent.values[i])
		}
	}
}

// text is a value without TeX, on one line.
func (e *bibEntry) text(names ...string) string {
	v := e.get(names...)
	if v == "" {
		return ""
	}
	return clean(tex.Decode(v))
}

// titled joins a title and its subtitle.
func (e *bibEntry) titled(title, sub string) string {
	t, s := e.text(title), e.text(sub)
	if t == "" || s == "" {
		return t + s
	}
	if strings.HasSuffix(t, "?") || strings.HasSuffix(t, "!") || strings.HasSuffix(t, ":") {
		return t + " " + s
	}
	return t + ": " + s
}

func bibWork(e *bibEntry) corpus.Work {
	w := corpus.Work{
		CitationKey:         e.key,
		Type:                bibType(e),
		Title:               e.titled("title", "subtitle"),
		TitleShort:          e.text("shorttitle"),
		ContainerTitleShort: e.text("shortjournal"),
		CollectionTitle:     e.text("series"),
		EventTitle:          e.text("eventtitle"),
		Volume:              e.text("volume"),
		Page:                e.text("pages", "page"),
		NumberOfPages:       e.text("pagetotal", "numpages"),
		Publisher:           e.text("publisher", "institution", "school", "organization"),
		PublisherPlace:      e.text("address", "location"),
		Edition:             e.text("edition"),
		Version:             e.text("version"),
		Genre:               e.text("type"),
		Status:              e.text("pubstate"),
		DOI:                 e.literal("doi"),
		PMID:                e.text("pmid"),
		PMCID:               e.text("pmcid", "pmc"),
		ISBN:                e.text("isbn"),
		ISSN:                e.text("issn"),
		URL:                 e.literal("url", "link", "ee"),
		Abstract:            e.text("abstract"),
		Keyword:             e.text("keywords", "keyword"),
		Language:            e.text("language", "langid"),
		Note:                e.text("note", "annote", "addendum"),
		Author:              bibNames(e.get("author")),
		Editor:              bibNames(e.get("editor")),
		Translator:          bibNames(e.get("translator")),
		Issued:              bibDate(e),
		Accessed:            parseDate(e.text("urldate")),
	}
	w.ContainerTitle = e.titled("journaltitle", "journalsubtitle")
	if w.ContainerTitle == "" {
		if macro := strings.Trim(e.get("journal"), "{} "); strings.HasPrefix(macro, "\\") {
			w.ContainerTitle = astroJournals[strings.TrimRight(macro[1:], "{} ")]
		}
	}
	if w.ContainerTitle == "" {
		w.ContainerTitle = e.text("journal")
	}
	if w.ContainerTitle == "" {
		w.ContainerTitle = e.titled("booktitle", "booksubtitle")
	}
	if w.ContainerTitle == "" {
		w.ContainerTitle = e.titled("maintitle", "mainsubtitle")
	}
	bibNumbers(e, &w)
	bibEprint(e, &w)
	markStub(&w, e.text("citegraph"))
	if how := e.text("howpublished"); how != "" {
		if w.URL == "" && strings.HasPrefix(how, "http") {
			w.URL = how
		} else {
			w.Medium = how
		}
	}
	if w.Genre == "" {
		w.Genre = map[string]string{"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}[e.kind]
	}
	return w
}

// bibNumbers: "number" is the issue of a journal, but the number of a report.
func bibNumbers(e *bibEntry, w *corpus.Work) {
	w.Number = e.text("articleno")
	number, issue := e.text("number"), e.text("issue")
	switch w.Type {
	case "report", "patent", "thesis", "standard", "legislation", "bill":
		w.Issue = issue
		if number != "" {
			w.Number = number
		}
	default:
		w.Issue = number
		if number == "" {
			w.Issue = issue
		}
	}
	if w.Page == "" {
		w.Page = e.text("eid")
	}
}

func bibEprint(e *bibEntry, w *corpus.Work) {
	kind := strings.ToLower(e.text("eprinttype", "archiveprefix"))
	id := e.text("eprint", "arxivid")
	switch {
	case id == "" && strings.HasPrefix(strings.ToLower(w.ContainerTitle), "arxiv"):
		if v, ok := ident.ArXiv(w.ContainerTitle); ok {
			custom(w).ArXiv = v
		}
	case kind == "pubmed" && w.PMID == "":
		w.PMID = id
	case id != "" && (kind == "arxiv" || kind == ""):
		if v, ok := ident.ArXiv(id); ok {
			custom(w).ArXiv = v
		}
	}
}

// bibDate reads date, or year, month and day.
func bibDate(e *bibEntry) *corpus.Date {
	if s := e.text("date"); s != "" {
		return bibLaTeXDate(s)
	}
	y := e.text("year")
	if y == "" {
		return nil
	}
	d := parseDate(y)
	if d == nil || len(d.Parts) == 0 || len(d.Parts[0]) > 1 {
		return d
	}
	m := e.text("month")
	if m == "" {
		return d
	}
	if day := e.text("day"); day != "" {
		m = m + " " + day
	}
	if n := strings.TrimLeft(m, "0 "); len(n) <= 2 && digits4(n) && n != "" {
		m = [...]string{"", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}[min(12, int(atoi(n)))]
	} else if mm, dd, ok := strings.Cut(m, " "); ok && digits4(mm) && len(mm) <= 2 && mm != "" && atoi(mm) >= 1 && atoi(mm) <= 12 {
		m = monthNames[atoi(mm)-1] + " " + dd
	}
	if full := parseDate(y + " " + m); full != nil && full.Year() == d.Year() {
		return full
	}
	return d
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' || n > 1e6 {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// bibLaTeXDate reads 2019-05-12, 2019-21 (a season), 2001/2003, 2019~.
func bibLaTeXDate(s string) *corpus.Date {
	circa := strings.ContainsAny(s, "~%?")
	s = strings.Trim(s, "~%? ")
	from, to, isRange := strings.Cut(s, "/")
	d := parseDate(from)
	if d == nil {
		return nil
	}
	d.Circa = circa
	if len(from) == 7 && from[4] == '-' && from[5] == '2' && from[6] >= '1' && from[6] <= '4' && len(d.Parts) > 0 {
		d.Season = seasonNumber(string(from[6]))
		d.Parts[0] = d.Parts[0][:1]
	}
	if isRange && to != "" && to != ".." {
		if e := parseDate(to); e != nil && len(e.Parts) > 0 && len(d.Parts) > 0 {
			d.Parts = append(d.Parts[:1], e.Parts[0])
		}
	}
	return d
}

// The CSL types of entry types.
var bibTypes = map[string]string{
	"article": "article-journal", "suppperiodical": "article-journal", "book": "book", "mvbook": "book", "collection": "book",
	"mvcollection": "book", "proceedings": "book", "mvproceedings": "book", "reference": "book", "manual": "book",
	"booklet": "pamphlet", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter", "incollection": "chapter",
	"suppcollection": "chapter", "inreference": "entry-encyclopedia", "inproceedings": "paper-conference",
	"conference": "paper-conference", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
	"techreport": "report", "report": "report", "misc": "document", "online": "webpage", "electronic": "webpage",
	"www": "webpage", "unpublished": "manuscript", "patent": "patent", "dataset": "dataset", "software": "software",
	"periodical": "periodical", "standard": "standard", "video": "motion_picture", "movie": "motion_picture", "letter": "personal_communication",
}

var typeWord = corpus.Lazily(`^[a-z][a-z_-]{2,40}$`)

func bibType(e *bibEntry) string {
	t := bibTypes[e.kind]
	sub := strings.ToLower(e.text("entrysubtype"))
	switch {
	case e.kind == "article" && (sub == "magazine" || sub == "newspaper"):
		return "article-" + sub
	case (e.kind == "misc" || t == "") && typeWord().MatchString(sub):
		return sub
	case t == "":
		return "document"
	}
	return t
}
