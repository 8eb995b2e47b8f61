package markup

import (
	"encoding/json"
	"strings"

	"citegraph/corpus"
)

// Pandoc lets a text carry the works that it cites in its own metadata:
//
//	references:
//	- id: higgins2002
//	  title: Quantifying heterogeneity in a
//	    meta-analysis
//	  author:
//	  - family: Higgins
//	    given: J. P. T.
//	  issued: 2002
//
// These are CSL items; they are handed on as such. Of YAML this reads maps,
// lists and scalars over several lines; the rest is passed over.

// maxNestYAML bounds maps in lists in maps.
const maxNestYAML = 12

// yaml is a block of lines that is being read.
type yaml struct {
	lines []string
	at    int
}

// references keeps the items of the lines below "references:".
func (m *md) references(lines []string) {
	y := yaml{lines: lines}
	items, _ := y.node(0, 0).([]any)
	for _, it := range items {
		if w, ok := it.(map[string]any); ok {
			for _, k := range [...]string{"issued", "accessed", "original-date", "event-date"} {
				dated(w, k)
			}
		}
	}
	if len(items) == 0 || len(m.own) >= maxLibraries {
		return
	}
	if b, err := json.Marshal(items); err == nil {
		m.own = append(m.own, library(m.name+"!references", corpus.FormatCSL, b))
	}
}

// dated writes a date as CSL has it: "2002-03", or {year: 2002, month: 3}, alone
// or in a list.
func dated(w map[string]any, key string) {
	v := w[key]
	if l, ok := v.([]any); ok && len(l) > 0 {
		v = l[0]
	}
	var s string
	switch v := v.(type) {
	case string:
		s = v
	case map[string]any:
		s, _ = v["year"].(string)
	}
	if d := dateOf(s); d != nil {
		w[key] = map[string]any{"date-parts": d.Parts}
	}
}

// node reads what begins at the current line, indented by at least min.
func (y *yaml) node(min, nest int) any {
	line, indent, ok := y.peek()
	if !ok || indent < min || nest > maxNestYAML {
		return nil
	}
	if item(line) {
		var out []any
		for {
			line, in, ok := y.peek()
			if !ok || in != indent || !item(line) {
				return out
			}
			// what stands behind the dash is a block of its own, indented so far
			rest := strings.TrimLeft(line[1:], " ")
			if rest == "" {
				y.at++
				out = append(out, y.node(indent+1, nest+1))
				continue
			}
			deeper := in + len(line) - len(rest)
			if _, _, ok := pairOf(rest); ok || item(rest) {
				y.lines[y.at] = strings.Repeat(" ", deeper) + rest
				out = append(out, y.node(deeper, nest+1))
				continue
			}
			y.at++
			out = append(out, y.scalar(rest, in))
		}
	}
	out := map[string]any{}
	for {
		line, in, ok := y.peek()
		if !ok || in != indent {
			return out
		}
		k, v, ok := pairOf(line)
		if !ok {
			return out
		}
		y.at++
		if v != "" {
			out[k] = y.scalar(v, in)
			continue
		}
		below := indent + 1
		if l, in, ok := y.peek(); ok && in == indent && item(l) {
			below = indent // a list may stand under its key without an indent
		}
		if n := y.node(below, nest+1); n != nil {
			out[k] = n
		}
	}
}

// peek is the next line that is not blank, without its indent.
func (y *yaml) peek() (string, int, bool) {
	for ; y.at < len(y.lines); y.at++ {
		l := y.lines[y.at]
		if t := strings.TrimLeft(l, " "); strings.TrimSpace(t) != "" && t[0] != '#' {
			return strings.TrimRight(t, " \r"), len(l) - len(t), true
		}
	}
	return "", 0, false
}

// scalar is a value whose first line is v; it goes on in lines that are
// indented more than its key.
func (y *yaml) scalar(v string, indent int) any {
	parts := []string{v}
	if v[0] == '|' || v[0] == '>' {
		parts = nil
	}
	for {
		l, in, ok := y.peek()
		if !ok || in <= indent {
			break
		}
		parts = append(parts, l)
		y.at++
	}
	v = strings.Join(parts, " ")
	if len(v) > 1 && v[0] == '[' && v[len(v)-1] == ']' {
		var out []any
		for _, e := range strings.Split(v[1:len(v)-1], ",") {
			if e = unquoteYAML(e); e != "" {
				out = append(out, e)
			}
		}
		return out
	}
	return unquoteYAML(v)
}

func item(s string) bool { return s == "-" || strings.HasPrefix(s, "- ") }

// pairOf parts "key: value".
func pairOf(s string) (key, value string, ok bool) {
	k, v, ok := strings.Cut(s, ":")
	if !ok || k == "" || len(k) > 60 || strings.ContainsAny(k, " \t'\"[]{},") && !strings.HasPrefix(k, `"`) || v != "" && v[0] != ' ' {
		return "", "", false
	}
	return unquoteYAML(k), strings.TrimSpace(v), true
}
