package bib

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strings"

	"citegraph/corpus"
)

// ReadOCMeta reads the CSV of OpenCitations Meta. Names without a comma are
// organisations there.
func ReadOCMeta(ctx context.Context, in corpus.Input) iter.Seq2[*corpus.Text, error] {
	return stream(ctx, in, func(b *batch, p *place) {
		csvRecords(b, p, func(t *table, start, end int) bool {
			return b.finish(p, ocMetaReference(t), start, end)
		})
	})
}

// bracketed parts "Journal of X [issn:1234-5678 omid:br/06]".
func bracketed(s string) (text string, ids []string) {
	text, rest, ok := strings.Cut(s, "[")
	if !ok {
		return strings.TrimSpace(s), nil
	}
	rest, _, _ = strings.Cut(rest, "]")
	return strings.TrimSpace(text), strings.Fields(rest)
}

// withPrefix is the first id that begins with prefix, without it.
func withPrefix(ids []string, prefix string) string {
	for _, id := range ids {
		if v, ok := strings.CutPrefix(id, prefix); ok {
			return v
		}
	}
	return ""
}

// The CSL types of OpenCitations's.
var ocTypes = [][2]string{
	{"journal article", "article-journal"}, {"book", "book"}, {"book chapter", "chapter"}, {"proceedings article", "paper-conference"},
	{"dissertation", "thesis"}, {"report", "report"}, {"web content", "webpage"}, {"dataset", "dataset"}, {"data file", "dataset"}, {"computer program", "software"},
	{"preprint", "article"}, {"reference entry", "entry"}, {"standard", "standard"}, {"newspaper article", "article-newspaper"}, {"book part", "chapter"},
	{"proceedings", "book"}, {"reference book", "book"}, {"monograph", "book"}, {"edited book", "book"}, {"journal", "periodical"},
}

func ocMetaReference(t *table) corpus.Reference {
	ids := strings.Fields(t.get("id"))
	w := corpus.Work{
		DOI: withPrefix(ids, "doi:"), PMID: withPrefix(ids, "pmid:"), PMCID: withPrefix(ids, "pmcid:"), ISBN: withPrefix(ids, "isbn:"),
		Title: t.get("title"), Volume: t.get("volume"), Issue: t.get("issue"), Page: t.get("page"),
		Issued: parseDate(t.get("pub_date")), Author: ocNames(t.get("author")), Editor: ocNames(t.get("editor")),
	}
	if v := withPrefix(ids, "arxiv:"); v != "" {
		custom(&w).ArXiv = v
	}
	w.URL = withPrefix(ids, "url:")
	var venue []string
	w.ContainerTitle, venue = bracketed(t.get("venue"))
	w.ISSN = withPrefix(venue, "issn:")
	if v := withPrefix(venue, "isbn:"); w.ISBN == "" {
		w.ISBN = v
	}
	w.Publisher, _ = bracketed(t.get("publisher"))
	for _, p := range ocTypes {
		if p[0] == t.get("type") {
			w.Type = p[1]
			break
		}
	}
	key := withPrefix(ids, "omid:")
	if key == "" {
		key = withPrefix(ids, "meta:")
	}
	return corpus.Reference{ID: key, CSL: w}
}

func ocNames(s string) []corpus.Name {
	var out []corpus.Name
	for _, part := range strings.Split(s, "; ") {
		text, ids := bracketed(part)
		if text == "" {
			continue
		}
		n := corpus.Name{Literal: text}
		if family, ok := strings.CutSuffix(text, ","); ok {
			n = corpus.Name{Family: family}
		} else if strings.Contains(text, ",") {
			n = nameOf(text)
		}
		n.ORCID = withPrefix(ids, "orcid:")
		out = append(out, n)
	}
	return out
}

// WriteOCMeta writes the eleven columns of OpenCitations Meta.
func WriteOCMeta(w io.Writer, works iter.Seq[*corpus.Work]) error {
	cw := csv.NewWriter(w)
	if err := cw.Write([]string{"id", "title", "author", "issue", "volume", "venue", "page", "pub_date", "type", "publisher", "editor"}); err != nil {
		return err
	}
	for work := range works {
		if err := cw.Write(ocRow(work)); err != nil {
			return fmt.Errorf("write work %q: %w", work.ID, err)
		}
	}
	cw.Flush()
	return cw.Error()
}

func ocRow(w *corpus.Work) []string {
	var ids []string
	id := func(prefix, v string) {
		if v != "" && !strings.ContainsAny(v, " ") {
			ids = append(ids, prefix+v)
		}
	}
	id("doi:", w.DOI)
	id("pmid:", w.PMID)
	id("pmcid:", w.PMCID)
	id("url:", w.URL)
	if w.Custom != nil {
		id("arxiv:", w.Custom.ArXiv)
	}
	venue := w.ContainerTitle
	if venue != "" {
		var v []string
		for _, s := range strings.Fields(w.ISSN) {
			v = append(v, "issn:"+s)
		}
		if len(v) > 0 {
			venue += " [" + strings.Join(v, " ") + "]"
		}
	}
	if venue == "" || w.Type == "book" {
		id("isbn:", strings.ReplaceAll(w.ISBN, " ", ""))
	}
	kind := ""
	for _, p := range ocTypes {
		if p[1] == w.Type {
			kind = p[0]
			break
		}
	}
	return []string{strings.Join(ids, " "), w.Title, ocNameList(w.Author), w.Issue, w.Volume, venue, w.Page, isoDate(w.Issued, "-"), kind, w.Publisher, ocNameList(w.Editor)}
}

// ocNameList: a family name alone has a comma behind it, since a name without
// one is an organisation; the commas of organisations fall.
func ocNameList(names []corpus.Name) string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		s := strings.ReplaceAll(n.Literal, ",", "")
		if n.Family != "" {
			s = n.Family + ", " + n.Given
			if n.Suffix != "" {
				s = n.Family + ", " + n.Given + ", " + n.Suffix
			}
		}
		s = strings.ReplaceAll(strings.TrimRight(s, " "), ";", ",")
		if n.ORCID != "" {
			s += " [orcid:" + n.ORCID + "]"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}
