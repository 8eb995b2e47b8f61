package markup

import (
	"encoding/csv"
	"path"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// cite marks a citation of keys: the text s, which stands at at, is written as
// it is.
func (m *md) cite(s string, at int, keys []string) {
	h := m.c.Begin(corpus.Callee, keys...)
	m.c.Write(s, at)
	m.c.End(h)
	for _, k := range keys {
		if !m.known[k] {
			m.known[k] = true
			m.keys = append(m.keys, k)
		}
	}
}

// keysIn are the keys of pandoc citations in the text of a bracket:
// "see @a, p. 3; -@b".
func (m *md) keysIn(s string) []string {
	if strings.IndexByte(s, '@') < 0 {
		return nil
	}
	var out []string
	for i := 0; i < len(s); i++ {
		if s[i] != '@' || i > 0 && !opensKey(s[i-1]) {
			continue
		}
		key, n := citeKey(s[i+1:], true)
		if n == 0 || crossRef(key) {
			continue
		}
		out = append(out, key)
		i += n
	}
	return out
}

// opensKey reports whether a key may follow c.
func opensKey(c byte) bool { return strings.IndexByte(" \n\t;,-([", c) >= 0 }

// citeKey reads a key and is it with the length it takes: letters, digits and
// "_", with punctuation inside, or anything in braces. Within a bracket a key
// may be an address; in running text the punctuation at its end is the text's.
func citeKey(s string, bracket bool) (string, int) {
	if strings.HasPrefix(s, "{") {
		if j := strings.IndexByte(s[:min(len(s), lookAhead)], '}'); j > 1 {
			return s[1:j], j + 1
		}
		return "", 0
	}
	if s == "" || !alnum(s[0]) && s[0] != '_' && s[0] < 0x80 {
		return "", 0
	}
	n := 0
	for n < len(s) && n < lookAhead && (alnum(s[n]) || s[n] >= 0x80 || strings.IndexByte("_:.#$%&-+?<>~/", s[n]) >= 0 || bracket && strings.IndexByte("()=", s[n]) >= 0) {
		n++
	}
	key := strings.TrimRight(s[:n], ":.#$%&-+?<>~/")
	if bracket && strings.Count(key, ")") > strings.Count(key, "(") {
		key = strings.TrimRight(key, ")")
	}
	return key, len(key)
}

// crossRef reports keys of pandoc-crossref: figures, tables, equations.
func crossRef(key string) bool {
	p, _, ok := strings.Cut(key, ":")
	if !ok {
		return false
	}
	switch strings.ToLower(p) {
	case "fig", "tbl", "tab", "eq", "sec", "lst", "thm", "lem", "def", "app", "alg", "eqn":
		return true
	}
	return false
}

// narrative writes "@key" and "@key [p. 3]" in running text.
func (m *md) narrative(s string, i, from int, flush func(int)) int {
	if i > 0 && !opensKey(s[i-1]) && s[i-1] != '*' && s[i-1] != '_' && s[i-1] != '"' && s[i-1] != '\'' {
		return 0 // an address
	}
	key, n := citeKey(s[i+1:], false)
	if n == 0 {
		return 0
	}
	if crossRef(key) {
		flush(i)
		h := m.c.Begin(corpus.Link, "#"+key)
		m.c.Write(s[i:i+1+n], from+i)
		m.c.End(h)
		return n + 1
	}
	n++
	if rest := s[i+n:]; strings.HasPrefix(rest, " [") {
		if j := closing(rest[1:]); j > 0 && j < 100 && len(m.keysIn(rest[2:1+j])) == 0 && !strings.HasPrefix(rest[2+j:], "(") {
			n += j + 2
		}
	}
	flush(i)
	m.cite(s[i:i+n], from+i, []string{key})
	return n
}

// identifiers are the works that are cited by an identifier instead of a key,
// as manubot has it: "doi:10.1000/x", "pmid:1", or a tag that stands for one.
func (m *md) identifiers() []corpus.Reference {
	var out []corpus.Reference
	for _, k := range m.keys {
		id := k
		if t, ok := m.tags[k]; ok {
			id = t
		}
		if w, ok := identified(id); ok {
			w.ID = k
			out = append(out, corpus.Reference{ID: k, Raw: id, CSL: w, Confidence: 1, Partial: true})
		}
	}
	return out
}

func identified(key string) (corpus.Work, bool) {
	kind, v, ok := strings.Cut(key, ":")
	if !ok {
		return corpus.Work{}, false
	}
	w := corpus.Work{}
	switch strings.ToLower(kind) {
	case "doi":
		w.DOI, ok = ident.DOI(v)
	case "pmid", "pubmed":
		w.PMID, ok = ident.PMID(v)
	case "pmcid", "pmc":
		w.PMCID, ok = ident.PMCID(v)
	case "arxiv":
		v, ok = ident.ArXiv(v)
		w.Custom = &corpus.Custom{ArXiv: v}
	case "isbn":
		w.ISBN, ok = ident.ISBN(v)
	case "url", "http", "https":
		if kind != "url" {
			v = key
		}
		w.URL = v
		if d, is := ident.DOI(v); is && strings.Contains(v, "doi.org/") {
			w.DOI = d
		}
	default:
		return w, false
	}
	return w, ok
}

// manubot opens what manubot writes beside a manuscript: the works as CSL and
// the table that leads from what is cited to their ids.
func (m *md) manubot(t *corpus.Text, s *shelf) {
	base := path.Base(s.in.Name)
	stem, ok := strings.CutSuffix(base, "manuscript.md")
	if !ok || s.in.Beside == nil || len(m.keys) == 0 {
		return
	}
	raw, err := s.in.Beside(stem + "citations.tsv")
	if err != nil || len(raw) > 8<<20 || !s.add(stem+"references.json") {
		return
	}
	rd := csv.NewReader(strings.NewReader(string(raw)))
	rd.Comma, rd.FieldsPerRecord, rd.LazyQuotes = '\t', -1, true
	rows, err := rd.ReadAll()
	if err != nil || len(rows) == 0 {
		return
	}
	in, out := -1, -1
	for i, h := range rows[0] {
		switch h {
		case "input_id", "manuscript_id":
			in = i
		case "short_id":
			out = i
		}
	}
	if in < 0 || out < 0 {
		return
	}
	ids := map[string]string{}
	for _, r := range rows[1:] {
		if in < len(r) && out < len(r) {
			ids[strings.TrimPrefix(r[in], "@")] = r[out]
		}
	}
	for i := range t.Marks {
		if t.Marks[i].Kind != corpus.Callee {
			continue
		}
		for k, key := range t.Marks[i].Targets {
			if id, ok := ids[key]; ok {
				t.Marks[i].Targets[k] = id
			}
		}
	}
	kept := m.keys[:0]
	for _, k := range m.keys {
		if _, ok := ids[k]; !ok {
			kept = append(kept, k)
		}
	}
	m.keys = kept
}
