package corpus

import (
	"regexp"
	"strings"
)

// The names of root elements, without prefix and in lower case, and what they
// make of a file.
var roots = map[string]Format{
	"article": FormatJATS, "pmc-articleset": FormatJATS, "sub-article": FormatJATS,
	"book": FormatJATS, "book-part": FormatJATS, "book-part-wrapper": FormatJATS,
	"tei": FormatTEI, "teicorpus": FormatTEI,
	"html":             FormatHTML,
	"pubmedarticleset": FormatPubMed, "pubmedarticle": FormatPubMed, "pubmedbookarticle": FormatPubMed,
	"medlinecitationset": FormatPubMed, "medlinecitation": FormatPubMed,
	"records": FormatEndNote, "record": FormatEndNote,
}

var (
	tagName    = regexp.MustCompile(`^<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]`)
	doctype    = regexp.MustCompile(`(?i)^<!doctype\s+([\w:.-]+)`)
	knownHTML  = Lazily(`(?i)<(?:html|head|body|title|meta|div|span|p|br|a|ul|ol|li|table|h[1-6]|section|main|article)(?:\s[^<>]{0,500})?/?>`)
	jatsInside = regexp.MustCompile(`<(?:front|article-meta|ref-list|element-citation|mixed-citation|journal-meta)[\s>]`)
)

// sniffMarkup tells XML and HTML formats apart by the root element. s begins
// with "<"; ok is false where that was no markup at all.
func sniffMarkup(s, ext string) (f Format, ok bool) {
	root, xml := rootOf(s)
	xml = xml || ext == "xml" || ext == "nxml"
	switch {
	case root == "" && xml:
		return FormatUnknown, true
	case root == "":
		return FormatUnknown, false
	case root == "xml": // EndNote's own root element
		if strings.Contains(s, "<records") || strings.Contains(s, "<record>") {
			return FormatEndNote, true
		}
		return FormatUnknown, true
	case root == "article" && !xml && !jatsInside.MatchString(s):
		return FormatHTML, true // HTML5 has an article element too
	}
	if f, known := roots[root]; known {
		return f, true
	}
	if xml && !knownHTML().MatchString(s) {
		if jatsInside.MatchString(s) {
			return FormatJATS, true
		}
		return FormatUnknown, true
	}
	if knownHTML().MatchString(s) {
		return FormatHTML, true
	}
	if jatsInside.MatchString(s) {
		return FormatJATS, true
	}
	if strings.HasPrefix(ext, "htm") || ext == "xhtml" {
		return FormatHTML, true
	}
	return FormatUnknown, ext == "xml"
}

// rootOf skips declaration, comments, processing instructions and document
// type and returns the root element's name in lower case, without prefix. xml
// says that the text declares itself XML. A document type names the root even
// where the head ends within it.
func rootOf(s string) (root string, xml bool) {
	for {
		s = strings.TrimLeft(s, " \t\n\uFEFF")
		switch {
		case strings.HasPrefix(s, "<?"):
			xml = xml || strings.HasPrefix(s, "<?xml")
			s = after(s, "?>")
		case strings.HasPrefix(s, "<!--"):
			s = after(s, "-->")
		case doctype.MatchString(s):
			name := strings.ToLower(doctype.FindStringSubmatch(s)[1])
			if _, local, ok := strings.Cut(name, ":"); ok {
				name = local
			}
			return name, xml || name != "html"
		default:
			m := tagName.FindStringSubmatch(s)
			if m == nil {
				return "", xml
			}
			return strings.ToLower(m[2]), xml || m[1] != ""
		}
		if s == "" {
			return "", xml
		}
	}
}

// after is what follows the first end in s, "" where there is none.
func after(s, end string) string {
	_, rest, _ := strings.Cut(s, end)
	return rest
}

var openAlexMark = regexp.MustCompile(`"(?:id|ids|openalex)"\s*:\s*\{?\s*(?:"openalex"\s*:\s*)?"https?://openalex\.org/|"referenced_works"\s*:|"authorships"\s*:\s*\[`)

// sniffJSON: anything in JSON may hold CSL items; OpenAlex is known by its ids.
func sniffJSON(s string) Format {
	if openAlexMark.MatchString(s) {
		return FormatOpenAlex
	}
	return FormatCSL
}
