package graph

import "citegraph/corpus"

// Work is one publication: every reference and document that was resolved to
// it, with the best metadata of all of them.
type Work struct {
	N       uint32      `json:"-"`   // dense number, the order of ID; valid for one generation
	ID      string      `json:"id"`  // "w7k2m9…": stable, from content
	Key     string      `json:"key"` // readable: "white2020effectiveness"
	CSL     corpus.Work `json:"csl"`
	Aliases []string    `json:"aliases,omitempty"` // every identifier it came in under, sorted: "doi:…", "pmid:…", ids of imports

	Held      bool   `json:"held"`                // a document or an imported record, not only a reference
	Review    string `json:"review,omitempty"`    // kind of review, of a held document that says so
	Partial   bool   `json:"partial,omitempty"`   // made of fragments or a placeholder only
	Ambiguous bool   `json:"ambiguous,omitempty"` // another work is Likely the same
	Retracted bool   `json:"retracted,omitempty"`

	CitedBy    int     `json:"cited"`      // works that cite it, in this library
	References int     `json:"references"` // works it cites
	Confidence float64 `json:"confidence"` // of the resolution, lowest join in the cluster

	Authors []uint32 `json:"-"` // Author.N in order
	Journal uint32   `json:"-"` // Journal.N, or None

	Mentions   []Mention                      `json:"mentions,omitempty"`
	Hypotheses map[string][]corpus.Hypothesis `json:"hypotheses,omitempty"` // readings left open
}

// None stands for no node.
const None = ^uint32(0)

// Mention is one place where a work was read: a reference, a record, a
// document's own head, a bundle of fragments; and why it was taken for this
// work.
type Mention struct {
	Path   string      `json:"path"`
	SHA256 string      `json:"sha256"`
	Part   int         `json:"part,omitempty"`
	N      int         `json:"n"` // Reference.N, 0 for the document itself
	Span   corpus.Span `json:"span"`
	Kind   string      `json:"kind"` // "self", "reference", "record", "nested", "fragments", "number"
	Raw    string      `json:"raw,omitempty"`
	Reason string      `json:"reason"` // why it is this work: "doi", "locator", "title+author+year", "self", …
	P      float64     `json:"p"`
}

// Author is one person or organisation.
type Author struct {
	N        uint32      `json:"-"`
	ID       string      `json:"id"` // "a…"
	Name     corpus.Name `json:"name"`
	Variants []string    `json:"variants,omitempty"`
	Works    []uint32    `json:"-"`
	ORCID    string      `json:"orcid,omitempty"`
	CitedBy  int         `json:"cited"`
}

// Journal is one journal, or another container of works.
type Journal struct {
	N        uint32   `json:"-"`
	ID       string   `json:"id"` // "j…"
	Title    string   `json:"title"`
	Abbrev   string   `json:"abbreviation,omitempty"`
	ISSN     []string `json:"issn,omitempty"`
	Variants []string `json:"variants,omitempty"`
	Works    []uint32 `json:"-"`
	CitedBy  int      `json:"cited"`
}

// Citation is an edge: Citing cites Cited, with all the places where it says so.
type Citation struct {
	Citing     uint32     `json:"-"`
	Cited      uint32     `json:"-"`
	Confidence float64    `json:"confidence"`
	Evidence   []Evidence `json:"evidence,omitempty"`
}

// Evidence is one place where a citation was read.
type Evidence struct {
	Path      string      `json:"path"`
	SHA256    string      `json:"sha256"`
	Reference int         `json:"reference"`         // Reference.N in that document
	Raw       string      `json:"raw,omitempty"`     // the reference as printed
	RefSpan   corpus.Span `json:"reference_span"`    //
	Span      corpus.Span `json:"span,omitzero"`     // of the callout; empty where no callout was found
	Sentence  corpus.Span `json:"sentence,omitzero"` //
	Text      string      `json:"text,omitempty"`    // the citing sentence
	Section   string      `json:"section,omitempty"` //
	Paragraph int         `json:"paragraph,omitempty"`
	Callout   int         `json:"callout"` // ordinal of the callout in its document, -1 for none: same ordinal = same bracket
	P         float64     `json:"p"`
}

// Context is a citing sentence with all the works it cites: the unit of
// type:context search and of co-citation by proximity.
type Context struct {
	ID        string      `json:"id"` // "c…"
	Citing    uint32      `json:"-"`
	Cited     []uint32    `json:"-"` // sorted, without duplicates
	Groups    [][]uint32  `json:"-"` // per callout of the sentence
	Path      string      `json:"path"`
	Span      corpus.Span `json:"span"` // of the sentence
	Text      string      `json:"text"`
	Section   string      `json:"section,omitempty"`
	Paragraph int         `json:"paragraph"`
}

// Counts are the sizes of the graph.
type Counts struct {
	Documents  int `json:"documents"`
	References int `json:"references"`
	Callouts   int `json:"callouts"`
	Linked     int `json:"callouts_linked"`
	Works      int `json:"works"`
	Held       int `json:"held"`
	Citations  int `json:"citations"` // distinct edges
	Authors    int `json:"authors"`
	Journals   int `json:"journals"`
	Contexts   int `json:"contexts"`
	Fragments  int `json:"fragments"`
	Unresolved int `json:"unresolved"` // mentions that stay works of their own and are partial
}
