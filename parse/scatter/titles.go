package scatter

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"
)

//go:embed titles.gz
var titleData []byte

// weights are those of the classifier that tells titles from prose, in nats;
// command learn makes them.
var weights = sync.OnceValue(func() map[string]float32 {
	m := make(map[string]float32, 20_000)
	z, err := gzip.NewReader(bytes.NewReader(titleData))
	if err != nil {
		return m // cannot be: the data is embedded and tested
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return m
	}
	for line := range strings.Lines(string(b)) {
		w, f, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if n, err := strconv.Atoi(w); err == nil {
			m[f] = float32(n) / 100
		}
	}
	return m
})

// titleOdds is the log odds that a piece is the title of a work rather than a
// sentence, by its words.
func titleOdds(s string) float64 {
	w := weights()
	sum := 0.0
	for _, f := range Features(s) {
		sum += float64(w[f])
	}
	return sum
}

// titleConfidence is the probability that a piece of such odds is a title. On a
// page most pieces are prose, and prose is stranger there than in abstracts:
// the two numbers were fitted to scraped pages.
func titleConfidence(odds float64) float64 { return 1 / (1 + math.Exp(1.28-0.67*odds)) }
