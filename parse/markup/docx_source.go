package markup

import (
	"encoding/xml"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/ident"
)

// sources reads the works of Word's own citation manager, which lie in a part
// of the package beside the document (ECMA-376-1, 22.6 Bibliography).
func (d *docx) sources() {
	for _, f := range d.zr.File {
		if !strings.HasPrefix(f.Name, "customXml/item") || strings.Contains(f.Name, "Props") {
			continue
		}
		b, _, err := d.bytes(f.Name)
		if err != nil || !strings.Contains(string(b[:min(len(b), 4096)]), "bibliography") {
			continue
		}
		s := sourceReader{}
		_ = tokens(d.ctx, f.Name, b, s.start, s.end, s.text)
		d.cites.sources = append(d.cites.sources, s.out...)
	}
}

// sourceReader reads b:Source elements.
type sourceReader struct {
	out    []corpus.Reference
	val    map[string]string
	names  []corpus.Name
	person corpus.Name
	role   string
	buf    strings.Builder
	depth  int // below the source
}

func (s *sourceReader) start(e xml.StartElement) {
	s.buf.Reset()
	if e.Name.Local == "Source" && s.val == nil {
		s.val, s.names, s.depth = map[string]string{}, nil, 0
		return
	}
	if s.val == nil {
		return
	}
	s.depth++
	if s.depth == 2 {
		s.role = e.Name.Local
	}
	if e.Name.Local == "Person" {
		s.person = corpus.Name{}
	}
}

func (s *sourceReader) text(t string) {
	if s.buf.Len() < 64<<10 {
		s.buf.WriteString(t)
	}
}

func (s *sourceReader) end(name string) {
	v := strings.Join(strings.Fields(s.buf.String()), " ")
	s.buf.Reset()
	if s.val == nil {
		return
	}
	if name == "Source" && s.depth == 0 {
		s.finish()
		return
	}
	switch name {
	case "Last":
		s.person.Family = v
	case "First":
		s.person.Given = strings.TrimSpace(v + " " + s.person.Given)
	case "Middle":
		s.person.Given = strings.TrimSpace(s.person.Given + " " + v)
	case "Person":
		if s.role == "Author" && s.person.Family != "" {
			s.names = append(s.names, s.person)
		}
	case "Corporate":
		if v != "" {
			s.names = append(s.names, corpus.Name{Literal: v})
		}
	default:
		if s.depth == 1 && v != "" {
			s.val[name] = v
		}
	}
	s.depth--
}

// sourceTypes are CSL's names for Word's source types.
var sourceTypes = map[string]string{
	"JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine", "Book": "book", "BookSection": "chapter",
	"ConferenceProceedings": "paper-conference", "Report": "report", "InternetSite": "webpage", "DocumentFromInternetSite": "webpage",
	"ElectronicSource": "webpage", "Patent": "patent", "Case": "legal_case",
}

func (s *sourceReader) finish() {
	v := s.val
	s.val = nil
	if v["Tag"] == "" {
		return
	}
	w := corpus.Work{
		ID: v["Tag"], Type: sourceTypes[v["SourceType"]], Author: s.names, Title: v["Title"],
		ContainerTitle: first(v["JournalName"], v["BookTitle"], v["PeriodicalTitle"], v["ConferenceName"]),
		Volume:         v["Volume"], Issue: v["Issue"], Publisher: v["Publisher"], PublisherPlace: v["City"], Edition: v["Edition"],
		Page: strings.NewReplacer("–", "-", "—", "-", " ", "").Replace(v["Pages"]), Issued: dateOf(v["Year"]), URL: v["URL"],
	}
	if doi, ok := ident.DOI(first(v["DOI"], v["StandardNumber"])); ok {
		w.DOI = doi
	}
	if isbn, ok := ident.ISBN(v["StandardNumber"]); ok {
		w.ISBN = isbn
	}
	s.out = append(s.out, corpus.Reference{ID: v["Tag"], CSL: w, Confidence: 1})
}
