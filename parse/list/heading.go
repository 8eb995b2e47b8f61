package list

import (
	"strings"
	"unicode"
)

// headings are the words that open a reference list, folded: lower case, no
// number before, no colon behind. Weight 2 is never anything else.
func headingWeight(s string) int {
	switch s {
	case "references", "reference", "reference list", "list of references", "references cited", "references and notes",
		"references and further reading", "literature cited", "literature", "works cited", "cited works", "bibliography", "bibliographic references",
		"bibliographical references", "selected bibliography", "selected references", "cited literature", "cited references", "list of literature", "references list",
		"notes and references", "footnotes and references", "references & notes", "references and bibliography", "references included in the review",
		"literatur", "literaturverzeichnis", "literaturangaben", "literaturliste", "literaturhinweise", "quellen", "quellenverzeichnis", "schrifttum", "bibliographie",
		"quellen und literatur", "quellen- und literaturverzeichnis", "literatur- und quellenverzeichnis", "verwendete literatur", "zitierte literatur", "weiterführende literatur", "referenzen", "literaturnachweis", "literaturnachweise", "literatur und quellen",
		"références", "références bibliographiques", "réferences", "liste des références", "bibliographie sélective", "ouvrages cités",
		"referencias", "referencias bibliográficas", "bibliografía", "bibliografia", "referencias bibliograficas", "obras citadas", "literatura citada",
		"referências", "referências bibliográficas", "referencias bibliograficas e fontes", "referências e fontes",
		"riferimenti bibliografici", "riferimenti", "bibliografia citata", "referències", "literatuur", "literatuurlijst", "referenties", "bronnen",
		"litteratur", "referenser", "litteraturliste", "referanser", "kirjallisuus", "lähteet", "viitteet", "kaynaklar", "kaynakça", "literatura", "piśmiennictwo", "bibliografie", "irodalom", "irodalomjegyzék",
		"seznam literatury", "zdroje", "βιβλιογραφία", "литература", "список литературы", "библиография", "список использованных источников", "список источников", "cписок литературы",
		"参考文献", "参考文献:", "引用文献", "文献", "参考资料", "參考文獻", "참고문헌", "참고 문헌", "인용문헌", "المراجع", "مراجع", "منابع", "ביבליוגרפיה":
		return 2
	case "sources", "primary sources", "secondary sources", "further reading", "suggested reading", "recommended reading", "suggested readings", "notes", "endnotes", "fontes", "included studies", "studies included in the review",
		"references to studies included in this review", "references to studies excluded from this review", "additional references", "supplementary references", "additional reading", "key references",
		"anmerkungen", "endnoten", "sekundärliteratur", "primärliteratur", "primärquellen", "internetquellen", "internet", "online-quellen", "fuentes", "notas", "manuscript sources", "web references", "links", "articles", "books":
		return 1
	}
	if strings.HasPrefix(s, "references to studies") || strings.HasPrefix(s, "references for ") || strings.HasPrefix(s, "literatur zu ") {
		return 2
	}
	return 0
}

// opens says how surely a line is the heading of a reference list. rest is
// where the list goes on in the same line ("References 1. Smith …"), else 0.
func opens(s string) (weight int) {
	if len(s) > 120 {
		return 0
	}
	return headingWeight(foldHeading(s))
}

// foldHeading lower-cases a heading, closes up letter-spaced print
// ("R E F E R E N C E S") and takes numbers and marks off its ends.
func foldHeading(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && r != ')' && r != '('
	})
	if i := strings.IndexByte(s, ' '); i > 0 && i <= 5 && roman(strings.Trim(s[:i], ".")) && i+1 < len(s) {
		s = strings.TrimLeft(s[i:], " .")
	}
	f := strings.Fields(strings.ToLower(s))
	single := 0
	for _, w := range f {
		if len([]rune(w)) == 1 {
			single++
		}
	}
	if single >= 4 && single == len(f) {
		return strings.Join(f, "")
	}
	return strings.Join(f, " ")
}

func roman(s string) bool {
	for _, r := range s {
		if !strings.ContainsRune("IVXivx", r) {
			return false
		}
	}
	return s != ""
}

// closes reports a heading that ends a list: something else opens.
func closes(s string) bool {
	if len(s) > 120 {
		return false
	}
	f := foldHeading(s)
	for _, p := range [...]string{
		"appendix", "appendices", "annex", "anhang", "annexe", "apéndice", "apêndice", "anexo", "appendice",
		"supplementary", "supplemental", "supporting information", "electronic supplementary", "additional file", "additional information",
		"acknowledg", "danksagung", "remerciements", "agradecimientos", "agradecimentos", "ringraziamenti",
		"author contributions", "authors' contributions", "authors’ contributions", "author information", "author details", "about the author", "author biograph", "authors' biograph", "biograph", "biographies", "notes on contributor", "contributors", "autor", "autorin", "über den autor", "über die autor", "zum autor", "zu den autor", "zur autorin", "angaben zu", "autorenangaben", "autorenverzeichnis", "korrespondenz",
		"conflict", "competing interest", "declaration", "funding", "ethic", "data availability", "availability of data", "publisher's note", "publisher’s note", "open access",
		"figure legend", "figure captions", "figures", "tables", "table captions", "table legends", "list of figures", "list of tables", "figure ", "table ", "fig. ", "abbildung ", "tabelle ", "tab. ", "abb. ", "box ",
		"how to cite", "cite this", "citation:", "correspondence", "corresponding author", "address for correspondence", "received", "submitted", "abbreviations", "abkürzungen", "glossary", "index", "this article", "cover letter", "pre-publication history", "reviewer", "received:",
		"korrespondenzadresse", "kontakt", "abstract", "zusammenfassung", "summary", "curriculum vitae", "lebenslauf", "eidesstattliche", "erklärung", "impressum", "table of contents",
	} {
		if strings.HasPrefix(f, p) {
			return true
		}
	}
	return false
}

// furniture reports the heading of what web pages put below an article: other
// articles that are no references of this one.
func furniture(s string) bool {
	if len(s) > 60 {
		return false
	}
	f := foldHeading(s)
	for _, p := range [...]string{
		"related articles", "related posts", "related content", "related items", "related papers", "similar articles", "similar papers",
		"recommended articles", "recommended for you", "you may also", "you might also", "people also read", "more from", "more articles",
		"most read", "most cited", "most viewed", "most popular", "latest articles", "latest posts", "recent posts", "recent articles",
		"leave a", "post a comment", "add a comment", "share this", "about the author",
	} {
		if strings.HasPrefix(f, p) {
			return true
		}
	}
	return false
}
