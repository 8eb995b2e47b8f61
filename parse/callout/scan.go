package callout

import (
	"strings"

	"citegraph/corpus"
)

// cand is a candidate before the document's style is known.
type cand struct {
	corpus.Callout
	form       form
	doubt      float64 // how little its shape looks like a citation, 0 … 1
	passes     bool    // its numbers were found to fit
	glued      [][]int // other readings of digits that lost their comma ("45" = 4, 5)
	again      bool    // it cites what was cited last
	linked     bool    // its targets are in the list
	introduces bool    // it continues the count of first appearances
	afterEtal  bool    // it stands right behind "et al."
}

// form is how a candidate is written; a document keeps one or two.
type form uint8

const (
	square form = iota // [3, 5–7]
	round              // (3, 5–7)
	marked             // superscript that the format marks
	lost               // superscript whose mark was lost: trial.12,13
	named              // (Smith, 2001) and Smith (2001)
	keyed              // [Smi01]
	paged              // (Smith 12)
	anchor             // markup that says what it cites
	forms
)

// maxGroup bounds a bracket of numbers.
const maxGroup = 300

// wide are the brackets of East Asian print.
var wide = [...]struct {
	open, close string
	form        form
}{{"［", "］", square}, {"【", "】", square}, {"（", "）", round}}

// brackets finds the number groups in s, which stands at base in the body,
// between open and close, of a list of n.
func brackets(s string, base, n int, open, close string, f form, out []cand) []cand {
	for i := 0; i < len(s); {
		j := strings.Index(s[i:], open)
		if j < 0 {
			break
		}
		i += j + len(open)
		out = bracket(s, base, i, n, open, close, f, out)
	}
	return out
}

// bracket reads the group whose opening bracket ends at i. A group that
// follows the last one of the same form behind a dash or a comma goes on with
// it: "[1]–[3]", "[4], [6]".
func bracket(s string, base, i, most int, open, close string, f form, out []cand) []cand {
	if i >= len(s) || !digit(s[i]) && s[i] != ' ' && s[i] != 0xC2 {
		return out
	}
	n := strings.Index(s[i:min(len(s), i+maxGroup)], close)
	if n <= 0 {
		return out
	}
	g, ok := numbers(s[i : i+n])
	if !ok {
		return out
	}
	from, to := i-len(open), i+n+len(close)
	span := corpus.Span{Start: base + from, End: base + to}
	if k := len(out) - 1; k >= 0 && out[k].form == f && out[k].Span.End <= span.Start && span.Start-out[k].Span.End <= 4 && out[k].Span.Start >= base {
		if joined(&out[k], g, s[out[k].Span.End-base:span.Start-base]) {
			out[k].Span.End = span.End
			out[k].Text = s[out[k].Span.Start-base : span.End-base]
			return out
		}
	}
	c := cand{form: f}
	c.Kind = corpus.Numeric
	c.Span, c.Text = span, s[from:to]
	c.Numbers, c.Locator = g.numbers, g.locator
	if inner := s[i : i+n]; f == square && most > 0 && len(g.numbers) == 1 && g.numbers[0] > most && alldigits(inner) {
		c.glued = splits(inner, most)
	}
	if f == round {
		if len(g.numbers) == 1 {
			c.doubt = enumerates(s, from)
		}
		c.afterEtal = strings.HasSuffix(s[:from], "al.")
	}
	return append(out, c)
}

// enumerates says how much the round bracket at i looks like the number of an
// item in running text, "(1) first, (2) second", and not like a citation, which
// follows a word.
func enumerates(s string, i int) float64 {
	before := strings.TrimRight(s[max(0, i-12):i], " \n\t\u00a0")
	switch {
	case before == "" && i < 12:
		return .8
	case before == "":
		return .2
	}
	switch c := before[len(before)-1]; {
	case c == ';' || c == ':':
		return .9
	case c == ',':
		return .8
	case digit(c) && !strings.Contains(before, "-") || c == '%':
		return .7
	case c == '.' && !strings.HasSuffix(before, "al."):
		return .5
	}
	for _, w := range [...]string{" and", " or", " und", " e", " y", " et", " ou"} {
		if strings.HasSuffix(before, w) {
			return .6
		}
	}
	return 0
}

// joined adds g to c where between is a comma or a dash.
func joined(c *cand, g group, between string) bool {
	t := strings.TrimSpace(between)
	if d := dash(t); d > 0 && d == len(t) && len(c.Numbers) > 0 && len(g.numbers) > 0 {
		a := group{}
		last := c.Numbers[len(c.Numbers)-1]
		if g.numbers[0] > last {
			a.add(last+1, g.numbers[0]-1)
			if a.wide {
				return false
			}
		}
		c.Numbers = append(append(c.Numbers, a.numbers...), g.numbers...)
		return true
	}
	if t == "," || t == ";" {
		c.Numbers = append(c.Numbers, g.numbers...)
		return true
	}
	return false
}
