package html

import (
	"context"
	"strings"

	xhtml "golang.org/x/net/html"

	"citegraph/corpus"
)

// maxOpen is how many elements may be open; what opens beyond is read as if
// its tags were not there.
const maxOpen = 600

// maxSame is how many elements of one name may be open: pages that forget to
// close them open thousands.
const maxSame = 100

// walker reads a page into a composer.
type walker struct {
	c       corpus.Composer
	sc      *scanner
	s       survey
	lenient bool // nothing is taken for boilerplate

	open     []frame
	count    map[string]int // open elements by name
	over     int            // elements beyond maxOpen
	deep     bool           // there were such
	comment  bool           // the page ends in a comment that is not closed
	skipping int            // open frames that are passed over
	mains    int            // open main and article elements
	titled   bool           // the title was read
	abstract int            // level of the heading of the abstract that is being read
	heading  strings.Builder
	region   region
	regions  []tally
	nRegion  int
	entry    *entry
	label    strings.Builder // of the definition list entry to come
	alias    map[string]string
	ids      map[string]bool
	last     int
}

// frame is an open element.
type frame struct {
	tag    string
	kind   corpus.BlockKind // what text in it becomes
	inline bool             // blocks in it do not break
	skip   bool
	block  bool
	mark   int
	level  int // of a heading
	entry  bool
	region bool
	label  bool
	pre    bool
	field  string // of a reference, that its class names
}

// blocks are elements that begin and end lines.
var blocks = map[string]bool{
	"p": true, "div": true, "section": true, "article": true, "main": true, "header": true, "footer": true, "aside": true,
	"figure": true, "blockquote": true, "pre": true, "ul": true, "ol": true, "dl": true, "table": true, "tr": true,
	"tbody": true, "thead": true, "tfoot": true, "form": true, "fieldset": true, "details": true, "summary": true,
	"address": true, "center": true, "hr": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"li": true, "dd": true, "dt": true, "td": true, "th": true, "caption": true, "figcaption": true, "body": true, "html": true,
	"nav": true, "hgroup": true, "menu": true, "dir": true, "legend": true,
}

var inlineMarks = map[string]corpus.MarkKind{
	"sup": corpus.Super, "sub": corpus.Sub, "em": corpus.Italic, "i": corpus.Italic, "cite": corpus.Italic,
	"b": corpus.Bold, "strong": corpus.Bold,
}

// walk reads the whole page.
func (w *walker) walk(ctx context.Context) error {
	for n := 0; ; n++ {
		if n&0xfff == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		t, ok, err := w.sc.next()
		if !ok {
			w.popTo(0)
			w.endRegion()
			return err
		}
		switch t.kind {
		case xhtml.TextToken:
			w.text(t)
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			w.start(&t)
		case xhtml.EndTagToken:
			w.end(t.tag)
		case xhtml.CommentToken:
			if t.to == len(w.sc.src) && len(t.raw) > 80 && !strings.HasSuffix(t.raw, ">") {
				w.comment = true
			}
		}
	}
}

func (w *walker) top() *frame {
	if len(w.open) == 0 {
		return &frame{mark: -1}
	}
	return &w.open[len(w.open)-1]
}

func (w *walker) inArticle() bool { return w.mains > 0 || !w.s.hasMain && w.titled }

// start opens an element.
func (w *walker) start(t *token) {
	w.last = t.from
	switch t.tag {
	case "br":
		w.lineBreak(t)
		return
	case "hr":
		w.implied(t.tag)
		w.c.Break()
		return
	}
	if w.entry != nil {
		w.entry.note(t)
	}
	if void[t.tag] {
		return
	}
	w.implied(t.tag)
	if w.count[t.tag] >= maxSame {
		if blocks[t.tag] {
			w.c.Space(t.from)
		}
		return
	}
	if len(w.open) >= maxOpen {
		w.over++
		w.deep = true
		return
	}
	up := w.top()
	f := frame{tag: t.tag, kind: up.kind, inline: up.inline, pre: up.pre, mark: -1}
	if w.skipping > 0 || w.boiler(t) || w.entry != nil && w.entry.hung(w, t) {
		f.skip = true
		w.skipping++
		if w.entry != nil {
			w.entry.left = true
		}
	} else {
		w.enter(&f, t)
	}
	if t.tag == "main" || t.tag == "article" {
		w.mains++
	}
	w.count[t.tag]++
	w.open = append(w.open, f)
}

// enter does what an element that is read asks for.
func (w *walker) enter(f *frame, t *token) {
	if w.region.depth == 0 && w.entry == nil && namesList(t) {
		w.beginRegion(len(w.open)+1, 0, t.to, true)
		f.region = true
	}
	if w.entry == nil && w.region.depth > 0 && w.opensEntry(f, t) {
		return
	}
	if f.inline {
		w.enterInline(f, t)
		return
	}
	switch t.tag {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.enterHeading(f, int(t.tag[1]-'0'))
		return
	case "li":
		if f.kind == corpus.Paragraph {
			f.kind = corpus.ListItem
		}
	case "td", "th":
		f.kind = corpus.Cell
		if !w.sc.shortCell(t.to) {
			f.kind = corpus.Paragraph // a page laid out by a table
		}
	case "caption", "figcaption":
		f.kind, f.inline = corpus.Caption, true
	case "pre":
		f.kind, f.inline, f.pre = corpus.Code, true, true
	default:
		f.kind = w.classKind(f.kind, t)
		f.inline = f.inline || f.kind == corpus.Caption
	}
	if blocks[t.tag] {
		w.c.Open(corpus.Block{Kind: w.kindNow(f.kind), ID: t.get("id")})
		f.block = true
		return
	}
	w.enterInline(f, t)
}

// kindNow is the kind of a block in the flow: paragraphs under the heading of
// the abstract are the abstract's.
func (w *walker) kindNow(k corpus.BlockKind) corpus.BlockKind {
	if k == corpus.Paragraph && w.abstract > 0 {
		return corpus.Abstract
	}
	return k
}

// classKind is what the class of an element says of its text.
func (w *walker) classKind(k corpus.BlockKind, t *token) corpus.BlockKind {
	if !blocks[t.tag] {
		return k
	}
	if r := t.get("role"); r == "doc-footnote" || r == "doc-endnotes" || r == "doc-footnotes" {
		return corpus.Footnote
	} else if r == "doc-abstract" {
		return corpus.Abstract
	}
	for _, v := range []string{t.get("class"), t.get("id"), t.get("epub:type")} {
		if v == "" || len(v) > 500 {
			continue
		}
		for _, word := range strings.FieldsFunc(strings.ToLower(v), func(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == ':' }) {
			switch word {
			case "abstract":
				return corpus.Abstract
			case "caption", "figcaption":
				return corpus.Caption
			case "footnote", "footnotes", "fn", "fns", "endnote", "endnotes":
				return corpus.Footnote
			case "authors", "author", "contributors", "byline", "affiliations", "affiliation", "authorlist", "aff", "creators":
				if w.region.depth == 0 && w.abstract == 0 && k == corpus.Paragraph && t.tag != "section" && t.tag != "article" {
					return corpus.Front
				}
			}
		}
	}
	return k
}

func (w *walker) enterHeading(f *frame, level int) {
	kind := corpus.Heading
	if !w.titled && level == 1 && (w.mains > 0 || !w.s.hasMain) {
		kind, w.titled = corpus.Title, true
	}
	w.endRegionAt(level)
	if w.abstract >= level || w.abstract > 0 && level <= 2 {
		w.abstract = 0
	}
	b := corpus.Block{Kind: kind}
	if kind == corpus.Heading {
		b.Level = level
	}
	w.c.Open(b)
	f.block, f.inline, f.level, f.kind = true, true, level, kind
	w.heading.Reset()
}

// enterInline opens an element that breaks nothing.
func (w *walker) enterInline(f *frame, t *token) {
	if blocks[t.tag] {
		w.c.Space(t.from)
	}
	if w.entry != nil {
		if w.entry.isLabel(t) {
			f.label = true
			return
		}
		f.field = fieldOf(t)
	}
	if k, ok := inlineMarks[t.tag]; ok {
		f.mark = w.c.Begin(k)
		return
	}
	w.enterLink(f, t)
}

// enterLink marks what links: within the page with the anchors, else with the
// address.
func (w *walker) enterLink(f *frame, t *token) {
	if fs := fragments(t); len(fs) > 0 && (t.tag == "a" || t.tag == "span" || t.tag == "cite" || t.tag == "xref") {
		if w.entry != nil {
			return
		}
		for i := range fs {
			fs[i] = "#" + fs[i]
		}
		f.mark = w.c.Begin(corpus.Link, fs...)
		return
	}
	if href := t.get("href"); t.tag == "a" && href != "" && len(href) < 2048 && !strings.HasPrefix(strings.ToLower(href), "javascript:") {
		f.mark = w.c.Begin(corpus.Link, href)
	}
}

// lineBreak is a line break in text; between references it may be where one
// ends.
func (w *walker) lineBreak(t *token) {
	switch {
	case w.skipping > 0:
	case w.entry != nil && w.entry.lines:
		w.nextEntry()
	case w.top().inline:
		w.c.Space(t.from)
	default:
		w.c.Line(t.from)
	}
}

// close undoes a frame.
func (w *walker) close(f *frame) {
	w.count[f.tag]--
	if f.tag == "main" || f.tag == "article" {
		w.mains--
	}
	if f.skip {
		w.skipping--
		return
	}
	if f.mark >= 0 {
		w.c.End(f.mark)
	}
	if f.field != "" && w.entry != nil {
		w.entry.parts.end(f.field)
	}
	if f.entry {
		w.endEntry()
	} else if f.block {
		w.c.Close()
	} else if f.inline && blocks[f.tag] {
		w.c.Space(w.last)
	}
	if f.level > 0 {
		w.endHeading(f.level)
	}
	if f.region {
		w.endRegion()
	}
}

func (w *walker) endHeading(level int) {
	h := strings.Join(strings.Fields(w.heading.String()), " ")
	switch {
	case opensAbstract(h):
		w.abstract = level
	case opensList(h) && w.region.depth == 0:
		w.beginRegion(1, level, w.last, false)
	}
}

// text takes a run of text.
func (w *walker) text(t token) {
	if w.skipping > 0 || len(w.open) == 0 && strings.TrimSpace(t.raw) == "" {
		return
	}
	f := w.top()
	if f.level > 0 && w.heading.Len() < 500 {
		w.heading.WriteString(plain(t.raw))
	} else if w.inHeading() && w.heading.Len() < 500 {
		w.heading.WriteString(" " + plain(t.raw))
	}
	w.last = t.to
	if w.entry != nil {
		w.entryText(t)
		return
	}
	if w.region.depth > 0 && w.inTerm() {
		w.label.WriteString(plain(t.raw))
		return
	}
	if f.pre {
		pieces(t.raw, t.from, w.c.Verbatim, w.c.Put)
		return
	}
	pieces(t.raw, t.from, w.c.Write, w.c.Put)
}

func (w *walker) inHeading() bool {
	for i := len(w.open) - 1; i >= 0 && i > len(w.open)-8; i-- {
		if w.open[i].level > 0 {
			return true
		}
	}
	return false
}

// inTerm reports whether a definition term is open.
func (w *walker) inTerm() bool {
	for i := len(w.open) - 1; i >= 0 && i > len(w.open)-6; i-- {
		if w.open[i].tag == "dt" {
			return true
		}
	}
	return false
}
