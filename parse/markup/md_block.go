package markup

import (
	"context"
	"slices"
	"strings"

	"citegraph/corpus"
)

// md reads one Markdown text.
type md struct {
	src      string
	c        corpus.Composer
	keys     []string          // cited, in order of first citation
	known    map[string]bool   // keys seen
	tags     map[string]string // manubot's [@tag:x]: doi:… by key
	lastItem bool              // the block before was a list item
	quote    bool              // the paragraph stands in a quotation
	work     corpus.Work
	name     string
	bibs     []string       // bibliography files that the front matter names
	own      []corpus.Input // the works that the metadata itself holds
	lang     string
	notes    []corpus.Note
}

func readMarkdown(ctx context.Context, in corpus.Input) (*corpus.Text, error) {
	m := &md{src: in.Text, name: in.Name, known: map[string]bool{}, tags: map[string]string{}}
	from := m.frontMatter()
	m.c.Grow(len(in.Text))
	if err := m.blocks(ctx, from); err != nil {
		return nil, err
	}
	t := &corpus.Text{Work: m.work, Lang: m.lang}
	m.c.Into(t)
	m.titled(t)
	s := &shelf{in: in}
	if len(m.bibs)+len(m.own) == 0 && slices.ContainsFunc(t.Marks, func(k corpus.Mark) bool { return k.Kind == corpus.Callee }) {
		m.bibs = beside(in) // pandoc is told on its command line
	}
	for _, b := range m.bibs {
		s.add(b, strings.TrimPrefix(b[strings.LastIndexByte(b, '/')+1:], "/"))
	}
	m.manubot(t, s)
	t.Libraries = append(m.own, s.libs...)
	t.Notes = append(m.notes, s.notes()...)
	t.Cited = m.identifiers()
	t.Offsets = t.Offsets.Then(in.Offsets)
	return t, nil
}

// beside is the bibliography that lies beside a text under the text's own name
// or a usual one.
func beside(in corpus.Input) []string {
	base := in.Name[strings.LastIndexAny(in.Name, "/!")+1:]
	name, _, _ := strings.Cut(base, ".")
	for _, b := range []string{base + ".bib", name + ".bib", name + ".json", "references.bib", "refs.bib", "bibliography.bib", "library.bib"} {
		if in.Beside != nil {
			if _, err := in.Beside(b); err == nil {
				return []string{b}
			}
		}
	}
	return nil
}

// titled takes the title from the first heading where the front matter has
// none.
func (m *md) titled(t *corpus.Text) {
	if t.Work.Type == "" {
		t.Work.Type = "article"
	}
	if t.Work.Title != "" {
		return
	}
	for i, b := range t.Blocks {
		switch {
		case b.Kind == corpus.Heading && b.Level == 1:
			t.Work.Title = strings.Join(strings.Fields(t.Slice(b.Span)), " ")
			t.Blocks[i].Kind, t.Blocks[i].Level = corpus.Title, 0
			return
		case b.Kind == corpus.Heading || i > 8:
			return
		}
	}
}

// line is one line of the source without its end.
type line struct {
	from, to int
	text     string
}

// next is the line at pos and where the one behind it begins.
func (m *md) next(pos int) (line, int) {
	end := strings.IndexByte(m.src[pos:], '\n')
	if end < 0 {
		return line{pos, len(m.src), m.src[pos:]}, len(m.src)
	}
	return line{pos, pos + end, m.src[pos : pos+end]}, pos + end + 1
}

// para is a paragraph that is being gathered.
type para struct {
	open     bool
	from, to int
	kind     corpus.BlockKind
	quote    bool
	note     string // of a footnote: what it is called by
}

// blocks reads the text from pos block by block.
func (m *md) blocks(ctx context.Context, pos int) error {
	var p para
	flush := func() {
		if p.open {
			m.paragraph(p)
		}
		p = para{}
	}
	for n := 0; pos < len(m.src); n++ {
		if n&0x3ff == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		l, after := m.next(pos)
		body, at, quoted := unquote(l)
		trim := strings.TrimSpace(body)
		if end := m.metadata(pos); end > 0 {
			flush()
			pos = end
			continue
		}
		switch {
		case trim == "":
			flush()
		case p.open && setext(trim) > 0 && p.kind == corpus.Paragraph && p.to-p.from < 400:
			m.heading(p.from, p.to, setext(trim))
			p = para{}
		case rule(trim):
			flush()
		case fence(trim) != "":
			flush()
			after = m.code(after, fence(trim))
		case strings.HasPrefix(trim, "<!--"):
			flush()
			after = m.comment(at + strings.Index(body, "<!--"))
		case atx(trim) > 0:
			flush()
			level := atx(trim)
			i := at + strings.Index(body, "#")
			m.heading(i+level, l.to, level)
		case definition(trim):
			flush()
			m.tag(trim)
		case !p.open && len(body)-len(strings.TrimLeft(body, " ")) >= 4 && p.kind == corpus.Paragraph && marker(trim) == 0 && !m.inList():
			m.c.Open(corpus.Block{Kind: corpus.Code})
			m.c.Verbatim(strings.TrimRight(body, " \t"), at)
			m.c.Close()
		case strings.HasPrefix(trim, "[^") && strings.Contains(trim, "]:"):
			flush()
			i := strings.Index(body, "]:") + 2
			id, _, _ := strings.Cut(trim[2:], "]")
			p = para{open: true, from: at + i, to: l.to, kind: corpus.Footnote, note: id}
		case marker(trim) > 0:
			flush()
			i := len(body) - len(strings.TrimLeft(body, " \t"))
			if c := trim[0]; c < '0' || c > '9' { // the bullet goes, a number stays: it may be a reference's
				i += marker(trim)
			}
			p = para{open: true, from: at + i, to: l.to, kind: corpus.ListItem, quote: quoted}
		case table(trim):
			flush()
			m.row(body, at)
		case p.open:
			p.to = l.to
			p.quote = p.quote || quoted
		default:
			p = para{open: true, from: at, to: l.to, quote: quoted}
		}
		pos = after
	}
	flush()
	return nil
}

// inList reports whether the block before was a list item, whose paragraphs go
// on indented.
func (m *md) inList() bool { return m.c.Len() > 0 && m.lastItem }

// unquote takes the signs of quotation off a line.
func unquote(l line) (string, int, bool) {
	s, at := l.text, l.from
	quoted := false
	for {
		i := 0
		for i < len(s) && i < 4 && s[i] == ' ' {
			i++
		}
		if i == len(s) || s[i] != '>' || i > 3 {
			return s, at, quoted
		}
		quoted = true
		s, at = s[i+1:], at+i+1
	}
}

func atx(s string) int {
	n := 0
	for n < len(s) && n < 7 && s[n] == '#' {
		n++
	}
	if n == 0 || n > 6 || n < len(s) && s[n] != ' ' && s[n] != '\t' {
		return 0
	}
	return n
}

// setext is the level of the heading that a line of "=" or "-" makes of the
// paragraph above, else 0.
func setext(s string) int {
	if len(s) < 2 {
		return 0
	}
	switch strings.Trim(s, s[:1]) {
	case "":
		if s[0] == '=' {
			return 1
		}
		if s[0] == '-' {
			return 2
		}
	}
	return 0
}

// rule reports a line that only parts.
func rule(s string) bool {
	t := strings.ReplaceAll(s, " ", "")
	return len(t) >= 3 && (strings.Trim(t, "*") == "" || strings.Trim(t, "_") == "" || strings.Trim(t, "-") == "")
}

func fence(s string) string {
	for _, f := range []string{"```", "~~~", ":::"} {
		if strings.HasPrefix(s, f) {
			if f == ":::" {
				return ""
			}
			return f
		}
	}
	return ""
}

// marker is the length of the mark of a list item with the space behind it.
func marker(s string) int {
	if len(s) < 2 {
		return 0
	}
	switch s[0] {
	case '-', '*', '+':
		if s[1] == ' ' || s[1] == '\t' {
			return 2
		}
	}
	if strings.HasPrefix(s, "•") {
		return len("•")
	}
	i := 0
	for i < len(s) && i < 4 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i > 0 && i+1 < len(s) && (s[i] == '.' || s[i] == ')') && (s[i+1] == ' ' || s[i+1] == '\t') {
		return i + 2
	}
	return 0
}

// definition reports a line that gives a link or a manubot tag its target.
func definition(s string) bool {
	if !strings.HasPrefix(s, "[") || strings.HasPrefix(s, "[^") {
		return false
	}
	i := strings.Index(s[:min(len(s), 300)], "]:")
	return i > 1 && !strings.Contains(s[:i], " ") && len(strings.Fields(s[i+2:])) >= 1 &&
		(strings.HasPrefix(s, "[@") || strings.Contains(s[i+2:], "/") || strings.Contains(s[i+2:], "#"))
}

// tag keeps "[@tag:x]: doi:10.1000/y".
func (m *md) tag(s string) {
	if !strings.HasPrefix(s, "[@") {
		return
	}
	i := strings.Index(s, "]:")
	if f := strings.Fields(s[i+2:]); len(f) > 0 {
		m.tags[s[2:i]] = strings.TrimPrefix(f[0], "@")
	}
}

func table(s string) bool { return strings.HasPrefix(s, "|") && strings.Count(s, "|") >= 2 }

// row writes the cells of one row of a table.
func (m *md) row(s string, at int) {
	if strings.Trim(s, "|-: +=\t") == "" {
		return
	}
	for len(s) > 0 {
		i := strings.IndexByte(s, '|')
		cell := s
		if i >= 0 {
			cell = s[:i]
		}
		if strings.TrimSpace(cell) != "" {
			m.c.Open(corpus.Block{Kind: corpus.Cell})
			m.inline(cell, at)
			m.c.Close()
		}
		if i < 0 {
			return
		}
		s, at = s[i+1:], at+i+1
	}
}

// code passes over a fenced block and is where the text goes on.
func (m *md) code(pos int, f string) int {
	m.c.Open(corpus.Block{Kind: corpus.Code})
	defer m.c.Close()
	for pos < len(m.src) {
		l, after := m.next(pos)
		if strings.HasPrefix(strings.TrimSpace(l.text), f) {
			return after
		}
		m.c.Verbatim(m.src[l.from:after], l.from)
		pos = after
	}
	return pos
}

// comment passes over an HTML comment that begins at pos.
func (m *md) comment(pos int) int {
	end := strings.Index(m.src[pos:], "-->")
	if end < 0 {
		m.notes = append(m.notes, corpus.Note{Code: "unclosed", Text: "an HTML comment is not closed: what follows it was left out"})
		return len(m.src)
	}
	_, after := m.next(pos + end)
	return after
}

func (m *md) heading(from, to, level int) {
	s := m.src[from:to]
	s = strings.TrimRight(s, " \t#")
	b := corpus.Block{Kind: corpus.Heading, Level: level}
	if i := strings.LastIndex(s, "{"); i >= 0 && strings.HasSuffix(s, "}") {
		for _, a := range strings.Fields(s[i+1 : len(s)-1]) {
			if strings.HasPrefix(a, "#") {
				b.ID = a[1:]
			}
		}
		s = s[:i]
	}
	m.c.Open(b)
	m.inline(s, from)
	m.c.Close()
	m.lastItem = false
}

func (m *md) paragraph(p para) {
	s := m.src[p.from:p.to]
	kind := p.kind
	if t := strings.TrimSpace(s); strings.HasPrefix(t, "![") {
		kind = corpus.Caption
	}
	m.quote = p.quote
	b := corpus.Block{Kind: kind}
	if p.note != "" {
		b.ID, b.Label = "fn:"+p.note, p.note
	}
	m.c.Open(b)
	m.inline(s, p.from)
	m.c.Close()
	m.lastItem = kind == corpus.ListItem
}
