package index

import (
	"fmt"
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/person"
	"citegraph/index/query"
)

// tiab are the fields of PubMed's [tiab].
var tiab = []weighted{{fTitle, 3, .5}, {fAbstract, 1, .75}}

// fieldsOf says where a term is looked up for kind k: the fields, and the kind
// of document that has them.
func fieldsOf(field string, k kind) ([]weighted, kind) {
	switch {
	case field == "" && k == kindWork:
		return searchFields, kindWork
	case (field == "" || field == "context") && k == kindContext:
		return []weighted{{fSentence, 1, .5}}, kindContext
	case (field == "" || field == "author") && k == kindAuthor:
		return []weighted{{fPerson, 1, .3}}, kindAuthor
	case (field == "" || field == "journal") && k == kindJournal, field == "journal":
		return []weighted{{fVenue, 1, .3}}, kindJournal
	case field == "tiab":
		return tiab, kindWork
	case field == "":
		return searchFields, kindWork
	}
	return []weighted{{field, 1, .5}}, kindWork
}

// stemmed reports whether bare words in a field stand for all of their forms.
func stemmed(field string) bool {
	switch field {
	case "author", "firstauthor", "lastauthor", "journal":
		return false
	}
	return true
}

// term is the set of a clause of text, and adds its scores.
func (e *evaluator) term(t *query.Term, k kind) (bitset, string, error) {
	fields, of := fieldsOf(t.Field, k)
	ws := tokens(t.Value)
	var set bitset
	var note string
	var err error
	switch {
	case t.Kind == query.Phrase && len(ws) > 1 && (strings.HasSuffix(t.Field, "author") || of == kindAuthor):
		var f found
		f, err = e.name(t)
		if err == nil && f.kind != of {
			f = found{e.ix.lift(f.set, f.kind, of), of}
		}
		set = f.set
	case t.Kind == query.Phrase && of == kindJournal:
		set, err = e.journal(t, ws)
	case t.Kind == query.Phrase && len(ws) > 1:
		set, err = e.phraseTerm(t, exactly(ws), fields, of)
	case t.Kind == query.Phrase || t.Kind == query.Word && len(ws) == 1 && !stemmed(t.Field):
		set, err = e.words(t, ws, fields, of)
	case t.Kind == query.Word && len(ws) == 1:
		forms := e.ix.stems.expand(ws[0])
		set, err = e.words(t, forms, fields, of)
		note = formsNote(forms)
		if err == nil && of == kindWork && e.calls(t, set) {
			note += " (and the work of this name)"
		}
		if y := bareYear(t); y != 0 && of == kindWork {
			note = fmt.Sprintf(" (the word, or published in %d)", y)
		}
	case t.Kind == query.Word: // peer-led, and scripts without spaces
		want := exactly(ws)
		for i := range want {
			want[i] = e.ix.stems.expand(ws[i])
		}
		set, err = e.phraseTerm(t, want, fields, of)
		if err == nil && of == kindWork && e.calls(t, set) {
			note = " (and the work of this name)"
		}
	default:
		var forms []string
		if forms, err = e.ix.matching(t, fields); err == nil {
			set, err = e.words(t, forms, fields, of)
			note = formsNote(forms)
		}
	}
	if err != nil || of == k {
		return set, note, err
	}
	n := set.count()
	return e.ix.lift(set, of, k), note + fmt.Sprintf(" (of %d %ss)", n, of), nil
}

// calls adds the work that a bare word names: a key, an id, a DOI, as in
// cites(white2020effectiveness). A number alone is no name: it may be a year.
func (e *evaluator) calls(t *query.Term, set bitset) bool {
	if t.Field != "" || !strings.ContainsAny(t.Value, "0123456789") || strings.Trim(t.Value, "0123456789.,-") == "" {
		return false
	}
	return e.lookup(t.Value, set)
}

func formsNote(forms []string) string {
	switch n := len(forms); {
	case n == 0:
		return " (no such word)"
	case n > 8:
		return fmt.Sprintf(" (%s … %d words)", strings.Join(forms[:8], ", "), n)
	case n > 1:
		return " (" + strings.Join(forms, ", ") + ")"
	}
	return ""
}

func exactly(ws []string) [][]string {
	out := make([][]string, len(ws))
	for i, w := range ws {
		out[i] = []string{w}
	}
	return out
}

// words is the set of documents that have any of the words in any of the
// fields; the words count as one in the score.
func (e *evaluator) words(t *query.Term, forms []string, fields []weighted, of kind) (bitset, error) {
	e.acc.reset(e.ix.size(of))
	for _, w := range forms {
		e.terms[w] = true
		for _, f := range fields {
			if err := e.ix.postings(e.ctx, of, f, w, &e.acc); err != nil {
				return nil, err
			}
		}
	}
	if y := bareYear(t); y != 0 && of == kindWork {
		for i := range uint32(e.ix.size(of)) {
			if e.ix.works.year.at(i) == y {
				e.acc.add(i, 1)
			}
		}
	}
	return e.collect(t, of), nil
}

// bareYear is the year that a bare word may mean, as in "lloyd-evans 2014";
// 0 for any other word.
func bareYear(t *query.Term) uint32 {
	if t.Kind != query.Word || t.Field != "" || len(t.Value) != 4 {
		return 0
	}
	y, err := strconv.ParseUint(t.Value, 10, 32)
	if err != nil || y < 1500 || y > 2100 {
		return 0
	}
	return uint32(y)
}

// collect takes the set out of the accumulator and scores it.
func (e *evaluator) collect(t *query.Term, of kind) bitset {
	set := newBitset(e.ix.size(of))
	weight := idf(e.ix.size(of), len(e.acc.touched))
	if t.Boost != 0 {
		weight *= float32(t.Boost)
	}
	score := e.scores(of)
	for _, i := range e.acc.touched {
		set.set(i)
		if score {
			e.addScore(i, weight*saturate(e.acc.tf[i]))
		}
	}
	return set
}

// phraseTerm is the set of documents with a phrase in one of the fields.
func (e *evaluator) phraseTerm(t *query.Term, want [][]string, fields []weighted, of kind) (bitset, error) {
	if err := phraseFits(t, len(want)); err != nil {
		return nil, err
	}
	e.acc.reset(e.ix.size(of))
	for _, alt := range want {
		for _, w := range alt {
			e.terms[w] = true
		}
	}
	for _, f := range fields {
		matches, err := e.ix.phrase(e.ctx, of, f.name, want, t.N)
		if err != nil {
			return nil, err
		}
		avg := e.ix.average(f.name)
		for _, m := range matches {
			e.acc.add(m.n, f.weight*float32(m.count)/(1-f.b+f.b*m.length/avg))
		}
	}
	return e.collect(t, of), nil
}

// journal finds journals by any of their names, or by a phrase of one.
func (e *evaluator) journal(t *query.Term, ws []string) (bitset, error) {
	venue := []weighted{{fVenue, 1, .3}}
	set, err := e.phraseTerm(t, exactly(ws), venue, kindJournal)
	if err != nil {
		return nil, err
	}
	if n, err := e.ix.g.LookupJournal(t.Value); err == nil && int(n) < e.ix.size(kindJournal) {
		set.set(n)
		if e.scores(kindJournal) {
			e.addScore(n, 10)
		}
	}
	return set, nil
}

// name finds the authors who may bear a name, however it is written, and of a
// first or last author the works.
func (e *evaluator) name(t *query.Term) (found, error) {
	n := person.Parse(t.Value)
	authors, err := e.bearers(n, t.Value)
	if err != nil {
		return found{}, err
	}
	if t.Field != "firstauthor" && t.Field != "lastauthor" {
		if e.scores(kindAuthor) {
			authors.each(func(i uint32) bool { e.addScore(i, 10); return true })
		}
		return found{authors, kindAuthor}, nil
	}
	set := newBitset(e.ix.size(kindWork))
	e.ix.lift(authors, kindAuthor, kindWork).each(func(w uint32) bool {
		l := e.ix.works.authors.of(w)
		at := 0
		if t.Field == "lastauthor" {
			at = l.len() - 1
		}
		if l.len() > 0 && authors.has(l.at(uint32(at))) {
			set.set(w)
		}
		return true
	})
	return found{set, kindWork}, nil
}

// bearers are the authors whose name is compatible with n; an organisation or
// undivided name is a phrase.
func (e *evaluator) bearers(n corpus.Name, text string) (bitset, error) {
	out := newBitset(e.ix.size(kindAuthor))
	family := n.Family
	if family == "" {
		matches, err := e.ix.phrase(e.ctx, kindAuthor, fPerson, exactly(tokens(text)), 0)
		for _, m := range matches {
			out.set(m.n)
		}
		return out, err
	}
	var cands bitset
	for _, w := range tokens(family) {
		e.terms[w] = true
		e.acc.reset(e.ix.size(kindAuthor))
		if err := e.ix.postings(e.ctx, kindAuthor, weighted{fPerson, 1, 0}, w, &e.acc); err != nil {
			return nil, err
		}
		set := newBitset(e.ix.size(kindAuthor))
		for _, i := range e.acc.touched {
			set.set(i)
		}
		if cands == nil {
			cands = set
		} else {
			cands.and(set)
		}
	}
	var err error
	cands.each(func(i uint32) bool {
		a, aerr := e.ix.g.Author(i)
		if aerr != nil {
			err = fmt.Errorf("author %d: %w", i, aerr)
			return false
		}
		if person.Compatible(n, a.Name) {
			out.set(i)
			return true
		}
		for _, v := range a.Variants {
			if person.Compatible(n, person.Parse(v)) {
				out.set(i)
				break
			}
		}
		return true
	})
	return out, err
}
