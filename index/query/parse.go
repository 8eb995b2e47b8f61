package query

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Limits on a query, held here so that no query bomb reaches the index.
const (
	MaxBytes = 4000 // of the query: the search strategy of a review, pasted
	MaxLoose = 8    // clauses with a wildcard, fuzzy or regular expression
	MaxStars = 64   // words with a star behind four letters or more
	MaxTerm  = 64   // bytes of a fuzzy term
	MaxDepth = 40   // of parentheses
	MaxRanks = 3    // clauses related( ) and similar( )
)

// Parse reads a query. The error is an *Error.
func Parse(s string) (*Query, []Warning, error) { return ParseSaved(s, nil) }

type parser struct {
	s     string
	pos   int
	depth int
	loose int
	stars int
	ranks int    // of related and similar so far
	names int    // of saved queries so far
	over  int    // clauses passed over so far, which say nothing
	limit int    // bytes of the query; 0 is MaxBytes
	saved Saved  // nil where no saved query may stand
	inRel bool   // directly inside the parentheses of a relation
	list  string // the field whose list is being read
	warns []Warning
	typ   Type
	run   []int // indices, in the and-list being read, of the untagged terms just before
}

func (p *parser) fail(pos int, hint, format string, args ...any) error {
	return &Error{Query: p.s, Pos: pos, Msg: fmt.Sprintf(format, args...), Hint: hint}
}

func (p *parser) warn(pos int, format string, args ...any) {
	p.warns = append(p.warns, Warning{pos, fmt.Sprintf(format, args...)})
}

// warnOnce is warn for what a long query would say again and again.
func (p *parser) warnOnce(pos int, format string, args ...any) {
	msg := fmt.Sprintf(format, args...)
	for _, w := range p.warns {
		if w.Msg == msg {
			return
		}
	}
	p.warn(pos, "%s", msg)
}

func (p *parser) query() (*Query, error) {
	if limit := max(p.limit, MaxBytes); len(p.s) > limit {
		return nil, p.fail(limit, "narrow it, save a part of it and write @name, or pipe the works into related -", "the query is %d bytes long, the limit is %d", len(p.s), limit)
	}
	if !utf8.ValidString(p.s) {
		return nil, p.fail(0, "", "the query is not valid UTF-8")
	}
	root, err := p.or()
	if err != nil {
		return nil, err
	}
	p.space()
	if p.pos < len(p.s) {
		return nil, p.fail(p.pos, `a parenthesis that is text stands in quotes: "("`, "this %q closes nothing", p.s[p.pos:p.pos+1])
	}
	if root == nil && p.typ == "" {
		return nil, p.fail(0, `type some words, for example: peer support year:2010..`, "the query is empty")
	}
	return &Query{Root: root, Type: p.typ, Source: p.s}, nil
}

func (p *parser) or() (Node, error) {
	var kids []Node
	for {
		over := p.over
		n, err := p.and()
		if err != nil {
			return nil, err
		}
		if n != nil {
			kids = append(kids, n)
		}
		at := p.pos
		if !p.keyword("OR") {
			return or(kids), nil
		}
		if n == nil && p.over == over {
			return nil, p.fail(at, `a word that is no operator stands in quotes: "OR"`, "nothing stands before OR")
		}
		if p.ended() || p.peekKeyword("OR") || p.peekKeyword("AND") {
			return nil, p.fail(at, `a word that is no operator stands in quotes: "OR"`, "nothing stands behind OR")
		}
	}
}

// and reads clauses up to OR, a closing parenthesis or the end.
func (p *parser) and() (Node, error) {
	var kids []Node
	saved := p.run
	defer func() { p.run = saved }()
	p.run = nil
	over := p.over
	for typ := p.typ; ; {
		if p.ended() || p.peekKeyword("OR") {
			return and(kids), nil
		}
		at := p.pos
		if p.keyword("AND") {
			if len(kids) == 0 && p.typ == typ && p.over == over || p.ended() || p.peekKeyword("OR") || p.peekKeyword("AND") {
				return nil, p.fail(at, `a word that is no operator stands in quotes: "AND"`, "AND joins nothing")
			}
			p.run = nil
			continue
		}
		n, err := p.unary()
		if err != nil {
			return nil, err
		}
		if n == nil {
			continue
		}
		if t, ok := n.(*Term); ok && t.Field == "" && p.list == "" {
			p.run = append(p.run, len(kids))
		} else {
			p.run = nil
		}
		kids = append(kids, n)
		if kids, err = p.tag(kids); err != nil {
			return nil, err
		}
	}
}

func (p *parser) unary() (Node, error) {
	at, neg := p.pos, false
	for {
		switch {
		case p.keyword("NOT"):
		case strings.HasPrefix(p.s[p.pos:], "-") && p.pos+1 < len(p.s) && !p.spaceAt(p.pos+1) && p.s[p.pos+1] != ')':
			p.pos++
		default:
			if !neg && p.pos == at {
				return p.primary()
			}
			if p.ended() || p.peekKeyword("AND") || p.peekKeyword("OR") {
				return nil, p.fail(at, `a word that is no operator stands in quotes: "NOT"`, "nothing stands behind NOT")
			}
			n, err := p.negated()
			if err != nil || n == nil {
				return nil, err
			}
			if neg {
				return not(n), nil
			}
			return n, nil
		}
		neg = !neg
		p.run = nil
		p.space()
	}
}

// primary reads one clause; nil for one that says nothing (type:, a dash).
func (p *parser) primary() (Node, error) {
	c := p.s[p.pos]
	switch {
	case c == '(':
		return p.group()
	case c == '[':
		return nil, p.fail(p.pos, `a tag stands behind its term: support[tiab]`, "no term stands before this tag")
	case c == '@' && p.list == "" && p.pos+1 < len(p.s) && !p.spaceAt(p.pos+1):
		return p.reference()
	case c == ']':
		return nil, p.fail(p.pos, `a bracket that is text stands in quotes: "]"`, "this ] closes nothing")
	}
	if p.etAl() {
		return nil, nil
	}
	if p.list == "" {
		if n := p.identifier(); n != nil {
			return n, nil
		}
		if n, ok, err := p.database(); ok || err != nil {
			return n, err
		}
		if field, after := p.compared(); field != "" {
			at := p.pos
			p.pos = after
			return p.value(field, at)
		}
	}
	if name := p.ident(); name != "" {
		after := p.pos + len(name)
		switch p.s[after] {
		case '(':
			return p.relation(name)
		case ':':
			if !strings.HasPrefix(p.s[after:], "://") {
				return p.field(name)
			}
		}
	}
	if p.list != "" {
		return p.value(p.list, p.pos)
	}
	return p.term("")
}

func (p *parser) group() (Node, error) {
	open, over := p.pos, p.over
	if p.depth++; p.depth > MaxDepth {
		return nil, p.fail(open, "", "parentheses are nested more than %d deep", MaxDepth)
	}
	p.pos++
	rel := p.inRel
	p.inRel = false
	n, err := p.or()
	p.inRel = rel
	if err != nil {
		return nil, err
	}
	p.depth--
	if err := p.closes(open); err != nil {
		return nil, err
	}
	if n == nil && p.over == over {
		return nil, p.fail(open, `a parenthesis that is text stands in quotes: "("`, "these parentheses are empty")
	}
	if f := strings.TrimRight(firstWord(p.s[p.pos:]), ")"); ovidFields(strings.ToLower(f)) {
		return nil, p.fail(p.pos, "write tiab:( … ) instead, or a PubMed tag such as [tiab] behind each term", "%s is a field as Ovid writes it", f)
	}
	return n, nil
}

func (p *parser) closes(open int) error {
	p.space()
	if p.pos >= len(p.s) || p.s[p.pos] != ')' {
		return p.fail(open, "add a ) at the end, or put the text in quotes", "this parenthesis is never closed")
	}
	p.pos++
	return nil
}

// ident is the name at the current place when a ":" or "(" follows it directly.
func (p *parser) ident() string {
	i := p.pos
	for i < len(p.s) && (p.s[i] >= 'a' && p.s[i] <= 'z' || p.s[i] >= 'A' && p.s[i] <= 'Z') {
		i++
	}
	if i == p.pos || i == len(p.s) || p.s[i] != ':' && p.s[i] != '(' {
		return ""
	}
	return p.s[p.pos:i]
}

// space skips white space, and commas where they separate nothing.
func (p *parser) space() {
	for p.pos < len(p.s) {
		r, n := utf8.DecodeRuneInString(p.s[p.pos:])
		if !isSpace(r) && (r != ',' || p.inRel) && r != ';' {
			return
		}
		p.pos += n
	}
}

func (p *parser) spaceAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(p.s[i:])
	return isSpace(r)
}

// ended skips white space and reports whether the clauses end here.
func (p *parser) ended() bool {
	p.space()
	return p.pos >= len(p.s) || p.s[p.pos] == ')' || p.inRel && p.s[p.pos] == ','
}

func (p *parser) peekKeyword(k string) bool {
	p.space()
	rest, ok := strings.CutPrefix(p.s[p.pos:], k)
	if !ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || isSpace(r) || strings.ContainsRune(`()",`, r)
}

func (p *parser) keyword(k string) bool {
	if !p.peekKeyword(k) {
		return false
	}
	p.pos += len(k)
	return true
}
