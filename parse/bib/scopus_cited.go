package bib

import (
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// splitReferences splits Scopus's list at "; " where a new reference begins:
// behind a year in brackets or the pages that follow it, never within a title.
func splitReferences(s string) []string {
	if s == "" {
		return nil
	}
	var out []string
	var cur string
	dated := false
	for _, part := range strings.Split(s, "; ") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if dated || len(cur)+len(part) > maxTitle && cur != "" {
			out = append(out, cur)
			cur = ""
		}
		if cur != "" {
			cur += "; "
		}
		cur += part
		dated = bracketYear().MatchString(part)
	}
	if cur != "" {
		out = append(out, cur)
	}
	return out
}

var (
	bracketYear = corpus.Lazily(`\(((?:1[5-9]|20)\d\d)[a-z]?\)`)
	citedName   = corpus.Lazily(`^((?:(?:van|von|de|der|den|del|della|la|le|di|da|dos|du|el|al|ter|ten) )*\p{Lu}[\p{L}'’\-]+(?: \p{Lu}[\p{L}'’\-]+)?)(?:, | )((?:\p{Lu}\.[ -]?){1,4})(?:, |$)`)
	pagePart    = corpus.Lazily(`^pp?\. ?(\S+)$`)
	volIssue    = corpus.Lazily(`^(\S{1,8}?)(?: ?\(([^()]{1,20})\))?$`)
)

// scopusCited reads one cited reference, in the form of before 2023
//
//	Felton, C.J., Stastny, P., Consumers as peer specialists (1995) Psychiatric Services, 46 (10), pp. 1037-1044
//
// or of later
//
//	Felton C.J., Stastny P., Consumers as peer specialists, Psychiatric Services, 46, 10, pp. 1037-1044, (1995)
func scopusCited(s string) corpus.Reference {
	s = clean(s)
	ref := corpus.Reference{Raw: cut(s, maxTitle), Confidence: .9}
	w := &ref.CSL
	if i := strings.Index(strings.ToLower(s), "doi"); i > 0 {
		if d, ok := ident.DOI(strings.TrimLeft(s[i+3:], ": ")); ok {
			w.DOI = d
		}
	}
	m := bracketYear().FindAllStringSubmatchIndex(s, -1)
	if m == nil {
		w.Title = strings.TrimSpace(takeNames(s, w))
		ref.Confidence, ref.Partial = .5, true
		return ref
	}
	at := m[len(m)-1]
	w.Issued = parseDate(s[at[2]:at[3]])
	before, after := strings.TrimRight(s[:at[0]], ", "), strings.Trim(s[at[1]:], ",;. ")
	rest := takeNames(before, w)
	if after == "" {
		newStyle(rest, w)
	} else {
		w.Title = strings.TrimSpace(rest)
		places(strings.Split(after, ", "), w)
	}
	if w.ContainerTitle == "" {
		ref.Partial = true
	}
	return ref
}

// takeNames takes the authors that s begins with and returns what follows.
func takeNames(s string, w *corpus.Work) string {
	for range 500 {
		m := citedName().FindStringSubmatch(s[:min(len(s), 120)])
		if m == nil {
			break
		}
		w.Author = append(w.Author, corpus.Name{Family: m[1], Given: strings.TrimSpace(m[2])})
		s = s[len(m[0]):]
		if t, ok := strings.CutPrefix(s, "et al., "); ok {
			return t
		}
	}
	return s
}

// newStyle reads "Title, Journal, 46, 10, pp. 1037-1044": what stands before
// the first number is title and journal.
func newStyle(s string, w *corpus.Work) {
	parts := strings.Split(s, ", ")
	num := len(parts)
	for i := 1; i < len(parts); i++ {
		if pagePart().MatchString(parts[i]) || volIssue().MatchString(parts[i]) && strings.ContainsAny(parts[i], "0123456789") && len(parts[i]) <= 8 {
			num = i
			break
		}
	}
	if num < 2 || num == len(parts) {
		w.Title = strings.Join(parts, ", ")
		if num == len(parts) {
			return
		}
	} else {
		w.Title = strings.Join(parts[:num-1], ", ")
		w.ContainerTitle = parts[num-1]
	}
	numbers(parts[num:], w)
}

// places reads "Psychiatric Services, 46 (10), pp. 1037-1044".
func places(parts []string, w *corpus.Work) {
	for i, p := range parts {
		if pagePart().MatchString(p) || i > 0 && volIssue().MatchString(p) && strings.ContainsAny(p[:1], "0123456789") {
			w.ContainerTitle = strings.Join(parts[:i], ", ")
			numbers(parts[i:], w)
			return
		}
	}
	w.ContainerTitle = strings.Join(parts, ", ")
}

func numbers(parts []string, w *corpus.Work) {
	for _, p := range parts {
		p = strings.TrimSpace(p)
		if m := pagePart().FindStringSubmatch(p); m != nil {
			w.Page = m[1]
			continue
		}
		m := volIssue().FindStringSubmatch(p)
		switch {
		case m == nil:
		case w.Volume == "":
			w.Volume, w.Issue = m[1], m[2]
		case w.Issue == "":
			w.Issue = m[1]
		}
	}
}
