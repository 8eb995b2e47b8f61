package match

import (
	"strings"

	"citegraph/corpus"
)

// marker says that a work is a piece about another piece, or a stage of it:
// its title is that of the other but for a few words, and the two must not be
// one.
type marker uint8

const (
	plain marker = iota
	erratum
	retraction
	comment
	reply
	protocol
	review // of a book
	abstract
)

func (m marker) String() string {
	return [...]string{"", "erratum", "retraction", "comment", "reply", "protocol", "book review", "abstract"}[m]
}

// markers are the openings that tell. They are words of the folded title.
var markers = []struct {
	open string
	is   marker
}{
	{"erratum", erratum}, {"errata", erratum}, {"corrigendum", erratum}, {"corrigenda", erratum}, {"correction", erratum},
	{"corrections", erratum}, {"addendum", erratum}, {"publisher correction", erratum}, {"author correction", erratum},
	{"retraction", retraction}, {"retracted", retraction}, {"withdrawn", retraction}, {"expression of concern", retraction},
	{"comment on", comment}, {"comments on", comment}, {"commentary on", comment}, {"commentary to", comment}, {"invited commentary", comment},
	{"comment", comment}, {"editorial comment", comment}, {"letter to the editor", comment}, {"letter regarding", comment}, {"discussion of", comment},
	{"response to", reply}, {"reply to", reply}, {"reply", reply}, {"authors reply", reply}, {"author reply", reply}, {"the authors reply", reply},
	{"authors response", reply}, {"author response", reply}, {"in reply", reply}, {"rejoinder", reply}, {"re", reply},
	{"book review", review}, {"review of", review},
	{"protocol for", protocol}, {"study protocol", protocol},
}

// tails are the endings that tell.
var tails = []struct {
	end string
	is  marker
}{
	{"study protocol", protocol}, {"protocol", protocol}, {"trial protocol", protocol}, {"review protocol", protocol},
	{"erratum", erratum}, {"correction", erratum}, {"corrigendum", erratum}, {"retraction", retraction}, {"retracted article", retraction},
	{"reply", reply}, {"authors reply", reply}, {"author reply", reply}, {"a reply", reply}, {"response", plain}, {"rejoinder", reply},
	{"comment", comment}, {"a comment", comment}, {"book review", review},
}

func markerOf(tokens []string, w *corpus.Work) marker {
	switch {
	case len(tokens) < 2: // "Comment", "Reply" alone are titles of many pieces
		return plain
	case w.Type == "review-book":
		return review
	}
	head := strings.Join(tokens[:min(len(tokens), 4)], " ") + " "
	for _, m := range markers {
		if strings.HasPrefix(head, m.open+" ") {
			return m.is
		}
	}
	s := " " + strings.Join(tokens[max(0, len(tokens)-3):], " ")
	for _, m := range tails {
		if strings.HasSuffix(s, " "+m.end) {
			return m.is
		}
	}
	if strings.Contains(" "+strings.Join(tokens, " ")+" ", " study protocol ") || strings.Contains(" "+strings.Join(tokens, " ")+" ", " protocol for ") {
		return protocol
	}
	return plain
}

// isPreprint reports whether a mention is of a preprint: its journal is a
// server, or its only identifier is one of a server's.
func isPreprint(w *corpus.Work, f *features) bool {
	for _, s := range []string{"arxiv", "biorxiv", "medrxiv", "psyarxiv", "ssrn", "preprint", "chemrxiv", "osf", "researchsquare"} {
		if strings.HasPrefix(f.journal.key, s) {
			return true
		}
	}
	if f.volume != "" && f.page != "" {
		return false
	}
	for _, p := range []string{"10.48550/", "10.1101/20", "10.31234/", "10.2139/ssrn", "10.20944/preprints", "10.26434/", "10.21203/rs", "10.31219/"} {
		if strings.HasPrefix(f.doi, p) {
			return true
		}
	}
	return w.Genre == "preprint" || f.arxiv != "" && f.doi == "" && f.journal.key == ""
}
