package bib

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"

	"citegraph/corpus"
	"citegraph/parse/tex"
)

// WriteBibTeX writes one entry a work, in UTF-8, with BibLaTeX's fields where
// BibTeX has none. Keys are unique within the file.
func WriteBibTeX(w io.Writer, works iter.Seq[*corpus.Work]) error {
	bw := bufio.NewWriter(w)
	used := map[string]bool{}
	for work := range works {
		writeEntry(bw, work, bibKey(work, used))
	}
	return bw.Flush()
}

// The entry types of CSL types. Others are @misc with entrysubtype.
var entryTypes = map[string]string{
	"article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book", "pamphlet": "booklet",
	"chapter": "incollection", "entry-encyclopedia": "inreference", "paper-conference": "inproceedings", "thesis": "thesis",
	"report": "techreport", "document": "misc", "webpage": "online", "manuscript": "unpublished", "patent": "patent",
	"dataset": "dataset", "software": "software", "periodical": "periodical", "standard": "standard", "motion_picture": "video",
	"personal_communication": "letter",
}

func writeEntry(bw *bufio.Writer, w *corpus.Work, key string) {
	kind, sub, genre := entryTypes[w.Type], "", w.Genre
	switch {
	case w.Type == "":
		kind = "misc"
	case kind == "":
		kind, sub = "misc", w.Type
	case strings.HasPrefix(w.Type, "article-") && w.Type != "article-journal":
		sub = strings.TrimPrefix(w.Type, "article-")
	case kind == "thesis" && genre == "PhD thesis":
		kind, genre = "phdthesis", ""
	case kind == "thesis" && genre == "Master's thesis":
		kind, genre = "mastersthesis", ""
	}
	fmt.Fprintf(bw, "@%s{%s", kind, key)
	put := func(name, value string) {
		if value != "" {
			fmt.Fprintf(bw, ",\n  %s = {%s}", name, value)
		}
	}
	text := func(name, value string) { put(name, tex.Encode(value)) }
	put("author", bibNameList(w.Author))
	put("editor", bibNameList(w.Editor))
	put("translator", bibNameList(w.Translator))
	text("title", w.Title)
	text("shorttitle", w.TitleShort)
	text(containerField(w.Type), w.ContainerTitle)
	text("shortjournal", w.ContainerTitleShort)
	text("series", w.CollectionTitle)
	text("eventtitle", w.EventTitle)
	writeDate(put, text, w.Issued)
	text("volume", w.Volume)
	writeNumbers(text, w)
	put("pages", bibPages(w.Page))
	text("pagetotal", w.NumberOfPages)
	text("publisher", w.Publisher)
	text("address", w.PublisherPlace)
	text("edition", w.Edition)
	text("version", w.Version)
	text("type", genre)
	text("entrysubtype", sub)
	text("howpublished", w.Medium)
	text("pubstate", w.Status)
	put("doi", encodeLiteral(w.DOI))
	text("pmid", w.PMID)
	text("pmcid", w.PMCID)
	if w.Custom != nil && w.Custom.ArXiv != "" {
		text("eprint", w.Custom.ArXiv)
		put("eprinttype", "arxiv")
	}
	text("isbn", w.ISBN)
	text("issn", w.ISSN)
	put("url", encodeLiteral(w.URL))
	put("urldate", isoDate(w.Accessed, "-"))
	text("language", w.Language)
	text("keywords", w.Keyword)
	text("note", w.Note)
	text("citegraph", stubMarkOf(w))
	text("abstract", w.Abstract)
	bw.WriteString("\n}\n\n")
}

func containerField(kind string) string {
	switch kind {
	case "chapter", "paper-conference", "entry-encyclopedia", "book", "thesis", "report":
		return "booktitle"
	}
	return "journal"
}

func writeNumbers(text func(name, value string), w *corpus.Work) {
	switch w.Type {
	case "report", "patent", "thesis", "standard", "legislation", "bill":
		text("number", w.Number)
		text("issue", w.Issue)
	default:
		text("number", w.Issue)
		text("articleno", w.Number)
	}
}

func writeDate(put, text func(name, value string), d *corpus.Date) {
	switch {
	case d == nil:
	case d.Year() == 0:
		text("year", d.Literal)
	case d.Circa || len(d.Parts) > 1:
		s := isoDate(d, "-")
		if len(d.Parts) > 1 {
			s += "/" + isoDate(&corpus.Date{Parts: d.Parts[1:]}, "-")
		}
		if d.Circa {
			s += "~"
		}
		put("date", s)
	default:
		p := d.Parts[0]
		put("year", pad(p[0], 4))
		if len(p) > 1 {
			put("month", monthNames[p[1]-1])
		} else {
			text("month", d.Season)
		}
		if len(p) > 2 {
			put("day", fmt.Sprint(p[2]))
		}
	}
}

// bibPages writes a range with two hyphens.
func bibPages(s string) string {
	first, last, ok := strings.Cut(s, "-")
	if ok && first != "" && last != "" && !strings.Contains(last, "-") {
		return tex.Encode(first) + "--" + tex.Encode(last)
	}
	return tex.Encode(s)
}

func bibNameList(names []corpus.Name) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = writeName(n)
	}
	return strings.Join(out, " and ")
}

func writeName(n corpus.Name) string {
	if n.Family == "" {
		return "{" + tex.Encode(n.Literal) + "}"
	}
	s := protect(n.Family)
	switch {
	case n.Suffix != "":
		return s + ", " + protect(n.Suffix) + ", " + protect(n.Given)
	case n.Given != "":
		return s + ", " + protect(n.Given)
	case strings.Contains(n.Family, " "):
		return s + ","
	}
	return s
}

// protect puts a part of a name in braces where it holds what would split it.
func protect(s string) string {
	t := tex.Encode(s)
	if strings.Contains(s, ",") || strings.Contains(strings.ToLower(" "+s+" "), " and ") {
		return "{" + t + "}"
	}
	return t
}

// bibKey is the work's citation key, id, or one made of author and year,
// without characters that BibTeX cannot have in keys; a letter tells equal ones
// apart.
func bibKey(w *corpus.Work, used map[string]bool) string {
	key := bareKey(w.CitationKey)
	if key == "" {
		key = bareKey(w.ID)
	}
	if key == "" {
		if len(w.Author) > 0 {
			key = bareKey(strings.ToLower(w.Author[0].Family + w.Author[0].Literal))
		}
		if y := w.Year(); y != 0 {
			key += fmt.Sprint(y)
		}
	}
	if key == "" {
		key = "work"
	}
	base := key
	for i := 0; used[strings.ToLower(key)]; i++ {
		key = base + letters(i)
	}
	used[strings.ToLower(key)] = true
	return key
}

// letters counts a, b, …, z, aa, ab, …
func letters(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('a'+(i-1)%26)) + s
	}
	return s
}

func bareKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_:./+", r) {
			return r
		}
		return -1
	}, cut(s, 200))
}
