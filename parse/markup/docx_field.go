package markup

import (
	"encoding/base64"
	"encoding/json"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// maxInstr bounds the code of one field, in bytes.
const maxInstr = 4 << 20

// field is an open field: its code, and once that is read, its result.
//
//	begin  code: ADDIN ZOTERO_ITEM CSL_CITATION {…}  separate  result: (Smith, 2001)  end
type field struct {
	instr strings.Builder
	data  strings.Builder // base64 of what EndNote keeps apart
	mark  int
	shown bool // the code is read
	bibl  bool
}

// fieldChar begins, parts and ends fields, which nest.
func (d *docx) fieldChar(kind string) {
	n := len(d.fields)
	switch kind {
	case "begin":
		if n < 64 {
			d.fields = append(d.fields, &field{mark: -1})
		}
	case "separate":
		if n > 0 {
			d.separate(d.fields[n-1])
		}
	case "end":
		if n > 0 {
			f := d.fields[n-1]
			d.fields = d.fields[:n-1]
			if !f.shown && n > 1 { // data within the code of another field
				d.fields[n-2].data.WriteString(f.data.String())
			}
			d.endField(f)
		}
	}
}

// separate reads the code of a field; what follows is its result.
func (d *docx) separate(f *field) {
	f.mark, f.shown = -1, true
	code := strings.TrimSpace(f.instr.String())
	switch {
	case strings.Contains(code, "ZOTERO_BIBL"), strings.Contains(code, "CSL_BIBLIOGRAPHY"), strings.Contains(code, "EN.REFLIST"),
		strings.HasPrefix(code, "BIBLIOGRAPHY"):
		f.bibl = true
		d.bibl++
		if b := d.c.Block(); b != nil && b.Kind == corpus.Paragraph && d.c.Empty() {
			b.Kind = corpus.RefEntry
		}
	case strings.Contains(code, "CSL_CITATION"):
		if i := strings.IndexByte(code, '{'); i >= 0 {
			f.mark = d.callee(d.cites.csl([]byte(code[i:])))
		}
	case strings.Contains(code, "EN.CITE"):
		xml := code
		if !strings.Contains(xml, "<Cite>") {
			if b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(f.data.String()), "")); err == nil {
				xml = string(b)
			}
		}
		f.mark = d.callee(d.cites.endNote(xml))
	case strings.HasPrefix(code, "CITATION "):
		f.mark = d.callee(sourceTags(code))
	}
}

// endField ends the result of a field.
func (d *docx) endField(f *field) {
	d.c.End(f.mark)
	if f.bibl {
		d.bibl--
	}
}

func (d *docx) callee(keys []string) int {
	if len(keys) == 0 {
		return -1
	}
	return d.c.Begin(corpus.Callee, keys...)
}

// frame reads the tag of a content control: Mendeley's citations and
// bibliography.
func (d *docx) frame(tag string) {
	at := -1 // the control around its properties
	for i := len(d.open) - 1; i >= 0 && i >= len(d.open)-6; i-- {
		if d.open[i].name == "sdt" {
			at = i
			break
		}
	}
	if at < 0 {
		return
	}
	switch {
	case strings.HasPrefix(tag, "MENDELEY_BIBLIOGRAPHY"):
		if !d.open[at].bibl {
			d.open[at].bibl = true
			d.bibl++
		}
	case strings.HasPrefix(tag, "MENDELEY_CITATION_v3_"):
		b, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(tag, "MENDELEY_CITATION_v3_"))
		if err == nil && d.open[at].mark < 0 {
			d.open[at].mark = d.callee(d.cites.csl(b))
		}
	}
}

// sourceTags are the tags of Word's own citation field: "CITATION Smi01 \l 1033
// \m Doe02".
func sourceTags(code string) []string {
	var out []string
	want := true
	skip := false
	for _, w := range strings.Fields(strings.TrimPrefix(code, "CITATION ")) {
		switch {
		case w == `\m`:
			want, skip = true, false
		case strings.HasPrefix(w, `\`):
			want, skip = false, true
		case want:
			out = append(out, w)
			want = false
		case skip:
			skip = false
		}
	}
	return out
}

// citations are the works that the fields of a document carry.
type citations struct {
	items   []json.RawMessage // CSL
	keys    []string          // of items
	titles  []string          // of items, folded
	records []string          // EndNote records, as XML
	seen    map[string]bool
	sources []corpus.Reference // Word's own
}

// csl takes a citation in CSL's JSON and is its keys.
func (c *citations) csl(b []byte) []string {
	var v struct {
		CitationItems []struct {
			ID       json.RawMessage `json:"id"`
			URIs     []string        `json:"uris"`
			URI      []string        `json:"uri"`
			ItemData json.RawMessage `json:"itemData"`
		} `json:"citationItems"`
	}
	// The code may go on behind the object.
	if err := json.NewDecoder(strings.NewReader(string(b))).Decode(&v); err != nil {
		return nil
	}
	var keys []string
	for _, it := range v.CitationItems[:min(len(v.CitationItems), 1000)] {
		key := strings.Trim(string(it.ID), `" `)
		if u := append(it.URIs, it.URI...); len(u) > 0 {
			key = u[0]
		}
		if key == "" || len(key) > 500 {
			continue
		}
		keys = append(keys, key)
		if !c.fresh(key) {
			continue
		}
		var m map[string]json.RawMessage
		if json.Unmarshal(it.ItemData, &m) != nil || m == nil {
			continue
		}
		var title string
		_ = json.Unmarshal(m["title"], &title)
		m["id"], _ = json.Marshal(key)
		item, err := json.Marshal(m)
		if err != nil {
			continue
		}
		c.items, c.keys, c.titles = append(c.items, item), append(c.keys, key), append(c.titles, fold.Fold(title))
	}
	return keys
}

func (c *citations) fresh(key string) bool {
	if c.seen == nil {
		c.seen = map[string]bool{}
	}
	if c.seen[key] {
		return false
	}
	c.seen[key] = true
	return true
}

// endNote takes a citation as EndNote writes it and is its keys: the numbers
// of its records.
func (c *citations) endNote(s string) []string {
	var keys []string
	for range 1000 {
		i := strings.Index(s, "<Cite>")
		if i < 0 {
			break
		}
		s = s[i+len("<Cite>"):]
		cite := s
		if j := strings.Index(s, "</Cite>"); j >= 0 {
			cite, s = s[:j], s[j:]
		}
		num := between(cite, "<RecNum>", "</RecNum>")
		rec := between(cite, "<record>", "</record>")
		if num == "" {
			num = between(rec, "<rec-number>", "</rec-number>")
		}
		if num == "" {
			continue
		}
		keys = append(keys, num)
		if rec == "" || !c.fresh("en:"+num) {
			continue
		}
		if !strings.Contains(rec, "<rec-number>") {
			rec = "<rec-number>" + num + "</rec-number>" + rec
		}
		if l := between(rec, "<label>", "</label>"); l != "" { // the number is the key here
			rec = strings.Replace(rec, "<label>"+l+"</label>", "", 1)
		}
		c.records = append(c.records, "<record>"+rec+"</record>")
	}
	return keys
}

func between(s, a, b string) string {
	i := strings.Index(s, a)
	if i < 0 {
		return ""
	}
	s = s[i+len(a):]
	if j := strings.Index(s, b); j >= 0 {
		return s[:j]
	}
	return ""
}

// settle hands the works on, and finds which entry of the printed bibliography
// is which work.
func (c *citations) settle(t *corpus.Text, name string) {
	if len(c.items) > 0 {
		b, err := json.Marshal(c.items)
		if err == nil {
			t.Libraries = append(t.Libraries, library(name+"!citations.json", corpus.FormatCSL, b))
		}
	}
	if len(c.records) > 0 {
		b := []byte("<xml><records>" + strings.Join(c.records, "") + "</records></xml>")
		t.Libraries = append(t.Libraries, library(name+"!citations.xml", corpus.FormatEndNote, b))
	}
	t.Cited = c.sources
	anchors := map[string]bool{}
	entries := 0
	for _, b := range t.Blocks {
		if b.Kind == corpus.RefEntry {
			entries++
			anchors[b.ID] = true
		}
	}
	for i := range t.Marks { // EndNote's links from text to list
		m := &t.Marks[i]
		if m.Kind == corpus.Link && len(m.Targets) == 1 && strings.HasPrefix(m.Targets[0], "#") && anchors[m.Targets[0][1:]] {
			m.Kind, m.Targets = corpus.Callee, []string{m.Targets[0][1:]}
		}
	}
	if entries*len(c.keys) > 4_000_000 {
		return
	}
	for i := range t.Blocks {
		b := &t.Blocks[i]
		if b.Kind != corpus.RefEntry {
			continue
		}
		printed := fold.Fold(t.Slice(b.Span))
		for k, title := range c.titles {
			if len(title) >= 8 && strings.Contains(printed, title) {
				b.ID = c.keys[k]
				break
			}
		}
	}
}

func library(name string, f corpus.Format, b []byte) corpus.Input {
	in := corpus.Input{Name: name, Format: f, Raw: b}
	in.Text, in.Offsets, _ = corpus.Decode(b, "")
	return in
}
