package index

import (
	"citegraph/corpus"
	"citegraph/index/query"
)

// ResultSchema names the version of a Hit's JSON form.
const ResultSchema = "citegraph.result/1"

// SearchOptions say what Search returns. The zero value: the type that the
// query names, else works; 20 hits by relevance.
type SearchOptions struct {
	Type    query.Type // overrides the query's own; empty: as the query says
	N       int        // hits; 0 is 20, negative is none (to count)
	Offset  int        // Offset+N is at most 10,000
	Sort    string     // one of query.Sorts; empty is relevance
	Facets  []string   // of the list Facets
	FacetN  int        // values of a facet; 0 is 10
	First   []uint32   // works that the query is known to name by more than its words: they are hits, and come first
	Why     bool       // evidence and snippets with each hit
	NoPrior bool       // leave citation counts out of the score
	Lenient bool       // where nothing has all of the bare words, find what has half of them and say so (Results.Relaxed)
}

// Results is what was found.
type Results struct {
	Total      int             `json:"total"`
	Hits       []Hit           `json:"hits"`
	Facets     []Facet         `json:"facets,omitempty"`
	Canonical  string          `json:"query"` // as understood
	Plan       string          `json:"plan,omitempty"`
	DidYouMean string          `json:"did_you_mean,omitempty"`
	Would      int             `json:"did_you_mean_total,omitempty"` // what that would find
	Relaxed    *Relaxed        `json:"relaxed,omitempty"`            // set where no hit has all of the words
	Warnings   []query.Warning `json:"-"`
	Caveat     string          `json:"caveat,omitempty"` // what the evidence is too thin for
}

// Hit is one result: citegraph.result/1.
type Hit struct {
	Schema     string       `json:"schema"`
	Rank       int          `json:"rank"`
	ID         string       `json:"id"`
	Key        string       `json:"key,omitempty"`
	Aliases    []string     `json:"aliases,omitempty"`
	Type       query.Type   `json:"type"`
	Score      float64      `json:"score"`
	CSL        *corpus.Work `json:"csl,omitempty"`  // of a work
	Name       string       `json:"name,omitempty"` // of an author or journal
	Works      int          `json:"works,omitempty"`
	Cited      int          `json:"cited"`
	References int          `json:"references,omitempty"`
	Held       bool         `json:"held"`
	Review     string       `json:"review,omitempty"`
	Partial    bool         `json:"partial,omitempty"`
	Ambiguous  bool         `json:"ambiguous,omitempty"`
	Retracted  bool         `json:"retracted,omitempty"`
	Context    *Sentence    `json:"context,omitempty"` // of a citing sentence
	Snippets   []Snippet    `json:"snippets,omitempty"`
	Lacks      []string     `json:"lacks,omitempty"` // words of the query that it has not: see Results.Relaxed
	Why        []Reason     `json:"why,omitempty"`
	Found      *Found       `json:"found,omitempty"` // by snowballing

	N uint32 `json:"-"` // number of the work, author, journal or context in the graph
}

// Sentence is a citing sentence as a result.
type Sentence struct {
	Path    string      `json:"path"`
	Span    corpus.Span `json:"span"`
	Text    string      `json:"text"`
	Section string      `json:"section,omitempty"`
	Citing  string      `json:"citing"`          // id of the work
	Cited   []string    `json:"cited,omitempty"` // ids of the works
}

// Snippet is a piece of a field with the matched words marked, as byte ranges
// of Text.
type Snippet struct {
	Field string        `json:"field"`
	Text  string        `json:"text"`
	Marks []corpus.Span `json:"marks,omitempty"`
}

// Reason is one channel that speaks for a result.
type Reason struct {
	Channel  string     `json:"channel"` // exact, text, direct, coupling, cocite, ppr, author, journal, cited
	Rank     int        `json:"rank,omitempty"`
	Raw      float64    `json:"raw,omitempty"`
	Share    float64    `json:"share"`
	Terms    []string   `json:"terms,omitempty"`
	Shared   []string   `json:"shared,omitempty"`   // ids of works that are both cited, or cite both
	Evidence []Evidence `json:"evidence,omitempty"` // sentences
}

// Evidence is a sentence that speaks for a result.
type Evidence struct {
	Path  string      `json:"path"`
	Span  corpus.Span `json:"span"`
	Level string      `json:"level,omitempty"` // bracket, sentence, paragraph, section, document
	Text  string      `json:"text"`
}

// Facet counts the hits by the values of a field.
type Facet struct {
	Field  string       `json:"field"`
	Values []FacetValue `json:"values"`
	Other  int          `json:"other,omitempty"`   // hits of values beyond those listed
	None   int          `json:"missing,omitempty"` // hits without a value
}

// FacetValue is a value and its hits.
type FacetValue struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// RelatedRequest asks for studies related to search terms or to works.
type RelatedRequest struct {
	Terms   string   // plain text; no character in it is syntax
	Seeds   []uint32 // works, by number; 500 at most are taken
	Exclude []uint32 // works that are no answer: the text that is asked for itself
	Method  string   // one of Methods; empty is fused
	Only    string   // held, stub; empty is both
	From    int      // first year, 0 is open
	To      int      // last year, 0 is open
	N       int      // 0 is 20
	Offset  int
	Why     bool // evidence with each result
}
