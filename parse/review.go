package parse

import (
	"strings"

	"citegraph/corpus"
)

// reviewTypes are the words by which a text says what kind of review it is, the
// more special first, in lower case.
var reviewTypes = [...]struct{ words, kind string }{
	{"umbrella review", "umbrella-review"}, {"overview of systematic reviews", "umbrella-review"}, {"overview of reviews", "umbrella-review"}, {"review of reviews", "umbrella-review"}, {"review of systematic reviews", "umbrella-review"},
	{"scoping review", "scoping-review"}, {"scoping study", "scoping-review"}, {"mapping review", "scoping-review"}, {"revisão de escopo", "scoping-review"}, {"revisión de alcance", "scoping-review"},
	{"meta-analys", "meta-analysis"}, {"metaanalys", "meta-analysis"}, {"meta analys", "meta-analysis"}, {"meta-análise", "meta-analysis"}, {"metanálise", "meta-analysis"}, {"metaanálisis", "meta-analysis"}, {"metaanálise", "meta-analysis"}, {"méta-analyse", "meta-analysis"}, {"metaanalyse", "meta-analysis"}, {"meta-análisis", "meta-analysis"},
	{"systematic review", "systematic-review"}, {"systematic literature review", "systematic-review"}, {"systematic mapping", "systematic-review"}, {"revisão sistemática", "systematic-review"}, {"revisión sistemática", "systematic-review"}, {"revue systématique", "systematic-review"}, {"systematische übersicht", "systematic-review"}, {"systematisches review", "systematic-review"}, {"metasynthesis", "systematic-review"}, {"meta-synthesis", "systematic-review"}, {"systematically review", "systematic-review"},
	{"integrative review", "review"}, {"narrative review", "review"}, {"literature review", "review"}, {"review of the literature", "review"}, {"critical review", "review"}, {"rapid review", "review"}, {"mini-review", "review"}, {"mini review", "review"}, {"minireview", "review"}, {"revisão integrativa", "review"}, {"revisão da literatura", "review"}, {"revisão de literatura", "review"}, {"revisión de la literatura", "review"}, {"literaturübersicht", "review"}, {"revue de la littérature", "review"}, {"state of the art", "review"},
}

// reviewType reads what kind of review t says it is: from its title, else from
// the first sentences of its abstract, where only a text's own "this systematic
// review" counts. nil where it says nothing.
func reviewType(t *corpus.Text) *corpus.ReviewType {
	for _, b := range t.Blocks {
		if b.Kind != corpus.Title {
			continue
		}
		low := strings.ToLower(t.Slice(b.Span))
		for _, r := range reviewTypes {
			if i := strings.Index(low, r.words); i >= 0 {
				return &corpus.ReviewType{Type: r.kind, Span: within(t, b.Span, low, i, len(r.words))}
			}
		}
		if i := strings.Index(low, "review"); i >= 0 && !strings.Contains(low, "reviewer") && !strings.Contains(low, "peer review") {
			return &corpus.ReviewType{Type: "review", Span: within(t, b.Span, low, i, len("review"))}
		}
	}
	return ownWords(t)
}

// ownWords looks for "this scoping review", "we conducted a systematic review"
// in the abstract.
func ownWords(t *corpus.Text) *corpus.ReviewType {
	for _, b := range t.Blocks {
		if b.Kind != corpus.Abstract {
			continue
		}
		low := strings.ToLower(t.Slice(b.Span))
		for _, r := range reviewTypes {
			i := strings.Index(low, r.words)
			if i < 0 {
				continue
			}
			before := low[max(0, i-40):i]
			for _, own := range [...]string{"this ", "the present ", "we conducted a", "we performed a", "we carried out a", "we undertook a", "our ", "present a", "a prisma", "esta ", "este ", "uma ", "foi realizada", "trata-se de"} {
				if strings.Contains(before, own) {
					return &corpus.ReviewType{Type: r.kind, Span: within(t, b.Span, low, i, len(r.words))}
				}
			}
		}
	}
	return nil
}

// within is the place in the body of low[i:i+n], low being the lower case of
// the block at s: the block itself where lower case changed the length.
func within(t *corpus.Text, s corpus.Span, low string, i, n int) corpus.Span {
	if len(low) != s.Len() {
		return s
	}
	return corpus.Span{Start: s.Start + i, End: s.Start + i + n}
}
