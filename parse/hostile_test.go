package parse

import (
	"context"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"citegraph/corpus"
)

// source is a source of bytes in memory.
func source(name, s string) corpus.Source {
	return corpus.Source{Name: name, Size: int64(len(s)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(s)), nil
	}}
}

// hostileTexts are texts that make careless scanners quadratic.
func hostileTexts() map[string]string {
	list := "\n\nReferences\n1. Moher D, Liberati A. Preferred reporting items. BMJ. 2009;339:b2535.\n2. Page MJ. The PRISMA 2020 statement. BMJ. 2021;372:n71.\n"
	return map[string]string{
		"parens":        strings.Repeat("(", 200000) + list,
		"brackets":      strings.Repeat("[", 200000) + list,
		"quotes":        strings.Repeat(`"`, 200000) + list,
		"dots":          strings.Repeat(".", 300000) + list,
		"hyphens":       strings.Repeat("-", 300000) + list,
		"open-apa":      strings.Repeat("(Smith, 2001; ", 40000) + list,
		"apa":           strings.Repeat("(Smith, 2001) ", 40000) + list,
		"narrative":     strings.Repeat("Smith and Doe (2001) ", 20000) + list,
		"line":          strings.Repeat("lorem ipsum dolor 12,13 ", 45000) + list,
		"word":          strings.Repeat("x", 1<<20) + list,
		"digits":        strings.Repeat("1234567890", 100000) + list,
		"years":         strings.Repeat("2001 ", 100000) + list,
		"capitals":      strings.Repeat("Smith ", 100000) + "(2001)" + list,
		"nested":        strings.Repeat("(", 5000) + "Smith, 2001" + strings.Repeat(")", 5000) + list,
		"numbers":       strings.Repeat("trial1,2,3,4 ", 40000) + list,
		"range":         "see [1-999999999] and [1–9999999999999] and [5-1] and [1-500]." + list,
		"blank":         strings.Repeat("\n", 500000) + list,
		"entries":       "References\n" + strings.Repeat("Smith J, Doe A. A trial of things. BMJ. 2001;12:34-45.\n", 2000),
		"numbered":      "References\n" + strings.Repeat("[1] Smith J, Doe A. A trial of things. BMJ. 2001;12:34-45.\n", 2000),
		"one paragraph": "References\n" + strings.Repeat("[1] Smith J, Doe A. A trial of things. BMJ. 2001;12:34-45. ", 2000),
		"equal names":   strings.Repeat("as Smith (2001) said. ", 5000) + "\n\nReferences\n" + strings.Repeat("Smith, J. (2001). A trial of things. BMJ, 12, 34-45.\n", 1000),
		"tabs":          strings.Repeat("a\tb\t", 100000) + list,
		"headings":      strings.Repeat("References\n\n", 50000) + list,
	}
}

// TestHostile reads texts of about a megabyte that must cost linear time. The
// limit is far above what they need; it catches what is quadratic.
func TestHostile(t *testing.T) {
	for name, s := range hostileTexts() {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			for _, err := range Parse(context.Background(), source("a.txt", s), nil) {
				if err != nil {
					t.Log(err)
				}
			}
			if d := time.Since(start); os.Getenv("CITEGRAPH_TIMES") != "" {
				t.Logf("%s: %v for %d bytes", name, d, len(s))
			}
		})
	}
}
