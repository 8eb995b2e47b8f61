package html

import "strings"

// labelLen is the length of the printed label at the head of an entry: the
// number that the entry has, or one in brackets.
func (e *entry) labelLen(raw string) int {
	s := strings.TrimLeft(raw, " \n\t\u00a0")
	lead := len(raw) - len(s)
	bracket := s != "" && (s[0] == '[' || s[0] == '(')
	i := 0
	if bracket {
		i = 1
	}
	n, d := 0, i
	for d < len(s) && d-i < 4 && s[d] >= '0' && s[d] <= '9' {
		n = n*10 + int(s[d]-'0')
		d++
	}
	if d == i {
		return lead
	}
	rest := s[d:]
	closed := rest != "" && (rest[0] == ']' || rest[0] == ')' || rest[0] == '.')
	alone := strings.TrimSpace(rest) == ""
	switch {
	case bracket && closed && rest[0] != '.':
	case n == e.ordinal && (closed || alone || rest[0] == ' ' || rest[0] == '\n' || rest[0] == '\t' || strings.HasPrefix(rest, "\u00a0") || strings.HasPrefix(rest, "&nbsp;")):
	default:
		return lead
	}
	e.label.Reset()
	e.label.WriteString(s[i:d])
	cut := strings.TrimLeft(rest, "].) \n\t\u00a0")
	cut = strings.TrimPrefix(cut, "&nbsp;")
	return len(raw) - len(cut)
}

// labelAhead reports whether a link that only hangs on the entry begins at pos.
func (w *walker) labelAhead(pos int) bool {
	s := w.sc.src[pos:min(len(w.sc.src), pos+1500)]
	if !strings.HasPrefix(s, "<a ") && !strings.HasPrefix(s, "<A ") {
		return false
	}
	gt := strings.IndexByte(s, '>')
	if gt < 0 {
		return false
	}
	text, ok := w.sc.ahead(pos+gt+1, "a", 200)
	return ok && isLinkLabel(text)
}
