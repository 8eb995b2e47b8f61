package scatter

import (
	"os"
	"strings"
	"testing"

	"citegraph/corpus"
)

func BenchmarkFind(b *testing.B) {
	var sb strings.Builder
	for _, f := range sharedFiles(b, "reviews/scraped/00*.txt") {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		sb.Write(data)
		sb.WriteByte('\n')
	}
	t := &corpus.Text{Body: sb.String()}
	b.SetBytes(int64(len(t.Body)))
	b.ReportAllocs()
	for b.Loop() {
		Find(t, nil)
	}
}
