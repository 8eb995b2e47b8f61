package parse

import (
	"sort"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// linked gives references the identifiers that links over their text lead to:
// publishers link what they do not print. refs and t's marks are in the body.
// A reference whose links lead to more than one work takes none, and neither do
// several that are linked to one and the same (a head, a button, a mistake).
func linked(t *corpus.Text, refs []corpus.Reference) {
	var links []corpus.Mark
	for _, m := range t.Marks {
		if m.Kind == corpus.Link && len(m.Targets) > 0 && !strings.HasPrefix(m.Targets[0], "#") {
			links = append(links, m)
		}
	}
	if len(links) == 0 {
		return
	}
	sort.SliceStable(links, func(i, j int) bool { return links[i].Span.Start < links[j].Span.Start })
	dois, pmids := make([]string, len(refs)), make([]string, len(refs))
	for i := range refs {
		s := refs[i].Span
		k := sort.Search(len(links), func(k int) bool { return links[k].Span.Start >= s.Start-maxLinked })
		for ; k < len(links) && links[k].Span.Start < s.End; k++ {
			if !links[k].Span.Overlaps(s) {
				continue
			}
			for _, to := range links[k].Targets {
				d, p := identified(to)
				dois[i], pmids[i] = one(dois[i], d), one(pmids[i], p)
			}
		}
	}
	dois, pmids = lonely(dois), lonely(pmids)
	for i := range refs {
		w := &refs[i].CSL
		if d := dois[i]; d != "" && d != t.Work.DOI && (w.DOI == "" || strings.HasPrefix(d, strings.ToLower(w.DOI))) {
			w.DOI = d
		}
		if p := pmids[i]; p != "" && w.PMID == "" {
			w.PMID = p
		}
	}
}

// maxLinked is how far before a reference a link may begin that reaches into it.
const maxLinked = 2 << 10

// several stands for more than one identifier.
const several = "\x00"

// one is the identifier that a and b agree on.
func one(a, b string) string {
	switch {
	case b == "" || a == b:
		return a
	case a == "":
		return b
	}
	return several
}

// lonely clears what stands more than once, and what is several.
func lonely(ids []string) []string {
	n := map[string]int{}
	for _, id := range ids {
		n[id]++
	}
	for i, id := range ids {
		if id == several || n[id] > 1 {
			ids[i] = ""
		}
	}
	return ids
}

// identified is the DOI or the PubMed number that an address leads to.
func identified(uri string) (doi, pmid string) {
	low := strings.ToLower(uri)
	switch {
	case strings.Contains(low, "doi.org/"):
		doi, _ = ident.DOI(uri)
	case strings.Contains(low, "list_uids="):
		_, id, _ := strings.Cut(low, "list_uids=")
		if i := strings.IndexFunc(id, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
			id = id[:i]
		}
		pmid, _ = ident.PMID(id)
	case strings.Contains(low, "pubmed.ncbi.nlm.nih.gov/"), strings.Contains(low, "nih.gov/pubmed/") && !strings.Contains(low, "?"):
		pmid, _ = ident.PMID(uri)
	}
	return doi, pmid
}
