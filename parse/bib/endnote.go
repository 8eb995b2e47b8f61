package bib

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// ReadEndNote reads EndNote's XML export.
func ReadEndNote(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return stream(ctx, in, func(b *batch, p *place) {
		xmlRecords(b, p, []string{"record"}, func(n *node, start, end int) bool {
			return b.finish(p, endNoteReference(n), start, end)
		})
		if b.n == 0 && b.skipped == 0 && strings.Contains(p.text, "<record") {
			b.skip(p, 0, len(p.text), "no complete record")
		}
	})
}

// EndNote's reference types: the number is the same in every language.
var endNoteTypes = map[string]string{
	"0": "article-journal", "17": "article-journal", "43": "article-journal", "1": "book", "6": "book", "28": "book", "44": "book",
	"5": "chapter", "7": "chapter", "60": "chapter", "10": "paper-conference", "47": "paper-conference", "32": "thesis", "2": "thesis",
	"27": "report", "46": "report", "12": "webpage", "16": "webpage", "13": "document", "19": "article-magazine", "23": "article-newspaper",
	"25": "patent", "9": "software", "59": "dataset", "57": "dataset", "34": "manuscript", "36": "manuscript", "26": "personal_communication",
	"35": "motion_picture", "21": "motion_picture", "20": "map", "31": "legislation", "4": "bill", "58": "standard", "53": "entry-encyclopedia", "52": "entry-dictionary",
}

func endNoteReference(n *node) corpus.Reference {
	t := n.one("ref-type")
	w := corpus.Work{
		Type:                endNoteTypes[strings.TrimSpace(t.textOf())],
		Author:              endNoteNames(n.list("contributors/authors/author")),
		Editor:              endNoteNames(n.list("contributors/secondary-authors/author")),
		Translator:          endNoteNames(n.list("contributors/subsidiary-authors/author")),
		Title:               n.get("titles/title"),
		TitleShort:          n.get("titles/short-title"),
		ContainerTitle:      n.get("periodical/full-title", "titles/secondary-title"),
		ContainerTitleShort: n.get("periodical/abbr-1", "titles/alt-title", "alt-periodical/full-title"),
		CollectionTitle:     n.get("titles/tertiary-title"),
		Volume:              n.get("volume"),
		Issue:               n.get("number", "issue"),
		Page:                n.get("pages"),
		Edition:             n.get("edition"),
		Publisher:           n.get("publisher"),
		PublisherPlace:      n.get("pub-location"),
		Abstract:            n.get("abstract"),
		Note:                n.get("notes"),
		Language:            n.get("language"),
		Genre:               n.get("work-type"),
		DOI:                 n.get("electronic-resource-num"),
		PMCID:               pmcNumber().FindString(n.get("custom2")),
		Keyword:             strings.Join(n.list("keywords/keyword"), ", "),
		Issued:              endNoteDate(n),
		Accessed:            parseDate(n.get("access-date")),
	}
	if w.Page == "" {
		w.Page = n.get("electronic-location")
	}
	for _, u := range append(n.list("urls/related-urls/url"), n.list("urls/web-urls/url")...) {
		if w.URL == "" || !strings.HasPrefix(w.URL, "http") {
			w.URL = u
		}
	}
	if w.Type == "book" && w.CollectionTitle == "" {
		w.CollectionTitle, w.ContainerTitle = w.ContainerTitle, ""
	}
	if w.ContainerTitleShort == w.ContainerTitle {
		w.ContainerTitleShort = ""
	}
	if _, ok := ident.DOI(w.DOI); !ok {
		w.DOI = ""
	}
	for _, sn := range n.list("isbn") {
		for _, v := range strings.FieldsFunc(sn, func(r rune) bool { return r == ' ' || r == ';' || r == ',' }) {
			if _, ok := ident.ISSN(v); ok {
				w.ISSN = strings.TrimSpace(w.ISSN + " " + v)
			} else if _, ok := ident.ISBN(v); ok {
				w.ISBN = strings.TrimSpace(w.ISBN + " " + v)
			}
		}
	}
	db := strings.ToLower(n.get("remote-database-name"))
	if v, ok := ident.PMID(n.get("accession-num")); ok && (db == "" || strings.Contains(db, "pubmed") || strings.Contains(db, "medline")) {
		w.PMID = v
	}
	markStub(&w, n.get("custom7"))
	return corpus.Reference{ID: n.get("label", "rec-number"), CSL: w}
}

func (n *node) textOf() string {
	if n == nil {
		return ""
	}
	return n.text.String()
}

func endNoteNames(vs []string) []corpus.Name {
	out := make([]corpus.Name, 0, len(vs))
	for _, v := range vs {
		out = append(out, nameOf(v))
	}
	return out
}

// endNoteDate: the year, with month and day where the publication date is of
// that year.
func endNoteDate(n *node) *corpus.Date {
	d := parseDate(n.get("dates/year"))
	pub := n.get("dates/pub-dates/date")
	if d.Year() == 0 {
		if p := parseDate(pub); p.Year() != 0 {
			return p
		}
		return d
	}
	if pub == "" || len(d.Parts[0]) > 1 {
		return d
	}
	if p := parseDate(pub); p.Year() == d.Year() {
		return p
	}
	if p := parseDate(fmt.Sprintf("%d %s", d.Year(), pub)); p.Year() == d.Year() {
		return p
	}
	return d
}
