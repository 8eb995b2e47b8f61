package query

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Error says where and why a query cannot be understood, and what to type
// instead.
type Error struct {
	Query string // as typed
	Pos   int    // byte offset of the place
	Msg   string // lower case, no full stop
	Hint  string // what to type instead; may be empty
}

// Error is the message with its place, on one line.
func (e *Error) Error() string {
	return fmt.Sprintf("query: %s (at character %d)", e.Msg, utf8.RuneCountInString(e.Query[:min(e.Pos, len(e.Query))])+1)
}

// Caret renders the query with a caret under the place, the message behind it
// and the hint below. Long queries are cut around the place; control
// characters are shown as U+FFFD.
func (e *Error) Caret() string {
	const around = 60
	pos := min(e.Pos, len(e.Query))
	before, after := []rune(e.Query[:pos]), []rune(e.Query[pos:])
	lead, trail := "", ""
	if len(before) > around {
		before, lead = before[len(before)-around:], "…"
	}
	if len(after) > around {
		after, trail = after[:around], "…"
	}
	line := lead + string(before) + string(after) + trail
	var b strings.Builder
	b.WriteString(strings.Map(shown, line))
	b.WriteString("\n" + strings.Repeat(" ", utf8.RuneCountInString(lead)+len(before)) + "^ " + strings.Map(shown, e.Msg))
	if e.Hint != "" {
		b.WriteString("\n" + strings.Map(shown, e.Hint))
	}
	return b.String()
}

func shown(r rune) rune {
	switch {
	case r < ' ' || r >= 0x7f && r < 0xa0, r == 0x061c, r == 0x200e, r == 0x200f,
		r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return utf8.RuneError
	}
	return r
}

// Warning is something odd in a query that was understood all the same.
type Warning struct {
	Pos int
	Msg string
}

func (w Warning) String() string { return w.Msg }

// suggest is the name nearest to s, within a third of its letters; "" for none.
func suggest(s string, names []string) string {
	best, name := len(s)/3+2, ""
	for _, n := range names {
		if d := Distance(s, n); d < best {
			best, name = d, n
		}
	}
	return name
}

// Distance is the edit distance with transpositions of neighbours (optimal string
// alignment), in bytes; 64 for words longer than that.
func Distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	prev2, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			c := 1
			if a[i-1] == b[j-1] {
				c = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+c)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}
