// Command learn trains the classifier that tells titles of works from prose,
// which package scatter embeds.
//
//	go run ./parse/scatter/learn -o parse/scatter/titles.gz \
//	  ../shared/related/graph_works.ndjson.gz ../shared/refs/synthetic-train.jsonl.gz \
//	  $(sed 's|.*|../shared/reviews/docs/&.txt|' parse/scatter/learn/prose.txt)
//
// The first inputs have works with titles, some with abstracts, one a line; texts are
// articles of which no measured page is made (prose.txt). Titles are the one
// class; sentences of abstracts and articles, and pieces cut out of them the
// way search results cut them, the other. Logistic regression, AdaGrad, one seed: the
// output, lines "weight<TAB>feature" sorted by feature, depends on the input
// alone. Weights are hundredths of a nat.
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
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"citegraph/parse/scatter"
)

const (
	maxWorks  = 200_000
	minCount  = 12   // a feature is used when seen so often
	minWeight = 0.12 // and kept when it weighs so much
	epochs    = 4
	rate      = 0.3
	decay     = 2e-6
)

type example struct {
	features []int32
	title    bool
}

func main() {
	out := flag.String("o", "titles.gz", "file to write")
	flag.Parse()
	if err := run(*out, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "learn:", err)
		os.Exit(1)
	}
}

func run(out string, files []string) error {
	var texts []string
	var titles []bool
	rng := rand.New(rand.NewPCG(7, 11))
	add := func(s string, title bool) {
		texts = append(texts, s)
		titles = append(titles, title)
	}
	for _, f := range files {
		how := read
		if strings.HasSuffix(f, ".txt") {
			how = readProse
		}
		if err := how(f, rng, add); err != nil {
			return fmt.Errorf("read %s: %w", f, err)
		}
	}
	ids, names := vocabulary(texts)
	var all []example
	for i, s := range texts {
		e := example{title: titles[i]}
		for _, f := range scatter.Features(s) {
			if id, ok := ids[f]; ok {
				e.features = append(e.features, id)
			}
		}
		all = append(all, e)
	}
	held := len(all) / 20
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	w := train(all[held:], len(names), rng)
	fmt.Printf("%d examples, %d features, %.4f of %d held out right\n", len(all), len(names), accuracy(all[:held], w), held)
	return write(out, names, w)
}

// read calls f with titles and with as many sentences.
func read(file string, rng *rand.Rand, f func(string, bool)) error {
	r, err := os.Open(file)
	if err != nil {
		return err
	}
	defer r.Close()
	z, err := gzip.NewReader(r)
	if err != nil {
		return err
	}
	br := bufio.NewReaderSize(z, 1<<20)
	for n := 0; n < maxWorks; {
		line, err := br.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var w struct {
				Title, Abstract string
				Fields          struct{ Title string } // of a labelled reference
			}
			if json.Unmarshal(line, &w) != nil {
				continue
			}
			if w.Title == "" && n%4 == 0 {
				w.Title = w.Fields.Title
			}
			if n++; w.Title != "" {
				ss := sentences(w.Abstract)
				if n%3 == 0 || len(ss) > 0 || w.Fields.Title != "" {
					f(cutTitle(w.Title, rng), true)
				}
				for k := 0; k < 6 && len(ss) > 0; k++ {
					f(cutSentence(ss[rng.IntN(len(ss))], rng), false)
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
	return nil
}

// readProse calls f with the sentences, headings and captions of an article's
// text, up to its references.
func readProse(file string, rng *rand.Rand, f func(string, bool)) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if l := strings.ToLower(line); len(l) < 30 && (strings.HasPrefix(l, "reference") || strings.HasPrefix(l, "bibliogr") || strings.HasPrefix(l, "refer") || strings.HasPrefix(l, "literature")) {
			break
		}
		for _, s := range sentences(line + " ") {
			s = strings.Map(func(r rune) rune { // scraped pages are ASCII
				if r > 0x7e {
					return -1
				}
				return r
			}, s)
			f(cutSentence(s, rng), false)
		}
		if !strings.Contains(line, ". ") && len(line) > 3 {
			f(line, false)
		}
	}
	return nil
}

// cutTitle cuts one title in eight short, as search results do.
func cutTitle(s string, rng *rand.Rand) string {
	words := strings.Fields(s)
	s = strings.Map(func(r rune) rune {
		if r > 0x7e {
			return -1
		}
		return r
	}, s)
	if rng.IntN(8) > 0 || len(words) < 7 {
		return s
	}
	return strings.Join(words[:5+rng.IntN(len(words)-5)], " ")
}

// cutSentence cuts one sentence in six at its start or end.
func cutSentence(s string, rng *rand.Rand) string {
	words := strings.Fields(s)
	if len(words) < 9 {
		return s
	}
	switch rng.IntN(12) {
	case 0:
		return strings.Join(words[:6+rng.IntN(len(words)-6)], " ")
	case 1:
		return strings.Join(words[rng.IntN(len(words)-6):], " ")
	}
	return s
}

func sentences(s string) []string {
	var out []string
	for {
		i := strings.Index(s, ". ")
		if i < 0 {
			break
		}
		if len(strings.Fields(s[:i])) > 2 {
			out = append(out, s[:i+1])
		}
		s = s[i+2:]
	}
	return out
}

func vocabulary(texts []string) (map[string]int32, []string) {
	count := map[string]int{}
	for _, s := range texts {
		for _, f := range scatter.Features(s) {
			count[f]++
		}
	}
	var names []string
	for f, n := range count {
		if n >= minCount && !(n < 3*minCount && strings.Contains(f, " ")) {
			names = append(names, f)
		}
	}
	slices.Sort(names)
	ids := make(map[string]int32, len(names))
	for i, f := range names {
		ids[f] = int32(i)
	}
	return ids, names
}

func score(w []float64, e *example) float64 {
	s := 0.0
	for _, f := range e.features {
		s += w[f]
	}
	return s
}

func train(all []example, n int, rng *rand.Rand) []float64 {
	w, g := make([]float64, n), make([]float64, n)
	for range epochs {
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for i := range all {
			e := &all[i]
			y := 0.0
			if e.title {
				y = 1
			}
			d := y - 1/(1+math.Exp(-score(w, e)))
			if e.title {
				d *= 2 // of titles there are fewer than sentences
			}
			for _, f := range e.features {
				step := d - decay*float64(len(all))*w[f]*0.1
				g[f] += step * step
				w[f] += rate * step / (1 + math.Sqrt(g[f]))
			}
		}
	}
	return w
}

func accuracy(all []example, w []float64) float64 {
	right := 0
	for i := range all {
		if score(w, &all[i]) > 0 == all[i].title {
			right++
		}
	}
	return float64(right) / float64(max(1, len(all)))
}

func write(file string, names []string, w []float64) error {
	var buf bytes.Buffer
	z, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return err
	}
	kept := 0
	for i, f := range names {
		if math.Abs(w[i]) >= minWeight {
			fmt.Fprintf(z, "%d\t%s\n", int(math.Round(100*w[i])), f)
			kept++
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	fmt.Printf("%d features kept, %d bytes\n", kept, buf.Len())
	return os.WriteFile(file, buf.Bytes(), 0o644)
}
