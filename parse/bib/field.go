package bib

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// The longest fields that are kept, in bytes. No true field is near them.
const (
	maxTitle    = 4 << 10
	maxAbstract = 64 << 10
	maxKey      = 1 << 10
	maxNames    = 10_000
	maxCited    = 10_000 // references of one record
)

// clean makes one line of s: white space runs become one space, characters
// that no stored text may hold become U+FFFD.
func clean(s string) string {
	s = strings.Trim(s, " \n\t")
	ok := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c == 0x7f || c == ' ' && s[i+1] == ' ' ||
			c == 0xc2 || c == 0xef || c == 0xe2 && i+1 < len(s) && s[i+1] == 0x80 || c >= 0xf0 {
			ok = false
			break
		}
	}
	if ok {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\v' || r == 0x85 || r == 0x2028 || r == 0x2029:
			space = b.Len() > 0
			continue
		case r < ' ', r >= 0x7f && r <= 0x9f, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
			r = utf8.RuneError
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// The inline tags that databases leave in titles and abstracts.
var inlineTag = corpus.Lazily(`(?i)</?(?:i|b|u|em|strong|sub|sup|scp|sc|p|span|italic|bold|jats:[a-z-]+|mml:[a-z-]+)(?:\s[^<>]{0,200})?/?>`)

// plain is clean without character references and inline tags.
func plain(s string) string {
	s = clean(s)
	if !strings.ContainsAny(s, "&<") {
		return s
	}
	for range 3 { // exports escape twice now and then
		u := html.UnescapeString(s)
		if u == s {
			break
		}
		s = u
	}
	if strings.Contains(s, "<") {
		s = inlineTag().ReplaceAllString(s, "")
	}
	return clean(s)
}

// cut shortens s to n bytes at a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// tidy brings the fields of w to their normal forms, whichever format they came
// in. What had to be cut or left out it says, in a few words each.
func tidy(w *corpus.Work) (mended []string) {
	limit := func(name string, f *string, n int) {
		if len(*f) > n {
			mended = append(mended, fmt.Sprintf("%s of %d bytes cut to %d", name, len(*f), n))
			*f = cut(*f, n)
		}
	}
	for _, f := range []*string{&w.Title, &w.TitleShort, &w.ContainerTitle, &w.ContainerTitleShort, &w.CollectionTitle, &w.EventTitle, &w.Publisher, &w.PublisherPlace, &w.Abstract, &w.Note} {
		*f = plain(*f)
	}
	for _, f := range []*string{&w.Volume, &w.Issue, &w.Number, &w.NumberOfPages, &w.Edition, &w.Version, &w.Genre, &w.Medium, &w.Status, &w.Keyword, &w.Language, &w.URL, &w.ID, &w.CitationKey} {
		*f = clean(*f)
	}
	w.Page = pageRange(clean(w.Page))
	derive(w)
	mended = append(mended, identifiers(w)...)
	for _, f := range []struct {
		name string
		at   *string
		n    int
	}{
		{"title", &w.Title, maxTitle}, {"title-short", &w.TitleShort, maxTitle}, {"container-title", &w.ContainerTitle, maxTitle},
		{"container-title-short", &w.ContainerTitleShort, maxTitle}, {"collection-title", &w.CollectionTitle, maxTitle},
		{"event-title", &w.EventTitle, maxTitle}, {"publisher", &w.Publisher, maxTitle}, {"publisher-place", &w.PublisherPlace, maxTitle},
		{"abstract", &w.Abstract, maxAbstract}, {"note", &w.Note, maxTitle}, {"keyword", &w.Keyword, maxTitle}, {"URL", &w.URL, maxTitle},
		{"volume", &w.Volume, maxKey}, {"issue", &w.Issue, maxKey}, {"page", &w.Page, maxKey}, {"number", &w.Number, maxKey},
		{"edition", &w.Edition, maxKey}, {"genre", &w.Genre, maxKey}, {"id", &w.ID, maxKey}, {"citation-key", &w.CitationKey, maxKey},
		{"version", &w.Version, maxKey}, {"medium", &w.Medium, maxKey}, {"status", &w.Status, maxKey}, {"language", &w.Language, maxKey},
		{"number-of-pages", &w.NumberOfPages, maxKey}, {"ISSN", &w.ISSN, maxKey}, {"ISBN", &w.ISBN, maxKey},
	} {
		limit(f.name, f.at, f.n)
	}
	for _, names := range []*[]corpus.Name{&w.Author, &w.Editor, &w.Translator} {
		if len(*names) > maxNames {
			mended = append(mended, fmt.Sprintf("%d names cut to %d", len(*names), maxNames))
			*names = (*names)[:maxNames]
		}
		*names = tidyNames(*names)
	}
	if w.Type == "" {
		w.Type = guessType(w)
	}
	if w.ContainerTitle != "" && w.ContainerTitle == w.Title && w.Volume == "" && w.Issue == "" && w.ISSN == "" {
		w.ContainerTitle = "" // databases fill the field with what they have
	}
	return mended
}

// identifiers normalises them; what is none is left out and said.
func identifiers(w *corpus.Work) (mended []string) {
	norm := func(name string, f *string, read func(string) (string, bool)) {
		if *f == "" {
			return
		}
		if v, ok := read(*f); ok {
			*f = v
			return
		}
		mended = append(mended, fmt.Sprintf("%s %q is none, left out", name, cut(clean(*f), 80)))
		*f = ""
	}
	norm("DOI", &w.DOI, ident.DOI)
	norm("PMID", &w.PMID, ident.PMID)
	norm("PMCID", &w.PMCID, ident.PMCID)
	w.ISBN = idList(w.ISBN, ident.ISBN)
	w.ISSN = idList(w.ISSN, ident.ISSN)
	if c := w.Custom; c != nil && c.ArXiv != "" {
		norm("arXiv id", &c.ArXiv, ident.ArXiv)
	}
	return mended
}

// idList reads one or several identifiers in one field and keeps the good ones,
// space between them. Where none is good the field stays as it was.
func idList(s string, read func(string) (string, bool)) string {
	s = clean(s)
	if s == "" {
		return ""
	}
	if v, ok := read(s); ok {
		return v
	}
	var out []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		if v, ok := read(part); ok && !holds(out, v) {
			out = append(out, v)
		}
	}
	if len(out) == 0 {
		return s
	}
	return strings.Join(out, " ")
}

func holds(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// guessType is what an item without a type is.
func guessType(w *corpus.Work) string {
	switch {
	case w.ContainerTitle != "" && (w.Volume != "" || w.Issue != "" || w.ISSN != "" || w.PMID != "" || w.DOI != ""):
		return "article-journal"
	case w.ContainerTitle != "" && w.Publisher != "":
		return "chapter"
	case w.ContainerTitle != "":
		return "article-journal"
	case w.ISBN != "" || w.Publisher != "":
		return "book"
	case w.URL != "":
		return "webpage"
	}
	return "document"
}

// alias makes id one of the ids under which the work came in.
func alias(w *corpus.Work, id string) {
	if id = clean(id); id == "" || len(id) > maxKey {
		return
	}
	c := custom(w)
	if !holds(c.Aliases, id) {
		c.Aliases = append(c.Aliases, id)
	}
}

func custom(w *corpus.Work) *corpus.Custom {
	if w.Custom == nil {
		w.Custom = &corpus.Custom{}
	}
	return w.Custom
}

// finish tidies the record, gives it its span and adds it.
func (b *batch) finish(p *place, ref corpus.Reference, start, end int) bool {
	for _, what := range tidy(&ref.CSL) {
		b.mend(p, start, end, what)
	}
	ref.Span = p.span(start, end)
	if len(ref.References) >= maxCited {
		b.mend(p, start, end, fmt.Sprintf("its cited references from %d on are left out", maxCited+1))
	}
	if ref.ID = clean(ref.ID); len(ref.ID) > maxKey {
		b.mend(p, start, end, fmt.Sprintf("key of %d bytes cut", len(ref.ID)))
		ref.ID = cut(ref.ID, maxKey)
	}
	alias(&ref.CSL, ref.ID)
	if empty(&ref.CSL) && len(ref.References) == 0 {
		b.hollow++
		b.note(corpus.Note{Code: "empty-record", Text: p.where(start) + ": a record that holds nothing, left out", Span: &ref.Span})
		return !b.done
	}
	if ref.Raw == "" && grey(&ref.CSL) {
		ref.Raw = oneLineCitation(&ref.CSL)
	}
	return b.add(ref)
}

// empty: nothing is known but a type and a key.
func empty(w *corpus.Work) bool {
	return w.Title == "" && w.ContainerTitle == "" && len(w.Author) == 0 && len(w.Editor) == 0 && w.DOI == "" && w.PMID == "" && w.PMCID == "" &&
		w.URL == "" && w.ISBN == "" && w.Issued == nil && w.Abstract == "" && w.Note == "" && w.Publisher == "" && w.Volume == "" && w.Page == "" &&
		w.TitleShort == "" && w.ContainerTitleShort == "" && w.CollectionTitle == "" && w.EventTitle == "" && w.Number == "" &&
		(w.Custom == nil || w.Custom.ArXiv == "" && len(w.Custom.Cites) == 0)
}

// grey: nothing that it appeared in, so that a reader needs the whole to know
// what it is.
func grey(w *corpus.Work) bool { return w.ContainerTitle == "" }

// oneLineCitation is the record as a line of text: who, when, what.
func oneLineCitation(w *corpus.Work) string {
	var s strings.Builder
	for i, n := range w.Author {
		if i == 6 {
			s.WriteString(", et al")
			break
		}
		if i > 0 {
			s.WriteString("; ")
		}
		s.WriteString(inverted(n))
	}
	title := w.Title
	if s.Len() == 0 {
		s.WriteString(strings.TrimRight(title, "."))
		title = ""
	}
	if y := w.Year(); y != 0 {
		fmt.Fprintf(&s, " (%d)", y)
	}
	for _, part := range []string{title, w.Publisher, w.URL} {
		if part == "" || strings.Contains(w.Title, part) && part != title {
			continue
		}
		if s.Len() > 0 {
			s.WriteString(". ")
		}
		s.WriteString(strings.TrimRight(part, "."))
	}
	return strings.TrimSpace(cut(s.String(), maxKey))
}
