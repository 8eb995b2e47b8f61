package markup

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"citegraph/corpus"
)

const (
	maxPart    = 64 << 20 // bytes of one part of a package, unpacked
	maxParts   = 20_000   // entries of a package
	maxPackage = 96 << 20 // bytes of all parts that are read
	maxXML     = 1000     // open elements
)

var (
	errPartSize = errors.New("a part of the document is larger than 64 MiB unpacked")
	errNoWord   = errors.New("no word/document.xml: not a Word document")
	errXMLDepth = errors.New("elements nest more than 1000 deep")
)

// docx reads one Word document. Its text lies packed in the file, so spans of
// the original are those of the whole part that holds a text.
type docx struct {
	ctx    context.Context
	zr     *zip.Reader
	budget int64
	c      corpus.Composer
	span   corpus.Span       // of the part being read, in the file
	rels   map[string]string // links of the part by id
	cites  citations
	fields []*field
	open   []element
	level  map[string]int // heading levels of styles, by id
	bibl   int            // open fields and frames that hold the bibliography
	refs   int            // entries of the bibliography
	hidden int            // open elements whose text is not shown
	super  int            // mark of the run's vertical alignment, -1
	italic int
	notes  []corpus.Note
}

// element is an open element and what its end undoes.
type element struct {
	name  string
	mark  int
	block bool
	aside bool
	hide  bool
	bibl  bool
	field *field // a simple field, or a frame that is a citation
}

func readDOCX(ctx context.Context, in corpus.Input) (*corpus.Text, error) {
	zr, err := zip.NewReader(bytes.NewReader(in.Raw), int64(len(in.Raw)))
	if err != nil {
		return nil, fmt.Errorf("open the package: %w", err)
	}
	if len(zr.File) > maxParts {
		return nil, fmt.Errorf("the package has %d entries, more than %d", len(zr.File), maxParts)
	}
	d := &docx{ctx: ctx, zr: zr, budget: maxPackage, super: -1, italic: -1}
	t := &corpus.Text{}
	d.properties(t)
	d.styles()
	d.sources()
	err = d.part("word/document.xml")
	if errors.Is(err, errAbsent) {
		return nil, errNoWord
	}
	for _, p := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		if err == nil {
			if e := d.part(p); e != nil && !errors.Is(e, errAbsent) {
				err = e
			}
		}
	}
	d.c.Into(t)
	t.Notes = append(d.notes, corpus.Note{Code: "packed", Text: "the text is packed: spans lead to the part of the file that holds it"})
	d.named(t)
	d.cites.settle(t, in.Name)
	return t, err
}

var errAbsent = errors.New("no such part")

// bytes reads a part whole, within the budget.
func (d *docx) bytes(name string) ([]byte, corpus.Span, error) {
	for _, f := range d.zr.File {
		if f.Name != name {
			continue
		}
		off, err := f.DataOffset()
		if err != nil {
			return nil, corpus.Span{}, fmt.Errorf("part %s: %w", name, err)
		}
		rc, err := f.Open()
		if err != nil {
			return nil, corpus.Span{}, fmt.Errorf("part %s: %w", name, err)
		}
		defer rc.Close()
		limit := min(maxPart, d.budget)
		b, err := io.ReadAll(io.LimitReader(rc, limit+1))
		if err != nil {
			return nil, corpus.Span{}, fmt.Errorf("part %s: %w", name, err)
		}
		if int64(len(b)) > limit {
			return nil, corpus.Span{}, fmt.Errorf("part %s: %w", name, errPartSize)
		}
		d.budget -= int64(len(b))
		return b, corpus.Span{Start: int(off), End: int(off) + int(f.CompressedSize64)}, nil
	}
	return nil, corpus.Span{}, errAbsent
}

// tokens walks the elements of a part.
func tokens(ctx context.Context, name string, b []byte, start func(xml.StartElement), end func(string), text func(string)) error {
	dec := xml.NewDecoder(bytes.NewReader(b))
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	depth := 0
	for n := 0; ; n++ {
		if n&0xfff == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		tok, err := dec.Token()
		if err == io.EOF {
			return nil
		}
		if err == nil && depth > maxXML {
			err = errXMLDepth
		}
		if err != nil {
			line, col := dec.InputPos()
			return fmt.Errorf("part %s, line %d, column %d: %w", name, line, col, err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			depth++
			start(t)
		case xml.EndElement:
			depth--
			end(t.Name.Local)
		case xml.CharData:
			text(string(t))
		}
	}
}

// part reads the text of a part.
func (d *docx) part(name string) error {
	b, span, err := d.bytes(name)
	if err != nil {
		return err
	}
	d.span = span
	d.rels = d.relations(name)
	d.open, d.fields, d.bibl, d.hidden = nil, nil, 0, 0
	err = tokens(d.ctx, name, b, d.start, d.end, d.text)
	for len(d.open) > 0 {
		d.end(d.open[len(d.open)-1].name)
	}
	return err
}

// relations are the outside links of a part.
func (d *docx) relations(part string) map[string]string {
	name := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	b, _, err := d.bytes(name)
	if err != nil {
		return nil
	}
	out := map[string]string{}
	_ = tokens(d.ctx, name, b, func(e xml.StartElement) {
		if e.Name.Local == "Relationship" && xattr(e, "TargetMode") == "External" {
			out[xattr(e, "Id")] = xattr(e, "Target")
		}
	}, func(string) {}, func(string) {})
	return out
}

// styles learns which paragraph styles are headings, whatever they are called.
func (d *docx) styles() {
	d.level = map[string]int{}
	b, _, err := d.bytes("word/styles.xml")
	if err != nil {
		return
	}
	id := ""
	_ = tokens(d.ctx, "word/styles.xml", b, func(e xml.StartElement) {
		switch e.Name.Local {
		case "style":
			id = xattr(e, "styleId")
		case "outlineLvl":
			if v := xattr(e, "val"); len(v) == 1 && v[0] >= '0' && v[0] <= '8' {
				d.level[id] = int(v[0]-'0') + 1
			}
		case "name":
			if n := strings.ToLower(xattr(e, "val")); n == "title" {
				d.level[id] = -1
			} else if n == "bibliography" || strings.HasPrefix(n, "endnote bibliography") && !strings.Contains(n, "title") {
				d.level[id] = -2
			}
		}
	}, func(string) {}, func(string) {})
}

// properties takes what the package says of the document.
func (d *docx) properties(t *corpus.Text) {
	b, _, err := d.bytes("docProps/core.xml")
	if err != nil {
		return
	}
	var at, title, creator, keywords strings.Builder
	_ = tokens(d.ctx, "docProps/core.xml", b, func(e xml.StartElement) { at.Reset(); at.WriteString(e.Name.Local) }, func(string) { at.Reset() }, func(s string) {
		switch at.String() {
		case "title":
			title.WriteString(s)
		case "creator":
			creator.WriteString(s)
		case "keywords":
			keywords.WriteString(s)
		case "created":
			if t.Work.Issued == nil {
				t.Work.Issued = dateOf(s)
			}
		}
	})
	t.Work.Title = strings.Join(strings.Fields(title.String()), " ")
	t.Work.Keyword = strings.Join(strings.Fields(keywords.String()), " ")
	m := md{}
	for _, a := range strings.Split(creator.String(), ";") {
		m.author(a)
	}
	t.Work.Author = m.work.Author
	t.Work.Type = "article"
}

// named prefers the title that the document prints to that of its properties,
// which is often a template's.
func (d *docx) named(t *corpus.Text) {
	for _, b := range t.Blocks {
		if b.Kind == corpus.Title {
			t.Work.Title = t.Slice(b.Span)
			return
		}
	}
}

func xattr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
