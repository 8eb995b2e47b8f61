package jats

import (
	"strings"

	"citegraph/corpus"
)

// flow says what text inside an element becomes.
type flow uint8

const (
	flowNone   flow = iota // no text of its own: white space between blocks
	flowBody               // paragraphs
	flowAbs                // paragraphs of the abstract
	flowList               // paragraphs that are list items
	flowInline             // inside an open block: paragraphs do not break it
	flowFront              // names and addresses
)

// role says what to do with an element in running text.
type role uint8

const (
	roleNone    role = iota
	roleSkip         // no text for readers
	roleSection      // holds a title and blocks
	roleTitle
	roleLabel
	rolePara
	roleItem
	roleTerm
	roleDef
	roleFloat // figure, table: label, caption, content
	roleCaption
	roleCell
	roleNote
	roleCode
	roleMath
	roleInline
	roleXref
	roleLink
	roleBreak
	roleRef
	roleMeta
	rolePart // an article within the article
	roleBlock
)

var roles = map[string]role{
	"graphic": roleSkip, "inline-graphic": roleSkip, "tex-math": roleSkip, "annotation": roleSkip,
	"annotation-xml": roleSkip, "object-id": roleSkip, "permissions": roleSkip, "alt-text": roleSkip,
	"long-desc": roleSkip, "processing-meta": roleSkip, "index-term": roleSkip, "nav-pointer": roleSkip,
	"toc": roleSkip, "private-char": roleSkip, "colgroup": roleSkip, "col": roleSkip, "counts": roleSkip,
	"custom-meta-group": roleSkip, "ref-count": roleSkip, "product": roleSkip, "toc-group": roleSkip,

	"sec": roleSection, "app": roleSection, "ack": roleSection, "notes": roleSection, "glossary": roleSection,
	"boxed-text": roleSection, "ref-list": roleSection, "bio": roleSection, "app-group": roleSection,
	"front-matter-part": roleSection, "dedication": roleSection, "foreword": roleSection, "preface": roleSection,
	"fn-group": roleSection, "statement": roleSection, "question-wrap": roleSection,

	"title": roleTitle, "subtitle": roleTitle, "label": roleLabel, "p": rolePara,
	"attrib": rolePara, "verse-line": rolePara, "speaker": rolePara, "address": rolePara, "sig-block": rolePara,
	"list-item": roleItem, "def-item": roleBlock, "term": roleTerm, "def": roleDef,
	"fig": roleFloat, "table-wrap": roleFloat, "supplementary-material": roleFloat, "media": roleFloat,
	"chem-struct-wrap": roleFloat, "fig-group": roleFloat, "table-wrap-group": roleFloat,
	"caption": roleCaption, "td": roleCell, "th": roleCell, "fn": roleNote, "note": roleNote,
	"code": roleCode, "preformat": roleCode, "disp-formula": roleMath, "inline-formula": roleMath,

	"sup": roleInline, "sub": roleInline, "italic": roleInline, "bold": roleInline,
	"xref": roleXref, "ext-link": roleLink, "uri": roleLink, "email": roleLink, "break": roleBreak,
	"ref": roleRef, "article-meta": roleMeta, "journal-meta": roleMeta, "front-stub": roleMeta,
	"book-meta": roleMeta, "book-part-meta": roleMeta, "collection-meta": roleMeta,
	"sub-article": rolePart, "response": rolePart,
}

var inlineMarks = map[string]corpus.MarkKind{
	"sup": corpus.Super, "sub": corpus.Sub, "italic": corpus.Italic, "bold": corpus.Bold,
}

// top is the innermost open element.
func (r *reader) top() *frame {
	if len(r.open) == 0 {
		return &frame{mark: -1}
	}
	return &r.open[len(r.open)-1]
}

// start takes a start tag from the stream. What is held whole or passed over
// is read to its end here.
func (r *reader) start(e event) error {
	switch e.name {
	case "article", "book", "book-part-wrapper":
		if r.part == nil {
			r.begin(false)
			r.part.t.Lang = attr(e.attr, "lang")
			r.part.t.Work.Genre = attr(e.attr, "article-type")
		}
	case "TEI":
		if r.part == nil {
			return r.tei(e)
		}
	case "article-set", "articles", "pmc-articleset", "OAI-PMH", "ListRecords", "GetRecord", "record", "metadata", "teiCorpus":
		if r.part == nil {
			r.open = append(r.open, frame{name: e.name, mark: -1})
			return nil
		}
	}
	if r.part == nil {
		r.begin(false) // a fragment: a lone ref-list, sec or body
	}
	switch roles[e.name] {
	case roleSkip:
		return r.sc.skip()
	case roleLabel, roleRef, roleMeta:
		n, err := r.sc.tree(e)
		if n != nil {
			r.whole(n)
		}
		return err
	case rolePart:
		if attr(e.attr, "article-type") == "translation" {
			r.note("translation", "the translation of the article was left out")
			return r.sc.skip()
		}
		r.begin(true)
		r.part.t.Lang = attr(e.attr, "lang")
		r.part.t.Work.Genre = name(attr(e.attr, "article-type"), attr(e.attr, "response-type"))
		r.open = append(r.open, frame{name: e.name, mark: -1})
		return nil
	}
	r.enter(e)
	return nil
}

// whole takes an element that was read to its end.
func (r *reader) whole(n *node) {
	switch roles[n.name] {
	case roleLabel:
		r.label(n)
	case roleRef:
		r.ref(n)
	case roleMeta:
		r.meta(n)
	default:
		r.replay(n)
	}
}

// replay feeds a tree to the same handlers as the stream.
func (r *reader) replay(n *node) {
	if n == nil {
		return
	}
	if n.name == "" {
		r.text(n.text)
		return
	}
	switch roles[n.name] {
	case roleSkip, rolePart:
		return
	case roleLabel, roleRef, roleMeta:
		r.whole(n)
		return
	}
	r.enter(event{kind: evStart, name: n.name, attr: n.attr, from: n.at, to: n.at})
	for _, k := range n.kids {
		r.replay(k)
	}
	r.leave(n.end)
}

// enter opens an element of running text.
func (r *reader) enter(e event) {
	up := r.top()
	f := frame{name: e.name, flow: up.flow, level: up.level, mark: -1}
	c := &r.part.c
	switch roles[e.name] {
	case roleSection:
		if f.flow != flowInline {
			f.level++
			if f.flow != flowAbs {
				f.flow = flowBody
			}
		}
	case roleTitle:
		r.title(&f, up)
	case rolePara:
		r.para(&f, up)
	case roleItem:
		if f.flow != flowInline {
			f.flow = flowList
		} else {
			c.Space(e.from)
		}
	case roleBlock:
		r.openBlock(&f, corpus.Block{Kind: corpus.ListItem})
	case roleDef, roleTerm:
		c.Space(e.from)
	case roleFloat, roleNote:
		r.float(&f, e)
	case roleCaption:
		if !r.captionOpen() {
			r.openBlock(&f, corpus.Block{Kind: corpus.Caption})
			r.flushLabel(up)
		} else {
			f.flow = flowInline
			c.Space(e.from)
		}
	case roleCell:
		r.openBlock(&f, corpus.Block{Kind: corpus.Cell})
	case roleCode:
		r.openBlock(&f, corpus.Block{Kind: corpus.Code})
	case roleMath:
		c.Space(e.from)
	case roleInline:
		f.mark = c.Begin(inlineMarks[e.name])
	case roleXref:
		f.mark = r.xref(e)
	case roleLink:
		if href := attr(e.attr, "href"); href != "" {
			f.mark = c.Begin(corpus.Link, href)
		}
	case roleBreak:
		c.Space(e.from)
	default:
		switch e.name {
		case "body", "back", "floats-group", "book-body", "book-back", "front-matter", "book-part", "book-app":
			f.flow = flowBody
			if e.name == "book-part" {
				f.level++
			}
		case "list", "def-list", "disp-quote", "verse-group":
			if f.flow == flowInline && r.breakable() {
				f.flow = flowBody
			}
		}
	}
	r.open = append(r.open, f)
}

// end takes an end tag from the stream.
func (r *reader) end(e event) {
	if len(r.open) == 0 || r.top().name != e.name {
		// the root, which opens no frame of its own unless it is running text
		if r.part != nil && r.sc.depth < r.part.depth {
			r.finish()
		}
		return
	}
	r.leave(e.to)
	if r.part != nil && r.sc.depth < r.part.depth {
		r.finish()
	}
}

// leave closes the innermost element.
func (r *reader) leave(at int) {
	f := *r.top()
	r.open = r.open[:len(r.open)-1]
	if r.part == nil {
		return
	}
	c := &r.part.c
	if f.mark >= 0 {
		c.End(f.mark)
	}
	switch roles[f.name] {
	case roleMath, roleBreak, roleDef, roleTerm:
		c.Space(at)
	case rolePara, roleTitle, roleItem:
		if !f.block && f.flow == flowInline {
			c.Space(at)
		}
	case roleFloat, roleCaption:
		if f.label != nil { // a label without a caption
			c.Open(corpus.Block{Kind: corpus.Caption})
			r.inline(f.label)
			c.Close()
		}
	}
	if f.block {
		c.Close()
	}
	if f.aside {
		c.EndAside()
		r.part.asides--
	}
}

func (r *reader) openBlock(f *frame, b corpus.Block) {
	if f.flow == flowInline && b.Kind != corpus.Cell && b.Kind != corpus.Caption && b.Kind != corpus.Footnote {
		r.part.c.Space(r.part.last)
		return
	}
	r.part.c.Open(b)
	f.block, f.flow = true, flowInline
}

func (r *reader) title(f, up *frame) {
	if f.flow == flowInline {
		r.part.c.Space(r.part.last)
		return
	}
	kind := corpus.Heading
	if roles[up.name] != roleSection && up.name != "book-part" && up.name != "body" && up.name != "back" {
		kind = corpus.Paragraph // of a list, a boxed quotation
	}
	r.openBlock(f, corpus.Block{Kind: kind, Level: level(kind, max(1, up.level))})
	r.flushLabel(up)
}

func level(k corpus.BlockKind, n int) int {
	if k == corpus.Heading {
		return n
	}
	return 0
}

func (r *reader) para(f, up *frame) {
	switch f.flow {
	case flowInline:
		r.part.c.Space(r.part.last)
	case flowAbs:
		r.openBlock(f, corpus.Block{Kind: corpus.Abstract})
	case flowList:
		r.openBlock(f, corpus.Block{Kind: corpus.ListItem})
	case flowFront:
		r.openBlock(f, corpus.Block{Kind: corpus.Front})
	default:
		r.openBlock(f, corpus.Block{Kind: corpus.Paragraph})
	}
	r.flushLabel(up)
}

// float enters a figure, table or footnote; inside a paragraph it stands aside
// so that the sentence around it stays whole.
func (r *reader) float(f *frame, e event) {
	c := &r.part.c
	if f.flow == flowInline && r.part.asides >= maxAsides {
		c.Space(e.from)
		return
	}
	if f.flow == flowInline {
		c.Aside()
		f.aside = true
		r.part.asides++
	}
	f.flow = flowBody
	if roles[e.name] == roleNote {
		r.openBlock(f, corpus.Block{Kind: corpus.Footnote, ID: attr(e.attr, "id")})
	}
}

// breakable reports whether a list may interrupt the open block: a paragraph
// goes on behind it, a cell or a note holds it whole.
func (r *reader) breakable() bool {
	b := r.part.c.Block()
	return b == nil || b.Kind == corpus.Paragraph || b.Kind == corpus.Abstract || b.Kind == corpus.ListItem
}

// captionOpen reports whether a caption block is open around the innermost
// element.
func (r *reader) captionOpen() bool {
	b := r.part.c.Block()
	return b != nil && b.Kind == corpus.Caption
}

// label keeps a label for the title or paragraph that it stands before.
func (r *reader) label(n *node) {
	up := r.top()
	if roles[up.name] == roleNote {
		if b := r.part.c.Block(); b != nil {
			b.Label = n.words()
		}
		return
	}
	if roles[up.name] == roleMath {
		return
	}
	up.label = n
}

// flushLabel writes the label of the element around into the block just begun.
func (r *reader) flushLabel(up *frame) {
	n := up.label
	if n == nil {
		return
	}
	up.label = nil
	r.inline(n)
	r.part.c.Space(n.end)
}

// inline writes the text of a tree.
func (r *reader) inline(n *node) {
	r.open = append(r.open, frame{flow: flowInline, mark: -1})
	defer func() { r.open = r.open[:len(r.open)-1] }()
	for _, k := range n.kids {
		r.replay(k)
	}
}

// xref marks a cross reference.
func (r *reader) xref(e event) int {
	rids := strings.Fields(attr(e.attr, "rid"))
	if alt := attr(e.attr, "alt"); len(rids) == 0 && alt != "" && attr(e.attr, "ref-type") == "bibr" {
		rids = strings.Fields(alt)
	}
	if attr(e.attr, "ref-type") == "bibr" {
		return r.part.c.Begin(corpus.Callee, rids...)
	}
	if len(rids) == 0 {
		return -1
	}
	for i := range rids {
		rids[i] = "#" + rids[i]
	}
	return r.part.c.Begin(corpus.Link, rids...)
}

// text takes a run of text.
func (r *reader) text(e event) {
	if r.part == nil {
		return
	}
	f := r.top()
	if f.flow != flowInline && blank(e.raw) {
		return
	}
	if f.flow == flowNone || f.flow == flowFront && roles[f.name] != rolePara {
		return
	}
	c := &r.part.c
	r.part.last = e.to
	if f.name == "preformat" || f.name == "code" {
		r.sc.pieces(e, c.Verbatim, func(t string, from, to int) { c.Put(t, from, to) })
		return
	}
	r.sc.pieces(e, c.Write, c.Put)
}

func blank(s string) bool {
	for i := range len(s) {
		if s[i] > ' ' {
			return false
		}
	}
	return true
}
