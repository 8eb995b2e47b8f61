package pdf

import (
	"fmt"
	"strings"
	"testing"

	"citegraph/corpus"
)

// TestNotes holds a paragraph that a note at the foot of its column interrupts,
// on a page whose first lines say where somebody works.
func TestNotes(t *testing.T) {
	lines := []drawn{
		{72, 754, 6, "", "1"}, {76, 750, 10, "", "Department of Samples, University of a Town"},
	}
	for i := range 14 {
		y := 700 - 12*float64(i)
		lines = append(lines, drawn{72, y, 10, "", fmt.Sprintf("and left line number %d runs to its end", i)},
			drawn{320, y, 10, "", fmt.Sprintf("nation, and right line %d runs to its end", i)})
	}
	lines[2+2*13].text = "the last one on the left tells of an expla-"
	lines = append(lines,
		drawn{72, 504, 5, "", "2"}, drawn{76, 500, 8, "", "The note says where a longer account of this"},
		drawn{72, 490, 8, "", "is to be had."})
	tx := readOne(t, pdfFile(drawPage(lines...)))
	var got []string
	for _, b := range tx.Blocks {
		if b.Kind == corpus.Footnote || b.Kind == corpus.Front {
			got = append(got, fmt.Sprintf("%d %s: %s", b.Kind, b.Label, strings.Join(strings.Fields(tx.Slice(b.Span)), " ")))
		}
	}
	want := []string{
		fmt.Sprintf("%d : 1Department of Samples, University of a Town", corpus.Front),
		fmt.Sprintf("%d 2: The note says where a longer account of this is to be had.", corpus.Footnote),
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got  %q\nwant %q\n%s", got, want, flow(tx))
	}
	if !strings.Contains(flow(tx), "tells of an explanation, and right line 0") {
		t.Errorf("the paragraph is not put together:\n%s", flow(tx))
	}
}
