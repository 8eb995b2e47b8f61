package person

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

var wrong = flag.Bool("wrong", false, "print the lists that are read wrongly")

// shared opens a file of the shared data, or skips the test.
func shared(t testing.TB, path string) *bufio.Reader {
	t.Helper()
	root := os.Getenv("CITEGRAPH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, path))
	if err != nil {
		t.Skipf("shared data absent: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return bufio.NewReaderSize(z, 1<<20)
}

// family is a family name as the shared scorer compares it.
func family(n corpus.Name) string {
	f := n.Family
	if f == "" {
		return fold.Slug(n.Literal + n.Given)
	}
	t := strings.Fields(f)
	k := 0
	for k < len(t)-1 && scored[strings.Trim(strings.ToLower(t[k]), "'’.")] {
		k++
	}
	return fold.Slug(strings.Join(t[k:], ""))
}

var scored = set("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "les", "ten", "ter", "af", "av", "zu", "zur", "vom", "el", "al", "bin", "ibn", "st", "san", "y", "d", "dello", "degli", "in", "het", "t", "op", "lo")

func sameLists(got, want []corpus.Name) bool {
	return slices.EqualFunc(got, want, func(g, w corpus.Name) bool {
		if family(g) == family(w) {
			return true
		}
		return (w.Literal != "" || g.Literal != "" || w.Family == "") && fold.Slug(g.Given+g.Family+g.Literal) == fold.Slug(w.Given+w.Family+w.Literal)
	})
}

type tallies map[string][2]int

func (c tallies) report(t *testing.T, least float64) {
	var keys []string
	total := [2]int{}
	for k, v := range c {
		keys = append(keys, k)
		total[0] += v[0]
		total[1] += v[1]
	}
	slices.Sort(keys)
	for _, k := range keys {
		t.Logf("%-28s %6d lists, %6.2f %% right", k, c[k][1], 100*float64(c[k][0])/float64(c[k][1]))
	}
	if got := float64(total[0]) / float64(max(1, total[1])); got < least {
		t.Errorf("%.4f of %d lists right, want %.4f", got, total[1], least)
	} else {
		t.Logf("%.4f of %d lists right", got, total[1])
	}
}

func TestSharedNames(t *testing.T) {
	r := shared(t, "refs/names.jsonl.gz")
	c := tallies{}
	for line, err := r.ReadBytes('\n'); err == nil; line, err = r.ReadBytes('\n') {
		var rec struct {
			Source, Raw string
			Names       []corpus.Name
		}
		if err := json.Unmarshal(line, &rec); err != nil {
			t.Fatal(err)
		}
		got := ParseList(rec.Raw)
		v := c[rec.Source]
		v[1]++
		if sameLists(got.Names, rec.Names) {
			v[0]++
		} else if *wrong {
			t.Logf("WRONG %s %q\n\tgot  %s\n\twant %s", rec.Source, rec.Raw, show(got.Names), show(rec.Names))
		}
		c[rec.Source] = v
	}
	c.report(t, 0.97)
}

func show(ns []corpus.Name) string {
	var b strings.Builder
	for _, n := range ns {
		b.WriteString("[" + n.Family + n.Literal + "|" + n.Given + "] ")
	}
	return b.String()
}

func TestSharedAuthorSegments(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing of it runs side by side in one process")
	}
	for _, f := range []string{"refs/train.jsonl.gz", "refs/train-nolicence.jsonl.gz", "refs/synthetic-train.jsonl.gz"} {
		t.Run(filepath.Base(f), func(t *testing.T) { segments(t, f) })
	}
}

func segments(t *testing.T, file string) {
	r := shared(t, file)
	c := tallies{}
	least := 0.95
	for range 12_000 {
		line, err := r.ReadBytes('\n')
		if err != nil {
			break
		}
		var rec struct {
			Source, Names string
			Segments      [][]any
			Noise         []string
			Fields        struct{ Author json.RawMessage }
		}
		if err := json.Unmarshal(line, &rec); err != nil {
			t.Fatal(err)
		}
		var want []corpus.Name
		if rec.Names == "low" || rec.Names == "none" || len(rec.Noise) > 0 || json.Unmarshal(rec.Fields.Author, &want) != nil || len(want) == 0 {
			continue
		}
		var seg []string
		for _, s := range rec.Segments {
			if s[0] == "author" {
				seg = append(seg, s[1].(string))
			}
		}
		if len(seg) != 1 {
			continue
		}
		got := ParseList(seg[0])
		if got.EtAl && len(got.Names) < len(want) {
			continue
		}
		key := rec.Source + " " + rec.Names
		v := c[key]
		v[1]++
		if sameLists(got.Names, want) {
			v[0]++
		} else if *wrong {
			t.Logf("WRONG %s %q\n\tgot  %s\n\twant %s", key, seg[0], show(got.Names), show(want))
		}
		c[key] = v
	}
	c.report(t, least)
}
