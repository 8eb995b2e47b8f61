//go:build unix

package parse

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"citegraph/corpus"
	"citegraph/parse/pdf"
)

// spent is the processor time that f takes: wall time says little on a machine
// that others share. of is RUSAGE_SELF or RUSAGE_CHILDREN.
func spent(b *testing.B, of int, f func()) time.Duration {
	cpu := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(of, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	from := cpu()
	f()
	return cpu() - from
}

// reviewFiles are the shared reviews, by format.
func reviewFiles(b *testing.B) (formats []string, files map[string][]string) {
	dir := os.Getenv("CITEGRAPH_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	all, _ := filepath.Glob(filepath.Join(dir, "reviews", "docs", "*"))
	if len(all) == 0 {
		b.Skip("shared data absent")
	}
	files = map[string][]string{}
	for _, f := range all {
		ext := strings.TrimPrefix(filepath.Ext(f), ".")
		if strings.HasSuffix(f, ".endnote.xml") {
			ext = "endnote"
		}
		files[ext] = append(files[ext], f)
	}
	for ext := range files {
		formats = append(formats, ext)
	}
	slices.Sort(formats)
	return formats, files
}

func wholly(b *testing.B, name string) (references int) {
	for d, err := range Parse(context.Background(), file(name), nil) {
		if err == nil {
			references += len(d.Refs)
		}
	}
	return references
}

// BenchmarkBudget parses every shared review and counts the files that take
// more than twenty times the time of reading their bytes and 50 ms, PDFs
// apart. Files over it are named.
func BenchmarkBudget(b *testing.B) {
	formats, files := reviewFiles(b)
	for _, format := range formats {
		b.Run(format, func(b *testing.B) {
			over, refs, bytes := 0, 0, 0
			var all, longest time.Duration
			for b.Loop() {
				over, refs, bytes, all, longest = 0, 0, 0, 0, 0
				for _, f := range files[format] {
					var data []byte
					read := spent(b, syscall.RUSAGE_SELF, func() { data, _ = os.ReadFile(f) })
					n := 0
					runtime.GC()
					took := spent(b, syscall.RUSAGE_SELF, func() { n = wholly(b, f) })
					bytes, refs, all, longest = bytes+len(data), refs+n, all+took, max(longest, took)
					if took > 20*read+50*time.Millisecond && format != "pdf" {
						over++
						if testing.Verbose() {
							fmt.Printf("%s: %d bytes, %d references: %v\n", filepath.Base(f), len(data), n, took.Round(time.Millisecond))
						}
					}
				}
			}
			b.ReportMetric(float64(over), "files-over")
			b.ReportMetric(float64(len(files[format])), "files")
			b.ReportMetric(float64(longest.Milliseconds()), "ms-longest")
			b.ReportMetric(float64(refs)/all.Seconds(), "references/cpu-s")
			b.ReportMetric(float64(bytes)/1e6/all.Seconds(), "MB/cpu-s")
		})
	}
}

// BenchmarkPDF compares with pdftotext, which reads each file in a process of
// its own; ours reads them in this one, and finds and labels references too.
func BenchmarkPDF(b *testing.B) {
	_, files := reviewFiles(b)
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		b.Skip("no pdftotext here")
	}
	var ours, text, theirs time.Duration
	for b.Loop() {
		for _, f := range files["pdf"] {
			theirs += spent(b, syscall.RUSAGE_CHILDREN, func() {
				if err := exec.Command(tool, f, os.DevNull).Run(); err != nil {
					b.Fatal(f, err)
				}
			})
			raw, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			text += spent(b, syscall.RUSAGE_SELF, func() {
				for _, err := range pdf.Read(context.Background(), corpus.Input{Raw: raw}) {
					if err != nil {
						b.Fatal(f, err)
					}
				}
			})
			ours += spent(b, syscall.RUSAGE_SELF, func() { wholly(b, f) })
		}
	}
	b.ReportMetric(theirs.Seconds()/text.Seconds(), "times-pdftotext") // above 1: we are faster
	b.ReportMetric(theirs.Seconds()/ours.Seconds(), "times-pdftotext-with-all")
}
