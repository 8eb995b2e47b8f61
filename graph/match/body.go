package match

import (
	"slices"
	"strings"
)

// sameBody reports whether two first authors, of which one at least may be an
// organisation, are one: printed with its words in another order (a parser took
// it for a person), with its acronym beside it, or as its acronym only.
//
//	Health Canada ~ Canada, Health
//	Clinical and Laboratory Standards Institute (CLSI) ~ CLSI
//	World Health Organization ~ Organization WH
func sameBody(x, y name) bool {
	if x.body == nil && y.body == nil {
		return false
	}
	a, b := wordsOf(x), wordsOf(y)
	if len(a) < len(b) {
		a, b = b, a
	}
	switch {
	case len(b) == 0:
		return false
	case len(b) == 1:
		return len(a) > 1 && len(b[0]) >= 2 && (acronym(a) == b[0] || len(b[0]) >= 3 && slices.Contains(a, b[0]) && acronymOf(a, b[0]))
	case within1(a, b):
		return true
	}
	return initialled(a, b) || len(a) == len(b) && initialled(b, a)
}

// initialled: "organization wh", the last word and the initials of those before.
func initialled(long, short []string) bool {
	last := long[len(long)-1]
	return len(short) == 2 && slices.Contains(short, last) && slices.Contains(short, acronym(long[:len(long)-1]))
}

// oneBody reports whether two lists that begin with an organisation are one
// name, divided at other places or cut at its end:
//
//	Committee on Future Army Applications, National Research Council ~ Committee on Future Army Applications; National Research Council
func oneBody(a, b []name) bool {
	if len(a[0].body) <= 2 && len(b[0].body) <= 2 {
		return false
	}
	x, y := run(a), run(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) >= 20 && strings.HasPrefix(y, x)
}

// run is the names of a list without what parts them.
func run(names []name) string {
	var b strings.Builder
	for _, n := range names {
		b.WriteString(n.family)
	}
	return b.String()
}

// wordsOf are the words of a name, telling ones only.
func wordsOf(n name) []string {
	ws := n.body
	if ws == nil {
		ws = []string{n.family}
		if n.initials != "" {
			ws = append(ws, n.initials)
		}
	}
	var out []string
	for _, w := range ws {
		if !small[w] && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// within1 reports whether all words of the shorter stand in the longer, which
// has at most one more, or its acronym.
func within1(long, short []string) bool {
	for _, w := range short {
		if !slices.Contains(long, w) {
			return false
		}
	}
	return len(long)-len(short) <= 1
}

func acronym(ws []string) string {
	var b strings.Builder
	for _, w := range ws {
		b.WriteByte(w[0])
	}
	return b.String()
}

// acronymOf reports whether short is the acronym of the other words.
func acronymOf(ws []string, short string) bool {
	return acronym(slices.DeleteFunc(slices.Clone(ws), func(w string) bool { return w == short })) == short
}
