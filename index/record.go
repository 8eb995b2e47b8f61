package index

import (
	"encoding/base64"
	"hash/fnv"
	"path"
	"strings"

	"citegraph/corpus"
	"citegraph/graph"
)

// The fields of the documents in Bleve.
const (
	fTitle    = "title"
	fAbstract = "abstract"
	fKeyword  = "keyword"
	fAuthor   = "author"
	fFirst    = "firstauthor"
	fLast     = "lastauthor"
	fJournal  = "journal"
	fContext  = "context" // citing sentences, with the work they cite
	fSentence = "sentence"
	fPerson   = "person"
	fVenue    = "venue"

	// whole terms
	fExact  = "exact" // hash of the folded title
	fVolume = "volume"
	fIssue  = "issue"
	fPage   = "page"
	fBest   = "bestpage"
	fIn     = "in"
	fFrom   = "from"
)

// flag bits of a work.
const (
	flagHeld uint32 = 1 << iota
	flagReview
	flagRetracted
	flagAmbiguous
	flagPartial
	flagSelf
	hasAbstract
	hasArxiv
	hasAuthor
	hasCited
	hasContext
	hasDOI
	hasISBN
	hasISSN
	hasIssue
	hasJournal
	hasKeyword
	hasPage
	hasPMCID
	hasPMID
	hasRefs
	hasTitle
	hasURL
	hasVolume
	hasYear
)

// flagBits are the bits behind is: and has:.
var flagBits = map[string]uint32{
	"held": flagHeld, "review": flagReview, "retracted": flagRetracted, "ambiguous": flagAmbiguous, "partial": flagPartial, "self": flagSelf,
	"has:abstract": hasAbstract, "has:arxiv": hasArxiv, "has:author": hasAuthor, "has:cited": hasCited, "has:context": hasContext,
	"has:doi": hasDOI, "has:isbn": hasISBN, "has:issn": hasISSN, "has:issue": hasIssue, "has:journal": hasJournal,
	"has:keyword": hasKeyword, "has:page": hasPage, "has:pmcid": hasPMCID, "has:pmid": hasPMID, "has:refs": hasRefs,
	"has:title": hasTitle, "has:url": hasURL, "has:volume": hasVolume, "has:year": hasYear,
}

// flagsOf are the flags of a work, but for self and context.
func flagsOf(w *graph.Work) uint32 {
	var f uint32
	set := func(bit uint32, on bool) {
		if on {
			f |= bit
		}
	}
	c := &w.CSL
	set(flagHeld, w.Held)
	set(flagReview, w.Review != "")
	set(flagRetracted, w.Retracted)
	set(flagAmbiguous, w.Ambiguous)
	set(flagPartial, w.Partial)
	set(hasAbstract, c.Abstract != "")
	set(hasArxiv, c.Custom != nil && c.Custom.ArXiv != "")
	set(hasAuthor, len(c.Author) > 0)
	set(hasCited, w.CitedBy > 0)
	set(hasDOI, c.DOI != "")
	set(hasISBN, c.ISBN != "")
	set(hasISSN, c.ISSN != "")
	set(hasIssue, c.Issue != "")
	set(hasJournal, c.ContainerTitle != "")
	set(hasKeyword, c.Keyword != "")
	set(hasPage, c.Page != "")
	set(hasPMCID, c.PMCID != "")
	set(hasPMID, c.PMID != "")
	set(hasRefs, w.References > 0)
	set(hasTitle, c.Title != "")
	set(hasURL, c.URL != "")
	set(hasVolume, c.Volume != "")
	set(hasYear, c.Year() > 0)
	return f
}

// workRecord is the document of a work. journal is the text of its journal's
// names, sentences the text of those that cite it.
func workRecord(w *graph.Work, journal, sentences string) *record {
	r := newRecord(kindWork, w.N)
	c := &w.CSL
	r.text(fTitle, join(c.Title, c.TitleShort))
	r.text(fAbstract, c.Abstract)
	r.text(fKeyword, strings.ReplaceAll(strings.ReplaceAll(c.Keyword, ";", "\x1e"), ",", "\x1e"))
	names := make([]string, len(c.Author))
	for i, n := range c.Author {
		names[i] = nameText(n)
	}
	r.text(fAuthor, strings.Join(names, "\x1e"))
	if len(names) > 0 {
		r.text(fFirst, names[0])
		r.text(fLast, names[len(names)-1])
	}
	r.text(fJournal, join(c.ContainerTitle, c.ContainerTitleShort, journal))
	r.text(fContext, sentences)
	r.term(fExact, titleHash(c.Title))
	r.term(fVolume, strings.ToLower(c.Volume))
	r.term(fIssue, strings.ToLower(c.Issue))
	r.term(fBest, pageTerms(c.Page)...)
	pages := pageTerms(c.Page)
	for _, h := range w.Hypotheses["page"] {
		pages = append(pages, pageTerms(h.Value)...)
	}
	r.term(fPage, pages...)
	var in, from []string
	for _, m := range w.Mentions {
		t := pathTerms(m.Path)
		in = append(in, t...)
		if m.Kind == "self" || m.Kind == "record" {
			from = append(from, t...)
		}
	}
	r.term(fIn, in...)
	r.term(fFrom, from...)
	return r
}

func join(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\x1e")
}

// nameText is a name as text: family first, as it is mostly asked for.
func nameText(n corpus.Name) string {
	if n.Literal != "" {
		return n.Literal
	}
	return strings.TrimSpace(n.Family + " " + n.Given)
}

// pageTerms are the whole of a page range and its first page.
func pageTerms(p string) []string {
	if p == "" {
		return nil
	}
	p = strings.ToLower(strings.ReplaceAll(p, "–", "-"))
	first, _, ok := strings.Cut(p, "-")
	if !ok {
		return []string{p}
	}
	return []string{p, first}
}

// pathTerms are the ways in which a file is named: path, base name, base name
// without extensions; in lower case.
func pathTerms(p string) []string {
	p = strings.ToLower(p)
	base := path.Base(strings.ReplaceAll(p, `\`, "/"))
	stem, _, _ := strings.Cut(base, ".")
	return []string{p, base, stem}
}

// titleHash stands for a title without case, accents and punctuation; "" for
// one without letters.
func titleHash(title string) string {
	h := fnv.New64a()
	n := 0
	words(title, func(w []byte, _, _, _ int) {
		h.Write(w)
		n += len(w)
	})
	if n == 0 {
		return ""
	}
	return base64.RawStdEncoding.EncodeToString(h.Sum(nil))
}

func contextRecord(n uint32, c *graph.Context) *record {
	r := newRecord(kindContext, n)
	r.text(fSentence, c.Text)
	r.term(fIn, pathTerms(c.Path)...)
	return r
}

func authorRecord(a *graph.Author) *record {
	r := newRecord(kindAuthor, a.N)
	r.text(fPerson, join(append([]string{nameText(a.Name)}, a.Variants...)...))
	return r
}

// journalText are all names of a journal.
func journalText(j *graph.Journal) string {
	return join(append([]string{j.Title, j.Abbrev}, j.Variants...)...)
}

func journalRecord(j *graph.Journal) *record {
	r := newRecord(kindJournal, j.N)
	r.text(fVenue, journalText(j))
	return r
}
