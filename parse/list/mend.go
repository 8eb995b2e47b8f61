package list

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"citegraph/corpus"
)

// word is a run without white space; nl says that a line ends behind it.
type word struct {
	corpus.Span
	nl bool
}

// mend joins the lines of parts into one string: white space becomes one
// space, a word broken at a line end is made whole, link labels are cut. The
// offsets lead back to body.
func mend(body string, parts []corpus.Span) (string, corpus.Offsets) {
	var ws []word
	for _, p := range parts {
		ws = words(ws, body, p)
	}
	ws = dropLinks(body, ws)
	var b corpus.Builder
	for i, w := range ws {
		s := body[w.Start:w.End]
		if i+1 == len(ws) {
			b.Copy(s, w.Start)
			break
		}
		next := body[ws[i+1].Start:ws[i+1].End]
		keep, gap := len(s), " "
		if w.nl {
			keep, gap = joint(s, next)
		}
		b.Copy(s[:keep], w.Start)
		if gap != "" {
			to := ws[i+1].Start
			if to >= w.End && body[w.End:to] == " " {
				b.Copy(" ", w.End)
			} else {
				b.Replace(" ", w.End, max(to, w.End))
			}
		}
	}
	return b.String(), b.Offsets()
}

// words appends the words of p; the last of them ends a line.
func words(ws []word, body string, p corpus.Span) []word {
	for at := p.Start; at < p.End; {
		end := at
		for end < p.End {
			r, n := utf8.DecodeRuneInString(body[end:p.End])
			if space(r) {
				break
			}
			end += n
		}
		next, nl := end, false
		for next < p.End {
			r, n := utf8.DecodeRuneInString(body[next:p.End])
			if !space(r) {
				break
			}
			nl = nl || r == '\n' || r == '\r' || r == '\f'
			next += n
		}
		if end > at {
			ws = append(ws, word{corpus.Span{Start: at, End: end}, nl || next >= p.End})
		}
		at = next
	}
	return ws
}

// joint says how a word s at a line end meets the next: how much of s stays
// and what stands between.
func joint(s, next string) (keep int, gap string) {
	if strings.HasSuffix(s, "\u00ad") {
		return len(s) - 2, ""
	}
	r, _ := utf8.DecodeRuneInString(next)
	if inURL(s) {
		switch s[len(s)-1] {
		case '/', '-', '_', '=', '?', '&', '%':
			return len(s), ""
		case '.':
			if (unicode.IsLower(r) || unicode.IsDigit(r)) && strings.ContainsAny(next, "./-0123456789") {
				return len(s), ""
			}
		}
		return len(s), " "
	}
	h := hyphen(s)
	if h == 0 {
		return len(s), " "
	}
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-h])
	switch {
	case unicode.IsDigit(before) || unicode.IsDigit(r) || unicode.IsUpper(r) || h > 1:
		return len(s), ""
	case !unicode.IsLetter(before):
		return len(s), " "
	case hangs(next):
		return len(s), " "
	case !unicode.IsLower(r) || compound(s[:len(s)-h]):
		return len(s), ""
	}
	return len(s) - h, ""
}

// hyphen is the length of a hyphen at the end of s: 1 for the plain one, more
// for dashes that may also end a line.
func hyphen(s string) int {
	switch {
	case len(s) < 2:
		return 0
	case s[len(s)-1] == '-':
		return 1
	case strings.HasSuffix(s, "–"), strings.HasSuffix(s, "‐"):
		return 3
	case strings.HasSuffix(s, "¬"):
		return 2
	}
	return 0
}

// hangs reports a word before which a hyphen is an ellipsis ("Vor- und Nachname").
func hangs(next string) bool {
	switch next {
	case "und", "oder", "bzw.", "and", "or", "et", "ou", "y", "e":
		return true
	}
	return false
}

// compound reports first parts that keep their hyphen.
func compound(s string) bool {
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i >= 0 && s[i] == '-' {
		return true // a compound already: "follow-up-"
	}
	switch strings.ToLower(s[i+1:]) {
	case "self", "non", "meta", "cross", "long", "short", "high", "low", "well", "evidence", "follow", "double", "single",
		"half", "case", "cost", "peer", "multi", "inter", "short-term", "long-term", "health", "community", "computer",
		"quasi", "ex", "on", "web", "decision", "large", "small", "full", "part", "real", "time", "patient", "person", "one", "two", "three", "four":
		return true
	}
	return false
}

// inURL reports that s is (the end of) a link or DOI.
func inURL(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(s, "www.") || strings.HasPrefix(strings.TrimLeft(s, "(<[:"), "10.") && strings.Contains(s, "/") || strings.Contains(strings.ToLower(s), "doi:10.")
}
