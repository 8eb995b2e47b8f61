package markup

import (
	"html"
	"strings"

	"citegraph/corpus"
)

// lookAhead bounds how far a bracket or a code span may reach, in bytes.
const lookAhead = 2 << 10

// inline writes the text s, which stands in the source at from.
func (m *md) inline(s string, from int) {
	italic := -1
	plain := 0 // what stands as it is since here
	flush := func(i int) {
		if i > plain {
			m.c.Write(s[plain:i], from+plain)
		}
	}
	for i := 0; i < len(s); {
		n := 0
		switch c := s[i]; c {
		case '\\', '`', '<', '[', '!', '@', '^', '~', '&', '-', '\n', '{':
			n = m.construct(s, i, from, flush)
		case '*', '_':
			if n = emphasis(s, i); n > 0 {
				flush(i)
				if n%2 == 1 {
					if italic < 0 {
						italic = m.c.Begin(corpus.Italic)
					} else {
						m.c.End(italic)
						italic = -1
					}
				}
			}
		}
		if n > 0 {
			i += n
			plain = i
			continue
		}
		i++
	}
	flush(len(s))
	if italic >= 0 {
		m.c.End(italic)
	}
}

// construct writes what begins at i and is its length; 0 where it is plain
// text. It calls flush before it writes anything.
func (m *md) construct(s string, i, from int, flush func(int)) int {
	at := from + i
	rest := s[i:]
	switch s[i] {
	case '\\':
		if len(rest) > 1 && rest[1] < 0x80 && !alnum(rest[1]) && rest[1] != ' ' && rest[1] != '\n' {
			flush(i)
			m.c.Put(rest[1:2], at, at+2)
			return 2
		}
	case '`':
		return m.codeSpan(rest, at, i, flush)
	case '<':
		return m.tagAt(rest, at, i, flush)
	case '!':
		if strings.HasPrefix(rest, "![") {
			if text, n := link(rest[1:]); n > 0 {
				flush(i)
				m.inline(text, at+2)
				return n + 1
			}
		}
	case '[':
		return m.bracket(rest, at, i, flush)
	case '@':
		return m.narrative(s, i, from, flush)
	case '^', '~':
		return m.raised(rest, at, i, flush)
	case '&':
		if j := strings.IndexByte(rest[:min(len(rest), 40)], ';'); j > 1 {
			if v := html.UnescapeString(rest[:j+1]); v != rest[:j+1] {
				flush(i)
				m.c.Put(tidy(v), at, at+j+1)
				return j + 1
			}
		}
	case '-':
		for _, d := range [2][2]string{{"---", "—"}, {"--", "–"}} {
			if strings.HasPrefix(rest, d[0]) {
				flush(i)
				m.c.Put(d[1], at, at+len(d[0]))
				return len(d[0])
			}
		}
	case '\n':
		return m.newline(rest, at, i, flush)
	case '{':
		if j := strings.IndexByte(rest[:min(len(rest), 300)], '}'); j > 1 && (rest[1] == '#' || rest[1] == '.') && !strings.Contains(rest[:j], "\n") {
			flush(i)
			return j + 1
		}
	}
	return 0
}

// newline is the end of a line within a paragraph. What looks like the entry of
// a list keeps its line.
func (m *md) newline(s string, at, i int, flush func(int)) int {
	n := 1
	for n < len(s) && (s[n] == ' ' || s[n] == '\t' || m.quote && s[n] == '>') {
		n++
	}
	flush(i)
	if n < len(s) && (s[n] == '[' && !strings.HasPrefix(s[n:], "[@") || s[n] >= '0' && s[n] <= '9') {
		m.c.Line(at)
	} else {
		m.c.Space(at)
	}
	return n
}

// codeSpan writes what stands between runs of backticks of one length.
func (m *md) codeSpan(s string, at, i int, flush func(int)) int {
	n := 0
	for n < len(s) && s[n] == '`' {
		n++
	}
	if n > 32 {
		return n
	}
	w := s[n:min(len(s), n+lookAhead)]
	j := strings.Index(w, s[:n])
	if j < 0 || j+n < len(w) && w[j+n] == '`' {
		flush(i)
		m.c.Write(s[:n], at)
		return n
	}
	flush(i)
	m.c.Write(w[:j], at+n)
	return j + 2*n
}

// emphasis is the length of a run of "*" or "_" that marks emphasis, 0 where
// the signs are themselves.
func emphasis(s string, i int) int {
	n := i
	for n < len(s) && s[n] == s[i] {
		n++
	}
	before := i == 0 || s[i-1] == ' ' || s[i-1] == '\n'
	after := n == len(s) || s[n] == ' ' || s[n] == '\n'
	if before && after || n-i > 3 {
		return 0
	}
	if s[i] == '_' && i > 0 && alnum(s[i-1]) && n < len(s) && alnum(s[n]) {
		return 0 // snake_case
	}
	return n - i
}

// raised writes pandoc's ^superscript^, ~subscript~ and ^[inline note].
func (m *md) raised(s string, at, i int, flush func(int)) int {
	if strings.HasPrefix(s, "^[") {
		j := closing(s[1:])
		if j < 0 {
			return 0
		}
		flush(i)
		m.c.Aside()
		m.c.Open(corpus.Block{Kind: corpus.Footnote})
		m.inline(s[2:1+j], at+2)
		m.c.Close()
		m.c.EndAside()
		return j + 2
	}
	if strings.HasPrefix(s, "~~") {
		flush(i)
		return 2
	}
	j := strings.IndexByte(s[1:min(len(s), 100)], s[0])
	if j <= 0 || strings.ContainsAny(s[1:1+j], " \n\t") {
		return 0
	}
	flush(i)
	kind := corpus.Super
	if s[0] == '~' {
		kind = corpus.Sub
	}
	h := m.c.Begin(kind)
	m.inline(s[1:1+j], at+1)
	m.c.End(h)
	return j + 2
}

// closing is where the bracket that s begins with is closed, -1 where it is
// not within the look-ahead.
func closing(s string) int {
	if strings.IndexByte(s[:min(len(s), lookAhead)], ']') < 0 {
		return -1 // the common case of what is never closed, fast
	}
	depth := 0
	for i := 0; i < len(s) && i < lookAhead; i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// link is the text and the length of the link that s begins with: [text](url),
// [text][name].
func link(s string) (string, int) {
	j := closing(s)
	if j < 0 {
		return "", 0
	}
	text, n := s[1:j], j+1
	if n < len(s) && s[n] == '(' {
		if k := target(s[n:]); k > 0 {
			return text, attributes(s, n+k)
		}
		return text, 0
	}
	if n < len(s) && s[n] == '[' {
		if k := closing(s[n:]); k > 0 {
			return text, n + k + 1
		}
	}
	if n < len(s) && s[n] == '{' {
		return text, attributes(s, n)
	}
	return text, 0
}

// target is the length of "(url "title")".
func target(s string) int {
	depth := 0
	for i := 0; i < len(s) && i < lookAhead; i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		case '\n':
			if i+1 < len(s) && s[i+1] == '\n' {
				return 0
			}
		}
	}
	return 0
}

// attributes is n, or where the attributes "{…}" at n end.
func attributes(s string, n int) int {
	if n < len(s) && s[n] == '{' {
		if j := strings.IndexByte(s[n:min(len(s), n+500)], '}'); j > 0 {
			return n + j + 1
		}
	}
	return n
}

// bracket writes what a "[" begins: a citation, a note, a link, or nothing.
func (m *md) bracket(s string, at, i int, flush func(int)) int {
	j := closing(s)
	if j < 0 {
		return 0
	}
	inner := s[1:j]
	if strings.HasPrefix(inner, "^") {
		flush(i)
		h, sup := m.c.Begin(corpus.Link, "#fn:"+inner[1:]), m.c.Begin(corpus.Super)
		m.c.Write(inner[1:], at+2)
		m.c.End(sup)
		m.c.End(h)
		return j + 1
	}
	if keys := m.keysIn(inner); len(keys) > 0 {
		flush(i)
		m.cite(s[:j+1], at, keys)
		return j + 1
	}
	text, n := link(s)
	if n == 0 {
		return 0
	}
	flush(i)
	href := ""
	if k := j + 1; k < n && s[k] == '(' {
		href, _, _ = strings.Cut(strings.TrimSpace(s[k+1:n-1]), " ")
		href = strings.Trim(strings.TrimSuffix(href, ")"), "<>")
	}
	h := -1
	if href != "" {
		h = m.c.Begin(corpus.Link, href)
	}
	m.inline(text, at+1)
	m.c.End(h)
	return n
}

// tagAt writes what a "<" begins: an address, a comment, a tag, or nothing.
func (m *md) tagAt(s string, at, i int, flush func(int)) int {
	if strings.HasPrefix(s, "<!--") {
		j := strings.Index(s[:min(len(s), lookAhead)], "-->")
		if j < 0 {
			return 0
		}
		flush(i)
		return j + 3
	}
	j := strings.IndexByte(s[:min(len(s), lookAhead)], '>')
	if j < 2 {
		return 0
	}
	in := s[1:j]
	low := strings.ToLower(in)
	if strings.Contains(in, "://") && !strings.ContainsAny(in, " \n") || strings.HasPrefix(low, "mailto:") {
		flush(i)
		h := m.c.Begin(corpus.Link, in)
		m.c.Write(in, at+1)
		m.c.End(h)
		return j + 1
	}
	name := strings.TrimLeft(low, "/")
	k := 0
	for k < len(name) && alnum(name[k]) {
		k++
	}
	name = name[:k]
	if !inlineTag[name] {
		return 0
	}
	flush(i)
	switch low {
	case "sup", "sub":
		if end := strings.Index(s[:min(len(s), j+lookAhead)], "</"+low); end > 0 {
			kind := corpus.Super
			if low == "sub" {
				kind = corpus.Sub
			}
			h := m.c.Begin(kind)
			m.inline(s[j+1:end], at+j+1)
			m.c.End(h)
			return end
		}
	case "br", "br/", "br /":
		m.c.Line(at)
	}
	return j + 1
}

// inlineTag are the tags of HTML that Markdown texts hold; the text between
// them stays.
var inlineTag = map[string]bool{
	"sup": true, "sub": true, "br": true, "b": true, "i": true, "em": true, "strong": true, "a": true, "span": true,
	"div": true, "p": true, "u": true, "small": true, "img": true, "font": true, "center": true, "table": true, "tr": true,
	"td": true, "th": true, "tbody": true, "thead": true, "cite": true, "mark": true, "del": true, "ins": true, "kbd": true,
	"code": true, "hr": true, "details": true, "summary": true, "figure": true, "figcaption": true, "script": true, "style": true,
	"ul": true, "ol": true, "li": true, "h1": true, "h2": true, "h3": true, "section": true, "blockquote": true,
}

func alnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// tidy takes out what stored text never holds.
func tidy(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad':
			return -1
		case r < ' ' && r != '\n' && r != '\t', r >= 0x7f && r <= 0x9f, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
			return '\ufffd'
		case r == '\u2028' || r == '\u2029':
			return ' '
		}
		return r
	}, s)
}
