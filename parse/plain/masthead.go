package plain

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"citegraph/corpus"
)

// masthead reads a line such as
//
//	Journal of Things 2019 ;17(2):51
//	Journal of Things, 2019, 17:51-60
//	Journal of Things. 2019;17(2):e51
//
// into w: container title, year, volume, issue, page. It reports whether s is
// such a line. A masthead names a year and a volume or a page behind it.
func masthead(s string, w *corpus.Work) bool {
	if len(s) > 300 || strings.Contains(s, "\n") {
		return false
	}
	at := -1
	for i := 0; i+4 <= len(s); i++ {
		if hasYear(s[i:i+4]) && (i == 0 || !digit(s[i-1])) && (i+4 == len(s) || !digit(s[i+4])) {
			rest := strings.TrimLeft(s[i+4:], " ,)")
			if rest != "" && (rest[0] == ';' || rest[0] == ':' || digit(rest[0]) || rest[0] == '(') && mostlyNumbers(rest) {
				at = i
				break
			}
		}
	}
	if at < 0 || at > 0 && utf8.RuneCountInString(s[:at]) < 2 {
		return false
	}
	year, _ := strconv.Atoi(s[at : at+4])
	w.Issued = &corpus.Date{Parts: [][]int{{year}}}
	if j := strings.Trim(s[:at], " ,.;("); j != "" {
		w.ContainerTitle = oneLine(j)
	}
	rest := strings.TrimLeft(s[at+4:], " ,);")
	vol, page, _ := strings.Cut(rest, ":")
	if i := strings.IndexByte(vol, '('); i >= 0 {
		if j := strings.IndexByte(vol[i:], ')'); j > 0 {
			w.Issue = strings.TrimSpace(vol[i+1 : i+j])
		}
		vol = vol[:i]
	}
	w.Volume = strings.Trim(vol, " ,.")
	if f := strings.Fields(page); len(f) > 0 {
		w.Page = strings.NewReplacer("–", "-", "—", "-").Replace(strings.TrimRight(f[0], ".,;"))
	}
	return true
}

// mostlyNumbers reports that s is a locator, not prose: few letters.
func mostlyNumbers(s string) bool {
	letters, digits := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i] | 0x20; {
		case digit(s[i]):
			digits++
		case c >= 'a' && c <= 'z':
			letters++
		}
	}
	return digits > 0 && letters <= digits+10 && len(s) < 80
}

// journalYear reads "Journal of Things 2019": a masthead without a volume.
func journalYear(s string, w *corpus.Work) bool {
	if len(s) < 7 || len(s) > 200 || !hasYear(s[len(s)-4:]) || s[len(s)-5] != ' ' {
		return false
	}
	year, _ := strconv.Atoi(s[len(s)-4:])
	w.Issued = &corpus.Date{Parts: [][]int{{year}}}
	w.ContainerTitle = oneLine(strings.TrimRight(s[:len(s)-5], ",. "))
	return true
}
