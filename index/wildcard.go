package index

import (
	"regexp"
	"strings"
)

// foldWild folds a word that holds wildcards, which stay where they are. What
// folding takes out of a word (hyphens) is taken out here too.
func foldWild(s string) string {
	var b strings.Builder
	flush := func(part string) { b.WriteString(strings.Join(tokens(part), "")) }
	start := 0
	for i := range len(s) {
		if s[i] == '*' || s[i] == '?' {
			flush(s[start:i])
			b.WriteByte(s[i])
			start = i + 1
		}
	}
	flush(s[start:])
	return b.String()
}

// wildcardRegexp is the expression of a folded word with wildcards.
func wildcardRegexp(s string) string {
	s = regexp.QuoteMeta(foldWild(s))
	return strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(s)
}
