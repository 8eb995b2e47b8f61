package refs

// The labels of segments. Every byte of a reference belongs to one segment:
// closing punctuation and space to the segment before, opening brackets and
// introducing words ("In", "pp.", "doi:") to the one after.
const (
	CitationNumber = iota
	Author
	Editor
	Translator
	Title
	ContainerTitle
	CollectionTitle
	Date
	Accessed
	Volume
	Issue
	Page
	Publisher
	PublisherPlace
	Edition
	DOI
	URL
	PMID
	PMCID
	ISBN
	ISSN
	Genre
	Medium
	Event
	Note
	Other
)

// labelNames are the names under which labels leave the package.
var labelNames = []string{
	"citation-number", "author", "editor", "translator", "title", "container-title",
	"collection-title", "date", "accessed", "volume", "issue", "page", "publisher",
	"publisher-place", "edition", "DOI", "URL", "PMID", "PMCID", "ISBN", "ISSN",
	"genre", "medium", "event", "note", "other",
}

// LabelNames returns the names of the labels; their order is the numbering.
func LabelNames() []string { return append([]string(nil), labelNames...) }

// LabelIndex is the number of a label by name, -1 for none.
func LabelIndex(name string) int {
	for i, n := range labelNames {
		if n == name {
			return i
		}
	}
	return -1
}
