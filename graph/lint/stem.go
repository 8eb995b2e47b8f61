package lint

import (
	"strconv"
	"strings"

	"citegraph/graph"
)

// stem is the beginning that the DOIs of one journal share:
// "10.1371/journal.pone", "10.1016/s0140-6736", "10.1007/s00127".
type stem struct {
	journal uint32
	works   int
}

// A stem belongs to a journal where at least minStem works have it and none of
// them is of another.
const minStem = 4

func stemsOf(works []work) map[string]*stem {
	type tally struct {
		of    map[uint32]int
		works int
	}
	all := map[string]*tally{}
	for i := range works {
		w := &works[i]
		if w.journal == graph.None {
			continue
		}
		for _, id := range w.ids {
			doi, ok := strings.CutPrefix(id, "doi:")
			if !ok {
				continue
			}
			s := stemOf(doi)
			if s == "" {
				continue
			}
			t := all[s]
			if t == nil {
				t = &tally{of: map[uint32]int{}}
				all[s] = t
			}
			t.of[w.journal]++
			t.works++
		}
	}
	out := map[string]*stem{}
	for s, t := range all {
		if t.works < minStem {
			continue
		}
		for j, n := range t.of {
			// one in twenty may itself be the slip that is looked for
			if n*20 >= t.works*19 || t.works < 20 && n == t.works-1 && n >= minStem {
				out[s] = &stem{j, n}
			}
		}
	}
	return out
}

// stemOf is the beginning of a DOI that may tell the journal, "" where none
// does.
func stemOf(doi string) string {
	reg, suffix, ok := strings.Cut(doi, "/")
	if !ok || len(suffix) > 256 {
		return ""
	}
	end := func(s string) int { // of the first piece of s
		if n := issnAt(s); n > 0 {
			return n
		}
		if n := strings.IndexAny(s, "./()_:;-"); n >= 0 {
			return n
		}
		return len(s)
	}
	first := end(suffix)
	piece := suffix[:first]
	switch {
	case len(piece) == 9 && piece[4] == '-', len(piece) == 8 && digits(piece), len(piece) == 6 && piece[0] == 's' && digits(piece[1:]),
		len(piece) == 10 && piece[0] == 's':
		return reg + "/" + piece
	case piece == "":
		return ""
	}
	letters := piece
	if i := strings.IndexAny(piece, "0123456789"); i >= 0 {
		letters = piece[:i]
	}
	if len(letters) == len(piece) && first < len(suffix) && suffix[first] != '/' { // "journal.pone", "j.jad", "j.1365-2850"
		rest := suffix[first+1:]
		second := rest[:end(rest)]
		if issnAt(rest) == 0 {
			if i := strings.IndexAny(second, "0123456789"); i >= 0 {
				second = second[:i]
			}
		}
		if second != "" {
			return reg + "/" + suffix[:first+1] + second
		}
	}
	if len(letters) < 3 || letters == "journal" || letters == "art" {
		return ""
	}
	return reg + "/" + letters
}

// issnAt is how many bytes of s are an ISSN, or s and one; 0 for none.
func issnAt(s string) int {
	if strings.HasPrefix(s, "s") {
		if n := issnAt(s[1:]); n == 9 {
			return 10
		}
		return 0
	}
	if len(s) >= 9 && digits(s[:4]) && s[4] == '-' && digits(s[5:8]) && (digits(s[8:9]) || s[8] == 'x') {
		return 9
	}
	return 0
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// yearOf is the year that a DOI carries by the habit of its publisher:
// "j.jad.2014.05.001", "fpsyt.2017.00123", "s12888-014-0039-z".
func yearOf(doi string) (int, bool) {
	_, suffix, _ := strings.Cut(doi, "/")
	pieces := strings.FieldsFunc(suffix, func(r rune) bool { return r == '.' || r == '-' })
	if len(pieces) < 3 {
		return 0, false
	}
	if p := pieces[0]; strings.Contains(suffix, "-") && len(p) == 6 && p[0] == 's' && digits(p[1:]) {
		if y := pieces[1]; len(y) == 3 && digits(y) && len(pieces) == 4 {
			n, _ := strconv.Atoi(y)
			return 2000 + n, n < 100
		}
		return 0, false
	}
	for i, p := range pieces[:len(pieces)-1] {
		next := strings.TrimPrefix(pieces[i+1], "tb")
		if i > 0 && digits(next) && len(p) == 4 && digits(p) && (strings.HasPrefix(p, "19") || strings.HasPrefix(p, "20")) && strings.Contains(suffix, "."+p+".") {
			n, _ := strconv.Atoi(p)
			return n, n >= 1990 && n < 2100
		}
	}
	return 0, false
}
