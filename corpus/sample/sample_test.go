package sample

import (
	"io/fs"
	"strings"
	"testing"
)

func TestFilesAreThere(t *testing.T) {
	works := map[string]Work{}
	for _, w := range Works() {
		if works[w.Key].Key != "" {
			t.Errorf("work %s stands twice", w.Key)
		}
		works[w.Key] = w
	}
	named := map[string]bool{}
	for _, f := range Files() {
		named[f.Path] = true
		b, err := fs.ReadFile(FS, "data/"+f.Path)
		if err != nil {
			t.Fatal(err)
		}
		text := squash(string(b))
		for _, k := range f.Works {
			w, ok := works[k]
			switch {
			case !ok:
				t.Errorf("%s: no work %s", f.Path, k)
			case f.Fragments != nil || strings.HasSuffix(f.Path, ".md"):
				// pieces of a reference, or keys of another file
			case !strings.Contains(text, squash(w.Title)):
				t.Errorf("%s: title of %s is not in the text", f.Path, k)
			case !strings.Contains(text, squash(w.DOI)):
				t.Errorf("%s: DOI of %s is not in the text", f.Path, k)
			}
		}
	}
	entries, err := fs.ReadDir(FS, "data")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !named[e.Name()] {
			t.Errorf("data/%s: nothing is expected of it", e.Name())
		}
	}
}

func TestTextsOverlap(t *testing.T) {
	in := map[string]int{}
	for _, f := range Files() {
		if f.Kind == "" {
			for _, k := range f.Works {
				in[k]++
			}
		}
	}
	shared := 0
	for _, n := range in {
		if n > 1 {
			shared++
		}
	}
	if shared < 30 || in["lloydevans2014"] < 5 || in["sample2026who"] < 3 {
		t.Errorf("the texts share %d works only: %v", shared, in)
	}
}

// squash keeps the letters and digits that all formats print alike.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return -1
	}, s)
}
