package html

import (
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"
)

// token is one token of the page and where it stands.
type token struct {
	kind     xhtml.TokenType
	tag      string
	attr     []xhtml.Attribute
	raw      string
	from, to int
}

// scanner walks the tokens of a page.
type scanner struct {
	z   *xhtml.Tokenizer
	src string
	pos int
}

func newScanner(src string) *scanner {
	return &scanner{z: xhtml.NewTokenizer(strings.NewReader(src)), src: src}
}

// next is the next token; false behind the last. A fault of the tokenizer ends
// the page as its end would, with an error.
func (s *scanner) next() (token, bool, error) {
	k := s.z.Next()
	n := len(s.z.Raw())
	t := token{kind: k, from: s.pos, to: min(s.pos+n, len(s.src))}
	s.pos = t.to
	t.raw = s.src[t.from:t.to]
	switch k {
	case xhtml.ErrorToken:
		if err := s.z.Err(); !errors.Is(err, io.EOF) {
			line := 1 + strings.Count(s.src[:t.from], "\n")
			return t, false, fmt.Errorf("line %d: %w", line, err)
		}
		return t, false, nil
	case xhtml.StartTagToken, xhtml.SelfClosingTagToken, xhtml.EndTagToken:
		name, more := s.z.TagName()
		t.tag = string(name)
		for more && k != xhtml.EndTagToken {
			var key, val []byte
			key, val, more = s.z.TagAttr()
			if wanted(string(key)) && len(t.attr) < 64 {
				t.attr = append(t.attr, xhtml.Attribute{Key: string(key), Val: string(val[:min(len(val), maxAttr)])})
			}
		}
	}
	return t, true, nil
}

// maxAttr is how much of an attribute is looked at: whole references stand in
// metadata, none is longer.
const maxAttr = 16 << 10

// wanted reports whether an attribute tells anything; styles, handlers and
// pictures in data URIs do not.
func wanted(key string) bool {
	switch key {
	case "src", "srcset", "onclick", "d", "points", "width", "height":
		return false
	}
	return true
}

// get is the value of an attribute, or "".
func (t *token) get(key string) string {
	for _, a := range t.attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// has reports whether an attribute stands there, with or without value.
func (t *token) has(key string) bool {
	for _, a := range t.attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// void are elements that have no end tag.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// pieces calls copied for each run of raw that stands as it is and put for each
// character reference, which need not end in ";".
func pieces(raw string, from int, copied func(s string, from int), put func(s string, from, to int)) {
	for raw != "" {
		i := strings.IndexByte(raw, '&')
		if i < 0 {
			copied(raw, from)
			return
		}
		n := refLen(raw[i:])
		if n == 0 {
			copied(raw[:i+1], from)
			raw, from = raw[i+1:], from+i+1
			continue
		}
		ref := raw[i : i+n]
		v := html.UnescapeString(ref)
		if v == ref {
			copied(raw[:i+n], from)
		} else {
			if i > 0 {
				copied(raw[:i], from)
			}
			put(clean(v), from+i, from+i+n)
		}
		raw, from = raw[i+n:], from+i+n
	}
}

// refLen is the length of what may be a character reference at the head of s.
func refLen(s string) int {
	i := 1
	if i < len(s) && s[i] == '#' {
		i++
	}
	for i < len(s) && i < 40 && (s[i] >= '0' && s[i] <= '9' || s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z') {
		i++
	}
	if i < 2 {
		return 0
	}
	if i < len(s) && s[i] == ';' {
		i++
	}
	return i
}

// clean takes out what stored text never holds.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff': // soft hyphen, zero-width space
			return -1
		case r < ' ' && r != '\n' && r != '\t', r >= 0x7f && r <= 0x9f, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
			return utf8.RuneError
		case r == '\u2028' || r == '\u2029':
			return ' '
		}
		return r
	}, s)
}

// plain is raw text with its references resolved and white space collapsed.
func plain(raw string) string {
	if strings.IndexByte(raw, '&') >= 0 {
		var b strings.Builder
		pieces(raw, 0, func(s string, _ int) { b.WriteString(s) }, func(s string, _, _ int) { b.WriteString(s) })
		raw = b.String()
	}
	return strings.Join(strings.Fields(raw), " ")
}

// ahead is the text of the element whose start tag ended at from, up to its
// end tag, tags taken out; false where the end tag is not within limit bytes.
func (s *scanner) ahead(from int, tag string, limit int) (string, bool) {
	w := s.src[from:min(len(s.src), from+limit)]
	end := indexEnd(w, tag)
	if end < 0 {
		return "", false
	}
	return plain(stripTags(w[:end])), true
}

// shortCell reports whether the cell of a table whose start tag ended at from
// ends soon, with or without its end tag.
func (s *scanner) shortCell(from int) bool {
	w := s.src[from:min(len(s.src), from+2048)]
	if len(w) < 2048 {
		return true
	}
	for {
		i := strings.IndexByte(w, '<')
		if i < 0 || i+3 > len(w) {
			return false
		}
		w = w[i+1:]
		t := strings.ToLower(strings.TrimPrefix(w, "/"))[:min(2, len(w)-1)]
		if t == "td" || t == "th" || t == "tr" || t == "ta" {
			return true
		}
	}
}

// indexEnd is where the end tag of that name begins in s, ignoring case.
func indexEnd(s, tag string) int {
	for i := 0; ; {
		j := strings.Index(s[i:], "</")
		if j < 0 {
			return -1
		}
		i += j
		if len(s) >= i+2+len(tag) && strings.EqualFold(s[i+2:i+2+len(tag)], tag) {
			return i
		}
		i += 2
	}
}

// stripTags takes the tags out of a short piece of HTML.
func stripTags(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		j := strings.IndexByte(s[i:], '>')
		if j < 0 {
			break
		}
		s = s[i+j+1:]
	}
	return b.String()
}
