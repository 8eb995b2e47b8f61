package html

import (
	"testing"

	"citegraph/corpus"
)

// A blog says who wrote it, and that it is one.
func TestBlogPosting(t *testing.T) {
	page := `<html><head><script type="application/ld+json">{"@context":"https://schema.org","@type":"BlogPosting","headline":"Peer support and hope","author":[{"@type":"Person","name":"Anna Smith"}],"datePublished":"2020-03-01"}</script></head><body><h1>Peer support and hope</h1><p>Words.</p></body></html>`
	for got, err := range Read(t.Context(), corpus.Input{Name: "a.html", Format: corpus.FormatHTML, Raw: []byte(page), Text: page}) {
		if err != nil {
			t.Fatal(err)
		}
		if w := got.Work; w.Type != "post-weblog" || len(w.Author) != 1 || w.Author[0].Family != "Smith" || w.Year() != 2020 {
			t.Errorf("read %+v", w)
		}
	}
}
