package bib

import (
	"errors"
	"fmt"
	"strings"
)

// The most that @string macros may make of one value.
const maxExpansion = 64 << 10

// bibEntry is one entry as it stands, values joined and macros expanded but TeX
// untouched.
type bibEntry struct {
	kind       string // lower case
	key        string
	names      []string // of fields, lower case, in order
	values     []string
	start, end int
	odd        []string // what was mended
}

// get is the value of the first field of one of these names.
func (e *bibEntry) get(names ...string) string {
	for _, want := range names {
		for i, n := range e.names {
			if n == want && e.values[i] != "" {
				return e.values[i]
			}
		}
	}
	return ""
}

func (e *bibEntry) has(name string) bool {
	for _, n := range e.names {
		if n == name {
			return true
		}
	}
	return false
}

func (e *bibEntry) put(name, value string) {
	e.names = append(e.names, name)
	e.values = append(e.values, value)
}

// bibParser walks the entries of a BibTeX file. What stands between entries is
// comment. Damage ends an entry; reading goes on at the next "@" that begins a
// line and an entry.
type bibParser struct {
	s       string
	i       int
	strings map[string]string
	big     bool // an expansion was cut
	wasted  int  // bytes looked at for a closing brace that never came
}

// maxWasted is how much may be wasted before every "@word{" at the start of a
// line is taken for the end of what is open. It keeps damaged files linear.
const maxWasted = 8 << 20

// next is the next entry of the file. err is damage between start and end of
// the entry; ok is false at the end of the file.
func (p *bibParser) next() (e *bibEntry, err error, ok bool) {
	for p.entryStart() {
		e = &bibEntry{start: p.i}
		err = p.entry(e)
		if err != nil {
			e.end = p.nextEntry(e.start + 1)
			p.i = e.end
			return e, err, true
		}
		e.end = p.i
		switch e.kind {
		case "comment", "preamble", "string":
			continue
		}
		return e, nil, true
	}
	return nil, nil, false
}

// entryStart moves to the next "@" that begins an entry.
func (p *bibParser) entryStart() bool {
	for p.i < len(p.s) {
		n := strings.IndexByte(p.s[p.i:], '@')
		if n < 0 {
			p.i = len(p.s)
			return false
		}
		p.i += n
		if p.opensLine(p.i) && p.opensEntry(p.i) {
			return true
		}
		p.i++
	}
	return false
}

// opensLine: nothing but blanks, or the end of another entry, stands before i
// in its line.
func (p *bibParser) opensLine(i int) bool {
	before := strings.TrimRight(p.s[max(0, i-32):i], " \t")
	if before == "" {
		return true
	}
	return strings.IndexByte("\n})", before[len(before)-1]) >= 0 || i < 4 && strings.Trim(before, "\uFEFF") == ""
}

// opensEntry: @word{ or @word( begins at i.
func (p *bibParser) opensEntry(i int) bool {
	j := skipBlank(p.s, i+1, 8)
	k := j
	for k < len(p.s) && k < j+40 && isWordByte(p.s[k]) {
		k++
	}
	if k == j {
		return false
	}
	k = skipBlank(p.s, k, 40)
	return k < len(p.s) && (p.s[k] == '{' || p.s[k] == '(')
}

// nextEntry is where an entry begins at or behind i, at the start of a line.
func (p *bibParser) nextEntry(i int) int {
	for i < len(p.s) {
		n := strings.IndexByte(p.s[i:], '@')
		if n < 0 {
			return len(p.s)
		}
		i += n
		if p.lineStart(i) && p.opensEntry(i) {
			return i
		}
		i++
	}
	return len(p.s)
}

func (p *bibParser) lineStart(i int) bool {
	before := strings.TrimRight(p.s[max(0, i-32):i], " \t")
	return before == "" || before[len(before)-1] == '\n'
}

func skipBlank(s string, i, limit int) int {
	for end := min(len(s), i+limit); i < end && strings.IndexByte(" \t\n\r", s[i]) >= 0; {
		i++
	}
	return i
}

func isWordByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

func (p *bibParser) blank() { p.i = skipBlank(p.s, p.i, len(p.s)) }

var errUnclosed = errors.New("a brace or quote is never closed")

// entry reads the entry at p.i.
func (p *bibParser) entry(e *bibEntry) error {
	p.i++
	p.blank()
	at := p.i
	for p.i < len(p.s) && isWordByte(p.s[p.i]) {
		p.i++
	}
	e.kind = strings.ToLower(p.s[at:p.i])
	p.blank()
	end := byte('}')
	if p.s[p.i] == '(' {
		end = ')'
	}
	switch e.kind {
	case "comment", "preamble":
		return p.passOver(e, end)
	}
	p.i++
	if e.kind != "string" {
		p.key(e, end)
	}
	for {
		p.blank()
		switch {
		case p.i >= len(p.s):
			return errUnclosed
		case p.s[p.i] == end:
			p.i++
			return nil
		case p.s[p.i] == ',':
			p.i++
		default:
			if err := p.field(e, end); err != nil {
				return err
			}
		}
	}
}

// passOver skips a comment or preamble. One that is never closed ends with its
// line.
func (p *bibParser) passOver(e *bibEntry, end byte) error {
	if end == '}' {
		at := p.i
		if _, err := p.braced(); err != nil {
			p.i = at
			if n := strings.IndexByte(p.s[at:], '\n'); n >= 0 {
				p.i = at + n
			} else {
				p.i = len(p.s)
			}
		}
		return nil
	}
	n := strings.IndexAny(p.s[p.i:min(len(p.s), p.i+4096)], ")\n")
	if n < 0 {
		return errUnclosed
	}
	p.i += n + 1
	return nil
}

// key reads the citation key. An entry may lack it.
func (p *bibParser) key(e *bibEntry, end byte) {
	p.blank()
	at := p.i
	n := strings.IndexAny(p.s[at:min(len(p.s), at+maxKey*80)], ",=\n{}\""+string(end))
	if n < 0 {
		return
	}
	if c := p.s[at+n]; c == '=' || c == '{' || c == '"' {
		return // the first field, or something that field reports
	}
	e.key = strings.TrimSpace(p.s[at : at+n])
	p.i = at + n
}

// field reads one field. Text that is none is passed over up to the next comma.
func (p *bibParser) field(e *bibEntry, end byte) error {
	at := p.i
	for p.i < len(p.s) && (isWordByte(p.s[p.i]) || strings.IndexByte(":.+/'*", p.s[p.i]) >= 0 || p.s[p.i] >= 0x80) {
		p.i++
	}
	name := strings.ToLower(p.s[at:p.i])
	p.blank()
	if name == "" || p.i >= len(p.s) || p.s[p.i] != '=' {
		return p.junk(e, at, end)
	}
	p.i++
	p.big = false
	value, err := p.value()
	if err != nil {
		return err
	}
	if p.big {
		e.odd = append(e.odd, fmt.Sprintf("field %q cut: its macros expand to more than %d KiB", name, maxExpansion>>10))
	}
	if e.kind == "string" {
		if p.strings == nil {
			p.strings = map[string]string{}
		}
		p.strings[name] = value
		return nil
	}
	e.put(name, value)
	p.blank()
	if p.i < len(p.s) && p.s[p.i] != ',' && p.s[p.i] != end {
		e.odd = append(e.odd, fmt.Sprintf("no comma behind field %q", name))
	}
	return nil
}

// junk passes over text that is no field.
func (p *bibParser) junk(e *bibEntry, at int, end byte) error {
	for p.i < len(p.s) && p.s[p.i] != ',' && p.s[p.i] != end {
		if p.s[p.i] == '{' {
			if _, err := p.braced(); err != nil {
				return err
			}
			continue
		}
		if p.s[p.i] == '@' && p.lineStart(p.i) && p.opensEntry(p.i) {
			return errUnclosed
		}
		p.i++
	}
	if len(e.odd) < 20 {
		e.odd = append(e.odd, fmt.Sprintf("%q is no field, left out", cut(strings.TrimSpace(p.s[at:p.i]), 40)))
	}
	return nil
}

// value reads pieces joined by "#".
func (p *bibParser) value() (string, error) {
	var whole string
	var joined []byte // of more than one piece
	for n := 0; ; n++ {
		p.blank()
		if p.i >= len(p.s) {
			return "", errUnclosed
		}
		var piece string
		var err error
		switch c := p.s[p.i]; {
		case c == '{':
			piece, err = p.braced()
		case c == '"':
			piece, err = p.quoted()
		default:
			piece = p.macro()
		}
		if err != nil {
			return "", err
		}
		switch {
		case n == 0:
			whole = piece
		case len(whole)+len(joined)+len(piece) <= maxExpansion:
			joined = append(joined, piece...)
		default:
			p.big = true
		}
		p.blank()
		if p.i >= len(p.s) || p.s[p.i] != '#' {
			return whole + string(joined), nil
		}
		p.i++
	}
}

// macro reads a number or the name of a macro. An unknown name stands for
// itself.
func (p *bibParser) macro() string {
	at := p.i
	for p.i < len(p.s) && strings.IndexByte(" \t\n\r,#{}\"()=", p.s[p.i]) < 0 {
		p.i++
	}
	if p.i == at && strings.IndexByte(",})", p.s[p.i]) < 0 {
		p.i++ // a byte that can be nothing
	}
	name := p.s[at:p.i]
	if v, ok := p.strings[strings.ToLower(name)]; ok {
		return v
	}
	return name
}

// braced reads {…} with balanced braces and returns what is within.
func (p *bibParser) braced() (string, error) {
	at, depth := p.i, 0
	for i := p.i; i < len(p.s); {
		n := strings.IndexAny(p.s[i:], "{}@")
		if n < 0 {
			break
		}
		i += n
		switch p.s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				p.i = i + 1
				return p.s[at+1 : i], nil
			}
		case '@':
			if p.lineStart(i) && p.looksLikeEntry(i) {
				p.wasted += i - at
				return "", errUnclosed
			}
		}
		i++
	}
	p.wasted += len(p.s) - at
	return "", errUnclosed
}

// quoted reads "…"; quotes within braces are text.
func (p *bibParser) quoted() (string, error) {
	at, depth := p.i, 0
	for i := p.i + 1; i < len(p.s); i++ {
		switch p.s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth < 0 {
				return "", errUnclosed
			}
		case '"':
			if depth == 0 {
				p.i = i + 1
				return p.s[at+1 : i], nil
			}
		case '@':
			if p.lineStart(i) && p.looksLikeEntry(i) {
				p.wasted += i - at
				return "", errUnclosed
			}
		}
	}
	p.wasted += len(p.s) - at
	return "", errUnclosed
}

// looksLikeEntry: @word{key, stands at i.
func (p *bibParser) looksLikeEntry(i int) bool {
	if !p.opensEntry(i) {
		return false
	}
	if p.wasted > maxWasted {
		return true
	}
	line := p.s[i:min(len(p.s), i+300)]
	if n := strings.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	open := strings.IndexAny(line, "{(")
	return open > 0 && !strings.ContainsAny(strings.TrimRight(line[open+1:], " \t\r"), " ") && strings.Contains(line, ",") ||
		open > 0 && strings.Contains(line[open:], "=")
}
