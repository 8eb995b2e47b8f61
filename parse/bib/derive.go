package bib

import (
	"regexp"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

var (
	notedPMID  = corpus.Lazily(`(?i)\bPMID:? ?(\d{4,9})\b`)
	notedPMCID = corpus.Lazily(`\b(?:PMCID:? ?)(PMC\d{3,9})\b`)
	notedDOI   = corpus.Lazily(`(?i)\bdoi:? ?(10\.\d{4,9}/\S{2,200})`)
)

// derive fills identifiers that other fields spell out: a link that resolves
// one, a note that labels one (Zotero and EndNote keep them there).
func derive(w *corpus.Work) {
	url := strings.ToLower(w.URL)
	switch {
	case url == "":
	case strings.Contains(url, "doi.org/"):
		if v, ok := ident.DOI(w.URL); ok && w.DOI == "" {
			w.DOI = v
		}
	case strings.Contains(url, "pubmed.ncbi.nlm.nih.gov/"), strings.Contains(url, "ncbi.nlm.nih.gov/pubmed/"):
		if v, ok := ident.PMID(w.URL); ok && w.PMID == "" {
			w.PMID = v
		}
	case strings.Contains(url, "/pmc/articles/"), strings.Contains(url, "pmc.ncbi.nlm.nih.gov/articles/"):
		if v, ok := ident.PMCID(w.URL); ok && w.PMCID == "" {
			w.PMCID = v
		}
	case strings.Contains(url, "arxiv.org/abs/"), strings.Contains(url, "arxiv.org/pdf/"):
		if v, ok := ident.ArXiv(w.URL); ok && (w.Custom == nil || w.Custom.ArXiv == "") {
			custom(w).ArXiv = v
		}
	}
	if w.Note != "" && strings.ContainsAny(w.Note, "0123456789") {
		fromNote(&w.PMID, w.Note, notedPMID())
		fromNote(&w.PMCID, w.Note, notedPMCID())
		fromNote(&w.DOI, w.Note, notedDOI())
	}
	if d := w.Issued; d != nil && len(d.Parts) == 0 && w.Status == "" {
		switch s := strings.ToLower(strings.Trim(d.Literal, "()[]. ")); s {
		case "in press", "forthcoming", "submitted", "accepted", "in preparation", "to appear", "in review":
			w.Status, w.Issued = s, nil
		}
	}
}

func fromNote(f *string, note string, re *regexp.Regexp) {
	if *f != "" {
		return
	}
	if m := re.FindStringSubmatch(note); m != nil {
		*f = m[1]
	}
}
