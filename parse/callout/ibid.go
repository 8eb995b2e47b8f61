package callout

import (
	"strings"

	"citegraph/corpus"
)

// again finds brackets that cite what was cited last: "(ibid., p. 5)",
// "(ebd., S. 7)".
func again(s string, base int, out []cand) []cand {
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '(')
		if j < 0 {
			break
		}
		i += j + 1
		n := ibid(s[i:min(len(s), i+16)])
		if n == 0 {
			continue
		}
		end := strings.IndexByte(s[i:min(len(s), i+80)], ')')
		if end < 0 {
			continue
		}
		c := cand{form: named, again: true}
		c.Kind = corpus.AuthorYear
		c.Span = corpus.Span{Start: base + i - 1, End: base + i + end + 1}
		c.Text = s[i-1 : i+end+1]
		c.Locator = strings.Trim(s[i+n:i+end], " .,:;")
		out = append(out, c)
	}
	return out
}

// ibid is the length of a word at the start of s that means "the same place".
func ibid(s string) int {
	for _, w := range [...]string{"ibidem", "Ibidem", "ibid", "Ibid", "IBID", "ebenda", "Ebenda", "ebd", "Ebd", "idem", "Idem", "ib.", "loc. cit", "op. cit"} {
		if rest, ok := strings.CutPrefix(s, w); ok && (rest == "" || strings.IndexByte(".,:;) ", rest[0]) >= 0) {
			return len(w)
		}
	}
	return 0
}
