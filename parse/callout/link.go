package callout

import (
	"iter"
	"strconv"
	"strings"

	"citegraph/corpus"
)

// Link gives each callout that has no targets its targets among refs: by
// number where the list prints numbers, by place where it does not, by first
// author and year else. A name that the list does not have gets none.
func Link(calls []corpus.Callout, refs []corpus.Reference) { link(calls, newKnown(refs)) }

func link(calls []corpus.Callout, k *known) {
	k.settleMain(calls)
	for i := range calls {
		c := &calls[i]
		if len(c.Targets) > 0 {
			continue
		}
		if len(c.Numbers) > 0 {
			for _, n := range c.Numbers {
				if t := k.numberAt(n, c.Span.Start); t > 0 && !containsInt(c.Targets, t) {
					c.Targets = append(c.Targets, t)
				}
			}
			continue
		}
		if len(c.Authors) > 0 && c.Year != "" {
			year, letter := c.Year, byte(0)
			if n := len(year); n == 5 {
				year, letter = year[:4], year[4]
			}
			if t, p := k.find(cite{c.Authors, false, year, letter}, nil); t > 0 {
				c.Targets, c.Confidence = []int{t}, p
			}
		}
	}
}

func containsInt(list []int, v int) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

func itoa(n int) string { return strconv.Itoa(n) }

// insides yields where the inside of each bracket of s begins that holds no other
// of its kind, and how long it is, if that is less than most.
func insides(s, pair string, most int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := 0; i < len(s); {
			j := strings.IndexByte(s[i:], pair[0])
			if j < 0 {
				return
			}
			i += j + 1
			n := strings.IndexAny(s[i:min(len(s), i+most)], pair)
			if n > 0 && s[i+n] == pair[1] && !yield(i, n) {
				return
			}
		}
	}
}

// labels finds "[Smi01]" and "[Smi01, Doe02]" where the list prints such labels.
func labels(s string, base int, k *known, out []cand) []cand {
	if k.numbered || len(k.byLabel) == 0 {
		return out
	}
	for i, n := range insides(s, "[]", maxGroup) {
		c := cand{form: keyed, linked: true}
		for _, part := range strings.FieldsFunc(s[i:i+n], func(r rune) bool { return r == ',' || r == ';' }) {
			part = strings.TrimSpace(part)
			if t := k.byLabel[part]; t > 0 && !alldigits(part) {
				c.Targets = append(c.Targets, t)
			} else if l := locator(part); l != "" && len(c.Targets) > 0 {
				c.Locator = l
			} else {
				c.Targets = nil
				break
			}
		}
		if len(c.Targets) > 0 {
			c.Kind = corpus.AuthorYear
			c.Span = corpus.Span{Start: base + i - 1, End: base + i + n + 1}
			c.Text = s[i-1 : i+n+1]
			out = append(out, c)
		}
	}
	return out
}
