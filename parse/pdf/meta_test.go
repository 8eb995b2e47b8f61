package pdf

import (
	"fmt"
	"strings"
	"testing"

	"citegraph/corpus"

	"github.com/google/go-cmp/cmp"
)

func body(y float64, n int) (out []drawn) {
	for i := range n {
		out = append(out, drawn{72, y - 12*float64(i), 10, "", fmt.Sprintf("Line %d of a body that says what all bodies say, at the usual size.", i)})
	}
	return out
}

func families(ns []corpus.Name) string {
	var out []string
	for _, n := range ns {
		out = append(out, n.Family)
	}
	return strings.Join(out, " ")
}

// What a first page says of its article, below the name of the journal and the
// kind of the article.
func TestFrontPage(t *testing.T) {
	lines := append([]drawn{
		{72, 750, 20, "F2", "Research Article"},
		{72, 720, 16, "F2", "Peer support in mental health services:"},
		{72, 702, 16, "F2", "a review of what was counted"},
		{72, 680, 11, "", "Anna M. Smith, MD, PhD, Bert Jones* and Chia-Ling Lee, MSc"},
		{72, 660, 9, "", "Data: https://doi.org/10.17605/OSF.IO/ABCDE. Published: 19 February 2016"},
		{72, 648, 9, "", "https://doi.org/10.5555/own.1"},
	}, body(620, 20)...)
	w := readOne(t, pdfFile(drawPage(lines...))).Work
	if w.Title != "Peer support in mental health services: a review of what was counted" || families(w.Author) != "Smith Jones Lee" || w.DOI != "10.5555/own.1" || w.Year() != 2016 {
		t.Errorf("read %q by %s, DOI %s, %d", w.Title, families(w.Author), w.DOI, w.Year())
	}
}

// The file's own statement counts where the page says it too; a template's does
// not.
func TestStatement(t *testing.T) {
	page := drawPage(append([]drawn{
		{72, 720, 16, "F2", "The effect of hope on recovery"},
		{72, 690, 11, "", "Ana Sousa • Rui Lima"},
	}, body(660, 20)...)...)
	xmp := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><rdf:Description xmlns:dc="d" xmlns:prism="p"><dc:title><rdf:Alt><rdf:li>%s</rdf:li></rdf:Alt></dc:title>` +
		`<dc:creator><rdf:Seq>%s</rdf:Seq></dc:creator><prism:doi>10.5555/stated</prism:doi></rdf:Description></rdf:RDF></x:xmpmeta>`
	w := readOne(t, pdfWith(fmt.Sprintf(xmp, "The effect of hope on recovery", "<rdf:li>Ana Sousa</rdf:li><rdf:li>Rui Lima</rdf:li>"), "", "", page)).Work
	if w.Title != "The effect of hope on recovery" || families(w.Author) != "Sousa Lima" || w.DOI != "10.5555/stated" {
		t.Errorf("read %q by %s, DOI %s", w.Title, families(w.Author), w.DOI)
	}
	w = readOne(t, pdfWith(fmt.Sprintf(xmp, "Template for conference papers", "<rdf:li>Office User</rdf:li>"), "/Title (Another template of theirs) /Author (typist)", "", page)).Work
	if w.Title != "The effect of hope on recovery" || families(w.Author) != "Sousa Lima" {
		t.Errorf("of a template: %q by %s", w.Title, families(w.Author))
	}
}

// Links over text are marks with their addresses; what leads to no work is none.
func TestLinks(t *testing.T) {
	annot := func(y float64, uri string) string {
		return fmt.Sprintf("<< /Type /Annot /Subtype /Link /Rect [70 %g 540 %g] /A << /S /URI /URI (%s) >> >> ", y-3, y+9, uri)
	}
	annots := annot(700, "https://doi.org/10.1037/0033-295X.84.2.191") + annot(680, "mailto:somebody@example.org") + "<< /Subtype /Link /Rect [1 2] >> 7 "
	text := readOne(t, pdfWith("", "", annots, drawPage(append([]drawn{
		{72, 700, 10, "", "Bandura A. Self-efficacy. Psychol Rev 1977 [CrossRef]"},
		{72, 680, 10, "", "Somebody wrote to somebody about something else."},
	}, body(640, 8)...)...)))
	var got []string
	for _, m := range text.Marks {
		if m.Kind == corpus.Link {
			got = append(got, text.Slice(m.Span), strings.Join(m.Targets, " "))
		}
	}
	if d := cmp.Diff([]string{"Bandura A. Self-efficacy. Psychol Rev 1977 [CrossRef]", "https://doi.org/10.1037/0033-295X.84.2.191"}, got); d != "" {
		t.Error(d)
	}
}
