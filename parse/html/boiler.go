package html

import "strings"

// skipped are elements that hold no text of the article.
var skipped = map[string]bool{
	"script": true, "style": true, "noscript": true, "template": true, "svg": true, "iframe": true, "object": true,
	"button": true, "select": true, "textarea": true, "dialog": true, "audio": true, "video": true, "canvas": true,
	"head": true, "nav": true, "noframes": true, "noembed": true, "applet": true, "map": true, "datalist": true,
	"annotation": true, "annotation-xml": true, // MathML: the formula again, as TeX
}

// glue are words by which pages name what is not the article; a class or id
// that has one of them as a word of its own is passed over.
var glue = map[string]bool{
	"cookie": true, "cookies": true, "consent": true, "gdpr": true, "breadcrumb": true, "breadcrumbs": true,
	"nav": true, "navbar": true, "navigation": true, "menu": true, "sidebar": true, "share": true, "sharing": true,
	"social": true, "advert": true, "advertisement": true, "ads": true, "ad": true, "promo": true, "recommended": true,
	"recommendations": true, "newsletter": true, "subscribe": true, "subscription": true, "login": true, "signin": true,
	"altmetric": true, "altmetrics": true, "metrics": true, "skiplink": true, "toolbar": true, "pagination": true,
	"popup": true, "popover": true, "tooltip": true, "modal": true, "lightbox": true, "masthead": true, "editsection": true,
	"noprint": true, "navbox": true, "siteheader": true, "sitefooter": true, "usernav": true, "toc": true,
	"offscreen": true, "popups": true, "visuallyhidden": true, "footnote-back": true, "backlink": true, "backlinks": true,
	"reversefootnote": true, "usabanner": true, "searchform": true, "skip": true, "catlinks": true,
}

// phrases are the same for words that mean nothing alone.
var phrases = []string{
	"cookie-banner", "related-articles", "related-content", "skip-link", "skip-to", "cite-backlink", "mw-editsection",
	"page-header", "site-header", "page-footer", "site-footer", "global-header", "global-footer", "article-tools",
	"article-metrics", "sr-only", "visually-hidden", "table-of-contents", "usa-banner", "also-viewed", "similar-articles",
	"cited-by", "citedby", "download-links", "article-nav", "journal-header", "supplementary-nav", "table_of_contents",
	"readers-also", "ltx_page_footer", "ltx_page_logo", "ref-popup", "refctt", "hidden-content", "back-to-top",
}

// boiler reports whether an element is no part of the article: by its name, by
// what its attributes say, or, for headers, footers and asides, by where it
// stands.
func (w *walker) boiler(t *token) bool {
	if skipped[t.tag] {
		return true
	}
	if w.lenient {
		return false
	}
	switch role := strings.ToLower(t.get("role")); role {
	case "navigation", "search", "menu", "menubar", "toolbar", "tooltip", "dialog", "alertdialog", "doc-backlink", "doc-toc", "banner", "contentinfo", "complementary":
		return true
	}
	if t.has("hidden") || noDisplay(t.get("style")) {
		return true
	}
	switch t.tag {
	case "header", "footer":
		return !w.inArticle()
	case "aside":
		return !strings.HasPrefix(t.get("role"), "doc-") && !strings.Contains(t.get("epub:type"), "note") && !namesList(t)
	case "body", "html", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "tr", "dd", "sup":
		return false
	}
	return glued(t.get("class")) || t.tag != "a" && glued(t.get("id"))
}

// noDisplay reports a style that hides.
func noDisplay(style string) bool {
	if style == "" || len(style) > 500 {
		return false
	}
	s := strings.ToLower(strings.ReplaceAll(style, " ", ""))
	return strings.Contains(s, "display:none")
}

// glued reports whether a class or id names boilerplate.
func glued(v string) bool {
	if v == "" || len(v) > 1000 {
		return false
	}
	v = strings.ToLower(v)
	for _, p := range phrases {
		if strings.Contains(v, p) {
			return true
		}
	}
	for _, class := range strings.Fields(v) {
		words := strings.FieldsFunc(class, func(r rune) bool { return r == '-' || r == '_' || r == ':' })
		for i, word := range words {
			// "c-nav", "nav", "nav-bar", "main-menu": at an end, or behind a short prefix
			if word == "toc" && i+1 < len(words) && words[i+1] == "section" {
				continue // a section that the contents list, not the contents
			}
			if glue[word] && (i == 0 || i == len(words)-1 || i == 1 && len(words[0]) <= 2) {
				return true
			}
		}
	}
	return false
}

// linkLabels are what links that hang on a reference say.
var linkLabels = map[string]bool{
	"doi": true, "pubmed/ncbi": true, "article": true, "google scholar": true, "crossref": true, "pubmed": true, "pubmed central": true, "cas": true, "ads": true,
	"math": true, "mathscinet": true, "web of science": true, "view article": true, "full text": true, "scopus": true,
	"view in scopus": true, "medline": true, "pmc free article": true, "free full text": true, "pdf": true, "view": true,
	"full text pdf": true, "abstract": true, "pubmed abstract": true, "crossref full text": true, "isi": true, "wos": true, "view in article": true, "return to ref": true,
	"back to text": true, "go to ref": true, "download": true, "find it": true, "open url": true, "openurl": true,
	"chemport": true, "download references": true, "external resources": true, "find this article online": true,
	"view pdf": true, "view at publisher": true, "view at google scholar": true, "search google scholar": true,
	"↑": true, "^": true, "↩": true, "↵": true, "↩︎": true, "⤴": true, "⏎": true, "article google scholar": true, "links": true,
	"view record in scopus": true, "cited by": true, "show context": true, "cross ref": true, "link": true, "ncbi": true,
	"abstract/free full text": true, "green version": true, "europe pmc": true, "dimensions": true, "publisher site": true,
	"request permissions": true, "go to reference": true, "back to citation": true, "worldcat": true, "ref": true,
	"google": true, "citeas": true, "navigate to ref": true, "order article via infotrieve": true, "web of science ®": true,
	"web of science®": true, "pubmed central full text": true, "return to text": true, "jump up": true, "jump back": true,
	"taylor & francis online": true, "csa": true, "zentralblatt": true, "free article": true, "get it": true, "check": true,
	"acs full text": true, "ucsd": true, "semantic scholar": true, "researchgate": true, "preview": true, "open in new tab": true,
}

// label reports whether s is the text of such a link.
func isLinkLabel(s string) bool {
	s = strings.ToLower(strings.Trim(s, " []()|·•,;.→»"))
	if s == "" || linkLabels[s] {
		return true
	}
	rest, ok := strings.CutPrefix(s, "google scholar")
	return ok && (rest == "" || strings.HasPrefix(rest, " reference"))
}
