package main

import (
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"citegraph/index/query"
)

// orderArgs puts argv in the order that urfave/cli v2 understands: global
// flags, command, its flags, "--", operands. The library stops at the first
// operand and takes every later flag for one, in silence; people write flags
// where they think of them. What looks like a flag and is none is an error.
func orderArgs(app *cli.App, argv []string) ([]string, error) {
	if len(argv) == 0 {
		return []string{app.Name}, nil
	}
	global := flagTable(app.Flags)
	cmd, rest := splitCommand(app, global, argv[1:])
	if cmd == nil || cmd.SkipFlagParsing {
		return argv, nil
	}
	local := flagTable(cmd.Flags)
	out := []string{argv[0]}
	var flags, operands []string
	for i := 0; i < len(rest); i++ {
		a := rest[i]
		if a == "--" {
			operands = append(operands, rest[i+1:]...)
			break
		}
		if len(a) < 2 || a[0] != '-' {
			operands = append(operands, a)
			continue
		}
		name, _, hasValue := strings.Cut(strings.TrimLeft(a, "-"), "=")
		takes, isLocal := local[name]
		if !isLocal {
			var ok bool
			if takes, ok = global[name]; !ok {
				return nil, unknownFlag(a, name, cmd, local, global)
			}
		}
		take := []string{a}
		if takes && !hasValue {
			if i+1 >= len(rest) {
				return nil, usagef("see: citegraph "+cmd.Name+" --help", "%s needs a value", a)
			}
			i++
			take = append(take, rest[i])
		}
		if isLocal {
			flags = append(flags, take...)
		} else {
			out = append(out, take...)
		}
	}
	if len(operands) > 0 && cmd.ArgsUsage == "" && !cmd.Hidden && cmd.Name != "export" { // export says where a query goes
		return nil, usagef("see: citegraph "+cmd.Name+" --help", "%s takes no operand, and got %q", cmd.Name, operands[0])
	}
	out = append(append(out, cmd.Name), flags...)
	return append(append(out, "--"), operands...), nil
}

// splitCommand finds the first operand, which names the command, and returns
// the rest of argv without it.
func splitCommand(app *cli.App, global map[string]bool, args []string) (*cli.Command, []string) {
	for i := 0; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			return nil, nil
		}
		if len(a) > 1 && a[0] == '-' {
			name, _, hasValue := strings.Cut(strings.TrimLeft(a, "-"), "=")
			if global[name] && !hasValue {
				i++
			}
			continue
		}
		rest := append(append([]string{}, args[:i]...), args[i+1:]...)
		return app.Command(a), rest
	}
	return nil, nil
}

// flagTable maps every name of every flag to whether it takes a value.
func flagTable(flags []cli.Flag) map[string]bool {
	t := map[string]bool{"help": false, "h": false}
	for _, f := range flags {
		_, isBool := f.(*cli.BoolFlag)
		for _, n := range f.Names() {
			t[n] = !isBool
		}
	}
	return t
}

func unknownFlag(arg, name string, cmd *cli.Command, tables ...map[string]bool) error {
	var names []string
	for _, t := range tables {
		for n := range t {
			if len(n) > 1 {
				names = append(names, n)
			}
		}
	}
	hint := "see: citegraph " + cmd.Name + " --help"
	if _, err := os.Lstat(arg); err == nil {
		hint = "the file of this name goes behind --, or is written ./" + arg
	} else if s := nearest(name, names); s != "" {
		hint = "did you mean --" + s + "?"
	} else if cmd.Name == "search" || cmd.Name == "related" {
		hint = "a query that begins with a minus goes behind --, as in: citegraph " + cmd.Name + " -- '" + arg + "'"
	}
	return usagef(hint, "%s has no flag %s", cmd.Name, arg)
}

// nearest is the name within two edits of s, the first of equals by name, or
// nothing.
func nearest(s string, names []string) string {
	best, at := "", 3
	for _, n := range names {
		if d := query.Distance(s, n); d < at || d == at && n < best {
			best, at = n, d
		}
	}
	if at >= 3 || at >= len(s) {
		return ""
	}
	return best
}
