package pdf

import (
	"fmt"
	"strings"
	"testing"
)

// columnLines are n lines of two columns.
func columnLines(n int) (out []drawn) {
	for i := range n {
		y := 700 - 12*float64(i)
		out = append(out,
			drawn{72, y, 10, "", fmt.Sprintf("left line number %d runs to its end", i)},
			drawn{320, y, 10, "", fmt.Sprintf("right line number %d runs to its end", i)})
	}
	return out
}

func TestColumns(t *testing.T) {
	lines := []drawn{{72, 740, 20, "F2", "Peer workers in two columns of text"}}
	tx := readOne(t, pdfFile(drawPage(append(lines, columnLines(12)...)...)))
	text := flow(tx)
	if l, r := strings.Index(text, "left line number 11"), strings.Index(text, "right line number 0"); l < 0 || r < 0 || l > r {
		t.Errorf("columns are not read one behind the other:\n%s", text)
	}
	if tx.Work.Title != "Peer workers in two columns of text" {
		t.Errorf("title: %q", tx.Work.Title)
	}
}

func TestColumnsBelowWideText(t *testing.T) {
	var lines []drawn
	for i := range 8 {
		lines = append(lines, drawn{72, 740 - 12*float64(i), 10, "", fmt.Sprintf("a wide line %d of a table that spans both of the columns, from the one edge of the page to the other edge", i)})
	}
	for i := range 18 {
		y := 600 - 12*float64(i)
		lines = append(lines,
			drawn{72, y, 10, "", fmt.Sprintf("left line number %02d runs to its end at the gutter", i)},
			drawn{320, y, 10, "", fmt.Sprintf("right line number %d runs to its very end", i)})
	}
	text := flow(readOne(t, pdfFile(drawPage(lines...))))
	if l, r := strings.Index(text, "left line number 17"), strings.Index(text, "right line number 0"); l < 0 || r < 0 || l > r {
		t.Errorf("columns below a wide table are read across:\n%s", text)
	}
}

// TestColumnsOfAPart holds three pages that have no gutter from top to bottom,
// or one that stretched words and hanging labels hide.
func TestColumnsOfAPart(t *testing.T) {
	wide := func(n int) (out []drawn) {
		for i := range n {
			out = append(out, drawn{72, 740 - 12*float64(i), 10, "", fmt.Sprintf("a wide line %d of the text above, which runs from the one edge of the page to the other edge of it", i)})
		}
		return out
	}
	table := wide(20)
	for i := range 8 {
		y := 440 - 12*float64(i)
		table = append(table, drawn{72, y, 10, "", fmt.Sprintf("cell %d", i)}, drawn{300, y, 10, "", fmt.Sprintf("value left %d", i)})
	}
	list := wide(20)
	for i := range 8 {
		y := 440 - 12*float64(i)
		list = append(list, drawn{72, y, 8, "", fmt.Sprintf("left line number %02d runs on to its very end at the white", i)},
			drawn{315, y, 8, "", fmt.Sprintf("right line number %d runs on to its very end at the edge", i)})
	}
	var labels []drawn
	for i := range 12 {
		y := 700 - 12*float64(i)
		for c, x := range []float64{40, 225, 410} {
			labels = append(labels, drawn{x, y, 8, "", fmt.Sprint(c + 1)})
			for w := range 4 { // stretched: each word stands alone
				labels = append(labels, drawn{x + 12 + 38*float64(w), y, 8, "", fmt.Sprintf("c%dl%dw%d", c, i, w)})
			}
		}
	}
	for _, tt := range []struct {
		name         string
		page         []drawn
		first, after string
	}{
		{"a list below", list, "left line number 07", "right line number 0"},
		{"a table is read by rows", table, "value left 2", "cell 3"},
		{"stretched words, labels", labels, "c0l11w3", "c1l0w0"},
		{"stretched words, labels", labels, "c1l11w3", "c2l0w0"},
	} {
		text := flow(readOne(t, pdfFile(drawPage(tt.page...))))
		if a, b := strings.Index(text, tt.first), strings.Index(text, tt.after); a < 0 || b < 0 || a > b {
			t.Errorf("%s: %q does not stand before %q:\n%s", tt.name, tt.first, tt.after, text)
		}
	}
}

// TestRaggedColumns holds a list in two columns of ragged lines below a heading,
// below short lines that reach over where its columns part.
func TestRaggedColumns(t *testing.T) {
	var lines []drawn
	for i := range 14 {
		lines = append(lines, drawn{160, 740 - 20*float64(i), 11, "", fmt.Sprintf("Contribution %d: somebody and somebody", i)})
	}
	lines = append(lines, drawn{50, 430, 15, "F2", "References"})
	ends := []string{"", " to one", " to the other one", " to one of them", " and"}
	for i := range 11 {
		y := 400 - 13*float64(i)
		lines = append(lines,
			drawn{50, y, 9, "", fmt.Sprintf("left line %d that runs from this edge%s", i, ends[i%5])},
			drawn{295, y, 9, "", fmt.Sprintf("right line %d that runs from this edge%s", i, ends[(i+2)%5])})
	}
	text := flow(readOne(t, pdfFile(drawPage(lines...))))
	if l, r := strings.Index(text, "left line 10"), strings.Index(text, "right line 0"); l < 0 || r < 0 || l > r {
		t.Errorf("columns are not read one behind the other:\n%s", text)
	}
}

// TestUsualColumns holds pages that show their columns poorly: the pages before
// them show where columns part.
func TestUsualColumns(t *testing.T) {
	columns := func(name string, from, n int) (out []drawn) {
		for i := range n {
			y := float64(from - 12*i)
			out = append(out,
				drawn{72, y, 10, "", fmt.Sprintf("left line %d of the %s runs up to the gutter", i, name)},
				drawn{320, y, 10, "", fmt.Sprintf("right line %d of the %s runs up to the edge", i, name)})
		}
		return out
	}
	table := columns("page of a table", 240, 6)
	for i := range 36 {
		y := 700 - 12*float64(i)
		table = append(table,
			drawn{72, y, 10, "", fmt.Sprintf("left text %d beside it runs up to the gutter", i)},
			drawn{320, y, 10, "", fmt.Sprintf("name %d of a compound", i)}, drawn{440, y, 10, "", fmt.Sprintf("value %d", i)})
	}
	text := flow(readOne(t, pdfFile(
		drawPage(columns("first page", 700, 20)...),
		drawPage(columns("second page", 700, 20)...),
		drawPage(table...),
		drawPage(columns("last page", 700, 3)...),
	)))
	for _, order := range [][2]string{
		{"left line 2 of the last", "right line 0 of the last"},
		{"name 3", "value 3"}, {"value 3", "name 4"}, // rows of the table
		{"left line 5 of the page of a table", "name 0"},
	} {
		if a, b := strings.Index(text, order[0]), strings.Index(text, order[1]); a < 0 || b < 0 || a > b {
			t.Errorf("%q does not stand before %q:\n%s", order[0], order[1], text)
		}
	}
}
