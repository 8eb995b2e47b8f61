package html

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/ident"
)

// citedWork reads the content of a citation_reference: "citation_title=…;
// citation_author=…;". Content that is not of this form is a printed
// reference, and no work.
func citedWork(s string) (*corpus.Work, bool) {
	w := &corpus.Work{}
	any := false
	for _, f := range strings.Split(s, ";") {
		k, v, ok := strings.Cut(strings.TrimSpace(f), "=")
		v = strings.TrimSpace(v)
		if !ok || v == "" || !strings.HasPrefix(k, "citation_") {
			continue
		}
		any = true
		switch strings.TrimPrefix(k, "citation_") {
		case "title":
			w.Title = v
		case "journal_title", "conference_title", "inbook_title", "book_title":
			w.ContainerTitle = v
		case "author":
			w.Author = append(w.Author, nameOf(v))
		case "volume":
			w.Volume = v
		case "issue", "number":
			w.Issue = v
		case "publication_date", "year", "date":
			w.Issued = date(v)
		case "firstpage":
			w.Page = v
		case "lastpage":
			if w.Page != "" {
				w.Page = pages(w.Page + "-" + v)
			}
		case "pages":
			w.Page = pages(v)
		case "publisher":
			w.Publisher = v
		case "doi", "id":
			setDOI(w, v)
		case "pmid":
			w.PMID, _ = ident.PMID(v)
		case "isbn":
			w.ISBN, _ = ident.ISBN(v)
		}
	}
	return w, any
}

// adopt gives the entries of t the fields that the page's citation_reference
// metadata has for them, where what is printed bears them out.
func adopt(t *corpus.Text, cited []citedMeta) {
	var at []int // blocks that are entries
	for i, b := range t.Blocks {
		if b.Kind == corpus.RefEntry {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return
	}
	next := 0
	for i, c := range cited {
		w, ok := citedWork(c.val)
		if !ok {
			continue
		}
		lo, hi := next, min(next+12, len(at))
		if len(cited) == len(at) {
			lo, hi = i, i+1
		}
		for j := lo; j < hi; j++ {
			b := &t.Blocks[at[j]]
			if f := borne(w, t.Slice(b.Span), len(cited) == len(at)); f != nil {
				if b.Fields != nil {
					fill(f, *b.Fields)
					f.PMCID, f.Custom = firstOf(f.PMCID, b.Fields.PMCID), b.Fields.Custom
				}
				b.Fields = f
				next = j + 1
				break
			}
		}
	}
}

// borne is the part of w that the printed reference bears out, nil where they
// are not the same work: its title stands there, or its DOI, or, where both
// are of the same place in lists of equal length, year and first author.
func borne(w *corpus.Work, printed string, sameplace bool) *corpus.Work {
	f := " " + fold.Fold(printed) + " "
	has := func(s string) bool {
		s = fold.Fold(s)
		return s != "" && strings.Contains(f, " "+s+" ")
	}
	long := func(s string) bool { return len(s) >= 12 && has(s) }
	doi := w.DOI != "" && strings.Contains(strings.ToLower(printed), w.DOI)
	title := long(w.Title)
	names := len(w.Author) > 0
	for _, n := range w.Author {
		names = names && has(firstOf(n.Family, n.Literal))
	}
	dated := w.Issued == nil || strings.Contains(printed, yearText(w))
	if !title && !doi && !(sameplace && dated && (names || w.Volume != "" && has(w.Volume) || w.Title == "" && len(w.Author) == 0)) {
		return nil
	}
	out := &corpus.Work{DOI: w.DOI, PMID: w.PMID, ISBN: w.ISBN}
	if title {
		out.Title = w.Title
		if w.ContainerTitle != "" && has(w.ContainerTitle) {
			out.ContainerTitle = w.ContainerTitle
		}
	}
	if dated {
		out.Issued = w.Issued
	}
	if w.Volume != "" && has(w.Volume) {
		out.Volume = w.Volume
	}
	if w.Issue != "" && has(w.Issue) {
		out.Issue = w.Issue
	}
	if p, _, _ := strings.Cut(w.Page, "-"); p != "" && has(p) {
		out.Page = w.Page
	}
	return out
}

func yearText(w *corpus.Work) string {
	y := w.Year()
	if y == 0 {
		return ""
	}
	return string([]byte{byte('0' + y/1000%10), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10)})
}
