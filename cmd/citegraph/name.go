package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/ident"
	"citegraph/graph"
	"citegraph/index"
	"citegraph/index/query"
)

// namer finds what operands name. The graph knows works by their ids; people
// also name a review by its file, a work by its title, an author by the name.
type namer struct {
	g  *graph.Graph
	ix func() (*index.Index, error) // asked for only where the graph does not know
}

// namer opens the index of library dir when it is needed; done closes it.
func (p *program) namer(dir string, g *graph.Graph) (nm *namer, done func()) {
	var ix *index.Index
	open := func() (*index.Index, error) {
		var err error
		if ix == nil {
			ix, err = openIndex(dir, g)
		}
		return ix, err
	}
	return &namer{g, open}, func() {
		if ix != nil {
			_ = ix.Close()
		}
	}
}

// work finds a work by any name that the graph knows, by the path of the file
// that holds it, or by its whole title.
func (nm *namer) work(ctx context.Context, name string) (uint32, error) {
	n, err := nm.g.Lookup(name)
	if !isUnknown(err) {
		return n, err
	}
	ix, openErr := nm.ix()
	if openErr != nil {
		return 0, err // that the name is unknown is what there is to say
	}
	found, _ := ix.Select(ctx, &query.Query{Root: &query.Exact{Field: "from", Value: name}})
	if len(found) == 0 {
		found = nm.inFile(ctx, ix, name)
	}
	if len(found) == 0 {
		found = titled(ctx, ix, name)
	}
	switch len(found) {
	case 0:
		return 0, err
	case 1:
		return found[0], nil
	}
	several := &graph.Ambiguous{Name: name}
	for _, n := range found {
		w, err := nm.g.Work(n)
		if err != nil {
			return 0, err
		}
		several.IDs = append(several.IDs, w.ID)
	}
	slices.Sort(several.IDs)
	return 0, several
}

// inFile are the works that a file holds whose path, as index was given it from
// where it ran, ends as name does or is the end of it.
func (nm *namer) inFile(ctx context.Context, ix *index.Index, name string) (out []uint32) {
	name = "/" + strings.TrimPrefix(path.Clean(filepath.ToSlash(name)), "/")
	if strings.Count(name, "/") < 2 {
		return nil
	}
	same, _ := ix.Select(ctx, &query.Query{Root: &query.Exact{Field: "from", Value: path.Base(name)}})
	for _, n := range same {
		docs, _ := nm.g.Documents(n)
		if slices.ContainsFunc(docs, func(d corpus.DocSource) bool {
			p := "/" + strings.TrimPrefix(path.Clean(filepath.ToSlash(d.Path)), "/")
			return strings.HasSuffix(p, name) || strings.HasSuffix(name, p)
		}) {
			out = append(out, n)
		}
	}
	return out
}

// titled are the works of exactly this title.
func titled(ctx context.Context, ix *index.Index, title string) (out []uint32) {
	words := fold.Tokens(title)
	if len(words) < 2 {
		return nil
	}
	res, err := ix.Search(ctx, &query.Query{Root: &query.Term{Field: "title", Kind: query.Phrase, Value: title}}, index.SearchOptions{N: 100})
	if err != nil {
		return nil
	}
	for _, h := range res.Hits {
		if slices.Equal(fold.Tokens(h.CSL.Title), words) {
			out = append(out, h.N)
		}
	}
	return out
}

func (nm *namer) works(ctx context.Context, names []string) (out []uint32, err error) {
	for _, name := range names {
		n, err := nm.work(ctx, name)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// author finds an author by id, ORCID or name, when it is the name of one only.
func (nm *namer) author(ctx context.Context, name string) (uint32, error) {
	n, err := nm.g.LookupAuthor(name)
	if !isUnknown(err) {
		return n, err
	}
	ix, openErr := nm.ix()
	if openErr != nil || len(fold.Tokens(name)) < 2 {
		return 0, err
	}
	res, openErr := ix.Search(ctx, &query.Query{Type: query.Authors, Root: &query.Term{Field: "author", Kind: query.Phrase, Value: name}}, index.SearchOptions{N: 9})
	switch {
	case openErr != nil || res.Total == 0:
		return 0, err
	case res.Total == 1:
		return res.Hits[0].N, nil
	}
	var who []string
	for _, h := range res.Hits {
		who = append(who, fmt.Sprintf("%s %s (%s)", h.ID, h.Name, count(h.Works, "work")))
	}
	return 0, &status{code: exitNoLibrary, text: fmt.Sprintf("%q may be %s: %s", name, count(res.Total, "author"), strings.Join(who, ", ")),
		hint: "name one of them by its id"}
}

// looksLikeName tells an operand that can only be meant to name a work: an id, a
// readable key, a DOI. Terms that nobody knows are words; these are not.
func looksLikeName(s string) bool {
	if strings.ContainsFunc(s, func(r rune) bool { return r == ' ' }) {
		return false
	}
	_, doi := ident.DOI(s)
	return doi || idForm.MatchString(s) || keyForm.MatchString(s) || strings.HasPrefix(strings.ToLower(s), "pmid:")
}

var (
	idForm  = regexp.MustCompile(`^[wW][0-9a-zA-Z]*[0-9][0-9a-zA-Z]*$`)
	keyForm = regexp.MustCompile(`^[\pL]{2,}(1[5-9]|20)[0-9]{2}[\pL]{3,}$`)
)

// seeds are the works that all names lead to; nil where they are terms. Names
// that were piped in must all be works, and so must all others when one of them
// is or can only be meant as one: a slip would else be searched as a word.
func (nm *namer) seeds(ctx context.Context, names []string, must bool) ([]uint32, error) {
	var out []uint32
	var unknown error
	for _, name := range names {
		n, err := nm.g.Lookup(name)
		if isUnknown(err) && strings.ContainsAny(name, "./\\") && !strings.Contains(name, " ") {
			n, err = nm.work(ctx, name)
		}
		switch {
		case err == nil:
			out = append(out, n)
		case !isUnknown(err):
			return nil, err
		case unknown == nil:
			unknown = err
		}
		must = must || err != nil && looksLikeName(name)
	}
	if unknown == nil {
		return out, nil
	}
	if !must && len(out) == 0 {
		return nil, nil
	}
	var nf *graph.NotFound
	if !must && errors.As(unknown, &nf) {
		return nil, &status{code: exitNoLibrary, text: fmt.Sprintf("%s, though another operand names a work", nf.Error()),
			hint: "terms go in one pair of quotes: citegraph related " + shellWords([]string{strings.Join(names, " ")})}
	}
	return nil, unknown
}
