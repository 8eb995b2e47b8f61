package html

import (
	"strings"

	xhtml "golang.org/x/net/html"
)

// region is the reference list that is being read.
type region struct {
	depth  int  // frames below it when it began, 0 where there is none
	level  int  // of the heading that opened it, 0 where markup did
	items  bool // its entries are list items, definitions or rows
	count  int  // entries so far
	strong bool // markup says that it is a reference list
	floor  int  // of a list under a heading: fewest elements open before its first entry
}

// listWords are words by which pages name the element that holds a reference
// list.
var listWords = map[string]bool{
	"references": true, "reflist": true, "bibliography": true, "biblist": true, "refs": true, "citations": true,
	"literature": true, "bibliographic": true, "biblio": true, "endnotes": true, "bibl": true, "referencelist": true,
	"reflists": true, "referenceslist": true, "refliste": true, "literatur": true, "bib": true, "citationlist": true,
	"doc-bibliography": true, "citedreferences": true, "referencesection": true, "literaturecited": true, "referencescopy1": false,
}

// listPhrases are the same, of several words.
var listPhrases = []string{
	"ref-list", "reference-list", "citation-list", "literature-cited", "bib-body", "bib-section", "references_list",
	"doc-bibliography", "doc-endnotes", "cit-list", "refs-list", "bibliography-list", "works-cited", "ltx_biblist", "ltx_bibliography",
}

// names reports whether an element says that it holds a reference list.
func namesList(t *token) bool {
	switch t.tag {
	case "div", "section", "ol", "ul", "dl", "table", "tbody", "aside", "article", "details":
	default:
		return false
	}
	for _, key := range []string{"class", "id", "role", "epub:type", "data-title", "aria-label", "content-type"} {
		v := strings.ToLower(t.get(key))
		if v == "" || len(v) > 500 {
			continue
		}
		for _, p := range listPhrases {
			if strings.Contains(v, p) {
				return true
			}
		}
		for _, class := range strings.Fields(v) {
			if strings.HasPrefix(class, "tbl:") || strings.HasPrefix(class, "fig:") {
				continue
			}
			words := strings.FieldsFunc(class, func(r rune) bool { return r == '-' || r == '_' || r == ':' || r == '.' })
			if n := len(words); n > 0 && (listWords[words[n-1]] || listWords[words[0]] && n <= 2) && !entryWord(class) {
				return true
			}
		}
	}
	return false
}

// entryWord reports classes that name the parts of a list, not the list.
func entryWord(class string) bool {
	for _, s := range []string{"item", "text", "entry", "link", "title", "heading", "toggle", "body", "wrap", "count", "content-"} {
		if strings.Contains(class, s) && !strings.Contains(class, "bib-body") && !strings.HasSuffix(class, "references-body") {
			return true
		}
	}
	return false
}

// headings are the headings of reference lists, lower case.
var headings = map[string]bool{
	"references": true, "reference": true, "reference list": true, "list of references": true, "references cited": true,
	"literature cited": true, "literature": true, "works cited": true, "bibliography": true, "references and notes": true,
	"notes and references": true, "bibliographic references": true, "selected bibliography": true, "cited literature": true,
	"references & notes": true, "citations": true, "sources": true,
	"literatur": true, "literaturverzeichnis": true, "quellen": true, "einzelnachweise": true, "referenzen": true, "bibliographie": true,
	"références": true, "références bibliographiques": true, "notes et références": true, "bibliographies": true,
	"referencias": true, "referencias bibliográficas": true, "bibliografía": true, "bibliografia": true, "literatura citada": true,
	"referências": true, "referências bibliográficas": true, "riferimenti": true, "riferimenti bibliografici": true,
	"note e riferimenti": true, "literatuur": true, "referenties": true, "bronnen": true, "referenser": true, "källor": true,
	"referanser": true, "litteratur": true, "lähteet": true, "viitteet": true, "kaynakça": true, "kaynaklar": true,
	"literatura": true, "piśmiennictwo": true, "bibliografie": true, "irodalom": true, "литература": true,
	"список литературы": true, "примечания": true, "参考文献": true, "引用文献": true, "脚注": true, "참고문헌": true, "المراجع": true,
	"مراجع": true, "منابع": true, "βιβλιογραφία": true, "ביבליוגרפיה": true,
}

// opensList reports whether a heading is that of a reference list.
func opensList(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimLeft(s, "0123456789. ")
	s = strings.TrimRight(s, " :.")
	if i := strings.IndexByte(s, '('); i > 0 { // "References (45)"
		s = strings.TrimSpace(s[:i])
	}
	s = strings.TrimSuffix(s, "[edit]")
	s = strings.TrimRight(s, " 0123456789")
	return headings[s]
}

// beginRegion begins a reference list whose text starts at from. In a list
// that has items, what stands between the items is no entry.
func (w *walker) beginRegion(depth, level, from int, strong bool) {
	window := 32 << 10
	if w.nRegion > 50 { // no page has so many lists
		window = 1 << 10
	}
	ahead := w.sc.src[from:min(len(w.sc.src), from+window)]
	for _, stop := range []string{"<footer", "<nav", "<h1", "<h2"} {
		if i := strings.Index(ahead, stop); i > 0 && (i > 200 || stop != "<h2") {
			ahead = ahead[:i]
		}
	}
	w.region = region{depth: depth, level: level, strong: strong, items: w.listsItems(ahead), floor: len(w.open)}
	w.nRegion++
}

// listsItems reports whether the entries of the list at the start of s are
// items, definitions or rows: the first element that holds a dated line says.
// What comes behind the list, menus and other lists, has no say, unless no such
// element is found.
func (w *walker) listsItems(s string) bool {
	sc := newScanner(s)
	for n := 0; n < 60; {
		t, ok, _ := sc.next()
		if !ok {
			break
		}
		if t.kind != xhtml.StartTagToken {
			continue
		}
		item := t.tag == "li" || t.tag == "dd" || t.tag == "tr"
		if !item && t.tag != "p" && (t.tag != "div" || !w.namesEntry(&t)) {
			continue
		}
		n++
		text := s[t.to:min(len(s), t.to+4<<10)]
		if end := indexEnd(text, t.tag); end >= 0 {
			text = text[:end]
		}
		if t.tag == "li" || t.tag == "p" { // their end tags may be left out
			text = upTo(text, "<"+t.tag)
		}
		if text = plain(stripTags(text)); len(text) >= 25 && dated(text) {
			return item
		}
	}
	items := strings.Count(s, "<li") + strings.Count(s, "<dd") + strings.Count(s, "<LI") + strings.Count(s, "<DD")
	ps := strings.Count(s, "<p") + strings.Count(s, "<P")
	rows := strings.Count(s, "<tr") + strings.Count(s, "<TR")
	return items >= 2 || items == 1 && ps == 0 || rows >= 2 && ps <= rows/2
}

func (w *walker) endRegion() { w.region = region{} }

// leaveRegion is told how many elements are open after one was closed. A list
// under a heading ends with the element that holds both the heading and the
// first entry.
func (w *walker) leaveRegion(open int) {
	switch r := &w.region; {
	case r.level == 0:
	case r.count == 0:
		r.floor = min(r.floor, open)
	case open < r.floor:
		w.endRegion()
	}
}

// endRegionAt ends a region that a heading opened, at the next heading of its
// level.
func (w *walker) endRegionAt(level int) {
	if w.region.depth > 0 && w.region.level > 0 && level <= w.region.level {
		w.endRegion()
	}
}

// manyLines reports whether an element holds many lines that look each like a
// reference: long, and with a year.
func manyLines(s, tag string) bool {
	if end := indexEnd(s, tag); end >= 0 {
		s = s[:end]
	}
	n, good := 0, 0
	for s != "" {
		line := s
		if i := strings.Index(s, "<br"); i >= 0 {
			line, s = s[:i], s[i+3:]
		} else if i := strings.Index(s, "<BR"); i >= 0 {
			line, s = s[:i], s[i+3:]
		} else {
			s = ""
		}
		if line = plain(stripTags(line)); len(line) > 4 {
			n++
			if len(line) >= 40 && dated(line) {
				good++
			}
		}
	}
	return n >= 3 && good*10 >= n*8
}

// upTo is s up to where the next element of the name begins, so that what many
// elements look at ahead is linear together.
func upTo(s, open string) string {
	if i := strings.Index(s, open); i >= 0 {
		return s[:i]
	}
	return s
}

// abstractHeadings are the headings of abstracts.
var abstractHeadings = map[string]bool{
	"abstract": true, "summary": true, "zusammenfassung": true, "résumé": true, "resumen": true, "resumo": true,
	"riassunto": true, "samenvatting": true, "sammanfattning": true, "аннотация": true, "摘要": true, "要旨": true, "초록": true,
}

func opensAbstract(s string) bool {
	return abstractHeadings[strings.ToLower(strings.Trim(s, " :."))]
}
