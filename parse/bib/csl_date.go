package bib

import (
	"strconv"
	"strings"

	"citegraph/corpus"
)

// date reads a CSL date, or a string or number that is one.
func (r *cslReader) date(at **corpus.Date, key string) {
	switch r.c.peek() {
	case '{':
	case 'n', 't', 'f', '[':
		if r.c.peek() != 'n' {
			r.wrong(key)
		}
		r.c.skip()
		return
	default:
		s, _ := r.c.text()
		*at = parseDate(s)
		return
	}
	var d corpus.Date
	odd, raw := "", ""
	r.c.object(func(key string) {
		switch key {
		case "date-parts":
			if d.Parts, odd = r.dateParts(); odd != "" {
				d.Literal = odd
			}
		case "season":
			s, _ := r.c.text()
			d.Season = seasonNumber(s)
		case "circa":
			s := r.c.peek()
			r.c.skip()
			d.Circa = s != 'f' && s != 'n' && s != '0'
		case "literal", "raw":
			raw, _ = r.c.text()
		case "year":
			if s, _ := r.c.text(); d.Parts == nil {
				if p := parseDate(s); p != nil {
					d.Parts = p.Parts
				}
			}
		default:
			r.c.skip()
		}
	})
	if d.Parts == nil && raw != "" {
		if p := parseDate(raw); p != nil {
			p.Circa = d.Circa
			d = *p
		}
	}
	d.Literal = clean(d.Literal)
	if len(d.Parts) > 0 || d.Literal != "" || d.Season != "" {
		*at = &d
	}
}

func seasonNumber(s string) string {
	switch s {
	case "1":
		return "spring"
	case "2":
		return "summer"
	case "3":
		return "autumn"
	case "4":
		return "winter"
	}
	return clean(s)
}

// dateParts reads [[2001,5,1]] with numbers or strings. Values that are no
// calendar's come back as text.
func (r *cslReader) dateParts() (parts [][]int, odd string) {
	if r.c.peek() != '[' {
		r.c.skip()
		return nil, ""
	}
	r.c.array(func() {
		if r.c.peek() != '[' { // [2001,5] without the outer list
			s, _ := r.c.text()
			if n, err := strconv.Atoi(s); err == nil && inCalendar(n, len(parts)) {
				if len(parts) == 0 {
					parts = append(parts, nil)
				}
				parts[0] = append(parts[0], n)
			}
			return
		}
		var one []int
		ended := false
		r.c.array(func() {
			s, _ := r.c.text()
			n, err := strconv.Atoi(strings.TrimSpace(s))
			switch {
			case ended || s == "":
				ended = true
			case err == nil && inCalendar(n, len(one)):
				one = append(one, n)
			default:
				ended = true
				if odd == "" {
					odd = cut(s, 40)
				}
			}
		})
		if len(one) > 0 && len(parts) < 2 {
			parts = append(parts, one)
		}
	})
	if len(parts) > 0 {
		odd = ""
	}
	return parts, odd
}

// inCalendar: n can be the year, month or day that stands at place i.
func inCalendar(n, i int) bool {
	switch i {
	case 0:
		return n >= -9999 && n <= 2999 && n != 0
	case 1:
		return n >= 1 && n <= 12
	case 2:
		return n >= 1 && n <= 31
	}
	return false
}
