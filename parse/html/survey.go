package html

import (
	"net/url"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
)

const (
	maxMetas   = 5000
	maxScript  = 1 << 20 // bytes of one JSON-LD script
	maxScripts = 20
)

// survey is what one look over the page tells before it is read.
type survey struct {
	meta    []pair         // name or property, content, in order
	cited   []citedMeta    // citation_reference metadata
	ld      []string       // JSON-LD scripts
	title   string         // of the head
	lang    string         // of the html element
	links   map[string]int // fragments that the page links to, with how often
	hasMain bool           // there is a main element, or article
	plain   int            // bytes of text outside scripts
}

type pair struct{ key, val string }

// citedMeta is the content of a citation_reference and where it stands.
type citedMeta struct {
	val      string
	from, to int
}

// look surveys a page.
func look(src string) survey {
	s := survey{links: map[string]int{}}
	sc := newScanner(src)
	inTitle, inLD, inRaw := false, false, false
	for {
		t, ok, _ := sc.next()
		if !ok {
			return s
		}
		switch t.kind {
		case xhtml.TextToken:
			switch {
			case inTitle && s.title == "":
				s.title = plain(t.raw)
			case inLD && len(s.ld) < maxScripts && len(t.raw) <= maxScript:
				s.ld = append(s.ld, t.raw)
			}
			if !inTitle && !inRaw {
				s.plain += len(strings.TrimSpace(t.raw))
			}
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			s.tag(&t)
			inTitle = t.tag == "title" && s.title == ""
			inLD = t.tag == "script" && strings.Contains(strings.ToLower(t.get("type")), "ld+json")
			inRaw = t.tag == "script" || t.tag == "style"
		case xhtml.EndTagToken:
			inTitle, inLD, inRaw = false, false, false
		}
	}
}

func (s *survey) tag(t *token) {
	switch t.tag {
	case "html":
		s.lang = firstOf(t.get("lang"), t.get("xml:lang"))
	case "main", "article":
		s.hasMain = true
	case "a":
		for _, f := range fragments(t) {
			if len(s.links) < 1<<17 {
				s.links[f]++
			}
		}
	case "meta":
		key := strings.ToLower(firstOf(t.get("name"), t.get("property"), t.get("itemprop")))
		val := strings.TrimSpace(t.get("content"))
		if key == "" || val == "" || len(s.meta) >= maxMetas {
			return
		}
		if key == "citation_reference" || key == "citation_references" {
			s.cited = append(s.cited, citedMeta{val, t.from, t.to})
			return
		}
		s.meta = append(s.meta, pair{key, val})
	}
	if t.get("role") == "main" {
		s.hasMain = true
	}
}

// fragments are the anchors in the page that a link leads to: from its href,
// or from the attributes in which publishers keep them for their scripts.
func fragments(t *token) []string {
	var out []string
	for _, key := range []string{"data-rid", "rid", "data-bibr", "data-refid", "data-open", "reveal-id", "data-xocs-content-id", "data-bid"} {
		if v := t.get(key); v != "" && len(v) < 4096 {
			out = append(out, strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == ',' || r == ';' })...)
		}
	}
	if f := fragment(t.get("href")); f != "" {
		out = append(out, f)
	}
	return unique(out)
}

// unique drops what stands twice in a short list.
func unique(s []string) []string {
	out := s[:0]
	for i, v := range s {
		if i < 200 && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// fragment is the part of a link behind "#", unescaped; "" where it has none.
func fragment(href string) string {
	_, f, ok := strings.Cut(href, "#")
	if !ok || f == "" || len(f) > 300 || strings.HasPrefix(f, "!") || strings.ContainsAny(f, "/=") {
		return ""
	}
	if strings.IndexByte(f, '%') >= 0 {
		if u, err := url.PathUnescape(f); err == nil {
			f = u
		}
	}
	return f
}

func firstOf(vs ...string) string {
	for _, v := range vs {
		if v != "" {
			return v
		}
	}
	return ""
}
