package jats

import (
	"strconv"
	"strings"

	"citegraph/corpus"
)

// dateParts are a date as it is marked up, in pieces.
type dateParts struct{ year, month, day, season string }

// dates takes the elements of dates.
func (f *citation) dates(k *node) bool {
	switch k.name {
	case "year":
		f.seen = true
		s := name(k.words(), k.get("iso-8601-date"))
		if f.date.year == "" {
			f.date.year = s
		}
		f.comment(s)
	case "month":
		f.date.month = name(f.date.month, k.words())
	case "day":
		f.date.day = name(f.date.day, k.words())
	case "season":
		f.date.season = name(f.date.season, k.words())
	case "date":
		d := datePartsOf(k)
		if f.date.year == "" {
			f.date = d
			f.seen = f.seen || d.year != ""
		}
	case "date-in-citation", "access-date":
		if t := k.get("content-type"); t == "" || strings.Contains(t, "access") || strings.Contains(t, "cited") {
			f.w.Accessed = accessed(k)
		} else if f.date.year == "" {
			f.date = datePartsOf(k)
		}
	default:
		return false
	}
	return true
}

// datePartsOf are the year, month and day elements under n.
func datePartsOf(n *node) dateParts {
	return dateParts{n.kid("year").words(), n.kid("month").words(), n.kid("day").words(), n.kid("season").words()}
}

// issued is the CSL date, nil without a year.
func (d dateParts) issued() *corpus.Date {
	y := yearIn(d.year)
	if y == 0 {
		return nil
	}
	parts := []int{y}
	if m := monthOf(d.month); m > 0 {
		parts = append(parts, m)
		if n, err := strconv.Atoi(strings.TrimSpace(d.day)); err == nil && n >= 1 && n <= 31 {
			parts = append(parts, n)
		}
	}
	return &corpus.Date{Parts: [][]int{parts}, Season: d.season}
}

// yearIn is the first number of four digits that may be a year, else 0.
func yearIn(s string) int {
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		j := i
		for j < len(s) && s[j] >= '0' && s[j] <= '9' {
			j++
		}
		if j-i == 4 {
			if y, _ := strconv.Atoi(s[i:j]); y >= 1000 && y <= 2100 {
				return y
			}
		}
		i = j
	}
	return 0
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// monthOf reads a month by number or English name, else 0.
func monthOf(s string) int {
	s = strings.ToLower(strings.Trim(s, " .,;()"))
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= 12 {
		return n
	}
	if len(s) >= 3 {
		for i, m := range months {
			if strings.HasPrefix(s, m) {
				return i + 1
			}
		}
	}
	return 0
}

// accessed reads the date on which a page was seen, from its elements or from
// words such as "Accessed 12 May 2011" or "2011-05-12".
func accessed(n *node) *corpus.Date {
	if d := datePartsOf(n); d.year != "" {
		return d.issued()
	}
	s := name(n.get("iso-8601-date"), n.words())
	d := dateParts{year: s}
	y := yearIn(s)
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '-' || r == '/' || r == '.' }) {
		v, err := strconv.Atoi(w)
		switch {
		case err != nil:
			if m := monthOf(w); m > 0 {
				d.month = strconv.Itoa(m)
			}
		case v == y:
		case d.month == "" && len(w) == 2 && strings.Contains(s, "-") && v >= 1 && v <= 12:
			d.month = w
		case v >= 1 && v <= 31:
			d.day = w
		}
	}
	return d.issued()
}
