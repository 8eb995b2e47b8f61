package markup

import (
	"strings"

	"citegraph/corpus"
	"citegraph/parse/tex"
)

// amsrefs keeps an entry of the amsrefs package, whose list is its own
// bibliography; n is the length of the
// command:
//
//	\bib{egger}{article}{
//	  author={Egger, Matthias}, author={Smith, George Davey},
//	  title={Bias in meta-analysis}, journal={BMJ}, date={1997},
//	}
//
// "\bib*" defines what other entries refer to and is no entry.
func (w *latex) amsrefs(s string, i, n int) int {
	star := strings.HasPrefix(s[i:], `\bib*`)
	key, took, ok := texArg(s[i+n:])
	kind, took2, ok2 := "", 0, false
	if ok {
		kind, took2, ok2 = texArg(s[i+n+took:])
	}
	if !ok2 {
		return n
	}
	fields, took3, ok := tex.Argument(s[i+n+took+took2:], maxArgument)
	if !ok {
		return n + took + took2
	}
	n += took + took2 + took3
	if star || len(w.cited) >= maxAmsrefs {
		return n
	}
	f := map[string]string{}
	c := corpus.Work{ID: strings.TrimSpace(key), Type: biblatexTypes[strings.TrimSpace(kind)]}
	for fields != "" {
		k, rest, ok := strings.Cut(fields, "=")
		if !ok {
			break
		}
		v, took, ok := tex.Argument(rest, maxArgument)
		if !ok {
			break
		}
		fields = rest[took:]
		switch k = strings.Trim(k, " \t\n,"); k {
		case "author":
			c.Author = append(c.Author, amsName(v))
		case "editor":
			c.Editor = append(c.Editor, amsName(v))
		default:
			f[k] = biblatexText(strings.ReplaceAll(v, `\ndash`, "-"))
		}
	}
	f["journaltitle"], f["location"] = first(f["journal"], f["booktitle"]), f["address"]
	setFields(&c, f)
	w.cited = append(w.cited, corpus.Reference{ID: c.ID, CSL: c, Confidence: 1})
	return n
}

// maxAmsrefs bounds the entries of one text.
const maxAmsrefs = 50_000

// amsName reads "Family, Given".
func amsName(s string) corpus.Name {
	family, given, _ := strings.Cut(biblatexText(s), ",")
	return whole(corpus.Name{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)})
}
