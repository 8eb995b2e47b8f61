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
	start  int
	end    int
}

func (r *tagged) put(tag, value string) {
	r.tags = append(r.tags, tag)
	r.values = append(r.values, value)
}

// goOn appends a continuation to the last value.
func (r *tagged) goOn(value string) {
	n := len(r.values)
	value = strings.TrimSpace(value)
	if n == 0 || value == "" {
		return
	}
	if len(r.values[n-1])+len(value) > maxAbstract*2 {
		return // longer than anything that is kept
	}
	if r.values[n-1] != "" {
		r.values[n-1] += " "
	}
	r.values[n-1] += value
}

// get is the first value that is not empty under the first of tags that has one.
func (r *tagged) get(tags ...string) string {
	for _, t := range tags {
		for i, have := range r.tags {
			if have == t && strings.TrimSpace(r.values[i]) != "" {
				return strings.TrimSpace(r.values[i])
			}
		}
	}
	return ""
}

// all are the values under tags, in the order of the record.
func (r *tagged) all(tags ...string) []string {
	var out []string
	for i, have := range r.tags {
		if v := strings.TrimSpace(r.values[i]); v != "" && holds(tags, have) {
			out = append(out, v)
		}
	}
	return out
}
