package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"citegraph/graph"
	"citegraph/graph/export"
	"citegraph/index"
	"citegraph/index/query"
)

// The exit codes, as the README states them.
const (
	exitOK          = 0
	exitEmpty       = 1   // valid, but nothing found
	exitUsage       = 2   // wrong flags or query syntax
	exitNoLibrary   = 3   // no library, or an id that it does not know
	exitPartial     = 4   // done, but some inputs were skipped or read in part
	exitFailed      = 5   // disk, permission or lock
	exitDamaged     = 6   // check found problems, or the store is damaged
	exitInterrupted = 130 // stopped by a signal with a consistent library
)

// status is an error that carries its exit code; an empty text prints nothing,
// because the command has already said what there was to say.
type status struct {
	code int
	text string
	hint string
	err  error
}

func (s *status) Error() string { return s.text }
func (s *status) Unwrap() error { return s.err }

var (
	errEmpty       = &status{code: exitEmpty}
	errPartial     = &status{code: exitPartial}
	errProblems    = &status{code: exitDamaged}
	errInterrupted = &status{code: exitInterrupted, text: "interrupted; what was committed is kept, the same command goes on from there"}
)

// usagef is a mistake in how the command was called.
func usagef(hint, format string, args ...any) error {
	return &status{code: exitUsage, text: fmt.Sprintf(format, args...), hint: hint}
}

// explain maps an error to the exit code, one line of text, and a hint.
func explain(err error) (code int, text, hint string) {
	var st *status
	var qe *query.Error
	var unknown *graph.NotFound
	switch {
	case err == nil:
		return exitOK, "", ""
	case errors.As(err, &st):
		return st.code, st.text, st.hint
	case errors.As(err, &qe):
		return exitUsage, "in this query:\n" + qe.Caret(), ""
	case errors.Is(err, export.ErrView), errors.Is(err, export.ErrTooLarge), errors.Is(err, index.ErrTooBroad), errors.Is(err, index.ErrOption):
		return exitUsage, err.Error(), ""
	case errors.Is(err, syscall.EPIPE):
		return exitOK, "", ""
	case errors.Is(err, graph.ErrNoLibrary):
		return exitNoLibrary, err.Error(), "make one with: citegraph index FOLDER"
	case errors.As(err, &unknown) && looksLikeName(unknown.Name):
		return exitNoLibrary, err.Error(), "the library neither holds nor cites what is named so; words of the title may find it: citegraph search WORDS"
	case errors.As(err, &unknown):
		return exitNoLibrary, err.Error(), "look it up with: citegraph search " + shellWords([]string{unknown.Name})
	case errors.Is(err, graph.ErrLayout):
		return exitFailed, err.Error(), "make it anew from what was read, which takes a moment and reads no file again: citegraph check --repair"
	case errors.Is(err, graph.ErrNotFound):
		return exitNoLibrary, err.Error(), ""
	case errors.Is(err, graph.ErrAmbiguous):
		return exitNoLibrary, err.Error(), "name one of them: citegraph show ID says what each is"
	case errors.Is(err, graph.ErrLocked):
		return exitFailed, err.Error(), "another citegraph is writing to this library: wait for it, then try again"
	case errors.Is(err, graph.ErrDamaged):
		return exitDamaged, err.Error(), "see what can be saved with: citegraph check"
	case errors.Is(err, index.ErrMissing), errors.Is(err, index.ErrStale), errors.Is(err, index.ErrDamaged):
		return exitDamaged, err.Error(), "make it anew with: citegraph check --repair"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return exitFailed, "disk full: " + err.Error(), "free some space; nothing that was reported as done is lost"
	case errors.Is(err, fs.ErrPermission):
		return exitFailed, err.Error(), ""
	case isUsage(err):
		return exitUsage, err.Error(), "see: citegraph --help"
	}
	return exitFailed, err.Error(), ""
}

// isUsage recognises what the flag package says, which has no types.
func isUsage(err error) bool {
	s := err.Error()
	for _, p := range []string{"flag provided but not defined", "flag needs an argument", "invalid value", "Required flag", "No help topic"} {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
