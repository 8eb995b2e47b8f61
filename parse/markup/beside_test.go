package markup

import (
	"fmt"
	"os"
	"testing"

	"citegraph/corpus"
)

// A bibliography that the text does not name is looked for under its own name;
// authors may be written in either way in one list.
func TestBibliographyBeside(t *testing.T) {
	text := "---\ntitle: Peers\nauthor:\n  - name: Anna Smith\n  - Bert Jones\n---\n\nHope [@bandura1977].\n"
	in := corpus.Input{Name: "reviews/peers.md", Format: corpus.FormatMarkdown, Raw: []byte(text), Text: text, Beside: func(name string) ([]byte, error) {
		if name == "peers.bib" {
			return []byte("@article{bandura1977, title={Self-efficacy}}"), nil
		}
		return nil, fmt.Errorf("open %s: %w", name, os.ErrNotExist)
	}}
	for got, err := range Read(t.Context(), in) {
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Libraries) != 1 || len(got.Notes) > 0 {
			t.Errorf("%d libraries, notes %v", len(got.Libraries), got.Notes)
		}
		if a := got.Work.Author; len(a) != 2 || a[0].Family != "Smith" || a[1].Family != "Jones" {
			t.Errorf("authors %v", a)
		}
	}
}
