package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/corpus"
	"citegraph/parse"
	"citegraph/parse/bib"
)

func (p *program) parseCommand() *cli.Command {
	return &cli.Command{
		Name: "parse", Usage: "extract references, callouts and fragments, without a library", ArgsUsage: "FILE…", Category: catBuild,
		Description: "Reads files, folders or standard input (-) and prints what was found.\n" +
			"With --as reference every line of input is one reference.\n\n" +
			"   citegraph parse reviews/who.txt\n" +
			"   citegraph parse reviews/ --ndjson > parsed.ndjson\n" +
			"   citegraph parse --as reference refs.txt -f bibtex > refs.bib",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "text", Usage: "write `FORMAT`: text, json, ndjson, csl, csl-ndjson, bibtex, ris"},
			&cli.BoolFlag{Name: "json", Usage: "same as -f json: one document"},
			&cli.BoolFlag{Name: "ndjson", Usage: "same as -f ndjson: one record a line"},
			&cli.StringFlag{Name: "as", Value: "document", Usage: "take the input for `KIND`: document or reference"},
			&cli.BoolFlag{Name: "spans", Usage: "text: show where in the file each thing stands"},
		},
		Action: p.parse,
	}
}

// outputFormat is the format that --json, --ndjson and -f ask for.
func outputFormat(c *cli.Context) string {
	switch {
	case c.Bool("json"):
		return "json"
	case c.Bool("ndjson"):
		return "ndjson"
	}
	return c.String("format")
}

func (p *program) parse(c *cli.Context) error {
	paths := c.Args().Slice()
	if len(paths) == 0 {
		return usagef("as in: citegraph parse review.txt --json", "parse needs files, folders, or - for standard input")
	}
	format := outputFormat(c)
	switch as := c.String("as"); as {
	case "reference":
		return p.parseReferences(c.Context, paths, format)
	case "document":
	default:
		return usagef("", "--as is document or reference, not %q", as)
	}
	out, err := p.documentWriter(format, c.Bool("spans"))
	if err != nil {
		return err
	}
	n, skipped := 0, 0
	for doc, err := range parseAll(c.Context, paths, &corpus.WalkOptions{Stdin: p.in}, nil) {
		switch {
		case err != nil && fatal(err):
			return err
		case err != nil:
			p.skippedText(skippedFor(err))
			skipped++
		default:
			n++
			skipped += len(p.lost(doc))
			if c.Bool("verbose") {
				p.noteAll(doc)
			}
			if err := out.write(doc); err != nil {
				return err
			}
		}
	}
	if err := out.close(); err != nil {
		return err
	}
	return parseOutcome(n, skipped)
}

func parseOutcome(n, skipped int) error {
	switch {
	case skipped > 0:
		return errPartial
	case n == 0:
		return errEmpty
	}
	return nil
}

// fatal tells errors that end a run from those that cost one input.
func fatal(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// noteAll prints what the parser found worth saying about a document.
func (p *program) noteAll(doc *corpus.Document) {
	for _, n := range doc.Notes {
		p.prog.note("%q: %s: %s", doc.Source.Path, n.Code, n.Text)
	}
}

// docWriter writes documents in one format; close ends the output.
type docWriter struct {
	write func(*corpus.Document) error
	close func() error
}

func (p *program) documentWriter(format string, spans bool) (docWriter, error) {
	nothing := func() error { return nil }
	switch format {
	case "text":
		return docWriter{func(d *corpus.Document) error { p.documentText(d, spans); return nil }, nothing}, nil
	case "ndjson":
		return docWriter{func(d *corpus.Document) error { return p.print.line(d) }, nothing}, nil
	case "json":
		set := struct {
			Schema    string             `json:"schema"`
			Documents []*corpus.Document `json:"documents"`
		}{Schema: "citegraph.parse/1", Documents: []*corpus.Document{}}
		return docWriter{
			func(d *corpus.Document) error { set.Documents = append(set.Documents, d); return nil },
			func() error { return p.print.json(set) },
		}, nil
	}
	if !canWrite(format) {
		return docWriter{}, usagef("one of: text, json, ndjson, csl, csl-ndjson, bibtex, ris", "parse cannot write %q", format)
	}
	var works []*corpus.Work
	return docWriter{
		func(d *corpus.Document) error {
			for i := range d.Refs {
				works = append(works, &d.Refs[i].CSL)
			}
			return nil
		},
		func() error { return bib.Write(p.print.w, format, valuesOf(works)) },
	}, nil
}

// parseReferences reads one reference a line. A list is labelled as a whole,
// in runs of lines, since its entries share a style.
func (p *program) parseReferences(ctx context.Context, paths []string, format string) error {
	const run = 1000
	n := 0
	var works []*corpus.Work
	flush := func(lines []string) error {
		for _, r := range parse.References(ctx, lines) {
			n++
			r.N = n
			if err := p.reference(&r, format, &works); err != nil {
				return err
			}
		}
		return ctx.Err()
	}
	var lines []string
	for _, path := range paths {
		err := p.eachLine(path, func(line string) error {
			if lines = append(lines, line); len(lines) < run {
				return nil
			}
			err := flush(lines)
			lines = lines[:0]
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := flush(lines); err != nil {
		return err
	}
	if canWrite(format) {
		return bib.Write(p.print.w, format, valuesOf(works))
	}
	return parseOutcome(n, 0)
}

// referenceJSON is citegraph.reference/1.
type referenceJSON struct {
	Schema     string                         `json:"schema"`
	N          int                            `json:"n"`
	Raw        string                         `json:"raw"`
	CSL        corpus.Work                    `json:"csl"`
	Segments   [][2]string                    `json:"segments"`
	Confidence float64                        `json:"confidence"`
	Partial    bool                           `json:"partial,omitempty"`
	Hypotheses map[string][]corpus.Hypothesis `json:"hypotheses,omitempty"`
}

func (p *program) reference(r *corpus.Reference, format string, works *[]*corpus.Work) error {
	switch {
	case format == "ndjson" || format == "json":
		j := referenceJSON{Schema: "citegraph.reference/1", N: r.N, Raw: r.Raw, CSL: r.CSL, Segments: [][2]string{},
			Confidence: r.Confidence, Partial: r.Partial, Hypotheses: r.Hypotheses}
		for _, s := range r.Segments {
			j.Segments = append(j.Segments, [2]string{s.Label, r.Raw[s.Span.Start:s.Span.End]})
		}
		return p.print.line(j)
	case format == "text":
		p.referenceText(r, false)
		return nil
	case canWrite(format):
		*works = append(*works, &r.CSL)
		return nil
	}
	return usagef("one of: text, ndjson, csl, csl-ndjson, bibtex, ris", "parse cannot write references as %q", format)
}

// eachLine calls do for each line of a file or of standard input, whatever its
// length.
func (p *program) eachLine(path string, do func(string) error) error {
	r := p.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("read references: %w", err)
		}
		defer f.Close()
		if fi, err := f.Stat(); err == nil && fi.IsDir() {
			return usagef("name the files in it, or cat them into: citegraph parse --as reference -", "%q is a folder, and references are read from files", path)
		}
		r = f
	}
	br := bufio.NewReaderSize(r, 64<<10)
	for {
		line, err := br.ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line != "" || err == nil {
			if derr := do(strings.ToValidUTF8(line, "\uFFFD")); derr != nil {
				return derr
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read references from %q: %w", path, err)
		}
	}
}

func valuesOf(works []*corpus.Work) func(func(*corpus.Work) bool) {
	return func(yield func(*corpus.Work) bool) {
		for _, w := range works {
			if !yield(w) {
				return
			}
		}
	}
}
