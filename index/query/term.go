package query

import (
	"regexp/syntax"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func isSpace(r rune) bool { return unicode.IsSpace(r) || r < ' ' || r == 0x7f || r == 0xa0 }

// term reads a word, a phrase or an expression. nil for a word without letters
// and digits, with a warning.
func (p *parser) term(field string) (Node, error) {
	at := p.pos
	t := &Term{Field: field, Pos: at}
	var err error
	switch p.s[p.pos] {
	case '^':
		if field != "" && field != "author" {
			return nil, p.fail(at, `write firstauthor:"Gillard S"`, "^ marks a first author, not a %s", field)
		}
		p.pos++
		if p.pos >= len(p.s) || p.spaceAt(p.pos) {
			return nil, p.fail(at, `write ^"Gillard S"`, "no name stands behind ^")
		}
		t.Field = "firstauthor"
		if p.s[p.pos] == '"' {
			err = p.phrase(t)
		} else {
			err = p.word(t)
		}
	case '"':
		err = p.phrase(t)
	case '/':
		err = p.regex(t)
	default:
		err = p.word(t)
	}
	if err != nil {
		return nil, err
	}
	if !strings.ContainsFunc(t.Value, alnum) && t.Kind != Regex {
		if t.Kind != Word && t.Kind != Phrase {
			return nil, p.fail(at, "put letters or digits before it", "%q matches everything", p.s[at:p.pos])
		}
		p.warn(at, "%q holds no letter or digit: passed over", p.s[at:p.pos])
		p.over++
		return nil, nil
	}
	return t, p.count(t)
}

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// count holds the limits on loose terms.
func (p *parser) count(t *Term) error {
	switch {
	case t.Kind == Prefix && utf8.RuneCountInString(t.Value) >= 4:
		if p.stars++; p.stars > MaxStars {
			return p.fail(t.Pos, "leave some out: a word stands for its forms without a star", "more than %d words with a *", MaxStars)
		}
	case t.Kind != Word && t.Kind != Phrase:
		if p.loose++; p.loose > MaxLoose {
			return p.fail(t.Pos, "leave some out, or write the words", "more than %d terms with *, ?, ~ or /…/", MaxLoose)
		}
	}
	if t.Kind != Word && t.Kind != Phrase && len(t.Value) > MaxTerm {
		return p.fail(t.Pos, "shorten it", "a term with *, ?, ~ or /…/ has at most %d bytes", MaxTerm)
	}
	return nil
}

// phrase reads "…", its distance and its boost.
func (p *parser) phrase(t *Term) error {
	open := p.pos
	var b strings.Builder
	for i := p.pos + 1; ; i++ {
		if i >= len(p.s) {
			return p.fail(open, `add a " at the end, or write \" for the character`, "this quotation mark is never closed")
		}
		c := p.s[i]
		if c == '"' {
			p.pos = i + 1
			break
		}
		if c == '\\' && i+1 < len(p.s) && (p.s[i+1] == '"' || p.s[i+1] == '\\') {
			i++
			c = p.s[i]
		}
		b.WriteByte(c)
	}
	t.Kind, t.Value = Phrase, b.String()
	if p.pos < len(p.s) && p.s[p.pos] == '~' {
		at := p.pos
		p.pos++
		n, err := strconv.Atoi(p.digits())
		if err != nil || n < 1 || n > 100 {
			return p.fail(at, `write "peer worker"~5`, "~ behind a phrase takes a number from 1 to 100")
		}
		t.N = n
	}
	return p.boost(t)
}

func (p *parser) digits() string {
	i := p.pos
	for p.pos < len(p.s) && p.s[p.pos] >= '0' && p.s[p.pos] <= '9' {
		p.pos++
	}
	return p.s[i:p.pos]
}

func (p *parser) boost(t *Term) error {
	if p.pos >= len(p.s) || p.s[p.pos] != '^' {
		return nil
	}
	at := p.pos
	p.pos++
	i := p.pos
	p.digits()
	if p.pos < len(p.s) && p.s[p.pos] == '.' {
		p.pos++
		p.digits()
	}
	f, err := strconv.ParseFloat(p.s[i:p.pos], 64)
	if err != nil || f <= 0 || f > 100 {
		return p.fail(at, "write hope^2", "^ behind a term takes a weight from 0 to 100")
	}
	t.Boost = f
	return nil
}

func (p *parser) regex(t *Term) error {
	open := p.pos
	var b strings.Builder
	for i := p.pos + 1; ; i++ {
		if i >= len(p.s) {
			return p.fail(open, `a slash that is text stands in quotes: "/"`, "this regular expression is never closed")
		}
		if p.s[i] == '/' {
			p.pos = i + 1
			break
		}
		if p.s[i] == '\\' && i+1 < len(p.s) {
			if p.s[i+1] != '/' {
				b.WriteByte('\\')
			}
			i++
		}
		b.WriteByte(p.s[i])
	}
	t.Kind, t.Value = Regex, b.String()
	if t.Value == "" {
		return p.fail(open, "write /hospital(is|iz)ation/", "this regular expression is empty")
	}
	if _, err := syntax.Parse(t.Value, syntax.Perl); err != nil {
		return p.fail(open, "the syntax is RE2's; it must match a whole word", "%v", err)
	}
	return p.boost(t)
}

// word reads a bare word with its stars and its suffix.
func (p *parser) word(t *Term) error {
	at := p.pos
	raw, wild, esc := p.chars()
	if !esc && t.Field == "" {
		if err := p.foreign(at, raw); err != nil {
			return err
		}
	}
	if raw == "" && !esc {
		return p.fail(at, "put it in quotes", "%q cannot stand here", string(firstRune(p.s[at:])))
	}
	t.Value = raw
	switch {
	case wild && strings.IndexAny(raw, "*?") == len(raw)-1 && raw[len(raw)-1] == '*':
		t.Kind, t.Value = Prefix, plain(strings.TrimSuffix(raw, "*"))
	case wild:
		t.Kind = Wildcard
	}
	if t.Kind == Wildcard { // no word holds a star: one made plain matches nothing more
		t.Value = strings.NewReplacer(string(escStar), "", string(escQuest), "").Replace(t.Value)
	} else {
		t.Value = plain(t.Value)
	}
	if p.pos < len(p.s) && p.s[p.pos] == '~' {
		tilde := p.pos
		p.pos++
		t.N = 1
		if d := p.digits(); d != "" {
			if t.N, _ = strconv.Atoi(d); t.N < 1 || t.N > 2 {
				return p.fail(tilde, "write recovry~1 or recovry~2", "~ behind a word takes 1 or 2 edits")
			}
		}
		if t.Kind != Word {
			return p.fail(tilde, "leave out one of the two", "a word cannot be both a wildcard and fuzzy")
		}
		t.Kind = Fuzzy
	}
	if err := p.boost(t); err != nil {
		return err
	}
	if t.Kind == Word && !esc {
		p.odd(t)
		p.initials(t)
	}
	return nil
}

// initials takes what stands behind author:NAME as in author:Smith J into the
// name, and says so: nobody looks for the word J.
func (p *parser) initials(t *Term) {
	if !strings.HasSuffix(t.Field, "author") || p.list != "" {
		return
	}
	rest := strings.TrimLeft(p.s[p.pos:], ", ")
	i := strings.TrimRight(firstWord(rest), ",;)")
	letters := strings.NewReplacer(".", "", "-", "").Replace(i)
	if rest == p.s[p.pos:] || letters == "" || len(letters) > 3 || strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || letters == "OR" || letters == "AND" || letters == "NOT" {
		return
	}
	p.pos = len(p.s) - len(rest) + len(i)
	p.warn(t.Pos, "%s:%s %s is read as the name %q; a word that is no initial stands in quotes", t.Field, t.Value, i, t.Value+" "+i)
	t.Kind, t.Value = Phrase, t.Value+" "+i
}

// odd warns of words that look like operators.
func (p *parser) odd(t *Term) {
	switch t.Value {
	case "or", "and", "not":
		if len(p.run) > 0 && !p.ended() {
			p.warn(t.Pos, "%q is searched as a word; the operator is %s", t.Value, strings.ToUpper(t.Value))
		}
	}
}

// escaped marks a character that a backslash made plain, until plain takes the
// mark off: stars that were escaped must not act.
const (
	escStar  = '\ue000'
	escQuest = '\ue001'
)

func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case escStar:
			return '*'
		case escQuest:
			return '?'
		}
		return r
	}, s)
}

// chars reads the characters of a word up to a space, a bracket, a quotation
// mark or a suffix, taking backslashes off.
func (p *parser) chars() (s string, wild, esc bool) {
	var b strings.Builder
	for p.pos < len(p.s) {
		r, n := utf8.DecodeRuneInString(p.s[p.pos:])
		if p.ends(r) || (r == '~' || r == '^') && b.Len() > 0 {
			break
		}
		p.pos += n
		switch {
		case r == '\\' && p.pos < len(p.s):
			r, n = utf8.DecodeRuneInString(p.s[p.pos:])
			p.pos += n
			esc = true
			switch r {
			case '*':
				r = escStar
			case '?':
				r = escQuest
			case escStar, escQuest:
				continue
			}
		case r == escStar || r == escQuest:
			continue
		}
		b.WriteRune(r)
	}
	s = strings.TrimRight(b.String(), "?") // the end of a question
	return s, strings.ContainsAny(s, "*?"), esc
}

// ends reports whether r, at the current place, ends a word.
func (p *parser) ends(r rune) bool {
	if r == ',' {
		return p.inRel || p.pos+1 >= len(p.s) || p.spaceAt(p.pos+1)
	}
	return isSpace(r) || strings.ContainsRune(`()"[];`, r)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
