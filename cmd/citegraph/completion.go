package main

import (
	"github.com/urfave/cli/v2"
)

// The scripts hand the line to the hidden command "complete", which knows the
// commands, the flags and, inside a library, its authors, journals, keys and
// saved queries. A field or a relation is not the end of a word: no space
// follows it.
var completionScripts = map[string]string{
	"bash": `_citegraph() {
  local IFS=$'\n'
  COMPREPLY=($(citegraph complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null))
  case "${COMPREPLY[0]}" in *: | *\( | *\") compopt -o nospace 2>/dev/null ;; esac
}
complete -o default -o nosort -F _citegraph citegraph 2>/dev/null || complete -o default -F _citegraph citegraph
`,
	"zsh": `#compdef citegraph
_citegraph() {
  local -a found
  local line="${(j: :)words[1,CURRENT-1]} ${QIPREFIX}${IPREFIX}${PREFIX}"
  found=("${(@f)$(citegraph complete zsh "$line" 2>/dev/null)}")
  found=(${found:#})
  (( $#found )) || { _files; return }
  compadd -U -V citegraph -S ' ' -- ${found:#*[:\(]}
  compadd -U -V citegraph -S '' -- ${(M)found:#*[:\(]}
}
compdef _citegraph citegraph
`,
	"fish": `function __citegraph_complete
  citegraph complete fish (commandline -cp) 2>/dev/null
end
complete -c citegraph -k -a '(__citegraph_complete)'
`,
}

func (p *program) completionCommand() *cli.Command {
	return &cli.Command{
		Name: "completion", Usage: "print a completion script for bash, zsh or fish", ArgsUsage: "SHELL", Category: catCare,
		Description: "Commands, flags and, in a query, fields, authors, journals, keys and saved queries.\n\n" +
			"   citegraph completion bash > ~/.local/share/bash-completion/completions/citegraph\n" +
			"   citegraph completion zsh > \"${fpath[1]}/_citegraph\"\n" +
			"   citegraph completion fish > ~/.config/fish/completions/citegraph.fish",
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
