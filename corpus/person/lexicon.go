package person

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"strconv"
	"strings"
	"sync"

	"citegraph/corpus/fold"
)

//go:generate go run citegraph/corpus/person/learn -o lexicon.gz ../../../shared/refs/synthetic-train.jsonl.gz

//go:embed lexicon.gz
var lexiconData []byte

// lexicon maps a folded word to its log2 odds of being a given name, -9 to 9.
var lexicon = sync.OnceValue(func() map[string]int8 {
	m := make(map[string]int8, 24_000)
	z, err := gzip.NewReader(bytes.NewReader(lexiconData))
	if err != nil {
		return m // cannot be: the data is embedded and tested
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return m
	}
	for line := range strings.Lines(string(b)) {
		score, words, _ := strings.Cut(strings.TrimSpace(line), "\t")
		n, err := strconv.ParseInt(score, 10, 8)
		if err != nil {
			continue
		}
		for w := range strings.SplitSeq(words, " ") {
			m[w] = int8(n)
		}
	}
	return m
})

// givenness is the log2 odds that w is a given rather than a family name, 0
// for unknown words. The parts of a hyphenated word are looked up one by one.
func givenness(w string) int {
	lex := lexicon()
	if s, ok := lex[fold.Slug(w)]; ok {
		return int(s)
	}
	if !strings.ContainsAny(w, "-‐‑–") {
		return 0
	}
	sum := 0
	for _, p := range fold.Tokens(w) {
		sum += int(lex[p])
	}
	return max(-6, min(6, sum))
}
