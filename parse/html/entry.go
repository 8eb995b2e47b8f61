package html

import (
	"strings"

	"citegraph/corpus"
)

// entry is the entry of the reference list that is being read.
type entry struct {
	ids     []string        // anchors in it
	text    strings.Builder // what is printed, the first 8 KiB
	label   strings.Builder
	work    corpus.Work // identifiers that its links and COinS carry
	parts   printedParts
	started bool // something of it was printed
	left    bool // a link that hangs on it was just left out
	eat     bool // a bracket around a link that was left out is still open
	lines   bool // line breaks end entries here
	ordinal int
}

// tally is what became of one entry, for the judgement over its region.
type tally struct {
	region int
	strong bool
	dated  bool // it has a year or an identifier
}

// entryWords are class words of elements that are one entry where entries are
// no list items.
var entryWords = map[string]bool{
	"reference": true, "ref": true, "citation": true, "cit": true, "entry": true, "bibitem": true, "item": true,
	"blk": true, "bib": true, "bibl": true, "referencescopy1": true, "referencescopy": true,
}

// opensEntry begins an entry where the element is one.
func (w *walker) opensEntry(f *frame, t *token) bool {
	is := false
	switch t.tag {
	case "li", "dd", "tr":
		is = w.region.items || t.tag != "tr" && w.region.count == 0
		w.region.items = w.region.items || is
	case "p":
		is = !w.region.items
	case "div", "span", "cite":
		is = !w.region.items && w.namesEntry(t)
	}
	if !is {
		return false
	}
	f.entry, f.block, f.inline, f.kind = true, true, true, corpus.RefEntry
	w.openEntry()
	w.entry.note(t)
	if c := strings.TrimRight(t.get("data-counter"), ". "); c != "" {
		w.entry.label.WriteString(c)
	}
	if w.label.Len() > 0 {
		w.entry.label.WriteString(w.label.String())
		w.label.Reset()
	}
	if id := t.get("id"); (t.tag == "p" || t.tag == "div" || t.tag == "tr") && (id == "" || w.s.links[id] == 0) {
		w.entry.lines = manyLines(upTo(w.sc.src[t.to:min(len(w.sc.src), t.to+32<<10)], "<"+t.tag), t.tag)
	}
	return true
}

func (w *walker) openEntry() {
	w.entry = &entry{ordinal: w.region.count + 1}
	w.c.Open(corpus.Block{Kind: corpus.RefEntry})
}

// namesEntry reports whether an element says that it is one entry, or is what
// the text links to.
func (w *walker) namesEntry(t *token) bool {
	if id := t.get("id"); id != "" && w.s.links[id] > 0 {
		return true
	}
	if t.tag == "span" || len(t.get("class")) > 300 {
		return false
	}
	if t.get("role") == "doc-biblioentry" {
		return true
	}
	for _, class := range strings.Fields(strings.ToLower(t.get("class"))) {
		words := strings.FieldsFunc(class, func(r rune) bool { return r == '-' || r == '_' })
		if n := len(words); n > 0 && entryWords[words[n-1]] {
			return true
		}
	}
	return false
}

// nextEntry begins another entry in the same element.
func (w *walker) nextEntry() {
	if !w.entry.started {
		return
	}
	w.endEntry()
	w.openEntry()
	w.entry.lines = true
}

// endEntry ends the entry and says in its block what it is.
func (w *walker) endEntry() {
	e := w.entry
	w.entry = nil
	b := w.c.Block()
	if b == nil {
		return
	}
	text := e.text.String()
	// An entry of which nothing is printed keeps its number if the text cites it.
	cited := false
	for _, id := range e.ids {
		cited = cited || w.s.links[id] > 0
	}
	if !e.started || !cited && (isLinkLabel(text) || !strings.ContainsFunc(text, isLetter)) {
		b.Kind = corpus.Boiler
		w.c.Close()
		return
	}
	w.region.count++
	b.Label = strings.Trim(e.label.String(), " .[]():\u00a0\n\t")
	if len(b.Label) > 60 {
		b.Label = ""
	}
	b.ID = w.anchor(e.ids)
	for _, id := range e.ids {
		if id != b.ID && b.ID != "" {
			w.alias[id] = b.ID
		}
	}
	if b.ID != "" {
		w.ids[b.ID] = true
	}
	if f := e.fields(); f != nil {
		b.Fields = f
	}
	w.regions = append(w.regions, tally{w.nRegion, w.region.strong, dated(text) || b.Fields != nil})
	w.c.Close()
}

// anchor is the anchor of an entry that the page links to most, else its first.
func (w *walker) anchor(ids []string) string {
	best, n := "", -1
	for _, id := range ids {
		if c := w.s.links[id]; c > n && !w.ids[id] {
			best, n = id, c
		}
	}
	return best
}

// note takes anchors and identifiers from a tag inside the entry, even one
// that is passed over.
func (e *entry) note(t *token) {
	for _, key := range []string{"id", "name", "data-bib-id", "data-legacy-id", "content-id", "data-id"} {
		if v := t.get(key); v != "" && len(v) < 300 && len(e.ids) < 32 && (key != "name" || t.tag == "a") {
			e.ids = append(e.ids, v)
		}
	}
	if t.tag == "a" {
		identify(&e.work, t.get("href"))
	}
	setDOI(&e.work, t.get("data-doi"))
	if t.tag == "span" && strings.Contains(t.get("class"), "Z3988") {
		coins(&e.work, t.get("title"))
	}
}

// hung reports whether an element hangs on the entry without being part of it:
// links to search engines, arrows back to the text.
func (e *entry) hung(w *walker, t *token) bool {
	if t.tag == "a" {
		s, ok := w.sc.ahead(t.to, "a", 400)
		if !ok {
			return false
		}
		if isLinkLabel(s) && !(s == "" && t.get("href") == "") {
			return true
		}
		return len(s) <= 2 && s != "" && isLetter(rune(s[0])) && fragment(t.get("href")) != ""
	}
	class := strings.ToLower(t.get("class"))
	if class == "" || len(class) > 300 {
		return false
	}
	if strings.Contains(class, "u-hide") || strings.Contains(class, "casrecord") || strings.Contains(class, "cit-extra") || strings.Contains(class, "getftr") {
		return true
	}
	for _, c := range strings.Fields(class) {
		words := strings.FieldsFunc(c, func(r rune) bool { return r == '-' || r == '_' })
		if n := len(words); n > 0 {
			switch words[n-1] {
			case "links", "reflinks", "reflink", "backref", "backlink", "backlinks", "backrefs", "openurl", "copyto", "scholar":
				return true
			}
		}
	}
	return false
}

// isLabel reports whether an element at the head of the entry holds its label.
func (e *entry) isLabel(t *token) bool {
	if e.started || t.tag == "a" {
		return false
	}
	class := strings.ToLower(t.get("class"))
	if class == "" || len(class) > 300 {
		return false
	}
	if strings.Contains(class, "left-margin") || strings.Contains(class, "ltx_tag") {
		return true
	}
	for _, c := range strings.Fields(class) {
		words := strings.FieldsFunc(c, func(r rune) bool { return r == '-' || r == '_' })
		if len(words) == 0 {
			continue
		}
		switch words[len(words)-1] {
		case "label", "number", "order", "counter", "refnum", "ordinal", "num", "bibnumber", "seq", "enumerator", "no":
			return true
		}
	}
	return false
}

// entryText takes a run of text of the entry.
func (w *walker) entryText(t token) {
	e := w.entry
	for i := len(w.open) - 1; i >= 0 && !w.open[i].entry; i-- {
		if w.open[i].label {
			e.label.WriteString(plain(t.raw))
			return
		}
	}
	raw, from := t.raw, t.from
	if e.left || w.labelAhead(t.to) { // "|" between links that are left out
		if strings.Trim(raw, " \n\t|·•;,/") == "" && raw != "" {
			return
		}
	}
	e.left = false
	if !e.started {
		n := e.labelLen(raw)
		raw, from = raw[n:], from+n
		if strings.TrimSpace(raw) == "" {
			return
		}
	}
	if e.eat {
		s := strings.TrimLeft(raw, " \n\t")
		if s != "" {
			e.eat = false
			if s[0] == ']' || s[0] == ')' {
				from += len(raw) - len(s) + 1
				raw = s[1:]
			}
		}
	}
	if s := strings.TrimRight(raw, " \n\t"); s != "" && (s[len(s)-1] == '[' || s[len(s)-1] == '(') && w.labelAhead(t.to) {
		raw, e.eat = s[:len(s)-1], true
	}
	w.writeEntry(raw, from)
}

// writeEntry writes text of the entry without the labels in brackets that a
// publisher's links left behind ("[CrossRef]").
func (w *walker) writeEntry(raw string, from int) {
	e := w.entry
	for raw != "" {
		i := strings.IndexByte(raw, '[')
		j := -1
		if i >= 0 {
			j = strings.IndexByte(raw[i:min(len(raw), i+40)], ']')
		}
		if j > 1 && isLinkLabel(raw[i+1:i+j]) {
			w.putEntry(raw[:i], from)
			raw, from = raw[i+j+1:], from+i+j+1
			continue
		}
		if i >= 0 && i+1 < len(raw) {
			w.putEntry(raw[:i+1], from)
			raw, from = raw[i+1:], from+i+1
			continue
		}
		w.putEntry(raw, from)
		break
	}
	e.started = e.started || strings.TrimSpace(e.text.String()) != ""
}

func (w *walker) putEntry(raw string, from int) {
	pieces(raw, from, w.c.Write, w.c.Put)
	if e := w.entry; e.text.Len() < 8<<10 {
		s := plain(raw)
		if f := w.field(); f != "" && s != "" {
			e.parts.add(f, s)
		}
		if raw != "" && (raw[0] == ' ' || raw[0] == '\n') && e.text.Len() > 0 {
			e.text.WriteByte(' ')
		}
		e.text.WriteString(s)
		if s != "" && (raw[len(raw)-1] == ' ' || raw[len(raw)-1] == '\n') {
			e.text.WriteByte(' ')
		}
		e.started = e.started || s != ""
	}
}

// field is the field that the innermost open element with one holds.
func (w *walker) field() string {
	for i := len(w.open) - 1; i >= 0 && !w.open[i].entry; i-- {
		if w.open[i].field != "" {
			return w.open[i].field
		}
	}
	return ""
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xaa
}

// dated reports whether a text has a year or an identifier, as references do.
func dated(s string) bool {
	run := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] >= '0' && s[i] <= '9' {
			run++
			continue
		}
		if run == 4 && (s[i-4] == '1' || s[i-4] == '2') {
			return true
		}
		run = 0
	}
	return strings.Contains(s, "10.") || strings.Contains(s, "http") || strings.Contains(s, "www.") || strings.Contains(s, "in press")
}
