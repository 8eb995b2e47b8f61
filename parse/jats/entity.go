package jats

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxEntity is the length of the longest entity name that is looked up.
const maxEntity = 40

// entities are the named entities that src uses and that are known without a
// DTD: HTML's, which took over nearly all of ISO 8879 and ISO 9573, and the
// rest of ISO's Greek. A name that only a DTD declares stays unknown, and the
// decoder reports it: nothing is ever expanded.
func entities(src string) map[string]string {
	known := map[string]string{}
	for i := 0; ; {
		j := strings.IndexByte(src[i:], '&')
		if j < 0 {
			return known
		}
		i += j + 1
		k := strings.IndexByte(src[i:min(len(src), i+maxEntity)], ';')
		if k <= 0 || src[i] == '#' {
			continue
		}
		name := src[i : i+k]
		if _, seen := known[name]; seen {
			continue
		}
		if v, ok := namedEntity(name); ok {
			known[name] = v
		}
	}
}

func namedEntity(name string) (string, bool) {
	for i := range len(name) {
		if c := name[i]; c < '0' || c > 'z' || c > '9' && c < 'A' || c > 'Z' && c < 'a' {
			return "", false
		}
	}
	if v, ok := isoGreek[name]; ok {
		return v, true
	}
	ref := "&" + name + ";"
	if v := html.UnescapeString(ref); v != ref && !strings.HasSuffix(v, ";") {
		return v, true
	}
	return "", false
}

// isoGreek are the letters of ISOgrk1 and ISOgrk2 (transliterated names) that
// HTML does not have.
var isoGreek = map[string]string{
	"agr": "α", "Agr": "Α", "bgr": "β", "Bgr": "Β", "ggr": "γ", "Ggr": "Γ", "dgr": "δ", "Dgr": "Δ",
	"egr": "ε", "Egr": "Ε", "zgr": "ζ", "Zgr": "Ζ", "eegr": "η", "EEgr": "Η", "thgr": "θ", "THgr": "Θ",
	"igr": "ι", "Igr": "Ι", "kgr": "κ", "Kgr": "Κ", "lgr": "λ", "Lgr": "Λ", "mgr": "μ", "Mgr": "Μ",
	"ngr": "ν", "Ngr": "Ν", "xgr": "ξ", "Xgr": "Ξ", "ogr": "ο", "Ogr": "Ο", "pgr": "π", "Pgr": "Π",
	"rgr": "ρ", "Rgr": "Ρ", "sgr": "σ", "Sgr": "Σ", "sfgr": "ς", "tgr": "τ", "Tgr": "Τ", "ugr": "υ",
	"Ugr": "Υ", "phgr": "φ", "PHgr": "Φ", "khgr": "χ", "KHgr": "Χ", "psgr": "ψ", "PSgr": "Ψ",
	"ohgr": "ω", "OHgr": "Ω", "aacgr": "ά", "Aacgr": "Ά", "eacgr": "έ", "Eacgr": "Έ", "eeacgr": "ή",
	"EEacgr": "Ή", "iacgr": "ί", "Iacgr": "Ί", "oacgr": "ό", "Oacgr": "Ό", "uacgr": "ύ", "Uacgr": "Ύ",
	"ohacgr": "ώ", "OHacgr": "Ώ", "idigr": "ϊ", "udigr": "ϋ", "idiagr": "ΐ", "udiagr": "ΰ",
}

// resolve reads the reference that s begins with ("&ndash;", "&#x2013;") and
// is its text and its length; length 0 where s begins with none.
func (s *scanner) resolve(t string) (string, int) {
	end := strings.IndexByte(t[:min(len(t), maxEntity+2)], ';')
	if end < 2 {
		return "", 0
	}
	name := t[1:end]
	switch name {
	case "lt":
		return "<", end + 1
	case "gt":
		return ">", end + 1
	case "amp":
		return "&", end + 1
	case "apos":
		return "'", end + 1
	case "quot":
		return `"`, end + 1
	}
	if name[0] != '#' {
		if v, ok := s.names[name]; ok {
			return v, end + 1
		}
		return "", 0
	}
	digits, base := name[1:], 10
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "", 0
	}
	return cleanRune(rune(n)), end + 1
}

// cleanRune is r as stored text may hold it. The codes 128 to 159 are read as
// Windows-1252, which is what whoever wrote them meant.
func cleanRune(r rune) string {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return " "
	case r >= 0x80 && r <= 0x9f:
		return html.UnescapeString("&#" + strconv.Itoa(int(r)) + ";")
	case r < ' ' || r == 0x7f || r > utf8.MaxRune || !utf8.ValidRune(r) || r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe:
		return string(utf8.RuneError)
	case r == 0xAD: // soft hyphen
		return ""
	}
	return string(r)
}

// pieces calls copied for each run of raw that stands in the source as it is,
// and put for each reference in it.
func (s *scanner) pieces(e event, copied func(t string, from int), put func(t string, from, to int)) {
	raw, from := e.raw, e.from
	for raw != "" {
		i := strings.IndexByte(raw, '&')
		if e.cdata || i < 0 {
			copied(raw, from)
			return
		}
		if i > 0 {
			copied(raw[:i], from)
			raw, from = raw[i:], from+i
		}
		v, n := s.resolve(raw)
		if n == 0 {
			copied(raw[:1], from)
			raw, from = raw[1:], from+1
			continue
		}
		put(v, from, from+n)
		raw, from = raw[n:], from+n
	}
}

// plain is the text of an event with its references resolved.
func (s *scanner) plain(e event) string {
	if e.cdata || strings.IndexByte(e.raw, '&') < 0 {
		return e.raw
	}
	var b strings.Builder
	s.pieces(e, func(t string, _ int) { b.WriteString(t) }, func(t string, _, _ int) { b.WriteString(t) })
	return b.String()
}
