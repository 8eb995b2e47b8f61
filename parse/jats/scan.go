package jats

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	maxDepth = 1000    // open elements
	maxAttrs = 2000    // attributes of one element that are looked at
	maxNodes = 400_000 // elements and runs of text of one front matter or reference
)

// errDepth says that elements nest deeper than any article's do.
var errDepth = errors.New("elements nest more than 1000 deep")

// event is one step through the document: a start tag, an end tag, or text.
type event struct {
	kind     eventKind
	name     string     // local name of the element
	attr     []xml.Attr // of a start tag
	raw      string     // of text: the source between tags, entities and all
	from, to int        // where it stands in the source
	cdata    bool       // raw is the inside of a CDATA section
}

type eventKind uint8

const (
	evStart eventKind = iota
	evEnd
	evText
)

// scanner walks the tokens of one file.
type scanner struct {
	dec   *xml.Decoder
	src   string
	base  int // where src begins in the source
	names map[string]string
	depth int
	roots int
}

func newScanner(src string) *scanner {
	s := &scanner{src: src, names: entities(src)}
	s.dec = xml.NewDecoder(strings.NewReader(src))
	s.dec.Entity = s.names
	// The bytes were decoded before they came here, whatever they declare.
	s.dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return s
}

// next is the next event; io.EOF behind the last. Comments, processing
// instructions and the document type are passed over.
func (s *scanner) next() (event, error) {
	for {
		from := int(s.dec.InputOffset())
		tok, err := s.dec.Token()
		to := int(s.dec.InputOffset())
		if err != nil {
			return event{from: from, to: to}, s.wrap(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			s.depth++
			if s.depth > maxDepth {
				return event{}, s.wrap(errDepth)
			}
			if s.depth == 1 {
				s.roots++
			}
			if len(t.Attr) > maxAttrs {
				t.Attr = t.Attr[:maxAttrs]
			}
			return event{kind: evStart, name: t.Name.Local, attr: t.Attr, from: s.base + from, to: s.base + to}, nil
		case xml.EndElement:
			s.depth--
			return event{kind: evEnd, name: t.Name.Local, from: s.base + from, to: s.base + to}, nil
		case xml.CharData:
			e := event{kind: evText, raw: s.src[from:to], from: s.base + from, to: s.base + to}
			if strings.HasPrefix(e.raw, "<![CDATA[") && strings.HasSuffix(e.raw, "]]>") {
				e.cdata = true
				e.raw = e.raw[len("<![CDATA[") : len(e.raw)-len("]]>")]
				e.from += len("<![CDATA[")
			}
			if s.depth > 0 {
				return e, nil
			}
		}
	}
}

// wrap gives an error of the decoder its place.
func (s *scanner) wrap(err error) error {
	if err == io.EOF {
		return err
	}
	line, col := s.dec.InputPos()
	var syn *xml.SyntaxError
	if errors.As(err, &syn) {
		return fmt.Errorf("line %d, column %d: XML is not well-formed: %s", line, col, clip(syn.Msg))
	}
	return fmt.Errorf("line %d, column %d: %w", line, col, err)
}

// clip keeps a message that quotes the input short.
func clip(s string) string {
	if len(s) <= 200 {
		return s
	}
	return strings.ToValidUTF8(s[:200], "") + "…"
}

// skip passes over the element whose start tag was just read.
func (s *scanner) skip() error {
	for depth := s.depth; s.depth >= depth; {
		if _, err := s.next(); err != nil {
			return eofIsBad(err)
		}
	}
	return nil
}

// eofIsBad turns an end of file inside an element into an error.
func eofIsBad(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// attr is the value of an attribute by local name, or "".
func attr(as []xml.Attr, name string) string {
	for _, a := range as {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
