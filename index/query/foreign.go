package query

import (
	"slices"
	"strings"

	"citegraph/corpus/ident"
)

// identifier reads what names a work wherever it is pasted from: a DOI, or an
// address at doi.org, PubMed, PubMed Central or arXiv. nil for anything else.
func (p *parser) identifier() Node {
	rest := p.s[p.pos:]
	address := strings.HasPrefix(rest, "http://") || strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "doi.org/")
	if !address && !strings.HasPrefix(rest, "10.") {
		return nil
	}
	at := p.pos
	v, err := p.scalar("doi")
	if err == nil && !strings.ContainsAny(v, `\*?["`) {
		if d, ok := ident.DOI(v); ok {
			return &Exact{Field: "doi", Value: d, Pos: at}
		}
		if address {
			if n := idAt(v); n != nil {
				n.Pos = at
				return n
			}
		}
	}
	p.pos = at
	return nil
}

// idAt is what an address at PubMed, PubMed Central or arXiv names.
func idAt(address string) *Exact {
	for _, site := range []struct {
		host, field string
		read        func(string) (string, bool)
	}{
		{"pubmed", "pmid", ident.PMID},
		{"/pmc/", "pmcid", ident.PMCID},
		{"pmc.ncbi", "pmcid", ident.PMCID},
		{"arxiv.org", "arxiv", ident.ArXiv},
	} {
		if !strings.Contains(address, site.host) {
			continue
		}
		if id, ok := site.read(address); ok {
			return &Exact{Field: site.field, Value: id}
		}
	}
	return nil
}

// labelled are the fields whose names may stand before their value as a label
// does, with a space between, as in "PMID: 12345678"; any other word with a
// colon and a space is text, as in "Peer support: a review".
var labelled = []string{"arxiv", "author", "doi", "isbn", "issn", "journal", "pmcid", "pmid", "title", "year"}

// label is the field of "name: value" when name is such a label, with the
// place of the value.
func (p *parser) label(canon string, after int) (value int, ok bool) {
	if !slices.Contains(labelled, canon) {
		return 0, false
	}
	sub := *p
	sub.pos = after
	if sub.ended() || sub.peekKeyword("AND") || sub.peekKeyword("OR") || sub.peekKeyword("NOT") {
		return 0, false
	}
	return sub.pos, true
}

// compared is the field of year>2010, cited >= 5 or PUBYEAR > 2010, written
// without a colon, and the place behind its name.
func (p *parser) compared() (field string, after int) {
	i := p.pos
	for i < len(p.s) && (p.s[i]|0x20) >= 'a' && (p.s[i]|0x20) <= 'z' {
		i++
	}
	name := strings.ToLower(p.s[p.pos:i])
	if a, ok := aliases[name]; ok {
		name = a
	}
	if fields[name] != numeric {
		return "", 0
	}
	op := strings.TrimLeft(p.s[i:], " ")
	value := strings.TrimLeft(strings.TrimLeft(op, "<>="), " ")
	if len(op) == len(strings.TrimLeft(op, "<>=")) || value == "" || value[0] < '0' || value[0] > '9' {
		return "", 0
	}
	return name, len(p.s) - len(op)
}

// etAl passes over "et al." behind a name.
func (p *parser) etAl() bool {
	if p.pos == 0 {
		return false // a query that begins with it asks for the words
	}
	for _, s := range []string{"et al.", "et al"} {
		if rest, ok := strings.CutPrefix(p.s[p.pos:], s); ok && (rest == "" || strings.ContainsRune(" ,;)[", rune(rest[0]))) {
			p.pos += len(s)
			p.over++
			return true
		}
	}
	return false
}

// databases are the field codes of Scopus, NAME(…), and of the Web of Science,
// NAME=…, and the fields they ask for.
var databases = []struct{ code, field string }{
	{"TITLE-ABS-KEY(", "tiab"}, {"TITLE-ABS(", "tiab"}, {"TITLE(", "title"}, {"ABS(", "abstract"}, {"AUTH(", "author"}, {"SRCTITLE(", "journal"},
	{"TS=", "tiab"}, {"TI=", "title"}, {"AB=", "abstract"}, {"AU=", "author"}, {"SO=", "journal"}, {"PY=", "year"}, {"DO=", "doi"},
}

// database reads a clause as Scopus or the Web of Science write it.
func (p *parser) database() (Node, bool, error) {
	for _, d := range databases {
		if !strings.HasPrefix(p.s[p.pos:], d.code) {
			continue
		}
		at, values := p.pos, p.pos+len(d.code)
		if d.code[len(d.code)-1] == '(' {
			values--
		}
		if values >= len(p.s) || p.spaceAt(values) {
			return nil, false, nil
		}
		p.warnOnce(at, "%s is read as %s:", strings.TrimRight(d.code, "(="), d.field)
		p.pos, p.list = values, d.field
		defer func() { p.list = "" }()
		if p.s[values] == '(' {
			n, err := p.group()
			return n, true, err
		}
		n, err := p.value(d.field, at)
		return n, true, err
	}
	return nil, false, nil
}

// foreign refuses a word of Ovid's syntax, of a search history, or an operator
// of others: it means something there that a word does not.
func (p *parser) foreign(at int, word string) error {
	lower := strings.ToLower(word)
	switch {
	case word == "|" || word == "||":
		return p.fail(at, "write OR", "%s is no operator", word)
	case len(word) > 1 && word[0] == '!' && alnum(firstRune(word[1:])):
		return p.fail(at, "write -"+word[1:]+" or NOT "+word[1:], "! is no operator")
	}
	dot := strings.IndexByte(lower, '.')
	switch {
	case strings.HasPrefix(lower, "adj") && len(lower) > 3 && strings.Trim(lower[3:], "0123456789") == "":
		return p.fail(at, `write "peer worker"~3: within three words of each other`, "%s is an operator of Ovid", word)
	case len(lower) > 1 && strings.HasSuffix(lower, "/") && !strings.Contains(lower[:len(lower)-1], "/"):
		return p.fail(at, "write "+strings.TrimSuffix(word, "/")+"[mh], or the words themselves", "%s is a subject heading as Ovid writes it", word)
	case dot >= 0 && ovidFields(lower[dot:]):
		return p.fail(at, "write tiab:("+strings.TrimRight(word[:dot], ".")+" …) or the PubMed tag [tiab]", "%s is a field as Ovid writes it", word[dot:])
	case len(lower) > 1 && lower[0] == '#' && strings.Trim(lower[1:], "0123456789") == "":
		return p.fail(at, "write that line here in parentheses, or keep it with --save and name it with @", "%s is a line of a search history that is not here", word)
	}
	return nil
}

// isForeign tells a word that, typed as it is, would be taken for the syntax of
// another database or for a comparison.
func isForeign(word string) bool {
	p := &parser{s: word}
	i := strings.IndexAny(word, "<>=")
	return i > 0 && strings.Trim(strings.ToLower(word[:i]), "abcdefghijklmnopqrstuvwxyz") == "" || p.foreign(0, word) != nil
}

// ovidFields tells ".ti,ab." and its like.
func ovidFields(s string) bool {
	if len(s) < 4 || s[0] != '.' || s[len(s)-1] != '.' {
		return false
	}
	for _, f := range strings.Split(s[1:len(s)-1], ",") {
		if !slices.Contains([]string{"ti", "ab", "tw", "mp", "kw", "kf", "hw", "sh", "au", "jn", "jw", "pt", "yr", "af", "id"}, f) {
			return false
		}
	}
	return true
}
