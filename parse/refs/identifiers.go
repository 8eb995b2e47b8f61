package refs

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// identifiers finds DOI, PMID, PMCID, arXiv, ISBN, ISSN and URL wherever they
// are printed.
func (f *fields) identifiers(w *corpus.Work) {
	f.links(w)
	if w.DOI == "" {
		w.DOI = f.labelledDOI()
	}
	f.numbered(w)
}

// links reads the tokens that are links or DOIs.
func (f *fields) links(w *corpus.Work) {
	for i, t := range f.s.x.toks {
		if t.kind != link && t.kind != doi {
			continue
		}
		s := f.raw[t.Start:t.End]
		if d, ok := ident.DOI(f.unbroken(i)); ok && strings.Contains(s, "10.") {
			if w.DOI == "" {
				w.DOI = d
			}
			continue
		}
		if a, ok := ident.ArXiv(s); ok && t.kind == link && strings.Contains(strings.ToLower(s), "arxiv") {
			custom(w).ArXiv = a
		}
		if t.kind == link && w.URL == "" {
			w.URL = f.unbroken(i)
		}
	}
}

func custom(w *corpus.Work) *corpus.Custom {
	if w.Custom == nil {
		w.Custom = &corpus.Custom{}
	}
	return w.Custom
}

// unbroken is link i with the pieces that a line break cut off: what follows
// within the same segment and begins where the link cannot end.
func (f *fields) unbroken(i int) string {
	t := f.s.x.toks[i]
	s := f.raw[t.Start:t.End]
	for _, p := range f.parts {
		if i < p.from || i >= p.to || p.label != DOI && p.label != URL {
			continue
		}
		end := t.End
		for end < p.end && len(s) < 2048 {
			j := end
			for j < p.end && f.raw[j] <= ' ' {
				j++
			}
			k := j
			for k < p.end && f.raw[k] > ' ' {
				k++
			}
			piece := f.raw[j:k]
			if j == end || piece == "" || !continues(s, piece) {
				break
			}
			s, end = s+piece, k
		}
	}
	return trimLink(s)
}

// continues reports whether piece looks like the rest of the broken link s.
func continues(s, piece string) bool {
	if strings.ContainsAny(piece[:1], "([<\"") || hasFold(piece, "http") || hasFold(piece, "doi") {
		return false
	}
	switch s[len(s)-1] {
	case '/', '-', '_', '=', '.', '?', '&', '%':
		return true
	}
	return strings.ContainsAny(piece[:1], "/-_=.?&%") && len(piece) > 1 || strings.Contains(piece, "/") && !strings.Contains(piece, "]")
}

// labelledDOI joins a DOI that spaces have cut ("10. 1016/j. cell").
func (f *fields) labelledDOI() string {
	for _, p := range f.parts {
		if p.label != DOI {
			continue
		}
		s := strings.Join(strings.Fields(f.text(p)), "")
		if i := strings.Index(s, "10."); i >= 0 {
			if d, ok := ident.DOI(trimLink(s[i:])); ok {
				return d
			}
		}
	}
	return ""
}

// numbered reads identifiers that are a number behind their name.
func (f *fields) numbered(w *corpus.Work) {
	inf, toks := f.s.x.inf, f.s.x.toks
	for i := range inf {
		if inf[i].role&rIdent == 0 || i+1 >= len(inf) {
			continue
		}
		rest := f.raw[toks[i].Start:min(len(f.raw), toks[i].Start+64)]
		switch string(inf[i].low[:inf[i].nlow]) {
		case "pmid":
			if v, ok := ident.PMID(f.raw[toks[i+1].Start:toks[i+1].End]); ok && w.PMID == "" {
				w.PMID = v
			}
		case "pmc":
			if toks[i].End == toks[i+1].Start && inf[i+1].cls == clNum5 && w.PMCID == "" {
				w.PMCID, _ = ident.PMCID(f.raw[toks[i].Start:toks[i+1].End])
			}
		case "isbn":
			w.ISBN = firstOf(w.ISBN, number13(rest), ident.ISBN)
		case "issn":
			w.ISSN = firstOf(w.ISSN, number13(rest), ident.ISSN)
		case "arxiv":
			f.arxiv(w, toks[i].End)
		}
	}
	if w.Custom == nil {
		f.oldArxiv(w)
	}
}

func firstOf(have, s string, read func(string) (string, bool)) string {
	if have != "" {
		return have
	}
	v, _ := read(s)
	return v
}

// number13 is the digits, hyphens and X that follow a name.
func number13(s string) string {
	i := strings.IndexAny(s, "0123456789")
	if i < 0 {
		return ""
	}
	if strings.HasPrefix(s[i:], "13:") || strings.HasPrefix(s[i:], "10:") {
		if j := strings.IndexAny(s[i+3:], "0123456789"); j >= 0 {
			i += 3 + j
		}
	}
	j := i
	for j < len(s) && (isDigit(s[j]) || s[j] == '-' || s[j] == ' ' || s[j] == 'X' || s[j] == 'x') {
		j++
	}
	return strings.TrimRight(s[i:j], " -")
}

// arxiv reads the identifier behind "arXiv".
func (f *fields) arxiv(w *corpus.Work, at int) {
	s := strings.TrimLeft(f.raw[at:min(len(f.raw), at+40)], " :.[]")
	if i := strings.IndexAny(s, " ,;)]["); i >= 0 {
		s = s[:i]
	}
	if a, ok := ident.ArXiv(strings.TrimRight(s, ".")); ok {
		custom(w).ArXiv = a
	}
}

// oldArxiv finds identifiers of the old form that stand alone: hep-th/9901001.
func (f *fields) oldArxiv(w *corpus.Work) {
	for i := 0; i+1 < len(f.s.x.toks); i++ {
		a, b := f.s.x.toks[i], f.s.x.toks[i+1]
		if b.kind != number || b.End-b.Start != 7 || b.Start != a.End+1 || f.raw[a.End] != '/' {
			continue
		}
		if v, ok := ident.ArXiv(f.raw[a.Start:b.End]); ok {
			custom(w).ArXiv = v
			return
		}
	}
}
