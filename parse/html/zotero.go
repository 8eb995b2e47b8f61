package html

import (
	"context"
	"html"
	"strings"

	xhtml "golang.org/x/net/html"

	"citegraph/corpus"
	"citegraph/corpus/person"
)

// Zotero's report is a page of records, no article:
//
//	<ul class="report …">
//	  <li id="item_ABCD1234" class="item journalArticle">
//	    <h2>The title</h2>
//	    <table><tr><th class="author">Author</th><td>Jane Doe</td></tr> …
//
// Names carry their role in a class whatever the language of the report; other
// fields are known by their English names.
func isReport(text string) bool {
	return strings.Contains(text[:min(len(text), 64<<10)], `<ul class="report`)
}

// The CSL types of Zotero's item types; others are documents.
var zoteroTypes = map[string]string{
	"journalArticle": "article-journal", "book": "book", "bookSection": "chapter", "thesis": "thesis", "report": "report", "conferencePaper": "paper-conference",
	"preprint": "article", "webpage": "webpage", "newspaperArticle": "article-newspaper", "magazineArticle": "article-magazine", "blogPost": "post-weblog",
	"dataset": "dataset", "computerProgram": "software", "statute": "legislation", "encyclopediaArticle": "entry-encyclopedia", "dictionaryEntry": "entry-dictionary", "presentation": "speech",
}

// report reads the records of a Zotero report.
func report(ctx context.Context, in corpus.Input) (*corpus.Text, error) {
	t := &corpus.Text{}
	r := reportReader{in: in, sc: newScanner(in.Text)}
	for {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		tok, more, err := r.sc.next()
		if err != nil || !more {
			r.end(t, len(in.Text))
			return t, err
		}
		r.token(t, tok)
	}
}

// reportReader is the state between tokens.
type reportReader struct {
	in    corpus.Input
	sc    *scanner
	rec   *corpus.Reference
	place string // of the text that is read: h2, th or td
	role  string // the class of the last th
	name  string // the text of the last th
	text  strings.Builder
}

func (r *reportReader) token(t *corpus.Text, tok token) {
	switch tok.kind {
	case xhtml.StartTagToken:
		switch tok.tag {
		case "li":
			if kind, ok := strings.CutPrefix(tok.get("class"), "item "); ok {
				r.end(t, tok.from)
				r.rec = &corpus.Reference{ID: strings.TrimPrefix(tok.get("id"), "item_"), Span: corpus.Span{Start: tok.from}, Confidence: .98}
				if r.rec.CSL.Type = zoteroTypes[kind]; r.rec.CSL.Type == "" {
					r.rec.CSL.Type = "document"
				}
			}
		case "h2", "th", "td":
			r.place = tok.tag
			r.text.Reset()
			if tok.tag == "th" {
				r.role = tok.get("class")
			}
		}
	case xhtml.TextToken:
		if r.place != "" && r.text.Len() < maxAttr {
			r.text.WriteString(tok.raw)
		}
	case xhtml.EndTagToken:
		if tok.tag == r.place {
			r.value(strings.Join(strings.Fields(html.UnescapeString(r.text.String())), " "))
			r.place = ""
		}
	}
}

// value takes the text of an element.
func (r *reportReader) value(s string) {
	if r.rec == nil || s == "" {
		return
	}
	w := &r.rec.CSL
	switch {
	case r.place == "h2":
		if w.Title == "" {
			w.Title = s
		}
	case r.place == "th":
		r.name = strings.ToLower(s)
	case r.role == "author":
		w.Author = append(w.Author, person.Parse(s))
	case r.role == "editor":
		w.Editor = append(w.Editor, person.Parse(s))
	case r.role == "translator":
		w.Translator = append(w.Translator, person.Parse(s))
	default:
		r.field(w, s)
	}
}

func (r *reportReader) field(w *corpus.Work, s string) {
	switch r.name {
	case "date":
		w.Issued = date(s)
	case "pages":
		w.Page = pages(s)
	}
	for _, f := range [...]struct {
		name string
		to   *string
	}{
		{"publication", &w.ContainerTitle}, {"book title", &w.ContainerTitle}, {"proceedings title", &w.ContainerTitle}, {"website title", &w.ContainerTitle},
		{"volume", &w.Volume}, {"issue", &w.Issue}, {"doi", &w.DOI}, {"url", &w.URL}, {"abstract", &w.Abstract}, {"language", &w.Language},
		{"publisher", &w.Publisher}, {"university", &w.Publisher}, {"institution", &w.Publisher}, {"place", &w.PublisherPlace}, {"edition", &w.Edition},
		{"issn", &w.ISSN}, {"isbn", &w.ISBN}, {"journal abbr", &w.ContainerTitleShort}, {"short title", &w.TitleShort}, {"series", &w.CollectionTitle},
	} {
		if f.name == r.name && *f.to == "" {
			*f.to = s
		}
	}
}

// end closes the record that is open.
func (r *reportReader) end(t *corpus.Text, at int) {
	if r.rec != nil && r.rec.CSL.Title != "" {
		r.rec.N = len(t.Records) + 1
		r.rec.Span = r.in.Offsets.Span(corpus.Span{Start: r.rec.Span.Start, End: at})
		t.Records = append(t.Records, *r.rec)
	}
	r.rec = nil
}
