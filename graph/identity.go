package graph

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
	"citegraph/corpus/ident"
)

// idAlphabet is Crockford's base 32: no letter that looks like a digit.
const idAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// idLetters of a hash make an id: 40 bits, so that among a million works a
// clash is unlikely; one that happens takes more letters.
const idLetters = 8

// idOf is the id under a key: letter, then base 32 of the key's SHA-256.
func idOf(letter byte, key string, letters int) string {
	sum := sha256.Sum256([]byte(key))
	b := make([]byte, 1, 1+letters)
	b[0] = letter
	for i := range letters {
		bit := i * 5
		x := uint16(sum[bit/8])<<8 | uint16(sum[bit/8+1])
		b = append(b, idAlphabet[x>>(11-bit%8)&31])
	}
	return string(b)
}

// keysOf are the keys of one mention, strongest first: identifiers, then title
// with year and first author, then the locator. The first of a work's keys
// makes its id; the ids of all others lead to it.
func keysOf(w *corpus.Work) []string {
	ks := Identifiers(w)
	first := ""
	if len(w.Author) > 0 {
		first = fold.Slug(w.Author[0].Family + w.Author[0].Literal)
	} else if len(w.Editor) > 0 {
		first = fold.Slug(w.Editor[0].Family + w.Editor[0].Literal)
	}
	year := strconv.Itoa(w.Year())
	if t := fold.Slug(cut(w.Title, 4096)); t != "" {
		ks = append(ks, "title:"+t+"|"+year+"|"+first)
	}
	if w.Volume != "" && w.Page != "" {
		ks = append(ks, "locator:"+year+"|"+fold.Slug(w.Volume)+"|"+firstPage(w.Page)+"|"+first)
	}
	return ks
}

// Identifiers are the identifiers of w that name it alone, in normal form
// with their scheme.
func Identifiers(w *corpus.Work) []string {
	var ks []string
	if d, ok := ident.DOI(w.DOI); ok {
		ks = append(ks, "doi:"+d)
	}
	if p, ok := ident.PMID(w.PMID); ok {
		ks = append(ks, "pmid:"+p)
	}
	if p, ok := ident.PMCID(w.PMCID); ok {
		ks = append(ks, "pmcid:"+strings.ToLower(p))
	}
	if w.Custom != nil {
		if a, ok := ident.ArXiv(w.Custom.ArXiv); ok {
			ks = append(ks, "arxiv:"+a)
		}
	}
	// a chapter carries its book's ISBN
	if i, ok := ident.ISBN(w.ISBN); ok && w.ContainerTitle == "" && w.Type != "chapter" {
		ks = append(ks, "isbn:"+i)
	}
	return ks
}

// importIDs are the ids under which a record came in.
func importIDs(w *corpus.Work, id string) []string {
	ids := []string{id, w.ID, w.CitationKey}
	if w.Custom != nil {
		ids = append(ids, w.Custom.Aliases...)
	}
	ids = slices.DeleteFunc(ids, func(s string) bool { return s == "" })
	slices.Sort(ids)
	return slices.Compact(ids)
}

// readableKey is family, year and first telling word of the title:
// "white2020effectiveness". Never empty.
func readableKey(w *corpus.Work) string {
	var b strings.Builder
	switch {
	case len(w.Author) > 0:
		b.WriteString(cut(fold.Slug(w.Author[0].Family+w.Author[0].Literal), 24))
	case len(w.Editor) > 0:
		b.WriteString(cut(fold.Slug(w.Editor[0].Family+w.Editor[0].Literal), 24))
	}
	if b.Len() == 0 {
		if t := fold.Slug(cut(w.Title, 256)); w.Year() == 0 && t != "" {
			return cut(t, 40)
		}
		b.WriteString("anon")
	}
	if y := w.Year(); y != 0 {
		b.WriteString(strconv.Itoa(y))
	}
	for _, t := range fold.Tokens(cut(w.Title, 256)) {
		if len(t) >= 4 && !dull[t] {
			b.WriteString(cut(t, 24))
			return b.String()
		}
	}
	if w.Title == "" && w.Volume != "" {
		b.WriteString("v" + cut(fold.Slug(w.Volume), 8) + "p" + cut(fold.Slug(firstPage(w.Page)), 8))
	}
	return b.String()
}

// cut shortens s to n bytes at a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// dull are long words that tell titles nothing.
var dull = map[string]bool{"with": true, "from": true, "that": true, "this": true, "what": true, "when": true, "where": true, "which": true,
	"between": true, "among": true, "about": true, "into": true, "their": true, "does": true, "have": true, "been": true, "using": true, "towards": true,
	"toward": true, "under": true, "over": true, "after": true, "before": true, "during": true, "through": true, "within": true}
