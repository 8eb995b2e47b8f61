package main

import (
	"errors"
	"io"
	"regexp"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

// program is one run: its streams, and what the global flags said.
type program struct {
	terminal
	print *printer // set once the flags are known
	prog  *progress
	quiet bool
}

func newProgram(t terminal) *program {
	return &program{terminal: t, print: newPrinter(t.out, "auto"), prog: newProgress(t.err, false)}
}

func (p *program) flush() error { return p.print.w.Flush() }

// Categories group the commands in the help, which sorts them by name.
const (
	catBuild  = "Building a library"
	catAsk    = "Finding things in it"
	catExport = "Getting things out"
	catCare   = "Looking after it"
)

func (p *program) app() *cli.App {
	app := &cli.App{
		Name:      "citegraph",
		Usage:     "read review texts, build their citation graph, search it",
		UsageText: "citegraph [--library DIR] COMMAND [flags] [operands]",
		Description: "Give it a folder of reviews; it finds their references and callouts, resolves\n" +
			"them to works, and answers: who cites this trial and in what words, which\n" +
			"studies belong with these terms, what much-cited work are we missing.\n\n" +
			"    citegraph index reviews/\n" +
			"    citegraph search 'peer support[title] year:2010..'\n" +
			"    citegraph related \"peer support after discharge\" --why\n" +
			"    citegraph show white2020effectiveness --contexts\n\n" +
			"Exit codes: 0 done, 1 nothing found, 2 usage, 3 no library or unknown id, 4 done\n" +
			"with skipped inputs, 5 failed or busy, 6 damage found, 130 interrupted.",
		Version:                   version(),
		Flags:                     globalFlags(),
		Before:                    p.before,
		Writer:                    p.out,
		ErrWriter:                 p.err,
		Reader:                    p.in,
		HideVersion:               true, // its -v is ours for --verbose
		Suggest:                   true,
		DisableSliceFlagSeparator: true, // "Smith, J" is one value
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              badValue,
		Action:                    p.noCommand,
		Commands: []*cli.Command{
			p.indexCommand(), p.removeCommand(), p.parseCommand(),
			p.searchCommand(), p.relatedCommand(), p.showCommand(), p.gapsCommand(), p.overlapCommand(), p.statsCommand(),
			p.exportCommand(), p.viewCommand(), p.mcpCommand(),
			p.checkCommand(), p.mergeCommand(), p.splitCommand(),
			p.demoCommand(), p.completionCommand(), p.manCommand(), p.versionCommand(), p.completeCommand(),
		},
	}
	for _, cmd := range app.Commands {
		cmd.OnUsageError = badValue // else the library prints the whole help
		plainDefaults(cmd.Flags)
	}
	plainDefaults(app.Flags)
	return app
}

// plainDefaults has the help say no default that says nothing.
func plainDefaults(flags []cli.Flag) {
	for _, f := range flags {
		switch f := f.(type) {
		case *cli.BoolFlag:
			f.DisableDefaultText = true
		case *cli.IntFlag:
			if f.Value == 0 {
				f.DefaultText = "none"
			}
		case *cli.Uint64Flag:
			if f.Value == 0 {
				f.DefaultText = "none"
			}
		}
	}
}

// badValue says which flag has a value that it cannot take.
func badValue(c *cli.Context, err error, _ bool) error {
	hint := "see: " + c.App.Name + " --help"
	if c.Command != nil && c.Command.Name != "" && c.Command.Name != c.App.Name {
		hint = "see: citegraph " + c.Command.Name + " --help"
	}
	if m := flagValue.FindStringSubmatch(err.Error()); m != nil {
		dashes := "--"
		if len(m[2]) == 1 {
			dashes = "-"
		}
		return usagef(hint, "%s%s cannot be %q", dashes, m[2], m[1])
	}
	return usagef(hint, "%v", err)
}

var flagValue = regexp.MustCompile(`^invalid (?:boolean )?value "(.*?)" for (?:flag )?-([\w-]+):`)

func globalFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "library", Aliases: []string{"L"}, EnvVars: []string{"CITEGRAPH_LIBRARY"}, Usage: "the library's `FOLDER`; else the nearest .citegraph here or above"},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no progress, no notes"},
		&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "say more: encodings, notes on documents"},
		&cli.BoolFlag{Name: "version", Usage: "print the version"},
		&cli.StringFlag{Name: "color", Value: "auto", Usage: "use colours `WHEN`: auto, always, never"},
	}
}

// before runs once the global flags are known.
func (p *program) before(c *cli.Context) error {
	switch w := c.String("color"); w {
	case "auto", "always", "never":
		p.print = newPrinter(p.out, w)
	default:
		return usagef("", "--color is auto, always or never, not %q", w)
	}
	p.quiet = c.Bool("quiet")
	p.prog = newProgress(p.err, p.quiet)
	return nil
}

// noCommand answers a call without a command, or with one that does not exist.
func (p *program) noCommand(c *cli.Context) error {
	if c.Bool("version") {
		p.print.printf("citegraph %s\n", version())
		return nil
	}
	if c.NArg() == 0 {
		return cli.ShowAppHelp(c)
	}
	var names []string
	for _, cmd := range c.App.Commands {
		if !cmd.Hidden {
			names = append(names, cmd.Name)
		}
	}
	hint := "see: citegraph --help"
	if s := nearest(c.Args().First(), names); s != "" {
		hint = "did you mean: citegraph " + s
	}
	return usagef(hint, "there is no command %q", c.Args().First())
}

// version is the module's version, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return "devel"
}

func (p *program) versionCommand() *cli.Command {
	return &cli.Command{Name: "version", Usage: "print the version, or what the program is made of", Category: catCare,
		Description: "   citegraph version --sbom > citegraph.cdx.json",
		Flags:       []cli.Flag{&cli.BoolFlag{Name: "sbom", Usage: "the modules that were linked, as CycloneDX JSON"}},
		Action: func(c *cli.Context) error {
			if !c.Bool("sbom") {
				p.print.printf("citegraph %s\n", version())
				return nil
			}
			info, ok := debug.ReadBuildInfo()
			if !ok {
				return errors.New("this program was built without a list of its modules")
			}
			return writeSBOM(p.print.w, info)
		}}
}

func (p *program) manCommand() *cli.Command {
	return &cli.Command{Name: "man", Usage: "print the manual page (roff)", Category: catCare, Description: "   citegraph man | man -l -", Action: func(c *cli.Context) error {
		for _, cmd := range c.App.Commands {
			cmd.UsageText = cmd.Description // which the page would leave out
		}
		page, err := c.App.ToManWithSection(1)
		if err != nil {
			return err
		}
		_, err = io.WriteString(p.print.w, page)
		return err
	}}
}
