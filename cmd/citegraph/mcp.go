package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/urfave/cli/v2"
)

// toolLimit is how many results a tool gives at most: an answer is read by a
// model, whole.
const toolLimit = 100

const toolInstructions = "A library of review articles: their references resolved to works, who cites what, " +
	"and the citing sentences with file and byte. Queries are words, \"phrases\", field:value (title, author, journal, " +
	"year:2010..2020, cited:>=5, doi, pmid), AND OR NOT, and relations that take whole queries: cites(Q), citedby(Q), " +
	"cocited(Q), coupled(Q), related(Q), by(Q), in(Q). is:stub is what is cited but not held. Works are named by " +
	"their id, DOI, PMID or key. A confidence below 1 is a hypothesis: say so."

func (p *program) mcpCommand() *cli.Command {
	return &cli.Command{
		Name: "mcp", Usage: "serve the reading commands as Model Context Protocol tools on stdin and stdout", Category: catAsk,
		Description: "For a program that asks on behalf of a language model. The tools only read the\n" +
			"library: search, related, like_review, snowball, show, gaps, overlap, stats, and\n" +
			"parse_references, which needs none. Each answers with the JSON of the command of\n" +
			"its name, or of related with the flag of its name. A client's settings name it so:\n\n" +
			"   citegraph --library /path/of/.citegraph mcp",
		Action: func(c *cli.Context) error {
			dir, err := libraryDir(c)
			if err != nil {
				return err
			}
			return p.serveMCP(c.Context, dir, &mcp.IOTransport{Reader: io.NopCloser(p.in), Writer: plainCloser{p.out}})
		},
	}
}

// plainCloser keeps the transport from closing a stream that is not its own.
type plainCloser struct{ io.Writer }

func (plainCloser) Close() error { return nil }

// serveMCP answers until the other side closes the transport.
func (p *program) serveMCP(ctx context.Context, library string, transport mcp.Transport) error {
	server := mcp.NewServer(&mcp.Implementation{Name: "citegraph", Title: "citegraph", Version: version()}, &mcp.ServerOptions{Instructions: toolInstructions})
	addTools(server, library)
	err := server.Run(ctx, transport)
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// One command runs at a time: the command line's library keeps its help flag
// in a variable that every run writes to.
func addTools(s *mcp.Server, library string) {
	var one sync.Mutex
	run := func(ctx context.Context, argv []string, t terminal) int {
		one.Lock()
		defer one.Unlock()
		return run(ctx, argv, t)
	}
	addTool(s, run, library, "search", "Find works, authors, journals or citing sentences by a query.", searchArgs)
	addTool(s, run, library, "related", "Studies that belong with search terms in plain words, or with given works.", relatedArgs)
	addTool(s, run, library, "like_review", "What a draft or a review misses: its references are looked up, the library stays as it is.", likeReviewArgs)
	addTool(s, run, library, "snowball", "Follow citations from known works round by round, with a stopping rule and the counts of a PRISMA diagram.", snowballArgs)
	addTool(s, run, library, "show", "A work, author or journal: metadata, who cites it and in what words, what it cites.", showArgs)
	addTool(s, run, library, "gaps", "The most cited works, authors or journals that the library does not hold.", gapsArgs)
	addTool(s, run, library, "overlap", "How far reviews rest on the same studies: citation matrix and corrected covered area.", overlapArgs)
	addTool(s, run, library, "stats", "What the library holds: counts, years, journals, most cited.", statsArgs)
	addTool(s, run, library, "parse_references", "Reference strings to fields with confidence, one reference a line.", parseArgs)
}

// runner is [run], one call after another.
type runner func(ctx context.Context, argv []string, t terminal) int

// addTool makes a tool of one command: args turns what was asked into its
// arguments and its standard input, and the answer is what it prints.
func addTool[In any](s *mcp.Server, run runner, library, name, about string, args func(In) (argv []string, stdin string)) {
	tool := &mcp.Tool{Name: name, Description: about, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true}}
	mcp.AddTool(s, tool, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
		argv, stdin := args(in)
		var out, errs bytes.Buffer
		code := run(ctx, append([]string{"citegraph", "--library", library, "--quiet", "--color", "never"}, argv...),
			terminal{in: strings.NewReader(stdin), out: &out, err: &errs})
		if code != exitOK && code != exitEmpty && code != exitPartial {
			return nil, nil, errors.New(strings.TrimSpace(errs.String()))
		}
		if !json.Valid(out.Bytes()) {
			return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: strings.TrimSpace(errs.String() + out.String())}}}, nil, nil
		}
		return nil, json.RawMessage(out.Bytes()), nil
	})
}

type searchInput struct {
	Query  string   `json:"query" jsonschema:"a query in citegraph's language"`
	Type   string   `json:"type,omitempty" jsonschema:"work (default), author, journal, context (citing sentences) or all"`
	Limit  int      `json:"limit,omitempty" jsonschema:"how many results, 10 unless said, at most 100"`
	Offset int      `json:"offset,omitempty" jsonschema:"skip so many results"`
	Sort   string   `json:"sort,omitempty" jsonschema:"relevance (default), year, oldest, cited, refs, title, author, id"`
	Facets []string `json:"facets,omitempty" jsonschema:"count the results by these: year, journal, author"`
	Why    bool     `json:"why,omitempty" jsonschema:"say what speaks for each result"`
}

func searchArgs(in searchInput) ([]string, string) {
	a := append([]string{"search", "--json"}, limited(in.Limit)...)
	a = given(a, "--type", in.Type)
	a = given(a, "--sort", in.Sort)
	a = numbered(a, "--offset", in.Offset)
	for _, f := range in.Facets {
		a = given(a, "--facet", f)
	}
	return append(switched(a, "--why", in.Why), "--", in.Query), ""
}

type relatedInput struct {
	Terms string   `json:"terms,omitempty" jsonschema:"plain words, a title or a sentence; or give works"`
	Works []string `json:"works,omitempty" jsonschema:"ids, DOIs, PMIDs or keys of known works to start from"`
	Limit int      `json:"limit,omitempty" jsonschema:"how many results, 10 unless said, at most 100"`
	Years string   `json:"years,omitempty" jsonschema:"such as 2010..2020, 2015, ..1999"`
	Held  bool     `json:"held,omitempty" jsonschema:"only works that the library holds"`
	Why   bool     `json:"why,omitempty" jsonschema:"say what speaks for each result, with the sentences"`
}

func relatedArgs(in relatedInput) ([]string, string) {
	a := append([]string{"related", "--json"}, limited(in.Limit)...)
	a = given(a, "--year", in.Years)
	a = switched(switched(a, "--held", in.Held), "--why", in.Why)
	a = append(append(a, "--"), in.Works...)
	if in.Terms != "" {
		a = append(a, in.Terms)
	}
	return a, ""
}

type likeReviewInput struct {
	Text  string `json:"text" jsonschema:"the draft with its reference list: plain text, HTML, LaTeX or Markdown"`
	Terms string `json:"terms,omitempty" jsonschema:"words that sharpen the question"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many suggestions, 10 unless said, at most 100"`
	Years string `json:"years,omitempty" jsonschema:"such as 2010..2020, 2015, ..1999"`
	Why   bool   `json:"why,omitempty" jsonschema:"say what speaks for each suggestion, with the sentences"`
}

func likeReviewArgs(in likeReviewInput) ([]string, string) {
	a := append([]string{"related", "--json", "--like-review=-"}, limited(in.Limit)...)
	a = append(switched(given(a, "--year", in.Years), "--why", in.Why), "--")
	if in.Terms != "" {
		a = append(a, in.Terms)
	}
	return a, in.Text
}

type snowballInput struct {
	Works     []string `json:"works" jsonschema:"ids, DOIs, PMIDs or keys of the works to start from"`
	Direction string   `json:"direction,omitempty" jsonschema:"both (default), backward to what is cited, forward to what cites"`
	Rounds    int      `json:"rounds,omitempty" jsonschema:"at most so many rounds, 20 at most"`
	Years     string   `json:"years,omitempty" jsonschema:"such as 2010..2020, 2015, ..1999"`
	Limit     int      `json:"limit,omitempty" jsonschema:"how many of the works kept to list, 10 unless said, at most 100"`
}

func snowballArgs(in snowballInput) ([]string, string) {
	a := append([]string{"related", "--snowball", "--json"}, limited(in.Limit)...)
	a = numbered(given(given(a, "--direction", in.Direction), "--year", in.Years), "--rounds", in.Rounds)
	// What is named must be known: a single "-" reads it from standard input.
	return append(a, "--", "-"), strings.Join(in.Works, "\n") + "\n"
}

type showInput struct {
	ID       string `json:"id" jsonschema:"id, DOI, PMID, key or ISSN"`
	Contexts bool   `json:"contexts,omitempty" jsonschema:"every citing sentence, by section, with file and byte"`
	History  bool   `json:"history,omitempty" jsonschema:"where it was read, and why each mention was taken for it"`
	Limit    int    `json:"limit,omitempty" jsonschema:"how many citing and cited works, 10 unless said, at most 100"`
}

func showArgs(in showInput) ([]string, string) {
	a := append([]string{"show", "--json"}, limited(in.Limit)...)
	return append(switched(switched(a, "--contexts", in.Contexts), "--history", in.History), "--", in.ID), ""
}

type gapsInput struct {
	Query string `json:"query,omitempty" jsonschema:"only what this query finds, in citegraph's language"`
	By    string `json:"by,omitempty" jsonschema:"work (default), author or journal"`
	Min   int    `json:"min,omitempty" jsonschema:"only what at least so many works cite, 2 unless said"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many results, 10 unless said, at most 100"`
}

func gapsArgs(in gapsInput) ([]string, string) {
	a := append([]string{"gaps", "--json"}, limited(in.Limit)...)
	if a = given(numbered(a, "--min", in.Min), "--by", in.By); in.Query != "" {
		a = append(a, "--", in.Query)
	}
	return a, ""
}

type overlapInput struct {
	Reviews []string `json:"reviews" jsonschema:"two or more reviews, by id, DOI, PMID or key"`
	Missing bool     `json:"missing,omitempty" jsonschema:"list what one cites and another lacks"`
}

func overlapArgs(in overlapInput) ([]string, string) {
	return append(append(switched([]string{"overlap", "--json"}, "--missing", in.Missing), "--"), in.Reviews...), ""
}

type statsInput struct {
	Flow  bool `json:"flow,omitempty" jsonschema:"PRISMA-style counts from files to works"`
	Limit int  `json:"limit,omitempty" jsonschema:"how many of the most cited, 10 unless said, at most 100"`
}

func statsArgs(in statsInput) ([]string, string) {
	return switched(append([]string{"stats", "--json"}, limited(in.Limit)...), "--flow", in.Flow), ""
}

type parseInput struct {
	References string `json:"references" jsonschema:"reference strings, one a line"`
}

func parseArgs(in parseInput) ([]string, string) {
	return []string{"parse", "--json", "--as", "reference", "-"}, in.References + "\n"
}

func limited(n int) []string {
	if n <= 0 {
		n = 10
	}
	return numbered(nil, "-n", min(n, toolLimit))
}

func given(argv []string, name, value string) []string {
	if value == "" {
		return argv
	}
	return append(argv, name+"="+value)
}

func numbered(argv []string, name string, n int) []string {
	if n <= 0 {
		return argv
	}
	return given(argv, name, strconv.Itoa(n))
}

func switched(argv []string, name string, on bool) []string {
	if !on {
		return argv
	}
	return append(argv, name)
}
