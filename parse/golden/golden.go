// Package golden is how the tests of the readers hold what is read against what
// was read before, and against the source. It shows a text in a form that can be
// compared, and checks that spans lie where they say. It reads no format, and
// nothing but tests imports it.
package golden

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"iter"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"citegraph/corpus"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// Reader is the Read of a package that reads a format.
type Reader func(context.Context, corpus.Input) iter.Seq2[*corpus.Text, error]

// All is every text of in, and the last error.
func (read Reader) All(in corpus.Input) (out []*corpus.Text, err error) {
	for x, e := range read(context.Background(), in) {
		if e != nil {
			err = e
			continue
		}
		out = append(out, x)
	}
	return out, err
}

// Compare fails where got is not what the file holds; the flag -update writes
// the file.
func Compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Error(d)
	}
}

var kinds = []string{"paragraph", "title", "front", "abstract", "heading", "item", "reference", "footnote", "caption", "cell", "code", "boiler"}
var markNames = []string{"super", "sub", "italic", "bold", "link", "callee"}

// Shown is x as the goldens hold it, a line for each thing found. It holds on
// the way that blocks lead to raw: their first and last plain word must stand
// there, but for those that the reader itself made, of the word and what raw
// has in that place (nil: none).
func Shown(t *testing.T, x *corpus.Text, raw string, made func(word, source string) bool) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "work %s\nlang %s\n", inJSON(t, x.Work), x.Lang)
	for _, bl := range x.Blocks {
		fmt.Fprintf(&b, "%s", kinds[bl.Kind])
		if bl.Level > 0 {
			fmt.Fprintf(&b, " %d", bl.Level)
		}
		if bl.ID != "" || bl.Label != "" {
			fmt.Fprintf(&b, " #%s [%s]", bl.ID, bl.Label)
		}
		fmt.Fprintf(&b, ": %s\n", x.Slice(bl.Span))
		if bl.Fields != nil {
			fmt.Fprintf(&b, "  %s\n", inJSON(t, bl.Fields))
		}
		origin(t, x, bl.Span, raw, made)
	}
	for _, m := range x.Marks {
		fmt.Fprintf(&b, "%s %q %s\n", markNames[m.Kind], x.Slice(m.Span), strings.Join(m.Targets, " "))
	}
	for _, l := range x.Libraries {
		fmt.Fprintf(&b, "library %s %s %d bytes\n", l.Name, l.Format, len(l.Raw))
	}
	for _, r := range x.Cited {
		fmt.Fprintf(&b, "cited %s %s\n", r.ID, inJSON(t, r.CSL))
	}
	for _, n := range x.Notes {
		fmt.Fprintf(&b, "note %s: %s\n", n.Code, n.Text)
	}
	return b.String()
}

func inJSON(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func origin(t *testing.T, x *corpus.Text, s corpus.Span, raw string, made func(word, source string) bool) {
	t.Helper()
	o := x.Offsets.Span(s)
	if !within(o, len(raw)) {
		t.Errorf("block %q leads to %v of %d bytes", x.Slice(s), o, len(raw))
		return
	}
	source := raw[o.Start:o.End]
	words := strings.FieldsFunc(x.Slice(s), func(r rune) bool { return r > 'z' || !(r >= 'a' || r >= 'A' && r <= 'Z') })
	for i, w := range words {
		if (i == 0 || i == len(words)-1) && len(w) > 3 && !strings.Contains(source, w) && (made == nil || !made(w, source)) {
			t.Errorf("%q of block %q is not in its source %q", w, x.Slice(s), source)
		}
	}
}

// Spans holds, of whatever was read from a source of size bytes, that blocks
// and marks lie within the text and that blocks lead into the source.
func Spans(t *testing.T, x *corpus.Text, size int) {
	t.Helper()
	for _, b := range x.Blocks {
		if !within(b.Span, len(x.Body)) {
			t.Fatalf("block %v of %d bytes", b.Span, len(x.Body))
		}
		if o := x.Offsets.Span(b.Span); !within(o, size) {
			t.Fatalf("block %v leads to %v of %d bytes", b.Span, o, size)
		}
	}
	for _, m := range x.Marks {
		if !within(m.Span, len(x.Body)) {
			t.Fatalf("mark %v of %d bytes", m.Span, len(x.Body))
		}
	}
}

func within(s corpus.Span, size int) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= size }
