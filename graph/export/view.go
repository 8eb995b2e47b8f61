package export

import (
	"errors"
	"iter"

	"citegraph/graph"
)

// The relations a view can show.
const (
	Works      = "works"      // work cites work
	CoCitation = "cocitation" // works cited together, undirected
	Coupling   = "coupling"   // works that share references, undirected
	Authors    = "authors"    // author cites author
	CoAuthors  = "coauthors"  // authors of the same work, undirected
	Journals   = "journals"   // journal cites journal
	Keywords   = "keywords"   // keywords of the same work, undirected
	Documents  = "documents"  // document cites work: documents on one side, works on the other
)

// Views are the names of all relations, the default first.
func Views() []string {
	return []string{Works, CoCitation, Coupling, Authors, CoAuthors, Journals, Keywords, Documents}
}

// Errors of this package.
var (
	// ErrFormat says that there is no format of that name.
	ErrFormat = errors.New("no such export format")
	// ErrView says that there is no relation of that name.
	ErrView = errors.New("no such view")
	// ErrHolds says that a format cannot hold a view of that relation.
	ErrHolds = errors.New("this view cannot be written in that format")
	// ErrTooLarge says that a format made for small graphs was asked for a
	// large one; the message names the limit and what to narrow.
	ErrTooLarge = errors.New("graph too large for this format")
)

// View is a graph ready to be written. Nodes and Edges may be called any
// number of times and yield the same values in the same order each time; the
// values are valid until the next one is yielded.
type View struct {
	Name     string // one of the relations
	Relation string // what an edge says: cites, cocited, coupled, coauthored
	Directed bool
	Title    string // a line for people
	Notes    []string

	NodeCount, EdgeCount int
	Nodes                func() iter.Seq2[*Node, error] // by ID
	Edges                func() iter.Seq2[*Edge, error] // by Source, then Target

	Clusters []Cluster // by number, from 1; empty where none were found
	MainPath []int     // nodes of the main path of citations, the newest first; see measure.Flow
	Seeds    []int     // nodes that the view was made around

	Style Style
	About About
}

// Style holds what some formats can do in more than one way.
type Style struct {
	GEXF     string // version: "1.3" (the default) or "1.2"
	LinksKey string // of node-link JSON: "links" (the default) or "edges", as networkx 3.4 reads
	YEd      bool   // GraphML with the labels that yEd shows
	Excel    bool   // CSV with a byte order mark and CRLF
	Raw      bool   // CSV without the apostrophe before text that a spreadsheet would run
	Base     string // IRI prefix of RDF nodes without a DOI; "urn:citegraph:" by default
	Live     bool   // explorer: a server of ours answers its searches
	Stamp    string // date to write where a format has a place for one; empty for none

	Note func(string) // hears what the format had to leave out; may be nil
}

// About is what a view says of where it comes from, in formats that have a
// place for it. What is empty is left out.
type About struct {
	Version string        // of the program
	Library string        // digest of what the graph was derived from
	Query   string        // that chose the works
	Counts  *graph.Counts // of the whole library
}

// Node is a node of a view. Numbers that are not known are 0, texts empty.
type Node struct {
	N       int    // place in the view, from 0
	ID      string // of the work, author or journal
	Type    string // work, author, journal, keyword, document
	Label   string // short: "White 2020"
	Title   string
	Key     string // readable key of a work
	Authors []string
	Journal string
	Year    int
	Date    []int // year, month, day as far as they are known
	Volume  string
	Issue   string
	Page    string
	DOI     string
	PMID    string
	URL     string

	Cited      int // works that cite it, in this library
	References int // works it cites; of an author or journal, its works
	Held       bool
	Partial    bool
	Ambiguous  bool
	Retracted  bool
	Review     string
	Confidence float64

	Cluster   int     // from 1; 0 for none
	PageRank  float64 // along the citations of the view; sums to 1; 0 where it was not computed
	Core      int     // k-core number within the view
	Component int     // part of the view that hangs together, from 1, the largest first
	X, Y      float64 // where the layout put it
	HasXY     bool
	CX, CY    float64 // where it stands in columns by year
	HasCXY    bool
	Size      float64 // 1 and up, by Cited
}

// Status says in a word where a node is known from.
func (n *Node) Status() string {
	switch {
	case n.Type != "work":
		return ""
	case n.Held:
		return "held"
	case n.Partial:
		return "partial"
	}
	return "stub"
}

// Edge is an edge of a view. Source and Target are Node.N.
type Edge struct {
	Source, Target     int
	SourceID, TargetID string
	Weight             float64 // callouts of a citation, shared works of a projection
	Confidence         float64 // 0 where the relation has none
	Evidence           int     // places where it was read
	SPC                float64 // search path count of a citation
	MainPath           bool    // of a citation: it is part of the main path
	KeyRoute           bool    // of a citation: it is part of a route through one of the strongest; see measure.Flow
	Salton             float64 // of projections: cosine of the two sets
	Jaccard            float64 // of the two sets
	Association        float64 // of co-citation and coupling: 2m·c/(s·s), as VOSviewer
	PerOccurrence      float64 // c/(c·c), the association strength of bibliometrix

	// Of the first place where a citation was read.
	File       string
	Start, End int // bytes of the callout; of the reference where no callout was found
	Context    string
	Section    string

	Places []Place // all of them
}

// Place is one place where a citation was read.
type Place struct {
	File             string
	Start, End       int
	Section, Context string
	Confidence       float64
}

// Cluster is a community of nodes.
type Cluster struct {
	N     int // from 1, the largest first
	Size  int
	Label string // distinctive terms of its titles
}
