package bib

import "strings"

// line is one line of a tagged format: a tag and its value, or a line that goes
// on with the value before it (tag "").
type line struct {
	tag, value string
	start, end int // of the whole line, without its newline
}

// lines walks text line by line. tagOf parts a line into tag and value; ok is
// false where it has no tag.
func lines(text string, tagOf func(string) (tag, value string, ok bool), each func(line) bool) {
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		l := line{start: at, end: end}
		var ok bool
		if l.tag, l.value, ok = tagOf(text[at:end]); !ok {
			l.tag, l.value = "", text[at:end]
		}
		if !each(l) {
			return
		}
		at = end + 1
	}
}

// tagged is one record of a tagged format.
type tagged struct {
	tags   []string
	values []string
	tail   []byte // what continues the last value
	start  int
	end    int
}

func (r *tagged) put(tag, value string) {
	r.settle()
	r.tags = append(r.tags, tag)
	r.values = append(r.values, value)
}

// goOn appends a continuation to the last value. What is longer than anything
// that is kept is dropped.
func (r *tagged) goOn(value string) {
	value = strings.TrimSpace(value)
	if len(r.values) == 0 || value == "" || len(r.tail)+len(value) > maxAbstract*2 {
		return
	}
	r.tail = append(r.tail, ' ')
	r.tail = append(r.tail, value...)
}

// settle joins the last value and its continuations.
func (r *tagged) settle() {
	if len(r.tail) > 0 {
		r.values[len(r.values)-1] = strings.TrimSpace(r.values[len(r.values)-1] + string(r.tail))
		r.tail = r.tail[:0]
	}
}

// get is the first value that is not empty under the first of tags that has one.
func (r *tagged) get(tags ...string) string {
	r.settle()
	for _, t := range tags {
		for i, have := range r.tags {
			if have == t && strings.TrimSpace(r.values[i]) != "" {
				return strings.TrimSpace(r.values[i])
			}
		}
	}
	return ""
}

// set replaces the first value under tag.
func (r *tagged) set(tag, value string) {
	for i, have := range r.tags {
		if have == tag {
			r.values[i] = value
			return
		}
	}
}

// all are the values under tags, in the order of the record.
func (r *tagged) all(tags ...string) []string {
	r.settle()
	var out []string
	for i, have := range r.tags {
		if v := strings.TrimSpace(r.values[i]); v != "" && holds(tags, have) {
			out = append(out, v)
		}
	}
	return out
}
