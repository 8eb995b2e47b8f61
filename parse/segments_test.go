package parse

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/parse/list"
	"citegraph/parse/plain"
)

// shared finds the folder of shared data, or skips the test.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("CITEGRAPH_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("shared data absent: ", err)
	}
	return dir
}

// TestDumpSegments writes what Find makes of the segmentation sets, in the form
// that score_seg.py reads, to the folder CITEGRAPH_DUMP_SEGMENTS.
func TestDumpSegments(t *testing.T) {
	out := os.Getenv("CITEGRAPH_DUMP_SEGMENTS")
	if out == "" {
		t.Skip("CITEGRAPH_DUMP_SEGMENTS not given")
	}
	dir := filepath.Join(shared(t), "refs", "segmentation")
	for _, name := range []string{"blocks_dev", "docs_dev", "blocks_train", "docs_train"} {
		if only := os.Getenv("CITEGRAPH_SETS"); only != "" && !strings.Contains(only, name) {
			continue
		}
		segments(t, filepath.Join(dir, name+".jsonl.gz"), filepath.Join(out, name+".jsonl"))
	}
}

type segmented struct {
	ID     string   `json:"id"`
	Text   string   `json:"text,omitempty"`
	Lines  []string `json:"lines,omitempty"`
	Refs   []string `json:"refs"`
	Labels []string `json:"labels,omitempty"`
}

func segments(t *testing.T, in, out string) {
	f, err := os.Open(in)
	if err != nil {
		t.Skip("shared data absent: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	w, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	enc := json.NewEncoder(w)
	r := bufio.NewReader(z)
	for dec := json.NewDecoder(r); dec.More(); {
		var raw struct {
			ID    string   `json:"id"`
			Text  string   `json:"text"`
			Lines []string `json:"lines"`
		}
		if err := dec.Decode(&raw); err != nil {
			t.Fatal(err)
		}
		s := segmented{ID: raw.ID, Refs: []string{}}
		body := raw.Text
		if raw.Lines != nil {
			body = strings.Join(raw.Lines, "\n")
		}
		var es []list.Entry
		for x, err := range plain.Read(context.Background(), corpus.Input{Text: body}) {
			if err != nil {
				t.Fatal(err)
			}
			es, _ = list.Find(x)
		}
		for _, e := range es {
			ref := e.Raw
			if raw.Lines == nil { // the gold of blocks are spans, with all that lies in them
				ref = body[e.Span.Start:e.Span.End]
			}
			s.Refs = append(s.Refs, strings.TrimSpace(e.Label+" "+ref))
		}
		at := 0
		for _, l := range raw.Lines {
			span := corpus.Span{Start: at, End: at + len(l)}
			label := "O"
			for _, e := range es {
				if e.Span.Overlaps(span) && strings.TrimSpace(l) != "" && !cutOut(body, e, span) {
					label = "ref"
				}
			}
			s.Labels = append(s.Labels, label)
			at += len(l) + 1
		}
		if err := enc.Encode(s); err != nil {
			t.Fatal(err)
		}
	}
}

// cutOut reports that the line lies within the span of e but not in its text (a
// running head between two pages).
func cutOut(body string, e list.Entry, line corpus.Span) bool {
	if line.Start < e.Span.Start || line.End > e.Span.End {
		return false
	}
	w := strings.Fields(body[line.Start:line.End])
	return len(w) > 0 && !strings.Contains(e.Raw, w[0][:min(len(w[0]), 4)])
}
