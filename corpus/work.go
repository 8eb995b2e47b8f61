package corpus

// Work is a bibliographic item in CSL-JSON terms (CSL 1.0.2). Fields that are
// unknown are absent. Pages are written first-last with a plain hyphen and the
// last page in full ("145-155").
type Work struct {
	ID          string `json:"id,omitempty"`
	CitationKey string `json:"citation-key,omitempty"`
	Type        string `json:"type,omitempty"` // article-journal, chapter, book, thesis, report, webpage, paper-conference, dataset, software, …

	Author     []Name `json:"author,omitempty"`
	Editor     []Name `json:"editor,omitempty"`
	Translator []Name `json:"translator,omitempty"`

	Title               string `json:"title,omitempty"`
	TitleShort          string `json:"title-short,omitempty"`
	ContainerTitle      string `json:"container-title,omitempty"`
	ContainerTitleShort string `json:"container-title-short,omitempty"`
	CollectionTitle     string `json:"collection-title,omitempty"`
	EventTitle          string `json:"event-title,omitempty"`

	Issued   *Date `json:"issued,omitempty"`
	Accessed *Date `json:"accessed,omitempty"`

	Volume        string `json:"volume,omitempty"`
	Issue         string `json:"issue,omitempty"`
	Page          string `json:"page,omitempty"`
	NumberOfPages string `json:"number-of-pages,omitempty"`
	Number        string `json:"number,omitempty"`

	Publisher      string `json:"publisher,omitempty"`
	PublisherPlace string `json:"publisher-place,omitempty"`
	Edition        string `json:"edition,omitempty"`
	Version        string `json:"version,omitempty"`
	Genre          string `json:"genre,omitempty"`
	Medium         string `json:"medium,omitempty"`
	Status         string `json:"status,omitempty"` // "in press", "submitted"

	DOI   string `json:"DOI,omitempty"`
	PMID  string `json:"PMID,omitempty"`
	PMCID string `json:"PMCID,omitempty"`
	ISBN  string `json:"ISBN,omitempty"`
	ISSN  string `json:"ISSN,omitempty"`
	URL   string `json:"URL,omitempty"`

	Abstract string `json:"abstract,omitempty"`
	Keyword  string `json:"keyword,omitempty"` // comma-separated, as CSL has it
	Language string `json:"language,omitempty"`
	Note     string `json:"note,omitempty"`

	// Custom carries what CSL has no field for (CSL 1.0.2 "custom").
	Custom *Custom `json:"custom,omitempty"`
}

// Custom is our use of CSL's custom object.
type Custom struct {
	ArXiv     string   `json:"arxiv,omitempty"`
	Aliases   []string `json:"aliases,omitempty"` // every id under which the work came in
	Cites     []string `json:"cites,omitempty"`   // ids, of the same import, of the works it cites
	Retracted bool     `json:"retracted,omitempty"`
	Held      bool     `json:"held,omitempty"`
	Stub      bool     `json:"stub,omitempty"` // cited and not held, where it was exported
}

// Name is a CSL name. Particles stay with the family name as printed ("van der
// Berg"); an organisation or an undivided name is Literal.
type Name struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Suffix  string `json:"suffix,omitempty"`
	Literal string `json:"literal,omitempty"`
	ORCID   string `json:"ORCID,omitempty"`
}

// Date is a CSL date: one or two date-parts of year, month, day.
type Date struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Season  string  `json:"season,omitempty"`
	Circa   bool    `json:"circa,omitempty"`
	Literal string  `json:"literal,omitempty"`
}

// Year is the first year of the date, 0 where unknown.
func (d *Date) Year() int {
	if d == nil || len(d.Parts) == 0 || len(d.Parts[0]) == 0 {
		return 0
	}
	return d.Parts[0][0]
}

// Year is the year of issue, 0 where unknown.
func (w *Work) Year() int { return w.Issued.Year() }
