package jats

import (
	"strings"
	"unicode"

	"citegraph/corpus"
	"citegraph/corpus/ident"
	"citegraph/corpus/person"
)

// fields are what a citation marks up, in CSL terms; nil where it marks up
// nothing. What stands in running text between the elements is not looked at.
func fields(n *node) *corpus.Work {
	if n == nil {
		return nil
	}
	f := citation{kind: strings.ToLower(name(n.get("publication-type"), n.get("citation-type")))}
	f.walk(n, "author")
	f.printed(n.words())
	return f.work()
}

// printed takes the identifiers that stand in running text or in a comment:
// "doi: 10.1000/x", "PMID: 1", an address.
func (f *citation) printed(s string) {
	for _, id := range []struct {
		sign, kind string
		has        *string
	}{{"10.", "doi", &f.w.DOI}, {"PMID:", "pmid", &f.w.PMID}, {"PMCID:", "pmc", &f.w.PMCID}, {"http", "url", &f.w.URL}} {
		i := strings.Index(s, id.sign)
		if *id.has != "" || i < 0 {
			continue
		}
		t := s[i:]
		if strings.HasSuffix(id.sign, ":") {
			t = strings.TrimLeft(t[len(id.sign):], " ")
		}
		if end := strings.IndexAny(t, " ;,"); end >= 0 {
			t = t[:end]
		}
		f.identifier(id.kind, strings.TrimRight(t, ".)>]"))
	}
}

// citation collects the elements of one citation.
type citation struct {
	w      corpus.Work
	kind   string // publication-type
	title  string // article-title
	part   string // chapter-title, part-title
	source string
	trans  string
	conf   string
	first  string // pages
	last   string
	rng    string
	eloc   string
	date   dateParts
	seen   bool // anything was marked up
}

// walk takes the elements under n; role is whose names stand there.
func (f *citation) walk(n *node, role string) {
	for i, k := range n.kids {
		if k.name == "" {
			continue
		}
		if k.name == "fpage" && i+1 < len(n.kids) {
			f.tail(n.kids[i+1])
		}
		if f.people(k, role) || f.titles(k) || f.places(k) || f.dates(k) || f.ids(k) {
			continue
		}
		f.walk(k, role)
	}
}

// tail reads a last page that stands in the text behind the first: "–55.".
func (f *citation) tail(k *node) {
	s := strings.TrimLeft(k.str, " ")
	if k.name != "" || f.last != "" {
		return
	}
	for _, dash := range []string{"–", "-", "—", "−"} {
		if rest, ok := strings.CutPrefix(s, dash); ok {
			n := 0
			for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
				n++
			}
			if n > 0 && n < 8 {
				f.last = rest[:n]
			}
			return
		}
	}
}

// people takes names and groups of names.
func (f *citation) people(k *node, role string) bool {
	switch k.name {
	case "person-group":
		if t := strings.ToLower(k.get("person-group-type")); t != "" {
			role = t
		}
		f.walk(k, role)
	case "name", "string-name", "collab", "name-alternatives", "anonymous":
		if n, ok := personName(k); ok {
			f.seen = true
			switch {
			case strings.Contains(role, "editor"):
				f.w.Editor = append(f.w.Editor, n)
			case strings.Contains(role, "translator"):
				f.w.Translator = append(f.w.Translator, n)
			case role == "author" || role == "allauthors" || role == "inventor" || role == "compiler" || role == "":
				f.w.Author = append(f.w.Author, n)
			}
		}
	case "etal", "role":
	default:
		return false
	}
	return true
}

// personName reads one name or organisation.
func personName(k *node) (corpus.Name, bool) {
	switch k.name {
	case "name-alternatives":
		if k = k.kid("name", "string-name"); k == nil {
			return corpus.Name{}, false
		}
		return personName(k)
	case "collab":
		s := strings.TrimRight(k.words(), " ,;")
		return corpus.Name{Literal: s}, strings.ContainsFunc(s, unicode.IsLetter)
	case "anonymous":
		return corpus.Name{}, false
	}
	n := corpus.Name{
		Family: trimName(k.find("surname").words()),
		Given:  trimName(k.find("given-names").words()),
		Suffix: trimName(k.find("suffix").words()),
	}
	if n.Family == "" && n.Given == "" {
		s := strings.TrimRight(k.words(), " ,;")
		if s == "" {
			return n, false
		}
		return person.Parse(s), true
	}
	if n.Family == "" && n.Suffix != "" { // "Filho", "Neto" taken for a suffix
		n.Family, n.Suffix = n.Suffix, ""
	}
	if n.Family == "" {
		n = corpus.Name{Literal: n.Given}
	}
	return n, true
}

// trimName drops punctuation that strayed into the markup of a name.
func trimName(s string) string { return strings.Trim(s, " ,;:") }

// titles takes titles and sources.
func (f *citation) titles(k *node) bool {
	dst := (*string)(nil)
	switch k.name {
	case "article-title", "data-title":
		dst = &f.title
	case "chapter-title", "part-title":
		dst = &f.part
	case "source":
		dst = &f.source
	case "trans-title":
		dst = &f.trans
	case "conf-name":
		dst = &f.conf
	case "series":
		dst = &f.w.CollectionTitle
	case "abbrev-journal-title":
		dst = &f.w.ContainerTitleShort
	default:
		return false
	}
	if s := trimTitle(k.words()); s != "" {
		f.seen = true
		if *dst == "" {
			*dst = s
		} else if k.name == "source" && f.title == "" && f.part == "" {
			f.part, f.source = f.source, s
		}
	}
	return true
}

// trimTitle drops the full stop or comma that closes a title in print.
func trimTitle(s string) string {
	s = strings.TrimSpace(s)
	t := strings.TrimRight(s, " ,;")
	if strings.HasSuffix(t, ".") && !strings.HasSuffix(t, "..") && !abbreviated(t) {
		t = strings.TrimSuffix(t, ".")
	}
	return t
}

// abbreviated reports whether the last word's full stop may be its own:
// "J. Nat. Med.", "U.S.".
func abbreviated(s string) bool {
	i := strings.LastIndexByte(s, ' ')
	last := s[i+1 : len(s)-1]
	return len(last) <= 1 || strings.Contains(last, ".") || strings.Contains(s[:len(s)-1], ". ") && len(last) <= 6
}

// places takes volume, pages, publisher and the like.
func (f *citation) places(k *node) bool {
	s := squeeze(k.words())
	dst := (*string)(nil)
	switch k.name {
	case "volume":
		dst = &f.w.Volume
	case "issue":
		dst = &f.w.Issue
	case "supplement":
		if f.w.Issue == "" {
			dst = &f.w.Issue
		} else {
			f.w.Issue += " " + s
			return true
		}
	case "fpage":
		dst = &f.first
	case "lpage":
		dst = &f.last
	case "page-range":
		dst = &f.rng
	case "elocation-id":
		dst = &f.eloc
	case "publisher-name":
		dst = &f.w.Publisher
	case "publisher-loc":
		dst = &f.w.PublisherPlace
	case "edition":
		dst = &f.w.Edition
	case "version":
		dst = &f.w.Version
	case "size":
		if u := k.get("units"); u == "page" || u == "pages" {
			dst = &f.w.NumberOfPages
		} else {
			return true
		}
	case "comment", "conf-loc", "conf-date", "annotation", "conf-sponsor", "issue-title", "issue-part", "patent", "std", "gov":
		f.comment(s)
		f.links(k)
		return true
	default:
		return false
	}
	if s = strings.Trim(s, " ,;:"); s != "" && *dst == "" {
		f.seen = true
		*dst = s
	}
	return true
}

// links takes the identifiers and links within a comment.
func (f *citation) links(n *node) {
	for _, k := range n.kids {
		if !f.ids(k) {
			f.links(k)
		}
	}
}

// comment looks whether a comment says that a work is yet to appear.
func (f *citation) comment(s string) {
	switch l := strings.ToLower(strings.Trim(s, " ()[].,;")); l {
	case "in press", "submitted", "forthcoming", "in preparation", "unpublished", "accepted", "epub ahead of print":
		f.w.Status = l
	}
}

// ids takes identifiers and links.
func (f *citation) ids(k *node) bool {
	switch k.name {
	case "pub-id", "object-id":
		f.identifier(strings.ToLower(k.get("pub-id-type")), k.words())
	case "ext-link", "uri", "self-uri":
		href := strings.TrimSpace(name(k.get("href"), k.words()))
		t := strings.ToLower(k.get("ext-link-type"))
		if t == "uri" || t == "url" || t == "ftp" || t == "" {
			t = "url"
		}
		f.identifier(t, href)
		return true
	case "issn":
		if v, ok := ident.ISSN(k.words()); ok {
			f.w.ISSN = v
		}
	case "isbn":
		f.identifier("isbn", k.words())
	default:
		return false
	}
	f.seen = true
	return true
}

func (f *citation) identifier(kind, s string) {
	s = strings.TrimSpace(s)
	if s == "" {
		return
	}
	set := func(dst *string, v string, ok bool) {
		if ok && *dst == "" {
			f.seen = true
			*dst = v
		}
	}
	switch kind {
	case "doi":
		v, ok := ident.DOI(s)
		set(&f.w.DOI, v, ok)
	case "pmid", "pubmed", "medline":
		v, ok := ident.PMID(s)
		set(&f.w.PMID, v, ok)
	case "pmc", "pmcid":
		v, ok := ident.PMCID(s)
		set(&f.w.PMCID, v, ok)
	case "isbn":
		v, ok := ident.ISBN(s)
		set(&f.w.ISBN, v, ok)
	case "arxiv":
		if v, ok := ident.ArXiv(s); ok {
			f.arxiv(v)
		}
	case "url", "other", "uri":
		f.link(s)
	}
}

// link takes a web address: one that is an identifier counts as that.
func (f *citation) link(s string) {
	low := strings.ToLower(s)
	switch {
	case strings.Contains(low, "doi.org/") || strings.HasPrefix(low, "doi:"):
		f.identifier("doi", s)
	case strings.Contains(low, "ncbi.nlm.nih.gov/pubmed/") || strings.Contains(low, "pubmed.ncbi.nlm.nih.gov/"):
		f.identifier("pmid", s)
	case strings.Contains(low, "/pmc/articles/"):
		f.identifier("pmc", s)
	case strings.Contains(low, "arxiv.org/"):
		f.identifier("arxiv", s)
	case strings.Contains(low, "scholar.google"), strings.Contains(low, "javascript:"):
	case strings.HasPrefix(low, "http://"), strings.HasPrefix(low, "https://"), strings.HasPrefix(low, "ftp://"), strings.HasPrefix(low, "www."):
		if f.w.URL == "" {
			f.seen = true
			f.w.URL = s
		}
	}
}

func (f *citation) arxiv(v string) {
	if f.w.Custom == nil {
		f.w.Custom = &corpus.Custom{}
	}
	if f.w.Custom.ArXiv == "" {
		f.seen = true
		f.w.Custom.ArXiv = v
	}
}
