package index

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"citegraph/graph"
	"citegraph/index/query"

	bleve "github.com/blevesearch/bleve_index_api"
)

// numbers is the set of a comparison.
func (e *evaluator) numbers(r *query.Range, k kind) (found, error) {
	in := func(f float64) bool {
		return (f > r.Lo || f == r.Lo && !r.LoOpen) && (f < r.Hi || f == r.Hi && !r.HiOpen)
	}
	w := &e.ix.works
	switch r.Field {
	case "year":
		return e.where(kindWork, func(i uint32) bool { y := w.year.at(i); return y != 0 && in(float64(y)) }), nil
	case "cited":
		switch k {
		case kindAuthor:
			return e.where(k, func(i uint32) bool { return in(float64(e.ix.authors.cited.at(i))) }), nil
		case kindJournal:
			return e.where(k, func(i uint32) bool { return in(float64(e.ix.journals.cited.at(i))) }), nil
		}
		return e.where(kindWork, func(i uint32) bool { return in(float64(w.cited.at(i))) }), nil
	case "refs":
		return e.where(kindWork, func(i uint32) bool { return in(float64(w.refs.at(i))) }), nil
	case "degree":
		return e.where(kindWork, func(i uint32) bool { return in(float64(w.refs.at(i)) + float64(w.cited.at(i))) }), nil
	case "conf":
		return e.where(kindWork, func(i uint32) bool { return in(float64(math.Float32frombits(w.conf.at(i)))) }), nil
	}
	// volume, issue and page are short texts: those that are numbers compare
	set := newBitset(e.ix.size(kindWork))
	for _, s := range e.ix.shards {
		var terms []string
		err := s.eachWord(r.Field, func(t string) {
			if f, err := strconv.ParseFloat(t, 64); err == nil && in(f) {
				terms = append(terms, t)
			}
		})
		if err != nil {
			return found{}, err
		}
		for _, t := range terms {
			if err := s.whole(e, r.Field, t, kindWork, set); err != nil {
				return found{}, err
			}
		}
	}
	return found{set, kindWork}, nil
}

// where is the set of the nodes of a kind that f holds for.
func (e *evaluator) where(k kind, f func(uint32) bool) found {
	n := e.ix.size(k)
	set := newBitset(n)
	for i := range uint32(n) {
		if f(i) {
			set.set(i)
		}
	}
	return found{set, k}
}

// whole adds to set the documents of a kind with a whole term.
func (s *shard) whole(e *evaluator, field, term string, k kind, set bitset) error {
	r, err := s.reader.TermFieldReader(e.ctx, []byte(term), field, false, false, false)
	if err != nil {
		return fmt.Errorf("look up %q in %s: %w", term, field, err)
	}
	var doc bleve.TermFieldDoc
	for {
		p, err := r.Next(&doc)
		if err != nil {
			return fmt.Errorf("look up %q in %s: %w", term, field, err)
		}
		if p == nil {
			return r.Close()
		}
		if code := s.docs.at(uint32(p.ID.Value())); kind(code>>kindShift) == k {
			set.set(code & (1<<kindShift - 1))
		}
	}
}

// wholeTerm is the set of all documents of a kind with a whole term.
func (e *evaluator) wholeTerm(field, term string, k kind) (bitset, error) {
	set := newBitset(e.ix.size(k))
	for _, s := range e.ix.shards {
		if err := s.whole(e, field, term, k, set); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// exact is the set of an identifier, a locator or a file.
func (e *evaluator) exact(x *query.Exact, k kind) (found, error) {
	v := strings.ToLower(x.Value)
	switch x.Field {
	case "volume", "issue":
		set, err := e.wholeTerm(x.Field, v, kindWork)
		return found{set, kindWork}, err
	case "page":
		field := fPage
		if x.Best {
			field = fBest
		}
		set, err := e.wholeTerm(field, strings.ReplaceAll(v, "–", "-"), kindWork)
		return found{set, kindWork}, err
	case "in":
		of := kindWork
		if k == kindContext {
			of = kindContext
		}
		set, err := e.filed(fIn, v, of)
		e.missing(x, set, "no file or folder is named so; a path, its last part, or that without the extension is asked for")
		return found{set, of}, err
	case "from":
		set, err := e.filed(fFrom, v, kindWork)
		if err == nil {
			e.lookup(x.Value, set)
			e.missing(x, set, "no document is named so")
		}
		return found{set, kindWork}, err
	case "issn":
		set := newBitset(e.ix.size(kindJournal))
		if n, err := e.ix.g.LookupJournal(x.Value); err == nil && int(n) < e.ix.size(kindJournal) {
			set.set(n)
		}
		e.missing(x, set, "no journal has it")
		return found{set, kindJournal}, nil
	case "id":
		if f, ok := e.node(x.Value, k); ok {
			return f, nil
		}
	}
	set := newBitset(e.ix.size(kindWork))
	name := x.Value
	if x.Field != "id" && x.Field != "key" {
		name = x.Field + ":" + x.Value
	}
	if !e.lookup(name, set) {
		e.lookup(x.Value, set)
	}
	e.missing(x, set, "nothing in the library is named so")
	return found{set, kindWork}, nil
}

// filed is the set of what was read from a file, else from the files below a
// folder or in an archive; a folder may be named by its path or by its last
// parts, and a slash behind it says that no file is meant.
func (e *evaluator) filed(field, name string, k kind) (bitset, error) {
	folder := strings.TrimRight(strings.TrimPrefix(name, "./"), "/")
	if folder == strings.TrimPrefix(name, "./") {
		if set, err := e.wholeTerm(field, folder, k); err != nil || set.count() > 0 {
			return set, err
		}
	}
	set := newBitset(e.ix.size(k))
	for _, s := range e.ix.shards {
		var below []string
		if err := s.eachWord(field, func(path string) {
			if within(path, folder) {
				below = append(below, path)
			}
		}); err != nil {
			return nil, err
		}
		for _, path := range below {
			if err := s.whole(e, field, path, k, set); err != nil {
				return nil, err
			}
		}
	}
	return set, nil
}

// within tells whether a path leads through a folder or an archive.
func within(path, folder string) bool {
	if folder == "" {
		return false
	}
	path = strings.ReplaceAll(path, "!", "/")
	return strings.HasPrefix(path, folder+"/") || strings.Contains(path, "/"+folder+"/")
}

// node finds an author or a journal by its id, when one is asked for or the id
// is none of a work.
func (e *evaluator) node(id string, k kind) (found, bool) {
	if k == kindAuthor || strings.HasPrefix(id, "a") {
		if n, err := e.ix.g.LookupAuthor(id); err == nil && int(n) < e.ix.size(kindAuthor) {
			set := newBitset(e.ix.size(kindAuthor))
			set.set(n)
			return found{set, kindAuthor}, true
		}
	}
	if k == kindJournal || strings.HasPrefix(id, "j") {
		if n, err := e.ix.g.LookupJournal(id); err == nil && int(n) < e.ix.size(kindJournal) {
			set := newBitset(e.ix.size(kindJournal))
			set.set(n)
			return found{set, kindJournal}, true
		}
	}
	return found{}, false
}

// lookup adds the work of a name to set, or all works of a name that several
// have.
func (e *evaluator) lookup(name string, set bitset) bool {
	var several *graph.Ambiguous
	n, err := e.ix.g.Lookup(name)
	if errors.As(err, &several) {
		for _, id := range several.IDs {
			e.lookup(id, set)
		}
		return true
	}
	if err != nil || int(n) >= e.ix.size(kindWork) {
		return false
	}
	set.set(n)
	return true
}

// missing warns of a name that leads nowhere.
func (e *evaluator) missing(x *query.Exact, set bitset, why string) {
	if set != nil && set.count() == 0 {
		e.warn(x.Pos, "%s finds nothing: %s", x, why)
	}
}

// flag is the set of is: and has:.
func (e *evaluator) flag(name string) (found, error) {
	if name == "stub" {
		return e.where(kindWork, func(i uint32) bool { return e.ix.works.flags.at(i)&flagHeld == 0 }), nil
	}
	bit, ok := flagBits[name]
	if !ok {
		return found{}, fmt.Errorf("there is no flag %q", name)
	}
	return e.where(kindWork, func(i uint32) bool { return e.ix.works.flags.at(i)&bit != 0 }), nil
}
