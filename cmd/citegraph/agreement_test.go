package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"citegraph/graph"
)

// TestFormatsAgree puts the same reviews in all their formats into one library:
// each review must end as one held work, and its formats in the same cited
// works. It reports the mean Jaccard index of cited works for each pair of
// formats, of a few reviews, or of all where CITEGRAPH_FORMATS is set; the worst
// reviews of a pair are listed with -v.
func TestFormatsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing of it runs side by side in one process")
	}
	mini, err := os.ReadFile(shared(t, "reviews", "MINI.txt"))
	if err != nil {
		t.Fatal(err)
	}
	all, _ := filepath.Glob(filepath.Join(shared(t, "reviews", "docs"), "*"))
	wanted := strings.Fields(string(mini))
	wanted = wanted[:min(len(wanted), 8)]
	var files []string
	for _, f := range all {
		if id, format := reviewFile(f); format != "" && (os.Getenv("CITEGRAPH_FORMATS") != "" || slices.Contains(wanted, id)) {
			files = append(files, f)
		}
	}
	lib := filepath.Join(t.TempDir(), "lib")
	must(t, append([]string{"--library", lib, "index"}, files...)...)
	store, err := graph.Open(lib, &graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	cited := map[string]map[string]map[uint32]bool{} // review, format, works
	selves := map[string]map[uint32]bool{}
	for w, err := range g.Works() {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range w.Mentions {
			id, format := reviewFile(m.Path)
			if cited[id] == nil {
				cited[id], selves[id] = map[string]map[uint32]bool{}, map[uint32]bool{}
			}
			switch m.Kind {
			case "self":
				selves[id][w.N] = true
			case "reference", "record":
				if cited[id][format] == nil {
					cited[id][format] = map[uint32]bool{}
				}
				cited[id][format][w.N] = true
			}
		}
	}
	agreement(t, cited, selves)
}

// reviewFile parts "…/PMC1.endnote.xml" into the review and its format; a .bib
// that lies beside a text is none of its own.
func reviewFile(path string) (id, format string) {
	base := filepath.Base(path)
	for _, ext := range []string{"csl.json", "endnote.xml", "md.bib", "tex.bib", "xml", "html", "txt", "pdf", "md", "tex", "bib", "ris"} {
		if name, ok := strings.CutSuffix(base, "."+ext); ok {
			if strings.HasSuffix(ext, ".bib") {
				return name, ""
			}
			return name, ext
		}
	}
	return base, ""
}

func agreement(t *testing.T, cited map[string]map[string]map[uint32]bool, selves map[string]map[uint32]bool) {
	t.Helper()
	ids := make([]string, 0, len(cited))
	for id := range cited {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	parted := 0
	for _, id := range ids {
		if len(selves[id]) > 1 {
			parted++
			t.Logf("%s is %d held works", id, len(selves[id]))
		}
	}
	t.Logf("%d of %d reviews are one held work", len(ids)-parted, len(ids))
	formats := []string{"xml", "txt", "html", "pdf", "md", "tex", "bib", "ris", "csl.json", "endnote.xml"}
	for i, a := range formats {
		for _, b := range formats[i+1:] {
			sum, n := 0.0, 0
			var worst []string
			for _, id := range ids {
				x, y := cited[id][a], cited[id][b]
				if x == nil || y == nil {
					continue
				}
				both := 0
				for w := range x {
					if y[w] {
						both++
					}
				}
				j := float64(both) / float64(len(x)+len(y)-both)
				sum, n = sum+j, n+1
				if j < .95 {
					worst = append(worst, fmt.Sprintf("%.2f %s (%d and %d works, %d in both)", j, id, len(x), len(y), both))
				}
			}
			if n == 0 {
				continue
			}
			slices.Sort(worst)
			t.Logf("%-11s %-11s %3d reviews, %.4f", a, b, n, sum/float64(n))
			for _, w := range worst[:min(len(worst), 8)] {
				t.Logf("    %s", w)
			}
			if n >= 5 && sum/float64(n) < .85 {
				t.Errorf("%s and %s agree on too little: %.4f", a, b, sum/float64(n))
			}
		}
	}
}
