package main

import (
	"github.com/urfave/cli/v2"
)

func (p *program) removeCommand() *cli.Command {
	return &cli.Command{
		Name: "remove", Usage: "take files out of the library", ArgsUsage: "PATH…", Category: catBuild,
		Description: "PATH is a file as index was given it (show --history and check print it). The\n" +
			"graph is then as if it had never been read; decisions about identity stay.",
		Action: func(c *cli.Context) error {
			paths, err := p.operands(c)
			if err != nil {
				return err
			}
			if len(paths) == 0 {
				return usagef("as in: citegraph remove reviews/old.txt", "remove needs the paths of files")
			}
			store, dir, err := p.openToWrite(c, false)
			if err != nil {
				return err
			}
			defer store.Close()
			for _, path := range paths {
				if err := store.Remove(path); err != nil {
					return err
				}
			}
			sum := &indexSummary{}
			if err := p.deriveAndIndex(c.Context, store, dir, sum); err != nil {
				return err
			}
			p.print.printf("Removed %s. The library now has %s and %s.\n", count(len(paths), "file"), count(sum.Counts.Works, "work"), count(sum.Counts.Citations, "citation"))
			return nil
		},
	}
}
