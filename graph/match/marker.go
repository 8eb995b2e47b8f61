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
	rejoinder
)

func (m marker) String() string {
	return [...]string{"", "erratum", "retraction", "comment", "reply", "protocol", "book review", "rejoinder"}[m]
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
	{"last word", reply}, {"counterpoint", rejoinder}, {"rebuttal", rejoinder},
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
	if n := len(tokens); n > 7 && tokens[n-5] == "vol" && (tokens[n-3] == "pg" || tokens[n-3] == "p") {
		return erratum // "(vol 47, pg 65, 2015)"
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

// stage says that a mention is of something that goes with an article of the
// same title: linked to it, but not it.
type stage uint8

const (
	published stage = iota
	preprint
	dataset
	database // a dataset by its kind alone, which some journals' XML gives to pages of the net
)

func (s stage) String() string { return [...]string{"", "preprint", "dataset", "dataset"}[s] }

// sameStage reports whether two mentions may be of one stage. A kind alone
// contradicts only what names a journal.
func sameStage(a, b *features) bool {
	loose := func(a, b *features) bool {
		return a.stage == database && (b.stage == dataset || b.stage == published && b.journal.key == "")
	}
	return a.stage == b.stage || loose(a, b) || loose(b, a)
}

// servers are the beginnings of keys of containers, and of DOIs, of preprints
// and data; "#" stands for a digit.
var servers = []struct {
	container, doi string
	is             stage
}{
	{"arxiv", "10.48550/", preprint}, {"biorxiv", "10.1101/#", preprint}, {"medrxiv", "10.64898/", preprint}, {"psyarxiv", "10.31234/", preprint},
	{"ssrn", "10.2139/ssrn", preprint}, {"preprint", "10.20944/preprints", preprint}, {"chemrxiv", "10.26434/", preprint},
	{"socarxiv", "10.31235/", preprint}, {"osfpreprints", "10.31219/", preprint}, {"researchsquare", "10.21203/rs", preprint}, {"edarxiv", "10.35542/", preprint},
	{"dryad", "10.5061/", dataset}, {"figshare", "10.6084/m9", dataset}, {"zenodo", "10.5281/zenodo", dataset}, {"openscienceframework", "10.17605/osf", dataset},
	{"harvarddataverse", "10.7910/dvn", dataset}, {"mendeleydata", "10.17632/", dataset}, {"gigasciencedatabase", "10.5524/", dataset}, {"pangaea", "10.1594/pangaea", dataset},
}

func stageOf(w *corpus.Work, f *features) stage {
	if len(f.tokens) > 3 && f.tokens[0] == "data" && f.tokens[1] == "from" {
		return dataset
	}
	for _, s := range servers {
		if f.journal.key != "" && strings.HasPrefix(f.journal.key, s.container) || beginsDOI(f.doi, s.doi) {
			return s.is
		}
	}
	if w.Type == "dataset" {
		return database
	}
	if w.Genre == "preprint" || f.arxiv != "" && f.doi == "" && f.journal.key == "" {
		return preprint
	}
	return published
}

func beginsDOI(doi, prefix string) bool {
	p, digit := strings.CutSuffix(prefix, "#")
	rest, ok := strings.CutPrefix(doi, p)
	return ok && (!digit || rest != "" && rest[0] >= '0' && rest[0] <= '9')
}
