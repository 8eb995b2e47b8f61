package main

import "github.com/urfave/cli/v2"

// dataFlags ask a command for its answer as data: --json is one document,
// --ndjson a line of what is given here.
func dataFlags(line string) []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "json", Usage: "one JSON document"},
		&cli.BoolFlag{Name: "ndjson", Usage: line},
	}
}

// document prints v where data is asked for, and reports whether it is.
func (p *program) document(c *cli.Context, v any) (bool, error) {
	switch outputFormat(c) {
	case "json":
		return true, p.print.json(v)
	case "ndjson":
		return true, p.print.line(v)
	}
	return false, nil
}

// records prints whole, or its rows a line each, where data is asked for, and
// reports whether it is.
func records[T any](p *program, c *cli.Context, whole any, rows []T) (bool, error) {
	switch outputFormat(c) {
	case "json":
		return true, p.print.json(whole)
	case "ndjson":
		for _, r := range rows {
			if err := p.print.line(r); err != nil {
				return true, err
			}
		}
		return true, nil
	}
	return false, nil
}
