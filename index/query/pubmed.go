package query

import (
	"math"
	"slices"
	"strconv"
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
	name, option, _ := strings.Cut(strings.ToLower(strings.TrimSpace(p.s[at+1:at+end])), ":") // mh:noexp, tiab:~3
	field, ok := tags[strings.TrimSpace(name)]
	skip := slices.Contains(unrecorded, strings.TrimSpace(name))
	if !ok && !skip {
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
	if skip {
		p.warn(terms[0].Pos, "%s: not recorded here, so it was passed over and narrows nothing", strings.TrimSpace(p.s[terms[0].Pos:p.pos]))
		p.over++
		return kids[:from:from], nil
	}
	if d := strings.TrimPrefix(option, "~"); d != option && len(terms) == 1 && terms[0].Kind == Phrase {
		terms[0].N, _ = strconv.Atoi(d)
		terms[0].N = max(1, min(terms[0].N, 100))
	}
	n, err := p.tagged(field, terms, at)
	return append(kids[:from:from], n...), err
}

// negated reads what stands behind NOT: one clause or, where a tag stands
// behind several words, all of them.
func (p *parser) negated() (Node, error) {
	n, err := p.primary()
	if t, ok := n.(*Term); err != nil || !ok || t.Field != "" || p.list != "" {
		return n, err
	}
	one, kids := *p, []Node{n}
	for !p.ended() && !p.peekKeyword("AND") && !p.peekKeyword("OR") && !p.peekKeyword("NOT") && !strings.ContainsRune("-(@", rune(p.s[p.pos])) {
		if p.s[p.pos] == '[' {
			p.run = make([]int, len(kids))
			for i := range p.run {
				p.run[i] = i
			}
			kids, err = p.tag(kids)
			return and(kids), err
		}
		if p.ident() != "" { // words alone: what is read twice must not nest
			break
		}
		k, err := p.term("")
		if err != nil || k == nil {
			break
		}
		kids = append(kids, k)
	}
	*p = one
	return n, nil
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
		return []Node{r}, p.through(r)
	case field == kindOfText && slices.Contains(strings.Fields(strings.ToLower(joined)), "review"):
		return []Node{&Flag{Name: "review", Pos: pos}}, nil
	case field == kindOfText:
		p.warnOnce(at, "types of publication are not recorded: %s looks for the words in titles, abstracts and keywords", p.s[at:p.pos])
		return p.heading(terms, joined)
	case field == subject:
		p.warnOnce(at, "subject headings are known of few works: %s looks for the words in titles, abstracts and keywords, and explodes nothing", p.s[at:p.pos])
		return p.heading(terms, joined)
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

// heading asks for a subject heading where it is known, and for its words where
// it is not: "Depressive Disorder, Major/therapy" is about depressive disorders.
func (p *parser) heading(terms []*Term, joined string) ([]Node, error) {
	pos := terms[0].Pos
	if len(terms) == 1 && terms[0].Kind != Word && terms[0].Kind != Phrase {
		in, of := *terms[0], *terms[0]
		in.Field, of.Field = "keyword", "tiab"
		return []Node{or([]Node{&in, &of})}, nil
	}
	main, _, _ := strings.Cut(strings.ReplaceAll(joined, "*", ""), "/")
	words := strings.FieldsFunc(main, func(r rune) bool { return !alnum(r) && r != '-' && r != '\'' })
	words = slices.DeleteFunc(words, func(w string) bool { return !strings.ContainsFunc(w, alnum) })
	if len(words) == 0 {
		return nil, p.fail(pos, "", "no heading stands before this tag")
	}
	whole := &Term{Field: "keyword", Value: words[0], Pos: pos}
	each := make([]Node, len(words))
	for i, w := range words {
		each[i] = &Term{Field: "tiab", Value: w, Pos: pos}
	}
	if len(words) > 1 {
		whole.Kind, whole.Value = Phrase, strings.TrimSpace(main)
	}
	return []Node{or([]Node{whole, and(each)})}, nil
}

// through reads the end of a range of dates as PubMed writes it when it has a
// tag on both: "2010/01/01"[dp] : "3000"[dp].
func (p *parser) through(r *Range) error {
	start := p.pos
	p.space()
	if p.pos >= len(p.s) || p.s[p.pos] != ':' {
		p.pos = start
		return nil
	}
	colon := p.pos
	p.pos++
	p.space()
	end, tag, ok := strings.Cut(p.s[p.pos:], "[")
	name, _, closed := strings.Cut(tag, "]")
	to, isDate := dates(strings.Trim(strings.TrimSpace(end), `"`))
	if !ok || !closed || !isDate || tags[strings.ToLower(strings.TrimSpace(name))] != "year" || to.Hi < r.Lo {
		return p.fail(colon, "write 2010:2016[dp]", "this range of dates has no end")
	}
	r.Hi = to.Hi
	p.pos += len(end) + len(name) + 2
	return nil
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
