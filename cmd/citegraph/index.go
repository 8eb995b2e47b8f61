package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/corpus"
	"citegraph/graph"
	"citegraph/index"
	"citegraph/parse"
)

func (p *program) indexCommand() *cli.Command {
	return &cli.Command{
		Name: "index", Usage: "read files and folders into the library", ArgsUsage: "PATH…", Category: catBuild,
		Description: "Reads reviews and exports of reference managers, resolves what they cite, and\n" +
			"indexes it all. What is known already, by content, is skipped; a file that\n" +
			"changed replaces what was read before; one that is gone is named and stays until\n" +
			"remove --gone takes it out. - reads standard input, each text beside the others,\n" +
			"under a name that is said.\n\n" +
			"   citegraph index reviews/ reviews/library.ris\n" +
			"   xclip -o | citegraph index -   # what was copied",
		Flags: append(dataFlags("the summary on one line"),
			&cli.BoolFlag{Name: "anew", Usage: "read known files again"},
			&cli.IntFlag{Name: "max-file-mib", Value: 64, Usage: "refuse files over `N` MiB that must be held whole"},
			&cli.IntFlag{Name: "memory-mib", Value: 1024, Usage: "aim at `N` MiB of memory, more only where what is in use is more; less is slower"},
			&cli.IntFlag{Name: "max-archive-mib", Value: 256, Usage: "stop reading an archive once it expands to `N` MiB"}),
		Action: p.index,
	}
}

// keepTo has the garbage collected before the heap and all else that Go
// manages grow beyond two thirds of mib, as long as what is in use is less; the
// function that it returns puts an end to that. The rest is for pages of the
// files that are mapped, which Go does not count.
func keepTo(mib int) func() {
	if mib <= 0 {
		return func() {}
	}
	before := debug.SetMemoryLimit(int64(mib) << 20 / 3 * 2)
	return func() { debug.SetMemoryLimit(before) }
}

// wordsFor is how many bytes of words a limit of memory leaves room for, beside
// all else.
func wordsFor(limit int64) int64 { return max(limit/4, 16<<20) }

// indexSummary is citegraph.index/1.
type indexSummary struct {
	Schema    string       `json:"schema"`
	Read      int          `json:"documents_read"`
	Known     int          `json:"documents_known"`
	Replaced  int          `json:"documents_replaced"`
	Skipped   []skipped    `json:"skipped"`
	NewWorks  int          `json:"works_new"`
	Counts    graph.Counts `json:"library"`
	Unchanged bool         `json:"unchanged"`
	Gone      []string     `json:"gone,omitempty"` // files read before, in the folders read now, that are there no longer
	Bare      []string     `json:"bare,omitempty"` // read now, without a reference, a callout or a fragment
}

type skipped struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}

func (p *program) index(c *cli.Context) error {
	paths := c.Args().Slice()
	if len(paths) == 0 {
		return usagef("as in: citegraph index reviews/", "index needs files, folders, or - for standard input")
	}
	defer keepTo(c.Int("memory-mib"))()
	store, dir, err := p.openToWrite(c, slices.ContainsFunc(paths, isThere))
	if errors.Is(err, graph.ErrNoLibrary) {
		return &status{code: exitPartial, text: "there is no file or folder " + strings.Join(paths, ", "), hint: "nothing was read, and no library was made"}
	}
	if err != nil {
		return err
	}
	defer store.Close()
	sum := &indexSummary{Schema: "citegraph.index/1", Skipped: []skipped{}}
	before, err := store.Generation()
	if err != nil {
		return err
	}
	if err := p.readInto(c, store, paths, sum); err != nil {
		return err
	}
	if err := p.deriveAndIndex(c.Context, store, dir, store.Derive, sum); err != nil {
		return err
	}
	after, err := store.Generation()
	if err != nil {
		return err
	}
	if sum.Gone, err = p.noteGone(store, paths); err != nil {
		return err
	}
	p.noteBare(sum.Bare)
	sum.Unchanged = after == before
	done, err := p.document(c, sum)
	if err != nil {
		return err
	}
	if !done {
		p.indexText(sum, dir)
	}
	if len(sum.Skipped) > 0 {
		return errPartial
	}
	return nil
}

// isThere tells an operand that can be read: no library is made for a slip.
func isThere(path string) bool {
	_, err := os.Lstat(path)
	return path == "-" || err == nil
}

// readInto parses paths and adds what it finds to the store's facts.
func (p *program) readInto(c *cli.Context, store *graph.Store, paths []string, sum *indexSummary) error {
	opt := &parse.Options{MaxFile: int64(c.Int("max-file-mib")) << 20}
	if !c.Bool("anew") {
		opt.Known = func(path, sha256 string) bool {
			return store.Known(path, sha256) || store.Known(stdinPath(path, sha256), sha256)
		}
	}
	walk := &corpus.WalkOptions{Stdin: p.in, MaxExpanded: int64(c.Int("max-archive-mib")) << 20}
	p.prog.step("reading")
	defer p.prog.done()
	res, err := store.Add(c.Context, p.counted(c, parseAll(c.Context, paths, walk, opt), sum))
	sum.Replaced = res.Replaced
	return err
}

// counted passes documents on and keeps the account: what was read, known,
// skipped and why. Errors that cost one input end here.
func (p *program) counted(c *cli.Context, docs iter.Seq2[*corpus.Document, error], sum *indexSummary) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for doc, err := range docs {
			switch {
			case errors.Is(err, parse.ErrKnown):
				sum.Known++
				continue
			case err != nil && fatal(err):
				yield(nil, err)
				return
			case err != nil:
				s := skippedFor(err)
				sum.Skipped = append(sum.Skipped, s)
				p.skippedText(s)
				continue
			}
			if path := stdinPath(doc.Source.Path, doc.Source.SHA256); path != doc.Source.Path {
				doc.Source.Path = path
				p.prog.note("note: this text is called %s here", path)
			}
			sum.Read++
			if len(doc.Refs)+len(doc.Calls)+len(doc.Frags) == 0 {
				sum.Bare = append(sum.Bare, doc.Source.Path)
			}
			sum.Skipped = append(sum.Skipped, p.lost(doc)...)
			if c.Bool("verbose") {
				p.noteAll(doc)
			}
			p.prog.at(sum.Read+sum.Known, 0, "documents")
			if !yield(doc, nil) {
				return
			}
		}
	}
}

// noteBare says what was read and has nothing to build a graph of.
func (p *program) noteBare(paths []string) {
	if len(paths) == 0 {
		return
	}
	p.prog.note("note: neither references nor citations were found in %s; where each line is one reference: citegraph parse --as reference -f csl-ndjson FILE | citegraph index -", firstOf(paths))
}

// skippedFor is which input an error cost, and why.
func skippedFor(err error) skipped {
	var skip *corpus.SkipError
	var parsing *parse.Error
	switch {
	case errors.As(err, &skip):
		return skipped{skip.Name, strings.TrimPrefix(skip.Error(), corpus.Quote(skip.Name)+": ")}
	case errors.As(err, &parsing) && parsing.Line > 0:
		return skipped{parsing.Source, fmt.Sprintf("line %d: %v", parsing.Line, parsing.Err)}
	case errors.As(err, &parsing):
		return skipped{parsing.Source, strings.TrimPrefix(parsing.Err.Error(), "read "+corpus.Quote(parsing.Source)+": ")}
	}
	return skipped{Reason: err.Error()}
}

func (p *program) skippedText(s skipped) {
	p.prog.note("skipped: %s", strings.TrimPrefix(corpus.Quote(s.Path)+": "+s.Reason, ": "))
}

// lost reports what of a file could not be read though the rest was.
func (p *program) lost(doc *corpus.Document) (out []skipped) {
	for _, n := range doc.Notes {
		if n.Lost() {
			out = append(out, skipped{Path: doc.Source.Path, Reason: n.Code + ": " + n.Text})
			p.prog.note("skipped in %s: %s", corpus.Quote(doc.Source.Path), n.Text)
		}
	}
	return out
}

// deriver is [graph.Store.Derive], or DeriveAnew.
type deriver func(context.Context, func(graph.Progress)) (graph.DeriveResult, error)

// deriveAndIndex brings the derived layer and the index up to the facts; where
// the graph is as it was, a sound index is left as it is.
func (p *program) deriveAndIndex(ctx context.Context, store *graph.Store, dir string, derive deriver, sum *indexSummary) error {
	p.prog.step("resolving")
	res, err := derive(ctx, func(at graph.Progress) { p.prog.at(at.Done, at.Total, at.Stage) })
	p.prog.done()
	if err != nil {
		return err
	}
	sum.NewWorks = res.New
	g, err := store.Snapshot()
	if err != nil {
		return err
	}
	sum.Counts = g.Counts()
	if res.UpToDate && index.Verify(ctx, dir, g) == nil {
		return nil
	}
	p.prog.step("indexing")
	defer p.prog.done()
	return index.Build(ctx, dir, g, &index.BuildOptions{Memory: wordsFor(debug.SetMemoryLimit(-1)), Progress: func(done, total int) { p.prog.at(done, total, "records") }})
}

func (p *program) indexText(sum *indexSummary, dir string) {
	pr, n := p.print, sum.Counts
	if sum.Read == 0 && sum.Known > 0 {
		pr.printf("Nothing new: %s known, none changed.\n", count(sum.Known, "document"))
	} else {
		pr.printf("Read %s", count(sum.Read, "document"))
		if sum.Replaced > 0 {
			pr.printf(" (%d in place of what was read before)", sum.Replaced)
		}
		if sum.Known > 0 {
			pr.printf(", %d known already", sum.Known)
		}
		pr.printf(".\n")
	}
	if n.Documents == 0 {
		pr.printf("The library in %s is empty.\n", oneLine(dir))
	} else {
		p.libraryText(sum, dir)
	}
	if k := len(sum.Skipped); k > 0 {
		pr.printf("%s skipped; the reasons are above.\n", count(k, "input"))
	}
	if n.Documents > 0 {
		pr.printf("%s\n", pr.paint(dim, "Next: citegraph search WORDS · citegraph related WORDS · citegraph stats"))
	}
}

// libraryText says what the library holds now.
func (p *program) libraryText(sum *indexSummary, dir string) {
	pr, n := p.print, sum.Counts
	pr.printf("The library in %s holds %s: %s, %s (%d linked to a reference).\n", oneLine(dir),
		count(n.Documents, "document"), count(n.References, "reference"), count(n.Callouts, "callout"), n.Linked)
	pr.printf("They are %s (%d new, %d held, %d partial), %s, %s, %s.\n",
		count(n.Works, "work"), sum.NewWorks, n.Held, n.Unresolved, count(n.Citations, "citation"), count(n.Authors, "author"), count(n.Journals, "journal"))
	if n.Fragments > 0 {
		pr.printf("%s could be placed in no reference list; they are kept as partial works.\n", count(n.Fragments, "loose fragment"))
	}
}
