package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/corpus/sample"
)

// demoSteps are the commands of the demonstration, as a user would type them
// with the demonstration's folder as working directory.
var demoSteps = [][]string{
	{"index", "reviews"},
	{"search", "peer support[title] year:2010..2020", "-n", "4"},
	{"search", "type:context recovery", "-n", "2"},
	{"related", "one-to-one peer support after discharge from hospital", "-n", "4", "--why"},
	{"gaps", "-n", "4"},
	{"export", "-f", "graphml", "-o", "map.graphml"},
	{"export", "-f", "dot", "-o", "map.dot"},
}

func (p *program) demoCommand() *cli.Command {
	return &cli.Command{
		Name: "demo", Usage: "the whole way on the sample reviews: index, search, related, export", ArgsUsage: "[FOLDER]", Category: catBuild,
		Description: "Writes short reviews of our own about peer support in mental health, with true\n" +
			"references, one in each format, into FOLDER (citegraph-demo), and runs the\n" +
			"commands that it prints. The library stays there to go on with.\n\n" +
			"   citegraph demo\n" +
			"   cd citegraph-demo && citegraph stats",
		Action: func(c *cli.Context) error {
			dir := "citegraph-demo"
			if c.NArg() > 1 {
				return usagef("", "demo takes one folder")
			} else if c.NArg() == 1 {
				dir = c.Args().First()
			}
			return p.demo(c, dir)
		},
	}
}

func (p *program) demo(c *cli.Context, dir string) error {
	reviews := filepath.Join(dir, "reviews")
	n, err := writeSamples(reviews)
	if err != nil {
		return err
	}
	p.print.printf("%s written to %s\n", count(n, "sample review"), oneLine(reviews))
	library := filepath.Join(dir, libraryName)
	t := p.terminal
	t.last = false
	for _, step := range demoSteps {
		p.print.printf("\n%s\n", p.print.paint(bold, "$ citegraph "+shellWords(step)))
		if err := p.flush(); err != nil {
			return err
		}
		argv := append([]string{"citegraph", "--library", library, "--color", c.String("color")}, inFolder(step, dir)...)
		if code := run(c.Context, argv, t); code != exitOK {
			return &status{code: code, text: "demo: this step ended with exit code " + fmt.Sprint(code)}
		}
	}
	p.print.printf("\n%s\n", p.print.paint(dim, "Go on with: cd "+oneLine(dir)+" && citegraph search WORDS"))
	return nil
}

// inFolder resolves the file names of a step below dir.
func inFolder(step []string, dir string) []string {
	out := append([]string{}, step...)
	for i, s := range out {
		if s == "reviews" || i > 0 && out[i-1] == "-o" {
			out[i] = filepath.Join(dir, s)
		}
	}
	return out
}

// shellWords quotes what a shell would cut.
func shellWords(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w
		if w == "" || strings.ContainsAny(w, " \t\n[]{}:*?()\"'<>|&;$`\\!#~") {
			out[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
	}
	return strings.Join(out, " ")
}

// writeSamples copies the embedded reviews into dir and counts them. A file
// that is there already must be the same: nothing of the user's is written
// over.
func writeSamples(dir string) (int, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return 0, fmt.Errorf("demo: %w", err)
	}
	n := 0
	err := fs.WalkDir(sample.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(sample.FS, name)
		if err != nil {
			return err
		}
		n++
		to := filepath.Join(dir, filepath.Base(name))
		if old, err := os.ReadFile(to); err == nil {
			if string(old) != string(data) {
				return fmt.Errorf("%q is in the way: it is not the sample", to)
			}
			return nil
		}
		return os.WriteFile(to, data, 0o666)
	})
	if err != nil {
		return n, fmt.Errorf("demo: %w", err)
	}
	return n, nil
}
