//go:build unix

package scan

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// prose is the plain texts of the shared reviews.
func prose(b *testing.B) string {
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
	return all.String()
}

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

// BenchmarkScan measures the scanners over real prose, against the expressions
// that say what they find, and over text that is all anchors.
func BenchmarkScan(b *testing.B) {
	text := prose(b)
	count := 0
	for _, what := range []struct {
		name    string
		scan    func(string)
		expr    *regexp.Regexp
		hostile []string
	}{
		{"DOIs", func(s string) {
			count = 0
			for at := 0; ; count++ {
				d, ok := DOI(s, at)
				if !ok {
					return
				}
				at = d.End
			}
		}, doiExpr, []string{"10.", "10.1000/", "10.123456789", "10.1000/a "}},
		{"locators", func(s string) {
			count = 0
			for at := 0; ; count++ {
				i := Year(s, at)
				if i < 0 {
					return
				}
				at = i + 4
			}
		}, yearExpr, []string{";", "2009 ", "2009;", "2009 2009 2009 2009 2009 2009 ;;;;;;"}},
	} {
		b.Run(what.name+"/prose", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				what.scan(text)
			}
			hand, part := spent(b, 20, func() { what.scan(text) }), text[:len(text)/8]
			slow := 8 * spent(b, 2, func() { what.expr.FindAllStringIndex(part, -1) })
			b.ReportMetric(float64(count), "found")
			b.ReportMetric(float64(len(text))/1e6/hand.Seconds(), "MB/cpu-s")
			b.ReportMetric(slow.Seconds()/hand.Seconds(), "times-regexp")
		})
		b.Run(what.name+"/hostile", func(b *testing.B) {
			worst, growth := 0.0, 0.0
			for b.Loop() {
				for _, h := range what.hostile {
					long := strings.Repeat(h, 1<<21/len(h))
					t := spent(b, 3, func() { what.scan(long) }).Seconds()
					worst = max(worst, t)
					growth = max(growth, t/spent(b, 3, func() { what.scan(long[:len(long)/8]) }).Seconds()/8)
				}
			}
			b.ReportMetric(float64(1<<21)/1e6/worst, "MB/cpu-s")
			b.ReportMetric(growth, "growth") // of the time for a byte when the text is eight times as long
		})
	}
}
