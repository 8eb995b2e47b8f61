package jats

import (
	"strings"
)

// rescue reads the references behind the place where the file stopped being
// well-formed, each by itself: a wrong tag in the text must not cost the list.
// The error stands; what is rescued is only kept.
func (r *reader) rescue() {
	p := r.part
	for p != nil && p.parent != nil {
		p = p.parent // the article around
	}
	if p == nil {
		return
	}
	for r.part != p { // what was open within it
		r.finish()
		if r.stopped {
			return
		}
	}
	for p.c.Block() != nil {
		p.c.Close()
	}
	r.open = nil
	src := r.sc.src
	pos := int(r.sc.dec.InputOffset())
	if i := strings.LastIndex(src[:pos], "<ref "); i > strings.LastIndex(src[:pos], "</ref>") {
		pos = i // the reference in which it happened
	}
	n := 0
	for r.ctx.Err() == nil {
		i := nextRef(src[pos:])
		if i < 0 {
			break
		}
		pos += i
		end := strings.Index(src[pos:], "</ref>")
		if end < 0 {
			break
		}
		end += pos + len("</ref>")
		if r.one(src[pos:end], pos) {
			n++
		}
		pos = end
	}
	if n > 0 {
		r.note("rescued", "references behind that place were read one by one")
	}
}

// nextRef is where the next reference begins, -1 where none does.
func nextRef(s string) int {
	for i := 0; ; {
		j := strings.Index(s[i:], "<ref")
		if j < 0 || i+j+4 >= len(s) {
			return -1
		}
		i += j
		if c := s[i+4]; c == ' ' || c == '>' || c == '\n' || c == '\t' {
			return i
		}
		i += 4
	}
}

// one reads a reference that stands in the source at base.
func (r *reader) one(src string, base int) bool {
	whole := r.sc
	defer func() { r.sc = whole }()
	r.sc = newScanner(src)
	r.sc.base, r.sc.names = base, whole.names
	e, err := r.sc.next()
	if err != nil || e.kind != evStart {
		return false
	}
	n, err := r.sc.tree(e)
	if err != nil {
		return false
	}
	r.ref(n)
	return true
}
