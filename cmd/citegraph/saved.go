package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/index/query"
)

// savedFolder holds the saved queries of a library: a file each, of its name,
// with the canonical form. They are of the user, not of the graph: nothing is
// derived from them, and reading them takes no lock.
type savedFolder string

func savedOf(library string) savedFolder { return savedFolder(filepath.Join(library, "queries")) }

// Get reads a saved query.
func (f savedFolder) Get(name string) (string, error) {
	file, err := os.Open(filepath.Join(string(f), name))
	if errors.Is(err, fs.ErrNotExist) {
		return "", errors.New("no query is saved under this name")
	} else if err != nil {
		return "", err
	}
	defer file.Close()
	b, err := io.ReadAll(io.LimitReader(file, query.MaxSaved+2))
	return strings.TrimSpace(string(b)), err
}

// Names are those of the saved queries.
func (f savedFolder) Names() []string {
	entries, _ := os.ReadDir(string(f)) // sorted
	var out []string
	for _, e := range entries {
		if name, err := query.Name(e.Name()); err == nil && name == e.Name() && e.Type().IsRegular() {
			out = append(out, name)
		}
	}
	return out
}

// parseQuery reads a query in which @name stands for one saved in library.
func parseQuery(library, text string) (*query.Query, []query.Warning, error) {
	return query.ParseSaved(text, savedOf(library))
}

// saveQuery keeps the canonical form of a query under a name.
func (p *program) saveQuery(library, name string, q *query.Query) error {
	name, err := query.Name(name)
	if err != nil {
		return usagef("", "%v", err)
	}
	canon := q.String()
	if len(canon) > query.MaxSaved {
		return usagef("", "written out, this query is %d bytes long; %d can be saved", len(canon), query.MaxSaved)
	}
	f := savedOf(library)
	if err := os.MkdirAll(string(f), 0o755); err != nil {
		return fmt.Errorf("save the query: %w", err)
	}
	before, berr := f.Get(name)
	if err := p.writeFile(filepath.Join(string(f), name), func(w io.Writer) error {
		_, err := io.WriteString(w, canon+"\n")
		return err
	}); err != nil {
		return fmt.Errorf("save the query: %w", err)
	}
	if !p.quiet {
		p.prog.note("saved as @%s: %s", name, canon)
		if berr == nil && before != canon {
			p.prog.note("before, it was: %s", before)
		}
	}
	return nil
}

// forget removes a saved query.
func (p *program) forget(c *cli.Context) error {
	name, err := query.Name(c.String("forget"))
	if err != nil {
		return usagef("", "%v", err)
	}
	dir, err := libraryDir(c)
	if err != nil {
		return err
	}
	f := savedOf(dir)
	err = os.Remove(filepath.Join(string(f), name))
	if errors.Is(err, fs.ErrNotExist) {
		hint := "list them with: citegraph search --saved"
		if s := nearest(name, f.Names()); s != "" {
			hint = "did you mean: citegraph search --forget " + s
		}
		return &status{code: exitNoLibrary, text: fmt.Sprintf("no query is saved as @%s", name), hint: hint}
	} else if err != nil {
		return fmt.Errorf("forget @%s: %w", name, err)
	}
	return nil
}

// savedQuery is a line of citegraph.saved/1.
type savedQuery struct {
	Name  string `json:"name"`
	Query string `json:"query"`
	Error string `json:"error,omitempty"` // why it is no longer understood
}

// listSaved prints the saved queries, and says which are no longer understood.
func (p *program) listSaved(c *cli.Context) error {
	dir, err := libraryDir(c)
	if err != nil {
		return err
	}
	f := savedOf(dir)
	rows := []savedQuery{}
	for _, name := range f.Names() {
		text, err := f.Get(name)
		if err == nil {
			_, _, err = query.ParseSaved("@"+name, f)
		}
		row := savedQuery{Name: name, Query: text}
		if err != nil {
			row.Error = err.Error()
		}
		rows = append(rows, row)
	}
	done, err := records(p, c, struct {
		Schema string       `json:"schema"`
		Saved  []savedQuery `json:"saved"`
	}{"citegraph.saved/1", rows}, rows)
	if err != nil {
		return err
	}
	if !done {
		p.savedText(rows)
	}
	if len(rows) == 0 {
		p.prog.note("No query is saved. Save one with: citegraph search --save NAME QUERY")
		return errEmpty
	}
	if slices.ContainsFunc(rows, func(r savedQuery) bool { return r.Error != "" }) {
		return errPartial
	}
	return nil
}

func (p *program) savedText(rows []savedQuery) {
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r.Name))
	}
	indent := strings.Repeat(" ", wide+3)
	for _, r := range rows {
		p.print.printf("%s  %s\n", p.print.paint(bold, fmt.Sprintf("@%-*s", wide, r.Name)), strings.TrimLeft(p.print.wrap(oneLine(r.Query), indent), " "))
		if r.Error != "" {
			p.print.printf("%s%s\n", indent, p.print.paint(yellow, oneLine(r.Error)))
		}
	}
}
