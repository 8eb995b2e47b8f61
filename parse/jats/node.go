package jats

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
)

// node is an element, or a run of text (name ""), of the part of a document
// that is held whole.
type node struct {
	name string
	attr []xml.Attr
	kids []*node
	text event // of a run of text
	str  string
	at   int // where it begins in the source
	end  int // behind its end tag
}

// errNodes says that a front matter or a reference is no such thing.
var errNodes = errors.New("a front matter or reference of more than 400000 elements was left out")

// tree reads the element whose start tag e was just read. With errNodes the
// element was read to its end and dropped.
func (s *scanner) tree(e event) (*node, error) {
	root := &node{name: e.name, attr: e.attr, at: e.from}
	stack := []*node{root}
	inside := s.depth
	for count := 0; ; count++ {
		e, err := s.next()
		if err != nil {
			return root, eofIsBad(err)
		}
		if e.kind == evEnd && s.depth < inside {
			root.end = e.to
			if count > maxNodes {
				line, _ := s.dec.InputPos()
				return nil, fmt.Errorf("line %d: %w", line, errNodes)
			}
			return root, nil
		}
		if count > maxNodes {
			stack = nil
			root.kids = nil
			continue
		}
		top := stack[len(stack)-1]
		switch e.kind {
		case evStart:
			n := &node{name: e.name, attr: e.attr, at: e.from}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case evEnd:
			top.end = e.to
			stack = stack[:len(stack)-1]
		case evText:
			top.kids = append(top.kids, &node{text: e, str: s.plain(e), at: e.from, end: e.to})
		}
	}
}

// kid is the first child element of that name, or nil. A nil node has none.
func (n *node) kid(names ...string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == "" {
			continue
		}
		for _, name := range names {
			if k.name == name {
				return k
			}
		}
	}
	return nil
}

// path is the first element found by going down by name.
func (n *node) path(names ...string) *node {
	for _, name := range names {
		n = n.kid(name)
	}
	return n
}

// all are the child elements of that name.
func (n *node) all(name string) []*node {
	if n == nil {
		return nil
	}
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// find is the first descendant of that name in document order, or nil.
func (n *node) find(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
		if f := k.find(name); f != nil {
			return f
		}
	}
	return nil
}

// get is the value of an attribute, or "".
func (n *node) get(name string) string {
	if n == nil {
		return ""
	}
	return attr(n.attr, name)
}

// words is the text of n, white space collapsed, without footnotes, labels of
// links to them, and what is no text.
func (n *node) words() string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	n.write(&b)
	return squeeze(b.String())
}

func (n *node) write(b *strings.Builder) {
	for _, k := range n.kids {
		switch k.name {
		case "":
			b.WriteString(k.str)
		case "fn", "graphic", "inline-graphic", "tex-math", "annotation", "object-id", "alt-text":
		case "xref":
			if t := k.get("ref-type"); t != "fn" && t != "aff" && t != "corresp" && t != "author-notes" && t != "table-fn" {
				k.write(b)
			}
		case "title": // of a section of an abstract
			b.WriteByte(' ')
			if t := k.words(); t != "" {
				b.WriteString(t)
				if !strings.ContainsAny(t[len(t)-1:], ".:?!") {
					b.WriteByte(':')
				}
			}
			b.WriteByte(' ')
		case "break", "p", "sec", "list-item":
			b.WriteByte(' ')
			k.write(b)
			b.WriteByte(' ')
		default:
			k.write(b)
		}
	}
}

// squeeze trims s and makes every run of white space one space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
