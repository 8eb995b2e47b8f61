// Command learn counts which words are given names and which are family names
// in labelled references, and writes the lexicon that package person embeds.
//
//	go run ./corpus/person/learn -o corpus/person/lexicon.gz ../shared/refs/synthetic-train.jsonl.gz
//
// The output is lines "score<TAB>word word …", scores from -9 (always family)
// to 9 (always given), words folded and sorted. It depends on the input alone.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"citegraph/corpus"
	"citegraph/corpus/fold"
)

// A word is kept when it was seen so often as a given or as a family name.
const (
	minGiven  = 3
	minFamily = 8
)

type record struct {
	Meta   string `json:"meta"`
	Fields struct {
		Author, Editor []corpus.Name
	} `json:"fields"`
}

func main() {
	out := flag.String("o", "lexicon.gz", "file to write")
	flag.Parse()
	if err := run(*out, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "learn:", err)
		os.Exit(1)
	}
}

func run(out string, files []string) error {
	given, family := map[string]int{}, map[string]int{}
	for _, f := range files {
		if err := count(f, given, family); err != nil {
			return fmt.Errorf("count %s: %w", f, err)
		}
	}
	b, err := encode(given, family)
	if err != nil {
		return err
	}
	return os.WriteFile(out, b, 0o644)
}

func count(file string, given, family map[string]int) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	seen := map[string]bool{} // one work is rendered several times
	r := bufio.NewReaderSize(z, 1<<20)
	for {
		line, err := r.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var rec record
			if err := json.Unmarshal(line, &rec); err == nil && !seen[rec.Meta] {
				seen[rec.Meta] = rec.Meta != ""
				for _, n := range slices.Concat(rec.Fields.Author, rec.Fields.Editor) {
					if n.Family != "" && n.Given != "" {
						tally(given, n.Given, true)
						tally(family, n.Family, false)
					}
				}
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func tally(counts map[string]int, s string, skipCaps bool) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" .,-’'", r) }) {
		if skipCaps && w == strings.ToUpper(w) { // initials
			continue
		}
		if k := fold.Slug(w); len(k) > 1 {
			counts[k]++
		}
	}
}

func encode(given, family map[string]int) ([]byte, error) {
	all := map[string]bool{}
	for w, n := range given {
		all[w] = n >= minGiven
	}
	for w, n := range family {
		all[w] = all[w] || n >= minFamily
	}
	groups := map[int][]string{}
	for w, keep := range all {
		if !keep {
			continue
		}
		odds := math.Log2((float64(given[w]) + 0.5) / (float64(family[w]) + 0.5))
		s := int(math.Round(max(-9, min(9, odds))))
		groups[s] = append(groups[s], w)
	}
	var buf bytes.Buffer
	z, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	for s := -9; s <= 9; s++ {
		slices.Sort(groups[s])
		fmt.Fprintf(z, "%d\t%s\n", s, strings.Join(groups[s], " "))
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
