package jats

import (
	"strconv"
	"strings"

	"citegraph/corpus"
)

// maxParts bounds the works under one number that a link to it cites.
const maxParts = 50

// citations are the elements that hold one citation.
var citations = map[string]bool{
	"element-citation": true, "mixed-citation": true, "citation": true, "nlm-citation": true,
}

// ref writes one entry of a reference list: a block for each citation in it.
// An element-citation beside a mixed-citation is the same citation marked up
// twice; several of one kind are several works under one number.
func (r *reader) ref(n *node) {
	p := r.part
	p.refs++
	id := n.get("id")
	b := corpus.Block{Kind: corpus.RefEntry, ID: id, Label: trimLabel(n.kid("label").words())}
	parts := pair(cited(n))
	if id == "" && len(parts) > 0 {
		b.ID = name(parts[0].print.get("id"), parts[0].fields.get("id"))
	}
	if b.ID != "" {
		p.ids[b.ID] = true
	}
	if len(parts) == 0 {
		r.note1(n, b)
		return
	}
	for i, c := range parts {
		part := trimLabel(c.print.kid("label").words())
		switch {
		case i > 0: // all parts are cited together
			first := parts[0].id
			b.ID = first + "." + strconv.Itoa(i+1)
			b.Label = parts[0].label + name(part, strconv.Itoa(i+1))
			p.ids[b.ID] = true
			if len(p.parts[first]) < maxParts {
				p.parts[first] = append(p.parts[first], b.ID)
			}
		case b.Label == "":
			b.Label = part
		}
		if i == 0 {
			parts[0].id, parts[0].label = b.ID, b.Label
		}
		for _, m := range []*node{c.print, c.fields} {
			if other := m.get("id"); other != "" && other != b.ID {
				p.alias[other] = b.ID
			}
		}
		b.Fields = fields(c.fields)
		if c.print != c.fields {
			b.Fields = fill(b.Fields, fields(c.print))
		}
		printed := b.Label
		if printed == "" && i == 0 {
			printed = strconv.Itoa(p.refs)
		}
		p.c.Open(b)
		if cut := r.print(c.print, printed); cut && b.Label == "" {
			p.c.Block().Label = printed
		}
		if p.c.Empty() && c.fields != c.print {
			r.print(c.fields, "")
		}
		p.c.Close()
	}
}

// trimLabel is a label without its brackets and stop.
func trimLabel(s string) string { return strings.Trim(s, " .[]()") }

// note1 writes an entry without a citation: a note that stands in the list.
func (r *reader) note1(n *node, b corpus.Block) {
	r.part.c.Open(b)
	r.open = append(r.open, frame{flow: flowInline, mark: -1})
	for _, k := range n.kids {
		if k.name != "label" {
			r.replay(k)
		}
	}
	r.open = r.open[:len(r.open)-1]
	r.part.c.Close()
}

// cited are the citations of an entry in document order.
func cited(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		switch {
		case citations[k.name]:
			out = append(out, k)
		case k.name == "citation-alternatives" || k.name == "note" || k.name == "p":
			out = append(out, cited(k)...)
		}
	}
	return out
}

// both is one citation: what is printed and what has the fields, often one.
type both struct {
	print, fields *node
	id, label     string // of the entry
}

// pair brings together the two forms of one citation.
func pair(cs []*node) []both {
	var mixed, elements []*node
	for _, c := range cs {
		if c.name == "element-citation" || c.name == "nlm-citation" {
			elements = append(elements, c)
		} else {
			mixed = append(mixed, c)
		}
	}
	var out []both
	if len(mixed) == len(elements) {
		for i := range mixed {
			out = append(out, both{print: mixed[i], fields: elements[i]})
		}
		return out
	}
	if len(mixed) == 1 && len(elements) > 1 || len(elements) == 1 && len(mixed) > 1 {
		// one whole and its parts: the form that has parts counts
		if len(mixed) == 1 {
			mixed = nil
		} else {
			elements = nil
		}
	}
	for _, c := range cs {
		if c.name == "element-citation" || c.name == "nlm-citation" {
			if len(elements) > 0 {
				out = append(out, both{print: c, fields: c})
			}
		} else if len(mixed) > 0 {
			out = append(out, both{print: c, fields: c})
		}
	}
	return out
}
