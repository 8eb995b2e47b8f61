package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite golden files")

func writeSampleFolder(dir string) error {
	_, err := writeSamples(dir)
	return err
}

// shared is a path in the shared data; without it the test is skipped.
func shared(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("CITEGRAPH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("shared data absent: %v", err)
	}
	return path
}

// call runs the program in this process.
func call(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(context.Background(), append([]string{"citegraph"}, args...), terminal{in: strings.NewReader(stdin), out: &out, err: &errs})
	return code, out.String(), errs.String()
}

// must runs the program and fails the test when it does not end well.
func must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := call(t, "", args...)
	if code != exitOK {
		t.Fatalf("citegraph %s: exit %d\n%s", strings.Join(args, " "), code, errs)
	}
	return out
}

func TestOrderArgs(t *testing.T) {
	app := newProgram(terminal{out: &bytes.Buffer{}, err: &bytes.Buffer{}}).app()
	tests := []struct {
		name, in, want string
	}{
		{"in order already", "citegraph search --json words", "citegraph search --json -- words"},
		{"flag behind operand", "citegraph search words --json", "citegraph search --json -- words"},
		{"global flag behind command", "citegraph search --library L words", "citegraph --library L search -- words"},
		{"global flag with equals", "citegraph search words --library=L", "citegraph --library=L search -- words"},
		{"value that looks like a command", "citegraph --library index search words", "citegraph --library index search -- words"},
		{"value of a short flag", "citegraph search a -n 3 b", "citegraph search -n 3 -- a b"},
		{"terminator keeps the rest", "citegraph search -n 3 -- -word --json", "citegraph search -n 3 -- -word --json"},
		{"a single dash is an operand", "citegraph related - --json", "citegraph related --json -- -"},
		{"no command", "citegraph --help", "citegraph --help"},
		{"unknown command", "citegraph serach x", "citegraph serach x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := orderArgs(app, strings.Fields(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got  %s\nwant %s", s, tt.want)
			}
		})
	}
}

func TestSafeText(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                      "plain",
		"\x1b[31mred":                "\uFFFD[31mred",
		"a\u202eb":                   "a\uFFFDb",
		"c1 \u009b":                  "c1 \uFFFD",
		"bad \xff byte":              "bad \uFFFD byte",
		"bell\aand\rreturn":          "bell\uFFFDand\uFFFDreturn",
		"tags \U000E0041 are hidden": "tags \uFFFD are hidden",
	} {
		if got := safeText(in); got != want {
			t.Errorf("safeText(%q) = %q, want %q", in, got, want)
		}
	}
	if got := oneLine("two\nlines\tand  spaces "); got != "two lines and spaces" {
		t.Errorf("oneLine: %q", got)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"index", "search", "related", "export"}
	for in, want := range map[string]string{"serach": "search", "idnex": "index", "exprt": "export", "xyz": "", "s": ""} {
		if got := nearest(in, names); got != want {
			t.Errorf("nearest(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCCA(t *testing.T) {
	// The worked example of Pieper et al. 2014: 8 citations of 3 studies in 5
	// reviews.
	if got := cca(8, 3, 5); got < 0.4166 || got > 0.4167 {
		t.Errorf("cca(8, 3, 5) = %v, want 5/12", got)
	}
	if got := cca(5, 5, 1); got != 0 {
		t.Errorf("one review: %v, want 0", got)
	}
	for v, want := range map[float64]string{0.05: "slight", 0.051: "moderate", 0.15: "high", 0.2: "very high"} {
		if got := band(v); got != want {
			t.Errorf("band(%v) = %s, want %s", v, got, want)
		}
	}
}

// TestAssumptions counts a matrix by hand: two reviews of 2010 and 2020, one
// work of 2015 that only the later cites, one partial work that both cite.
func TestAssumptions(t *testing.T) {
	rep := &overlapReport{C: 2, Reviews: []reviewRow{{year: 2010}, {year: 2020}}, Matrix: []matrixRow{
		{Cited: []bool{true, true}, year: 2005}, {Cited: []bool{false, true}, year: 2015}, {Cited: []bool{true, false}, year: 2001}, {Cited: []bool{true, true}, part: true}}}
	want := []assumption{
		{true, true, 6, 4, 8, 2. / 4}, {true, false, 6, 4, 7, 2. / 3}, {false, true, 4, 3, 6, 1. / 3}, {false, false, 4, 3, 5, 1. / 2}}
	if d := cmp.Diff(want, assumptionsOf(rep)); d != "" {
		t.Error(d)
	}
}

func TestColumns(t *testing.T) {
	for in, want := range map[string]int{"abc": 3, "統合": 4, "e\u0301": 1, "ｆ": 2, "": 0, "한글": 4, "naïve": 5} {
		if got := columns(in); got != want {
			t.Errorf("%q takes %d columns, want %d", in, got, want)
		}
	}
	p := &printer{width: 30}
	for _, line := range strings.Split(p.wrap(strings.Repeat("統合失調症", 20)+" and more words after it", "  "), "\n") {
		if columns(line) > 30 {
			t.Errorf("%q is wider than 30", line)
		}
	}
}

func TestYears(t *testing.T) {
	for in, want := range map[string][2]int{"": {0, 0}, "2015": {2015, 2015}, "2010..2020": {2010, 2020}, "2010..": {2010, 0}, "..1999": {0, 1999}} {
		from, to, err := years(in)
		if err != nil || from != want[0] || to != want[1] {
			t.Errorf("years(%q) = %d, %d, %v, want %v", in, from, to, err, want)
		}
	}
	for _, in := range []string{"x", "2020..2010", "..", "20155", "-1"} {
		if _, _, err := years(in); err == nil {
			t.Errorf("years(%q) is no error", in)
		}
	}
}
