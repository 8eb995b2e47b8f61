package query

import (
	"slices"
	"strconv"
	"strings"
)

// relationName resolves a name or its alias.
func relationName(name string) (string, bool) {
	if a, ok := relationAliases[name]; ok {
		return a, true
	}
	_, ok := relations[name]
	return name, ok
}

// relation reads name( … ).
func (p *parser) relation(name string) (Node, error) {
	at, lower := p.pos, strings.ToLower(name)
	canon, ok := relationName(lower)
	if !ok && lower != "all" && lower != "union" {
		hint := "a space before the parenthesis makes it a word"
		if s := suggest(lower, slices.Concat(Relations(), []string{"all", "union"})); s != "" {
			hint = "did you mean " + s + "( )? A space before the parenthesis makes it a word"
		}
		return nil, p.fail(at, hint, "there is no relation %q", name)
	}
	if p.list != "" {
		return nil, p.fail(at, "close the list first", "a relation cannot stand inside the list of %s:", p.list)
	}
	p.pos += len(name)
	if lower == "union" {
		return p.group()
	}
	if lower == "all" {
		return nil, p.fail(at, "write cites(all(…)); every work: write has:title OR missing:title", "all( ) stands directly inside cites( ), citedby( ), cocited( ) or coupled( )")
	}
	return p.operand(canon, at)
}

func (p *parser) operand(name string, at int) (Node, error) {
	open, spec := p.pos, relations[name]
	if p.depth++; p.depth > MaxDepth {
		return nil, p.fail(open, "", "parentheses are nested more than %d deep", MaxDepth)
	}
	if name == "related" || name == "similar" {
		if p.ranks++; p.ranks > MaxRanks {
			return nil, p.fail(at, "leave some out, or pipe one into another: citegraph search … --ids | citegraph related -", "more than %d clauses related( ) or similar( )", MaxRanks)
		}
	}
	p.pos++
	saved := p.inRel
	p.inRel = true
	defer func() { p.inRel = saved }()
	r := &Rel{Name: name, Pos: at}
	if spec.arg {
		if err := p.arg(r); err != nil {
			return nil, err
		}
	}
	p.space()
	var err error
	if strings.HasPrefix(p.s[p.pos:], "all(") && spec.many {
		r.All = true
		p.pos += len("all")
		r.Q, err = p.group()
	} else {
		r.Q, err = p.or()
	}
	if err != nil {
		return nil, err
	}
	if r.Q == nil {
		return nil, p.fail(open, "write "+name+"(id:…) or "+name+"(title:…)", "%s( ) needs a query inside", name)
	}
	if err := p.options(r, spec); err != nil {
		return nil, err
	}
	p.depth--
	return r, p.closes(open)
}

// arg reads the leading number of within and topn.
func (p *parser) arg(r *Rel) error {
	p.space()
	at := p.pos
	n, err := strconv.Atoi(p.digits())
	limit := 10000
	if r.Name == "within" {
		limit = 6
	}
	if err != nil || n < 1 || n > limit || p.pos >= len(p.s) || p.s[p.pos] != ',' {
		return p.fail(at, "write "+r.Name+"(2, …)", "%s( ) begins with a number from 1 to %d and a comma", r.Name, limit)
	}
	p.pos++
	r.Arg = n
	return nil
}

// options reads ", name=value" until the parenthesis closes.
func (p *parser) options(r *Rel, spec relation) error {
	for {
		p.space()
		if p.pos >= len(p.s) || p.s[p.pos] != ',' {
			return nil
		}
		p.pos++
		p.space()
		at := p.pos
		name := p.letters()
		if name == "" || p.pos >= len(p.s) || p.s[p.pos] != '=' {
			return p.fail(at, "options are written min=2; a comma that is text stands in quotes", "an option must stand behind this comma")
		}
		if !slices.Contains(spec.opts, name) {
			hint := r.Name + "( ) takes no options"
			if len(spec.opts) > 0 {
				hint = r.Name + "( ) takes: " + strings.Join(spec.opts, ", ")
			}
			return p.fail(at, hint, "%s( ) has no option %q", r.Name, name)
		}
		p.pos++
		valueAt := p.pos
		value := p.letters() + p.digits()
		if err := p.choice(valueAt, name, &value); err != nil {
			return err
		}
		if r.Opt(name, "") != "" {
			return p.fail(at, "leave one out", "the option %s is given twice", name)
		}
		r.Opts = append(r.Opts, Opt{name, value})
		slices.SortFunc(r.Opts, func(a, b Opt) int { return strings.Compare(a.Name, b.Name) })
	}
}

func (p *parser) choice(at int, name string, value *string) error {
	if list, ok := choices[name]; ok {
		if slices.Contains(list, *value) {
			return nil
		}
		return p.fail(at, name+" takes: "+strings.Join(list, ", "), "%s does not know %q", name, *value)
	}
	n, err := strconv.Atoi(*value)
	if err != nil || n < 1 || n > 10000 {
		return p.fail(at, "write "+name+"=2", "%s takes a number from 1 to 10000", name)
	}
	*value = strconv.Itoa(n)
	return nil
}

func (p *parser) letters() string {
	i := p.pos
	for p.pos < len(p.s) && p.s[p.pos] >= 'a' && p.s[p.pos] <= 'z' {
		p.pos++
	}
	return p.s[i:p.pos]
}
