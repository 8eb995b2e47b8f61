package parse

import (
	"testing"

	"citegraph/corpus"
)

func TestLinked(t *testing.T) {
	body := "Bandura 1977 [CrossRef]\nDennis 2003 [PubMed]\nSells 2006 [here] [there]\nYalom 2005\nGoffman 1963"
	at := func(k corpus.MarkKind, from, to int, targets ...string) corpus.Mark {
		return corpus.Mark{Kind: k, Span: corpus.Span{Start: from, End: to}, Targets: targets}
	}
	text := &corpus.Text{Body: body, Marks: []corpus.Mark{
		at(corpus.Link, 0, 23, "https://doi.org/10.1037/0033-295X.84.2.191"),
		at(corpus.Link, 24, 44, "http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&dopt=Abstract&list_uids=12550148"),
		at(corpus.Link, 45, 70, "https://doi.org/10.1176/ps.2006.57.8.1179", "https://doi.org/10.1000/other"),
		at(corpus.Link, 71, 81, "https://doi.org/10.1000/button"),
		at(corpus.Link, 82, 94, "https://doi.org/10.1000/button"),
	}}
	refs := make([]corpus.Reference, 5)
	for i, s := range []corpus.Span{{Start: 0, End: 23}, {Start: 24, End: 44}, {Start: 45, End: 70}, {Start: 71, End: 81}, {Start: 82, End: 94}} {
		refs[i].Span = s
	}
	refs[0].CSL.DOI = "10.1037/0033-" // broken at the end of a line
	linked(text, refs)
	for i, want := range []struct{ doi, pmid string }{{"10.1037/0033-295x.84.2.191", ""}, {"", "12550148"}, {}, {}, {}} {
		if w := refs[i].CSL; w.DOI != want.doi || w.PMID != want.pmid {
			t.Errorf("reference %d has DOI %q and PMID %q, want %+v", i+1, w.DOI, w.PMID, want)
		}
	}
}
