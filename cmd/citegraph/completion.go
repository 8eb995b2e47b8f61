package main

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// The scripts hand the words of the line to the hidden command "complete",
// which knows the commands, the flags and, inside a library, its authors,
// journals and keys.
var completionScripts = map[string]string{
	"bash": `_citegraph() {
  local IFS=$'\n'
  COMPREPLY=($(citegraph complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _citegraph citegraph
`,
	"zsh": `#compdef citegraph
_citegraph() {
  local -a found
  found=("${(@f)$(citegraph complete -- "${words[@]:1:$((CURRENT-1))}" 2>/dev/null)}")
  compadd -Q -- $found || _files
}
compdef _citegraph citegraph
`,
	"fish": `complete -c citegraph -f -a '(citegraph complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
}

func (p *program) completionCommand() *cli.Command {
	return &cli.Command{
		Name: "completion", Usage: "print a completion script for bash, zsh or fish", ArgsUsage: "SHELL", Category: catCare,
		Description: "bash: citegraph completion bash > ~/.local/share/bash-completion/completions/citegraph\n" +
			"zsh:  citegraph completion zsh > \"${fpath[1]}/_citegraph\"\n" +
			"fish: citegraph completion fish > ~/.config/fish/completions/citegraph.fish",
		Action: func(c *cli.Context) error {
			script, ok := completionScripts[c.Args().First()]
			if !ok || c.NArg() != 1 {
				return usagef("", "completion takes one of bash, zsh, fish")
			}
			p.print.printf("%s", script)
			return nil
		},
	}
}

func (p *program) completeCommand() *cli.Command {
	return &cli.Command{Name: "complete", Hidden: true, Action: func(c *cli.Context) error {
		for _, s := range p.candidates(c, c.Args().Slice()) {
			p.print.printf("%s\n", oneLine(s))
		}
		return nil
	}}
}

// candidates are what may stand in place of the last of words.
func (p *program) candidates(c *cli.Context, words []string) []string {
	if len(words) == 0 {
		words = []string{""}
	}
	last := words[len(words)-1]
	var cmd *cli.Command
	for _, w := range words[:len(words)-1] {
		if found := c.App.Command(w); found != nil && !found.Hidden {
			cmd = found
			break
		}
	}
	var out []string
	add := func(s string) {
		if strings.HasPrefix(s, last) {
			out = append(out, s)
		}
	}
	switch {
	case cmd == nil:
		for _, k := range c.App.Commands {
			if !k.Hidden {
				add(k.Name)
			}
		}
	case strings.HasPrefix(last, "-"):
		for _, f := range append(append([]cli.Flag{}, cmd.Flags...), c.App.Flags...) {
			for _, n := range f.Names() {
				if len(n) > 1 {
					add("--" + n)
				}
			}
		}
	case cmd.Name == "completion":
		for _, s := range []string{"bash", "fish", "zsh"} {
			add(s)
		}
	case cmd.Category == catAsk || cmd.Name == "export":
		out = append(out, p.completeFromLibrary(c, last)...)
	}
	return out
}
