package jats

import (
	"io"
	"strings"

	"citegraph/corpus"
)

// tei reads one TEI text, whose start tag was just read, to its end.
func (r *reader) tei(e event) error {
	r.begin(false)
	r.part.t.Lang = attr(e.attr, "lang")
	inside := r.sc.depth
	base := len(r.open)
	for n := 0; ; n++ {
		if n&0x3ff == 0 {
			if err := r.ctx.Err(); err != nil {
				return err
			}
		}
		ev, err := r.sc.next()
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return err
		}
		switch ev.kind {
		case evStart:
			err = r.teiStart(ev)
		case evText:
			r.text(ev)
		case evEnd:
			if r.sc.depth < inside {
				r.finish()
				return nil
			}
			if len(r.open) > base {
				r.teiEnd(ev.to)
			}
		}
		if err != nil {
			return err
		}
	}
}

// teiStart opens an element of the text.
func (r *reader) teiStart(e event) error {
	switch e.name {
	case "teiHeader", "biblStruct", "bibl", "facsimile", "formula":
		if e.name == "bibl" && r.part.c.Block() != nil && r.top().flow == flowInline {
			break // a citation in running text
		}
		n, err := r.sc.tree(e)
		if n == nil || err != nil {
			return err
		}
		switch e.name {
		case "teiHeader":
			r.teiHeader(n)
		case "biblStruct", "bibl":
			r.teiEntry(n)
		case "formula":
			if r.top().flow == flowInline {
				r.inline(n)
			}
		}
		return nil
	}
	f := frame{name: e.name, flow: r.top().flow, level: r.top().level, mark: -1}
	c := &r.part.c
	r.part.last = e.from
	switch e.name {
	case "text":
		if l := attr(e.attr, "lang"); l != "" {
			r.part.t.Lang = l
		}
	case "body", "back", "front":
		f.flow = flowBody
	case "div", "div1", "div2", "div3":
		f.level++
	case "head":
		if up := r.top().name; up == "figure" || up == "table" {
			r.openBlock(&f, corpus.Block{Kind: corpus.Caption})
		} else {
			r.openBlock(&f, corpus.Block{Kind: corpus.Heading, Level: max(1, f.level)})
		}
	case "p", "ab", "l", "quote", "q", "salute":
		r.openBlock(&f, corpus.Block{Kind: corpus.Paragraph})
	case "item":
		r.openBlock(&f, corpus.Block{Kind: corpus.ListItem})
	case "figDesc":
		r.openBlock(&f, corpus.Block{Kind: corpus.Caption})
	case "cell":
		r.openBlock(&f, corpus.Block{Kind: corpus.Cell})
	case "figure", "table", "note":
		if f.flow == flowInline && r.part.asides < maxAsides {
			c.Aside()
			f.aside, f.flow = true, flowBody
			r.part.asides++
		}
		if e.name == "note" {
			r.openBlock(&f, corpus.Block{Kind: corpus.Footnote, ID: attr(e.attr, "id"), Label: attr(e.attr, "n")})
		}
	case "label":
		f.flow = flowNone
	case "hi":
		switch rend := attr(e.attr, "rend"); {
		case strings.Contains(rend, "sup"):
			f.mark = c.Begin(corpus.Super)
		case strings.Contains(rend, "sub"):
			f.mark = c.Begin(corpus.Sub)
		case strings.Contains(rend, "italic"):
			f.mark = c.Begin(corpus.Italic)
		case strings.Contains(rend, "bold"):
			f.mark = c.Begin(corpus.Bold)
		}
	case "ref", "ptr":
		targets := strings.Fields(attr(e.attr, "target"))
		if attr(e.attr, "type") == "bibr" {
			for i := range targets {
				targets[i] = strings.TrimPrefix(targets[i], "#")
			}
			if len(targets) > 0 { // without a target GROBID saw a citation but no entry
				f.mark = c.Begin(corpus.Callee, targets...)
			}
		} else if len(targets) > 0 {
			f.mark = c.Begin(corpus.Link, targets...)
		}
	case "lb", "pb", "cb":
		c.Space(e.from)
	}
	r.open = append(r.open, f)
	return nil
}

// teiEnd closes the innermost element.
func (r *reader) teiEnd(at int) {
	f := *r.top()
	r.open = r.open[:len(r.open)-1]
	c := &r.part.c
	r.part.last = at
	c.End(f.mark)
	if f.block {
		c.Close()
	} else if f.name == "p" || f.name == "item" {
		c.Space(at)
	}
	if f.aside {
		c.EndAside()
		r.part.asides--
	}
}

// teiHeader takes what the header says of the text.
func (r *reader) teiHeader(n *node) {
	p := r.part
	bib := n.path("fileDesc", "sourceDesc", "biblStruct")
	if w := teiFields(bib); w != nil {
		p.t.Work = *w
	}
	w := &p.t.Work
	title := n.path("fileDesc", "titleStmt", "title")
	if w.Title == "" {
		w.Title = title.words()
	}
	if w.Type == "" {
		w.Type = "article-journal"
	}
	if d := n.path("fileDesc", "publicationStmt", "date"); w.Issued == nil && d != nil {
		w.Issued = dateParts{year: name(d.get("when"), d.words())}.issued()
	}
	if w.Publisher == "" {
		w.Publisher = n.path("fileDesc", "publicationStmt", "publisher").words()
	}
	profile := n.kid("profileDesc")
	var ks []string
	for _, t := range profile.path("textClass", "keywords").all("term") {
		ks = append(ks, t.words())
	}
	w.Keyword = strings.Join(ks, ", ")
	if abs := profile.kid("abstract"); abs != nil {
		w.Abstract = abs.words()
		r.teiBlock(title, corpus.Title)
		r.teiAbstract(abs)
		return
	}
	r.teiBlock(title, corpus.Title)
}

// teiAbstract writes the paragraphs of the abstract.
func (r *reader) teiAbstract(n *node) {
	for _, k := range n.kids {
		switch k.name {
		case "p", "ab":
			r.teiBlock(k, corpus.Abstract)
		case "div", "head":
			r.teiAbstract(k)
		}
	}
}

// teiBlock writes the text of a tree as one block.
func (r *reader) teiBlock(n *node, kind corpus.BlockKind) {
	if n == nil {
		return
	}
	r.part.c.Open(corpus.Block{Kind: kind})
	r.teiInline(n)
	r.part.c.Close()
}

// teiInline writes the text of a tree into the open block.
func (r *reader) teiInline(n *node) {
	r.open = append(r.open, frame{flow: flowInline, mark: -1})
	defer func() { r.open = r.open[:len(r.open)-1] }()
	var walk func(n *node)
	walk = func(n *node) {
		for _, k := range n.kids {
			if k.name == "" {
				r.text(k.text)
				continue
			}
			h := -1
			if k.name == "ref" && k.get("type") == "bibr" && k.get("target") != "" {
				h = r.part.c.Begin(corpus.Callee, strings.TrimPrefix(k.get("target"), "#"))
			}
			walk(k)
			r.part.c.End(h)
		}
	}
	walk(n)
}

// teiEntry writes an entry of the list of references.
func (r *reader) teiEntry(n *node) {
	p := r.part
	id := n.get("id")
	b := corpus.Block{Kind: corpus.RefEntry, ID: id, Fields: teiFields(n)}
	if id != "" {
		p.ids[id] = true
	}
	p.refs++
	p.c.Open(b)
	var raw *node
	for _, note := range n.all("note") {
		if note.get("type") == "raw_reference" {
			raw = note
		}
	}
	if raw != nil || n.name == "bibl" {
		if raw == nil {
			raw = n
		}
		r.teiInline(raw)
	} else {
		r.teiParts(n)
	}
	p.c.Close()
}

// teiParts writes the elements of an entry one after another, parted.
func (r *reader) teiParts(n *node) {
	for _, k := range n.kids {
		switch {
		case k.name == "":
		case k.name == "note" || k.name == "ptr":
		case k.name == "analytic" || k.name == "monogr" || k.name == "imprint" || k.name == "series":
			r.teiParts(k)
		case k.words() != "":
			if !r.part.c.Empty() {
				r.part.c.Put(", ", k.at, k.at)
			}
			for i, part := range k.find1("persName", k).kids {
				if i > 0 {
					r.part.c.Space(part.at)
				}
				r.teiInline(&node{kids: []*node{part}})
			}
		}
	}
}

// find1 is the first child of that name, or the node otherwise.
func (n *node) find1(name string, otherwise *node) *node {
	if k := n.kid(name); k != nil {
		return k
	}
	return otherwise
}
