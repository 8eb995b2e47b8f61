package bib

import (
	"strconv"
	"strings"

	"citegraph/corpus"
)

// parseDate reads a date as databases write it: "2019", "2019-05-12",
// "2019/05//", "2019 Mar 5", "2019 Mar-Apr", "MAR 5 2019", "5 May 2019",
// "2019 Winter", "May 2019". nil where there is nothing; what holds no year is
// kept as a literal.
func parseDate(s string) *corpus.Date {
	s = clean(s)
	if s == "" {
		return nil
	}
	if len(s) == 4 && digits4(s) && s[0] != '0' {
		return dateOf(atoi(s), 0, 0, "")
	}
	if len(s) > 10 && s[10] == 'T' && s[4] == '-' {
		s = s[:10] // a time of day
	}
	var parts [3]int // year, month, day
	season := ""
	iso := strings.ContainsAny(s, "/") || strings.Count(s, "-") == 2
	tokens := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" /,.-–;:()[]", r) })
	for i, tok := range tokens {
		n, err := strconv.Atoi(tok)
		switch {
		case err == nil && len(tok) == 4 && parts[0] == 0 && n > 0:
			parts[0] = n
		case err == nil && len(tok) <= 2 && parts[0] != 0 && parts[1] == 0 && n >= 1 && n <= 12 && (iso || i == 1 && strings.Contains(s, tokens[0]+"-")):
			parts[1] = n
		case err == nil && len(tok) <= 2 && parts[2] == 0 && n >= 1 && n <= 31 && (parts[1] != 0 || i == 0):
			parts[2] = n
		case err != nil && parts[1] == 0 && month(tok) != 0:
			parts[1] = month(tok)
		case err != nil && season == "":
			season = seasonOf(tok)
		}
	}
	if parts[0] == 0 {
		if y := leadingYear(s); y != 0 {
			parts[0] = y
		} else {
			return &corpus.Date{Literal: cut(s, 100)}
		}
	}
	return dateOf(parts[0], parts[1], parts[2], season)
}

// dateOf makes a date of what is known of it.
func dateOf(year, month, day int, season string) *corpus.Date {
	if year <= 0 || year > 2999 {
		return nil
	}
	d := &corpus.Date{Parts: [][]int{{year}}, Season: season}
	if month >= 1 && month <= 12 {
		d.Parts[0] = append(d.Parts[0], month)
		if day >= 1 && day <= 31 {
			d.Parts[0] = append(d.Parts[0], day)
		}
		d.Season = ""
	}
	return d
}

// leadingYear finds a year that has a letter behind it ("2001a", "c2001").
func leadingYear(s string) int {
	for i := 0; i+4 <= len(s) && i < 40; i++ {
		if digits4(s[i:i+4]) && (i == 0 || s[i-1] < '0' || s[i-1] > '9') && (i+4 == len(s) || s[i+4] < '0' || s[i+4] > '9') {
			n, err := strconv.Atoi(s[i : i+4])
			if err == nil && n >= 1000 && n <= 2999 {
				return n
			}
		}
	}
	return 0
}

func digits4(s string) bool {
	for i := range s {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

var monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// month reads an English month, whole or cut to three letters or more.
func month(s string) int {
	if len(s) < 3 {
		return 0
	}
	l := strings.ToLower(s)
	full := []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	for i, m := range full {
		if strings.HasPrefix(m, l) || strings.HasPrefix(l, "sept") && i == 8 {
			return i + 1
		}
	}
	return 0
}

func seasonOf(s string) string {
	switch strings.ToLower(s) {
	case "spring", "spr":
		return "spring"
	case "summer", "sum":
		return "summer"
	case "autumn", "fall", "fal":
		return "autumn"
	case "winter", "win":
		return "winter"
	}
	return ""
}

// isoDate writes the first date-parts as 2019-05-12, as far as they go.
func isoDate(d *corpus.Date, sep string) string {
	if d.Year() == 0 {
		return ""
	}
	s := pad(d.Parts[0][0], 4)
	for _, n := range d.Parts[0][1:] {
		s += sep + pad(n, 2)
	}
	return s
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}
