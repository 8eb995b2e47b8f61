package bib

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// table reads CSV with a heading row. Rows are asked for their cells by any of
// several headings, in lower case.
type table struct {
	head map[string]int
	row  []string
}

func (t *table) get(names ...string) string {
	for _, n := range names {
		if i, ok := t.head[n]; ok && i < len(t.row) {
			if s := strings.TrimSpace(t.row[i]); s != "" {
				return s
			}
		}
	}
	return ""
}

// csvRecords hands on each row with its place in the text.
func csvRecords(b *batch, p *place, each func(t *table, start, end int) bool) {
	text := strings.TrimPrefix(p.text, "\uFEFF")
	skipped := len(p.text) - len(text)
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	t := &table{}
	for !b.done {
		start := int(r.InputOffset()) + skipped
		row, err := r.Read()
		end := int(r.InputOffset()) + skipped
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			b.skip(p, start, max(end, start), err.Error())
			if end <= start {
				return
			}
			continue
		}
		if t.head == nil && len(row) == 1 {
			continue // a line about the export, before its headings
		}
		if t.head == nil {
			t.head = map[string]int{}
			for i, h := range row {
				h = strings.ToLower(strings.TrimSpace(h))
				if _, dup := t.head[h]; !dup {
					t.head[h] = i
				}
			}
			continue
		}
		if len(row) < 2 && len(t.head) > 2 {
			b.skip(p, start, end, "a row with too few cells")
			continue
		}
		t.row = row
		end = start + len(strings.TrimRight(p.text[start:end], "\n"))
		if !each(t, start, end) {
			return
		}
	}
}
