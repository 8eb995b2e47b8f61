package callout

import (
	"strings"

	"citegraph/corpus"
)

// cand is a candidate before the document's style is known.
type cand struct {
	corpus.Callout
	form form
	sup  bool
}

// form is how a candidate is written; a document keeps one or two.
type form uint8

const (
	square  form = iota // [3, 5–7]
	round               // (3, 5–7)
	marked              // superscript that the format marks
	lost                // superscript whose mark was lost: trial.12,13
	paren               // (Smith, 2001)
	running             // Smith (2001)
	anchor              // markup that says what it cites
	forms
)

// brackets finds the number groups in s, which stands at base in the body:
// square and round ones.
func brackets(s string, base int, out []cand) []cand {
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '[')
		if j < 0 {
			break
		}
		i += j + 1
		out = bracket(s, base, i, ']', square, out)
	}
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '(')
		if j < 0 {
			break
		}
		i += j + 1
		out = bracket(s, base, i, ')', round, out)
	}
	return out
}

// maxGroup bounds a bracket of numbers.
const maxGroup = 300

// bracket reads the group whose opening bracket ends at i.
func bracket(s string, base, i int, close byte, f form, out []cand) []cand {
	if i >= len(s) || !digit(s[i]) && s[i] != ' ' {
		return out
	}
	n := strings.IndexByte(s[i:min(len(s), i+maxGroup)], close)
	if n <= 0 {
		return out
	}
	g, ok := numbers(s[i : i+n])
	if !ok {
		return out
	}
	c := cand{form: f}
	c.Kind = corpus.Numeric
	c.Span = corpus.Span{Start: base + i - 1, End: base + i + n + 1}
	c.Text = s[i-1 : i+n+1]
	c.Numbers, c.Locator = g.numbers, g.locator
	return append(out, c)
}
