package main

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strings"
	"testing"
)

// example is a command line of a help text, up to its comment.
var example = regexp.MustCompile(`(?m)^   (citegraph .*?)(?:  *#.*)?$`)

// TestHelpExamples runs what the help of each command shows, beside the samples
// and a library of them. Each command shows something.
func TestHelpExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing of it runs side by side in one process")
	}
	t.Chdir(t.TempDir())
	if err := writeSampleFolder("reviews"); err != nil {
		t.Fatal(err)
	}
	must(t, "index", "reviews")
	for name, text := range map[string]string{
		"refs.txt":  "Repper J, Carter T. A review of the literature on peer support in mental health services. J Ment Health 2011;20(4):392-411.\n",
		"watch.csv": "10.1186/1471-244x-14-39\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, cmd := range newProgram(terminal{out: &bytes.Buffer{}, err: &bytes.Buffer{}}).app().Commands {
		if cmd.Hidden {
			continue
		}
		t.Run(cmd.Name, func(t *testing.T) {
			lines := example.FindAllStringSubmatch(cmd.Description, -1)
			if len(lines) == 0 {
				t.Error("the help has no example")
			}
			for _, l := range lines {
				runExample(t, l[1])
			}
			for l := range strings.Lines(cmd.Description) {
				if n := columns(strings.TrimRight(l, "\n")); n > 100 {
					t.Errorf("a line of %d columns: %s", n, l)
				}
			}
		})
	}
}

// runExample runs a pipe of commands; what follows ">" or another program is
// not looked at, and what would serve is only read.
func runExample(t *testing.T, line string) {
	t.Helper()
	line, _, _ = strings.Cut(line, " > ")
	stdin := ""
	for part := range strings.SplitSeq(line, " | ") {
		words := splitLine(part + " ").words
		if words[0] != "citegraph" {
			return
		}
		if words[1] == "view" {
			app := newProgram(terminal{out: &bytes.Buffer{}, err: &bytes.Buffer{}}).app()
			if _, err := orderArgs(app, words); err != nil {
				t.Errorf("%s: %v", part, err)
			}
			return
		}
		var out, errs bytes.Buffer
		if code := run(context.Background(), words, terminal{in: strings.NewReader(stdin), out: &out, err: &errs}); code != exitOK {
			t.Errorf("%s: exit %d\n%s", part, code, errs.String())
			return
		}
		stdin = out.String()
	}
}
