package markup

import (
	"encoding/xml"
	"strings"

	"citegraph/corpus"
)

// start takes a start tag of the text.
func (d *docx) start(e xml.StartElement) {
	el := element{name: e.Name.Local, mark: -1}
	switch el.name {
	case "p":
		kind := corpus.Paragraph
		switch {
		case d.inside("tc"):
			kind = corpus.Cell
		case d.inside("footnote") || d.inside("endnote"):
			kind = corpus.Footnote
		case d.bibl > 0:
			kind = corpus.RefEntry
		}
		d.c.Open(corpus.Block{Kind: kind})
		el.block = true
	case "pStyle":
		d.style(xattr(e, "val"))
	case "outlineLvl":
		if v := xattr(e, "val"); len(v) == 1 && v[0] >= '0' && v[0] <= '8' {
			d.headed(int(v[0]-'0') + 1)
		}
	case "numPr":
		if b := d.c.Block(); b != nil && b.Kind == corpus.Paragraph && d.inside("p") {
			b.Kind = corpus.ListItem
		}
	case "vertAlign":
		if d.inside("r") && d.super < 0 {
			switch xattr(e, "val") {
			case "superscript":
				d.super = d.c.Begin(corpus.Super)
			case "subscript":
				d.super = d.c.Begin(corpus.Sub)
			}
		}
	case "i":
		if v := xattr(e, "val"); d.inside("rPr") && d.inside("r") && d.italic < 0 && v != "0" && v != "false" {
			d.italic = d.c.Begin(corpus.Italic)
		}
	case "tab", "ptab":
		if !d.inside("tabs") && d.hidden == 0 {
			d.c.Space(d.span.Start)
		}
	case "br", "cr":
		if d.hidden == 0 {
			d.c.Line(d.span.Start)
		}
	case "noBreakHyphen":
		d.put("-")
	case "del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "posOffset", "binData", "fldData":
		el.hide = true
		d.hidden++
	case "txbxContent":
		d.c.Aside()
		el.aside = true
	case "hyperlink":
		el.mark = d.link(e)
	case "bookmarkStart":
		d.bookmark(xattr(e, "name"))
	case "footnoteReference", "endnoteReference":
		d.c.End(d.c.Begin(corpus.Link, "#fn:"+xattr(e, "id")))
	case "fldSimple":
		el.field = &field{}
		el.field.instr.WriteString(xattr(e, "instr"))
		d.separate(el.field)
	case "fldChar":
		d.fieldChar(xattr(e, "fldCharType"))
	case "tag":
		d.frame(xattr(e, "val"))
	case "docPartGallery":
		if xattr(e, "val") == "Bibliographies" {
			d.frame("MENDELEY_BIBLIOGRAPHY")
		}
	}
	d.open = append(d.open, el)
}

// end takes an end tag.
func (d *docx) end(name string) {
	if len(d.open) == 0 {
		return
	}
	el := d.open[len(d.open)-1]
	d.open = d.open[:len(d.open)-1]
	if name == "r" {
		d.c.End(d.super)
		d.c.End(d.italic)
		d.super, d.italic = -1, -1
	}
	if el.hide {
		d.hidden--
	}
	if el.field != nil {
		d.endField(el.field)
	}
	if el.bibl {
		d.bibl--
	}
	d.c.End(el.mark)
	if el.block {
		if b := d.c.Block(); b != nil && b.Kind == corpus.RefEntry && !d.c.Empty() {
			d.refs++
		}
		d.c.Close()
	}
	if el.aside {
		d.c.EndAside()
	}
}

// inside reports whether one of the innermost open elements has that name.
func (d *docx) inside(name string) bool {
	for i := len(d.open) - 1; i >= 0 && i >= len(d.open)-24; i-- {
		if d.open[i].name == name {
			return true
		}
	}
	return false
}

// text takes character data.
func (d *docx) text(s string) {
	if len(d.open) == 0 {
		return
	}
	switch d.open[len(d.open)-1].name {
	case "instrText":
		if n := len(d.fields); n > 0 && d.fields[n-1].instr.Len() < maxInstr {
			d.fields[n-1].instr.WriteString(s)
		}
	case "fldData":
		if n := len(d.fields); n > 0 && d.fields[n-1].data.Len() < maxInstr {
			d.fields[n-1].data.WriteString(s)
		}
	case "t":
		if d.hidden == 0 {
			d.write(s)
		}
	}
}

// write writes text; the number at the head of an entry is its label.
func (d *docx) write(s string) {
	if b := d.c.Block(); b != nil && b.Kind == corpus.RefEntry && d.c.Empty() && b.Label == "" {
		t := strings.TrimLeft(s, " [(")
		n := 0
		for n < len(t) && n < 4 && t[n] >= '0' && t[n] <= '9' {
			n++
		}
		rest := t[n:]
		if n > 0 && (rest == "" || strings.IndexByte("]). \t", rest[0]) >= 0) {
			b.Label = t[:n]
			s = strings.TrimLeft(rest, "]). \t")
		}
	}
	d.put(s)
}

func (d *docx) put(s string) {
	if d.hidden == 0 && s != "" {
		d.c.Put(tidy(s), d.span.Start, d.span.End)
	}
}

// style sets the kind of the paragraph by its style.
func (d *docx) style(id string) {
	b := d.c.Block()
	if b == nil || b.Kind != corpus.Paragraph && b.Kind != corpus.ListItem || !d.inside("p") {
		return
	}
	low := strings.ToLower(id)
	level := d.level[id]
	switch {
	case level == -1 || low == "title":
		b.Kind = corpus.Title
	case level == -2 || low == "bibliography" || low == "endnotebibliography" || low == "literaturverzeichnis":
		b.Kind = corpus.RefEntry
	case level > 0:
		d.headed(level)
	case strings.HasPrefix(low, "heading") && len(low) == 8 && low[7] >= '1' && low[7] <= '9':
		d.headed(int(low[7] - '0'))
	case strings.HasPrefix(low, "caption"):
		b.Kind = corpus.Caption
	case strings.HasPrefix(low, "abstract"):
		b.Kind = corpus.Abstract
	case strings.HasPrefix(low, "author") || strings.HasPrefix(low, "affiliation"):
		b.Kind = corpus.Front
	}
}

func (d *docx) headed(level int) {
	if b := d.c.Block(); b != nil && (b.Kind == corpus.Paragraph || b.Kind == corpus.ListItem) {
		b.Kind, b.Level = corpus.Heading, level
	}
}

// link marks a hyperlink: into the document by its anchor, else to its
// address.
func (d *docx) link(e xml.StartElement) int {
	if a := xattr(e, "anchor"); a != "" {
		return d.c.Begin(corpus.Link, "#"+a)
	}
	if href := d.rels[xattr(e, "id")]; href != "" {
		return d.c.Begin(corpus.Link, href)
	}
	return -1
}

// bookmark gives an entry of the bibliography its anchor.
func (d *docx) bookmark(name string) {
	b := d.c.Block()
	if b == nil || name == "" || name == "_GoBack" {
		return
	}
	if b.ID == "" || strings.HasPrefix(name, "_ENREF") {
		b.ID = name
	}
}
