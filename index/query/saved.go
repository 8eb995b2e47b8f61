package query

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Saved finds queries by the names under which they were saved.
type Saved interface {
	Get(name string) (string, error) // an error of any kind is told with the name
	Names() []string                 // sorted
}

// Limits on saved queries.
const (
	MaxSaved = 16000 // bytes of one
	MaxNames = 16    // @names in a query
	maxName  = 40    // bytes of a name
)

// Name makes a name of a saved query of s, in lower case and without the @; the
// error says what is wrong with it.
func Name(s string) (string, error) {
	name := strings.ToLower(strings.TrimPrefix(s, "@"))
	if name == "" || len(name) > maxName || strings.Trim(name, nameChars) != "" || strings.HasPrefix(name, "-") {
		return "", fmt.Errorf("a name of a saved query is made of letters, digits, - and _, %d at most, as in @peer-trials: not %q", maxName, s)
	}
	return name, nil
}

const nameChars = "abcdefghijklmnopqrstuvwxyz0123456789-_"

// ParseSaved is Parse for queries in which @name stands for a saved one. The
// result holds the saved query itself, not its name: what its canonical form
// says is what runs, whatever becomes of the name. saved may be nil.
func ParseSaved(s string, saved Saved) (*Query, []Warning, error) {
	p := &parser{s: s, saved: saved}
	q, err := p.query()
	if err != nil {
		return nil, p.warns, err
	}
	return q, p.warns, nil
}

// reference reads @name and what it stands for.
func (p *parser) reference() (Node, error) {
	at := p.pos
	end := at + 1
	for end < len(p.s) {
		if r, _ := utf8.DecodeRuneInString(p.s[end:]); p.ends(r) {
			break
		} else {
			end += utf8.RuneLen(r)
		}
	}
	word := p.s[at:end]
	name, err := Name(word)
	if err != nil {
		return nil, p.fail(at, `a word with an @ stands in quotes: "`+word+`"`, "%v", err)
	}
	if p.saved == nil {
		return nil, p.fail(at, "write the query itself", "saved queries cannot stand here")
	}
	if p.names++; p.names > MaxNames {
		return nil, p.fail(at, "save some of them together under one name", "more than %d saved queries in one", MaxNames)
	}
	text, err := p.saved.Get(name)
	if err != nil {
		return nil, p.fail(at, p.savedHint(name), "@%s: %v", name, err)
	}
	n, err := p.expand(at, name, text)
	p.pos = end
	return n, err
}

// savedHint names the saved query that may be meant.
func (p *parser) savedHint(name string) string {
	names := p.saved.Names()
	if s := suggest(name, names); s != "" {
		return "did you mean @" + s + "?"
	}
	hint := `a word with an @ stands in quotes, a citation key behind key:`
	if len(names) > 0 {
		hint += "; saved are @" + strings.Join(names[:min(len(names), 8)], ", @")
	}
	return hint
}

// expand parses a saved query in place.
func (p *parser) expand(at int, name, text string) (Node, error) {
	if len(text) > MaxSaved {
		return nil, p.fail(at, "save it anew", "the saved query @%s is longer than %d bytes", name, MaxSaved)
	}
	sub := &parser{s: text, limit: MaxSaved, loose: p.loose, stars: p.stars, ranks: p.ranks}
	q, err := sub.query()
	if err != nil {
		var e *Error
		if errors.As(err, &e) {
			return nil, &Error{Query: text, Pos: e.Pos, Msg: e.Msg + " (in the saved query @" + name + ")",
				Hint: strings.TrimPrefix(e.Hint+"\n", "\n") + "save it anew with: citegraph search --save " + name + " QUERY"}
		}
		return nil, err
	}
	p.loose, p.stars, p.ranks = sub.loose, sub.stars, sub.ranks
	if q.Type != "" {
		if p.depth > 0 || p.inRel {
			return nil, p.fail(at, "put it at the front of the query", "@%s lists one kind of thing (type:%s) and cannot stand in parentheses", name, q.Type)
		}
		if p.typ != "" && p.typ != q.Type {
			return nil, p.fail(at, "leave one out", "@%s lists type:%s, the query type:%s", name, q.Type, p.typ)
		}
		p.typ = q.Type
	}
	Walk(q.Root, func(n Node) bool { place(n, at); return true })
	return q.Root, nil
}

// place moves a clause of a saved query to where its name stands.
func place(n Node, at int) {
	switch n := n.(type) {
	case *Term:
		n.Pos = at
	case *Range:
		n.Pos = at
	case *Exact:
		n.Pos = at
	case *Flag:
		n.Pos = at
	case *Has:
		n.Pos = at
	case *Rel:
		n.Pos = at
	}
}
