package bib

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// citedReference reads a cited reference as Web of Science writes it:
//
//	Felton CJ, 1995, PSYCHIAT SERV, V46, P1037, DOI 10.1176/ps.46.10.1037
//	[Anonymous], 2003, GUIDE TO THE METHODS
//	*WHO, 1992, ICD-10 CLASS MENT BE
//
// Of these parts any may be missing. Confidence says how much was understood.
func citedReference(s string) corpus.Reference {
	s = clean(s)
	ref := corpus.Reference{Raw: cut(s, maxTitle), Confidence: 1}
	w := &ref.CSL
	s = takeDOI(s, w)
	parts := strings.Split(s, ", ")
	year := -1
	for i := 0; i < len(parts) && i < 6; i++ {
		if p := strings.TrimSpace(parts[i]); len(p) == 4 && digits4(p) && p >= "1000" && p <= "2999" {
			year = i
			break
		}
	}
	rest := parts
	if year >= 0 {
		w.Issued = parseDate(parts[year])
		if year > 0 {
			citedAuthor(strings.Join(parts[:year], ", "), w)
		}
		rest = parts[year+1:]
	} else {
		if len(parts) > 1 && !locator(parts[0]) {
			citedAuthor(parts[0], w)
			rest = parts[1:]
		}
		ref.Confidence = .6
	}
	var source []string
	for _, p := range rest {
		p = strings.TrimSpace(p)
		switch {
		case p == "":
		case locator(p) && p[0] == 'V':
			w.Volume = p[1:]
		case locator(p) && p[0] == 'P':
			w.Page = p[1:]
		case strings.HasPrefix(p, "ARTN "):
			w.Page = p[5:]
		case strings.EqualFold(p, "in press") || strings.EqualFold(p, "unpub"):
			w.Status = strings.ToLower(p)
		case w.Volume == "" && w.Page == "":
			source = append(source, p)
		}
	}
	w.ContainerTitle = strings.Join(source, ", ")
	ref.Partial = w.DOI == "" && (w.Volume == "" || w.Page == "")
	if w.Volume == "" && w.Page == "" && w.DOI == "" {
		w.Title, w.ContainerTitle = w.ContainerTitle, "" // a book, or a report
	}
	return ref
}

var locatorPart = corpus.Lazily(`^[VP][A-Z]{0,3}\d[\w.]{0,12}$`)

// locator: "V46" or "P1037", "PE12".
func locator(s string) bool { return locatorPart().MatchString(strings.TrimSpace(s)) }

// takeDOI takes the DOI out of s: "DOI 10.1/x", or "DOI [10.1/x, 10.2/y]", of
// which the first counts.
func takeDOI(s string, w *corpus.Work) string {
	i := strings.Index(s, "DOI ")
	if i < 0 || i > 0 && s[i-1] != ' ' {
		return s
	}
	v := strings.TrimLeft(s[i+4:], "[ ")
	v = strings.TrimPrefix(v, "DOI ")
	for _, sep := range []string{", ", "]", " "} {
		v, _, _ = strings.Cut(v, sep)
	}
	if d, ok := ident.DOI(v); ok {
		w.DOI = d
		return strings.TrimRight(s[:i], ", ")
	}
	return s
}

func citedAuthor(s string, w *corpus.Work) {
	s = strings.TrimSpace(s)
	switch {
	case s == "" || strings.EqualFold(s, "[Anonymous]") || strings.EqualFold(s, "Anonymous") || strings.EqualFold(s, "ANON"):
	case strings.HasPrefix(s, "*"):
		w.Author = []corpus.Name{{Literal: strings.TrimSpace(s[1:])}}
	default:
		w.Author = []corpus.Name{medlineName(s)}
	}
}
