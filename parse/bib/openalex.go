package bib

import (
	"context"
	"iter"
	"sort"
	"strconv"
	"strings"

	"citegraph/corpus"
)

// ReadOpenAlex reads works of OpenAlex: a page of its API, or a work a line.
// Ids are short ("W2741809807"); referenced_works become Custom.Cites.
func ReadOpenAlex(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return stream(ctx, in, func(b *batch, p *place) { jsonRecords(b, in, p, openAlexItem) })
}

func openAlexItem(c *scanner) (corpus.Reference, []string) {
	r := openAlexReader{cslReader: cslReader{c: c}}
	w := &r.ref.CSL
	c.object(func(key string) { r.field(w, key) })
	w.Type = openAlexType(w.Type)
	if r.last != "" && r.last != r.first {
		w.Page = r.first + "-" + r.last
	} else {
		w.Page = r.first
	}
	r.ref.ID = w.ID
	return r.ref, r.mended
}

type openAlexReader struct {
	cslReader
	first, last string // pages
}

// short cuts the address off an OpenAlex id or other link.
func short(s string) string {
	if i := strings.LastIndexByte(s, '/'); i >= 0 && strings.HasPrefix(s, "http") {
		return s[i+1:]
	}
	return s
}

func (r *openAlexReader) field(w *corpus.Work, key string) {
	c := r.c
	switch key {
	case "id":
		r.set(&w.ID, key)
		w.ID = short(w.ID)
	case "doi":
		r.set(&w.DOI, key)
	case "title", "display_name":
		r.set(&w.Title, key)
	case "type":
		r.set(&w.Type, key)
	case "language":
		r.set(&w.Language, key)
	case "publication_year":
		if s, ok := c.text(); ok && w.Issued == nil {
			w.Issued = parseDate(s)
		}
	case "publication_date":
		if s, ok := c.text(); ok && s != "" {
			w.Issued = parseDate(s)
		}
	case "ids":
		r.object(func(key string) {
			switch key {
			case "pmid":
				r.set(&w.PMID, key)
			case "pmcid":
				r.set(&w.PMCID, key)
			case "doi":
				r.set(&w.DOI, key)
			default:
				c.skip()
			}
		})
		w.PMID, w.PMCID = short(w.PMID), short(w.PMCID)
		if w.PMCID != "" && !strings.HasPrefix(w.PMCID, "PMC") {
			w.PMCID = "PMC" + w.PMCID
		}
	case "biblio":
		r.object(func(key string) {
			switch key {
			case "volume":
				r.set(&w.Volume, key)
			case "issue":
				r.set(&w.Issue, key)
			case "first_page":
				r.set(&r.first, key)
			case "last_page":
				r.set(&r.last, key)
			default:
				c.skip()
			}
		})
	case "authorships":
		r.authorships(w)
	case "primary_location":
		r.location(w)
	case "host_venue":
		r.source(w)
	case "referenced_works":
		l, _ := c.list()
		for _, id := range l {
			if id = cut(clean(short(id)), maxKey); id != "" {
				custom(w).Cites = append(custom(w).Cites, id)
			}
		}
	case "abstract_inverted_index":
		w.Abstract = r.abstract()
	case "is_retracted":
		if c.scalarOr() == "true" {
			custom(w).Retracted = true
		}
	case "keywords":
		w.Keyword = strings.Join(r.displayNames(), ", ")
	default:
		c.skip()
	}
}

// object reads an object, or passes over what is none.
func (r *openAlexReader) object(field func(key string)) {
	if r.c.peek() != '{' {
		r.c.skip()
		return
	}
	r.c.object(field)
}

// scalarOr reads a scalar; of another value it is "".
func (c *scanner) scalarOr() string {
	switch c.peek() {
	case '"', '{', '[':
		c.skip()
		return ""
	}
	return c.scalar()
}

func (r *openAlexReader) list(item func()) {
	if r.c.peek() != '[' {
		r.c.skip()
		return
	}
	r.c.array(func() {
		if r.c.peek() != '{' {
			r.c.skip()
			return
		}
		item()
	})
}

func (r *openAlexReader) authorships(w *corpus.Work) {
	r.list(func() {
		var shown, raw, orcid string
		r.c.object(func(key string) {
			switch key {
			case "author":
				r.object(func(key string) {
					switch key {
					case "display_name":
						r.set(&shown, key)
					case "orcid":
						r.set(&orcid, key)
					default:
						r.c.skip()
					}
				})
			case "raw_author_name":
				r.set(&raw, key)
			default:
				r.c.skip()
			}
		})
		if shown == "" {
			shown = raw
		}
		n := nameOf(shown)
		n.ORCID = short(orcid)
		w.Author = append(w.Author, n)
	})
}

func (r *openAlexReader) location(w *corpus.Work) {
	r.object(func(key string) {
		if key == "source" {
			r.source(w)
			return
		}
		r.c.skip()
	})
}

func (r *openAlexReader) source(w *corpus.Work) {
	var one string
	var all []string
	r.object(func(key string) {
		switch key {
		case "display_name":
			r.set(&w.ContainerTitle, key)
		case "issn_l":
			r.set(&one, key)
		case "issn":
			all, _ = r.c.list()
		case "host_organization_name", "publisher":
			r.set(&w.Publisher, key)
		default:
			r.c.skip()
		}
	})
	if one != "" && !holds(all, one) {
		all = append([]string{one}, all...)
	}
	if len(all) > 0 {
		w.ISSN = strings.Join(all, " ")
	}
}

func (r *openAlexReader) displayNames() (out []string) {
	r.list(func() {
		s := ""
		r.c.object(func(key string) {
			if key == "display_name" || key == "keyword" {
				r.set(&s, key)
				return
			}
			r.c.skip()
		})
		if s != "" {
			out = append(out, s)
		}
	})
	return out
}

// abstract puts the words of an inverted index back in order.
func (r *openAlexReader) abstract() string {
	type word struct {
		at   int
		text string
	}
	var ws []word
	r.object(func(key string) {
		l, _ := r.c.list()
		for _, p := range l {
			if n, err := strconv.Atoi(p); err == nil && len(ws) < 100_000 {
				ws = append(ws, word{n, key})
			}
		}
	})
	sort.SliceStable(ws, func(i, j int) bool { return ws[i].at < ws[j].at })
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w.text
	}
	return strings.Join(out, " ")
}

func openAlexType(s string) string {
	switch s {
	case "article", "review", "letter", "editorial", "erratum", "journal-article":
		return "article-journal"
	case "preprint":
		return "article"
	case "dissertation":
		return "thesis"
	case "book-chapter", "reference-entry":
		return "chapter"
	case "other", "paratext", "":
		return ""
	}
	return cslType(s)
}
