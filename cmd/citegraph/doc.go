// Command citegraph reads review texts, pulls their references, authors and
// journals out, builds a citation graph, and makes it searchable.
//
// # Rooms
//
//	main.go         entry, signals, errors → exit codes (the only place that does)
//	app.go          the command tree
//	args.go         flags may stand anywhere: argv is put in order before parsing
//	library.go      which folder is the library, opening it, locks
//	index.go …      one file a command
//	check_lint.go, likereview.go, network.go, saved.go, sbom.go, snowball.go
//	                what an option of check, related, stats, show, search or
//	                version does where it is an idea of its own
//	complete.go     what a shell is offered for the word at the cursor
//	data.go         --json and --ndjson of the commands that answer in one document or in rows
//	mcp.go          the commands that read, run for a model
//	print.go        the one place where text from inputs meets a terminal
//	progress.go     one line on stderr, only when somebody watches
//
// # Rules of output
//
// stdout is data, stderr is progress, notes and warnings. No byte of an input
// reaches a terminal unescaped. Errors are one line, "citegraph: " and the
// reason, with a hint on a line of its own. Exit codes are those of exit.go.
//
// # What it never does
//
// It decides nothing about references, works or relevance: it calls the floors
// below and prints what they say.
package main
