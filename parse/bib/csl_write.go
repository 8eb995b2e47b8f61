package bib

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"citegraph/corpus"
)

// WriteCSL writes one array of CSL-JSON items, an item a line.
func WriteCSL(w io.Writer, works iter.Seq[*corpus.Work]) error {
	return writeItems(w, works, "[\n", ",\n", "\n]\n")
}

// WriteCSLLines writes CSL-JSON items, one a line, with custom.aliases: what
// [ReadCSL] reads back is the same works under the same ids.
func WriteCSLLines(w io.Writer, works iter.Seq[*corpus.Work]) error {
	return writeItems(w, works, "", "\n", "\n")
}

func writeItems(w io.Writer, works iter.Seq[*corpus.Work], begin, between, end string) error {
	bw := bufio.NewWriter(w)
	bw.WriteString(begin)
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	n := 0
	for work := range works {
		buf.Reset()
		if err := enc.Encode(work); err != nil {
			return fmt.Errorf("write work %q: %w", work.ID, err)
		}
		if n > 0 {
			bw.WriteString(between)
		}
		n++
		bw.Write(bytes.TrimRight(buf.Bytes(), "\n"))
	}
	if n > 0 || begin != "" {
		bw.WriteString(end)
	}
	return bw.Flush()
}
