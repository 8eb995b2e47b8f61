package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
	"citegraph/graph/export"
	"citegraph/index"
	"citegraph/index/query"
)

// maxOffers is how many completions a shell is given.
const maxOffers = 40

func (p *program) completeCommand() *cli.Command {
	return &cli.Command{Name: "complete", Hidden: true, SkipFlagParsing: true, Action: func(c *cli.Context) error {
		args := append(c.Args().Slice(), "", "", "")
		for _, s := range p.complete(c, args[0], args[1], args[2]) {
			p.print.printf("%s\n", oneLine(s))
		}
		return nil
	}}
}

// complete lists what may stand in place of the last word of line, the command
// line up to the cursor: whole words, as the shell's script hands them on. For
// bash they are cut behind the last of the characters at which it breaks words,
// and quoted; zsh and fish do that themselves.
func (p *program) complete(c *cli.Context, shell, line, breaks string) []string {
	l := splitLine(line)
	if len(l.words) == 0 {
		return nil
	}
	out := p.candidates(c, l.words[1:], l.last)
	if shell != "bash" {
		return unquoted(out, l.last, shell)
	}
	for i, s := range out {
		if l.quote == 0 {
			s = bashQuote(s[lastBreak(l.last, s, breaks):])
		}
		out[i] = s
	}
	return out
}

// unquoted gives fish, which drops what does not begin as the word does, the
// first word of a name where no quotation mark was typed.
func unquoted(out []string, last, shell string) []string {
	if shell != "fish" {
		return out
	}
	for i, s := range out {
		if at := strings.Index(s, `:"`); at >= 0 && at <= len(last) && !strings.HasPrefix(last[at:], `:"`) {
			word, _, _ := strings.Cut(s[at+2:], " ")
			out[i] = s[:at+1] + strings.Trim(word, `",`)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// lastBreak is the length of the part of a completion of last that bash leaves
// in place, since it takes what follows for the word.
func lastBreak(last, s, breaks string) int {
	i := strings.LastIndexAny(last, breaks) + 1
	if i > 0 && last[i-1] == '@' { // which bash takes into the word
		i--
	}
	if i > len(s) || !strings.EqualFold(last[:i], s[:i]) {
		return 0
	}
	return i
}

// bashQuote puts a backslash before what bash would not leave alone.
func bashQuote(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(" \t\"'\\()<>;&|*?[]$`!#~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// typedLine is a command line as a shell splits it.
type typedLine struct {
	words []string // but the last
	last  string   // empty behind a space
	quote byte     // with which last is still open, 0 for none
}

// splitLine reads quotes and backslashes as a shell does.
func splitLine(line string) typedLine {
	var l typedLine
	var b strings.Builder
	inWord := false
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case l.quote != 0 && c == l.quote:
			l.quote = 0
		case c == '\\' && l.quote != '\'' && i+1 < len(line):
			i++
			if l.quote == '"' && !strings.ContainsRune("\"\\$`", rune(line[i])) {
				b.WriteByte('\\')
			}
			b.WriteByte(line[i])
			inWord = true
		case l.quote != 0:
			b.WriteByte(c)
		case c == '\'' || c == '"':
			l.quote, inWord = c, true
		case c == ' ' || c == '\t' || c == '\n':
			if inWord {
				l.words = append(l.words, b.String())
				b.Reset()
				inWord = false
			}
		default:
			b.WriteByte(c)
			inWord = true
		}
	}
	l.last = b.String()
	return l
}

// candidates are what may stand in place of last behind words.
func (p *program) candidates(c *cli.Context, words []string, last string) []string {
	global := flagTable(c.App.Flags)
	cmd, _ := splitCommand(c.App, global, words)
	takeLibrary(c, words)
	if len(words) > 0 {
		if flag := strings.TrimLeft(words[len(words)-1], "-"); flag != words[len(words)-1] && takesValue(cmd, global, flag) {
			return p.flagValues(c, cmd, flag, last)
		}
	}
	switch {
	case strings.HasPrefix(last, "-") && !slices.Contains(words, "--"):
		return flagNames(c, cmd, last)
	case cmd == nil:
		var out []string
		for _, k := range c.App.Commands {
			if !k.Hidden {
				out = append(out, k.Name)
			}
		}
		return beginning(out, last)
	case cmd.Name == "completion":
		return beginning([]string{"bash", "fish", "zsh"}, last)
	case cmd.Name == "help":
		return p.candidates(c, nil, last)
	case cmd.Name == "search" || cmd.Name == "gaps":
		return p.completeQuery(c, last)
	case slices.Contains([]string{"show", "related", "overlap", "merge", "split"}, cmd.Name):
		return p.completeID(c, last)
	}
	return nil
}

// takeLibrary lets the --library of the line be that of this run.
func takeLibrary(c *cli.Context, words []string) {
	for i, w := range words {
		name, value, has := strings.Cut(strings.TrimLeft(w, "-"), "=")
		if w == name || name != "library" && name != "L" {
			continue
		}
		if !has && i+1 < len(words) {
			value = words[i+1]
		}
		if all := c.Lineage(); value != "" && len(all) > 1 {
			_ = all[1].Set("library", value) // else: the library of this place
		}
	}
}

func takesValue(cmd *cli.Command, global map[string]bool, flag string) bool {
	if cmd != nil {
		if takes, ok := flagTable(cmd.Flags)[flag]; ok {
			return takes
		}
	}
	return global[flag]
}

func flagNames(c *cli.Context, cmd *cli.Command, last string) []string {
	flags := c.App.Flags
	if cmd != nil {
		flags = slices.Concat(cmd.Flags, flags)
	}
	var out []string
	for _, f := range flags {
		for _, n := range f.Names() {
			if len(n) > 1 {
				out = append(out, "--"+n)
			}
		}
	}
	slices.Sort(out)
	return beginning(out, last)
}

// flagValues are the values of flags that have few, and those that the library
// knows; nil leaves the shell to offer files.
func (p *program) flagValues(c *cli.Context, cmd *cli.Command, flag, last string) []string {
	switch flag {
	case "f", "format":
		return beginning(formatsOf(cmd), last)
	case "view":
		return beginning(export.Views(), last)
	case "by":
		return beginning([]string{"author", "journal", "work"}, last)
	case "ego", "path-to":
		return p.completeID(c, last)
	case "type":
		return beginning(query.FieldValues("type"), last)
	case "sort":
		return beginning(query.Sorts, last)
	case "facet":
		return beginning(index.Facets, last)
	case "method":
		return beginning(index.Methods, last)
	case "direction":
		return beginning(index.Directions, last)
	case "color":
		return beginning([]string{"always", "auto", "never"}, last)
	case "save", "forget":
		if dir, err := libraryDir(c); err == nil {
			return beginning(savedOf(dir).Names(), last)
		}
	case "query":
		return p.completeQuery(c, last)
	}
	return nil
}

// formatsOf are the formats that a command writes.
func formatsOf(cmd *cli.Command) []string {
	if cmd == nil || cmd.Name != "export" {
		return []string{"bibtex", "csl", "csl-ndjson", "csv", "json", "ndjson", "ris", "text"}
	}
	return exportNames()
}

// beginning keeps what begins with prefix, whatever its case.
func beginning(all []string, prefix string) []string {
	var out []string
	for _, s := range all {
		if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
			out = append(out, s)
		}
	}
	return out
}

// completeQuery completes the last clause of a query.
func (p *program) completeQuery(c *cli.Context, text string) []string {
	before, clause := lastClause(text)
	var out []string
	field, value, isField := strings.Cut(clause, ":")
	switch {
	case strings.HasPrefix(clause, "@"):
		if dir, err := libraryDir(c); err == nil {
			for _, s := range beginning(savedOf(dir).Names(), clause[1:]) {
				out = append(out, "@"+s)
			}
		}
	case !isField:
		names := query.Fields()
		for i := range names {
			names[i] += ":"
		}
		for _, r := range query.Relations() {
			names = append(names, r+"(")
		}
		slices.Sort(names)
		out = beginning(names, clause)
	default:
		for _, v := range p.fieldValues(c, strings.ToLower(field), strings.TrimPrefix(value, `"`)) {
			out = append(out, field+":"+v)
		}
	}
	for i := range out {
		out[i] = before + out[i]
	}
	return out
}

// lastClause cuts a query before its last clause, which may be an open phrase.
func lastClause(text string) (before, clause string) {
	at, open := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			open = !open
		case open:
		case c == ' ' || c == '(' || c == ',':
			at = i + 1
		case c == '-' && i == at:
			at = i + 1
		}
	}
	return text[:at], text[at:]
}

// fieldValues are values of a field that begin so, in quotes where they need
// them.
func (p *program) fieldValues(c *cli.Context, field, prefix string) []string {
	if few := query.FieldValues(field); few != nil {
		return beginning(few, prefix)
	}
	switch field {
	case "id", "key", "from":
		return p.completeID(c, prefix)
	}
	a, err := p.ask(c)
	if err != nil {
		return nil
	}
	defer a.close()
	out := a.index.Complete(prefix, field, maxOffers)
	if same := beginning(out, prefix); len(same) > 0 {
		out = same
	} else if len(out) > 1 {
		out = out[:1] // a shell types what all offers begin with: these have nothing of what was typed
	}
	for i, s := range out {
		if strings.ContainsAny(s, " ():,;\"") {
			out[i] = `"` + strings.ReplaceAll(s, `"`, "") + `"`
		}
	}
	return out
}

// completeID offers readable keys and ids of works.
func (p *program) completeID(c *cli.Context, prefix string) []string {
	dir, err := libraryDir(c)
	if err != nil {
		return nil
	}
	store, err := graph.Open(dir, &graph.Options{ReadOnly: true})
	if err != nil {
		return nil
	}
	defer store.Close()
	g, err := store.Snapshot()
	if err != nil {
		return nil
	}
	out, err := g.Completions(prefix, maxOffers)
	if err != nil {
		return nil
	}
	return out
}
