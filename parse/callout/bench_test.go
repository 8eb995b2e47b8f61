//go:build unix

package callout

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// spent is the processor time that f takes, at its quickest of a few times:
// wall time says little on a machine that others share.
func spent(b *testing.B, times int, f func()) time.Duration {
	cpu := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	least := time.Duration(1 << 62)
	for range times {
		from := cpu()
		f()
		least = min(least, cpu()-from)
	}
	return least
}

// BenchmarkGroups finds the groups in square brackets of real prose, against
// an expression that finds the plain ones, and in text that is all brackets.
func BenchmarkGroups(b *testing.B) {
	dir := os.Getenv("CITEGRAPH_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "reviews", "docs", "*.txt"))
	if len(files) == 0 {
		b.Skip("shared data absent")
	}
	var all strings.Builder
	for _, f := range files {
		s, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(s)
	}
	text := all.String()
	var out []cand
	find := func(s string) { out = brackets(s, 0, 100, "[", "]", square, out[:0]) }
	b.Run("prose", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			find(text)
		}
		expr := regexp.MustCompile(`\[\d{1,4}(?:\s?(?:[,;–-]|to)\s?\d{1,4})*\]`)
		hand, part := spent(b, 20, func() { find(text) }), text[:len(text)/8]
		slow := 8 * spent(b, 2, func() { expr.FindAllStringIndex(part, -1) })
		b.ReportMetric(float64(len(out)), "found")
		b.ReportMetric(float64(len(text))/1e6/hand.Seconds(), "MB/cpu-s")
		b.ReportMetric(slow.Seconds()/hand.Seconds(), "times-regexp")
	})
	b.Run("hostile", func(b *testing.B) {
		worst, growth := 0.0, 0.0
		for b.Loop() {
			for _, h := range []string{"[", "[1", "[1]", "[1,2", "[1]-"} {
				long := strings.Repeat(h, 1<<20/len(h))
				t := spent(b, 3, func() { find(long) }).Seconds()
				worst = max(worst, t)
				growth = max(growth, t/spent(b, 3, func() { find(long[:len(long)/8]) }).Seconds()/8)
			}
		}
		b.ReportMetric(float64(1<<20)/1e6/worst, "MB/cpu-s")
		b.ReportMetric(growth, "growth") // of the time for a byte when the text is eight times as long
	})
}
