//go:build unix

package refs

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// devReferences are the strings of the shared set's held-out references.
func devReferences(b *testing.B) []string {
	dir := os.Getenv("CITEGRAPH_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(dir, "refs", "dev.jsonl"))
	if err != nil {
		b.Skip("shared data absent: ", err)
	}
	defer f.Close()
	var out []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r struct{ Raw string }
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			b.Fatal(err)
		}
		out = append(out, r.Raw)
	}
	if len(out) == 0 || lines.Err() != nil {
		b.Fatal("no references", lines.Err())
	}
	return out
}

// cpu is the processor time this process has used: on a machine that others
// share, the only clock that tells.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkReferences measures what a processor does in a second: features
// alone; with the best path and the marginals; with the fields as well. What
// others do to the caches of the machine is left out of the rate called
// undisturbed, which takes each hundred references at their quickest.
func BenchmarkReferences(b *testing.B) {
	m := model(b)
	raws := devReferences(b)
	bytes := 0
	for _, r := range raws {
		bytes += len(r)
	}
	s := m.pool.New().(*scratch)
	for _, stage := range []struct {
		name string
		do   func(raw string)
	}{
		{"features", func(raw string) { s.x.Extract(raw, Style{}) }},
		{"labels", func(raw string) { m.read(s, raw, Style{}) }},
		{"fields", func(raw string) { m.Label(context.Background(), []string{raw}, nil) }},
	} {
		b.Run(stage.name, func(b *testing.B) {
			b.SetBytes(int64(bytes))
			b.ReportAllocs()
			var all time.Duration
			least := map[int]time.Duration{} // of a hundred references, over the passes
			passes := 0
			for b.Loop() {
				passes++
				for at := 0; at < len(raws); at += 100 {
					from := cpu(b)
					for _, raw := range raws[at:min(at+100, len(raws))] {
						stage.do(raw)
					}
					spent := cpu(b) - from
					all += spent
					if l, ok := least[at]; !ok || spent < l {
						least[at] = spent
					}
				}
			}
			b.ReportMetric(float64(passes*len(raws))/all.Seconds(), "references/cpu-s")
			var sum time.Duration
			for _, l := range least {
				sum += l
			}
			b.ReportMetric(float64(len(raws))/sum.Seconds(), "undisturbed/cpu-s")
		})
	}
}
