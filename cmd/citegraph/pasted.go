package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/index/query"
	"citegraph/parse"
)

// The forms of a citation that was copied out of a list of references: a year,
// and an "et al.", an issue in parentheses, a range of pages, a volume behind a
// semicolon, or a DOI. A field, an operator or a star makes it a query.
var (
	pastedYear  = corpus.Lazily(`\b(?:1[6-9]|20)\d\d[a-z]?\b`)
	pastedPlace = corpus.Lazily(`\bet al\b|\d ?\(\d{1,4}(?:[-–/]\d{1,4})?\)|[;:,] ?(?:pp?\. ?)?[A-Za-z]?\d+ ?[-–] ?[A-Za-z]?\d+|; ?\d+\b|\b10\.\d{4,9}/`)
	typedQuery  = corpus.Lazily(`(?:^|[\s(])(?:AND|OR|NOT)\s|(?:^|[\s(-])[A-Za-z]{2,}[:(][^\s/\d]|(?:^|\s)@\w|\*`)
)

// looksPasted tells whether a query has the form of a citation.
func looksPasted(text string) bool {
	return len(text) <= query.MaxBytes && len(strings.Fields(text)) >= 6 &&
		pastedYear().MatchString(text) && pastedPlace().MatchString(text) && !typedQuery().MatchString(text)
}

// cited is what to ask where a query is a citation: its words and, before all
// that they find, the work that it cites.
func (p *program) cited(c *cli.Context, a *asked, library, text string) (q *query.Query, first []uint32, warnings []query.Warning, err error) {
	q, warnings, err = parseQuery(library, text)
	w, note, rerr := p.pasted(c, a, text)
	switch {
	case rerr != nil:
		return nil, nil, nil, rerr
	case w != nil:
		first, warnings = []uint32{w.N}, []query.Warning{{Msg: note}} // what is odd in it as a query is beside the point
		if err != nil {
			q, _, err = parseQuery(library, "id:"+w.ID)
		}
	case note != "":
		warnings = append(warnings, query.Warning{Msg: note})
	}
	return q, first, warnings, err
}

// pasted is the work that a text is a citation of, or nil, and what there is to
// say of it: that it was found so, or which work it may be.
func (p *program) pasted(c *cli.Context, a *asked, text string) (*graph.Work, string, error) {
	refs := parse.References(c.Context, []string{strings.Join(strings.Fields(text), " ")})
	found, err := a.index.Recognise(c.Context, refs)
	if err != nil {
		return nil, "", err
	}
	f := found[0]
	at := f.Work
	if at == graph.None {
		at = f.Perhaps
	}
	if at == graph.None {
		return nil, "", nil
	}
	w, err := a.graph.Work(at)
	if err != nil {
		return nil, "", err
	}
	who := shortName(w) + " (" + w.ID + ")"
	if f.Work == graph.None {
		return nil, "read as a citation, this may be " + who, nil
	}
	return w, fmt.Sprintf("read as a citation, this is %s: the same %s", who, strings.ReplaceAll(f.Reason, "+", ", ")), nil
}
