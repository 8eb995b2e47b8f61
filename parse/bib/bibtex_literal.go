package bib

import (
	"strings"

	"citegraph/parse/tex"
)

// BibLaTeX takes doi and url as they stand: "~", "_", "%" and "--" are
// themselves there. Zotero, Mendeley and publishers write them as TeX all the
// same, so both ways are read.

// literal is the value of a field that is no prose.
func (e *bibEntry) literal(names ...string) string {
	v := strings.TrimSpace(e.get(names...))
	for _, c := range []string{`\url{`, `\path{`, `\doi{`} {
		if in, ok := strings.CutPrefix(v, c); ok && strings.HasSuffix(in, "}") {
			v = strings.TrimSpace(strings.TrimSuffix(in, "}"))
		}
	}
	if !strings.ContainsAny(v, "\\{}$") {
		return clean(v)
	}
	return clean(tex.Decode(quoteTeX(v)))
}

// quoteTeX puts a backslash before what TeX would not leave alone and nobody
// has escaped, so that decoding undoes only what was done on purpose.
func quoteTeX(v string) string {
	var b strings.Builder
	v = strings.ReplaceAll(v, `\sim`, `\textasciitilde{}`)
	for i := 0; i < len(v); i++ {
		switch c := v[i]; c {
		case '\\':
			b.WriteByte(c)
			if i++; i < len(v) {
				b.WriteByte(v[i])
			}
		case '_', '%', '&', '#':
			b.WriteByte('\\')
			b.WriteByte(c)
		case '~':
			b.WriteString(`\textasciitilde{}`)
		case '^':
			b.WriteString(`\textasciicircum{}`)
		case '`':
			b.WriteString(`\textasciigrave{}`)
		case '-', '\'':
			b.WriteByte(c)
			b.WriteString("{}") // "--" stays two
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// encodeLiteral writes a doi or url as it stands where that is balanced.
func encodeLiteral(v string) string {
	if strings.ContainsAny(v, "\\{}$") {
		return tex.Encode(v)
	}
	return v
}
