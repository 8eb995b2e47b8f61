package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"citegraph/graph"
)

func (p *program) removeCommand() *cli.Command {
	return &cli.Command{
		Name: "remove", Usage: "take files out of the library", ArgsUsage: "PATH…", Category: catBuild,
		Description: "PATH is a file as index was given it (stats --files lists them) or its end, or a\n" +
			"folder; --gone takes out only what is not there any more. The graph is then as if\n" +
			"the files had never been read; decisions about identity stay.\n\n" +
			"   citegraph remove online.html\n" +
			"   citegraph remove --gone reviews/",
		Flags: []cli.Flag{&cli.BoolFlag{Name: "gone", Usage: "only files that are not there any more"}},
		Action: func(c *cli.Context) error {
			paths, err := p.operands(c)
			if err != nil {
				return err
			}
			if len(paths) == 0 {
				return usagef("as in: citegraph remove reviews/old.txt\nor, for what was deleted in a folder: citegraph remove --gone reviews/", "remove needs the paths of files")
			}
			store, dir, err := p.openToWrite(c, false)
			if err != nil {
				return err
			}
			defer store.Close()
			removed, err := p.removeNamed(store, paths, c.Bool("gone"))
			if err != nil {
				return err
			}
			sum := &indexSummary{}
			if err := p.deriveAndIndex(c.Context, store, dir, store.Derive, sum); err != nil {
				return err
			}
			p.print.printf("Removed %s. The library now has %s and %s.\n", count(removed, "file"), count(sum.Counts.Works, "work"), count(sum.Counts.Citations, "citation"))
			return nil
		},
	}
}

// removeNamed takes out what paths name, all of which must be known, or of that
// what is gone.
func (p *program) removeNamed(store *graph.Store, paths []string, onlyGone bool) (removed int, err error) {
	files, err := store.Files()
	if err != nil {
		return 0, err
	}
	var names []string
	for _, path := range paths {
		some, err := filesNamed(files, path)
		if err != nil {
			return 0, err
		}
		names = append(names, some...)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if onlyGone && !isGone(name) {
			continue
		}
		if err := store.Remove(name); err != nil {
			return removed, err
		}
		removed++
	}
	return removed, nil
}
