package pdf

import (
	"bytes"
	"encoding/xml"
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"

	"citegraph/corpus"
	"citegraph/corpus/person"
)

// statement is what a file says of itself, in XMP (ISO 16684-1, with the PRISM
// fields of publishers) or its Info dictionary (ISO 32000-1, 14.3.3).
type statement struct {
	title, journal, doi string
	authors             []corpus.Name
	year                int
}

// maxXMP bounds the metadata stream.
const maxXMP = 1 << 20

var (
	aDOI  = regexp.MustCompile(`\b10\.\d{4,9}/\S+`)
	aYear = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
)

// described reads both; XMP counts first.
func described(doc *pdf.Reader) statement {
	x := readXMP(streamBytes(doc.Trailer().Key("Root").Key("Metadata"), maxXMP))
	info := doc.Trailer().Key("Info")
	if t := strings.TrimSpace(info.Key("Title").Text()); x.title == "" && plausibleTitle(t) {
		x.title = t
	}
	if a := info.Key("Author").Text(); len(x.authors) == 0 && strings.ContainsAny(a, ",;") {
		x.authors = person.ParseList(degrees.ReplaceAllString(a, ", ")).Names // one name alone is often but the first
	}
	subject := info.Key("Subject").Text()
	if i := strings.Index(strings.ToLower(subject), "doi:"); i > 0 { // "BMC Cancer, 2020, doi:10.1186/…"
		if x.doi == "" {
			x.doi = aDOI.FindString(subject[i:])
		}
		name, _, _ := strings.Cut(subject, ",")
		if x.journal == "" {
			x.journal = strings.TrimSpace(name)
		}
		if y := aYear.FindString(subject[:i]); x.year == 0 && y != "" {
			x.year, _ = strconv.Atoi(y)
		}
	}
	return x
}

// readXMP reads a packet as far as it is well-formed.
func readXMP(raw []byte) (x statement) {
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.Strict = false
	var path []string
	var creators []string
	for {
		tok, err := d.RawToken()
		if err != nil || len(path) > 64 {
			break
		}
		switch e := tok.(type) {
		case xml.StartElement:
			path = append(path, e.Name.Local)
			for _, a := range e.Attr {
				x.field(a.Name.Local, a.Value)
			}
		case xml.EndElement:
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
		case xml.CharData:
			s := strings.TrimSpace(html.UnescapeString(string(e))) // some escape twice
			if s == "" || len(path) == 0 {
				continue
			}
			name := path[len(path)-1]
			if name == "li" && len(path) > 2 {
				name = path[len(path)-3]
			}
			if name == "creator" {
				creators = append(creators, s)
				continue
			}
			x.field(name, s)
		}
	}
	for _, c := range creators {
		if len(creators) == 1 && strings.ContainsAny(c, ",;") {
			x.authors = person.ParseList(degrees.ReplaceAllString(c, ", ")).Names
			return x
		}
		c = strings.Trim(degrees.ReplaceAllString(c, " "), " ,")
		if n := person.Parse(c); n.Family != "" {
			x.authors = append(x.authors, n)
		}
	}
	if len(creators) == 1 && x.doi == "" {
		x.authors = nil // who typed it
	}
	return x
}

func (x *statement) field(name, s string) {
	switch name {
	case "title":
		if x.title == "" && plausibleTitle(s) {
			x.title = s
		}
	case "doi", "DOI", "identifier":
		if x.doi == "" {
			x.doi = aDOI.FindString(s)
		}
	case "publicationName":
		if x.journal == "" {
			x.journal = s
		}
	case "coverDate", "coverDisplayDate", "publicationDate":
		if y := aYear.FindString(s); x.year == 0 && y != "" {
			x.year, _ = strconv.Atoi(y)
		}
	}
}
