package main

import (
	"errors"
	"testing"

	"citegraph/corpus"
	"citegraph/parse"
)

// What cost an input is said with its cause, and the path stands apart.
func TestSkippedFor(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want skipped
	}{
		{&corpus.SkipError{Name: "a.gz", Reason: "cannot be read", Err: errors.New("gzip: invalid checksum")}, skipped{"a.gz", "cannot be read: gzip: invalid checksum"}},
		{&corpus.SkipError{Name: "a b.txt", Reason: "empty"}, skipped{"a b.txt", "empty"}},
		{&parse.Error{Source: "a.xml", Line: 3, Err: errors.New("no end")}, skipped{"a.xml", "line 3: no end"}},
		{errors.New("of no file"), skipped{"", "of no file"}},
	} {
		if got := skippedFor(tt.err); got != tt.want {
			t.Errorf("%v: %+v, want %+v", tt.err, got, tt.want)
		}
	}
}
