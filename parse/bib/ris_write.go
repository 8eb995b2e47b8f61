package bib

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"

	"citegraph/corpus"
)

// WriteRIS writes RIS as EndNote and Zotero read it: two blanks, hyphen, blank,
// CRLF, one tag a line.
func WriteRIS(w io.Writer, works iter.Seq[*corpus.Work]) error {
	bw := bufio.NewWriter(w)
	for work := range works {
		writeRIS(bw, work)
	}
	return bw.Flush()
}

// The RIS types of CSL types.
var typesRIS = map[string]string{
	"article-journal": "JOUR", "periodical": "JFULL", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
	"chapter": "CHAP", "paper-conference": "CPAPER", "thesis": "THES", "report": "RPRT", "webpage": "ELEC", "post-weblog": "BLOG",
	"personal_communication": "PCOMM", "manuscript": "MANSCPT", "patent": "PAT", "dataset": "DATA", "software": "COMP",
	"standard": "STAND", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "pamphlet": "PAMP", "speech": "SLIDE",
	"motion_picture": "VIDEO", "song": "SOUND", "graphic": "ART", "figure": "FIGURE", "map": "MAP", "musical_score": "MUSIC", "bill": "BILL",
	"legal_case": "CASE", "legislation": "STAT", "hearing": "HEAR", "article": "PREPRINT",
}

// oneLine makes one line of a value.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029 }), " ")
}

func writeRIS(bw *bufio.Writer, w *corpus.Work) {
	put := func(tag, value string) {
		if value != "" {
			fmt.Fprintf(bw, "%s  - %s\r\n", tag, oneLine(value))
		}
	}
	names := func(tag string, ns []corpus.Name) {
		for _, n := range ns {
			put(tag, risName(n))
		}
	}
	kind := typesRIS[w.Type]
	if kind == "" {
		kind = "GEN"
	}
	put("TY", kind)
	key := w.ID
	if key == "" {
		key = w.CitationKey
	}
	put("ID", key)
	names("AU", w.Author)
	names("A2", w.Editor)
	names("A4", w.Translator)
	put("TI", w.Title)
	put("ST", w.TitleShort)
	if kind == "BOOK" {
		put("T2", w.CollectionTitle)
	} else {
		put("T2", w.ContainerTitle)
		put("J2", w.ContainerTitleShort)
		put("T3", w.CollectionTitle)
	}
	risDates(put, w.Issued)
	put("VL", w.Volume)
	put("IS", w.Issue)
	first, last, ok := strings.Cut(w.Page, "-")
	if !ok || last == "" || first == "" || strings.Contains(last, "-") {
		first, last = w.Page, ""
	}
	if first == "" && kind != "JOUR" {
		first = w.NumberOfPages
	}
	put("SP", first)
	put("EP", last)
	put("PB", w.Publisher)
	put("CY", w.PublisherPlace)
	put("ET", w.Edition)
	put("M1", w.Number)
	put("M3", w.Genre)
	put("DO", w.DOI)
	if w.PMID != "" {
		put("AN", w.PMID)
		put("DB", "PubMed")
	}
	put("C2", w.PMCID)
	for _, sn := range strings.Fields(w.ISSN + " " + w.ISBN) {
		put("SN", sn)
	}
	put("UR", w.URL)
	put("Y2", isoDate(w.Accessed, "/"))
	put("LA", w.Language)
	if w.Keyword != "" {
		for _, k := range strings.Split(w.Keyword, ", ") {
			put("KW", k)
		}
	}
	put("N1", w.Note)
	put("U5", stubMarkOf(w))
	put("AB", w.Abstract)
	bw.WriteString("ER  - \r\n\r\n")
}

// risName: an organisation has a comma behind it, so that nobody takes its last
// word for a family name.
func risName(n corpus.Name) string {
	if n.Family == "" {
		return n.Literal + ","
	}
	return inverted(n)
}

func risDates(put func(tag, value string), d *corpus.Date) {
	if d == nil {
		return
	}
	if d.Year() == 0 {
		put("PY", d.Literal)
		return
	}
	p := d.Parts[0]
	put("PY", pad(p[0], 4))
	if len(p) == 1 && d.Season == "" {
		return
	}
	da := pad(p[0], 4)
	for i := 1; i < 3; i++ {
		da += "/"
		if i < len(p) {
			da += pad(p[i], 2)
		}
	}
	put("DA", da+"/"+d.Season)
}
