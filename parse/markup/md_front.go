package markup

import (
	"strconv"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
	"citegraph/corpus/person"
)

// maxFront bounds the front matter, in bytes.
const maxFront = 1 << 20

// frontMatter reads the block between "---" lines at the head of the text and
// is where the text goes on. Only "key: value", lists and folded values are
// understood, a line at a time, and the references (md_refs.go); whatever else
// YAML means is passed over.
func (m *md) frontMatter() int {
	if !strings.HasPrefix(m.src, "---\n") && !strings.HasPrefix(m.src, "--- \n") {
		return m.pandocTitle()
	}
	_, pos := m.next(0)
	var f front
	for pos < len(m.src) && pos < maxFront {
		l, after := m.next(pos)
		if t := strings.TrimRight(l.text, " "); t == "---" || t == "..." {
			m.describe(&f)
			m.references(f.refs)
			return after
		}
		f.line(l.text)
		pos = after
	}
	return 0 // not closed: no front matter
}

// metadata is where a block of metadata ends that begins at pos, further down
// in the text: pandoc's writers put the references there. 0 where none begins.
func (m *md) metadata(pos int) int {
	l, after := m.next(pos)
	if strings.TrimRight(l.text, " ") != "---" || !strings.HasPrefix(m.src[after:], "references:") {
		return 0
	}
	var f front
	for at := after; at < len(m.src) && at-pos < maxFront; {
		l, next := m.next(at)
		if t := strings.TrimRight(l.text, " "); t == "---" || t == "..." {
			m.references(f.refs)
			return next
		}
		f.line(l.text)
		at = next
	}
	return 0
}

// pandocTitle reads pandoc's title block: lines that begin with "%".
func (m *md) pandocTitle() int {
	pos := 0
	for i := 0; i < 3 && pos < len(m.src) && m.src[pos] == '%'; i++ {
		l, after := m.next(pos)
		v := strings.TrimSpace(l.text[1:])
		switch i {
		case 0:
			m.work.Title = v
		case 1:
			for _, a := range strings.Split(v, ";") {
				m.author(a)
			}
		case 2:
			m.work.Issued = dateOf(v)
		}
		pos = after
	}
	return pos
}

// front is front matter as it is read.
type front struct {
	key    string              // of the top level, being read
	vals   map[string][]string // by key; items of lists in order
	people []map[string]string // authors that are written as maps
	fold   bool                // a folded value is being read
	refs   []string            // the lines below "references:"
}

func (f *front) line(s string) {
	if f.vals == nil {
		f.vals = map[string][]string{}
	}
	trim := strings.TrimSpace(s)
	if trim == "" || strings.HasPrefix(trim, "#") {
		return
	}
	indented := s[0] == ' ' || s[0] == '\t'
	if f.key == "references" && (indented || strings.HasPrefix(trim, "-")) {
		f.refs = append(f.refs, s)
		return
	}
	if !indented && !strings.HasPrefix(trim, "-") {
		k, v, ok := strings.Cut(s, ":")
		if !ok {
			return
		}
		f.key, f.fold = strings.ToLower(strings.TrimSpace(k)), false
		f.value(strings.TrimSpace(v))
		return
	}
	if f.fold {
		f.vals[f.key] = append(f.vals[f.key], trim)
		return
	}
	item := strings.HasPrefix(trim, "- ")
	trim = strings.TrimSpace(strings.TrimPrefix(trim, "-"))
	if f.key == "author" || f.key == "authors" {
		if k, v, ok := strings.Cut(trim, ":"); ok && !strings.ContainsAny(k, " ,") {
			if item || len(f.people) == 0 {
				f.people = append(f.people, map[string]string{})
			}
			f.people[len(f.people)-1][strings.ToLower(k)] = unquoteYAML(v)
			return
		}
		if item && trim != "" {
			for _, name := range strings.Split(unquoteYAML(trim), ";") {
				f.people = append(f.people, map[string]string{"name": name})
			}
			return
		}
	}
	if item && trim != "" {
		f.vals[f.key] = append(f.vals[f.key], unquoteYAML(trim))
	}
}

// value takes what stands behind a key of the top level.
func (f *front) value(v string) {
	switch {
	case v == "":
	case v[0] == '|' || v[0] == '>':
		f.fold = true
	case v[0] == '[':
		for _, e := range strings.Split(strings.Trim(v, "[]"), ",") {
			if e = unquoteYAML(e); e != "" {
				f.vals[f.key] = append(f.vals[f.key], e)
			}
		}
	default:
		f.vals[f.key] = append(f.vals[f.key], unquoteYAML(v))
	}
}

func unquoteYAML(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' && s[len(s)-1] == '"' || s[0] == '\'' && s[len(s)-1] == '\'') {
		q := s[:1]
		s = s[1 : len(s)-1]
		if q == "'" {
			return strings.ReplaceAll(s, "''", "'")
		}
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s)
	}
	return s
}

// describe takes what the front matter says of the text.
func (m *md) describe(f *front) {
	one := func(keys ...string) string {
		for _, k := range keys {
			if v := f.vals[k]; len(v) > 0 {
				return strings.Join(strings.Fields(strings.Join(v, " ")), " ")
			}
		}
		return ""
	}
	w := &m.work
	w.Title = one("title")
	if s := one("subtitle"); s != "" && w.Title != "" {
		w.Title += ": " + s
	}
	w.Abstract = one("abstract")
	w.Issued = dateOf(one("date", "date-meta", "year", "published"))
	w.ContainerTitle = one("journal", "container-title", "publication")
	w.Volume, w.Issue = one("volume"), one("issue")
	if d, ok := ident.DOI(one("doi")); ok {
		w.DOI = d
	}
	m.lang = one("lang", "language")
	w.Language = m.lang
	for _, p := range f.people {
		switch {
		case p["family"] != "" || p["surname"] != "":
			w.Author = append(w.Author, corpus.Name{Family: first(p["family"], p["surname"]), Given: first(p["given"], p["given-names"])})
		case p["name"] != "":
			m.author(p["name"])
		}
	}
	if len(w.Author) == 0 {
		for _, k := range []string{"author", "authors", "author-meta"} {
			for _, a := range f.vals[k] {
				for _, one := range strings.Split(a, ";") {
					m.author(one)
				}
			}
			if len(w.Author) > 0 {
				break
			}
		}
	}
	if k := f.vals["keywords"]; len(k) > 0 {
		w.Keyword = strings.Join(k, ", ")
	}
	m.bibs = append(m.bibs, f.vals["bibliography"]...)
}

func (m *md) author(s string) {
	if s = strings.TrimSpace(s); s != "" {
		m.work.Author = append(m.work.Author, person.Parse(s))
	}
}

func first(vs ...string) string {
	for _, v := range vs {
		if v != "" {
			return v
		}
	}
	return ""
}

// dateOf reads a date that begins with its year, or holds one.
func dateOf(s string) *corpus.Date {
	f := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	for i, n := range f {
		y, err := strconv.Atoi(n)
		if err != nil || len(n) != 4 || y < 1000 || y > 2100 {
			continue
		}
		parts := []int{y}
		if i == 0 && len(f) > 1 {
			if mo, err := strconv.Atoi(f[1]); err == nil && mo >= 1 && mo <= 12 && len(f[1]) == 2 {
				parts = append(parts, mo)
				if len(f) > 2 {
					if d, err := strconv.Atoi(f[2]); err == nil && d >= 1 && d <= 31 {
						parts = append(parts, d)
					}
				}
			}
		}
		return &corpus.Date{Parts: [][]int{parts}}
	}
	return nil
}
