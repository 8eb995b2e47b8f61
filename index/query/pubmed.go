package query

import (
	"math"
	"slices"
	"strings"
)

// tag reads a PubMed tag behind the terms just read and gives it to all of
// them: "peer support[tiab]" asks for both words there, "Gillard S[au]" for one
// name.
func (p *parser) tag(kids []Node) ([]Node, error) {
	save := p.pos
	p.space()
	if p.pos >= len(p.s) || p.s[p.pos] != '[' {
		p.pos = save
		return kids, nil
	}
	at := p.pos
	end := strings.IndexByte(p.s[at:], ']')
	if end < 0 {
		return nil, p.fail(at, "add a ]", "this tag is never closed")
	}
	name := strings.ToLower(strings.TrimSpace(p.s[at+1 : at+end]))
	field, ok := tags[name]
	if !ok {
		hint := `tags are: [tiab] [ti] [ab] [au] [1au] [ta] [dp] [pmid] [doi] [mh] …; a bracket that is text stands in quotes`
		if s := suggest(name, slices.Sorted(keys(tags))); s != "" {
			hint = "did you mean [" + s + "]? A bracket that is text stands in quotes"
		}
		return nil, p.fail(at, hint, "there is no tag [%s]", p.s[at+1:at+end])
	}
	if len(p.run) == 0 {
		return nil, p.fail(at, "a tag stands behind plain words", "no plain term stands before this tag")
	}
	p.pos = at + end + 1
	from := p.run[0]
	p.run = nil
	terms := make([]*Term, 0, len(kids)-from)
	for _, k := range kids[from:] {
		terms = append(terms, k.(*Term))
	}
	n, err := p.tagged(field, terms, at)
	return append(kids[:from:from], n...), err
}

func (p *parser) tagged(field string, terms []*Term, at int) ([]Node, error) {
	values := make([]string, len(terms))
	for i, t := range terms {
		values[i] = t.Value
	}
	joined := strings.Join(values, " ")
	pos := terms[0].Pos
	switch {
	case field == "year":
		r, ok := dates(joined)
		if !ok {
			return nil, p.fail(pos, "write 2016[dp] or 2010:2016[dp]", "%q is no date", joined)
		}
		r.Pos = pos
		return []Node{r}, nil
	case field == "is":
		if !slices.Contains(strings.Fields(strings.ToLower(joined)), "review") {
			return nil, p.fail(pos, "only review[pt] is known", "publication types are not recorded")
		}
		return []Node{&Flag{Name: "review", Pos: pos}}, nil
	case fields[field] == exact || fields[field] == loose:
		return []Node{&Exact{Field: field, Value: joined, Pos: pos}}, nil
	case len(terms) > 1 && slices.Contains([]string{"author", "firstauthor", "lastauthor", "journal"}, field):
		for _, t := range terms {
			if t.Kind != Word && t.Kind != Phrase {
				return nil, p.fail(t.Pos, "leave out the * or ~", "a name of several words cannot hold a wildcard")
			}
		}
		return []Node{&Term{Field: field, Kind: Phrase, Value: joined, Pos: pos}}, nil
	}
	out := make([]Node, len(terms))
	for i, t := range terms {
		t.Field = field
		out[i] = t
	}
	return out, nil
}

// dates reads "2016", "2016/05/01", "2010:2016".
func dates(s string) (*Range, bool) {
	lo, hi, isRange := strings.Cut(s, ":")
	year := func(s string) (float64, bool) {
		y, _, _ := strings.Cut(strings.TrimSpace(s), "/")
		y, _, _ = strings.Cut(y, " ")
		f, ok := parseNumber(y)
		return f, ok && f == math.Trunc(f)
	}
	a, ok := year(lo)
	if !ok {
		return nil, false
	}
	b := a
	if isRange {
		if b, ok = year(hi); !ok || b < a {
			return nil, false
		}
	}
	return &Range{Field: "year", Lo: a, Hi: b}, true
}
