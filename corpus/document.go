package corpus

// Kind says what a document is to the citation graph.
type Kind string

// The kinds of document.
const (
	Article Kind = ""        // a text that cites: it is itself a work
	Library Kind = "library" // records of works: no work of its own
	Scraped Kind = "scraped" // text that lost its order: no list, no reliable neighbours
)

// Document is everything that was read in one article, or in one part of a
// library. All spans are byte ranges of the original file.
type Document struct {
	Schema string      `json:"schema"` // "citegraph.document/1"
	Source DocSource   `json:"source"`
	Kind   Kind        `json:"kind,omitempty"`
	Work   Work        `json:"work"` // the document itself
	Review *ReviewType `json:"review,omitempty"`
	Refs   []Reference `json:"references,omitempty"` // of a library: its records
	Calls  []Callout   `json:"callouts,omitempty"`
	Frags  []Fragment  `json:"fragments,omitempty"`
	Joins  []Join      `json:"joins,omitempty"`
	Tossed []Discard   `json:"discarded,omitempty"`
	Notes  []Note      `json:"notes,omitempty"`
}

// DocumentSchema names the version of the Document's JSON form.
const DocumentSchema = "citegraph.document/1"

// DocSource says where a document came from.
type DocSource struct {
	Path   string `json:"path"`
	Format Format `json:"format"`
	SHA256 string `json:"sha256"` // of the whole file
	Bytes  int64  `json:"bytes"`
	Part   int    `json:"part,omitempty"`  // which article or run of records of the file, from 0
	Piece  bool   `json:"piece,omitempty"` // the parts are pieces of one text too large to be held whole
}

// ReviewType says what kind of review a document says it is.
type ReviewType struct {
	Type string `json:"type"` // systematic-review, meta-analysis, scoping-review, umbrella-review, review
	Span Span   `json:"span"`
}

// Reference is one entry of a reference list as printed, or one record of a
// library.
type Reference struct {
	N          int                     `json:"n"`               // 1-based place in the document's list
	ID         string                  `json:"id,omitempty"`    // the format's own anchor or key
	Label      string                  `json:"label,omitempty"` // as printed
	Raw        string                  `json:"raw,omitempty"`
	Span       Span                    `json:"span"`
	CSL        Work                    `json:"csl"`
	Confidence float64                 `json:"confidence"`
	Partial    bool                    `json:"partial,omitempty"`
	Segments   []Segment               `json:"segments,omitempty"`
	Hypotheses map[string][]Hypothesis `json:"hypotheses,omitempty"` // by CSL field, best first

	// References are the cited references of a library record that carries
	// them (Web of Science CR, Scopus). Ids that point at other records of the
	// same file are CSL.Custom.Cites.
	References []Reference `json:"references,omitempty"`
}

// Segment is a labelled run of a reference.
type Segment struct {
	Label string `json:"label"`
	Span  Span   `json:"span"`
}

// Hypothesis is one reading of a value with its probability.
type Hypothesis struct {
	Value string  `json:"value"`
	P     float64 `json:"p"`
}

// CalloutKind says how a callout points.
type CalloutKind string

// The kinds of callout.
const (
	Numeric     CalloutKind = "numeric"
	Superscript CalloutKind = "superscript"
	AuthorYear  CalloutKind = "author-year"
)

// Callout is an in-text citation: one bracket, one superscript, one "(Smith &
// Doe, 2001; Lee, 2003)" or one narrative "Smith (2001)".
type Callout struct {
	Span       Span        `json:"span"`
	Text       string      `json:"text"`
	Kind       CalloutKind `json:"kind"`
	Numbers    []int       `json:"numbers,omitempty"` // ranges expanded
	Authors    []string    `json:"authors,omitempty"` // of the first cited work, as printed
	Year       string      `json:"year,omitempty"`    // of the first cited work, with its letter
	Targets    []int       `json:"targets,omitempty"` // Reference.N, in printed order
	Locator    string      `json:"locator,omitempty"` // "p. 12"
	Narrative  bool        `json:"narrative,omitempty"`
	Sentence   Span        `json:"sentence"`
	Context    string      `json:"context,omitempty"`   // the sentence's text
	Paragraph  int         `json:"paragraph,omitempty"` // ordinal of its block, for proximity
	Section    string      `json:"section,omitempty"`   // the heading it stands under
	Confidence float64     `json:"confidence"`
}

// The classes of fragment.
const (
	FragAuthors    = "author_list"
	FragLocator    = "locator"
	FragJournal    = "journal"
	FragTitle      = "title"
	FragPublisher  = "publisher"
	FragIdentifier = "identifier"
	FragStatistic  = "statistic"
	FragDatabase   = "database"
	FragDate       = "date"
)

// Fragment is a piece of a reference, or another datum, read in text that has
// no reference list to give it a place.
type Fragment struct {
	Class      string   `json:"class"`
	Span       Span     `json:"span"`
	Text       string   `json:"text"`
	Value      FragData `json:"value"`
	Confidence float64  `json:"confidence"`
}

// FragData is the value of a fragment; which fields are set follows from its
// class.
type FragData struct {
	Authors      []FragName   `json:"authors,omitempty"` // author_list
	EtAl         bool         `json:"etal,omitempty"`
	Role         string       `json:"role,omitempty"` // editor
	Year         int          `json:"year,omitempty"` // locator, publisher, date
	Volume       string       `json:"volume,omitempty"`
	Issue        string       `json:"issue,omitempty"`
	Page         []Hypothesis `json:"page,omitempty"` // every reading, best first
	Full         string       `json:"full,omitempty"` // journal
	Abbreviation string       `json:"abbreviation,omitempty"`
	Title        string       `json:"title,omitempty"`
	Truncated    bool         `json:"truncated,omitempty"`
	Publisher    string       `json:"publisher,omitempty"`
	Place        string       `json:"place,omitempty"`
	Type         string       `json:"type,omitempty"`  // identifier (doi, pmid, url, prospero, …) or kind of statistic
	Value        string       `json:"value,omitempty"` // identifier
	Name         string       `json:"name,omitempty"`  // database

	Stat map[string]any `json:"stat,omitempty"` // statistic: n, estimate, low, high, …
}

// FragName is a name in an author list that gives initials only.
type FragName struct {
	Family   string `json:"family"`
	Initials string `json:"initials,omitempty"`
}

// Join is a decision that fragments belong to one reference.
type Join struct {
	Fragments  []int   `json:"fragments"` // indices into Document.Frags
	Span       Span    `json:"span"`
	Confidence float64 `json:"confidence"`
	Reason     string  `json:"reason"`
}

// Discard is text that was recognised as no part of the document.
type Discard struct {
	Span   Span   `json:"span"`
	Reason string `json:"reason"`
}

// Note is a diagnostic: a doubtful reading is data, not an error.
type Note struct {
	Code string `json:"code"`
	Text string `json:"text"`
	Span *Span  `json:"span,omitempty"`
}

// Lost reports whether the note says that something in the file was not read:
// a run that meets one has read its input in part.
func (n Note) Lost() bool { return n.Code == "skipped-record" || n.Code == "damaged-container" }
