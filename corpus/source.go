package corpus

import (
	"errors"
	"io"
)

// Format names a file format that some reader understands.
type Format string

// The formats. Each has one reader in package parse (parse.go's table).
const (
	FormatPlain    Format = "plain"
	FormatHTML     Format = "html"
	FormatJATS     Format = "jats"
	FormatTEI      Format = "tei"
	FormatPDF      Format = "pdf"
	FormatMarkdown Format = "markdown"
	FormatLaTeX    Format = "latex"
	FormatDOCX     Format = "docx"
	FormatBibTeX   Format = "bibtex"
	FormatRIS      Format = "ris"
	FormatNBIB     Format = "nbib"
	FormatCSL      Format = "csl" // CSL-JSON, an array or one item a line
	FormatEndNote  Format = "endnote"
	FormatWoS      Format = "wos"
	FormatScopus   Format = "scopus"
	FormatPubMed   Format = "pubmed"
	FormatOpenAlex Format = "openalex"
	FormatOCMeta   Format = "ocmeta"
	FormatUnknown  Format = ""
)

// ErrFormat says that content is of no format that can be read.
var ErrFormat = errors.New("not a format that can be read")

// Source is a file, an archive entry or standard input that has not been read.
type Source struct {
	Name string // path as given, entry behind "!" for archives: "a.zip!b.txt"
	Size int64  // -1 where unknown
	Open func() (io.ReadCloser, error)

	// Beside opens a file next to this one by a relative name, never outside
	// the folder that was given; nil where there is none (standard input).
	Beside func(name string) (io.ReadCloser, error)
}

// Input is a source that has been read, decoded and told apart: what a reader
// gets.
type Input struct {
	Name    string
	Format  Format
	Raw     []byte  // the original bytes
	Text    string  // decoded to valid UTF-8; empty for binary formats
	Offsets Offsets // Text to Raw
	Beside  func(name string) ([]byte, error)
	SHA256  string // of the whole file, in hex
	Bytes   int64  // size of the whole file

	// Open, where set, reads the file again from its start. It is set alone,
	// without Raw and Text, for files that are too large to be held whole and
	// whose format can be read piece by piece: plain text, JSON lines, and
	// libraries of tagged lines or BibTeX.
	Open func() (io.ReadCloser, error)

	Notes []Note // what was mended on the way in: charset, invalid bytes, damage behind the content
}
