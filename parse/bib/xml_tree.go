package bib

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The most that one XML record may hold.
const (
	maxNodes    = 200_000
	maxXMLDepth = 100
)

// node is an element of one record. Records are small: they are held as trees.
type node struct {
	name string
	attr []xml.Attr
	kids []*node
	text strings.Builder // of the element itself and all below it
}

// parseXML reads the one element that s holds.
func parseXML(s string) (*node, error) {
	dec := xml.NewDecoder(strings.NewReader(s))
	dec.Entity = xml.HTMLEntity
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded already
	root := &node{}
	stack := []*node{root}
	count := 0
	for {
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch t := tok.(type) {
		case xml.StartElement:
			if count++; count > maxNodes || len(stack) > maxXMLDepth {
				return nil, fmt.Errorf("more than %d elements or %d levels", maxNodes, maxXMLDepth)
			}
			n := &node{name: t.Name.Local, attr: t.Copy().Attr}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			if len(stack) == 1 || top.name != t.Name.Local {
				return nil, fmt.Errorf("</%s> closes nothing that is open", t.Name.Local)
			}
			stack = stack[:len(stack)-1]
			stack[len(stack)-1].text.WriteString(top.text.String())
		case xml.CharData:
			top.text.Write(t)
		}
	}
	if len(stack) > 1 {
		return nil, fmt.Errorf("<%s> is never closed", stack[len(stack)-1].name)
	}
	if len(root.kids) != 1 {
		return nil, errors.New("no single element")
	}
	return root.kids[0], nil
}

// all are the elements under path ("dates/year"), in order.
func (n *node) all(path string) []*node {
	if n == nil {
		return nil
	}
	head, rest, deeper := strings.Cut(path, "/")
	var out []*node
	for _, k := range n.kids {
		if k.name != head {
			continue
		}
		if deeper {
			out = append(out, k.all(rest)...)
		} else {
			out = append(out, k)
		}
	}
	return out
}

// one is the first of all, or nil.
func (n *node) one(path string) *node {
	if a := n.all(path); len(a) > 0 {
		return a[0]
	}
	return nil
}

// get is the text of the first element under the first of paths that has some.
func (n *node) get(paths ...string) string {
	for _, p := range paths {
		for _, e := range n.all(p) {
			if s := clean(e.text.String()); s != "" {
				return s
			}
		}
	}
	return ""
}

// list are the texts under path that are not empty.
func (n *node) list(path string) []string {
	var out []string
	for _, e := range n.all(path) {
		if s := clean(e.text.String()); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (n *node) attribute(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// xmlRecords finds the elements called one of names by their tags, so that a
// damaged one costs no other, and hands their trees on. Names must not nest in
// each other.
func xmlRecords(b *batch, p *place, names []string, each func(n *node, start, end int) bool) {
	at := 0
	for !b.done {
		start, name := nextTag(p.text, at, names)
		if start < 0 {
			return
		}
		closing := "</" + name + ">"
		at, _ = nextTag(p.text, start+1, names)
		if at < 0 {
			at = len(p.text)
		}
		end := strings.Index(p.text[start:at], closing)
		if end < 0 {
			b.skip(p, start, at, fmt.Sprintf("<%s> is never closed", name))
			continue
		}
		at = start + end + len(closing)
		n, err := parseXML(p.text[start:at])
		if err != nil {
			b.skip(p, start, at, fmt.Sprintf("record %d: %v", b.n+b.skipped+1, err))
			continue
		}
		if !each(n, start, at) {
			return
		}
	}
}

// nextTag finds the next opening tag of one of names at or behind at.
func nextTag(s string, at int, names []string) (int, string) {
	for at < len(s) {
		i := strings.IndexByte(s[at:], '<')
		if i < 0 {
			return -1, ""
		}
		at += i
		for _, name := range names {
			rest := s[at+1:]
			if strings.HasPrefix(rest, name) && len(rest) > len(name) && strings.IndexByte(" >\n\t", rest[len(name)]) >= 0 {
				return at, name
			}
		}
		at++
	}
	return -1, ""
}
