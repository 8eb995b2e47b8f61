package list

import (
	"testing"

	"citegraph/corpus"
)

// text makes a Text of one paragraph block for each run of lines.
func text(body string) *corpus.Text {
	t := &corpus.Text{Body: body}
	start := 0
	for i := 0; i <= len(body); i++ {
		if i == len(body) || i+1 < len(body) && body[i] == '\n' && body[i+1] == '\n' {
			if i > start {
				t.Blocks = append(t.Blocks, corpus.Block{Span: corpus.Span{Start: start, End: i}})
			}
			start = i + 2
		}
	}
	return t
}

func TestFindNumbered(t *testing.T) {
	got := Find(text("As shown [1].\n\nReferences\n1. Moher D, Liberati A. Preferred reporting items. BMJ.\n2009;339:b2535.\n2. Page MJ. The PRISMA 2020 state-\nment. BMJ. 2021;372:n71. [CrossRef] [PubMed]\n"))
	want := []string{"Moher D, Liberati A. Preferred reporting items. BMJ. 2009;339:b2535.", "Page MJ. The PRISMA 2020 statement. BMJ. 2021;372:n71."}
	if len(got) != len(want) {
		t.Fatalf("got %d entries, want %d: %+v", len(got), len(want), got)
	}
	for i, e := range got {
		if e.Raw != want[i] || e.N != i+1 {
			t.Errorf("entry %d: got %q, want %q", i, e.Raw, want[i])
		}
	}
}
