package html

import (
	"context"
	"testing"

	"citegraph/corpus"
)

func TestZoteroReport(t *testing.T) {
	page := `<!DOCTYPE html><html><head><title>Zotero Report</title></head><body><ul class="report combineChildItems">
<li id="item_AB12" class="item journalArticle"><h2>Bias in meta-analysis detected by a simple, graphical test</h2><table>
<tr><th>Item Type</th><td>Journal Article</td></tr><tr><th class="author">Author</th><td>Matthias Egger</td></tr><tr><th class="author">Author</th><td>Christoph Minder</td></tr>
<tr><th>Date</th><td>1997-09-13</td></tr><tr><th>DOI</th><td><a href="http://doi.org/10.1136/bmj.315.7109.629">10.1136/bmj.315.7109.629</a></td></tr>
<tr><th>Volume</th><td>315</td></tr><tr><th>Pages</th><td>629&#8211;634</td></tr><tr><th>Publication</th><td>BMJ</td></tr></table>
<h3 class="attachments">Attachments</h3><ul class="attachments"><li id="item_CD34">PDF</li></ul></li>
<li id="item_EF56" class="item book"><h2>Systematic Reviews in Health Care</h2><table><tr><th class="editor">Herausgeber</th><td>Matthias Egger</td></tr></table></li></ul></body></html>`
	for x, err := range Read(context.Background(), corpus.Input{Text: page}) {
		if err != nil || len(x.Records) != 2 {
			t.Fatalf("%d records, %v", len(x.Records), err)
		}
		r, w := x.Records[0], x.Records[0].CSL
		if r.ID != "AB12" || len(w.Author) != 2 || w.Author[1].Family != "Minder" || w.ContainerTitle != "BMJ" || w.Year() != 1997 || w.Page != "629-634" || w.DOI != "10.1136/bmj.315.7109.629" {
			t.Errorf("%+v", r)
		}
		if s := page[r.Span.Start:r.Span.End]; s[:3] != "<li" || x.Records[1].Span.Start != r.Span.End {
			t.Errorf("spans %v, %v", r.Span, x.Records[1].Span)
		}
		if len(x.Records[1].CSL.Editor) != 1 || x.Records[1].CSL.Type != "book" {
			t.Errorf("%+v", x.Records[1])
		}
	}
}
