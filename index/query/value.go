package query

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// field reads name:… .
func (p *parser) field(name string) (Node, error) {
	at := p.pos
	canon := strings.ToLower(name)
	if a, ok := aliases[canon]; ok && fields[canon] == 0 {
		canon = a
	}
	k, ok := fields[canon]
	after := p.pos + len(name) + 1
	spaced := after < len(p.s) && p.spaceAt(after) && p.list == ""
	value, isLabel := 0, false
	if spaced {
		value, isLabel = p.label(canon, after)
	}
	if isRel := relationAliases[canon] != "" || relations[canon].many; spaced && !isLabel && !isRel && strings.TrimSpace(p.s[after:]) != "" {
		return p.text(name, ok)
	}
	if !ok {
		if r, isRel := relationName(canon); isRel && !relations[r].arg {
			return p.relationField(r, len(name))
		}
		hint := "put it in quotes if it is text; `citegraph help search` lists the fields"
		if s := suggest(canon, slices.Concat(Fields(), slices.Sorted(keys(aliases)))); s != "" {
			hint = "did you mean " + s + ":? Text with a colon stands in quotes"
		}
		return nil, p.fail(at, hint, "there is no field %q", name)
	}
	if p.list != "" {
		return nil, p.fail(at, "close the list first", "a field cannot stand inside the list of %s:", p.list)
	}
	p.pos = after
	if isLabel {
		p.warn(at, "%q is read as %s:%s", p.s[at:value], canon, firstWord(p.s[value:]))
		p.pos = value
	}
	if p.pos >= len(p.s) || p.spaceAt(p.pos) || p.s[p.pos] == ')' {
		return nil, p.fail(p.pos, "write the value directly behind the colon; text with a colon stands in quotes", "nothing stands behind %s:", name)
	}
	if k == absent {
		return nil, p.fail(at, "from: and in: tell where a work was read", "%s: is not recorded: a library is a pure function of its files", name)
	}
	if p.s[p.pos] == '(' && k != result {
		p.list = canon
		n, err := p.group()
		p.list = ""
		return n, err
	}
	return p.value(canon, at)
}

// text reads "name: " as the word, which is what it is in a pasted title.
func (p *parser) text(name string, isField bool) (Node, error) {
	t := &Term{Value: name, Pos: p.pos}
	p.pos += len(name) + 1
	switch s := suggest(strings.ToLower(name), Fields()); {
	case isField:
		p.warn(t.Pos, "%q is searched as a word; for the field, write its value directly behind the colon", name+":")
	case s != "" && Distance(strings.ToLower(name), s) <= 2:
		p.warn(t.Pos, "%q is no field and is searched as a word; did you mean %s: with its value directly behind?", name+":", s)
	}
	return t, nil
}

// firstWord is s up to its first space.
func firstWord(s string) string {
	if i := strings.IndexFunc(s, isSpace); i >= 0 {
		s = s[:i]
	}
	return s
}

// relationField reads INSPIRE's refersto:X and citedby:X.
func (p *parser) relationField(name string, n int) (Node, error) {
	at := p.pos
	p.pos += n + 1
	if p.ended() {
		return nil, p.fail(p.pos, "write "+name+"(…)", "nothing stands behind %s:", name)
	}
	q, err := p.primary()
	if err != nil {
		return nil, err
	}
	if q == nil {
		return nil, p.fail(at, "write "+name+"(…)", "nothing stands behind %s:", name)
	}
	return &Rel{Name: name, Q: q, Pos: at}, nil
}

// value reads one value of a field.
func (p *parser) value(field string, at int) (Node, error) {
	switch fields[field] {
	case numeric:
		return p.numbers(field, at, false)
	case loose:
		return p.numbers(field, at, true)
	case exact:
		v, err := p.scalar(field)
		if err != nil {
			return nil, err
		}
		return &Exact{Field: field, Value: v, Pos: at}, nil
	case flag:
		v, err := p.oneOf(field, flags)
		return &Flag{Name: v, Pos: at}, err
	case presence:
		v, err := p.oneOf(field, present)
		if field == "missing" {
			return &Not{&Has{Field: v, Pos: at}}, err
		}
		return &Has{Field: v, Pos: at}, err
	case boolean:
		v, err := p.oneOf(field, []string{"yes", "no", "true", "false"})
		if v == "yes" || v == "true" {
			return &Flag{Name: field, Pos: at}, err
		}
		return &Not{&Flag{Name: field, Pos: at}}, err
	case result:
		return nil, p.result(at)
	}
	return p.term(field)
}

func (p *parser) result(at int) error {
	v, err := p.oneOf("type", slices.Sorted(keys(types)))
	if err != nil {
		return err
	}
	switch t := types[v]; {
	case p.depth > 0:
		return p.fail(at, "put it at the front of the query", "type: says what the whole query returns and cannot stand in parentheses")
	case p.typ != "" && p.typ != t:
		return p.fail(at, "leave one out, or write type:all", "the query has two types of result")
	default:
		p.typ = t
	}
	return nil
}

// scalar reads a value up to a space; parentheses may stand in it in pairs.
func (p *parser) scalar(field string) (string, error) {
	at := p.pos
	if p.s[p.pos] == '"' {
		t := &Term{}
		if err := p.phrase(t); err != nil {
			return "", err
		}
		if strings.TrimSpace(t.Value) == "" {
			return "", p.fail(at, "", "the value of %s: is empty", field)
		}
		return t.Value, nil
	}
	open := 0
	i := p.pos
scan:
	for i < len(p.s) {
		r, n := utf8.DecodeRuneInString(p.s[i:])
		switch {
		case isSpace(r):
			break scan
		case r == '(':
			open++
		case r == ')':
			if open == 0 {
				break scan
			}
			open--
		case r == ',' && (p.inRel || i+1 >= len(p.s) || p.spaceAt(i+1)):
			break scan
		}
		i += n
	}
	p.pos = i
	if open > 0 {
		return "", p.fail(at, "put the value in quotes", "a parenthesis in this value is never closed")
	}
	if i == at {
		return "", p.fail(at, "", "the value of %s: is missing", field)
	}
	return p.s[at:i], nil
}

func (p *parser) oneOf(field string, values []string) (string, error) {
	at := p.pos
	v, err := p.scalar(field)
	if err != nil {
		return "", err
	}
	v = strings.ToLower(v)
	if slices.Contains(values, v) {
		return v, nil
	}
	hint := "it takes: " + strings.Join(values, ", ")
	if s := suggest(v, values); s != "" {
		hint = "did you mean " + field + ":" + s + "?"
	}
	return v, p.fail(at, hint, "%s: does not know %q", field, v)
}

// numbers reads a number, a comparison or a range; of a loose field any value.
func (p *parser) numbers(field string, at int, text bool) (Node, error) {
	start := p.pos
	v, err := p.scalar(field)
	if err != nil {
		return nil, err
	}
	op := ""
	for _, o := range []string{">=", "<=", ">", "<", "="} {
		if strings.HasPrefix(v, o) {
			op, v = o, v[len(o):]
			break
		}
	}
	if op != "" && v == "" && !p.ended() { // "> 2010"
		if v, err = p.scalar(field); err != nil {
			return nil, err
		}
	}
	r := &Range{Field: field, Lo: math.Inf(-1), Hi: math.Inf(1), Pos: at}
	lo, hi, isRange := strings.Cut(v, "..")
	if op == "" && isRange {
		return r, p.bounds(r, start, lo, hi)
	}
	if op == "" && field == "year" && len(v) == 9 && (v[4] == '-' || v[4] == ':') {
		return r, p.bounds(r, start, v[:4], v[5:])
	}
	if text && (op == "" || op == "=") {
		return &Exact{Field: field, Value: v, Best: op == "=", Pos: at}, nil
	}
	f, ok := parseNumber(v)
	if !ok {
		return nil, p.fail(start, "write "+field+":2010, "+field+":>=2010 or "+field+":2010..2020", "%q is no number", v)
	}
	switch op {
	case ">":
		r.Lo, r.LoOpen = f, true
	case ">=":
		r.Lo = f
	case "<":
		r.Hi, r.HiOpen = f, true
	case "<=":
		r.Hi = f
	default:
		r.Lo, r.Hi = f, f
	}
	return r, nil
}

func (p *parser) bounds(r *Range, at int, lo, hi string) error {
	var ok bool
	if lo == "" && hi == "" {
		return p.fail(at, "write "+r.Field+":2010..2020; has:"+r.Field+" finds every value", "the range has no end")
	}
	if lo != "" {
		if r.Lo, ok = parseNumber(lo); !ok {
			return p.fail(at, "write "+r.Field+":2010..2020", "%q is no number", lo)
		}
	}
	if hi != "" {
		if r.Hi, ok = parseNumber(hi); !ok {
			return p.fail(at, "write "+r.Field+":2010..2020", "%q is no number", hi)
		}
	}
	if r.Lo > r.Hi {
		return p.fail(at, "write "+r.Field+":"+hi+".."+lo, "the range runs backwards")
	}
	return nil
}

// parseNumber reads a plain decimal number; no sign, exponent or infinity.
func parseNumber(s string) (float64, bool) {
	if s == "" || len(s) > 15 || strings.Trim(s, "0123456789.") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}
